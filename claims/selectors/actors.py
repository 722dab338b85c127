"""Queries on actors and on what is proposed about them."""

from django.db.models import Q, QuerySet

from claims.models import Lookalike


def lookalikes_between(one: int, other: int) -> QuerySet[Lookalike]:
    """Return the possible doubles among the names of two actors, whatever their state."""
    there = Q(first__actor=one, second__actor=other)
    return Lookalike.objects.filter(there | Q(first__actor=other, second__actor=one))
