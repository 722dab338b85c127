"""Sources found by an address, proposed, and decided on by admins."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Event, Notice, Source
from claims.selectors.claims import claim_list
from claims.selectors.sources import source_of_address, sources_proposed
from claims.services.evidence import evidence_link
from claims.services.sources import SOURCE_MOVES, source_move, source_propose, sources_move
from claimtrack.accounts.models import User
from tests.factories import a_claim, a_source

pytestmark = pytest.mark.django_db


def counted(claim_id: int) -> int:
    return claim_list().get(pk=claim_id).evidence_count


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://ponts.example/a", "Ponts"),
        ("https://WWW.ponts.example/a", "Ponts"),
        ("https://data.ponts.example:443/a", "Données"),
        ("https://x.data.ponts.example/", "Données"),
        ("https://autresponts.example/", None),
        ("https://example/", None),
        ("https://", None),
    ],
)
def test_the_nearest_source_above_an_address(url: str, name: str | None) -> None:
    a_source("Ponts", website="https://www.ponts.example")
    a_source("Données", website="https://data.ponts.example")
    a_source("Vide", website="")
    found = source_of_address(url=url)
    assert (found.name if found else None) == name


def test_one_that_stands_goes_before_one_that_was_retired() -> None:
    old, new = a_source("Ancien"), a_source("Nouveau")
    Source.objects.filter(pk=old.pk).update(state="retired")
    assert source_of_address(url="https://ponts.example/") == new


def test_proposed_evidence_waits_then_counts_and_the_proposer_is_told(analyst: User, people: dict[str, User]) -> None:
    admin, claim = people["admin"], a_claim()
    piece = {"claim_id": claim.pk, "user": analyst, "url": "https://releves.example/1", "stance": "refutes"}
    evidence = evidence_link(**piece, propose=" Relevés  publics ")
    source = evidence.source
    assert (source.name, source.domain, source.state) == ("Relevés publics", "releves.example", "proposed")
    assert [waiting.evidence_count for waiting in sources_proposed()] == [1]
    assert counted(claim.pk) == 0
    source_move(source_id=source.pk, move="refuse", user=admin)
    assert counted(claim.pk) == 0 and not sources_proposed()
    with pytest.raises(ValidationError, match="refusé"):
        evidence_link(**(piece | {"url": "https://releves.example/2"}), source=source_of_address(url=piece["url"]))
    source_move(source_id=source.pk, move="reopen", user=admin)
    source_move(source_id=source.pk, move="accept", user=admin)
    assert counted(claim.pk) == 1
    verbs = Event.objects.filter(evidence=evidence).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["evidence.link", "source.refuse", "source.reopen", "source.accept"]
    assert Notice.objects.get(to=analyst).about.startswith("Relevés publics")


@pytest.mark.parametrize("move", SOURCE_MOVES)
@pytest.mark.parametrize("state", ["proposed", "accepted", "retired", "refused"])
def test_the_whole_table_of_moves(move: str, state: str, lead: User) -> None:
    source = a_source()
    Source.objects.filter(pk=source.pk).update(state=state)
    allowed, target = SOURCE_MOVES[move]
    if state in allowed:
        assert source_move(source_id=source.pk, move=move, user=lead).state == target
    else:
        with pytest.raises(ValidationError):
            source_move(source_id=source.pk, move=move, user=lead)
        assert sources_move(source_ids=[source.pk], move=move, user=lead) == 0


@pytest.mark.parametrize("url", ["https://ponts.example/x", "https://www.ponts.example/", "https://a.ponts.example/"])
def test_a_name_that_is_known_is_that_source(url: str, analyst: User) -> None:
    known = a_source("Observatoire")
    assert source_propose(name="observatoire", url=url, user=analyst) == known


@pytest.mark.parametrize(("state", "counts"), [("accepted", True), ("retired", True), ("proposed", False)])
def test_a_proposal_elsewhere_never_counts_at_once(state: str, counts: bool, analyst: User) -> None:
    known = a_source("Observatoire")
    Source.objects.filter(pk=known.pk).update(state=state)
    for url in ("https://autre.example/", "https://faux-ponts.example/"):
        if counts:
            with pytest.raises(ValidationError) as refused:
                source_propose(name="observatoire", url=url, user=analyst)
            assert list(refused.value.message_dict) == ["propose"]
        else:
            assert source_propose(name="observatoire", url=url, user=analyst) == known


@pytest.mark.parametrize(("name", "field"), [("  ", "source"), ("x" * 301, "propose")])
def test_a_proposal_that_cannot_be_is_named(name: str, field: str, analyst: User) -> None:
    with pytest.raises(ValidationError) as refused:
        source_propose(name=name, url="https://autre.example/", user=analyst)
    assert list(refused.value.message_dict) == [field]
