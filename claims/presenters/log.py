"""The event log in sentences."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Claim, ClaimState, Event, Stance
from claimtrack.words import day

VERBS: dict[str, str | Promise] = {
    "claim.accept": gettext_lazy("accepted the claim"),
    "claim.reject": gettext_lazy("rejected the claim"),
    "claim.reopen": gettext_lazy("put the claim back to review"),
    "claim.add": gettext_lazy("added the claim"),
    "claim.correct": gettext_lazy("corrected the claim"),
    "claim.uncorrect": gettext_lazy("undid a correction"),
    "evidence.link": gettext_lazy("linked evidence"),
    "evidence.withdraw": gettext_lazy("withdrew evidence"),
    "story.join": gettext_lazy("put the claim into a story"),
    "story.leave": gettext_lazy("put claims into another story"),
    "story.describe": gettext_lazy("changed title or summary"),
    "article.extract": gettext_lazy("worked out the claims of the article"),
}
OTHER_LABELS: dict[str, str | Promise] = {
    "stance": gettext_lazy("stance"),
    "spelling": gettext_lazy("spelling"),
    "source": gettext_lazy("source"),
    "story": gettext_lazy("story"),
    "claims": gettext_lazy("claims"),
    "title": gettext_lazy("title"),
    "summary": gettext_lazy("summary"),
    "added": gettext_lazy("claims added"),
    "updated": gettext_lazy("claims updated"),
    "retired": gettext_lazy("claims retired"),
}
CODES: dict[str, dict[str, str | Promise]] = {"state": dict(ClaimState.choices), "stance": dict(Stance.choices)}


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    old: str
    new: str


def event_words(event: Event) -> str:
    """Return what was done, as a verb phrase; the code itself for one that has no words yet."""
    return str(VERBS.get(event.verb, event.verb))


def event_changes(event: Event) -> list[Change]:
    """Return what changed, field by field, as it was and as it became."""
    evident = event.verb.startswith("evidence.")
    return [
        Change("" if evident else _label(name), "" if evident else _value(name, old), _value(name, new))
        for name, (old, new) in event.changes.items()
        if name != "spans"  # the words themselves are told
    ]


def _label(name: str) -> str:
    if name in OTHER_LABELS:
        return str(OTHER_LABELS[name])
    model: type[Model] = Claim
    known = {field.name: getattr(field, "verbose_name", name) for field in model._meta.get_fields()}
    return str(known.get(name, name))


def _value(name: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value) or "–"
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    found: date | None = parse_date(value) if isinstance(value, str) and len(value) == 10 else None
    if found:
        return day(found)
    return str(CODES.get(name, {}).get(value, value)) if isinstance(value, str) else str(value)
