"""What becomes of a post: identity, revisions, dates, and what is refused."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.utils import Error as DatabaseFault
from django.utils import timezone

from articles.models import Article, Outlet, Revision, Status
from articles.services import (
    Submission,
    article_correct,
    article_ingest,
    article_restore,
    article_set_status,
    article_withdraw,
)
from claimtrack.accounts.models import User
from tests.factories import TEXT, an_article

pytestmark = pytest.mark.django_db


def ingest(**fields: object) -> tuple[Article, bool, bool]:
    done = article_ingest(submission=Submission(**({"outlet": "Le Phare", "text": TEXT} | fields)))
    return done.article, done.created, done.revised


def test_the_same_text_at_five_outlets_is_five_articles() -> None:
    ids = {ingest(outlet=name)[0].pk for name in ("A", "B", "C", "D", "E")}
    assert len(ids) == 5


@pytest.mark.parametrize("identity", [{"external_id": "x-1"}, {"url": "https://phare.example/pont"}, {}])
def test_the_same_article_sent_twice_is_one(identity: dict[str, str]) -> None:
    first, created, _ = ingest(**identity)
    again, created_again, revised = ingest(**identity)
    assert (created, created_again, revised) == (True, False, False)
    assert first.pk == again.pk
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("identity", [{"external_id": "x-1"}, {"url": "https://phare.example/pont"}])
def test_a_changed_text_is_a_new_revision_and_the_old_one_is_kept(identity: dict[str, str]) -> None:
    first, *_ = ingest(**identity)
    again, created, revised = ingest(text=TEXT + "\n\nMise à jour.", **identity)
    assert (again.pk, created, revised) == (first.pk, False, True)
    assert [r.number for r in again.revisions.order_by("number")] == [1, 2]
    assert again.revisions.get(number=1).text == TEXT


def test_an_article_known_by_address_takes_over_an_external_id() -> None:
    first, *_ = ingest(url="https://phare.example/pont")
    again, created, _ = ingest(url="https://phare.example/pont", external_id="x-1")
    assert (again.pk, created) == (first.pk, False)
    assert ingest(external_id="x-1")[0].pk == first.pk


def test_outlets_are_one_in_any_case_and_wait_for_an_admin() -> None:
    ingest(outlet="Le Phare")
    ingest(outlet="LE  PHARE", text="Autre texte.")
    outlet = Outlet.objects.get()
    assert (outlet.name, outlet.confirmed) == ("Le Phare", False)


def test_content_is_title_blank_line_text_and_text_comes_back_as_sent() -> None:
    hostile = "<script>alert(1)</script>\r\n\u202eabc\u202c 𝕏 e\u0301 🇫🇷\n"
    article, *_ = ingest(title="Titre", text=hostile)
    assert article.revision.text == hostile
    assert article.revision.content == "Titre\n\n" + hostile


def test_published_on_is_the_local_date_of_the_outlet() -> None:
    Outlet.objects.create(name="Le Soir de Nouméa", time_zone="Pacific/Noumea")
    evening = datetime(2024, 5, 1, 20, 0, tzinfo=ZoneInfo("UTC"))
    article, *_ = ingest(outlet="Le Soir de Nouméa", published=evening)
    assert article.published_on == date(2024, 5, 2)
    article, *_ = ingest(published=datetime(2024, 5, 1, 23, 30))
    assert article.published_on == date(2024, 5, 1)


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("text", {"text": ""}),
        ("text", {"text": " \n\u00a0\t"}),
        ("text", {"text": "a\0b"}),
        ("text", {"text": "a\ud800b"}),
        ("text", {"text": "é" * 1_000_001}),
        ("outlet", {"outlet": "  "}),
        ("outlet", {"outlet": "x" * 201}),
        ("outlet", {"outlet": "a\0b"}),
        ("title", {"title": "x" * 1001}),
        ("url", {"url": "javascript:alert(1)"}),
        ("url", {"url": "phare"}),
        ("external_id", {"external_id": "\ud800"}),
        ("language", {"language": "klingon"}),
        ("published_at", {"published": date(1200, 1, 1)}),
        ("published_at", {"published": date(9999, 12, 31)}),
        ("published_at", {"published": timezone.now() + timedelta(days=2)}),
        ("html", {"text": "", "html": "<p></p>"}),
        ("html", {"text": "", "html": "<p>Il pleut\0.</p>"}),
        ("html", {"text": "", "html": "<p>Il pleut\ud800.</p>"}),
        ("html", {"html": "<p>Deux à la fois.</p>"}),
    ],
)
def test_what_cannot_be_stored_is_refused_by_name_and_nothing_is_written(field: str, fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refused:
        ingest(**fields)
    assert list(refused.value.message_dict) == [field]
    assert not Article.objects.exists()
    assert not Outlet.objects.exists()


def test_html_gives_title_and_text_without_the_page_around() -> None:
    page = (
        "<html><head><title>Le pont</title></head><body><nav><a href='/'>Accueil</a></nav><article><h1>Le pont</h1>"
        "<p>Le pont de Corvenne sera fermé dès lundi, a annoncé vendredi la préfète Anne Morvane.</p>"
        "<p>« Les câbles sont usés. Personne ne doit plus passer », a déclaré l’ingénieur Paul Tessandier.</p>"
        "</article><footer>Mentions légales</footer></body></html>"
    )
    article, *_ = ingest(text="", html=page)
    assert article.revision.title == "Le pont"
    assert article.revision.text.startswith("Le pont de Corvenne sera fermé")
    assert "Accueil" not in article.revision.content
    assert article.revision.html == page


def test_a_text_of_two_megabytes_is_stored_and_found() -> None:
    words = " ".join(f"mot{number}" for number in range(200_000))[:1_999_000]
    article, *_ = ingest(text=words)
    assert Article.objects.filter(revision__search="mot7").get() == article


def test_a_revision_can_be_neither_changed_nor_deleted() -> None:
    article = an_article()
    for statement in ("UPDATE articles_revision SET text = 'autre'", "DELETE FROM articles_revision"):
        with pytest.raises(DatabaseFault, match="append_only"), connection.cursor() as cursor:
            cursor.execute(f"SAVEPOINT before; {statement}")
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK TO SAVEPOINT before")
    article.refresh_from_db()
    assert article.revision.text == TEXT


def test_withdrawing_needs_a_reason_and_can_be_undone(lead: User) -> None:
    article = an_article()
    with pytest.raises(ValidationError):
        article_withdraw(article_id=article.pk, reason=" ", user=lead)
    article_withdraw(article_id=article.pk, reason="Retirée par le média.", user=lead)
    article.refresh_from_db()
    assert article.withdrawn_at is not None
    article_restore(article_id=article.pk, user=lead)
    article.refresh_from_db()
    assert article.withdrawn_at is None
    why = article.history.order_by("pgh_id").values_list("pgh_context__metadata__why", flat=True)
    assert "Retirée par le média." in list(why)


def test_a_corrected_date_stays_when_the_script_sends_the_old_one_again(lead: User) -> None:
    article, *_ = ingest(external_id="x", published=date(2024, 5, 1))
    article_correct(article_id=article.pk, user=lead, why="Date lue sur le site", published=date(2024, 5, 3))
    again, *_ = ingest(external_id="x", published=date(2024, 5, 1))
    again.refresh_from_db()
    assert again.published_on == date(2024, 5, 3)


@pytest.mark.parametrize("fields", [{}, {"published": date(2024, 5, 1)}])
def test_a_correction_of_nothing_has_nothing_worked_out_again(fields: dict[str, date], lead: User) -> None:
    article, *_ = ingest(external_id="x", published=date(2024, 5, 1))
    article_correct(article_id=article.pk, user=lead, why="vérifié", published=date(2024, 5, 1))
    article_set_status(article_id=article.pk, status=Status.EXTRACTED)
    article_correct(article_id=article.pk, user=lead, why="encore", **fields)
    article.refresh_from_db()
    assert article.status == Status.EXTRACTED


def test_an_outlet_that_has_the_article_already_is_refused(lead: User) -> None:
    article, *_ = ingest(external_id="x")
    twin, *_ = ingest(outlet="Autre", external_id="x")
    with pytest.raises(ValidationError) as refused:
        article_correct(article_id=article.pk, user=lead, why="erreur", outlet=twin.outlet)
    assert list(refused.value.message_dict) == ["outlet"]
