"""Filters of every page."""

from typing import Any

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from claimtrack import words
from claimtrack.accounts.access import may
from claimtrack.accounts.models import User

register = template.Library()
register.filter("day", words.day)
register.filter("local_day", words.local_day)
register.filter("clock", words.clock)
register.filter("moment", words.moment)
register.filter("percent", words.percent)


@register.filter
@stringfilter
def exact(text: str) -> SafeString:
    """Return the text escaped so that a browser gives back every code point, carriage returns too."""
    return mark_safe(escape(text).replace("\r", "&#13;"))  # noqa: S308 (escaped on this line)


@register.filter
def can(user: Any, scope: str) -> bool:
    """Return whether this person may do on pages what `scope` names ("ingest", "evidence", "lead")."""
    return isinstance(user, User) and (user.is_lead if scope == "lead" else may(user, scope))


@register.filter
def undo_address(tags: str) -> str:
    """Return the address that undoes what a message tells of, "" where nothing does."""
    return next((tag.removeprefix("undo:") for tag in tags.split() if tag.startswith("undo:")), "")


@register.filter
def host(address: str) -> str:
    """Return the host of an address, the address itself where it has none."""
    return address.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.") or address
