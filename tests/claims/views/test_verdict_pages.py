"""Proposing a verdict, taking it a step on, the list of what waits."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Source, Verdict, VerdictStep
from claims.services.evidence import evidence_link, evidence_withdraw
from claims.services.stories import claim_take_out, story_describe, story_gather
from claims.services.verdicts import verdict_move
from claimtrack.accounts.models import User
from tests.factories import a_claim, a_rating, a_source, a_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return a_claim()


def html(response: Any) -> str:
    text: str = response.content.decode()
    return text


def link(claim: Claim, user: User, number: int = 1) -> Any:
    piece = {"url": f"https://p.example/{number}", "stance": "refutes", "quote": "Les câbles tiennent."}
    return evidence_link(claim_id=claim.pk, source=a_source(), user=user, **piece)


def test_one_proposes_and_another_confirms_and_publishes(client_of: Callable[[str], Client], claim: Claim) -> None:
    analyst, lead = client_of("analyst"), client_of("lead")
    propose = reverse("verdict-propose", args=[claim.story_id])
    fields = {"rating": a_rating().pk, "reasons": "Les mesures publiées le contredisent.", "unsupported": "on"}
    page = html(analyst.post(propose, fields, follow=True))
    verdict = Verdict.objects.get()
    assert "Contredit par les faits" in page and "attend d’être confirmé" in page
    confirm, publish = (reverse("verdict-move", args=[verdict.pk, move]) for move in ("confirm", "publish"))
    assert confirm not in page
    assert analyst.get(confirm).status_code == 403
    assert confirm in html(lead.get(reverse("story", args=[claim.story_id])))
    assert "Vous le signez en second" in html(lead.get(confirm))
    assert publish in html(lead.post(confirm, {"unsupported": "on"}, follow=True))
    page = html(lead.post(publish, follow=True))
    assert publish not in page
    shown = html(client_of("reader").get(reverse("claim", args=[claim.pk])))
    assert "Contredit par les faits" in shown and "publié" in shown
    assert "/verdicts/" not in shown and "/verdict/" not in shown


def test_who_signs_on_nothing_says_so_and_everybody_reads_it(
    client_of: Callable[[str], Client], claim: Claim, analyst: User
) -> None:
    client, propose = client_of("analyst"), reverse("verdict-propose", args=[claim.story_id])
    fields = {"rating": a_rating().pk, "reasons": "Rien ne le montre."}
    refused = client.post(propose, fields)
    assert (refused.status_code, list(refused.context["form"].errors)) == (400, ["unsupported"])
    assert "un élément qui contredit" in html(refused) and "Rien ne le montre." in html(refused)
    assert "Signé sans élément indépendant." in html(client.post(propose, fields | {"unsupported": "on"}, follow=True))
    verdict = Verdict.objects.get()
    lead, confirm = client_of("lead"), reverse("verdict-move", args=[verdict.pk, "confirm"])
    assert "Je signe sans élément" in html(lead.get(confirm))
    assert list(lead.post(confirm).context["form"].errors) == ["unsupported"]
    lead.post(confirm, {"unsupported": "on"})
    lead.post(reverse("verdict-move", args=[verdict.pk, "publish"]))
    for address in (
        reverse("story", args=[claim.story_id]),
        reverse("claim", args=[claim.pk]),
        reverse("verdict-list"),
    ):
        page = html(client_of("reader").get(address))
        assert "igné sans élément indépendant" in page
        top = page.split('class="verdict-line"')[-1].split("</p>")[0]
        assert address == reverse("verdict-list") or "signé sans élément indépendant" in top
    assert "signé sans élément indépendant" in html(client.get(propose))
    assert "Définition\u00a0: Des sources" in html(client_of("reader").get(reverse("claim", args=[claim.pk])))


def test_a_published_verdict_is_read_with_what_it_judged(
    client_of: Callable[[str], Client], claim: Claim, analyst: User, lead: User
) -> None:
    story_describe(story_id=claim.story_id, user=analyst, title="Le pont fermé", summary="")
    verdict = a_verdict(claim.story_id, analyst)
    for move in ("confirm", "publish"):
        verdict_move(verdict_id=verdict.pk, move=move, user=lead, unsupported=True)
    describe, fields = reverse("story-describe", args=[claim.story_id]), {"title": "Un tunnel", "summary": "Vu."}
    refused = client_of("analyst").post(describe, fields)
    assert (refused.status_code, list(refused.context["form"].errors)) == (400, ["title"])
    assert "Un tunnel" in html(refused)
    assert client_of("lead").post(describe, fields).status_code == 302
    assert "a reçu un autre titre" in html(client_of("lead").get(reverse("story", args=[claim.story_id])))
    for address in (reverse("story", args=[claim.story_id]), reverse("claim", args=[claim.pk])):
        assert "Porte sur\u00a0: «\u00a0Le pont fermé\u00a0»" in html(client_of("reader").get(address))
    page = html(client_of("reader").get(reverse("verdict-list")))
    assert "Le pont fermé" in page and "Un tunnel" not in page


def test_a_verdict_of_before_its_subject_was_kept_is_shown_without(
    client_of: Callable[[str], Client], claim: Claim, analyst: User
) -> None:
    verdict = Verdict.objects.create(
        story_id=claim.story_id, rating=a_rating("misleading"), reasons="Mesures.", signed_by=analyst
    )
    VerdictStep.objects.create(verdict=verdict, step="proposed", by=analyst)
    page = html(client_of("analyst").get(reverse("story", args=[claim.story_id])))
    assert "Mesures." in page and "Porte sur" not in page and "un autre titre" not in page
    assert claim.allegation in html(client_of("analyst").get(reverse("verdict-list")))


@pytest.mark.parametrize(("state", "shown"), [("proposed", True), ("refused", False), ("retired", False)])
def test_who_signs_sees_apart_what_waits(
    state: str, shown: bool, client_of: Callable[[str], Client], claim: Claim, analyst: User
) -> None:
    piece, verdict = link(claim, analyst), a_verdict(claim.story_id, analyst)
    Source.objects.update(state=state)
    for address in (
        reverse("verdict-move", args=[verdict.pk, "confirm"]),
        reverse("verdict-propose", args=[claim.story_id]),
    ):
        response = client_of("lead").get(address)
        assert [one.pk for one in response.context["waiting"]] == ([piece.pk] if shown else [])
        assert [one.pk for one in response.context["evidence"]] == ([piece.pk] if state == "retired" else [])
        assert ("En attente, ne compte pas" in html(response)) is shown


def test_nobody_is_asked_to_sign_without_where_evidence_counts(
    client_of: Callable[[str], Client], claim: Claim, analyst: User
) -> None:
    link(claim, analyst)
    verdict = a_verdict(claim.story_id, analyst)
    shown = client_of("lead").get(reverse("verdict-move", args=[verdict.pk, "confirm"]))
    assert "unsupported" not in shown.context["form"].fields


def test_forecasts_are_offered_their_own_scale_first(client_of: Callable[[str], Client], claim: Claim) -> None:
    client, address = client_of("analyst"), reverse("verdict-propose", args=[claim.story_id])
    Claim.objects.update(due=None)
    assert not client.get(address).context["form"].ratings[0].scale.forecasts
    Claim.objects.filter(pk=claim.pk).update(due=timezone.localdate())
    assert client.get(address).context["form"].ratings[0].scale.forecasts


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rating", ""),
        ("rating", "999999"),
        ("rating", "faux"),
        ("reasons", ""),
        ("reasons", "x" * 20_001),
        ("reasons", "a\0b"),
        ("embargo", "demain"),
        ("embargo", "2001-01-01T00:00"),
    ],
)
def test_a_verdict_that_cannot_be_is_named_and_keeps_what_was_typed(
    field: str, value: str, client_of: Callable[[str], Client], claim: Claim
) -> None:
    fields = {"rating": a_rating().pk, "reasons": "Les mesures le contredisent.", field: value}
    response = client_of("analyst").post(reverse("verdict-propose", args=[claim.story_id]), fields)
    assert response.status_code == 400
    assert list(response.context["form"].errors) == [field]
    assert field == "reasons" or "Les mesures le contredisent." in html(response)
    assert not Verdict.objects.exists()


def test_an_embargo_is_typed_in_the_zone_of_who_types_it(
    client_of: Callable[[str], Client], claim: Claim, analyst: User
) -> None:
    User.objects.filter(pk=analyst.pk).update(time_zone="America/Montreal")
    day = timezone.localdate() + timedelta(days=40)
    fields = {"rating": a_rating("misleading").pk, "reasons": "Mesures.", "embargo": f"{day}T06:00"}
    client_of("analyst").post(reverse("verdict-propose", args=[claim.story_id]), fields)
    embargo = Verdict.objects.get().steps.get().embargo
    assert embargo is not None
    assert embargo.hour in (10, 11)
    form = client_of("lead").get(reverse("verdict-move", args=[Verdict.objects.get().pk, "confirm"])).context["form"]
    assert form.initial["embargo"] == embargo


def test_superseding_asks_for_a_corrections_note(
    client_of: Callable[[str], Client], claim: Claim, analyst: User, lead: User
) -> None:
    client, address = client_of("analyst"), reverse("verdict-propose", args=[claim.story_id])
    assert "correction" not in client.get(address).context["form"].fields
    first = a_verdict(claim.story_id, analyst)
    for move in ("confirm", "publish"):
        verdict_move(verdict_id=first.pk, move=move, user=lead, unsupported=True)
    fields = {"rating": a_rating("misleading").pk, "reasons": "Le lieu est établi."}
    assert list(client.post(address, fields).context["form"].errors) == ["correction"]
    page = html(client.post(address, fields | {"correction": "Le lieu était faux."}, follow=True))
    assert "Contredit par les faits" in page and "Trompeur" in page and "Le lieu était faux." in page


def test_a_move_without_its_reason_or_out_of_turn_is_named(
    client_of: Callable[[str], Client], claim: Claim, analyst: User
) -> None:
    verdict, lead = a_verdict(claim.story_id, analyst), client_of("lead")
    back = lead.post(reverse("verdict-move", args=[verdict.pk, "return"]), {"note": ""})
    assert (back.status_code, list(back.context["form"].errors)) == (400, ["note"])
    early = lead.post(reverse("verdict-move", args=[verdict.pk, "publish"]))
    assert early.status_code == 400
    assert "déjà" in html(early)
    assert lead.get(reverse("verdict-move", args=[verdict.pk, "delete"])).status_code == 404


def test_readers_see_no_verdict_before_it_is_published(
    client_of: Callable[[str], Client], claim: Claim, analyst: User, lead: User
) -> None:
    until = timezone.now() + timedelta(days=3)
    verdict = a_verdict(claim.story_id, analyst, reasons="Relevés lus mot à mot.", embargo=until)
    verdict_move(verdict_id=verdict.pk, move="confirm", user=lead, unsupported=True, embargo=until)
    of_story = [reverse("claim", args=[claim.pk]), reverse("story", args=[claim.story_id])]
    for who, told in (("reader", False), ("analyst", True)):
        client = client_of(who)
        for address in of_story:
            page = client.get(address)
            assert ("Relevés lus mot à mot." in html(page)) == told, (who, address)
            verbs = {event.verb for event in page.context["events"]}
            assert ({"verdict.propose", "verdict.confirm"} <= verbs) == told, (who, address)
        for query in ("", "?state=confirmed"):
            assert bool(client.get(reverse("verdict-list") + query).context["rows"]) == told, (who, query)
        found = client.get(reverse("claim-list"), {"rating": verdict.rating_id})
        assert bool(found.context["claims"]) == told
        for address in ("/", reverse("queue")):
            assert "?state=confirmed" not in html(client.get(address)), "it tells who may publish it"
    for address in ("/", reverse("queue")):
        assert "?state=confirmed" in html(client_of("lead").get(address))


@pytest.mark.parametrize("step", ["propose", "confirm", "uphold"])
def test_what_is_signed_is_what_the_page_showed(
    step: str, client_of: Callable[[str], Client], claim: Claim, analyst: User, lead: User
) -> None:
    client = client_of("lead")
    link(claim, analyst)
    address = reverse("verdict-propose", args=[claim.story_id])
    if step != "propose":
        verdict = a_verdict(claim.story_id, analyst)
        if step == "uphold":
            verdict_move(verdict_id=verdict.pk, move="confirm", user=lead, unsupported=True)
        address = reverse("verdict-move", args=[verdict.pk, step])
    seen = client.get(address).context["form"]["seen"].value()
    newer = link(claim, analyst, 2)
    fields = {"rating": a_rating().pk, "reasons": "Relevés publics.", "note": "Relevés lus.", "seen": seen}
    missing = client.post(address, {**fields, "reasons": "", "note": "", "embargo": "demain"})
    assert step == "uphold" or missing.status_code == 400
    late = client.post(address, fields)
    assert late.status_code == 409
    page = html(late)
    assert f'href="#evidence-{newer.pk}"' in page and f'id="evidence-{newer.pk}"' in page
    assert "Relevés publics." in page or "Relevés lus." in page
    steps = {"propose": 0, "confirm": 1, "uphold": 2}
    assert VerdictStep.objects.count() == steps[step]
    again = late.context["form"]["seen"].value()
    assert client.post(address, fields | {"seen": again}).status_code == 302
    assert VerdictStep.objects.count() == steps[step] + 1


@pytest.mark.parametrize("step", ["propose", "confirm"])
def test_claims_and_title_that_are_signed_are_those_that_the_page_showed(
    step: str, client_of: Callable[[str], Client], claim: Claim, analyst: User
) -> None:
    client, story = client_of("lead"), claim.story_id
    second = a_claim(outlet="La Vigie", text="Le pont fermera lundi, a dit Anne Morvane.")
    story_gather(story_id=story, claim_ids=[second.pk], user=analyst)
    address = reverse("verdict-propose", args=[story])
    if step == "confirm":
        address = reverse("verdict-move", args=[a_verdict(story, analyst).pk, step])
    shown = client.get(address)
    assert "2 affirmations jugées" in html(shown) and second.said in html(shown)
    fields = {"rating": a_rating().pk, "reasons": "Relevés publics.", "note": "Relevés lus.", "unsupported": "on"}
    fields |= {name: shown.context["form"][name].value() for name in ("seen", "judged")}
    newer = a_claim(outlet="Le Soir", text="Il pleut, a dit Léa Verger.")
    story_gather(story_id=story, claim_ids=[newer.pk], user=analyst)
    claim_take_out(claim_id=second.pk, user=analyst)
    story_describe(story_id=story, user=analyst, title="Le pont fermé", summary="")
    late = client.post(address, fields)
    page = html(late)
    assert late.status_code == 409
    assert f'href="#judged-{newer.pk}"' in page and f'id="judged-{newer.pk}"' in page
    for words in (
        "Le Soir\u00a0: une affirmation s’est aj",
        "La Vigie\u00a0: une affirmation a été ret",
        "un autre titre",
    ):
        assert words in page
    assert "Relevés publics." in page or "Relevés lus." in page
    again = fields | {"judged": late.context["form"]["judged"].value()}
    assert client.post(address, fields | {"judged": "title.x,faux,99999999999999999999.y"}).status_code == 409
    assert client.post(address, again).status_code == 302


def test_a_verdict_that_came_back_is_what_the_next_one_begins_with(
    client_of: Callable[[str], Client], claim: Claim, analyst: User, lead: User
) -> None:
    client, address = client_of("analyst"), reverse("verdict-propose", args=[claim.story_id])
    until = timezone.now() + timedelta(days=3)
    verdict = a_verdict(claim.story_id, analyst, reasons="Relevés lus mot à mot.", embargo=until)
    verdict_move(verdict_id=verdict.pk, move="return", user=lead, note="Le lieu manque.")
    story = html(client.get(reverse("story", args=[claim.story_id])))
    assert f'id="verdict-{verdict.pk}" open' in story and "Le lieu manque." in story and "Reprendre le verdict" in story
    shown = client.get(address)
    page, form = html(shown), shown.context["form"]
    assert "Le lieu manque." in page and "Relevés lus mot à mot.</textarea>" in page
    assert f'value="{verdict.rating_id}" required checked' in page
    assert (form.initial["embargo"], form["unsupported"].value()) == (until, None)
    a_verdict(claim.story_id, analyst)
    assert "Le lieu manque." not in html(client.get(address))


def test_reasons_of_earlier_verdicts_are_read_where_the_list_leads(
    client_of: Callable[[str], Client], claim: Claim, analyst: User, lead: User
) -> None:
    steps: tuple[tuple[str, ...], ...] = (("return",), ("confirm", "publish"), ("confirm", "publish"))
    verdicts = []
    for number, moves in enumerate(steps):
        verdicts.append(
            a_verdict(claim.story_id, analyst, reasons=f"Motif {number}.", correction=f"Correction {number}.")
        )
        for move in moves:
            verdict_move(verdict_id=verdicts[-1].pk, move=move, user=lead, note=f"Vu {number}.", unsupported=True)
    story = reverse("story", args=[claim.story_id])
    for who, known in (("analyst", [0, 1, 2]), ("reader", [1, 2])):
        listed, page = html(client_of(who).get(reverse("verdict-list"))), html(client_of(who).get(story))
        for number, verdict in enumerate(verdicts):
            assert (f'href="{story}#verdict-{verdict.pk}"' in listed) == (number in known), who
            assert page.count(f'id="verdict-{verdict.pk}"') == (number in known), who
            assert (f"Motif {number}." in page, f"Vu {number}." in page) == (number in known,) * 2, who
        assert "Correction 2." in page


def test_a_form_that_was_wrong_keeps_what_its_page_showed(
    client_of: Callable[[str], Client], claim: Claim, analyst: User
) -> None:
    client, address = client_of("lead"), reverse("verdict-propose", args=[claim.story_id])
    seen = client.get(address).context["form"]["seen"].value()
    link(claim, analyst)
    wrong = client.post(address, {"reasons": "Relevés.", "seen": seen})
    assert (wrong.status_code, wrong.context["form"]["seen"].value()) == (400, seen)


def test_what_waits_is_on_the_dashboard_and_in_the_list(
    client_of: Callable[[str], Client], claim: Claim, analyst: User, lead: User
) -> None:
    client, evidence = client_of("lead"), link(claim, analyst)
    verdict = a_verdict(claim.story_id, analyst)

    def listed(state: str) -> list[int]:
        rows = client.get(reverse("verdict-list"), {"state": state}).context["rows"]
        return [one.verdict.pk for one, _face in rows]

    assert "verdict à confirmer" in html(client.get("/"))
    assert (listed("proposed"), listed("stale"), listed("nonsense")) == ([verdict.pk], [], [verdict.pk])
    for move in ("confirm", "publish"):
        verdict_move(verdict_id=verdict.pk, move=move, user=lead, unsupported=True)
    evidence_withdraw(evidence=evidence, user=analyst, reason="page morte")
    assert "verdict à revoir" in html(client.get("/"))
    assert (listed("proposed"), listed("stale")) == ([], [verdict.pk])
    page = html(client.get(reverse("story", args=[claim.story_id])))
    assert "Observatoire des ponts a été retiré" in page
    assert reverse("verdict-move", args=[verdict.pk, "uphold"]) in page


def test_pages_of_verdicts_cost_the_same_however_much_they_show(
    client_of: Callable[[str], Client], claim: Claim, analyst: User, lead: User
) -> None:
    client = client_of("lead")
    link(claim, analyst)
    one = a_verdict(claim.story_id, analyst)
    few = costs(client, one)
    for move in ("confirm", "publish"):
        verdict_move(verdict_id=one.pk, move=move, user=lead, unsupported=True)
    for number in range(2, 5):
        link(claim, analyst, number)
        other = a_claim(outlet=f"Le Soir {number}", text="Il pleut, a dit Léa Verger.")
        a_verdict(other.story_id, analyst)
    heir = a_verdict(claim.story_id, analyst, correction="le lieu")
    assert few == costs(client, heir) == {"list": 10, "move": 13, "propose": 13, "story": 21}


def costs(client: Client, verdict: Verdict) -> dict[str, int]:
    """Return how many queries each page needs."""
    pages = {
        "list": reverse("verdict-list"),
        "move": reverse("verdict-move", args=[verdict.pk, "confirm"]),
        "propose": reverse("verdict-propose", args=[verdict.story_id]),
        "story": reverse("story", args=[verdict.story_id]),
    }
    found = {}
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        found[name] = len(queries)
    return found
