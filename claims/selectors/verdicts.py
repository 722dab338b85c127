"""Queries on verdicts: where they stand, on what they rest, and which of them must be looked at again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.utils import timezone

from claims.models import (
    TAKES_BASIS,
    Claim,
    Evidence,
    Rating,
    SourceState,
    Step,
    Story,
    Verdict,
    VerdictState,
    VerdictStep,
)
from claims.selectors.evidence import counting, evidence_shown, standing
from claims.selectors.stories import claim_counted
from claims.selectors.verdict_claims import claims_changed, subject_changes
from claims.selectors.verdict_evidence import evidence_added, evidence_broken
from claimtrack.accounts.models import User

OPEN = (VerdictState.PROPOSED, VerdictState.CONFIRMED)
IN_FORCE = (VerdictState.PUBLISHED,)
SIGNED = (VerdictState.CONFIRMED, *IN_FORCE)
LIVE = (*OPEN, VerdictState.PUBLISHED)
PUBLIC = (VerdictState.PUBLISHED, VerdictState.SUPERSEDED)  # what readers and scripts may know of


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a verdict must be looked at again.

    `code`: "withdrawn", "changed", "gone", "replaced", "moved", "retired", "downgraded" (by `evidence`), "added" (new
    evidence), "due" (the forecast's day has come), "retitled" (the story), "joined", "left", "rejected", "reworded",
    "lost" (by `claim`).
    """

    code: str
    evidence: Evidence | None = None
    claim: Claim | None = None


def verdict_all() -> QuerySet[Any]:
    """Return verdicts, the newest first, each a Verdict with `state` (a VerdictState) and `unsupported` besides."""
    steps = VerdictStep.objects.filter(verdict=OuterRef("pk")).exclude(step=Step.UPHELD).order_by("-pk")
    heir = VerdictStep.objects.filter(verdict__supersedes=OuterRef("pk"), step=Step.PUBLISHED)
    state = Case(
        When(Exists(heir), then=Value(VerdictState.SUPERSEDED.value)),
        default=Subquery(steps.values("step")[:1]),
        output_field=TextField(),
    )
    signed = VerdictStep.objects.filter(verdict=OuterRef("pk"), step__in=TAKES_BASIS).order_by("-pk")
    return Verdict.objects.annotate(state=state, unsupported=Subquery(signed.values("unsupported")[:1])).order_by("-pk")


def verdict_list(*, public: bool = False) -> QuerySet[Any]:
    """Return verdicts with all that is shown of them, the newest first; `public` leaves out what is not published."""
    steps = Prefetch("steps", VerdictStep.objects.select_related("by"))
    verdicts = verdict_all().filter(state__in=PUBLIC) if public else verdict_all()
    return verdicts.select_related("rating__scale", "signed_by", "story", "supersedes").prefetch_related(steps)


def verdict_detail(*, verdict_id: int, public: bool = False) -> Any:
    """Return one verdict with its steps. Raises Verdict.DoesNotExist, with `public` for what is not published too."""
    return verdict_list(public=public).get(pk=verdict_id)


def verdicts_of_story(*, story_id: int, public: bool = False) -> QuerySet[Any]:
    """Return every verdict of a story, the newest first; `public` leaves out what is not published."""
    return verdict_list(public=public).filter(story=story_id)


def verdict_returned(*, story_id: int) -> Any:
    """Return the newest verdict of a story where it came back and nothing followed it, else None."""
    newest = verdicts_of_story(story_id=story_id).first()
    return newest if newest and newest.state == VerdictState.RETURNED else None


def verdict_live(*, story_id: int) -> QuerySet[Any]:
    """Return the verdicts of a story that are under way or in force."""
    return verdict_all().filter(story=story_id, state__in=LIVE)


def verdicts_in_force(story_ids: Iterable[int]) -> dict[int, Verdict]:
    """Return {story: its published verdict}."""
    published = verdict_all().filter(story__in=list(story_ids), state=VerdictState.PUBLISHED).select_related("rating")
    return {verdict.story_id: verdict for verdict in published}


