"""Working out the claims of one article: take it, extract, reconcile, write. Runs twice without harm."""

from dataclasses import dataclass, field
from typing import Any

import pghistory
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from articles.models import Article, Status
from claims.extraction import UnknownLanguage, extract
from claims.extraction.types import ClaimDraft
from claims.models import Claim, QueueEntry
from claims.selectors.waiting import LOCK_SPACE
from claims.services.actors import graph_hold
from claims.services.drafts import Changes, Known, claim_add, claim_follow, claim_store, claim_update
from claims.services.events import event_log
from claims.services.gazetteer import gazetteer
from claims.services.lookalikes import lookalikes_find
from claims.services.reconcile import Plan, reconcile
from claims.services.ties import ties_propose

RETIRED, REREAD = "claim.retire", "claim.reread"
UNTOLD = frozenset(
    {"start", "end", "spans", "cue_spans", "place_in_text", "revision", "confidence", "trace", "speaker_alias"}
    | {"stated_grain", "stated_words", "dated_against", "reworded_at"}
)
"""What the log does not tell of a claim that was read again: where words stand, and what follows other fields."""


@dataclass(slots=True)
class Report:
    """What extraction did to one article, or would do: ids of claims, or words of drafts, by what became of them."""

    status: str
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    unchanged: int = 0


def article_extract(*, article_id: int) -> Report:
    """Work out the claims of an article that waits for it; an article in other hands or done is left alone.

    The advisory lock lives as long as this transaction: when the worker dies, the database frees it, and the
    sweep sees that the article is in nobody's hands. Report.status "changed" asks to be called again: the text or
    its dates changed meanwhile.
    """
    report = _extract(article_id)
    lookalikes_find()
    return report


def _extract(article_id: int) -> Report:
    _take(article_id)
    with transaction.atomic():
        if not lock_try(article_id):
            return Report("busy")
        article = Article.objects.select_related("outlet", "revision").get(pk=article_id)
        if article.status != Status.EXTRACTING:
            return Report(article.status)
        drafts = _drafts(article)
        graph_hold()
        current = Article.objects.select_for_update(no_key=True).get(pk=article_id)
        if current.status_at != article.status_at:
            return Report("changed")
        with pghistory.context(why="extraction"):
            return _write(article, drafts)


def article_extract_dry(*, article_id: int) -> Report:
    """Return what extraction would do now; nothing is written."""
    with transaction.atomic():
        article = Article.objects.select_related("outlet", "revision").get(pk=article_id)
        report = _write(article, _drafts(article))
        transaction.set_rollback(True)
    return report


def lock_try(article_id: int) -> bool:
    """Return whether this transaction now holds the extraction of the article."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK_SPACE, article_id % 2**31])
        row = cursor.fetchone()
    return bool(row and row[0])


def _take(article_id: int) -> None:
    waiting = Article.objects.filter(pk=article_id, status=Status.RECEIVED)
    waiting.update(status=Status.EXTRACTING, status_at=timezone.now(), attempts=F("attempts") + 1)


def _drafts(article: Article) -> list[ClaimDraft] | None:
    """Return the drafts of the article's current content, None where no extractor knows its language."""
    assert article.revision is not None
    try:
        return extract(
            article.revision.content,
            language=article.language,
            published_on=article.published_on,
            gazetteer=gazetteer(),
        )
    except UnknownLanguage:
        return None


def _write(article: Article, drafts: list[ClaimDraft] | None) -> Report:
    assert article.revision is not None
    claims = list(
        Claim.objects.select_for_update(of=("self",))
        .filter(article=article)
        .select_related("revision", "speaker", "story")
        .prefetch_related("evidence", "event_dates", "places__place", "relays")
    )
    plan = reconcile(claims=claims, drafts=drafts or [], content=article.revision.content)
    article.status = Status.NO_EXTRACTOR if drafts is None else Status.EXTRACTED
    report = Report(article.status)
    _apply(article, plan, report)
    article.status_at, article.failure, article.attempts = timezone.now(), "", 0
    article.save(update_fields=["status", "status_at", "failure", "attempts"])
    if report.added or report.updated or report.retired:
        counts = {name: [0, len(getattr(report, name))] for name in ("added", "updated", "retired")}
        event_log(verb="article.extract", article=article, changes=counts)
    return report


def _apply(article: Article, plan: Plan, report: Report) -> None:
    for claim in plan.retire:
        if claim.retired_at is None:
            claim.retired_at = timezone.now()
            claim_store(claim)
            event_log(verb=RETIRED, claim=claim)
            report.retired.append(str(claim.pk))
    _make_room(plan)
    known = Known.of([draft for _claim, draft in plan.update] + plan.add, article)
    read = list(plan.update)
    for claim, draft in plan.update:
        _note(report, claim, claim_update(claim=claim, draft=draft, known=known, **_found(claim, plan, article)))
    for claim in plan.keep:
        _note(report, claim, claim_follow(claim=claim, **_found(claim, plan, article)))
    for draft in plan.add:
        read.append((claim_add(article=article, draft=draft, known=known), draft))
        report.added.append(draft.allegation)
    ties_propose(found=read, aliases=known.aliases)


def _found(claim: Claim, plan: Plan, article: Article) -> dict[str, Any]:
    return {"position": plan.moved[claim.pk], "article": article, "reworded": claim.pk in plan.reworded}


def _make_room(plan: Plan) -> None:
    """Free the places that claims are about to swap, for a place holds one claim at any moment."""
    moving = [claim.pk for claim, draft in plan.update if claim.spans != [list(span) for span in draft.spans]]
    moving += [claim.pk for claim in plan.keep if claim.spans != plan.moved[claim.pk][0]]
    for pk in moving if len(moving) > 1 else []:
        Claim.objects.filter(pk=pk).update(place_in_text=f"moving {pk}")


def _note(report: Report, claim: Claim, changed: Changes) -> None:
    told = {name: [_told(old), _told(new)] for name, (old, new) in changed.items() if name not in UNTOLD}
    if claim.reworded_at:
        QueueEntry.objects.get_or_create(claim=claim, defaults={"waiting": False})
    if told:
        event_log(verb=REREAD, claim=claim, changes=told)
    if changed:
        report.updated.append(f"{claim.pk}: {', '.join(sorted(changed))}")
    else:
        report.unchanged += 1


def _told(value: Any) -> Any:
    """Return a value as the log keeps it."""
    return value if value is None or isinstance(value, bool | int | float) else str(value)
