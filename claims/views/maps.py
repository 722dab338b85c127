"""The map of all claims, and the map of one claim's places."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from claims.atlas.frame import DEEPEST, WORLD, Frame, frame_around, framed
from claims.presenters.maps import Map, Spot, draw_map, map_address, middle
from claims.services.figures import places_fresh
from claims.views.finding import Found, filters_shown
from claimtrack.accounts.access import page

LISTED = 200
OPENING = 5  # the map opens no closer than this, some 1,200 km across
STEP = 0.4  # how far one press on an arrow moves, in widths


@page()
def map_page(request: HttpRequest) -> HttpResponse:
    """Claims by place, with the filters of the list; `at` and `zoom` say what is in view, at first all of it."""
    found = Found.of(request)
    query = request.GET.copy()
    for name in ("at", "zoom", "page", "sort"):
        query.pop(name, None)
    asking = (request.user.pk if "assignee" in query else "", found.filters.public)
    counted = places_fresh(claims=found.claims, search=f"{asking}?{query.urlencode()}")
    places = counted.places
    home = frame_around([(place.latitude, place.longitude) for place in places], OPENING)
    frame = parse_frame(request.GET) or home
    drawing = draw_map(frame, places, counted.shared)
    context = filters_shown(found) | {
        "query": query.urlencode(),
        "map": drawing,
        "spots": [(spot, _spot_address(spot, frame, query)) for spot in drawing.spots],
        "together": [
            (_anchor(spot), spot, [(place, _list_address(place.gazetteer_id, query)) for place in spot.places])
            for spot in drawing.spots
            if _stays(spot, frame)
        ],
        "places": [(place, _list_address(place.gazetteer_id, query)) for place in places[:LISTED]],
        "unlisted": max(0, len(places) - LISTED),
        "off": counted.off,
        "as_of": counted.at if counted.many else None,
        "ways": _ways(frame, drawing, query) | {"home": _address(query) if frame != home else ""},
        "others": [(name, value) for name, value in query.items() if name != "place"],
    }
    return render(request, "claims/map.html", context)


def parse_frame(query: QueryDict) -> Frame | None:
    """Return what the address wants in view; None where it says nothing that can be read."""
    try:
        latitude, longitude = (float(part) for part in query.get("at", "").split(","))
        zoom = int(query.get("zoom", ""))
    except ValueError:
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return framed(latitude, longitude, zoom)


def _ways(frame: Frame, drawing: Map, query: QueryDict) -> dict[str, Any]:
    """Return the addresses of the frames around; "" where there is no further to go. Closer is where circles are."""
    right, down = middle(drawing)
    ways = {
        "closer": frame.moved(right, down, frame.zoom + 1) if frame.zoom < DEEPEST else frame,
        "farther": frame.moved(0, 0, max(frame.zoom - 1, 0)),
        "west": frame.moved(-STEP, 0),
        "east": frame.moved(STEP, 0),
        "north": frame.moved(0, -STEP),
        "south": frame.moved(0, STEP),
        "world": WORLD,
    }
    return {name: map_address(there, query) if there != frame else "" for name, there in ways.items()}


def _address(query: QueryDict) -> str:
    return reverse("map") + (f"?{query.urlencode()}" if query else "")


def _spot_address(spot: Spot, frame: Frame, query: QueryDict) -> str:
    """Return where a circle leads: to its claims; where it stands for several places closer, or to their list."""
    if _stays(spot, frame):
        return f"#{_anchor(spot)}"
    if spot.more:
        first = spot.places[0]
        return map_address(framed(first.latitude, first.longitude, frame.zoom + 2), query)
    return _list_address(spot.places[0].gazetteer_id, query)


def _stays(spot: Spot, frame: Frame) -> bool:
    """Return whether a circle stands for several places however close one looks."""
    return spot.more > 0 and (frame.zoom >= DEEPEST or not spot.apart)


def _anchor(spot: Spot) -> str:
    return f"at-{round(spot.x)}-{round(spot.y)}"


def _list_address(gazetteer_id: str, query: QueryDict) -> str:
    wanted = query.copy()
    wanted["place"] = gazetteer_id
    return f"{reverse('claim-list')}?{wanted.urlencode(safe=':')}"
