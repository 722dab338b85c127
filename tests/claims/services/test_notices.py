"""Who is told what, how often, and by which mail."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from claims.models import Notice, NoticeKind
from claims.presenters.notices import notice_words
from claims.services.notices import notices_read, notify
from claims.tasks import mail_notice, sweep_mails
from claimtrack.accounts.models import User
from claimtrack.accounts.services import user_create

pytestmark = pytest.mark.django_db


def told(*to: User, **fields: object) -> list[Notice]:
    known = {"kind": NoticeKind.ASSIGNED, "address": "/claims/1/", "about": "Le pont sera fermé"}
    return notify(to=to, **(known | fields))


def test_people_are_told_once_until_they_have_read_it(analyst: User, lead: User) -> None:
    first = told(analyst, by=lead)
    again = told(analyst, analyst, by=lead, about="Le pont est fermé")
    assert first == again and Notice.objects.get().about == "Le pont est fermé"
    analyst.refresh_from_db()
    assert analyst.unread_notices == 1
    assert notices_read(user=analyst) == 1
    told(analyst, by=lead)
    told(analyst, by=lead, address="/claims/2/")
    analyst.refresh_from_db()
    assert (Notice.objects.count(), analyst.unread_notices) == (3, 2)


def test_nobody_hears_of_what_they_did_nor_do_scripts_and_closed_accounts(people: dict[str, User]) -> None:
    robot = user_create(username="robot", role="script")
    User.objects.filter(pk=people["reader"].pk).update(is_active=False)
    notices = told(*people.values(), robot, by=people["lead"])
    assert {notice.to for notice in notices} == {people["analyst"], people["admin"]}


def test_a_notice_leads_to_a_page_of_ours(analyst: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        told(analyst, address="https://ailleurs.example/")


@pytest.mark.parametrize("kind", NoticeKind.values)
def test_every_kind_has_words(kind: str, analyst: User, lead: User) -> None:
    for notice in (told(analyst, kind=kind, by=lead), told(analyst, kind=kind, address="/x/", number=3)):
        words = notice_words(notice[0])
        assert words and "%" not in words


def test_the_mail_is_in_the_language_of_the_reader_and_goes_out_once(
    analyst: User, lead: User, django_capture_on_commit_callbacks: Callable, settings: object
) -> None:
    settings.PUBLIC_URL = "https://claims.example"
    for language, words in (("fr", "vous mentionne"), ("en", "mentions you")):
        User.objects.filter(pk=analyst.pk).update(language=language)
        with django_capture_on_commit_callbacks() as callbacks:
            [notice] = told(analyst, kind="mention", by=lead, address=f"/claims/7/#{language}")
        assert len(callbacks) == 1
        assert mail_notice(notice.pk)
        assert not mail_notice(notice.pk)
        sent = mail.outbox.pop()
        assert words in sent.subject and sent.to == [analyst.email]
        assert f"https://claims.example/claims/7/#{language}" in sent.body and "Le pont sera fermé" in sent.body
        assert not mail.outbox


def test_who_wants_no_mail_or_has_no_address_gets_none(
    analyst: User, lead: User, django_capture_on_commit_callbacks: Callable
) -> None:
    User.objects.filter(pk=analyst.pk).update(notices_by_mail=False)
    User.objects.filter(pk=lead.pk).update(email="")
    with django_capture_on_commit_callbacks() as callbacks:
        notices = told(analyst, lead)
    assert len(notices) == 2 and callbacks == []
    assert not any(mail_notice(notice.pk) for notice in notices)
    assert not mail.outbox


def test_a_mail_server_that_is_down_is_tried_again_for_a_day(analyst: User, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    [notice] = told(analyst)
    assert not mail_notice(notice.pk)
    notice.refresh_from_db()
    assert notice.mail_due and notice.mailed_at is None
    assert sweep_mails() == 0
    Notice.objects.update(at="2024-01-01T00:00:00Z")
    assert sweep_mails() == 0
    notice.refresh_from_db()
    assert not notice.mail_due
