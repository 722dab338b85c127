"""The log in sentences that can be read."""

from typing import Any

import pytest
from django.utils import translation

from claims.models import Event
from claims.presenters.log import event_changes


@pytest.mark.parametrize(
    ("verb", "changes", "told"),
    [
        ("story.join", {"story": [176, 204]}, ["allégation n° 176 → n° 204"]),
        (
            "story.leave",
            {"claims": [[156, 157], []], "story": [176, 204]},
            ["affirmations n° 156, n° 157", "allégation n° 176 → n° 204"],
        ),
        ("case.add", {"story": [None, 3]}, ["allégation n° 3"]),
        ("story.describe", {"title": ["Un", "Deux"]}, ["titre Un → Deux"]),
    ],
)
def test_stories_and_claims_are_told_by_number(verb: str, changes: dict[str, Any], told: list[str]) -> None:
    with translation.override("fr"):
        lines = [
            f"{one.label} {one.old} → {one.new}" if one.old else one.new
            for one in event_changes(Event(verb=verb, changes=changes))
        ]
    assert [line.replace("\u00a0", " ") for line in lines] == told
