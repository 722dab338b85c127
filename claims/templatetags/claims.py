"""Filters of what is shown of claims; the words are chosen in claims.presenters."""

from django import template

from claims.matching.names import fold_name
from claims.models import Actor, Claim, ClaimEventDate, Evidence
from claims.presenters import log, notices
from claimtrack import words

register = template.Library()
register.filter("event_words", log.event_words)
register.filter("event_changes", log.event_changes)
register.filter("notice_words", notices.notice_words)


@register.filter
def stated_on(claim: Claim) -> str:
    """Return when it was said, in words; "" when that is not known."""
    return words.interval(claim.stated_from, claim.stated_to, claim.stated_grain)


@register.filter
def event_date(found: ClaimEventDate) -> str:
    """Return a date of the facts in words, as written where it is open on both sides."""
    return words.interval(found.start, found.end, found.grain) or found.words


@register.filter
def role(claim: Claim) -> str:
    """Return the speaker's role where it says more than the name."""
    named = claim.speaker.name if claim.speaker else claim.speaker_words
    return "" if fold_name(claim.speaker_role) == fold_name(named) else claim.speaker_role


@register.filter
def spelt_like(actor: Actor, folded: str) -> str:
    """Return the alias that made the actor a suggestion for what was typed, "" where its own name did."""
    words = f" {fold_name(actor.name)}"
    found = [alias.name for alias in actor.aliases.all() if f" {folded}" in f" {alias.folded}"]
    return "" if f" {folded}" in words or not found else found[0]


@register.filter
def counts(evidence: Evidence) -> bool:
    """Return whether a piece of evidence stands: neither withdrawn nor replaced."""
    return not hasattr(evidence, "withdrawal") and not hasattr(evidence, "replaced_by")
