"""A draft becomes a claim, or brings one up to date; what people set stays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from articles.models import Article
from claims.extraction.place_language import fold
from claims.extraction.types import ClaimDraft, DateInterval, PlaceMention
from claims.models import (
    ActorAlias,
    Claim,
    ClaimEventDate,
    ClaimPlace,
    ClaimRelay,
    ClaimState,
    Place,
    PlaceAlias,
    Story,
)
from claims.services.actors import actor_anonymous, actors_learn, aliases_for_names
from claims.services.parts import part_rows, part_told
from claims.services.places import place_aliases_for, place_record
from claims.services.reconcile import place_in_text, stands_by_hand
from claims.services.ties import facts_of, ties_of, voice_of
from claims.services.words import claim_words

Changes = dict[str, list[Any]]
DATE_FIELDS = ("stated_from", "stated_to", "stated_grain", "stated_words", "stated_rule", "due", "dated_against")


@dataclass(frozen=True, slots=True)
class Known:
    """The actors, by name, and the places, by gazetteer id, that some drafts speak of."""

    aliases: dict[str, ActorAlias]
    places: dict[str, Place]
    spellings: dict[str, PlaceAlias]

    @classmethod
    def of(cls, drafts: Sequence[ClaimDraft], article: Article) -> "Known":
        """Return them, made where they are new, in one order: so two workers never wait for each other."""
        names = {name for draft in drafts for name in draft.relayed_by}
        names |= {voice_of(draft) for draft in drafts if draft.speaker_name and not draft.anonymous}
        names |= {name for draft in drafts for tie in ties_of(draft) for name in (tie.subject, tie.object)}
        mentions = {m.gazetteer_id: m for draft in drafts for m in draft.places if m.gazetteer_id}
        places = {key: place_record(found=mentions[key]) for key in sorted(mentions)}
        spellings = place_aliases_for(texts=[m.text for draft in drafts for m in draft.places])
        aliases = aliases_for_names(names=names, article=article)
        facts = [(aliases[name].actor_id, *fact) for draft in drafts for name, fact in facts_of(draft).items()]
        actors_learn(facts=facts)
        return cls(aliases, places, spellings)

    def place_of(self, mention: PlaceMention) -> Place | None:
        """Return the place of a mention: as people read this spelling, else as the gazetteer has it."""
        alias = self.spellings.get(fold(mention.text))
        if alias and mention.gazetteer_id in ("", alias.instead_of):
            return alias.place
        return self.places.get(mention.gazetteer_id)


def claim_add(*, article: Article, draft: ClaimDraft, known: Known) -> Claim:
    """Return a new claim in a story of its own."""
    claim = Claim(article=article, revision=article.revision, story=Story.objects.create(), state=ClaimState.NEW)
    _set(claim, draft_values(draft, article.published_on))
    _set(claim, _position(draft.spans, draft.cue_spans))
    _set(claim, speaker_of(claim, draft, known))
    claim.save()
    write_parts(claim, draft, known)
    return claim


def claim_update(
    *,
    claim: Claim,
    draft: ClaimDraft,
    position: tuple[list[list[int]], list[list[int]]],
    article: Article,
    known: Known,
    reworded: bool = False,
) -> Changes:
    """Bring a claim up to date with its draft; return {field: [before, after]}.

    A decided claim keeps its words and all that was decided on; only its position follows the text, and its
    dates follow a corrected publication date. `reworded`: the text has other words there now.
    """
    values = draft_values(draft, article.published_on)
    redated = claim.dated_against != article.published_on
    if claim.decided:
        values = {name: values[name] for name in DATE_FIELDS if redated} | _position(*position)
    else:
        set_by_hand = "spans" in claim.corrected_fields
        values |= _position(*position) if set_by_hand else _position(draft.spans, draft.cue_spans)
        values |= speaker_of(claim, draft, known)
    values = {name: value for name, value in values.items() if name not in _locked(claim)}
    changed = _bring(claim, values, article, reworded=reworded and stands_by_hand(claim))
    if not claim.decided:
        changed |= write_parts(claim, draft, known)
    elif redated:
        changed |= _write_event_dates(claim, draft.event_dates)
    if changed:
        claim_store(claim)
    return changed


def claim_follow(
    *, claim: Claim, position: tuple[list[list[int]], list[list[int]]], article: Article, reworded: bool = False
) -> Changes:
    """Move a claim that people keep to where its words stand now; return {field: [before, after]}."""
    changed = _bring(claim, _position(*position), article, reworded=reworded)
    if changed:
        claim_store(claim)
    return changed


def _bring(claim: Claim, values: dict[str, Any], article: Article, *, reworded: bool) -> Changes:
    """Set the fields for the article's present text; return {field: [before, after]}.

    Where the text has other words now, a claim that nobody decided on takes them. A decided one keeps its own and says
    since when the text has others, until it has them again or somebody decides anew.
    """
    assert article.revision is not None
    values = values | {"revision": article.revision, "retired_at": None}
    changed: Changes = {}
    if reworded:
        words = [
            claim_words(claim.revision.content, claim.spans),
            claim_words(article.revision.content, values["spans"]),
        ]
        if claim.decided:
            same = words[1].split() == claim.allegation.split()
            values["reworded_at"] = None if same else timezone.now()
            changed["text"] = words
        else:
            values["allegation"] = words[1]
    changed |= {name: [getattr(claim, name), new] for name, new in values.items() if getattr(claim, name) != new}
    _set(claim, values)
    return changed


def claim_store(claim: Claim) -> None:
    """Save a claim that extraction changed, in its next version: nobody decides on what they have not seen."""
    claim.version += 1
    claim.save()


def draft_values(draft: ClaimDraft, published_on: date | None) -> dict[str, Any]:
    """Return the plain fields of a claim as the draft has them."""
    said = draft.stated_on
    return {
        "allegation": draft.allegation,
        "cue": draft.cue[:300],
        "kind": draft.kind,
        "speaker_words": draft.speaker[:600],
        "speaker_role": draft.speaker_role[:600],
        "anonymous": draft.anonymous,
        "stated_from": said.start if said else None,
        "stated_to": said.end if said else None,
        "stated_grain": said.grain if said else "",
        "stated_words": said.text[:200] if said else "",
        "stated_rule": said.rule[:100] if said else "",
        "due": draft.due,
        "dated_against": published_on,
        "hedged": draft.hedged,
        "denied": draft.denied,
        "confidence": draft.confidence,
        "trace": list(draft.trace),
    }


def speaker_of(claim: Claim, draft: ClaimDraft, known: Known) -> dict[str, Any]:
    """Return the draft's speaker and the name it goes by.

    An anonymous one keeps the actor that the claim has under the same description.
    """
    alias = None if draft.anonymous else known.aliases.get(voice_of(draft))
    if alias or not draft.speaker_name:
        return {"speaker": alias and alias.actor, "speaker_alias": alias}
    described = draft.speaker_name[:300]
    current = claim.speaker if claim.pk else None
    same = current and (current.name == described or current.merged.filter(name=described).exists())
    return {"speaker": current if same else actor_anonymous(description=described), "speaker_alias": None}


def write_parts(claim: Claim, draft: ClaimDraft, known: Known) -> Changes:
    """Write event dates, places and relays where they differ; return {name: [before, after]} as the log tells it."""
    changed = _write_event_dates(claim, draft.event_dates)
    if "places" not in claim.corrected_fields:
        changed |= _write_places(claim, draft.places, known)
    if "relayed_by" not in claim.corrected_fields:
        changed |= _write_relays(claim, draft.relayed_by, known)
    return changed


def _write_event_dates(claim: Claim, dates: Iterable[DateInterval]) -> Changes:
    old = [(d.start, d.end, d.grain, d.words, d.rule) for d in claim.event_dates.all()]
    new = [(d.start, d.end, d.grain[:12], d.text[:200], d.rule[:100]) for d in dates]
    if old == new or "event_dates" in claim.corrected_fields:
        return {}
    before = part_told("event_dates", part_rows(claim, "event_dates"))
    claim.event_dates.all().delete()
    for start, end, grain, words, rule in new:
        ClaimEventDate.objects.create(claim=claim, start=start, end=end, grain=grain, words=words, rule=rule)
    return {"event_dates": [before, part_told("event_dates", part_rows(claim, "event_dates"))]}


def _write_places(claim: Claim, mentions: Iterable[PlaceMention], known: Known) -> Changes:
    new = [(mention.text[:200], known.place_of(mention)) for mention in mentions]
    if new == [(old.words, old.place) for old in claim.places.all()]:
        return {}
    before = part_told("places", part_rows(claim, "places"))
    claim.places.all().delete()
    for words, place in new:
        ClaimPlace.objects.create(claim=claim, words=words, place=place)
    return {"places": [before, part_told("places", part_rows(claim, "places"))]}


def _write_relays(claim: Claim, names: Iterable[str], known: Known) -> Changes:
    chain = {known.aliases[name].actor_id: name for name in names if name in known.aliases}
    old = [(r.actor_id, r.words) for r in claim.relays.all()]
    if old == [(pk, name[:300]) for pk, name in chain.items()]:
        return {}
    claim.relays.all().delete()
    for pk, name in chain.items():
        ClaimRelay.objects.create(claim=claim, actor_id=pk, alias=known.aliases[name], words=name[:300])
    return {"relayed_by": [", ".join(words for _, words in old), ", ".join(chain.values())]}


def _position(spans: Any, cue_spans: Any) -> dict[str, Any]:
    return {
        "spans": [list(span) for span in spans],
        "cue_spans": [list(span) for span in cue_spans],
        "start": min(start for start, _ in spans),
        "end": max(end for _, end in spans),
        "place_in_text": place_in_text(spans, cue_spans),
    }


def _locked(claim: Claim) -> set[str]:
    """Return the fields that a person set, with those that only make sense together with them."""
    locked = set(claim.corrected_fields)
    if locked & {"stated_from", "stated_to"}:
        locked |= {"stated_from", "stated_to", "stated_grain", "stated_words", "stated_rule"}
    if "event_dates" in locked:
        locked.add("due")
    if "speaker" in locked:
        locked |= {"anonymous", "speaker_alias"}
    return locked - {"spans"}  # where words that a person chose stand follows the text


def _set(claim: Claim, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(claim, name, value)
