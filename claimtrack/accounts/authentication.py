"""Tokens of scripts: hashed, scoped, and refused with a reason."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed

from claimtrack.accounts.models import ApiToken


class ScopedTokenAuthentication(TokenAuthentication):
    """Knox's check, but an expired token is kept on record and refused by name."""

    def authenticate_credentials(self, token: bytes) -> tuple[Any, ApiToken]:
        if not token.isascii():
            raise AuthenticationFailed(_("Invalid token."))
        user, auth_token = super().authenticate_credentials(token)
        if auth_token.expired:
            raise AuthenticationFailed(_("This token has expired; ask an admin for a new one."))
        today = timezone.localdate()
        if auth_token.last_used_on != today:
            ApiToken.objects.filter(pk=auth_token.pk).update(last_used_on=today)
        return user, auth_token

    def _cleanup_token(self, auth_token: ApiToken) -> bool:
        return False
