"""A part of the world on a sheet: the Mercator projection, which keeps shapes at every size, and what lies within."""

from __future__ import annotations

from dataclasses import dataclass
from math import asinh, atan, degrees, radians, sinh, tan

WIDTH, HEIGHT = 1000, 520
DEEPEST = 7
NORTH, SOUTH = 78.0, -56.0
Point = tuple[float, float]


def _up(latitude: float) -> float:
    """How far north of the equator a latitude stands, in degrees of longitude."""
    return degrees(asinh(tan(radians(max(-85.0, min(85.0, latitude))))))


@dataclass(frozen=True, slots=True)
class Frame:
    """What is in view: the middle in WGS 84 degrees, and the zoom, 0 for the whole world, each step half of it."""

    latitude: float
    longitude: float
    zoom: int

    @property
    def scale(self) -> float:
        """Pixels for a degree of longitude."""
        return WIDTH / 360 * 2.0**self.zoom

    def at(self, latitude: float, longitude: float) -> Point:
        """Where a place stands on the sheet, in pixels from its upper left corner."""
        x = WIDTH / 2 + (longitude - self.longitude) * self.scale
        return x, HEIGHT / 2 - (_up(latitude) - _up(self.latitude)) * self.scale

    def holds(self, point: Point, margin: float = 0.0) -> bool:
        """Whether a point of the sheet is in view."""
        return -margin <= point[0] <= WIDTH + margin and -margin <= point[1] <= HEIGHT + margin

    def moved(self, right: float, down: float, zoom: int | None = None) -> Frame:
        """The frame moved by parts of its width and height, or zoomed about its middle; it stays on the earth."""
        up = _up(self.latitude) - down * HEIGHT / self.scale
        latitude = degrees(atan(sinh(radians(up))))
        return framed(latitude, self.longitude + right * WIDTH / self.scale, self.zoom if zoom is None else zoom)


def framed(latitude: float, longitude: float, zoom: int) -> Frame:
    """The nearest frame that has no more than the world in it."""
    zoom = max(0, min(DEEPEST, zoom))
    scale = WIDTH / 360 * 2.0**zoom
    wide, high = WIDTH / scale / 2, HEIGHT / scale / 2
    top, bottom = _up(NORTH) - high, _up(SOUTH) + high
    up = (top + bottom) / 2 if top < bottom or zoom == 0 else max(bottom, min(top, _up(latitude)))
    across = max(-180 + wide, min(180 - wide, longitude))
    return Frame(round(degrees(atan(sinh(radians(up)))), 4), round(across, 4), zoom)


WORLD = framed(0, 0, 0)


def frame_around(points: list[Point], deepest: int) -> Frame:
    """The closest frame, of no more than that zoom, with all the points (latitude, longitude) well inside."""
    if not points:
        return WORLD
    latitudes, longitudes = zip(*points, strict=True)
    up = (_up(min(latitudes)) + _up(max(latitudes))) / 2
    middle = degrees(atan(sinh(radians(up)))), (min(longitudes) + max(longitudes)) / 2
    for zoom in range(deepest, 0, -1):
        frame = framed(*middle, zoom)
        if all(frame.holds(frame.at(*point), margin=-60) for point in points):
            return frame
    return WORLD
