"""Every page asks for one style sheet and one script: what is written as small files reaches it in a bundle."""

import re
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from claimtrack.bundles import BUNDLES, BundleFinder, bundle

ALONE = {"css/admin.css"}  # stands beside the style sheets of Django's admin


def test_every_file_is_in_one_bundle() -> None:
    static = settings.BASE_DIR / "static"
    written = {str(path.relative_to(static)) for path in static.rglob("*.*") if path.suffix in {".css", ".js"}}
    parts = list(chain.from_iterable(BUNDLES.values()))
    assert written - ALONE == {part for part in parts if not part.startswith("django_htmx/")}
    assert len(parts) == len(set(parts))


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_is_found_and_holds_its_parts_in_order(name: str) -> None:
    text = Path(str(finders.find(name))).read_text(encoding="utf-8")
    places = [text.index((settings.BASE_DIR / "static" / part).read_text()) for part in BUNDLES[name][1:]]
    assert places == sorted(places)
    assert finders.find(name, find_all=True) == [finders.find(name)]


def test_a_bundle_is_written_anew_only_when_a_part_has_changed() -> None:
    finder = BundleFinder()
    (_, storage), *_ = finder.list([])
    written = Path(storage.path("site.css"))
    first = written.stat().st_mtime_ns
    assert [name for name, _ in finder.list([])] == [*BUNDLES]
    assert written.stat().st_mtime_ns == first
    written.write_text("old")
    assert Path(str(finder.find("site.css"))).read_text(encoding="utf-8") == bundle("site.css")


def test_what_is_no_bundle_is_left_to_the_other_finders() -> None:
    assert BundleFinder().find("css/base.css") == []
    assert finders.find("absent.css") is None


def test_each_script_is_strict_for_itself() -> None:
    for script in (settings.BASE_DIR / "static/js").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert re.findall(r"^\(\(\) => \{\n(.*)", text, re.M) == ['  "use strict";'] * text.count("\n(() => {\n")
