"""Where what is claimed happens: claims counted by place, by the database."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from claims.models import Claim, ClaimPlace, Place

Shared = Mapping[tuple[str, ...], int]
"""{gazetteer ids: number of claims about just these}."""
UNRESOLVED = Q(place=None) | Q(place__latitude=None)


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place in WGS 84 degrees with the number of claims about it."""

    gazetteer_id: str
    name: str
    country: str
    latitude: float
    longitude: float
    claims: int


@dataclass(frozen=True, slots=True)
class OffMap:
    """Claims that stand on no map: names not resolved, the most frequent first, and how many claims have no place."""

    names: list[tuple[str, int]]
    claims: int
    without: int


def claims_by_place(claims: QuerySet[Claim]) -> list[PlaceCount]:
    """Return the places of these claims, those with the most claims first."""
    placed = ClaimPlace.objects.filter(place__isnull=False, claim__in=claims.order_by().values("pk")).order_by()
    counted = dict(placed.values_list("place").annotate(n=Count("claim", distinct=True)))
    places = Place.objects.in_bulk(list(counted)).values()
    found = [
        PlaceCount(place.gazetteer_id, place.name, place.country, place.latitude, place.longitude, counted[place.pk])
        for place in places
        if place.latitude is not None and place.longitude is not None
    ]
    return sorted(found, key=lambda place: (-place.claims, place.name, place.gazetteer_id))


def claims_at_several(claims: QuerySet[Claim]) -> Shared:
    """Return how many of these claims are about each set of several places."""
    placed = ClaimPlace.objects.filter(place__isnull=False, claim__in=claims.order_by().values("pk")).order_by()
    sets = placed.values("claim").annotate(n=Count("place", distinct=True)).filter(n__gt=1)
    at = ArrayAgg("place__gazetteer_id", distinct=True, order_by="place__gazetteer_id")
    return Counter(tuple(ids) for ids in sets.annotate(at=at).values_list("at", flat=True))


def claims_off_map(claims: QuerySet[Claim], *, limit: int = 40) -> OffMap:
    """Return what of these claims has no spot on a map."""
    plain = claims.order_by()
    names = ClaimPlace.objects.filter(UNRESOLVED, claim__in=plain.values("pk"))
    counted = names.values_list("words").annotate(n=Count("claim", distinct=True)).order_by("-n", "words")
    mentioned = ClaimPlace.objects.filter(claim=OuterRef("pk"))
    return OffMap(
        names=list(counted[:limit]),
        claims=names.values("claim").distinct().count(),
        without=plain.filter(~Exists(mentioned)).count(),
    )
