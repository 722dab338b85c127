"""Who signs what, in which order; what makes a verdict stale; nothing that was signed is ever changed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.utils import Error as DatabaseFault
from django.utils import timezone
from pytest_django import Settings

from articles.services import article_withdraw
from claims.models import Capture, Claim, Event, Evidence, Source, Story, Verdict, VerdictState, VerdictStep
from claims.selectors.verdict_claims import subject_marks, subject_of
from claims.selectors.verdicts import faults_of, verdict_all, verdict_detail, verdicts_waiting, with_state
from claims.services.captures import Look, capture_record, evidence_recheck
from claims.services.corrections import claim_correct
from claims.services.evidence import evidence_link, evidence_restore, evidence_withdraw
from claims.services.review import claim_move
from claims.services.stories import claim_take_out, story_describe, story_gather, story_merge, story_undo
from claims.services.undoing import decision_undo
from claims.services.verdicts import TRANSITIONS, verdict_move, verdict_propose, verdicts_publish_due
from claimtrack.accounts.models import User
from claimtrack.accounts.services import user_create
from claimtrack.refusals import Unseen
from tests.factories import TEXT, a_claim, a_rating, a_source, a_verdict, an_article

pytestmark = pytest.mark.django_db
LATER = timedelta(days=2)


@pytest.fixture
def claim() -> Claim:
    return a_claim(external_id="pont")


@pytest.fixture
def evidence(claim: Claim, analyst: User) -> Evidence:
    return linked(claim, analyst, capture=seen("1"))


def seen(digit: str) -> Capture:
    url = "https://p.example/1"
    return capture_record(look=Look(url, url, 200, "text/html", digit * 64))


def linked(claim: Claim, user: User, **fields: Any) -> Evidence:
    known = {"source": a_source(), "url": "https://p.example/1", "stance": "refutes", "quote": "Les câbles tiennent."}
    return evidence_link(claim_id=claim.pk, user=user, **(known | fields))


def moved(verdict: Verdict, user: User, *moves: str, **fields: Any) -> str:
    for move in moves:
        known = {"note": "parce que", "unsupported": True} | fields
        state: str = verdict_move(verdict_id=verdict.pk, move=move, user=user, **known).state
    return state


def codes(verdict: Verdict) -> list[str]:
    return [fault.code for fault in faults_of([verdict.pk]).get(verdict.pk, [])]


def is_in_queue(verdict: Verdict) -> bool:
    return with_state(verdict_all(), "stale").filter(pk=verdict.pk).exists()


# --- the table of moves
WAYS: dict[str, list[str]] = {
    "proposed": [],
    "confirmed": ["confirm"],
    "published": ["confirm", "publish"],
    "returned": ["return"],
}


@pytest.mark.parametrize("move", TRANSITIONS)
@pytest.mark.parametrize("state", [*WAYS, "superseded"])
def test_the_whole_table_of_moves(move: str, state: str, claim: Claim, analyst: User, lead: User) -> None:
    verdict = a_verdict(claim.story_id, analyst)
    if state == "superseded":
        moved(verdict, lead, "confirm", "publish")
        moved(a_verdict(claim.story_id, analyst, correction="le lieu"), lead, "confirm", "publish")
    elif WAYS[state]:
        moved(verdict, lead, *WAYS[state])
    assert verdict_detail(verdict_id=verdict.pk).state == state
    if state in TRANSITIONS[move].starts:
        known = TRANSITIONS[move].step
        assert moved(verdict, lead, move) == (state if known == "upheld" else known)
    else:
        with pytest.raises(ValidationError) as refused:
            moved(verdict, lead, move)
        assert list(refused.value.message_dict) == ["state"]


@pytest.mark.parametrize("move", TRANSITIONS)
@pytest.mark.parametrize(
    ("who", "allowed"),
    [("reader", set()), ("analyst", set()), ("lead", set(TRANSITIONS)), ("admin", set(TRANSITIONS)), ("script", set())],
)
def test_only_leads_move_what_somebody_else_signed(
    who: str, allowed: set[str], move: str, claim: Claim, people: dict[str, User], settings: Settings
) -> None:
    other = user_create(username="autre", role="lead")
    verdict = a_verdict(claim.story_id, other)
    start = min(TRANSITIONS[move].starts, key=["proposed", "confirmed", "published"].index)
    settings.VERDICT_BY_ONE = True
    if WAYS[start]:
        moved(verdict, other, *WAYS[start])
    settings.VERDICT_BY_ONE = False
    user = people[who] if who in people else user_create(username="robot", role="script")
    if move in allowed:
        moved(verdict, user, move)
    else:
        with pytest.raises(PermissionDenied):
            moved(verdict, user, move)


@pytest.mark.parametrize(("who", "may"), [("reader", False), ("analyst", True), ("lead", True), ("script", False)])
def test_people_who_work_on_claims_propose(who: str, may: bool, claim: Claim, people: dict[str, User]) -> None:
    user = people[who] if who in people else user_create(username="robot", role="script")
    if may:
        assert a_verdict(claim.story_id, user).signed_by == user
    else:
        with pytest.raises(PermissionDenied):
            a_verdict(claim.story_id, user)


def test_nobody_confirms_their_own_unless_the_newsroom_allows_it(claim: Claim, lead: User, settings: Settings) -> None:
    verdict = a_verdict(claim.story_id, lead)
    with pytest.raises(ValidationError):
        moved(verdict, lead, "confirm")
    settings.VERDICT_BY_ONE = True
    assert moved(verdict, lead, "confirm") == VerdictState.CONFIRMED


def test_an_analyst_takes_the_own_proposal_back(claim: Claim, analyst: User) -> None:
    verdict = a_verdict(claim.story_id, analyst)
    assert moved(verdict, analyst, "return") == VerdictState.RETURNED
    a_verdict(claim.story_id, analyst)


# --- what is refused
@pytest.mark.parametrize(
    ("field", "change"),
    [("reasons", {"reasons": " "}), ("embargo", {"embargo": timezone.now() - LATER})],
)
def test_a_verdict_lacks_nothing(field: str, change: dict[str, Any], claim: Claim, analyst: User) -> None:
    with pytest.raises(ValidationError) as refused:
        a_verdict(claim.story_id, analyst, **change)
    assert list(refused.value.message_dict) == [field]
    assert not Verdict.objects.exists()


def test_a_rating_no_more_in_use_and_a_second_verdict_under_way_are_refused(claim: Claim, analyst: User) -> None:
    rating = a_rating("unproven")
    rating.active = False
    rating.save()
    with pytest.raises(ValidationError):
        a_verdict(claim.story_id, analyst, rating=rating)
    a_verdict(claim.story_id, analyst)
    with pytest.raises(ValidationError):
        a_verdict(claim.story_id, analyst)


def test_moves_that_must_say_why_do(claim: Claim, analyst: User, lead: User) -> None:
    verdict = a_verdict(claim.story_id, analyst)
    with pytest.raises(ValidationError) as refused:
        verdict_move(verdict_id=verdict.pk, move="return", user=lead, note="  ")
    assert list(refused.value.message_dict) == ["note"]


def test_a_story_with_a_verdict_keeps_a_claim(claim: Claim, analyst: User) -> None:
    other = a_claim(outlet="La Vigie", text="Le pont fermera lundi, a dit Anne Morvane.")
    a_verdict(claim.story_id, analyst)
    with pytest.raises(ValidationError):
        story_merge(story_id=other.story_id, other_id=claim.story_id, user=analyst)
    story_merge(story_id=claim.story_id, other_id=other.story_id, user=analyst)
    claim_take_out(claim_id=claim.pk, user=analyst)


# --- what a rating asks for
@pytest.mark.parametrize(
    ("rating", "stance", "enough"),
    [
        ("refuted", "", False),
        ("refuted", "context", False),
        ("refuted", "supports", False),
        ("refuted", "refutes", True),
        ("confirmed", "", False),
        ("confirmed", "refutes", False),
        ("confirmed", "supports", True),
        ("unproven", "", True),
    ],
)
def test_a_rating_that_evidence_shows_is_signed_on_some(
    rating: str, stance: str, enough: bool, claim: Claim, analyst: User, lead: User
) -> None:
    if stance:
        linked(claim, analyst, stance=stance)
    fields: dict[str, Any] = {"rating": a_rating(rating), "unsupported": False}
    if not enough:
        with pytest.raises(ValidationError) as refused:
            a_verdict(claim.story_id, analyst, **fields)
        assert list(refused.value.message_dict) == ["unsupported"]
    verdict = a_verdict(claim.story_id, analyst, **fields | {"unsupported": True})
    if not enough:
        with pytest.raises(ValidationError) as refused:
            moved(verdict, lead, "confirm", unsupported=False)
        assert list(refused.value.message_dict) == ["unsupported"]
    moved(verdict, lead, "confirm")
    assert verdict_detail(verdict_id=verdict.pk).unsupported is not enough


def test_evidence_that_waits_shows_nothing(claim: Claim, evidence: Evidence, analyst: User) -> None:
    Source.objects.update(state="proposed")
    with pytest.raises(ValidationError):
        a_verdict(claim.story_id, analyst, unsupported=False)


def test_the_last_signature_says_whether_evidence_lacks(claim: Claim, analyst: User, lead: User) -> None:
    verdict = a_verdict(claim.story_id, analyst)
    piece = linked(claim, analyst)
    moved(verdict, lead, "confirm", unsupported=False)
    assert [step.unsupported for step in verdict.steps.all()] == [True, False]
    assert not verdict_detail(verdict_id=verdict.pk).unsupported
    evidence_withdraw(evidence=piece, user=analyst, reason="page morte")
    with pytest.raises(ValidationError):
        moved(verdict, lead, "uphold", unsupported=False)
    moved(verdict, lead, "uphold")
    assert verdict_detail(verdict_id=verdict.pk).unsupported


# --- what a signature is about
def titled(claim: Claim, user: User, title: str) -> None:
    story_describe(story_id=claim.story_id, user=user, title=title, summary="")


def test_a_verdict_keeps_what_it_judges_as_it_was_signed(claim: Claim, analyst: User, lead: User) -> None:
    titled(claim, analyst, "Le pont fermé")
    verdict = a_verdict(claim.story_id, analyst)
    signed = {"id": claim.pk, "allegation": claim.allegation, "denied": False, "hedged": False}
    assert verdict_detail(verdict_id=verdict.pk).subject == {"title": "Le pont fermé", "claims": [signed]}
    titled(claim, analyst, "Le pont en travaux")
    moved(verdict, lead, "confirm")
    assert verdict_detail(verdict_id=verdict.pk).subject["title"] == "Le pont en travaux"
    moved(verdict, lead, "publish")
    other = a_claim(outlet="La Vigie", text="Le pont fermera lundi, a dit Anne Morvane.")
    story_gather(story_id=claim.story_id, claim_ids=[other.pk], user=analyst)
    claim_take_out(claim_id=claim.pk, user=analyst)
    other.refresh_from_db()
    titled(other, lead, "Un tunnel")
    now = verdict_detail(verdict_id=verdict.pk)
    assert now.subject == {"title": "Le pont en travaux", "claims": [signed]}
    assert sorted(codes(now)) == ["joined", "left", "retitled"]
    moved(now, lead, "uphold")
    assert [claim["id"] for claim in verdict_detail(verdict_id=verdict.pk).subject["claims"]] == [other.pk]


def test_another_title_makes_a_verdict_stale_until_it_is_back(claim: Claim, analyst: User, lead: User) -> None:
    verdict = a_verdict(claim.story_id, analyst)
    moved(verdict, lead, "confirm")
    assert codes(verdict) == []
    titled(claim, analyst, "Le pont rouvert")
    assert (codes(verdict), is_in_queue(verdict)) == (["retitled"], True)
    with pytest.raises(ValidationError):
        moved(verdict, lead, "publish")
    titled(claim, analyst, "")
    assert (codes(verdict), is_in_queue(verdict)) == ([], False)


@pytest.mark.parametrize(("who", "may"), [("analyst", False), ("lead", True), ("admin", True)])
def test_leads_alone_retitle_under_a_published_verdict(
    who: str, may: bool, claim: Claim, analyst: User, lead: User, people: dict[str, User]
) -> None:
    verdict = a_verdict(claim.story_id, analyst)
    moved(verdict, lead, "confirm")
    titled(claim, analyst, "Le pont fermé")
    moved(verdict, lead, "uphold", "publish")
    story_describe(story_id=claim.story_id, user=people[who], title="Le pont fermé", summary="Depuis lundi.")
    if may:
        titled(claim, people[who], "Le pont")
    else:
        with pytest.raises(ValidationError) as refused:
            titled(claim, people[who], "Le pont")
        assert list(refused.value.message_dict) == ["title"]
    claim.story.refresh_from_db()
    assert claim.story.title == ("Le pont" if may else "Le pont fermé")


# --- superseding
def test_a_published_verdict_stays_in_force_until_its_heir_is_published(
    claim: Claim, analyst: User, lead: User
) -> None:
    first = a_verdict(claim.story_id, analyst)
    moved(first, lead, "confirm", "publish")
    with pytest.raises(ValidationError) as refused:
        a_verdict(claim.story_id, analyst)
    assert list(refused.value.message_dict) == ["correction"]
    dropped = a_verdict(claim.story_id, analyst, correction="le lieu était faux")
    moved(dropped, lead, "return")
    heir = a_verdict(claim.story_id, analyst, rating=a_rating("unproven"), correction="le lieu était faux")
    moved(heir, lead, "confirm")
    assert verdict_detail(verdict_id=first.pk).state == VerdictState.PUBLISHED
    moved(heir, lead, "publish")
    assert verdict_detail(verdict_id=first.pk).state == VerdictState.SUPERSEDED
    assert heir.supersedes == first


def test_what_was_signed_is_never_changed(claim: Claim, evidence: Evidence, analyst: User) -> None:
    a_verdict(claim.story_id, analyst)
    for table, column in (
        ("claims_verdict", "reasons = 'x'"),
        ("claims_verdictstep", "note = 'x'"),
        ("claims_verdictbasis", "reliability = 'A'"),
    ):
        with pytest.raises(DatabaseFault, match="append_only"), connection.cursor() as cursor:
            cursor.execute("SAVEPOINT tried")
            try:
                cursor.execute(f"UPDATE {table} SET {column}")
            finally:
                cursor.execute("ROLLBACK TO SAVEPOINT tried")


@pytest.mark.parametrize("field", ["label", "meaning"])
def test_the_words_of_a_rating_stay_and_it_can_be_retired(field: str) -> None:
    rating = a_rating()
    rating.active = False
    rating.save()
    setattr(rating, field, {"fr": "Faux", "en": "False"})
    with pytest.raises(DatabaseFault, match="words_stay"):
        rating.save()


# --- the embargo
def test_an_embargo_is_kept_and_its_end_publishes(
    claim: Claim, analyst: User, lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    until = timezone.now() + LATER
    verdict = a_verdict(claim.story_id, analyst, embargo=until)
    moved(verdict, lead, "confirm", embargo=until)
    with pytest.raises(ValidationError) as refused:
        moved(verdict, lead, "publish")
    assert list(refused.value.message_dict) == ["embargo"]
    assert verdicts_publish_due() == []
    monkeypatch.setattr("claims.services.verdicts.timezone.now", lambda: until + timedelta(seconds=1))
    assert verdicts_publish_due() == [verdict.pk]
    assert verdicts_publish_due() == []
    assert VerdictStep.objects.get(verdict=verdict, step="published").by == lead
    assert Event.objects.get(verb="verdict.publish").by is None


def test_what_changed_under_embargo_is_not_published_by_itself(
    claim: Claim, evidence: Evidence, analyst: User, lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    until = timezone.now() + LATER
    verdict = a_verdict(claim.story_id, analyst)
    moved(verdict, lead, "confirm", embargo=until)
    evidence_withdraw(evidence=evidence, user=analyst, reason="page morte")
    monkeypatch.setattr("claims.services.verdicts.timezone.now", lambda: until + timedelta(seconds=1))
    assert verdicts_publish_due() == []
    with pytest.raises(ValidationError):
        moved(verdict, lead, "publish")
    moved(verdict, lead, "uphold")
    assert verdicts_publish_due() == [verdict.pk]


# --- stale
def withdraw(evidence: Evidence, user: User) -> None:
    evidence_withdraw(evidence=evidence, user=user, reason="page morte")


def withdraw_and_undo(evidence: Evidence, user: User) -> None:
    withdraw(evidence, user)
    evidence_restore(evidence=evidence, user=user)


def withdraw_undo_withdraw(evidence: Evidence, user: User) -> None:
    withdraw_and_undo(evidence, user)
    withdraw(Evidence.objects.get(replaces=evidence), user)


def withdraw_undo_gone(evidence: Evidence, user: User) -> None:
    withdraw_and_undo(evidence, user)
    again = Evidence.objects.get(replaces=evidence)
    url = again.url
    evidence_recheck(evidence_id=again.pk, look=Look(url, url, 404, "text/html", "3" * 64))


def replace(evidence: Evidence, user: User) -> None:
    linked(evidence.claim, user, source=evidence.source, replaces=evidence, capture=seen("2"))


def replace_unseen(evidence: Evidence, user: User) -> None:
    linked(evidence.claim, user, source=evidence.source, replaces=evidence, note="page 2")


def move_away(evidence: Evidence, user: User) -> None:
    claim_take_out(claim_id=evidence.claim_id, user=user)


def retire(evidence: Evidence, user: User) -> None:
    Source.objects.filter(pk=evidence.source_id).update(state="retired")


def downgrade(evidence: Evidence, user: User) -> None:
    Source.objects.filter(pk=evidence.source_id).update(reliability="E")


def add(evidence: Evidence, user: User) -> None:
    linked(evidence.claim, user, url="https://p.example/2", stance="supports")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (withdraw, ["withdrawn"]),
        (withdraw_undo_withdraw, ["withdrawn"]),
        (withdraw_undo_gone, ["gone"]),
        (replace, ["changed", "added"]),
        (replace_unseen, ["replaced", "added"]),
        (move_away, ["moved", "left"]),
        (retire, ["retired"]),
        (downgrade, ["downgraded"]),
        (add, ["added"]),
    ],
)
def test_what_a_verdict_rests_on_makes_it_stale_until_it_is_upheld(
    change: Callable[[Evidence, User], None],
    expected: list[str],
    claim: Claim,
    evidence: Evidence,
    analyst: User,
    lead: User,
) -> None:
    other = a_claim(outlet="La Vigie", text="Le pont fermera lundi, a dit Anne Morvane.")
    story_gather(story_id=claim.story_id, claim_ids=[other.pk], user=analyst)
    verdict = a_verdict(claim.story_id, analyst)
    moved(verdict, lead, "confirm", "publish")
    assert codes(verdict) == []
    assert not is_in_queue(verdict)
    change(evidence, analyst)
    assert codes(verdict) == expected
    assert is_in_queue(verdict)
    assert verdicts_waiting(user=lead) == {"proposed": 0, "confirmed": 0, "returned": 0, "stale": 1}
    moved(verdict, lead, "uphold")
    assert codes(verdict) == []
    assert not is_in_queue(verdict)


def test_a_withdrawal_that_was_undone_counts_for_nothing(
    claim: Claim, evidence: Evidence, analyst: User, lead: User
) -> None:
    verdict = a_verdict(claim.story_id, analyst)
    moved(verdict, lead, "confirm", "publish")
    withdraw_and_undo(evidence, analyst)
    assert codes(verdict) == [] and not is_in_queue(verdict)


# --- the claims that it judges
def join(claim: Claim, other: Claim, user: User) -> None:
    story_gather(story_id=claim.story_id, claim_ids=[other.pk], user=user)


def leave(claim: Claim, other: Claim, user: User) -> None:
    claim_take_out(claim_id=claim.pk, user=user)


def reject(claim: Claim, other: Claim, user: User) -> None:
    claim_move(claim_id=claim.pk, move="reject", user=user)


def withdraw_article(claim: Claim, other: Claim, user: User) -> None:
    article_withdraw(article_id=claim.article_id, user=user, reason="erreur de la rédaction")


def reword(claim: Claim, other: Claim, user: User) -> None:
    start, end = claim.spans[0]
    claim_correct(claim_id=claim.pk, user=user, fields={"spans": [[start, end - 6]]})


def retitle(claim: Claim, other: Claim, user: User) -> None:
    story_describe(story_id=claim.story_id, user=user, title="Le pont fermé", summary="")


def name_place(claim: Claim, other: Claim, user: User) -> None:
    claim_correct(claim_id=claim.pk, user=user, fields={"speaker_role": "préfète"})


def join_and_undo(claim: Claim, other: Claim, user: User) -> None:
    moved = story_gather(story_id=claim.story_id, claim_ids=[other.pk], user=user)
    story_undo(event_ids=moved.events, user=user)


def leave_and_undo(claim: Claim, other: Claim, user: User) -> None:
    moved = claim_take_out(claim_id=claim.pk, user=user)
    story_undo(event_ids=moved.events, user=user)


def reject_and_accept(claim: Claim, other: Claim, user: User) -> None:
    for move in ("reject", "accept"):
        claim_move(claim_id=claim.pk, move=move, user=user)


def reject_and_undo(claim: Claim, other: Claim, user: User) -> None:
    version = claim_move(claim_id=claim.pk, move="reject", user=user).version
    decision_undo(claim_id=claim.pk, version=version, user=user)


def accept_rejected(claim: Claim, other: Claim, user: User) -> None:
    claim_move(claim_id=Claim.objects.get(state="rejected").pk, move="accept", user=user)


def undo_rejected(claim: Claim, other: Claim, user: User) -> None:
    rejected = Claim.objects.get(state="rejected")
    decision_undo(claim_id=rejected.pk, version=rejected.version, user=user)


def revise(claim: Claim, was: str, now: str) -> None:
    an_article(external_id="pont", text=TEXT.replace(was, now), extracted=True)


def read_anew(claim: Claim, other: Claim, user: User) -> None:
    revise(claim, "sera fermé", "serait fermé")


def take_new_words(claim: Claim, other: Claim, user: User) -> None:
    claim_move(claim_id=claim.pk, move="accept", user=user)
    revise(claim, "lundi", "jeudi")
    assert codes(Verdict.objects.get()) == [], "it has the words that were decided on"
    claim_move(claim_id=claim.pk, move="accept", user=user)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (join, ["joined"]),
        (leave, ["left"]),
        (reject, ["rejected"]),
        (withdraw_article, ["lost"]),
        (reword, ["reworded"]),
        (name_place, []),
        (join_and_undo, []),
        (leave_and_undo, []),
        (reject_and_accept, []),
        (reject_and_undo, []),
        (accept_rejected, ["joined"]),
        (undo_rejected, ["joined"]),
        (read_anew, ["reworded"]),
        (take_new_words, ["reworded"]),
    ],
)
def test_other_claims_make_a_verdict_stale(
    change: Callable[[Claim, Claim, User], None], expected: list[str], claim: Claim, analyst: User, lead: User
) -> None:
    second = a_claim(outlet="La Vigie", text="Le pont fermera lundi, a dit Anne Morvane.")
    other = a_claim(outlet="Le Soir", text="Il pleut, a dit Léa Verger.")
    wrong = a_claim(outlet="L’Écho", text="Le pont est sûr, a dit Anne Morvane.")
    story_gather(story_id=claim.story_id, claim_ids=[second.pk, wrong.pk], user=analyst)
    claim_move(claim_id=wrong.pk, move="reject", user=analyst)
    verdict = a_verdict(claim.story_id, analyst)
    moved(verdict, lead, "confirm", "publish")
    assert codes(verdict) == []
    change(claim, other, analyst if change is not withdraw_article else lead)
    assert codes(verdict) == expected
    assert is_in_queue(verdict) == bool(expected)
    if expected:
        moved(verdict, lead, "uphold")
        assert (codes(verdict), is_in_queue(verdict)) == ([], False)


def test_what_changes_nothing_makes_nothing_stale(claim: Claim, evidence: Evidence, analyst: User, lead: User) -> None:
    verdict = a_verdict(claim.story_id, analyst)
    moved(verdict, lead, "confirm", "publish")
    Source.objects.filter(pk=evidence.source_id).update(reliability="A")
    linked(claim, analyst, url="https://p.example/3", stance="context")
    linked(a_claim(outlet="Le Soir", text="Il pleut, a dit Léa Verger."), analyst, url="https://p.example/4")
    assert codes(verdict) == []
    assert not is_in_queue(verdict)


def test_what_is_found_before_the_confirmation_is_in_it(
    claim: Claim, evidence: Evidence, analyst: User, lead: User
) -> None:
    verdict = a_verdict(claim.story_id, analyst)
    add(evidence, analyst)
    assert codes(verdict) == ["added"]
    assert not is_in_queue(verdict), "it waits to be confirmed, with what changed said there"
    moved(verdict, lead, "confirm", seen=set(Evidence.objects.values_list("pk", flat=True)))
    assert codes(verdict) == []


def test_nobody_signs_evidence_that_was_not_on_the_screen(
    claim: Claim, evidence: Evidence, analyst: User, lead: User
) -> None:
    seen = {evidence.pk}
    with pytest.raises(Unseen) as refused:
        a_verdict(claim.story_id, analyst, seen=set())
    assert (refused.value.added, refused.value.lost) == ([evidence], [])
    verdict = a_verdict(claim.story_id, analyst, seen=seen)
    add(evidence, analyst)
    newer = Evidence.objects.latest("pk")
    with pytest.raises(Unseen):
        moved(verdict, lead, "confirm", seen=seen)
    assert moved(verdict, lead, "confirm", seen={*seen, newer.pk}) == VerdictState.CONFIRMED
    withdraw(evidence, analyst)
    with pytest.raises(Unseen) as refused:
        moved(verdict, lead, "uphold", seen={*seen, newer.pk})
    assert (refused.value.added, refused.value.lost) == ([], [evidence])
    assert codes(verdict) == ["withdrawn"]
    assert moved(verdict, lead, "uphold", seen={newer.pk}) == VerdictState.CONFIRMED
    assert codes(verdict) == []


def judged_now(story_id: int) -> dict[str, str]:
    return subject_marks(subject_of(story=Story.objects.get(pk=story_id)))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (join, "joined"),
        (leave, "left"),
        (reject, "rejected"),
        (withdraw_article, "lost"),
        (reword, "reworded"),
        (retitle, "retitled"),
    ],
)
def test_nobody_signs_claims_or_a_title_that_were_not_on_the_screen(
    change: Callable[[Claim, Claim, User], None], code: str, claim: Claim, analyst: User, lead: User
) -> None:
    second = a_claim(outlet="La Vigie", text="Le pont fermera lundi, a dit Anne Morvane.")
    other = a_claim(outlet="Le Soir", text="Il pleut, a dit Léa Verger.")
    story_gather(story_id=claim.story_id, claim_ids=[second.pk], user=analyst)
    story, seen = claim.story_id, judged_now(claim.story_id)
    verdict = a_verdict(story, analyst, judged=seen)
    change(claim, other, lead)
    with pytest.raises(Unseen) as refused:
        moved(verdict, lead, "confirm", judged=seen)
    (fault,) = refused.value.faults
    about = {"joined": other, "retitled": None}.get(code, claim)
    assert (fault.code, fault.claim) == (code, about)
    assert verdict_detail(verdict_id=verdict.pk).state == VerdictState.PROPOSED
    assert moved(verdict, lead, "confirm", judged=judged_now(story)) == VerdictState.CONFIRMED
    assert codes(verdict) == []


def test_a_forecast_is_looked_at_again_when_its_day_has_come(claim: Claim, analyst: User, lead: User) -> None:
    today = timezone.localdate()
    Claim.objects.filter(pk=claim.pk).update(due=today)
    verdict = a_verdict(claim.story_id, analyst, rating=a_rating("not-due"))
    moved(verdict, lead, "confirm", "publish")
    assert codes(verdict) == []
    Claim.objects.filter(pk=claim.pk).update(due=today - timedelta(days=1))
    assert codes(verdict) == ["due"]
    assert is_in_queue(verdict)


def test_everything_is_in_the_log(claim: Claim, evidence: Evidence, analyst: User, lead: User) -> None:
    verdict = a_verdict(claim.story_id, analyst)
    moved(verdict, lead, "confirm", "publish")
    withdraw(evidence, analyst)
    moved(verdict, lead, "uphold")
    events = Event.objects.filter(story=claim.story_id, verb__startswith="verdict.").order_by("pk")
    assert [(event.verb, event.by) for event in events] == [
        ("verdict.propose", analyst),
        ("verdict.confirm", lead),
        ("verdict.publish", lead),
        ("verdict.uphold", lead),
    ]
    assert events[0].why == verdict.reasons


def test_faults_cost_the_same_however_many_verdicts_there_are(
    claim: Claim, evidence: Evidence, analyst: User, lead: User, django_assert_num_queries: Callable
) -> None:
    first = a_verdict(claim.story_id, analyst)
    others = [a_claim(outlet=name, text="Il pleut, a dit Léa Verger.") for name in ("A", "B", "C")]
    verdicts = [first, *(a_verdict(other.story_id, analyst) for other in others)]
    withdraw(evidence, analyst)
    for some in ([first], verdicts):
        with django_assert_num_queries(4):
            faults_of([verdict.pk for verdict in some])


def test_two_leads_confirm_once(claim: Claim, analyst: User, lead: User, people: dict[str, User]) -> None:
    verdict = verdict_propose(story_id=claim.story_id, rating=a_rating("misleading"), reasons="Mesures.", user=analyst)
    moved(verdict, lead, "confirm")
    with pytest.raises(ValidationError, match="déjà"):
        moved(verdict, people["admin"], "confirm")
