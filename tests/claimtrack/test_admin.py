"""The administration pages."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Outlet
from claims.models import Actor, ActorAlias, Event, Scale, Source
from claims.services.actors import actors_for_names
from claims.services.evidence import evidence_link
from claimtrack.accounts.models import ApiToken, User
from tests.factories import ApiClient, a_claim, a_source, an_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client_of: Callable[[str], Client]) -> Client:
    return client_of("admin")


def person(user: User, **fields: str) -> dict[str, str]:
    known = {"username": user.username, "role": user.role, "is_active": "on", "language": "fr", "time_zone": ""}
    return known | {"email": user.email, "first_name": "", "last_name": ""} | fields


def test_the_role_alone_opens_the_administration(admin: Client, analyst: User) -> None:
    address = reverse("admin:accounts_user_change", args=[analyst.pk])
    for role, let_in in (("admin", True), ("reader", False)):
        assert admin.post(address, person(analyst, role=role)).status_code == 302
        analyst.refresh_from_db()
        assert (analyst.role, analyst.is_staff, analyst.is_superuser) == (role, let_in, let_in)


def test_a_person_is_added(admin: Client) -> None:
    secret = "une autre phrase assez longue"
    fields = {"username": "nouvelle", "role": "lead", "email": "n@redaction.example", "usable_password": "true"}
    response = admin.post(reverse("admin:accounts_user_add"), fields | {"password1": secret, "password2": secret})
    assert response.status_code == 302
    made = User.objects.get(username="nouvelle")
    assert made.is_lead and not made.is_staff and made.check_password(secret)


def test_a_token_is_shown_once_and_works(admin: Client, people: dict[str, User]) -> None:
    fields = {"user": people["analyst"].pk, "name": "veille", "scopes": ["read"], "days": 30}
    page = admin.post(reverse("admin:accounts_apitoken_add"), fields, follow=True).content.decode()
    token = page[page.index("ct_") :].split("<")[0].split(" ")[0].strip()
    assert ApiClient(token).get("/api/v1/claims/").status_code == 200
    record = ApiToken.objects.get(name="veille")
    assert (record.scopes, record.expiry is not None) == (["read"], True)
    assert token not in admin.get(reverse("admin:accounts_apitoken_changelist")).content.decode()
    admin.post(reverse("admin:accounts_apitoken_delete", args=[record.pk]), {"post": "yes"})
    assert ApiClient(token).get("/api/v1/claims/").status_code == 401


def test_outlets_are_confirmed_together(admin: Client) -> None:
    outlets = [an_article(outlet=name).outlet for name in ("La Vigie", "Le Phare")]
    fields = {"action": "confirm", "_selected_action": [outlet.pk for outlet in outlets]}
    admin.post(reverse("admin:articles_outlet_changelist"), fields)
    assert Outlet.objects.filter(confirmed=True).count() == 2


def test_sources_are_taken_in_and_retired(admin: Client) -> None:
    source = a_source()
    for action, state in (("retire", "retired"), ("accept", "accepted")):
        fields = {"action": action, "_selected_action": [source.pk]}
        admin.post(reverse("admin:claims_source_changelist"), fields)
        source.refresh_from_db()
        assert source.state == state


def alias_rows(*names: str) -> dict[str, str]:
    rows = {"aliases-TOTAL_FORMS": str(len(names)), "aliases-INITIAL_FORMS": "0"}
    rows |= {f"aliases-{number}-name": name for number, name in enumerate(names)}
    return rows | {"relations-TOTAL_FORMS": "0", "relations-INITIAL_FORMS": "0"}


def test_an_actor_is_found_by_any_of_its_names(admin: Client) -> None:
    fields = {"name": "Organisation des ponts", "kind": "organisation"} | alias_rows("ODP", "L’Organisation")
    assert admin.post(reverse("admin:claims_actor_add"), fields).status_code == 302
    actor = Actor.objects.get(name="Organisation des ponts")
    found = actors_for_names(names=["odp", "organisation des PONTS", "l'organisation"])
    assert set(found.values()) == {actor}


def test_a_name_leads_to_one_actor(admin: Client) -> None:
    other = actors_for_names(names=["Observatoire"])["Observatoire"]
    fields = {"name": "Autre", "kind": "organisation"} | alias_rows("OBSERVATOIRE")
    page = admin.post(reverse("admin:claims_actor_add"), fields)
    assert page.status_code == 200 and "Observatoire" in page.content.decode()
    assert ActorAlias.objects.get(folded="observatoire").actor == other


def test_a_rating_needs_its_reason(admin: Client) -> None:
    fields = {"name": "Veille", "domain": "", "reliability": "B", "reliability_reason": "", "state": "accepted"}
    assert admin.post(reverse("admin:claims_source_add"), fields).status_code == 200
    assert not Source.objects.exists()


def test_the_state_of_a_source_is_decided_by_moves_alone(admin: Client) -> None:
    source = a_source()
    Source.objects.filter(pk=source.pk).update(state="refused")
    fields = {"name": "Veille", "domain": "", "reliability": "B", "reliability_reason": "Vu.", "state": "accepted"}
    assert admin.post(reverse("admin:claims_source_change", args=[source.pk]), fields).status_code == 302
    source.refresh_from_db()
    assert (source.name, source.state) == ("Veille", "refused")


def test_another_rating_needs_a_reason_of_its_own_and_is_logged(admin: Client, people: dict[str, User]) -> None:
    source, claim = a_source(), a_claim()
    piece = {"claim_id": claim.pk, "user": people["analyst"], "url": "https://ponts.example/1", "stance": "refutes"}
    evidence_link(source=source, **piece)
    fields = {"name": "Veille", "domain": "", "reliability": "D", "reliability_reason": source.reliability_reason}
    address = reverse("admin:claims_source_change", args=[source.pk])
    page = admin.post(address, fields)
    assert page.status_code == 200 and "Dites pourquoi" in page.content.decode()
    assert admin.post(address, fields | {"reliability_reason": "Deux démentis."}).status_code == 302
    source.refresh_from_db()
    assert (source.name, source.reliability, source.reliability_reason) == ("Veille", "D", "Deux démentis.")
    event = Event.objects.get(verb="source.rate")
    assert (event.by, event.claim, event.why) == (people["admin"], claim, "Deux démentis.")
    assert event.changes["reliability"] == ["B", "D"]


@pytest.mark.parametrize("model", ["articles_article", "claims_claim", "claims_evidence", "claims_event"])
def test_what_is_on_record_is_only_looked_at(model: str, admin: Client) -> None:
    article = an_article()
    assert admin.post(reverse(f"admin:{model}_add"), {}).status_code == 403
    if model == "articles_article":
        assert admin.post(reverse(f"admin:{model}_change", args=[article.pk]), {}).status_code == 403
        assert admin.post(reverse(f"admin:{model}_delete", args=[article.pk]), {"post": "yes"}).status_code == 403
        assert Article.objects.filter(pk=article.pk).exists()


def test_a_rating_is_added_and_retired_and_its_words_stay(admin: Client) -> None:
    scale = Scale.objects.get(key="general")
    address = reverse("admin:claims_scale_change", args=[scale.pk])
    ratings = list(scale.ratings.order_by("position"))
    fields = {"forecasts": "", "active": "on", "ratings-TOTAL_FORMS": len(ratings) + 1}
    fields |= {"ratings-INITIAL_FORMS": len(ratings), "ratings-MIN_NUM_FORMS": 0, "ratings-MAX_NUM_FORMS": 1000}
    for number, rating in enumerate(ratings):
        row = {"id": rating.pk, "scale": scale.pk, "key": "autre", "label": '{"fr": "Faux", "en": "False"}'}
        row |= {"meaning": json.dumps(rating.meaning), "position": number}
        fields |= {f"ratings-{number}-{name}": value for name, value in row.items()}
    last = f"ratings-{len(ratings)}"
    fields |= {f"{last}-key": "satire", f"{last}-scale": scale.pk, f"{last}-position": 9, f"{last}-active": "on"}
    fields |= {f"{last}-label": '{"fr": "Satire"}', f"{last}-meaning": '{"fr": "Pour rire.", "en": "For fun."}'}
    assert "fr, en" in admin.post(address, fields).content.decode()
    fields[f"{last}-label"] = '{"fr": "Satire", "en": "Satire"}'
    assert admin.post(address, fields).status_code == 302
    assert [r.key for r in scale.ratings.filter(active=True)] == ["satire"]
    assert [r.label for r in scale.ratings.filter(active=False)] == [r.label for r in ratings]
