"""Two sessions on one claim, in the browser and over REST."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator

from claims.models import Claim, ClaimEventDate
from tests.factories import ApiClient, a_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return a_claim()


@pytest.fixture
def two(client_of: Callable[[str], Client]) -> tuple[Client, Client]:
    return client_of("analyst"), client_of("lead")


def move(client: Client, claim: Claim, name: str, version: object, **more: Any) -> Any:
    headers = {"HX-Request": "true"} if more.pop("htmx", False) else {}
    address = reverse("claim-move", args=[claim.pk, name])
    return client.post(address, {"version": version} | more, headers=headers)


@pytest.mark.parametrize("htmx", [True, False])
def test_the_second_decision_is_not_stored_and_can_be_made_knowingly(
    htmx: bool, two: tuple[Client, Client], claim: Claim
) -> None:
    analyst, lead = two
    assert move(lead, claim, "accept", 1).status_code == 302
    answer = move(analyst, claim, "reject", 1, why="hors <sujet>", htmx=htmx)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("<html" in page) != htmx
    assert "<strong>lead</strong> a validé l’extraction" in page
    assert 'value="hors &lt;sujet&gt;"' in page
    assert 'name="version" value="2"' in page
    claim.refresh_from_db()
    assert claim.state == "accepted"
    assert move(analyst, claim, "reject", 2, why="hors sujet").status_code == 302
    claim.refresh_from_db()
    assert claim.state == "rejected"


def test_what_the_other_did_already_is_not_asked_again(two: tuple[Client, Client], claim: Claim) -> None:
    analyst, lead = two
    move(lead, claim, "accept", 1)
    page = move(analyst, claim, "accept", 1).content.decode()
    assert "déjà fait" in page
    assert "Valider quand même" not in page


def test_what_another_changed_meanwhile_is_not_undone(two: tuple[Client, Client], claim: Claim) -> None:
    analyst, lead = two
    page = move(analyst, claim, "accept", 1, htmx=True).content.decode()
    undo = reverse("decision-undo", args=[claim.pk, 2])
    assert undo in page
    move(lead, claim, "reject", 2)
    assert "rien n’a été annulé" in analyst.post(undo, follow=True).content.decode()
    claim.refresh_from_db()
    assert claim.state == "rejected"


@pytest.mark.parametrize("version", ["x", "-1", "1" * 40, "²"])
def test_a_version_that_is_none_is_refused(version: str, two: tuple[Client, Client], claim: Claim) -> None:
    move(two[0], claim, "accept", version)
    claim.refresh_from_db()
    assert claim.state == "new"


def test_every_form_of_a_claim_carries_its_version(two: tuple[Client, Client], claim: Claim) -> None:
    move(two[0], claim, "accept", 1, htmx=True)
    for address in (reverse("claim", args=[claim.pk]), reverse("article", args=[claim.article_id])):
        page = two[0].get(address).content.decode()
        forms = page.split("<form")[1:]
        deciding = [form for form in forms if f"/claims/{claim.pk}/re" in form]
        assert len(deciding) == 2
        assert all('name="version" value="2"' in form.split("</form>")[0] for form in deciding)
    assert 'name="version" value="2"' in two[0].get(reverse("claim-correct", args=[claim.pk])).content.decode()


def test_a_late_correction_keeps_what_both_typed(two: tuple[Client, Client], claim: Claim) -> None:
    analyst, lead = two
    address = reverse("claim-correct", args=[claim.pk])
    seen = {k: v for k, v in lead.get(address).context["form"].initial.items() if v not in (None, False)}
    assert lead.post(address, seen | {"speaker_role": "préfète de la Corve"}).status_code == 302
    answer = analyst.post(address, seen | {"speaker": "Paul Tessandier", "why": "relu"})
    assert answer.status_code == 409
    form = answer.context["form"]
    shown = {name: form[name].value() for name in ("speaker", "speaker_role", "why", "version")}
    assert shown == {"speaker": "Paul Tessandier", "speaker_role": "préfète de la Corve", "why": "relu", "version": 2}
    assert "<strong>lead</strong> a corrigé l’affirmation" in answer.content.decode()
    assert analyst.post(address, {k: v for k, v in form.data.items() if v is not None}).status_code == 302
    claim.refresh_from_db()
    assert (claim.speaker.name, claim.speaker_role) == ("Paul Tessandier", "préfète de la Corve")


# --- REST
def send(client: Client, method: str, path: str, body: object, **headers: str) -> Any:
    return getattr(client, method)(path, json.dumps(body), content_type="application/json", headers=headers)


@pytest.mark.parametrize(
    ("who", "code"),
    [("stranger", 401), ("reader", 403), ("analyst", 200), ("lead", 200), ("admin", 200), ("script", 403)],
)
def test_who_decides_and_corrects_over_rest(
    who: str, code: int, claim: Claim, client_of: Callable[[str], Client], script: ApiClient
) -> None:
    client = script.client if who == "script" else client_of(who)
    headers = script.headers if who == "script" else {}
    when_where = {"stated_on": None, "event_dates": [], "places": [{"name": "Idlib"}]}
    for method, path, body in (("post", "accept/", {}), ("patch", "", {"hedged": True}), ("patch", "", when_where)):
        answer = send(client, method, f"/api/v1/claims/{claim.pk}/{path}", body, **headers)
        assert answer.status_code == code, answer.content


def test_rest_tells_the_version_and_compares_it(two: tuple[Client, Client], claim: Claim) -> None:
    analyst, lead = two
    path = f"/api/v1/claims/{claim.pk}/"
    shown = lead.get(path)
    assert (shown["ETag"], shown.json()["version"]) == ('"1"', 1)
    done = send(lead, "post", f"{path}reject/", {"version": 1, "why": "doublon"})
    assert (done.status_code, done.json()["state"], done["ETag"]) == (200, "rejected", '"2"')
    for answer in (
        send(analyst, "post", f"{path}accept/", {"version": 1}),
        send(analyst, "patch", path, {"hedged": True}, **{"If-Match": '"1"'}),
        send(analyst, "patch", path, {"hedged": True}, **{"If-Match": 'W/"1"'}),
    ):
        assert (answer.status_code, answer["ETag"], answer.json()["version"]) == (409, '"2"', 2)
        (event,) = answer.json()["events"]
        assert (event["verb"], event["by"], event["why"]) == ("claim.reject", "lead", "doublon")
    assert send(analyst, "patch", path, {"hedged": True}, **{"If-Match": '"2"'}).json()["hedged"] is True
    assert send(analyst, "post", f"{path}accept/", {}, **{"If-Match": "*"}).status_code == 200


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("version", {"version": "x"}),
        ("version", {"version": True}),
        ("version", {"version": 0}),
        ("confidence", {"confidence": 1}),
        ("kind", {"kind": "rumour"}),
        ("stated_on", {"stated_on": {"start": "hier", "end": None}}),
        ("stated_on", {"stated_on": {"start": "2024-05-02", "end": "2024-05-01"}}),
        ("stated_on", {"stated_on": "2024-05-02"}),
        ("stated_on", {"stated_on": {"start": "2024-05-02", "end": None, "grain": "x" * 13}}),
        ("event_dates", {"event_dates": {"start": "2024-05-02", "end": None}}),
        ("event_dates", {"event_dates": None}),
        ("event_dates", {"event_dates": [{"start": None, "end": None}]}),
        ("event_dates", {"event_dates": [{"start": "2024-05-02", "end": "2024-05-01"}]}),
        ("event_dates", {"event_dates": [{"start": "2024-02-30", "end": None}]}),
        ("event_dates", {"event_dates": [{"start": "2024-05-02", "end": None}] * 21}),
        ("places", {"places": "Idlib"}),
        ("places", {"places": [{"name": ""}]}),
        ("places", {"places": [{"name": "a\0"}]}),
        ("places", {"places": [{"name": "x" * 201}]}),
        ("places", {"places": [{"name": "Idlib", "gazetteer_id": "nulle-part"}]}),
        ("places", {"places": [{"name": "Idlib"}] * 21}),
        ("speaker_name", {"speaker_name": "a\0"}),
    ],
)
def test_a_correction_that_cannot_be_is_a_400_that_names_the_field(
    field: str, body: dict[str, object], two: tuple[Client, Client], claim: Claim
) -> None:
    answer = send(two[0], "patch", f"/api/v1/claims/{claim.pk}/", body)
    assert answer.status_code == 400, answer.content
    assert list(answer.json()) == [field]
    claim.refresh_from_db()
    assert claim.version == 1


def test_a_header_that_is_no_version_is_a_400(two: tuple[Client, Client], claim: Claim) -> None:
    answer = send(two[0], "post", f"/api/v1/claims/{claim.pk}/accept/", {}, **{"If-Match": '"abc"'})
    assert (answer.status_code, list(answer.json())) == (400, ["version"])


def test_a_correction_over_rest_takes_the_names_that_reading_gives(two: tuple[Client, Client], claim: Claim) -> None:
    body = {"speaker_name": "Paul Tessandier", "stated_on": {"start": "2024-05-01", "end": "2024-05-02"}}
    shown = send(two[0], "patch", f"/api/v1/claims/{claim.pk}/", body).json()
    assert shown["speaker_name"] == "Paul Tessandier"
    assert (shown["stated_on"]["start"], shown["stated_on"]["end"]) == ("2024-05-01", "2024-05-02")
    assert send(two[0], "patch", f"/api/v1/claims/{claim.pk}/", {"speaker_name": None}).json()["speaker_name"] is None


def test_when_and_where_are_put_right_over_rest(two: tuple[Client, Client], claim: Claim) -> None:
    path = f"/api/v1/claims/{claim.pk}/"
    (found,) = [one for one in two[0].get("/api/v1/places/", {"q": "idlib"}).json() if one["kind"] == "town"][:1]
    body = {
        "stated_on": {"start": "2024-05-01", "end": "2024-05-31", "grain": "month"},
        "event_dates": [{"start": "2024-05-02", "end": "2024-05-02"}, {"start": "2024-06-01", "end": None}],
        "places": [{"name": found["name"], "gazetteer_id": found["gazetteer_id"], "text": "Idleb"}, {"name": "Xyzzyx"}],
    }
    shown = send(two[0], "patch", path, body | {"why": "relu", "version": 1}).json()
    assert shown["stated_on"].items() >= {"start": "2024-05-01", "end": "2024-05-31", "grain": "month"}.items()
    assert [(days["start"], days["end"], days["grain"]) for days in shown["event_dates"]] == [
        ("2024-05-02", "2024-05-02", "day"),
        ("2024-06-01", None, "day"),
    ]
    assert [(place["text"], place["gazetteer_id"]) for place in shown["places"]] == [
        ("Idleb", found["gazetteer_id"]),
        ("Xyzzyx", ""),
    ]
    event = claim.events.get(verb="claim.correct")
    assert (event.why, set(event.changes)) == ("relu", {"stated_from", "stated_to", "event_dates", "places"})
    assert send(two[1], "patch", path, {"places": [], "version": 1}).status_code == 409
    again = send(two[1], "patch", path, {"event_dates": shown["event_dates"], "version": shown["version"]}).json()
    assert again["version"] == shown["version"], "what was read and is sent back changes nothing"
    empty = send(two[1], "patch", path, {"places": [], "event_dates": [], "stated_on": None}).json()
    assert (empty["places"], empty["event_dates"], empty["stated_on"]) == ([], [], None)


def test_days_that_stay_keep_the_words_they_came_from(two: tuple[Client, Client], claim: Claim) -> None:
    row = ClaimEventDate.objects.create(
        claim=claim, start="2024-05-06", end="2024-05-06", grain="day", words="lundi", rule="fr.weekday"
    )
    known = [row.pk, *claim.event_dates.exclude(pk=row.pk).values_list("pk", flat=True)]
    sent = [{"start": "2024-05-06", "end": "2024-05-06"}, {"start": "2024-07-01", "end": "2024-07-01"}]
    send(two[0], "patch", f"/api/v1/claims/{claim.pk}/", {"event_dates": sent})
    assert not ClaimEventDate.objects.filter(pk__in=known).exists()
    assert list(claim.event_dates.values_list("words", "rule")) == [("lundi", "fr.weekday"), ("", "")]


def test_the_schema_tells_what_can_be_put_right() -> None:
    schema = SchemaGenerator().get_schema(public=True)
    fields = schema["components"]["schemas"]["PatchedCorrection"]["properties"]
    assert {"stated_on", "event_dates", "places", "version", "why"} <= set(fields)
