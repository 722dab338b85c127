"""Telling people of verdicts: who signed one what became of it, the leads what waits for them or must be seen again."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from claims.models import TAKES_BASIS, Event, NoticeKind, Step, Story, Verdict, VerdictStep
from claims.selectors.verdicts import verdict_all, verdicts_held, with_state
from claims.services.events import event_log
from claims.services.notices import notify
from claimtrack.accounts.models import User
from claimtrack.accounts.selectors import people_leading

OF_STEPS = {
    Step.CONFIRMED: NoticeKind.CONFIRMED,
    Step.PUBLISHED: NoticeKind.PUBLISHED,
    Step.RETURNED: NoticeKind.RETURNED,
}


def tell_leads(verdict: Verdict, by: User) -> None:
    """Tell the leads that a verdict waits to be confirmed."""
    _tell(verdict, people_leading(), NoticeKind.VERDICT_WAITS, verdict.reasons, by)


def tell_signer(verdict: Verdict, step: str, about: str, by: User | None = None) -> None:
    """Tell who signed a verdict of a step that somebody else took."""
    if step in OF_STEPS:
        _tell(verdict, [verdict.signed_by], OF_STEPS[Step(step)], about, by)


def verdicts_tell() -> int:
    """Tell signers and leads, once each time, of verdicts to be looked at again and of those held back at the end of
    their embargo; return how many verdicts there was something to tell of.
    """
    told = 0
    for pk in verdicts_held(now=timezone.now()):
        told += _tell_once(pk, "verdict.hold", NoticeKind.VERDICT_HELD)
    for pk in with_state(verdict_all(), "stale").values_list("pk", flat=True):
        told += _tell_once(pk, "verdict.stale", NoticeKind.VERDICT_STALE)
    return told


@transaction.atomic
def _tell_once(pk: int, verb: str, kind: str) -> bool:
    """Say it unless it was said since somebody last looked at what the verdict rests on."""
    verdict: Any = Verdict.objects.select_related("signed_by", "rating").get(pk=pk)
    story = Story.objects.select_for_update(no_key=True).get(pk=verdict.story_id)
    signed = VerdictStep.objects.filter(verdict=pk, step__in=TAKES_BASIS).latest("pk")
    if Event.objects.filter(story=story, verb=verb, changes__verdict__1=pk, at__gt=signed.at).exists():
        return False
    event_log(verb=verb, story=story, changes={"rating": [None, verdict.rating.label], "verdict": [None, pk]})
    _tell(verdict, [verdict.signed_by, *people_leading()], kind, verdict.reasons)
    return True


def _tell(verdict: Verdict, to: Iterable[User], kind: str, about: str, by: User | None = None) -> None:
    address = reverse("story", args=[verdict.story_id]) + "#verdict"
    notify(to=to, kind=kind, address=address, about=about, by=by)
