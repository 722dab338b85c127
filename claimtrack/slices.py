"""Pages of very many rows: each begins where another ended, so that the thousandth costs what the first does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from claimtrack.pages import PER_PAGE, number_or_none

COUNTED = 1000  # beyond this, a list says "more than"

Place = tuple[date | None, int]
Row = Sequence[Any]
Links = dict[str, tuple[str, str]]
Rank = Callable[[list[int]], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Listed:
    """The ids of one page, in order, the addresses of the pages beside it, and how many rows there are in all."""

    ids: Sequence[int]
    links: Mapping[str, str]
    count: int
    more: bool = False


def listed(
    params: QueryDict, rows: QuerySet[Any], *, day: str = "", rank: Rank | None = None, ranked: int = COUNTED
) -> Listed:
    """Return the page of a list that its address asks for, the newest first: by id, or by `day`, then by id.

    `day` is an annotation that is never null. `rank` sorts rows, given by their ids: then the best match comes first,
    among the newest `ranked` ones. A place in the address that is none of ours gives the first page.
    """
    after, before = read_place(params.get("after", "")), read_place(params.get("before", ""))
    fields = ["pk", day] if day else ["pk"]
    if rank is None and (after or before):
        part, links = _beside(rows, day, fields, after, before)
        count = count_up_to(rows, COUNTED + 1)
    else:
        # What is counted is the first page and more: so it is looked for once.
        found = list(rows.order_by(*_newest(day)).values_list(*fields)[: COUNTED + 1])
        count = len(found)
        part, links = _ranked(params, rank, found[:ranked]) if rank else _first(found)
    kept = params.copy()
    for name in ("after", "before", "page"):
        kept.pop(name, None)
    addresses = {name: _address(kept, *link) for name, link in links.items()}
    return Listed([row[0] for row in part], addresses, min(count, COUNTED), count > COUNTED)


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


def _newest(day: str) -> list[str]:
    return [f"-{day}", "-pk"] if day else ["-pk"]


def _first(found: list[Row]) -> tuple[list[Row], Links]:
    return found[:PER_PAGE], {"next": ("after", _place(found[PER_PAGE - 1]))} if len(found) > PER_PAGE else {}


def _ranked(params: QueryDict, rank: Rank, found: list[Row]) -> tuple[list[Row], Links]:
    number = min(number_or_none(params.get("page")) or 1, COUNTED // PER_PAGE + 1)
    start = (number - 1) * PER_PAGE
    best = list(rank([row[0] for row in found]).values_list("pk")[start : start + PER_PAGE + 1])
    links = {"previous": ("page", str(number - 1))} if start else {}
    return best[:PER_PAGE], links | ({"next": ("page", str(number + 1))} if len(best) > PER_PAGE else {})


def _beside(
    rows: QuerySet[Any], day: str, fields: list[str], after: Place | None, before: Place | None
) -> tuple[list[Row], Links]:
    """Return the page after a place, or the one before it."""
    backwards = after is None
    edge = before if after is None else after
    order = [name.removeprefix("-") for name in _newest(day)] if backwards else _newest(day)
    beyond = rows.filter(_beyond(edge, day, "gt" if backwards else "lt")) if edge else rows
    found = list(beyond.order_by(*order).values_list(*fields)[: PER_PAGE + 1])
    more, found = len(found) > PER_PAGE, found[:PER_PAGE]
    if backwards:
        found.reverse()
    if not found:
        return [], {}
    links = {"next": ("after", _place(found[-1]))} if more or backwards else {}
    return found, links | ({"previous": ("before", _place(found[0]))} if more or not backwards else {})


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
