"""What is counted of a story, and which stories are suggested."""

import pytest

from articles.services import article_withdraw
from claims.models import Claim
from claims.selectors.stories import faces, stories_alike, story_list, tallies
from claims.services.corrections import claim_correct
from claims.services.evidence import evidence_link, evidence_withdraw
from claims.services.review import claim_move
from claims.services.stories import story_gather
from claimtrack.accounts.models import User
from tests.factories import a_claim, a_source, an_article, claims_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(analyst: User) -> int:
    """The closing of a bridge, told by two outlets."""
    told = a_claim()
    again = a_claim(outlet="La Vigie", text="Le pont de Corvenne fermera lundi, a dit Anne Morvane.")
    denial = a_claim(outlet="Le Fil", text="Le pont ne fermera pas, a démenti le maire Luc Faber.")
    claim_correct(claim_id=denial.pk, user=analyst, fields={"denied": True})
    story_gather(story_id=told.story_id, claim_ids=[again.pk, denial.pk], user=analyst)
    return told.story_id


def test_only_what_the_data_say_is_counted(story: int, analyst: User, lead: User) -> None:
    claims = list(Claim.objects.filter(story=story).order_by("pk"))
    one, other = a_source(), a_source("Préfecture")
    for number, source in enumerate((one, one, other)):
        piece = {"url": f"https://p.example/{number}", "stance": "refutes"}
        evidence = evidence_link(claim_id=claims[number].pk, source=source, user=analyst, **piece)
    tally = tallies([story])[story]
    assert (tally.claims, tally.articles, tally.denials, tally.sources) == (3, 3, 1, {"refutes": 2})
    assert tally.speakers == len({claim.speaker_id for claim in claims if claim.speaker_id})
    evidence_withdraw(evidence=evidence, user=analyst, reason="page morte")
    claim_move(claim_id=claims[1].pk, move="reject", user=analyst)
    article_withdraw(article_id=claims[2].article_id, reason="annulée", user=lead)
    tally = tallies([story])[story]
    assert (tally.claims, tally.articles, tally.denials, tally.sources) == (1, 1, 0, {"refutes": 1})


def test_stories_without_a_claim_that_counts_are_not_listed(story: int, analyst: User) -> None:
    claims = list(Claim.objects.filter(story=story))
    assert story in story_list().values_list("pk", flat=True)
    for claim in claims:
        claim_move(claim_id=claim.pk, move="reject", user=analyst)
    assert story not in story_list().values_list("pk", flat=True)
    assert faces([story]) == {}


def test_suggestions_are_those_with_the_same_words_and_the_same_speaker(story: int) -> None:
    new = a_claim(outlet="Le Matin", text="Le pont de Corvenne restera fermé, a répété Anne Morvane.")
    a_claim(outlet="Le Soir", text="La récolte de pommes sera bonne, a dit Léa Verger.")
    alike = stories_alike(claims=[new], story_id=new.story_id)
    assert alike[0].story.pk == story
    assert alike[0].same_speaker and alike[0].words_shared >= 3
    assert new.story_id not in [found.story.pk for found in alike]
    assert not [found for found in alike if "récolte" in found.claim.allegation]


def test_words_are_searched_with_french_stems_and_quotes_do_no_harm(story: int) -> None:
    new = a_claim(outlet="Le Soir", text="L’eau de l'Orne monte, a dit Léa Verger.")
    assert story in [found.story.pk for found in stories_alike(claims=[new], story_id=new.story_id, words="ponts")]
    for words in ("'", "l'eau & | !", "\\", "”"):
        stories_alike(claims=[new], story_id=new.story_id, words=words)
    Claim.objects.filter(pk=new.pk).update(allegation="l\\'eau ' d''or \\ https://a.example/b'c")
    stories_alike(claims=[new], story_id=new.story_id)


def test_tallies_and_suggestions_cost_the_same_however_many_there_are(
    story: int, django_assert_num_queries: object
) -> None:
    claims = claims_of(an_article(extracted=True, outlet="Le Grand Journal"))
    ids = [claim.story_id for claim in claims] + [story]
    for some in (ids[:1], ids):
        with django_assert_num_queries(2):  # type: ignore[operator]
            tallies(some)
    for some in (claims[:1], claims):
        with django_assert_num_queries(3):  # type: ignore[operator]
            stories_alike(claims=some, story_id=claims[0].story_id)
