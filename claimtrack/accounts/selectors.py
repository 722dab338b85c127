"""Queries on people."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from claimtrack.accounts.models import ALLOWED, Role, Scope, User

SAMPLE_MAIL = "sample.example"


def newsroom_has_people() -> bool:
    """Return whether somebody is here who is neither of the sample newsroom nor a script."""
    return User.objects.exclude(email__endswith=f"@{SAMPLE_MAIL}").exclude(role=Role.SCRIPT).exists()


def people_deciding() -> QuerySet[User]:
    """Return the people who may decide on claims, by name."""
    roles = [role for role, scopes in ALLOWED.items() if Scope.EVIDENCE in scopes and role != Role.SCRIPT]
    return User.objects.filter(is_active=True, role__in=roles).order_by("last_name", "username")


def people_leading() -> QuerySet[User]:
    """Return the people who may confirm a verdict."""
    return User.objects.filter(is_active=True, role__in=(Role.LEAD, Role.ADMIN))


def account_name(*, user_id: int) -> str:
    """Return the account name of a person. Raises User.DoesNotExist."""
    return User.objects.only("username").get(pk=user_id).username


def people_named(names: Collection[str]) -> QuerySet[User]:
    """Return the people whose account names (lower case) these are; neither scripts nor closed accounts."""
    people = User.objects.filter(is_active=True).exclude(role=Role.SCRIPT)
    return people.alias(folded=Lower("username")).filter(folded__in=names)


def people_suggested(*, words: str, limit: int = 8) -> QuerySet[User]:
    """Return people whose account, first or last name begins with the words, by account name."""
    begins = Q(username__istartswith=words) | Q(first_name__istartswith=words) | Q(last_name__istartswith=words)
    people = User.objects.filter(begins, is_active=True).exclude(role=Role.SCRIPT)
    return people.order_by("username")[:limit]
