"""Notices in sentences."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims.models import Notice, NoticeKind

BY_SOMEBODY: dict[str, str | Promise] = {
    NoticeKind.MENTION: gettext_lazy("%(person)s mentions you"),
    NoticeKind.ASSIGNED: gettext_lazy("%(person)s assigned you a claim"),
    NoticeKind.SECOND_OPINION: gettext_lazy("%(person)s asks for your second opinion"),
    NoticeKind.VERDICT_WAITS: gettext_lazy("%(person)s proposes a verdict: it waits for your confirmation"),
    NoticeKind.CONFIRMED: gettext_lazy("%(person)s confirmed your verdict"),
    NoticeKind.PUBLISHED: gettext_lazy("%(person)s published your verdict"),
    NoticeKind.RETURNED: gettext_lazy("%(person)s returned your verdict"),
    NoticeKind.OPINION_GIVEN: gettext_lazy("%(person)s gives the second opinion that you asked for"),
    NoticeKind.VERDICT_STALE: gettext_lazy("A verdict has to be looked at again: what it rests on has changed"),
    NoticeKind.VERDICT_HELD: gettext_lazy("The embargo is over, but the verdict is held back: look at it again"),
    NoticeKind.WITHDRAWN: gettext_lazy("%(person)s withdrew evidence that you had linked"),
    NoticeKind.CORRECTED: gettext_lazy("%(person)s corrected evidence that you had linked"),
    NoticeKind.RESTORED: gettext_lazy("%(person)s undid the withdrawal of evidence that you had linked"),
    NoticeKind.SOURCE_DECIDED: gettext_lazy("%(person)s decided on a source that you proposed"),
}


def notice_words(notice: Notice) -> str:
    """Return what happened, as a sentence without its end."""
    if notice.kind == NoticeKind.NEW_HITS:
        return ngettext(
            "%(n)d new hit of a saved search", "%(n)d new hits of a saved search", max(notice.number, 1)
        ) % {"n": max(notice.number, 1)}
    if notice.kind == NoticeKind.ASSIGNED and notice.number:
        told = ngettext("%(person)s assigned you %(n)d claim", "%(person)s assigned you %(n)d claims", notice.number)
        return told % {"person": str(notice.by) if notice.by else _("claimtrack"), "n": notice.number}
    return str(BY_SOMEBODY[notice.kind]) % {"person": str(notice.by) if notice.by else _("claimtrack")}
