"""Tags put right: taken off many claims, renamed, merged."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from claims.models import Claim, ClaimTag, SavedSearch, Tag
from claims.selectors.claims import tags_of
from claims.services.bulk import bulk_choose, bulk_run, bulk_start, bulk_undo
from claims.services.saved_searches import search_save
from claims.services.tags import claim_tag, tag_rename
from claimtrack.accounts.models import User
from tests.claims.api.conftest import Call, refused
from tests.factories import an_article, claims_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims(db: None, analyst: User) -> list[Claim]:
    found = claims_of(an_article(extracted=True))[:3]
    for claim in found[:2]:
        claim_tag(claim_id=claim.pk, name="Inondatoin", user=analyst)
    return found


def names(claim: Claim) -> list[str]:
    return [tag.name for tag in tags_of(claim_id=claim.pk)]


def test_a_tag_is_taken_off_many_claims_and_put_on_again(claims: list[Claim], analyst: User) -> None:
    bulk = bulk_choose(action="untag", user=analyst, seen=[(claim.pk, claim.version) for claim in claims])
    bulk_start(bulk=bulk, user=analyst, params={"tag": "INONDATOIN"})
    assert bulk_run(bulk_id=bulk.pk, seconds=9)
    assert [names(claim) for claim in claims] == [[], [], []]
    assert list(bulk.items.order_by("claim").values_list("outcome", flat=True)) == ["done", "done", "refused"]
    undoing = bulk_undo(bulk=bulk, user=analyst)
    assert bulk_run(bulk_id=undoing.pk, seconds=9)
    assert [names(claim) for claim in claims] == [["Inondatoin"], ["Inondatoin"], []]


def test_a_tag_that_is_none_is_taken_off_nothing(
    client_of: Callable[[str], Client], claims: list[Claim], analyst: User
) -> None:
    bulk = bulk_choose(action="untag", user=analyst, seen=[(claims[0].pk, claims[0].version)])
    client = client_of("analyst")
    assert 'value="untag"' in client.get(reverse("claim-list")).content.decode()
    answer = client.post(reverse("bulk-run", args=[bulk.pk]), {"tag": "inconnue"})
    assert answer.status_code == 400 and "n’existe pas" in answer.content.decode()
    client.post(reverse("bulk-run", args=[bulk.pk]), {"tag": "inondatoin"})
    assert names(claims[0]) == []


def test_a_tag_is_renamed_and_searches_follow(claims: list[Claim], analyst: User, people: dict[str, User]) -> None:
    search_save(user=analyst, name="Eaux", params="q=pont&tag=inondatoin", shared=True)
    search_save(user=analyst, name="Ponts", params="tag=pont", shared=True)
    tag_rename(tag_id=Tag.objects.get().pk, name=" Inondation ", user=people["admin"])
    assert names(claims[0]) == ["Inondation"] and Tag.objects.get().folded == "inondation"
    found = SavedSearch.objects.order_by("name").values_list("params", flat=True)
    assert list(found) == ["q=pont&tag=Inondation", "tag=pont"]


def test_a_tag_given_the_name_of_another_is_merged_into_it(
    claims: list[Claim], analyst: User, people: dict[str, User]
) -> None:
    for claim in claims[1:]:
        claim_tag(claim_id=claim.pk, name="Inondation", user=analyst)
    wrong = Tag.objects.get(folded="inondatoin")
    kept = tag_rename(tag_id=wrong.pk, name="INONDATION", user=people["admin"])
    assert (Tag.objects.get(), kept.name) == (kept, "Inondation")
    assert [names(claim) for claim in claims] == [["Inondation"]] * 3
    assert ClaimTag.objects.count() == 3, "no claim has it twice"


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_name_that_is_none_is_refused(name: str, claims: list[Claim], people: dict[str, User]) -> None:
    with pytest.raises(ValidationError) as refusal:
        tag_rename(tag_id=Tag.objects.get().pk, name=name, user=people["admin"])
    assert list(refusal.value.message_dict) == ["name"]


def test_admins_put_tags_right_in_the_administration(
    client_of: Callable[[str], Client], claims: list[Claim], analyst: User
) -> None:
    address = reverse("admin:claims_tag_change", args=[Tag.objects.get().pk])
    client = client_of("admin")
    assert "Inondatoin" in client.get(reverse("admin:claims_tag_changelist")).content.decode()
    for name in ("", "x" * 61):
        assert client.post(address, {"name": name}).status_code == 200
    assert client.post(address, {"name": "Inondation"}).status_code == 302
    claim_tag(claim_id=claims[2].pk, name="Crue", user=analyst)
    crue = Tag.objects.get(folded="crue")
    page = client.post(reverse("admin:claims_tag_change", args=[crue.pk]), {"name": "inondation"}, follow=True)
    assert "réunie à l’étiquette" in page.content.decode()
    assert Tag.objects.get().name == "Inondation"


def test_tags_are_listed_and_put_right_over_rest(call: Call, claims: list[Claim]) -> None:
    (tag,) = call("reader", "GET", "tags/?q=INOND").json()["results"]
    assert (tag["name"], tag["claims_count"]) == ("Inondatoin", 2)
    assert call("reader", "GET", "tags/?q=autre").json()["results"] == []
    path = f"tags/{tag['id']}/"
    for who in ("reader", "analyst", "lead"):
        assert call(who, "PATCH", path, {"name": "Inondation"}).status_code == 403
    refused(call("admin", "PATCH", path, {"name": " "}), "name")
    renamed = call("admin", "PATCH", path, {"name": "Inondation"}).json()
    assert renamed == {"id": tag["id"], "name": "Inondation", "claims_count": 2}
    assert call("admin", "PATCH", "tags/999999/", {"name": "Crue"}).status_code == 404
