"""Who may open a page, and who sees a button. Pages are for people: the account of a script has none."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from claimtrack.accounts.models import Role, Scope, User

View = Callable[..., HttpResponse]


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User


def may(user: User, scope: str) -> bool:
    """Return whether this person may do on pages what `scope` names."""
    return user.role != Role.SCRIPT and user.may(scope)


def reads_only(user: Any, token: Any = None) -> bool:
    """Return whether whoever asks is to see published verdicts alone: readers, scripts, a token that only reads."""
    narrow = token is not None and Scope.EVIDENCE not in token.scopes
    return narrow or not may(user, Scope.EVIDENCE)


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a stranger to the sign-in page, and from there back: who sent a form, to the page that it stood on.

    A part of a page that asks by itself gets 401: the page stays as it is, with what was typed, and says so.
    """
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401)
    reads = request.method in ("GET", "HEAD")
    return redirect_to_login(request.get_full_path() if reads else _page_before(request))


def _page_before(request: HttpRequest) -> str:
    """Return the page of ours that a form was sent from, else the first page."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    return urlsplit(before)._replace(scheme="", netloc="", fragment="").geturl() or "/"


def page(scope: str = Scope.READ, *, lead: bool = False, admin: bool = False) -> Callable[[View], View]:
    """Return a decorator: strangers are sent to the sign-in page, who may not gets 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            allowed = may(request.user, scope) and (request.user.is_lead or not lead)
            if not allowed or (admin and request.user.role != Role.ADMIN):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
