"""The only writers of people and tokens."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claimtrack.accounts.models import ApiToken, Role, Scope, User


@transaction.atomic
def user_create(
    *,
    username: str,
    role: str,
    password: str | None = None,
    email: str = "",
    first_name: str = "",
    last_name: str = "",
) -> User:
    """Return a new account; admins may open the administration pages.

    Raises ValidationError when a field is wrong or the name is taken.
    """
    is_admin = role == Role.ADMIN
    user = User(
        username=username,
        role=role,
        email=email,
        first_name=first_name,
        last_name=last_name,
        is_staff=is_admin,
        is_superuser=is_admin,
        time_zone="",
    )
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    return user


@transaction.atomic
def token_create(*, username: str, scopes: Iterable[str], days: int | None = None) -> str:
    """Return a new token for the account, which is made (role "script") when it does not exist.

    The token is stored hashed: this is the only time that it can be read. It expires after `days`
    (default TOKEN_DAYS; 0 never). Raises ValidationError for an unknown scope.
    """
    wanted = sorted(set(scopes))
    unknown = [scope for scope in wanted if scope not in Scope.values]
    if unknown or not wanted:
        known = ", ".join(Scope.values)
        raise ValidationError({"scope": _("Choose scopes among: %(known)s.") % {"known": known}})
    user = User.objects.filter(username=username).first() or user_create(username=username, role=Role.SCRIPT)
    if not user.is_active:
        raise ValidationError({"name": _("This account is closed.")})
    lifetime = settings.TOKEN_DAYS if days is None else days
    expiry = timedelta(days=lifetime) if lifetime else None
    return token_issue(user=user, name=username, scopes=wanted, lifetime=expiry)[1]


def token_issue(*, user: User, name: str, scopes: list[str], lifetime: timedelta | None) -> tuple[ApiToken, str]:
    """Return a new token of an account as it is stored, and the token itself."""
    record, token = ApiToken.objects.create(user=user, expiry=lifetime, name=name, scopes=scopes)
    return record, str(token)


def user_update(
    *, user: User, first_name: str, last_name: str, language: str, time_zone: str, notices_by_mail: bool
) -> User:
    """Return the account with what its owner may change. Raises ValidationError for a value that cannot be."""
    user.first_name, user.last_name, user.language, user.time_zone = first_name, last_name, language, time_zone
    user.notices_by_mail = notices_by_mail
    user.full_clean(exclude=["password"])
    user.save(update_fields=["first_name", "last_name", "language", "time_zone", "notices_by_mail"])
    return user
