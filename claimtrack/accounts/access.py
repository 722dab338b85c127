"""Who may open a page, and who sees a button. Pages are for people: the account of a script has none."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

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


def page(scope: str = Scope.READ, *, lead: bool = False, admin: bool = False) -> Callable[[View], View]:
    """Return a decorator: strangers are sent to the sign-in page, who may not gets 403."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            allowed = may(request.user, scope) and (request.user.is_lead or not lead)
            if not allowed or (admin and request.user.role != Role.ADMIN):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
