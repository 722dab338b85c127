"""How `make test` deals the tests out to its two workers: file by file, the longest first.

What shares a running claimtrack stays together. A scheduler of our own, because the groups of pytest-xdist 3.8 are
marks that it adds to the names of tests, which pytest 9.2 no longer takes up.
"""

from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

HERE = Path(__file__).parent
BROWSER = "tests/browser/"
LONGEST = [HERE / "browser", HERE / "claimtrack" / "services" / "test_up.py", HERE / "reliability"]


class ByFile(LoadScopeScheduling):
    """Deals out whole files, and the browser tests as one."""

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else nodeid.split("::", maxsplit=1)[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    config.option.loadscopereorder = False  # it would put those with the most tests first
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: next((n for n, at in enumerate(LONGEST) if item.path.is_relative_to(at)), len(LONGEST)))
