"""When two addresses of the web surely lead to one page."""

from urllib.parse import parse_qsl, urlsplit

# What only says where a reader came from: the page is the same without it.
ORIGIN = ("utm_", "fbclid", "gclid", "xtor", "at_medium", "at_campaign")


def address_key(url: str) -> str:
    """Return what addresses of one page share: no scheme, "www.", fragment, last slash, nor where readers come from."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").rstrip(".")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:  # half an address, or a port that is none
        return url.strip()
    asked = parse_qsl(parts.query, keep_blank_values=True)
    query = "&".join(f"{name}={value}" for name, value in asked if not name.lower().startswith(ORIGIN))
    return f"{host}{port}{parts.path.rstrip('/')}?{query}"