def with_state(verdicts: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Keep verdicts that stand there; "stale" keeps the signed ones that must be looked at again."""
    return verdicts.filter(pk__in=verdicts_stale()) if state == "stale" else verdicts.filter(state=state)


def verdicts_stale() -> set[int]:
    """Return the signed verdicts that must be looked at again, in five queries."""
    # One statement for all would take longer to plan than these take altogether.
    signed = list(verdict_all().filter(state__in=SIGNED).order_by().values_list("pk", flat=True))
    stale = set(evidence_broken(signed).values_list("step__verdict", flat=True))
    stale.update(evidence_added(signed).values_list("verdict", flat=True))
    stale.update(_overtaken(signed).values_list("pk", flat=True))
    stale.update(pk for pk, _code, _claim in claims_changed(signed))
    return stale


def verdicts_waiting(*, user: User) -> dict[str, int]:
    """Return how many verdicts wait for a person.

    Those that this person may confirm (their own only where the newsroom allows it) or publish, as "returned" those of
    theirs that came back and have no successor, and those that are to be looked at again.
    """
    counted: dict[str, int] = {}
    if user.is_lead:
        rows = verdict_all().filter(state__in=OPEN).order_by()
        if not settings.VERDICT_BY_ONE:
            rows = rows.exclude(state=VerdictState.PROPOSED, signed_by=user)
        counted = {row["state"]: row["n"] for row in rows.values("state").annotate(n=Count("pk"))}
    live = verdict_all().filter(state__in=LIVE).order_by().values("story")
    mine = verdict_all().filter(signed_by=user, state=VerdictState.RETURNED).exclude(story__in=live)
    return {
        "proposed": counted.get("proposed", 0),
        "confirmed": counted.get("confirmed", 0),
        "returned": mine.values("story").distinct().count(),
        "stale": len(verdicts_stale()),
    }


def verdicts_standing(story_ids: Iterable[int]) -> dict[int, Any]:
    """Return {story: its newest verdict that is under way or in force}."""
    live = verdict_all().filter(story__in=list(story_ids), state__in=LIVE).select_related("rating").order_by("pk")
    return {verdict.story_id: verdict for verdict in live}


def verdicts_due(*, now: datetime) -> list[int]:
    """Return the confirmed verdicts whose embargo is over and that rest on what they rested on."""
    ids = _embargo_over(now)
    faults = faults_of(ids)
    return [pk for pk in ids if pk not in faults]


def verdicts_held(*, now: datetime) -> list[int]:
    """Return the confirmed verdicts whose embargo is over and that must be looked at again first."""
    return sorted(faults_of(_embargo_over(now)))


def faults_of(verdict_ids: Iterable[int]) -> dict[int, list[Fault]]:
    """Return {verdict: why it must be looked at again} for those that must, in five queries at most."""
    ids = list(verdict_ids)
    found: dict[int, list[Fault]] = {}
    for row in evidence_broken(ids).select_related("evidence__source", "step"):
        found.setdefault(row.step.verdict_id, []).append(Fault(row.fault, row.evidence))
    for piece in evidence_added(ids).select_related("source"):
        found.setdefault(piece.verdict, []).append(Fault("added", piece))
    for pk, *overtaken in _overtaken(ids).values_list("pk", "due", "retitled"):
        found.setdefault(pk, []).extend(Fault(code) for code in overtaken if code)
    changed = claims_changed(ids)
    claims = Claim.objects.select_related("article__outlet").defer("search").in_bulk([pk for _, _, pk in changed])
    for verdict, code, pk in changed:
        found.setdefault(verdict, []).append(Fault(code, claim=claims[pk]))
    return found


def faults_of_stories(story_ids: Iterable[int], *, public: bool = False) -> dict[int, list[Fault]]:
    """Return {story: why its verdict must be looked at again} for those whose signed verdict must; with `public` only
    where it is published.
    """
    signed = verdict_all().filter(story__in=list(story_ids), state__in=IN_FORCE if public else SIGNED).order_by()
    story_of = dict(signed.values_list("pk", "story"))
    found: dict[int, list[Fault]] = {}
    for pk, faults in faults_of(story_of).items():
        found.setdefault(story_of[pk], []).extend(faults)
    return found


def evidence_counting(*, story_id: int) -> QuerySet[Evidence]:
    """Return the evidence that counts for a story now."""
    return evidence_shown().filter(counting(), claim__story=story_id)


def evidence_standing(*, story_id: int) -> QuerySet[Evidence]:
    """Return the evidence that counts for a story now, and what would if its source were in the directory."""
    return evidence_shown().filter(standing(), claim__story=story_id).exclude(source__state=SourceState.REFUSED)


def faults_unseen(*, story: Story, subject: Mapping[str, Any], seen: Mapping[str, str]) -> list[Fault]:
    """Return what is judged now (`subject`) and was not seen so, by its marks (see subject_marks)."""
    changed = subject_changes(story_id=story.pk, subject=subject, seen=seen)
    claims = Claim.objects.select_related("article__outlet").defer("search").in_bulk([pk for _, pk in changed])
    return [Fault(code, claim=claims.get(pk)) for code, pk in changed]


def rating_choices() -> QuerySet[Rating]:
    """Return the ratings in use, scale by scale."""
    return Rating.objects.filter(active=True, scale__active=True).select_related("scale")


def is_forecast(*, story_id: int) -> bool:
    """Return whether a claim of the story speaks of what was still to come."""
    return claim_counted().filter(story=story_id, due__isnull=False).exists()


def _embargo_over(now: datetime) -> list[int]:
    over = VerdictStep.objects.filter(step=Step.CONFIRMED, embargo__lte=now).values("verdict")
    confirmed = verdict_all().filter(state=VerdictState.CONFIRMED, pk__in=over)
    return list(confirmed.order_by("pk").values_list("pk", flat=True))


def _overtaken(verdicts: Sequence[int]) -> QuerySet[Any]:
    """Return those of these verdicts that wait for a day that has come (`due`: that code, else "") or whose story was
    given another title (`retitled`, likewise).
    """
    due = claim_counted().filter(story=OuterRef("story")).order_by().values("story").annotate(last=Max("due"))
    signed = VerdictStep.objects.filter(verdict=OuterRef("pk"), step__in=TAKES_BASIS).order_by("-pk")
    title = Subquery(signed.values_list(KT("subject__title"))[:1], output_field=TextField())
    over = Q(rating__awaits=True, last__lt=timezone.localdate())
    other = Q(title__isnull=False) & ~Q(title=F("story__title"))
    found = Verdict.objects.filter(pk__in=verdicts).annotate(last=Subquery(due.values("last")), title=title)
    return found.filter(over | other).annotate(due=_code(over, "due"), retitled=_code(other, "retitled"))


def _code(condition: Q, code: str) -> Case:
    return Case(When(condition, then=Value(code)), default=Value(""), output_field=TextField())
