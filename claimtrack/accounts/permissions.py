"""Who may call an endpoint: the view names the scope, the role and the token must both hold it."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from claimtrack.accounts.models import ApiToken, Role, Scope, User


class ScopeOrRole(BasePermission):
    """Reading needs `read`; writing needs the view's `write_scope`, and a person where it says `people_only`.

    Where the view names `roles`, one of them writes.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        user = request.user
        if not isinstance(user, User):
            return False
        method = request.method or ""
        if method not in SAFE_METHODS and not hasattr(view, method.lower()):
            return True  # the answer will be 405
        scope = Scope.READ if method in SAFE_METHODS else view.write_scope
        if isinstance(request.auth, ApiToken) and scope not in request.auth.scopes:
            raise PermissionDenied(_("This token lacks the scope “%(scope)s”.") % {"scope": scope})
        if not user.may(scope):
            raise PermissionDenied(_("Your role does not allow this."))
        if method not in SAFE_METHODS and getattr(view, "people_only", False) and user.role == Role.SCRIPT:
            raise PermissionDenied(_("People decide on claims, not scripts."))
        if method not in SAFE_METHODS and user.role not in getattr(view, "roles", Role.values):
            raise PermissionDenied(_("Your role does not allow this."))
        return True
