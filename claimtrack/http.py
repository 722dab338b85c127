"""The one network door: what claimtrack fetches from outside comes in here and nowhere else.

Only http and https, only ports 80 and 443, only addresses of the public internet (checked after the name is resolved
and connected to as checked, at each redirect again), no cookies, no proxy, an end to time and size.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import SplitResult, urljoin, urlsplit

import certifi
from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError, NewConnectionError

PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
CHUNK = 1 << 16
HEADERS = {
    "User-Agent": "claimtrack/1 (verification of claims in the news)",
    "Accept": "text/html, application/xhtml+xml, text/plain, application/pdf, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "fr, en;q=0.8",
    "Connection": "close",
}
# Ways to write an IPv4 address inside an IPv6 one: RFC 6052, RFC 3056, RFC 4380.
EMBEDDING = tuple(ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
LOOKERS_UP = ThreadPoolExecutor(max_workers=4, thread_name_prefix="dns")


class Unreachable(Exception):
    """Nothing came back. `code`: off, address, port, private, name, connect, certificate, timeout, too_large,
    redirects, broken. `retry` says whether it may work later."""

    RETRY = frozenset({"name", "connect", "timeout", "broken"})

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.retry = code, code in self.RETRY


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds in all, bytes of the body once unpacked, and "host:port" of the own network that may be fetched too."""

    seconds: float = 10
    size: int = 5_000_000
    also: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the address after redirects, the status, the media type, the charset if named, the body."""

    url: str
    status: int
    media_type: str
    charset: str
    body: bytes


def fetch(url: str, limits: Limits) -> Answer:
    """Return what a GET of `url` answers, whatever its status. Raises Unreachable."""
    ends = time.monotonic() + limits.seconds
    for _ in range(MOST_REDIRECTS + 1):
        answer = _get(url, limits, ends)
        if isinstance(answer, Answer):
            return answer
        url = urljoin(url, answer)
    raise Unreachable("redirects")


def _get(url: str, limits: Limits, ends: float) -> Answer | str:
    """Return the answer, or the address that it leads on to."""
    parts = _checked(url, limits.also)
    address = _resolve(parts, limits.also, ends)
    try:
        with _connected(parts, address, ends) as connection:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = HEADERS | {"Host": _host(parts)}
            connection.request("GET", _ascii(target), headers=headers, preload_content=False)
            response = connection.getresponse()
            location = response.headers.get("Location")
            if response.status in REDIRECTS and location:
                return location
            answer = _read(url, response, limits.size)
    except ssl.SSLCertVerificationError as error:
        raise Unreachable("certificate", str(error)) from error
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        _fail(error, ends)
    if time.monotonic() >= ends:  # a connection that we cut may look like the end of a body
        raise Unreachable("timeout", "body")
    return answer


def _fail(error: Exception, ends: float) -> NoReturn:
    """Say what went wrong: the time was up, the door was shut, or what came made no sense."""
    if isinstance(error, TimeoutError) or time.monotonic() >= ends or "timed out" in str(error):
        raise Unreachable("timeout", str(error)) from error
    code = "connect" if isinstance(error, OSError | NewConnectionError) else "broken"
    raise Unreachable(code, str(error)) from error


def _checked(url: str, also: Collection[str]) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host.encode("idna")
    except (ValueError, UnicodeError, LocationParseError) as error:
        raise Unreachable("address", url[:200]) from error
    if parts.scheme not in PORTS or not host or parts.username is not None:
        raise Unreachable("address", url[:200])
    if (port or PORTS[parts.scheme]) not in PORTS.values() and _netloc(parts) not in also:
        raise Unreachable("port", str(port))
    return parts


def _resolve(parts: SplitResult, also: Collection[str], ends: float) -> str:
    """Return the address to connect to; one private address among those of a name is enough to refuse it."""
    host = _name(parts)
    asked = LOOKERS_UP.submit(socket.getaddrinfo, host, None, type=socket.SOCK_STREAM)
    try:
        found = [str(entry[4][0]) for entry in asked.result(max(0.01, ends - time.monotonic()))]
    except TooSlow as error:
        raise Unreachable("timeout", "name") from error
    except OSError as error:
        raise Unreachable("name", host) from error
    if _netloc(parts) not in also and not all(is_public(address) for address in found):
        raise Unreachable("private", host)
    return found[0]


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in network for network in EMBEDDING):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


@contextmanager
def _connected(parts: SplitResult, address: str, ends: float) -> Iterator[HTTPConnection]:
    """Connect to the address that was checked, not to the name; when the time is up the connection is cut."""
    left = max(0.01, ends - time.monotonic())
    port = parts.port or PORTS[parts.scheme]
    if parts.scheme == "https":
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())
        name = _name(parts)
        connection: HTTPConnection = HTTPSConnection(
            address, port, timeout=left, ssl_context=context, server_hostname=name, assert_hostname=name
        )
    else:
        connection = HTTPConnection(address, port, timeout=left)
    try:
        connection.connect()
        # The socket itself: the connection lets go of it as soon as the answer begins.
        clock = threading.Timer(max(0.01, ends - time.monotonic()), _cut, (connection.sock,))
        clock.daemon = True
        clock.start()
        try:
            yield connection
        finally:
            clock.cancel()
    finally:
        connection.close()


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):  # it may have come to its end at this very moment
        sock.shutdown(socket.SHUT_RDWR)


def _read(url: str, response: HTTPResponse, size: int) -> Answer:
    body = bytearray()
    while chunk := response.read(CHUNK, decode_content=True):
        body += chunk
        if len(body) > size:
            raise Unreachable("too_large", f"over {size} bytes")
    media_type, _, parameters = response.headers.get("Content-Type", "").partition(";")
    charset = parameters.partition("charset=")[2].partition(";")[0].strip(" \"'")
    return Answer(url, response.status, media_type.strip().lower(), charset, bytes(body))


def _name(parts: SplitResult) -> str:
    return str(parts.hostname).encode("idna").decode()


def _host(parts: SplitResult) -> str:
    """Return the Host header: the name as resolved, the port where it is not the usual one."""
    name = f"[{parts.hostname}]" if ":" in str(parts.hostname) else _name(parts)
    return name if parts.port in (None, PORTS[parts.scheme]) else f"{name}:{parts.port}"


def _netloc(parts: SplitResult) -> str:
    return f"{parts.hostname}:{parts.port or PORTS[parts.scheme]}"


def _ascii(target: str) -> str:
    """Return a path and query with what is not ASCII escaped, as browsers do; nothing else is touched."""
    return "".join(char if "!" <= char <= "~" else "".join(f"%{byte:02X}" for byte in char.encode()) for char in target)
