"""Coasts and borders as SVG paths for a frame. `outline.txt` has a ring of land or a border a line, in 1/100 degree."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

from claims.atlas.frame import HEIGHT, WIDTH, Frame, Point

_FILE = Path(__file__).parent / "outline.txt"
_FINE_FROM = 2
"""The zoom from which on the finer of the two outlines is drawn."""
_MARGIN = 12.0
_NEAR = 0.8
"""Points nearer than this, in pixels, are one."""
_Line = list[Point]


@cache
def _lines(detail: str, kind: str) -> list[tuple[tuple[float, float, float, float], _Line]]:
    """All lines of a kind as (west, south, east, north) and points of (longitude, latitude)."""
    start = f"{detail} {kind} "
    found = []
    for row in _FILE.read_text(encoding="ascii").splitlines():
        if row.startswith(start):
            steps = [int(step) / 100 for step in row[len(start) :].split()]
            line = list(zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True))
            xs, ys = [x for x, _ in line], [y for _, y in line]
            found.append(((min(xs), min(ys), max(xs), max(ys)), line))
    return found


@lru_cache(maxsize=256)
def outline(frame: Frame) -> tuple[str, str]:
    """The land and the borders of what is in view, as the `d` of two SVG paths."""
    detail = "fine" if frame.zoom >= _FINE_FROM else "coarse"
    land = "".join(_path(_clipped(line), "Z") for line in _in_view(frame, detail, "land"))
    borders = "".join(_path(part, "") for line in _in_view(frame, detail, "borders") for part in _inside(line))
    return land, borders


def _in_view(frame: Frame, detail: str, kind: str) -> list[_Line]:
    found = []
    for (west, south, east, north), line in _lines(detail, kind):
        left, top = frame.at(north, west)
        right, bottom = frame.at(south, east)
        if left < WIDTH and right > 0 and top < HEIGHT and bottom > 0:
            found.append([frame.at(y, x) for x, y in line])
    return found


def _clipped(ring: _Line) -> _Line:
    """A ring cut to the sheet and a margin, by Sutherland and Hodgman: one edge after the other."""
    for axis, edge, sign in ((0, -_MARGIN, 1), (0, WIDTH + _MARGIN, -1), (1, -_MARGIN, 1), (1, HEIGHT + _MARGIN, -1)):
        cut: _Line = []
        for here, there in pairwise([*ring, *ring[:1]]):
            within, next_within = sign * (here[axis] - edge) >= 0, sign * (there[axis] - edge) >= 0
            if within:
                cut.append(here)
            if within != next_within:
                part = (edge - here[axis]) / (there[axis] - here[axis])
                cut.append((here[0] + part * (there[0] - here[0]), here[1] + part * (there[1] - here[1])))
        ring = cut
    return ring


def _inside(line: _Line) -> list[_Line]:
    """The parts of a line that are on the sheet, each with the points just outside."""
    parts: list[_Line] = [[]]
    for here, there in pairwise(line):
        apart = any(
            max(here[axis], there[axis]) < -_MARGIN or min(here[axis], there[axis]) > size + _MARGIN
            for axis, size in ((0, WIDTH), (1, HEIGHT))
        )
        if apart:
            parts.append([])
        else:
            parts[-1] += [there] if parts[-1] else [here, there]
    return parts


def _path(line: _Line, end: str) -> str:
    """A line as moves from point to point, without those that nobody could tell apart."""
    kept: _Line = []
    for point in line:
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= _NEAR:
            kept.append(point)
    if len(kept) < (3 if end else 2):
        return ""
    rounded = [(round(x, 1), round(y, 1)) for x, y in kept]
    moves = "".join(f"{round(x2 - x1, 1):g} {round(y2 - y1, 1):g} " for (x1, y1), (x2, y2) in pairwise(rounded))
    return f"M{rounded[0][0]:g} {rounded[0][1]:g}l{moves.rstrip()}{end}"
