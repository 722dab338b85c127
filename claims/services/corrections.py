"""What people put right in a claim: kept through re-extraction, logged field by field, undone as easily."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.extraction.gazetteer import GazetteerPlace
from claims.matching.names import fold_name
from claims.models import Actor, ActorAlias, ActorKind, Claim, ClaimState, Event, Place
from claims.selectors.actors import actor_living
from claims.services.actors import alias_give_back, alias_remember, aliases_for_names, graph_hold
from claims.services.events import event_log
from claims.services.parts import PARTS, EventDay, PlaceSet, Row, part_plain, part_rows, part_told, part_write
from claims.services.places import place_alias_give_back, place_alias_remember, place_record
from claims.services.review import claim_lock, claim_move, claim_take
from claims.services.words import words_check, words_free, words_position
from claimtrack.accounts.models import User
from claimtrack.refusals import refuse

CORRECTED, UNDONE = "claim.correct", "claim.uncorrect"
CORRECTABLE = frozenset(
    {"speaker", "speaker_role", "anonymous", "stated_from", "stated_to", "stated_grain", "hedged", "denied", "kind"}
    | {"cue", "spans", "due", *PARTS}
)
DERIVED = frozenset({"start", "end", "place_in_text", "stated_grain", "stated_words", "stated_rule"})
"""Fields that follow others: of the spans and of the days; the log does not tell of them."""


@transaction.atomic
def claim_correct(
    *,
    claim_id: int,
    user: User,
    fields: dict[str, Any],
    why: str = "",
    version: int | None = None,
    remember_speaker: bool = False,
) -> Claim:
    """Set fields of a claim by hand; extraction leaves them alone from then on. No change makes no version.

    A speaker is an actor, a name, or "" where nobody is named. `remember_speaker`: what the machine took for the
    speaker's name leads to that speaker in the articles to come. Raises Conflict when the claim is no more in the
    `version` that was seen, ValidationError for a field that cannot be corrected or a value that cannot be.
    """
    unknown = set(fields) - CORRECTABLE
    if unknown:
        raise ValidationError({name: [_("This field cannot be corrected.")] for name in sorted(unknown)})
    graph_hold()
    claim = claim_take(claim_id, version)
    with pghistory.context(why=why, user=user.pk):
        changes, undo = _apply(claim, fields, remember_speaker=remember_speaker)
        if not changes:
            claim.version -= 1
            return claim
        return _save(claim, CORRECTED, user, why, changes, undo)


@transaction.atomic
def claim_put_right(*, claim_id: int, user: User, accept: bool, **correction: Any) -> tuple[int | None, int | None]:
    """Correct a claim, and accept it where that is wanted and it is not yet; return the version that each made, if any.

    Undoing that decision undoes the correction with it. `correction` is what claim_correct takes; raises as that does.
    """
    graph_hold()
    before = claim_lock(claim_id).version
    claim = claim_correct(claim_id=claim_id, user=user, **correction)
    corrected = claim.version if claim.version != before else None
    if not accept or claim.state == ClaimState.ACCEPTED:
        return corrected, None
    claim = claim_move(claim_id=claim_id, move="accept", user=user, version=claim.version, corrected=corrected)
    return corrected, claim.version


def _apply(claim: Claim, fields: dict[str, Any], *, remember_speaker: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set the fields; return what changed, as the log tells it, and what leads back."""
    spelling = spelling_of(claim) if remember_speaker and fields.get("speaker") else ""
    values = _values(claim, fields)
    before = _frozen(claim, values)
    shown = _shown(claim, before)
    as_it_was = ("speaker_alias_id", "revision_id", "corrected_fields")
    undo: dict[str, Any] = {name.removesuffix("_id"): getattr(claim, name) for name in as_it_was}
    _set(claim, values, before)
    after = _frozen(claim, values)
    undo["fields"] = {name: before[name] for name in values if after[name] != before[name]}
    told = {name: after[name] for name in undo["fields"] if name not in DERIVED}
    changes = {name: [shown[name], new] for name, new in _shown(claim, told).items()}
    claim.corrected_fields = sorted({*claim.corrected_fields, *told})
    if "speaker" in told:
        claim.speaker_alias = _alias_of(claim, fields["speaker"])
    if spelling and claim.speaker:
        undo["spelling"] = _remember(spelling, claim, changes)
    undo["place_spellings"] = _remember_places(fields.get("places", ()), before.get("places", ()), changes)
    return changes, undo


@transaction.atomic
def correction_undo(*, claim_id: int, version: int, user: User) -> Claim:
    """Put back what the correction that made this version changed, the spelling it remembered too.

    Raises Event.DoesNotExist, and ValidationError when somebody corrected the same fields since.
    """
    graph_hold()
    claim = claim_take(claim_id, None)
    event = Event.objects.get(claim=claim, claim_version=version, verb=CORRECTED)
    since = Event.objects.filter(claim=claim, pk__gt=event.pk, verb__in=(CORRECTED, UNDONE))
    later = since.filter(changes__has_any_keys=list(event.changes)).select_related("by").last()
    if later:
        refuse("state", _("%(person)s has changed this since: nothing was undone.") % {"person": later.by})
    if "spans" in event.undo["fields"] and event.undo["revision"] != claim.revision_id:
        refuse("state", _("The text of the article has changed since: nothing was undone."))
    with pghistory.context(user=user.pk):
        _set(claim, _thawed(event.undo["fields"]), {})
        if "speaker" in event.undo["fields"]:
            claim.speaker = actor_living(claim.speaker_id) if claim.speaker_id else None
            claim.speaker_alias = ActorAlias.objects.filter(pk=event.undo.get("speaker_alias")).first()
        claim.corrected_fields = event.undo["corrected_fields"]
        if event.undo.get("spelling"):
            alias_give_back(**event.undo["spelling"])
        for spelling in event.undo.get("place_spellings", ()):
            place_alias_give_back(**spelling)
        changes = {name: [new, old] for name, (old, new) in event.changes.items()}
        return _save(claim, UNDONE, user, "", changes, {})


