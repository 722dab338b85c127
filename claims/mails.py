"""Mails of notices, each in the language and the time zone of whom it is for."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from claims.models import Notice
from claims.presenters.notices import notice_words


def notice_mail(notice: Notice) -> None:
    """Send one notice. Raises OSError (SMTPException is one) when the mail server does not take it."""
    zone = ZoneInfo(notice.to.time_zone or settings.NEWSROOM_TIME_ZONE)
    with translation.override(notice.to.language), timezone.override(zone):
        words = notice_words(notice)
        context = {
            "notice": notice,
            "words": words,
            "link": settings.PUBLIC_URL + notice.address,
            "profile": settings.PUBLIC_URL + reverse("profile"),
        }
        body = render_to_string("claims/notice_mail.txt", context)
        send_mail(f"claimtrack – {words}", body, None, [notice.to.email])
