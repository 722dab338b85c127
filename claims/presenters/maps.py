"""Places as circles on a map: those that would cover each other are one, and the more claims the larger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import hypot, sqrt
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from claims.atlas.frame import HEIGHT, WIDTH, Frame, Point, frame_around, framed
from claims.atlas.outline import outline
from claims.models import Claim
from claims.selectors.places import PlaceCount, Shared

SMALLEST, LARGEST = 11.0, 34.0
NEAREST, CLOSE = 4, 6
"""How close the map of one claim comes, some 2,000 km across, and the one it leads to."""


@dataclass(slots=True)
class Spot:
    """Places that one circle stands for, the one with the most claims first."""

    x: float
    y: float
    radius: float
    places: list[PlaceCount] = field(default_factory=list)
    again: int = 0

    @property
    def claims(self) -> int:
        """Claims of the circle's places; one about several of them counts once (`again`: how often it was counted)."""
        return sum(place.claims for place in self.places) - self.again

    @property
    def name(self) -> str:
        return self.places[0].name

    @property
    def apart(self) -> bool:
        """Whether a closer look would show several: its places do not all stand at one spot."""
        return len({(place.latitude, place.longitude) for place in self.places}) > 1

    @property
    def more(self) -> int:
        """How many places there are besides the one that gives the name."""
        return len(self.places) - 1


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing: the sheet in pixels, paths of land and borders, the circles in view, and how many places are not."""

    frame: Frame
    width: int
    height: int
    land: str
    borders: str
    spots: list[Spot]
    outside: int


def places_of_claim(claim: Claim) -> list[PlaceCount]:
    """Return the places of a claim that stand on a map."""
    places = [mention.place for mention in claim.places.all() if mention.place]
    return [
        PlaceCount(place.gazetteer_id, place.name, place.country, place.latitude, place.longitude, 1)
        for place in dict.fromkeys(places)
        if place.latitude is not None and place.longitude is not None
    ]


def draw_claim(claim: Claim) -> tuple[Map, list[tuple[Spot, str]]] | None:
    """Return the map of a claim's places, the country around in view, and where each leads; None where it has none."""
    places = places_of_claim(claim)
    if not places:
        return None
    drawn = draw_map(frame_around([(place.latitude, place.longitude) for place in places], NEAREST), places)
    firsts = [(spot, spot.places[0]) for spot in drawn.spots]
    return drawn, [(spot, map_address(framed(there.latitude, there.longitude, CLOSE))) for spot, there in firsts]


def draw_map(frame: Frame, places: Sequence[PlaceCount], shared: Shared | None = None) -> Map:
    """Return the map of these places, those with the most claims first, for what is in view.

    `shared` tells how many claims are about several places: each counts once in a circle.
    """
    land, borders = outline(frame)
    stands = [(place, frame.at(place.latitude, place.longitude)) for place in places]
    seen = [(place, point) for place, point in stands if frame.holds(point)]
    spots = _spots(seen)
    _count_once(spots, shared or {})
    return Map(frame, WIDTH, HEIGHT, land, borders, spots, len(stands) - len(seen))


def _count_once(spots: Iterable[Spot], shared: Shared) -> None:
    where = {place.gazetteer_id: spot for spot in spots for place in spot.places}
    for ids, claims in shared.items():
        seen: set[int] = set()
        for spot in (where[gid] for gid in ids if gid in where):
            spot.again += claims if id(spot) in seen else 0
            seen.add(id(spot))


def middle(drawing: Map) -> Point:
    """Return how far the circle in view lies from the middle of the sheet, in parts of its width and height, that is
    nearest to all of them, each counted by its claims: it is a circle, so that no step leads where nothing is.
    """
    spots = drawing.spots
    if not spots:
        return 0.0, 0.0
    best = min(spots, key=lambda to: sum(spot.claims * hypot(spot.x - to.x, spot.y - to.y) for spot in spots))
    return best.x / drawing.width - 0.5, best.y / drawing.height - 0.5


def _spots(seen: Iterable[tuple[PlaceCount, Point]]) -> list[Spot]:
    seen = list(seen)
    most = max((place.claims for place, _point in seen), default=1)
    spots: list[Spot] = []
    for place, (x, y) in seen:
        radius = SMALLEST + (LARGEST - SMALLEST) * sqrt((place.claims - 1) / most)
        near = next((spot for spot in spots if hypot(spot.x - x, spot.y - y) < (spot.radius + radius) * 0.85), None)
        if near is None:
            spots.append(near := Spot(round(x, 1), round(y, 1), round(radius, 1)))
        near.places.append(place)
    return spots


def map_address(frame: Frame, query: QueryDict | None = None) -> str:
    """Return the address of the map with that in view."""
    seen = urlencode({"at": f"{frame.latitude},{frame.longitude}", "zoom": frame.zoom}, safe=",")
    return f"{reverse('map')}?{f'{query.urlencode()}&' if query else ''}{seen}"
