"""Where a request comes from."""

from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the client's address, for counting failed sign-ins.

    On a unix socket there is no peer address: only the reverse proxy can reach it, and the last address that it
    wrote into X-Forwarded-For is the client's. Elsewhere that header is the client's own word and is not heard.
    """
    peer = str(request.META.get("REMOTE_ADDR") or "")
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR") or "")
    return peer or forwarded.rsplit(",", 1)[-1].strip()
