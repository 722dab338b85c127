"""A small site of its own on this machine, for what claimtrack looks at outside."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

PAGE = """<!doctype html><html lang="fr"><head><title>Pont de Corvenne : l’avis technique</title>
<meta property="og:site_name" content="Registre des ponts"><meta property="article:published_time" content="2024-10-09">
</head><body><nav>Accueil</nav><article><h1>Pont de Corvenne : l’avis technique</h1>
<p>L’inspection du 7 octobre a mesuré la tension des huit câbles du pont de Corvenne, sans relever d’usure anormale.</p>
<p>{words} Le prochain contrôle est prévu au printemps, selon le calendrier publié par le registre national.</p>
</article></body></html>"""


class Site:
    """`pages` maps a path to (status, headers, body); what is not there is a 404. `asked` are the requests' headers."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.over = Event()
        self.page("/avis", words="Les câbles tiennent.")

    @property
    def door(self) -> str:
        """Return "host:port", as the setting FETCH_ALSO takes it."""
        return f"localhost:{self.port}"

    def at(self, path: str) -> str:
        return f"http://{self.door}{path}"

    def page(self, path: str, *, words: str) -> str:
        """Put a page of a site up and return its address."""
        return self.put(path, PAGE.replace("{words}", words).encode(), **{"Content-Type": "text/html; charset=utf-8"})

    def put(self, path: str, body: bytes, status: int = 200, **headers: str) -> str:
        self.pages[path] = status, headers, body
        return self.at(path)


@contextmanager
def local_site() -> Iterator[Site]:
    """Serve a site on a free port of localhost. "/slow" sends a byte now and then, until the site is over."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            if self.path == "/slow":
                return self.drip()
            status, headers, body = site.pages.get(self.path, (404, {"Content-Type": "text/html"}, b"nothing here"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            return None

        def drip(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            try:
                while not site.over.is_set():
                    self.wfile.write(b".")
                    self.wfile.flush()
                    time.sleep(0.05)
            except OSError:
                pass  # whoever asked has gone

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_port)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        server.server_close()
