"""Pages of very many rows: each begins where another ended, so that the thousandth costs what the first does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from claimtrack.pages import PER_PAGE, number_or_none

COUNTED = 1000  # beyond this, a list says "more than"

Place = tuple[date | None, int]


@dataclass(frozen=True, slots=True)
class Slice:
    """The ids of one page, in order; `after` and `before` are the parameters that lead on and back, "" at an end."""

    ids: Sequence[int]
    after: str = ""
    before: str = ""


def slice_of(rows: QuerySet[Any], *, day: str = "", after: str = "", before: str = "", size: int = PER_PAGE) -> Slice:
    """Return a page of rows, the newest first: by id, or by the annotation `day`, which is never null, then by id.

    `after` and `before` come from the page beside it; what is none of ours gives the first page.
    """
    start, back = read_place(after), read_place(before)
    backwards = back is not None and start is None
    edge = back if backwards else start
    order = [day, "pk"] if day else ["pk"]
    ordered = rows.order_by(*order) if backwards else rows.order_by(*(f"-{name}" for name in order))
    if edge:
        ordered = ordered.filter(_beyond(edge, day, "gt" if backwards else "lt"))
    found: list[Any] = list(ordered.values_list("pk", *([day] if day else []))[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Slice([])
    on = more or backwards
    behind = more if backwards else edge is not None
    return Slice([row[0] for row in found], _place(found[-1]) if on else "", _place(found[0]) if behind else "")


def listed(
    params: QueryDict, rows: QuerySet[Any], *, day: str = "", ranked: QuerySet[Any] | None = None, most: int = COUNTED
) -> tuple[Slice, dict[str, str]]:
    """Return the page of a list that its address asks for, and the addresses of the pages beside it.

    `ranked`: the same rows, the best match first, at most `most` of them; they are paged by number.
    """
    kept = params.copy()
    for name in ("after", "before", "page"):
        kept.pop(name, None)
    if ranked is None:
        part = slice_of(rows, day=day, after=params.get("after", ""), before=params.get("before", ""))
        links = {"next": ("after", part.after), "previous": ("before", part.before)}
    else:
        number = min(number_or_none(params.get("page")) or 1, most // PER_PAGE)
        ids = list(ranked.values_list("pk", flat=True)[(number - 1) * PER_PAGE : number * PER_PAGE + 1])
        part = Slice(ids[:PER_PAGE])
        links = {"next": ("page", str(number + 1) if len(ids) > PER_PAGE else "")}
        links["previous"] = ("page", str(number - 1) if number > 1 else "")
    return part, {name: _address(kept, *link) for name, link in links.items() if link[1]}


def count_up_to(rows: QuerySet[Any], most: int) -> int:
    """Return how many rows there are, at most `most`: counting all of very many costs more than showing some."""
    return rows.order_by().values("pk")[:most].count()


def read_place(text: str) -> Place | None:
    """Return where a page ended, as its address says it; None for anything else."""
    number, _separator, day = text.partition("_")
    if not (number.isascii() and number.isdecimal() and len(number) < 18):
        return None
    try:
        return date.fromisoformat(day) if day else None, int(number)
    except ValueError:
        return None


def _address(kept: QueryDict, name: str, value: str) -> str:
    address = kept.copy()
    address[name] = value
    return "?" + address.urlencode()


def _place(row: Sequence[Any]) -> str:
    return "_".join([str(row[0]), *(day.isoformat() for day in row[1:])])


def _beyond(edge: Place, day: str, way: str) -> Q:
    """Return the rows behind this place; the first condition lets an index begin there."""
    value, pk = edge
    if not day or value is None:
        return Q(**{f"pk__{way}": pk})
    return Q(**{f"{day}__{way}e": value}) & (Q(**{f"{day}__{way}": value}) | Q(**{f"pk__{way}": pk}))
