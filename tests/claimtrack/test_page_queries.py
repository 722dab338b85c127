"""How many queries each page asks: a fixed number, however much there is."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Case, Evidence, SavedSearch
from claims.services.bulk import bulk_choose, bulk_run, bulk_start
from claims.services.cases import case_add, case_note, case_open
from claims.services.comments import comment_add
from claims.services.evidence import evidence_link
from claims.services.saved_searches import search_save
from claims.services.stories import story_gather
from claims.services.tags import claim_tag
from claims.services.verdicts import verdict_move
from claimtrack.accounts.models import User
from tests.claimtrack.test_pages import PAGES, address, evidence  # noqa: F401 (a fixture)
from tests.factories import a_source, a_verdict, an_article, claims_of

FOR_ALL_SEARCHES = 4
QUERIES: dict[str, int] = {
    "article-list": 5,
    "article": 8,
    "article-progress": 3,
    "article-new": 3,
    "article-withdraw": 3,
    "article-correct": 4,
    "claim-list": 10,
    "claim": 28,
    "claim-correct": 9,
    "suggest-actors": 2,
    "claim-add": 4,
    "claim-words": 8,
    "suggest-places": 2,
    "map": 11,
    "read-dates": 8,
    "find": 2,
    "queue": 26,
    "suggest-tags": 2,
    "bulk": 5,
    "bulk-progress": 4,
    "evidence-link": 28,
    "evidence-seen": 5,
    "evidence-correct": 4,
    "evidence-withdraw": 3,
    "comment-edit": 4,
    "suggest-people": 3,
    "notice-list": 4,
    "story-list": 10,
    "story": 22,
    "story-describe": 7,
    "story-pick": 10,
    "story-merge": 12,
    "case-list": 4,
    "case": 11,
    "case-new": 2,
    "case-describe": 4,
    "case-note": 11,
    "case-rewrite": 3,
    "verdict-list": 11,
    "verdict-propose": 13,
    "verdict-move": 14,
    "actor-list": 5,
    "actor": 15,
    "actor-correct": 5,
    "actor-merge": 5,
    "actor-name": 5,
    "actor-relate": 5,
    "actor-split": 8,
    "source-list": 4,
    "source": 9,
    "profile": 2,
}


def pages() -> list[str]:
    other = ("admin:", "sign-", "password-", "dashboard")  # the overview has a test of its own
    return [name for name, (method, _who) in PAGES.items() if method == "get" and not name.startswith(other)]


def grow(piece_of: Evidence, analyst: User, lead: User, times: str) -> None:
    """More of everything that pages list: articles, claims of the story and of others, evidence, comments, cases."""
    claim, others = piece_of.claim, claims_of(an_article(outlet=f"La Vigie {times}", extracted=True))
    story_gather(story_id=claim.story_id, claim_ids=[others[0].pk], user=analyst)
    first = Case.objects.order_by("pk")[0]
    for number, other in enumerate(others):
        name = f"{times} {number}"
        piece = {"source": a_source(name), "user": analyst, "url": f"https://p.example/{times}/{number}"}
        for one in (other, claim):
            evidence_link(claim_id=one.pk, stance="context", **piece)
        comment_add(claim_id=claim.pk, user=analyst, text=f"@lead, regarde {name}.")
        claim_tag(claim_id=claim.pk, name=name, user=analyst)
        search_save(user=lead, name=name, params=f"q={times}{number}", shared=True)
        case = case_open(user=analyst, title=name)
        case_add(case_id=case.pk, story_id=claim.story_id, user=analyst)
        case_note(case_id=first.pk, user=lead, text=name)
    case_add(case_id=first.pk, story_id=others[1].story_id, user=analyst)
    verdict_move(verdict_id=a_verdict(others[1].story_id, analyst).pk, move="confirm", user=lead, unsupported=True)
    bulk = bulk_choose(action="accept", user=analyst, seen=[(other.pk, other.version) for other in others[2:]])
    bulk_start(bulk=bulk, user=analyst, params={})
    bulk_run(bulk_id=bulk.pk, seconds=9)


def count(client: Client, addresses: dict[str, str]) -> dict[str, int]:
    found = {}
    for name, where in addresses.items():
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(where)
        assert answer.status_code == 200, name
        found[name] = len(asked)
    return found


@pytest.mark.django_db
def test_each_page_asks_a_fixed_number_of_queries_however_much_there_is(
    evidence: Evidence,  # noqa: F811
    analyst: User,
    lead: User,
    client_of: Callable[[str], Client],
) -> None:
    client = client_of("lead")
    addresses = {name: address(name, evidence) for name in pages() if "lead" in PAGES[name][1]}
    for times in ("once", "twice"):
        grow(evidence, analyst, lead, times)
        asked = count(client, addresses)
        searches = SavedSearch.objects.filter(removed_at=None).count()
        assert asked.pop("saved-list") == FOR_ALL_SEARCHES + 2 * searches, "each is counted by itself, names first"
        assert {name: n for name, n in asked.items() if n != QUERIES.get(name)} == {}
    assert set(asked) == set(QUERIES)
