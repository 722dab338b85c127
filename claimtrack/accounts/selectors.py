"""Queries on people."""

from django.db.models import QuerySet

from claimtrack.accounts.models import ALLOWED, Role, Scope, User

SAMPLE_MAIL = "sample.example"


def newsroom_has_people() -> bool:
    """Return whether somebody is here who is neither of the sample newsroom nor a script."""
    return User.objects.exclude(email__endswith=f"@{SAMPLE_MAIL}").exclude(role=Role.SCRIPT).exists()


def people_deciding() -> QuerySet[User]:
    """Return the people who may decide on claims, by name."""
    roles = [role for role, scopes in ALLOWED.items() if Scope.EVIDENCE in scopes and role != Role.SCRIPT]
    return User.objects.filter(is_active=True, role__in=roles).order_by("last_name", "username")
