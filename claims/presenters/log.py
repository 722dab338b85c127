"""The event log in sentences."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Model
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import (
    ActorKind,
    Aspect,
    Claim,
    ClaimState,
    Event,
    Kind,
    ProposalState,
    RelationKind,
    Reliability,
    Stance,
)
from claims.models.scale import in_language
from claimtrack.words import day, interval

VERBS: dict[str, str | Promise] = {
    "claim.accept": gettext_lazy("accepted the claim"),
    "claim.reject": gettext_lazy("rejected the claim"),
    "claim.reopen": gettext_lazy("put the claim back to review"),
    "claim.add": gettext_lazy("added the claim"),
    "claim.correct": gettext_lazy("corrected the claim"),
    "claim.uncorrect": gettext_lazy("undid a correction"),
    "claim.undo": gettext_lazy("undid a decision"),
    "claim.reread": gettext_lazy("read the claim again"),
    "claim.retire": gettext_lazy("retired the claim: its words are gone, or it is found no more"),
    "claim.tag": gettext_lazy("tagged the claim"),
    "claim.untag": gettext_lazy("took a tag off the claim"),
    "evidence.link": gettext_lazy("linked evidence"),
    "evidence.correct": gettext_lazy("corrected evidence"),
    "evidence.withdraw": gettext_lazy("withdrew evidence"),
    "evidence.restore": gettext_lazy("undid the withdrawal of evidence"),
    "story.join": gettext_lazy("put the claim into a story"),
    "story.leave": gettext_lazy("put claims into another story"),
    "story.describe": gettext_lazy("changed title or summary"),
    "queue.take": gettext_lazy("took the claim"),
    "queue.release": gettext_lazy("put the claim back into the queue"),
    "queue.hand_over": gettext_lazy("handed the claim over"),
    "queue.ask": gettext_lazy("asked for a second opinion"),
    "queue.unask": gettext_lazy("no longer asks for a second opinion"),
    "queue.answer": gettext_lazy("gave a second opinion"),
    "case.open": gettext_lazy("opened the case"),
    "case.describe": gettext_lazy("changed title or summary"),
    "case.close": gettext_lazy("closed the case"),
    "case.reopen": gettext_lazy("reopened the case"),
    "case.add": gettext_lazy("put the story into a case"),
    "case.remove": gettext_lazy("took the story out of a case"),
    "case.note": gettext_lazy("wrote a note"),
    "case.rewrite": gettext_lazy("put a note right"),
    "verdict.propose": gettext_lazy("proposed a verdict"),
    "verdict.confirm": gettext_lazy("confirmed the verdict"),
    "verdict.publish": gettext_lazy("published the verdict"),
    "verdict.return": gettext_lazy("returned the verdict"),
    "verdict.uphold": gettext_lazy("upheld the verdict"),
    "verdict.stale": gettext_lazy("saw that the verdict has to be looked at again"),
    "verdict.hold": gettext_lazy("held the verdict back at the end of its embargo"),
    "actor.merge": gettext_lazy("made one actor of two"),
    "actor.unmerge": gettext_lazy("undid: one actor of two"),
    "actor.split": gettext_lazy("made two actors of one"),
    "actor.unsplit": gettext_lazy("undid: two actors of one"),
    "actor.distinct": gettext_lazy("decided that they are two actors"),
    "actor.undecided": gettext_lazy("left open whether they are one actor"),
    "actor.correct": gettext_lazy("corrected the actor"),
    "actor.name": gettext_lazy("added a name"),
    "actor.unname": gettext_lazy("took a name away"),
    "relation.add": gettext_lazy("added a relation"),
    "relation.accept": gettext_lazy("accepted the relation"),
    "relation.reject": gettext_lazy("rejected the relation"),
    "relation.reopen": gettext_lazy("left the relation open again"),
    "evidence.changed": gettext_lazy("saw that evidence has changed at its address"),
    "evidence.gone": gettext_lazy("saw that evidence is gone from its address"),
    "comment.add": gettext_lazy("commented"),
    "comment.edit": gettext_lazy("corrected a comment"),
    "comment.delete": gettext_lazy("took a comment back"),
    "source.accept": gettext_lazy("took a source of evidence into the directory"),
    "source.refuse": gettext_lazy("refused a source of evidence"),
    "source.retire": gettext_lazy("retired a source of evidence"),
    "source.reopen": gettext_lazy("put a source of evidence back to be decided"),
    "source.rate": gettext_lazy("rated a source of evidence anew"),
    "article.extract": gettext_lazy("worked out the claims of the article"),
}
OTHER_LABELS: dict[str, str | Promise] = {
    "taken_by": gettext_lazy("in the hands of"),
    "stance": gettext_lazy("stance"),
    "url": gettext_lazy("address"),
    "quote": gettext_lazy("quoted words"),
    "note": gettext_lazy("note"),
    "aspects": gettext_lazy("on which part"),
    "published_on": gettext_lazy("published on"),
    "accessed_at": gettext_lazy("seen on"),
    "spelling": gettext_lazy("spelling"),
    "place_spellings": gettext_lazy("spelling"),
    "places": gettext_lazy("places of the event"),
    "event_dates": gettext_lazy("event dates"),
    "source": gettext_lazy("source"),
    "reliability": gettext_lazy("reliability"),
    "story": gettext_lazy("story"),
    "claims": gettext_lazy("claims"),
    "rating": gettext_lazy("rating"),
    "title": gettext_lazy("title"),
    "actor": gettext_lazy("actor"),
    "names": gettext_lazy("names"),
    "relation": gettext_lazy("relation"),
    "since": gettext_lazy("since"),
    "until": gettext_lazy("until"),
    "merged_into": gettext_lazy("merged into"),
    "name": gettext_lazy("name"),
    "country": gettext_lazy("country (ISO 3166-1)"),
    "summary": gettext_lazy("summary"),
    "description": gettext_lazy("what it is about"),
    "tag": gettext_lazy("tag"),
    "text": gettext_lazy("words in the article"),
    "state_by": gettext_lazy("decided by"),
    "relayed_by": gettext_lazy("relayed by"),
    "added": gettext_lazy("claims added"),
    "updated": gettext_lazy("claims updated"),
    "retired": gettext_lazy("claims retired"),
}
NUMBERED = ("story", "claims")  # told by their numbers
CODES: dict[str, dict[str, str | Promise]] = {
    "state": dict([*ProposalState.choices, *ClaimState.choices]),
    "stance": dict(Stance.choices),
    "aspects": dict(Aspect.choices),
    "reliability": dict(Reliability.choices),
    "kind": dict([*Kind.choices, *ActorKind.choices, *RelationKind.choices]),
}


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
    evident = event.verb.startswith(("evidence.", "source.", "verdict.")) and event.verb != "evidence.correct"
    return [
        _moved(name, old, new)
        if name in NUMBERED
        else Change("", "", _value(name, new))
        if evident and old is None
        else Change(_label(name), _value(name, old), _value(name, new))
        for name, (old, new) in event.changes.items()
        if name not in ("spans", "verdict")  # the words themselves are told
    ]


def _moved(name: str, old: Any, new: Any) -> Change:
    """Return which stories or claims are meant, by number; claims that left are named alone."""
    numbers = [value if isinstance(value, list) else [value] for value in (old, new) if value]
    told = [", ".join(_("no. %(n)s") % {"n": n} if isinstance(n, int) else str(n) for n in part) for part in numbers]
    return Change(_label(name), *told) if len(told) == 2 else Change("", "", " ".join([_label(name), *told]))


def _label(name: str) -> str:
    if name in OTHER_LABELS:
        return str(OTHER_LABELS[name])
    model: type[Model] = Claim
    known = {field.name: getattr(field, "verbose_name", name) for field in model._meta.get_fields()}
    return str(known.get(name, name))


def _value(name: str, value: Any) -> str:
    if isinstance(value, dict):
        return in_language(value)
    if isinstance(value, list):
        return ", ".join(str(CODES.get(name, {}).get(part, part)) for part in value) or "–"
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "event_dates":
        return "; ".join(_interval(piece) for piece in value.split("; "))
    found: date | None = parse_date(value) if isinstance(value, str) and len(value) == 10 else None
    if found:
        return day(found)
    return str(CODES.get(name, {}).get(value, value)) if isinstance(value, str) else str(value)


def _interval(told: str) -> str:
    """Return an ISO interval in words; anything else as it is."""
    first, slash, last = told.partition("/")
    try:
        start = date.fromisoformat(first) if first else None
        end = date.fromisoformat(last) if last else None
    except ValueError:
        return told
    end = end if slash else start
    return interval(start, end, _grain(start, end)) or told


def _grain(start: date | None, end: date | None) -> str:
    """Return what the days are when they are a whole month or year."""
    if not (start and end and start.day == 1 and (end + timedelta(days=1)).day == 1 and start.year == end.year):
        return ""
    return "month" if start.month == end.month else "year" if (start.month, end.month) == (1, 12) else ""
