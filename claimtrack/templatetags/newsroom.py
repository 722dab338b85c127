"""Filters of every page."""

from typing import Any

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from claimtrack import words
from claimtrack.accounts.access import may
from claimtrack.accounts.models import User
from claimtrack.marks import MARK_END, MARK_START

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


@register.filter
def marked(text: str, most: int = 0) -> SafeString:
    """Return a text, escaped, with what the search found in it as <mark>; `most` characters around the first one."""
    first = text.find(MARK_START)
    start = max(first - most // 3, 0) if most and first > most * 2 // 3 else 0
    shown = text[start : start + most] if most else text
    parts = [part.partition(MARK_END) for part in shown.split(MARK_START)]
    plain, _none, found_before = parts[0]
    body = escape(plain + found_before)
    for found, _end, rest in parts[1:]:
        body += format_html("<mark>{}</mark>{}", found, rest)
    cut = "… " if start else "", "…" if start + len(shown) < len(text) else ""
    return format_html("{}{}{}", cut[0], body, cut[1])


@register.simple_tag
def count_words(count: int, more: bool) -> str:
    """Return a number, or that there are more."""
    n = number_format(count, force_grouping=True).replace(" ", words.NBSP)
    return _("more than %(n)s") % {"n": n} if more else n
