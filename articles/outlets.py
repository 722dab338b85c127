"""What admins decide about outlets."""

from collections.abc import Iterable

from django.db import transaction

from articles.models import Outlet


@transaction.atomic
def outlets_confirm(*, outlet_ids: Iterable[int]) -> int:
    """Confirm outlets that incoming articles made; return how many were not confirmed yet."""
    return Outlet.objects.filter(pk__in=list(outlet_ids), confirmed=False).update(confirmed=True)
