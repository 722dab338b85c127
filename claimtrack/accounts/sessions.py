"""A session ends two weeks (SESSION_COOKIE_AGE) after the last day that it was used on, not after signing in."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

USED_ON = "used_on"


class SessionRenewalMiddleware:
    """Store the session anew on the first request of each day, and once only: its end moves on with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.session.get(USED_ON) != _today():
            request.session[USED_ON] = _today()
        return self.get_response(request)


@receiver(user_logged_in)
def session_begins(request: HttpRequest, **_: Any) -> None:
    """A session that begins is stored anyway."""
    request.session[USED_ON] = _today()


def _today() -> str:
    return timezone.now().date().isoformat()
