"""A story's verdicts as they are shown: what is in force, what is under way, what may be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from claims.models import Claim, Step, Verdict, VerdictState
from claims.selectors.verdicts import OPEN, Fault, faults_of, verdicts_of_story
from claims.services.verdicts import TRANSITIONS, embargo_of, may_move
from claimtrack.accounts.access import reads_only
from claimtrack.accounts.models import User


@dataclass(frozen=True, slots=True)
class Shown:
    """A verdict with why it must be looked at again and the moves that this person may make now.

    `title` and `claims` are what it judges, in the words of when it was last signed; "" where they were not kept.
    """

    verdict: Verdict
    state: VerdictState
    faults: list[str]
    moves: list[str]
    embargo: datetime | None
    by_one: bool
    title: str
    claims: list[Claim]


@dataclass(frozen=True, slots=True)
class Section:
    """What a story's page shows of its verdicts; `past` are those superseded or returned, the newest first, `returned`
    the first of them where nothing followed it.
    """

    in_force: Shown | None
    under_way: Shown | None
    past: list[Shown]
    returned: Shown | None


def verdict_section(*, story_id: int, user: User) -> Section:
    """Return the verdicts of a story that this person may know of, in five queries at most."""
    every = show_verdicts(verdicts_of_story(story_id=story_id, public=reads_only(user)), user)
    in_force = next((one for one in every if one.state == VerdictState.PUBLISHED), None)
    under_way = next((one for one in every if one.state in OPEN), None)
    past = [one for one in every if one not in (in_force, under_way)]
    returned = every[0] if every and every[0].state == VerdictState.RETURNED else None
    return Section(in_force, under_way, past, returned)


def show_verdicts(verdicts: Iterable[Verdict], user: User) -> list[Shown]:
    """Return verdicts (with `state`) as they are shown to this person."""
    listed = list(verdicts)
    live = [verdict.pk for verdict in listed if _state(verdict) not in (VerdictState.RETURNED, VerdictState.SUPERSEDED)]
    faults = faults_of(live) if live else {}
    return [_show(verdict, faults.get(verdict.pk, []), user) for verdict in listed]


def fault_words(fault: Fault) -> str:
    """Return why a verdict must be looked at again, in a sentence."""
    about = {
        "source": fault.evidence.source.name if fault.evidence else "",
        "outlet": fault.claim.article.outlet.name if fault.claim else "",
    }
    sentences = {
        "withdrawn": _("The evidence from %(source)s was withdrawn."),
        "replaced": _("The evidence from %(source)s was replaced."),
        "changed": _("What %(source)s shows at that address has changed."),
        "gone": _("%(source)s no longer shows it at that address."),
        "moved": _("The evidence from %(source)s is now that of another story."),
        "retired": _("The source %(source)s was retired from the directory."),
        "downgraded": _("The source %(source)s is rated less reliable than it then was."),
        "added": _("New evidence from %(source)s was not there yet."),
        "due": _("The day of the forecast has come."),
        "retitled": _("The story was given another title."),
        "joined": _("A claim of %(outlet)s came into the story."),
        "left": _("A claim of %(outlet)s was taken out of the story."),
        "rejected": _("A claim of %(outlet)s was rejected."),
        "reworded": _("A claim of %(outlet)s no longer says the same."),
        "lost": _("A claim of %(outlet)s is no longer in its article, or the article is withdrawn."),
    }
    return sentences[fault.code] % about


def _show(verdict: Verdict, faults: list[Fault], user: User) -> Shown:
    state = _state(verdict)
    steps = {step.step: step for step in verdict.steps.all()}
    confirmed = steps.get(Step.CONFIRMED)
    embargo = embargo_of(verdict) if Step.PUBLISHED not in steps else None
    by_one = bool(confirmed and confirmed.by_id == verdict.signed_by_id)
    faulty = [fault_words(fault) for fault in faults]
    subject = verdict.subject or {"title": "", "claims": []}
    claims = [Claim(**claim) for claim in subject["claims"]]  # as they were, never stored
    title = subject["title"] or next((claim.said for claim in claims), "")
    moves = _moves(verdict, state, faults, user)
    return Shown(verdict, state, faulty, moves, embargo, by_one, title, claims)


def _moves(verdict: Verdict, state: VerdictState, faults: list[Fault], user: User) -> list[str]:
    """Return the moves that make sense now; upholding only where something has changed."""
    found = []
    for name, move in TRANSITIONS.items():
        own = move.others and verdict.signed_by_id == user.pk and not settings.VERDICT_BY_ONE
        needless = (name == "uphold" and not faults) or (name == "publish" and bool(faults))
        if state in move.starts and may_move(verdict, name, user) and not own and not needless:
            found.append(name)
    return found


def _state(verdict: Any) -> VerdictState:
    return VerdictState(verdict.state)
