"""Every page of ours, tried as everybody: one table says who may."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from claims.models import Bulk, Case, Evidence, SavedSearch
from claims.services.bulk import bulk_choose, bulk_run, bulk_start
from claims.services.cases import case_add, case_note, case_open
from claims.services.comments import comment_add
from claims.services.corrections import claim_correct
from claims.services.evidence import evidence_link
from claims.services.saved_searches import search_save
from claimtrack.accounts.models import User
from claimtrack.accounts.services import user_create
from tests.factories import ApiClient, a_claim, a_move, a_relation, a_source, a_verdict

READERS = {"reader", "analyst", "lead", "admin"}
WRITERS = READERS - {"reader"}
LEADS = {"lead", "admin"}
ADMINS = {"admin"}
EVERYBODY = {*READERS, "script", "stranger"}

# name of the page: method, who may
PAGES: dict[str, tuple[str, set[str]]] = {
    "dashboard": ("get", READERS),
    "article-list": ("get", READERS),
    "article": ("get", READERS),
    "article-progress": ("get", READERS),
    "article-new": ("get", WRITERS),
    "article-withdraw": ("get", LEADS),
    "article-correct": ("get", LEADS),
    "article-restore": ("post", LEADS),
    "article-retry": ("post", LEADS),
    "claim-list": ("get", READERS),
    "claim": ("get", READERS),
    "claim-correct": ("get", WRITERS),
    "correction-undo": ("post", WRITERS),
    "decision-undo": ("post", WRITERS),
    "suggest-actors": ("get", READERS),
    "claim-add": ("get", WRITERS),
    "claim-words": ("get", WRITERS),
    "suggest-places": ("get", READERS),
    "map": ("get", READERS),
    "read-dates": ("get", READERS),
    "claim-move": ("post", WRITERS),
    "find": ("get", READERS),
    "queue": ("get", READERS),
    "queue-next": ("post", WRITERS),
    "queue-act": ("post", WRITERS),
    "claim-tag": ("post", WRITERS),
    "claim-untag": ("post", WRITERS),
    "suggest-tags": ("get", READERS),
    "saved-list": ("get", READERS),
    "saved": ("post", READERS),
    "saved-remove": ("post", READERS),
    "saved-restore": ("post", READERS),
    "bulk-new": ("post", WRITERS),
    "bulk": ("get", READERS),
    "bulk-run": ("post", WRITERS),
    "bulk-undo": ("post", WRITERS),
    "bulk-progress": ("get", READERS),
    "evidence-link": ("get", WRITERS),
    "evidence-look": ("post", WRITERS),
    "evidence-withdraw": ("get", WRITERS),
    "evidence-correct": ("get", WRITERS),
    "evidence-recheck": ("post", WRITERS),
    "evidence-seen": ("get", READERS),
    "evidence-restore": ("post", WRITERS),
    "evidence-unlink": ("post", {"analyst"}),  # who linked it
    "comment-add": ("post", WRITERS),
    "comment-edit": ("get", WRITERS),
    "comment-delete": ("post", WRITERS),
    "suggest-people": ("get", READERS),
    "notice-list": ("get", READERS),
    "notices-read": ("post", READERS),
    "story-list": ("get", READERS),
    "story": ("get", READERS),
    "story-describe": ("get", WRITERS),
    "story-pick": ("get", WRITERS),
    "story-merge": ("get", WRITERS),
    "story-undo": ("post", WRITERS),
    "case-list": ("get", READERS),
    "case": ("get", READERS),
    "case-new": ("get", WRITERS),
    "case-describe": ("get", WRITERS),
    "case-note": ("get", WRITERS),
    "case-rewrite": ("get", WRITERS),
    "case-add": ("post", WRITERS),
    "case-remove": ("post", WRITERS),
    "case-move": ("post", WRITERS),
    "verdict-list": ("get", READERS),
    "verdict-propose": ("get", WRITERS),
    "verdict-move": ("get", LEADS),
    "claim-take-out": ("post", WRITERS),
    "actor-list": ("get", READERS),
    "actor": ("get", READERS),
    "actor-correct": ("get", WRITERS),
    "actor-merge": ("get", WRITERS),
    "actor-split": ("get", WRITERS),
    "actor-name": ("get", WRITERS),
    "actor-relate": ("get", WRITERS),
    "actor-unname": ("post", WRITERS),
    "actor-same": ("post", WRITERS),
    "relation-move": ("post", WRITERS),
    "move-undo": ("post", WRITERS),
    "source-list": ("get", READERS),
    "source": ("get", READERS),
    "source-move": ("post", ADMINS),
    "profile": ("get", READERS),
    "password-change": ("get", {*READERS, "script"}),
    "password-change-done": ("get", {*READERS, "script"}),
    "sign-in": ("get", {"stranger"}),
    "sign-out": ("post", EVERYBODY),
    "set-language": ("post", EVERYBODY),
    "password-reset": ("get", EVERYBODY),
    "password-reset-sent": ("get", EVERYBODY),
    "password-reset-confirm": ("get", EVERYBODY),
    "password-reset-done": ("get", EVERYBODY),
    "admin:index": ("get", ADMINS),
    "admin:articles_outlet_changelist": ("get", ADMINS),
    "admin:articles_article_changelist": ("get", ADMINS),
    "admin:articles_article_change": ("get", ADMINS),
    "admin:claims_source_changelist": ("get", ADMINS),
    "admin:claims_source_change": ("get", ADMINS),
    "admin:claims_actor_changelist": ("get", ADMINS),
    "admin:claims_claim_changelist": ("get", ADMINS),
    "admin:claims_claim_change": ("get", ADMINS),
    "admin:claims_evidence_changelist": ("get", ADMINS),
    "admin:claims_event_changelist": ("get", ADMINS),
    "admin:claims_scale_changelist": ("get", ADMINS),
    "admin:claims_scale_add": ("get", ADMINS),
    "admin:accounts_user_changelist": ("get", ADMINS),
    "admin:accounts_user_add": ("get", ADMINS),
    "admin:accounts_apitoken_changelist": ("get", ADMINS),
    "admin:accounts_apitoken_add": ("get", ADMINS),
}


FORBIDDEN = (
    *("/move/", "/accept/", "/correct/", "/evidence/", "/withdraw/", "/new/", "/admin/"),
    *("/merge/", "/story/", "/take-out/", "/describe/", "/verdict/", "/confirm/"),
)


SAYS_NOTHING = {"evidence-look", "comment-add"}  # a form without what it is for is answered by 400


@pytest.fixture
def evidence(analyst: User) -> Evidence:
    claim = a_claim()
    a_verdict(claim.story_id, analyst)
    case = case_open(user=analyst, title="Les ponts")
    case_add(case_id=case.pk, story_id=claim.story_id, user=analyst)
    case_note(case_id=case.pk, user=analyst, text="Vu.")
    claim_correct(claim_id=claim.pk, user=analyst, fields={"denied": True})
    search_save(user=analyst, name="Ponts", params="q=pont", shared=True)
    bulk = bulk_choose(action="accept", user=analyst, seen=[(claim.pk, 1)])
    bulk_start(bulk=bulk, user=analyst, params={})
    bulk_run(bulk_id=bulk.pk, seconds=9)
    return evidence_link(
        claim_id=claim.pk, source=a_source(), user=analyst, url="https://ponts.example/a", stance="refutes"
    )


@pytest.fixture
def browser(client_of: Callable[[str], Client]) -> Callable[[str], Client]:
    """As client_of, and the account of a script, should somebody sign in with it."""

    def make(who: str) -> Client:
        if who != "script":
            return client_of(who)
        client = Client()
        client.force_login(user_create(username="robot", role="script"), backend=MODEL_BACKEND)
        return client

    return make


MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def address(name: str, evidence: Evidence) -> str:
    claim = evidence.claim
    case = Case.objects.get()
    arguments = {
        "article": claim.article_id,
        "claim": claim.pk,
        "claim-add": claim.article_id,
        "queue-act": (claim.pk, "take"),
        "claim-words": claim.pk,
        "claim-move": (claim.pk, "accept"),
        "claim-tag": claim.pk,
        **dict.fromkeys(("saved", "saved-remove", "saved-restore"), SavedSearch.objects.latest("pk").pk),
        **dict.fromkeys(("bulk", "bulk-run", "bulk-undo", "bulk-progress"), Bulk.objects.latest("pk").pk),
        "claim-untag": (claim.pk, 1),
        **dict.fromkeys(("evidence-withdraw", "evidence-correct", "evidence-recheck"), evidence.pk),
        **dict.fromkeys(("evidence-seen", "evidence-unlink", "evidence-restore"), evidence.pk),
        "source": evidence.source_id,
        "actor": claim.speaker_id,
        "actor-correct": claim.speaker_id,
        "actor-merge": claim.speaker_id,
        "actor-split": claim.speaker_id,
        "actor-name": claim.speaker_id,
        "actor-relate": claim.speaker_id,
        "actor-unname": claim.speaker.aliases.get().pk,
        "actor-same": (claim.speaker_id, claim.speaker_id, "accept"),
        "relation-move": (a_relation().pk, "accept"),
        "move-undo": a_move(evidence.added_by).pk,
        "story": claim.story_id,
        "story-describe": claim.story_id,
        "story-merge": claim.story_id,
        "story-pick": claim.pk,
        "story-undo": "1-2",
        "verdict-propose": claim.story_id,
        "case-rewrite": case.notes.get().pk,
        "case-add": claim.story_id,
        "case-remove": (case.pk, claim.story_id),
        "case-move": (case.pk, "close"),
        **dict.fromkeys(("case", "case-describe", "case-note"), case.pk),
        "verdict-move": (claim.story.verdicts.get().pk, "confirm"),
        "claim-take-out": claim.pk,
        "source-move": (evidence.source_id, "accept"),
        "evidence-look": claim.pk,
        "comment-add": claim.pk,
        "comment-edit": comment_add(claim_id=claim.pk, user=evidence.added_by, text="Vu.").pk,
        "comment-delete": comment_add(claim_id=claim.pk, user=evidence.added_by, text="Vu.").pk,
        "password-reset-confirm": ("x", "y"),
        "admin:articles_article_change": claim.article_id,
        "admin:claims_source_change": evidence.source_id,
        "admin:claims_claim_change": claim.pk,
        "evidence-link": claim.pk,
        "claim-correct": claim.pk,
        "read-dates": claim.pk,
        "decision-undo": (claim.pk, claim.version),
        "correction-undo": (claim.pk, claim.events.get(verb="claim.correct").claim_version),
    }
    by_prefix = (
        claim.article_id if name.startswith("article-") and name not in ("article-list", "article-new") else None
    )
    found = arguments.get(name, by_prefix)
    return reverse(name, args=found if isinstance(found, tuple) else [found] if found else [])


@pytest.mark.django_db
@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_who_may_open_what(who: str, evidence: Evidence, browser: Callable[[str], Client]) -> None:
    client = browser(who)
    wrong = []
    for name, (method, allowed) in sorted(PAGES.items(), key=lambda page: page[0] == "sign-out"):
        sent = (
            {"case": Case.objects.get().pk} if name == "case-add" else {"name": "Les ponts"} if name == "saved" else {}
        )
        response: HttpResponse = getattr(client, method)(address(name, evidence), sent)
        expected = 200 if method == "get" else 400 if name in SAYS_NOTHING else 302
        if who not in allowed:
            away = who == "stranger" or name.startswith("admin:") or name == "sign-in"
            expected = 302 if away else 403
            if who == "stranger" and not ("sign-in" in response["Location"] or "login" in response["Location"]):
                wrong.append((name, response["Location"]))
        if response.status_code != expected:
            wrong.append((name, response.status_code))
    assert wrong == []


def test_the_table_names_every_page_of_ours() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert names - set(PAGES) - {"healthz"} - {n for n in names if n.startswith("api-")} == set()


@pytest.mark.django_db
def test_a_token_opens_no_page(script: ApiClient) -> None:
    response = script.get("/claims/")
    assert response.status_code == 302
    assert "sign-in" in response["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["article", "claim", "source", "evidence-withdraw", "story", "story-describe", "story-pick"]
)
def test_what_is_not_there_is_404(name: str, client_of: Callable[[str], Client]) -> None:
    response = client_of("analyst").get(reverse(name, args=[999_999]))
    assert response.status_code == 404
    assert "<h1>" in response.content.decode()


@pytest.mark.django_db
def test_no_page_needs_anything_inline_or_from_outside(evidence: Evidence, client_of: Callable[[str], Client]) -> None:
    client = client_of("admin")
    for name, (method, _allowed) in PAGES.items():
        if method == "get" and not name.startswith(("admin:", "sign-in")):
            page = client.get(address(name, evidence))
            html = page.content.decode()
            assert " style=" not in html and "<style" not in html and " onclick=" not in html, name
            assert 'src="http' not in html and "<script>" not in html, name
            assert "'unsafe" not in page["Content-Security-Policy"], name


@pytest.mark.django_db
def test_readers_see_no_button_that_they_cannot_use(evidence: Evidence, client_of: Callable[[str], Client]) -> None:
    claim = evidence.claim
    pages = [
        reverse("claim", args=[claim.pk]),
        reverse("story", args=[claim.story_id]),
        reverse("article", args=[claim.article_id]),
        "/",
        "/articles/",
    ]
    for page in pages:
        seen = client_of("reader").get(page).content.decode()
        for forbidden in (
            "/move/",
            "/accept/",
            "/correct/",
            "/evidence/",
            "/withdraw/",
            "/new/",
            "/admin/",
            "/merge/",
            "/story/",
        ):
            assert forbidden not in seen, f"{forbidden} on {page}"


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("fr", "Affirmations"), ("en", "Claims")])
def test_everybody_reads_in_the_own_language(
    language: str, words: str, analyst: User, client_of: Callable[[str], Client]
) -> None:
    User.objects.filter(pk=analyst.pk).update(language=language)
    page = client_of("analyst").get("/claims/").content.decode()
    assert f'<html lang="{language}">' in page
    assert f"<h1>{words}" in page


@pytest.mark.django_db
def test_strangers_choose_a_language_before_they_sign_in() -> None:
    client = Client()
    client.post(reverse("set-language"), {"language": "en", "next": reverse("sign-in")})
    assert "Password forgotten?" in client.get(reverse("sign-in")).content.decode()


@pytest.mark.django_db
def test_the_account_of_a_script_cannot_sign_in(db: None) -> None:
    user_create(username="robot", role="script", password="une phrase assez longue")
    response = Client().post(
        reverse("sign-in"), {"username": "robot", "password": "une phrase assez longue"}, REMOTE_ADDR="127.0.0.1"
    )
    assert response.status_code == 200
    assert "jeton" in response.content.decode()
