"""A search in words: what it is narrowed to, and how to take each part away again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.text import capfirst

from claims.filters import ClaimFilter
from claims.models import Actor, Place
from claimtrack.pages import number_or_none
from claimtrack.words import day, percent


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a search is narrowed to; `without` is the address of the search that lacks it."""

    label: str
    value: str
    without: str


def search_parts(filters: ClaimFilter) -> list[Part]:
    """Return what the search is narrowed to, in the order of its fields; nothing of what is not valid."""
    fields, cleaned = filters.form.fields, getattr(filters.form, "cleaned_data", {})
    chosen = {name: cleaned[name] for name in fields if cleaned.get(name) not in (None, "")}
    return [
        Part(str(capfirst(fields[name].label)), _value(fields[name], name, value), _without(filters.data, name))
        for name, value in chosen.items()
    ]


def search_address(params: Mapping[str, Any], *names: str) -> str:
    """Return what of an address is the search itself, its fields in one order: two equal searches are written alike."""
    wanted = [name for name in (*ClaimFilter.base_filters, "sort", *names) if str(params.get(name) or "").strip()]
    kept = QueryDict(mutable=True)
    for name in wanted:
        kept[name] = str(params[name]).strip()
    return kept.urlencode()


def _without(data: Mapping[str, Any], name: str) -> str:
    return "?" + search_address({key: value for key, value in data.items() if key != name})


def _value(field: Any, name: str, value: Any) -> str:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, float):
        return percent(value)
    if name == "speaker" and (number := number_or_none(value)) is not None:
        return str(Actor.objects.filter(pk=number).first() or value)
    if name == "place" and ":" in value:
        return str(Place.objects.filter(gazetteer_id=value).first() or value)
    choices = dict(field.choices) if isinstance(value, str) and hasattr(field, "choices") else {}
    return str(choices.get(value, value))
