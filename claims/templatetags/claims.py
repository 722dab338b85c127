"""Filters of what is shown of claims; the words are chosen in claims.presenters."""

from collections.abc import Iterable, Mapping
from typing import Any

from babel import Locale
from django import template
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from claims.extraction.gazetteer import GazetteerPlace
from claims.extraction.types import DateInterval
from claims.matching.names import fold_name
from claims.models import Actor, ActorAlias, CheckOutcome, Claim, ClaimEventDate, Place
from claims.presenters import actors, log, notices, queue, rules
from claims.presenters.maps import Spot
from claimtrack import words

register = template.Library()
register.filter("reason_words", actors.reason_words)
register.filter("event_words", log.event_words)
register.filter("event_changes", log.event_changes)
register.filter("notice_words", notices.notice_words)
register.filter("queue_reasons", queue.queue_reasons)
register.filter("queue_age", queue.queue_age)
register.filter("trace_rules", rules.trace_rules)
register.filter("rule_words", rules.rule_words)
register.filter("date_rules", rules.date_rules)
register.filter("date_side", rules.date_side)


@register.filter
def of(found: Mapping[int, Any], key: int) -> Any:
    """Return what a mapping has for a key, nothing where it has none."""
    return found.get(key, ())


@register.filter
def local(aliases: Iterable[ActorAlias]) -> bool:
    """Return whether names mean their actor in one article only."""
    return all(alias.article_id is not None for alias in aliases)


@register.filter
def stated_on(claim: Claim) -> str:
    """Return when it was said, in words; "" when that is not known."""
    return words.interval(claim.stated_from, claim.stated_to, claim.stated_grain)


@register.filter
def not_said(claim: Claim) -> str:
    """Return which facts of a claim the text does not say: « date des faits, lieu des faits »; "" where it says all."""
    facts = {
        _("when it was said"): claim.stated_from or claim.stated_to or claim.stated_words,
        _("event date"): claim.due or claim.event_dates.all(),
        _("place of the event"): claim.places.all(),
    }
    return ", ".join(label for label, known in facts.items() if not known)


@register.filter
def event_date(found: ClaimEventDate | DateInterval) -> str:
    """Return a date of the facts in words; "" where its days are not known."""
    return words.interval(found.start, found.end, found.grain)


@register.filter
def country(code: str) -> str:
    """Return the name of a country in the reader's language, the code itself where it has none."""
    language = (get_language() or "fr").split("-")[0]
    return Locale(language).territories.get(code, code)


@register.filter
def plain(number: float) -> str:
    """Return a number as SVG reads it, whatever the reader's language."""
    return f"{number:g}"


@register.filter
def spot_words(spot: Spot) -> str:
    """Return what a circle of a map stands for: « Idlib, Syrie et 2 autres lieux »."""
    first = spot.places[0]
    land = country(first.country) if first.country else ""
    name = f"{first.name}, {land}" if land and land != first.name else first.name
    if spot.more:
        more = ngettext("%(name)s and %(n)s other place", "%(name)s and %(n)s other places", spot.more)
        name = more % {"name": name, "n": spot.more}
    return name


@register.filter
def spot_counted(spot: Spot) -> str:
    """Return it with the number of claims: « Idlib, Syrie et 2 autres lieux : 14 affirmations »."""
    claims = ngettext("%(n)s claim", "%(n)s claims", spot.claims) % {"n": spot.claims}
    return _("%(place)s: %(claims)s") % {"place": spot_words(spot), "claims": claims}


@register.filter
def coordinates(place: Place | GazetteerPlace) -> str:
    """Return WGS 84 degrees to two decimals: « 35,93° N, 36,63° E »; "" where there are none."""
    if place.latitude is None or place.longitude is None:
        return ""
    north, east = "N" if place.latitude >= 0 else "S", _("E") if place.longitude >= 0 else _("W")
    sides = (place.latitude, north), (place.longitude, east)
    return ", ".join(f"{number_format(abs(degrees), 2)}°\u00a0{side}" for degrees, side in sides)


@register.filter
def role(claim: Claim) -> str:
    """Return the speaker's role where it says more than the name."""
    named = claim.speaker.name if claim.speaker else claim.speaker_words
    return role_beside(claim.speaker_role, named)


@register.filter
def role_beside(role: str, name: str) -> str:
    """Return a role where it says more than the name beside it."""
    return "" if fold_name(role) == fold_name(name) else role


@register.filter
def spelt_like(actor: Actor, folded: str) -> str:
    """Return the alias that made the actor a suggestion for what was typed, "" where its own name did."""
    words = f" {fold_name(actor.name)}"
    found = [alias.name for alias in actor.aliases.all() if f" {folded}" in f" {alias.folded}"]
    return "" if f" {folded}" in words or not found else found[0]


@register.filter
def outcome(code: str) -> str:
    """Return what a later look at evidence found, in words."""
    return str(CheckOutcome(code).label)
