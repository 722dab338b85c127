"""The list of cases, one case, its stories and notes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Case, CaseNote, CaseStory, Claim
from claims.services.cases import case_add, case_note, case_open
from claims.services.stories import story_merge
from claimtrack.accounts.models import User
from tests.claims.views.test_story_pages import told_undo
from tests.factories import a_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return a_claim()


@pytest.fixture
def case(analyst: User) -> Case:
    return case_open(user=analyst, title="Les ponts")


def html(response: Any) -> str:
    text: str = response.content.decode()
    return text


def test_a_case_is_opened_with_a_story_and_listed(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    new = reverse("case-new")
    assert client.post(new, {"title": ""}).status_code == 400
    page = html(client.post(new, {"title": "Les ponts", "story": claim.story_id}, follow=True))
    case = Case.objects.get()
    assert claim.allegation[:20] in page
    assert [row.stories_count for row in client.get(reverse("case-list")).context["page"]] == [1]
    assert "Les ponts" in html(client.get(reverse("story", args=[claim.story_id])))
    assert client.post(new, {"title": "Autre", "story": 999_999}).status_code == 404
    assert list(Case.objects.all()) == [case]


def test_adding_removing_and_closing_are_undone(client_of: Callable[[str], Client], claim: Claim, case: Case) -> None:
    client = client_of("analyst")

    def members() -> int:
        return CaseStory.objects.filter(case=case, story=claim.story_id).count()

    page = html(client.post(reverse("case-add", args=[claim.story_id]), {"case": case.pk}, follow=True))
    assert members() == 1
    page = html(client.post(told_undo(page), follow=True))
    assert members() == 0
    page = html(client.post(told_undo(page), follow=True))
    assert members() == 1
    page = html(client.post(reverse("case-move", args=[case.pk, "close"]), follow=True))
    case.refresh_from_db()
    assert case.closed_at
    remove = reverse("case-remove", args=[case.pk, claim.story_id])
    assert remove not in page
    assert "rouvrez-le" in html(client.post(remove, follow=True))
    assert case in client.get(reverse("case-list"), {"closed": "1"}).context["page"].object_list
    assert client.get(reverse("case-list")).context["page"].object_list.count() == 0
    client.post(told_undo(page))
    case.refresh_from_db()
    assert case.closed_at is None


@pytest.mark.parametrize("wanted", ["", "x", "0", "999999"])
def test_a_case_that_is_not_there_is_404(wanted: str, client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    assert client.post(reverse("case-add", args=[claim.story_id]), {"case": wanted}).status_code == 404


def test_notes_are_written_and_put_right(client_of: Callable[[str], Client], case: Case) -> None:
    client, address = client_of("analyst"), reverse("case-note", args=[case.pk])
    assert client.post(address, {"text": " "}).status_code == 400
    client.post(address, {"text": "Appeler la préfecture."})
    note = CaseNote.objects.get()
    rewrite = reverse("case-rewrite", args=[note.pk])
    client.post(rewrite, {"text": "Rappeler la préfecture."})
    page = html(client_of("reader").get(reverse("case", args=[case.pk])))
    assert "Rappeler la préfecture." in page and ">Appeler la préfecture." not in page
    assert rewrite not in page and "<textarea" not in page
    late = client.post(rewrite, {"text": "Trop tard."})
    assert late.status_code == 400
    assert "Trop tard." in html(late)
    newer = CaseNote.objects.get(replaces=note)
    assert "Appeler la préfecture." in html(client.get(reverse("case-rewrite", args=[newer.pk])))


def test_a_late_title_is_shown_what_stands(client_of: Callable[[str], Client], case: Case) -> None:
    client, address = client_of("analyst"), reverse("case-describe", args=[case.pk])
    client.post(address, {"title": "Ponts et quais", "description": "", "version": 1})
    late = client.post(address, {"title": "Ponts", "description": "", "version": 1})
    assert late.status_code == 409
    assert "Ponts et quais" in html(late)


def test_a_merged_story_leads_to_where_its_claims_are(
    client_of: Callable[[str], Client], claim: Claim, case: Case, analyst: User
) -> None:
    other = a_claim(outlet="La Vigie", text="Le pont fermera lundi, a dit Anne Morvane.")
    case_add(case_id=case.pk, story_id=other.story_id, user=analyst)
    story_merge(story_id=claim.story_id, other_id=other.story_id, user=analyst)
    page = html(client_of("reader").get(reverse("case", args=[case.pk])))
    assert reverse("story", args=[claim.story_id]) in page


def test_the_page_of_a_case_costs_the_same_however_much_it_holds(
    client_of: Callable[[str], Client], claim: Claim, case: Case, analyst: User
) -> None:
    client, found = client_of("analyst"), []
    for number in range(3):
        other = a_claim(outlet=f"Le Soir {number}", text="Il pleut, a dit Léa Verger.")
        case_add(case_id=case.pk, story_id=other.story_id, user=analyst)
        case_note(case_id=case.pk, user=analyst, text="Vu.")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("case", args=[case.pk]))
        found.append(len(queries))
    assert set(found[1:]) == {11}
