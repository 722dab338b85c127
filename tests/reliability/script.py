"""A newsroom script that posts articles and does not give up."""

import json
import time
import urllib.error
import urllib.request
from collections import Counter
from typing import Any

# A claim's own fields; ids, times of record and the like differ from run to run.
COMPARED = (
    "allegation",
    "spans",
    "cue",
    "kind",
    "speaker",
    "speaker_name",
    "anonymous",
    "stated_on",
    "event_dates",
    "places",
    "hedged",
    "denied",
    "relayed_by",
)
PATIENCE_SECONDS = 60


class Script:
    """Posts for one outlet and reads back. `answers` counts the status codes, 0 stands for no connection."""

    def __init__(self, address: str, token: str, outlet: str) -> None:
        self.address, self.token, self.outlet = address, token, outlet
        self.answers: Counter[int] = Counter()
        self.posted: dict[str, int] = {}

    def ask(self, path: str, body: dict[str, Any] | None = None) -> tuple[int, dict[str, Any], str | None]:
        """Return status (0: no connection), JSON and Retry-After of one request."""
        request = urllib.request.Request(
            path if path.startswith("http") else self.address + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Token {self.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, json.load(response), None
        except urllib.error.HTTPError as error:
            return error.code, {"said": error.read().decode(errors="replace")[:2000]}, error.headers["Retry-After"]
        except OSError:
            return 0, {}, None

    def post(self, article: dict[str, Any]) -> None:
        """Post one article, again while the answer is 503 or none comes; any other answer is a failure."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            status, said, retry_after = self.ask("/api/v1/articles/", article | {"outlet": self.outlet})
            self.answers[status] += 1
            if status in (200, 201):
                self.posted[article["external_id"]] = said["id"]
                return
            assert status in (0, 503), f"{status} for {article['external_id']}: {said}"
            assert status == 0 or retry_after, "503 without Retry-After"
            assert time.monotonic() < deadline, f"{article['external_id']}: no luck for {PATIENCE_SECONDS} s"
            time.sleep(0.2)

    def get(self, path: str) -> dict[str, Any]:
        status, said, _ = self.ask(path)
        assert status == 200, (path, status, said)
        return said

    def statuses(self) -> Counter[str]:
        """Return how many of the posted articles are in which state."""
        return Counter(article["status"] for article in self.pages("/api/v1/articles/?page_size=200"))

    def pages(self, path: str) -> list[dict[str, Any]]:
        """Return what all pages of a list hold for our outlet."""
        found = []
        while path:
            page = self.get(path)
            found += page["results"]
            path = page["next"]
        return [entry for entry in found if entry["outlet"] == self.outlet]

    def claims(self) -> dict[str, list[str]]:
        """Return the claims of each article by its external id, as comparable lines in text order."""
        found: dict[str, list[str]] = {external_id: [] for external_id in self.posted}
        names = {number: external_id for external_id, number in self.posted.items()}
        listed = sorted(self.pages("/api/v1/claims/?page_size=200"), key=lambda claim: claim["spans"])
        for claim in listed:
            line = json.dumps({field: claim[field] for field in COMPARED}, ensure_ascii=False, sort_keys=True)
            found[names[claim["article"]]].append(line)
        return found