def spelling_of(claim: Claim) -> str:
    """Return the name that led the machine to the claim's speaker, "" where that is not sure or none."""
    if claim.speaker is None or claim.anonymous:
        return ""
    known = set(ActorAlias.objects.filter(actor=claim.speaker_id).values_list("folded", flat=True))
    if fold_name(claim.speaker_words) in known:
        return claim.speaker_words
    only_name = known <= {fold_name(claim.speaker.name)} and "speaker" not in claim.corrected_fields
    return claim.speaker.name if only_name else ""


def _values(claim: Claim, fields: dict[str, Any]) -> dict[str, Any]:
    """Return what is to be set: a name becomes an actor, spans bring the words that stand there."""
    values = dict(fields)
    if "spans" in values:
        content = claim.revision.content
        spans = words_check(content=content, spans=values["spans"])
        values |= words_position(content=content, spans=spans, cue_spans=claim.cue_spans)
        words_free(article_id=claim.article_id, place=values["place_in_text"], but=claim.pk)
    if "speaker" in values:
        speaker = values["speaker"]
        if isinstance(speaker, str):
            alias = _alias_of(claim, speaker)
            speaker = alias and alias.actor
        values["speaker"] = speaker
        values.setdefault("anonymous", speaker is not None and speaker.kind == ActorKind.ANONYMOUS)
    if values.keys() & {"stated_from", "stated_to"}:
        values.setdefault("stated_grain", "day" if values.get("stated_from") or values.get("stated_to") else "")
        values |= {"stated_words": "", "stated_rule": ""}
    if "event_dates" in values:
        values.setdefault("due", due_of(values["event_dates"], _reference(claim), forecast=claim.due is not None))
    return values | {name: part_plain(name, values[name], article=claim.article) for name in PARTS if name in values}


def _reference(claim: Claim) -> date | None:
    return claim.dated_against or claim.article.published_on


def due_of(dates: Iterable[EventDay], reference: date | None, *, forecast: bool) -> date | None:
    """Return the day by which dates set by hand can be checked: the last one, where they lie ahead of publication.

    What was a `forecast` before stays one as long as its last day is not over.
    """
    if reference is None:
        return None
    ahead = [d.end for d in dates if d.end and d.end >= reference and (forecast or (d.start or reference) > reference)]
    return max(ahead, default=None)


def _alias_of(claim: Claim, speaker: Actor | str) -> ActorAlias | None:
    """Return the name, as an alias, that a speaker was given by; None for one given as an actor."""
    if not isinstance(speaker, str) or not fold_name(speaker):
        return None
    name = speaker.strip()
    return aliases_for_names(names=[name], article=claim.article)[name]


def _remember(spelling: str, claim: Claim, changes: dict[str, Any]) -> dict[str, Any] | None:
    assert claim.speaker is not None
    alias, former = alias_remember(name=spelling, actor=claim.speaker, article=claim.article)
    if former == claim.speaker:
        return None
    changes["spelling"] = [former and former.name, f"{spelling} → {claim.speaker}"]
    return {"alias_id": alias.pk, "actor_id": former and former.pk}


def _remember_places(places: Iterable[PlaceSet], before: Iterable[Row], changes: dict[str, Any]) -> list[Any]:
    """Remember spellings where that was asked for; return what leads back."""
    former = dict(before)
    back = []
    for words, found, remember in places:
        if remember and found:
            place = place_record(found=found) if isinstance(found, GazetteerPlace) else found
            wrong = Place.objects.filter(pk=former.get(words) or 0).exclude(pk=place.pk).first()
            known = place_alias_remember(name=words, place=place, instead_of=wrong.gazetteer_id if wrong else "")
            back.append({"name": words, "before": known})
            changes.setdefault("place_spellings", ["", ""])[1] += f"{'; ' if len(back) > 1 else ''}{words} → {place}"
    return back


def _save(claim: Claim, verb: str, user: User, why: str, changes: dict[str, Any], undo: dict[str, Any]) -> Claim:
    claim.full_clean(exclude=["search"], validate_unique=False)
    claim.save()
    event_log(verb=verb, by=user, claim=claim, why=why, changes=changes, undo=undo)
    return claim


def _set(claim: Claim, values: dict[str, Any], before: dict[str, Any]) -> None:
    """Set fields, and write parts that are not as they were `before`."""
    for name, value in values.items():
        if name not in PARTS:
            setattr(claim, name, value)
        elif value != before.get(name):
            part_write(claim, name, value)


def _frozen(claim: Claim, names: Iterable[str]) -> dict[str, Any]:
    """Return the fields as JSON keeps them."""
    return {
        name: part_rows(claim, name)
        if name in PARTS
        else claim.speaker_id
        if name == "speaker"
        else _plain(getattr(claim, name))
        for name in names
    }


def _thawed(frozen: dict[str, Any]) -> dict[str, Any]:
    """Return the fields as a claim takes them."""
    columns = {field.name: field for field in Claim._meta.fields}
    parts = {name: value for name, value in frozen.items() if name in PARTS}
    plain = {name: value for name, value in frozen.items() if name not in PARTS}
    return parts | {columns[name].attname: columns[name].to_python(value) for name, value in plain.items()}


def _shown(claim: Claim, frozen: dict[str, Any]) -> dict[str, Any]:
    """Return the fields as the log tells them."""
    return {
        name: part_told(name, rows) if name in PARTS else _plain(getattr(claim, name)) for name, rows in frozen.items()
    }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float | list) else str(value)
