"""What to offer while somebody types a name."""

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from claims.models import Actor, ActorAlias, Claim


def actors_suggested(*, folded: str, limit: int = 8) -> QuerySet[Actor]:
    """Return actors with a spelling (see fold_name) that has a word beginning so, those who speak most first.

    Each with `claims_count` and `role`, the last that its claims give, and its aliases.
    """
    begins = Q(folded__startswith=folded)
    spelt = ActorAlias.objects.filter(begins | Q(folded__contains=f" {folded}")).values("actor")
    claims = Claim.objects.filter(speaker=OuterRef("pk"), retired_at=None)
    counted = claims.order_by().values("speaker").annotate(n=Count("pk")).values("n")
    exact = ActorAlias.objects.filter(folded=folded).values("actor")
    actors = Actor.objects.filter(pk__in=spelt, merged_into=None).annotate(
        claims_count=Coalesce(Subquery(counted), 0),
        role=Coalesce(Subquery(claims.exclude(speaker_role="").order_by("-pk").values("speaker_role")[:1]), Value("")),
        exact=Case(When(pk__in=exact, then=0), default=1, output_field=IntegerField()),
    )
    return actors.order_by("exact", "-claims_count", "name").prefetch_related("aliases")[:limit]


def actor_of_name(*, actor_id: int, name: str, folded: str) -> Actor | None:
    """Return the actor if it goes by that name: as its own, or folded as one of its aliases."""
    named = Q(name=name) | Q(aliases__folded=folded)
    return Actor.objects.filter(named, pk=actor_id, merged_into=None).first()


def actor_named(*, folded: str) -> Actor | None:
    """Return the actor that a name leads to, folded, in any article; None for nobody."""
    return Actor.objects.filter(aliases__folded=folded, aliases__article=None, merged_into=None).first()
