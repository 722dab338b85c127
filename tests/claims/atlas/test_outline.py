"""The outlines of the world, cut to what is in view."""

import re

import pytest

from claims.atlas.frame import DEEPEST, HEIGHT, WIDTH, WORLD, Frame, frame_around, framed
from claims.atlas.outline import outline

IDLIB, PARIS, TOKYO = (35.93, 36.63), (48.86, 2.35), (35.68, 139.69)
FRAMES = [WORLD, framed(0, 0, 1), framed(48, 2, 3), framed(35.9, 36.6, 5), framed(60, 179, 4), framed(-40, -179, 7)]


def points(path: str) -> list[tuple[float, float]]:
    """Return the corners of a path of M, l and Z as points of the sheet."""
    found = []
    for part in re.findall(r"M([^M]+)", path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", part)]
        x = y = 0.0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
    return found


def inside(point: tuple[float, float], path: str) -> bool:
    """Return whether a point is on land: it crosses an odd number of edges."""
    odd = False
    for ring in re.findall(r"M[^M]+Z", path):
        corners = points(ring)
        for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
            if (y1 > point[1]) != (y2 > point[1]) and point[0] < (x2 - x1) * (point[1] - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd


@pytest.mark.parametrize("frame", FRAMES)
def test_what_is_drawn_is_on_the_sheet(frame: Frame) -> None:
    land, borders = outline(frame)
    assert all(-20 <= x <= WIDTH + 20 and -20 <= y <= HEIGHT + 20 for x, y in points(land))
    assert len(land) + len(borders) < 70_000
    assert "e" not in land + borders


@pytest.mark.parametrize("zoom", range(DEEPEST + 1))
@pytest.mark.parametrize(
    ("place", "on_land"), [(IDLIB, True), (PARIS, True), ((46.0, -30.0), False), ((43.0, 34.0), False)]
)
def test_towns_stand_on_land_and_the_sea_is_sea(place: tuple[float, float], on_land: bool, zoom: int) -> None:
    frame = framed(*place, zoom)
    assert inside(frame.at(*place), outline(frame)[0]) == on_land


def test_a_frame_never_leaves_the_earth() -> None:
    for frame in (framed(90, 180, 3), framed(-90, -180, 3), framed(0, 500, 99), framed(0, 0, -4)):
        assert 0 <= frame.zoom <= DEEPEST
        assert frame.moved(50, 50) == frame.moved(90, 90)
    assert WORLD.moved(0.4, 0) == WORLD


def test_the_frame_around_places_holds_them_all_and_comes_no_closer_than_asked() -> None:
    assert frame_around([IDLIB], 4).zoom == 4
    for places in ([IDLIB, PARIS], [IDLIB, PARIS, TOKYO], [(-45.0, -170.0), (70.0, 170.0)]):
        frame = frame_around(places, 4)
        assert all(frame.holds(frame.at(*place)) for place in places)
    assert frame_around([], 4) == WORLD
