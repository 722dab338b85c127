"""Every address of the project, REST and administration too, tried as everybody: tables say who may."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from claims.models import (
    ActorAlias,
    ActorMove,
    Bulk,
    Case,
    Claim,
    Comment,
    Evidence,
    Relation,
    SavedSearch,
    Source,
    Tag,
)
from claims.services.bulk import bulk_choose, bulk_run, bulk_start
from claims.services.captures import Look, capture_record
from claims.services.cases import case_add, case_note, case_open
from claims.services.comments import comment_add
from claims.services.evidence import evidence_link
from claims.services.saved_searches import search_save
from claims.services.verdicts import verdict_move
from claimtrack.accounts.models import User
from tests.claimtrack.test_pages import PAGES
from tests.factories import ApiClient, a_claim, a_move, a_relation, a_source, a_verdict

PEOPLE = {"reader", "analyst", "lead", "admin"}
READ = {*PEOPLE, "script"}
INGEST = EVIDENCE = READ - {"reader"}  # a script by the scope of its token
DECIDE = PEOPLE - {"reader"}  # people only
SIGN = {"lead", "admin"}
EVERYBODY = ("stranger", "reader", "script", "analyst", "lead", "admin")

# name of the endpoint: who may, by method
REST: dict[str, dict[str, set[str]]] = {
    "api-schema": {"GET": PEOPLE},
    "api-docs": {"GET": PEOPLE},
    "api-articles": {"GET": READ, "POST": INGEST},
    "api-article": {"GET": READ, "PATCH": SIGN},
    "api-article-withdraw": {"POST": SIGN},
    "api-article-restore": {"POST": SIGN},
    "api-article-retry": {"POST": SIGN},
    "api-claims": {"GET": READ},
    "api-claim": {"GET": READ, "PATCH": DECIDE},
    "api-claim-accept": {"POST": DECIDE},
    "api-claim-reject": {"POST": DECIDE},
    "api-claim-reopen": {"POST": DECIDE},
    "api-claim-story": {"POST": DECIDE},
    "api-article-claims": {"POST": DECIDE},
    "api-claim-evidence": {"GET": READ, "POST": EVIDENCE},
    "api-evidence": {"GET": READ},
    "api-evidence-captures": {"GET": READ},
    "api-evidence-capture": {"GET": READ},
    "api-evidence-correct": {"POST": DECIDE},
    "api-evidence-withdraw": {"POST": DECIDE},
    "api-evidence-restore": {"POST": DECIDE},
    "api-evidence-recheck": {"POST": DECIDE},
    "api-tags": {"GET": READ},
    "api-tag": {"PATCH": {"admin"}},
    "api-claim-tags": {"GET": READ, "POST": DECIDE},
    "api-claim-tag": {"DELETE": DECIDE},
    "api-claim-comments": {"GET": READ, "POST": DECIDE},
    "api-comment": {"GET": READ, "PATCH": DECIDE, "DELETE": DECIDE},
    "api-claim-log": {"GET": READ},
    "api-claim-undo": {"POST": DECIDE},
    "api-claim-take": {"POST": DECIDE},
    "api-claim-release": {"POST": DECIDE},
    "api-claim-hand-over": {"POST": DECIDE},
    "api-claim-ask": {"POST": DECIDE, "DELETE": DECIDE},
    "api-claim-answer": {"POST": DECIDE},
    "api-bulks": {"POST": DECIDE},
    "api-bulk": {"GET": READ},
    "api-bulk-start": {"POST": DECIDE},
    "api-bulk-undo": {"POST": DECIDE},
    "api-searches": {"GET": READ, "POST": PEOPLE},
    "api-search": {"GET": READ, "PATCH": PEOPLE, "DELETE": PEOPLE},
    "api-search-restore": {"POST": PEOPLE},
    "api-search-seen": {"POST": PEOPLE},
    "api-queue-next": {"POST": DECIDE},
    "api-story-log": {"GET": READ},
    "api-stories-undo": {"POST": DECIDE},
    "api-places": {"GET": READ},
    "api-queue": {"GET": READ},
    "api-sources": {"GET": READ},
    "api-actors": {"GET": READ},
    "api-actor": {"GET": READ, "PATCH": DECIDE},
    "api-actor-names": {"POST": DECIDE},
    "api-actor-name": {"DELETE": DECIDE},
    "api-actor-relations": {"POST": DECIDE},
    "api-actor-merge": {"POST": DECIDE},
    "api-actor-split": {"POST": DECIDE},
    "api-move-undo": {"POST": DECIDE},
    "api-relation-accept": {"POST": DECIDE},
    "api-relation-reject": {"POST": DECIDE},
    "api-relation-reopen": {"POST": DECIDE},
    "api-notices": {"GET": READ},
    "api-notices-read": {"POST": PEOPLE},
    "api-source": {"GET": READ},
    "api-source-rate": {"POST": {"admin"}},
    "api-source-accept": {"POST": {"admin"}},
    "api-source-refuse": {"POST": {"admin"}},
    "api-source-retire": {"POST": {"admin"}},
    "api-source-reopen": {"POST": {"admin"}},
    "api-stories": {"GET": READ},
    "api-story": {"GET": READ, "PATCH": DECIDE},
    "api-story-claims": {"GET": READ, "POST": DECIDE},
    "api-story-merge": {"POST": DECIDE},
    "api-story-verdicts": {"POST": DECIDE},
    "api-cases": {"GET": READ, "POST": DECIDE},
    "api-case": {"GET": READ, "PATCH": DECIDE},
    "api-case-stories": {"POST": DECIDE},
    "api-case-story": {"DELETE": DECIDE},
    "api-case-notes": {"POST": DECIDE},
    "api-case-close": {"POST": DECIDE},
    "api-case-reopen": {"POST": DECIDE},
    "api-scales": {"GET": READ},
    "api-verdicts": {"GET": READ},
    "api-verdict": {"GET": READ},
    "api-verdict-confirm": {"POST": SIGN},
    "api-verdict-return": {"POST": SIGN | {"analyst"}},  # whoever signed it, here the analyst
    "api-verdict-publish": {"POST": SIGN},
    "api-verdict-uphold": {"POST": SIGN},
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def patterns(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, pattern.namespace or namespace)
        else:
            yield namespace, pattern


def test_every_address_is_in_one_of_the_tables() -> None:
    ours = [pattern for namespace, pattern in patterns() if namespace == ""]
    assert [pattern for pattern in ours if not pattern.name] == [], "without a name nobody can expect anything of it"
    assert {pattern.name for pattern in ours} == {*REST, *(n for n in PAGES if ":" not in n), "healthz"}
    assert {namespace for namespace, _pattern in patterns()} == {"", "admin"}


def test_every_method_of_rest_is_in_the_table() -> None:
    for namespace, pattern in patterns():
        if namespace == "" and pattern.name in REST:
            view = pattern.callback.view_class  # type: ignore[attr-defined]
            known = {method for method in METHODS if hasattr(view, method.lower())}
            assert known == set(REST[pattern.name]), pattern.name


@pytest.fixture
def claim(analyst: User, lead: User) -> Claim:
    claim = a_claim()
    a_source()
    verdict = a_verdict(claim.story_id, analyst)
    for move in ("confirm", "publish"):
        verdict_move(verdict_id=verdict.pk, move=move, user=lead, unsupported=True)
    case = case_open(user=analyst, title="Les ponts")
    case_add(case_id=case.pk, story_id=claim.story_id, user=analyst)
    case_note(case_id=case.pk, user=analyst, text="Vu.")
    source = Source.objects.get()
    url = "https://ponts.example/1"
    capture = capture_record(look=Look(url, url, 200, "text/html", "0" * 64))
    piece = {"source": source, "url": url, "stance": "refutes", "capture": capture}
    evidence_link(claim_id=claim.pk, user=analyst, **piece)
    comment_add(claim_id=claim.pk, user=analyst, text="À voir.")
    search_save(user=analyst, name="Les ponts", params="q=pont", shared=True)
    a_relation()
    a_move(analyst)
    bulk = bulk_choose(action="tag", user=analyst, seen=[(claim.pk, claim.version)])
    bulk_start(bulk=bulk, user=analyst, params={"tag": "pont"})
    bulk_run(bulk_id=bulk.pk, seconds=5)
    return claim


def address(name: str, claim: Claim) -> str:
    case = Case.objects.get().pk
    arguments: dict[str, Any] = {"api-case-story": [case, claim.story_id], "api-claim-tag": [claim.pk, 1]}
    arguments["api-evidence-capture"] = [Evidence.objects.get().pk, Evidence.objects.get().capture_id]
    name_of = ActorAlias.objects.filter(actor=claim.speaker_id).latest("pk")
    arguments["api-actor-name"] = [claim.speaker_id, name_of.pk]
    by_kind = {"claim": claim.pk, "case": case, "story": claim.story_id, "actor": claim.speaker_id}
    by_kind |= {"verdict": claim.story.verdicts.get().pk, "evidence": Evidence.objects.get().pk}
    by_kind |= {"article": claim.article_id, "comment": Comment.objects.get().pk}
    by_kind |= {"relation": Relation.objects.latest("pk").pk, "move": ActorMove.objects.latest("pk").pk}
    by_kind |= {"tag": Tag.objects.latest("pk").pk}
    by_kind |= {"source": Source.objects.get().pk}
    by_kind |= {"search": SavedSearch.objects.get(name="Les ponts").pk, "bulk": Bulk.objects.earliest("pk").pk}
    kind = name.split("-")[1]
    return reverse(name, args=arguments.get(name, [by_kind[kind]] if kind in by_kind else []))


def send(client: Client | ApiClient, method: str, path: str) -> int:
    headers = client.headers if isinstance(client, ApiClient) else {}
    browser = client.client if isinstance(client, ApiClient) else client
    answer = browser.generic(method, path, json.dumps({}), content_type="application/json", headers=headers)
    return int(answer.status_code)


@pytest.mark.django_db
@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_call_what(who: str, claim: Claim, client_of: Callable[[str], Client], script: ApiClient) -> None:
    client = script if who == "script" else client_of(who)
    wrong = []
    for name, methods in REST.items():
        for method in METHODS:
            code = send(client, method, address(name, claim))
            if who in methods.get(method, ()):
                fine = code < 500 and code not in (401, 403, 404, 405)
            else:
                refused = {401, 403} if who == "stranger" else {403}
                fine = code in (refused | {405} if method not in methods else refused)
            if not fine:
                wrong.append((name, method, code))
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("who", EVERYBODY)
def test_a_page_sent_to_by_the_other_method_lets_nobody_in(
    who: str, claim: Claim, client_of: Callable[[str], Client]
) -> None:
    """Forms are opened by GET and sent by POST: who may not do the one may not do the other."""
    client = client_of("stranger" if who == "script" else who)
    client.raise_request_exception = False
    kinds = {"claim": claim.pk, "article": claim.article_id, "story": claim.story_id, "case": Case.objects.get().pk}
    for name, (method, allowed) in PAGES.items():
        number = kinds.get(name.split("-")[0])
        if method != "get" or name.startswith(("admin:", "sign-", "password-")) or not number:
            continue
        names = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
        if len(names) > 1:
            continue
        code = client.post(reverse(name, args=[number] if names else [])).status_code
        assert code < 500, name
        if who not in allowed:
            assert code == (302 if who in ("stranger", "script") else 403), name


@pytest.mark.django_db
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_admins_open_the_administration(who: str, claim: Claim, client_of: Callable[[str], Client]) -> None:
    client = client_of("stranger" if who == "script" else who)
    open_to_all = {"login", "logout", "jsi18n"}
    for namespace, pattern in patterns():
        if namespace != "admin" or pattern.name in open_to_all or pattern.name is None:
            continue
        arguments = [1] * pattern.pattern.regex.groups
        if pattern.name == "app_list":
            arguments = ["claims"]
        answer = client.get(reverse(f"admin:{pattern.name}", args=arguments))
        if who == "admin":
            assert answer.status_code < 500, pattern.name
        else:
            assert answer.status_code == 302 and "/login/" in answer["Location"], pattern.name
