"""What became of a source of the directory: each change of it, with who and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from claims.models import Reliability, SourceState
from claims.presenters.log import Change

FOLLOWED: dict[str, str | Promise] = {
    "name": gettext_lazy("name"),
    "domain": gettext_lazy("domain"),
    "reliability": gettext_lazy("reliability"),
    "state": gettext_lazy("state"),
}
CODES: dict[str, dict[str, str | Promise]] = {
    "reliability": dict(Reliability.choices),
    "state": dict(SourceState.choices),
}


@dataclass(frozen=True, slots=True)
class SourceChange:
    """What was changed at one moment: `changes` holds {field: [old, new]}; `why` is the reason of a new rating."""

    at: datetime
    by: Any
    why: str
    changes: dict[str, list[str]]

    @property
    def told(self) -> list[Change]:
        """Return the changes in words."""
        return [
            Change(str(FOLLOWED[name]), *(str(CODES.get(name, {}).get(value, value)) or "–" for value in values))
            for name, values in self.changes.items()
        ]


def source_changes(states: Sequence[tuple[Any, Any]]) -> list[SourceChange]:
    """Return the changes between the states of a source (its row and who wrote it, oldest first), newest first."""
    found = []
    for (old, _by), (new, by) in pairwise(states):
        changes = {name: [getattr(old, name), getattr(new, name)] for name in FOLLOWED}
        changes = {name: values for name, values in changes.items() if values[0] != values[1]}
        why = new.reliability_reason if "reliability" in changes else ""
        if changes:
            found.append(SourceChange(new.pgh_created_at, by, why, changes))
    return found[::-1]
