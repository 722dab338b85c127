"""The words of a claim as people give them: checked against the text, and claims that only a person saw."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from claims.models import Claim, ClaimState, Kind, Story
from claims.services.actors import aliases_for_names, graph_hold
from claims.services.events import event_log
from claims.services.parts import RelaySet, part_plain, part_told, part_write
from claims.services.reconcile import place_in_text
from claimtrack.accounts.models import User
from claimtrack.refusals import refuse

MOST_SPANS = 20
# What a person says when entering a claim; extraction leaves it alone.
GIVEN = (
    *("allegation", "denied", "hedged", "kind", "relayed_by"),
    *("spans", "speaker", "speaker_role", "stated_from", "stated_to"),
)


def words_check(*, content: str, spans: Any) -> list[list[int]]:
    """Return spans of the content without white space at their ends. Raises ValidationError for what cannot be."""
    if not isinstance(spans, list) or not 0 < len(spans) <= MOST_SPANS or not all(_is_span(span) for span in spans):
        refuse("spans", _("Give between 1 and %(most)d spans [start, end].") % {"most": MOST_SPANS})
    tidy = [_tidy(content, *span) for span in spans]
    floor = 0
    for start, end in tidy:
        if start < floor or start >= end or end > len(content):
            refuse("spans", _("The spans must hold words, lie inside the text and follow each other."))
        floor = end
    return tidy


def words_position(
    *, content: str, spans: Sequence[Sequence[int]], cue_spans: Sequence[Sequence[int]]
) -> dict[str, Any]:
    """Return the fields of a claim that say which words it is made of."""
    return {
        "spans": [list(span) for span in spans],
        "allegation": claim_words(content, spans),
        "start": spans[0][0],
        "end": spans[-1][1],
        "place_in_text": place_in_text(spans, cue_spans),
    }


def claim_words(content: str, spans: Sequence[Sequence[int]]) -> str:
    """Return the words of the content at these spans, as an allegation has them."""
    return " ".join(content[start:end] for start, end in spans)


def words_free(*, article_id: int, place: str, but: int | None = None) -> None:
    """Raise ValidationError when another claim of the article is made of exactly these words."""
    there = Claim.objects.filter(article=article_id, place_in_text=place, retired_at=None)
    other = there.exclude(pk=but).first() if but else there.first()
    if other:
        message = _("These words are claim %(id)d already (%(state)s).")
        refuse("spans", message % {"id": other.pk, "state": other.get_state_display()}, "unique")


@transaction.atomic
def claim_enter(
    *,
    article_id: int,
    revision_id: int,
    user: User,
    spans: Any,
    kind: str,
    speaker: str = "",
    speaker_role: str = "",
    relayed_by: Iterable[str] = (),
    stated_from: date | None = None,
    stated_to: date | None = None,
    hedged: bool = False,
    denied: bool = False,
) -> Claim:
    """Return a new claim that a person saw and the machine did not: accepted by that person, in a story of its own.

    `spans` are code points into the content of the revision that was read; `relayed_by` names who passed it on, the
    nearest to the speaker first. Raises ValidationError when the article was withdrawn or has another text by now,
    or these words are a claim already.
    """
    graph_hold()
    article, position = _place(article_id, revision_id, spans)
    named = aliases_for_names(names=[speaker.strip()], article=article).get(speaker.strip())
    claim = Claim(article=article, revision=article.revision, by_machine=False, confidence=1.0, kind=kind, **position)
    claim.speaker, claim.speaker_alias = named.actor if named else None, named
    claim.speaker_words = speaker.strip()[:600]
    claim.speaker_role, claim.hedged, claim.denied = speaker_role.strip(), hedged, denied
    claim.stated_from, claim.stated_to, claim.dated_against = stated_from, stated_to, article.published_on
    claim.corrected_fields = list(GIVEN)
    claim.state, claim.state_by, claim.state_at = ClaimState.ACCEPTED, user, timezone.now()
    claim.full_clean(exclude=["search", "story"], validate_unique=False, validate_constraints=False)
    _check_known(kind, stated_from, stated_to)
    with pghistory.context(user=user.pk):
        claim.story = Story.objects.create()
        claim.save()
        changes = {"allegation": [None, claim.allegation]} | _relay(claim, relayed_by)
        event_log(verb="claim.add", by=user, claim=claim, changes=changes)
    return claim


def _relay(claim: Claim, names: Iterable[str]) -> dict[str, list[Any]]:
    """Note who passed a new claim on, the nearest to the speaker first; return what the log tells of it."""
    relays = [RelaySet(name) for name in names]
    rows = part_plain("relayed_by", relays, article=claim.article)
    part_write(claim, "relayed_by", rows)
    return {"relayed_by": [None, part_told("relayed_by", rows)]} if rows else {}


def _place(article_id: int, revision_id: int, spans: Any) -> tuple[Article, dict[str, Any]]:
    """Return the article, locked, and the fields of a claim made of these words of its current revision."""
    article = Article.objects.select_for_update(no_key=True, of=("self",)).select_related("revision").get(pk=article_id)
    revision = article.revision
    if article.withdrawn_at:
        refuse("article", _("This article was withdrawn."))
    if revision is None or revision.pk != revision_id:
        refuse("spans", _("The text changed meanwhile: choose the words again."), "revision")
    checked = words_check(content=revision.content, spans=spans)
    position = words_position(content=revision.content, spans=checked, cue_spans=[])
    words_free(article_id=article_id, place=position["place_in_text"])
    return article, position


def _check_known(kind: str, first: date | None, last: date | None) -> None:
    if kind not in Kind.values:
        refuse("kind", _("Unknown kind."))
    if first and last and first > last:
        refuse("stated_to", _("The last day is before the first."))


def _is_span(span: Any) -> bool:
    whole = isinstance(span, list | tuple) and all(isinstance(n, int) and not isinstance(n, bool) for n in span)
    return whole and len(span) == 2 and 0 <= span[0] < span[1]


def _tidy(content: str, start: int, end: int) -> list[int]:
    words = content[start:end]
    return [start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())]
