"""Queries on people."""

from claimtrack.accounts.models import Role, User

SAMPLE_MAIL = "sample.example"


def newsroom_has_people() -> bool:
    """Return whether somebody is here who is neither of the sample newsroom nor a script."""
    return User.objects.exclude(email__endswith=f"@{SAMPLE_MAIL}").exclude(role=Role.SCRIPT).exists()
