"""On what evidence a verdict rests, and what became of it since it was signed."""

from collections.abc import Sequence
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import StrIndex

from claims.models import (
    COUNTING_STATES,
    TAKES_BASIS,
    CheckOutcome,
    Evidence,
    EvidenceCheck,
    SourceState,
    Stance,
    VerdictBasis,
    VerdictStep,
)
from claims.selectors.evidence import counting

# From the best to the worst: what cannot be judged (F) stands before what is known to be unreliable (E).
BEST_FIRST = "ABCDFE"


def evidence_broken(verdicts: Sequence[int]) -> QuerySet[Any]:
    """Return what these verdicts rest on and that is no more what it was, with its `fault`."""
    was, now = (
        StrIndex(Value(BEST_FIRST), F("reliability")),
        StrIndex(Value(BEST_FIRST), F("evidence__source__reliability")),
    )
    at = Q(evidence=OuterRef("evidence")) | Q(evidence__replaces=OuterRef("evidence"))
    looks = EvidenceCheck.objects.filter(at, at__gt=OuterRef("step__at"))
    seen = Subquery(looks.exclude(outcome=CheckOutcome.UNREACHABLE).order_by("-pk").values("outcome")[:1])
    same = Q(evidence__replaced_by__seen_sha256=F("evidence__seen_sha256"))
    same |= Q(evidence__seen_sha256="") | Q(evidence__replaced_by__seen_sha256="")  # nobody looked: nothing to compare
    replaced = Q(again=False, evidence__replaced_by__isnull=False)
    fault = Case(
        When(again=False, evidence__withdrawal__isnull=False, then=Value("withdrawn")),
        When(replaced & same, then=Value("replaced")),
        When(replaced, then=Value("changed")),
        When(~Q(evidence__claim__story=F("step__verdict__story")), then=Value("moved")),
        When(evidence__source__state=SourceState.RETIRED, retired=False, then=Value("retired")),
        When(~Q(evidence__source__state__in=COUNTING_STATES), then=Value("retired")),
        When(seen=CheckOutcome.GONE, then=Value("gone")),
        When(Exists(looks.filter(outcome=CheckOutcome.CHANGED)), then=Value("changed")),
        When(now__gt=F("was"), then=Value("downgraded")),
        default=Value(""),
        output_field=TextField(),
    )
    basis = VerdictBasis.objects.filter(step__verdict__in=verdicts, step=_basis_step("step__verdict"))
    return (
        basis.annotate(was=was, now=now, seen=seen, again=_again())
        .annotate(fault=fault)
        .exclude(fault="")
        .order_by("pk")
    )


def evidence_added(verdicts: Sequence[int]) -> QuerySet[Any]:
    """Return evidence for or against, on which these verdicts do not rest yet, each with its `verdict` (an id)."""
    pieces = Evidence.objects.filter(counting()).exclude(stance=Stance.CONTEXT)
    pieces = pieces.filter(claim__story__verdicts__in=verdicts).annotate(verdict=F("claim__story__verdicts"))
    known = VerdictBasis.objects.filter(evidence=OuterRef("pk"), step=_basis_step_of_outer())
    undone = {"evidence": OuterRef("replaces"), "evidence__withdrawal__isnull": False}
    again = VerdictBasis.objects.filter(step=_basis_step_of_outer(), **undone)
    return pieces.filter(~Exists(known), ~Exists(again)).order_by("pk")


def _again() -> Case:
    """Return whether the `evidence` of the query was withdrawn and the same stands again: that was undone."""
    newer = {"evidence__replaced_by__withdrawal": None, "evidence__replaced_by__replaced_by": None}
    undone = Q(evidence__withdrawal__isnull=False, evidence__replaced_by__isnull=False, **newer)
    return Case(When(undone, then=Value(True)), default=Value(False))


def _basis_step(verdict: str) -> Subquery:
    """Return the last step at which the evidence was looked at, for the verdict in that field of the outer query."""
    steps = VerdictStep.objects.filter(verdict=OuterRef(verdict), step__in=TAKES_BASIS)
    return Subquery(steps.order_by("-pk").values("pk")[:1])


def _basis_step_of_outer() -> Subquery:
    steps = VerdictStep.objects.filter(verdict=OuterRef(OuterRef("verdict")), step__in=TAKES_BASIS)
    return Subquery(steps.order_by("-pk").values("pk")[:1])
