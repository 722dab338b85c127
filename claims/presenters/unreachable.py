"""Why an address could not be seen, and what to do then."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

WORDS: dict[str, str | Promise] = {
    "off": gettext_lazy("Your newsroom does not let claimtrack use the network."),
    "address": gettext_lazy("This is not an address of the web that claimtrack can open."),
    "port": gettext_lazy("The address names an unusual port; claimtrack opens only the usual ones of the web."),
    "private": gettext_lazy("The address leads into a private network; claimtrack does not go there."),
    "name": gettext_lazy("The name of the site was not found: a typing error, a site that is gone, or no network."),
    "connect": gettext_lazy("The site does not answer."),
    "certificate": gettext_lazy("The site cannot prove who it is (its certificate is wrong)."),
    "timeout": gettext_lazy("The site is too slow."),
    "too_large": gettext_lazy("The page is too large."),
    "redirects": gettext_lazy("The site sends on and on to other addresses."),
    "broken": gettext_lazy("What the site answers makes no sense."),
}
REFUSING = {401, 402, 403, 407, 451}


def why_unreachable(code: str, seconds: int) -> str:
    """Return in one sentence why nothing was seen; `code` is one of claimtrack.http.Unreachable, or a status."""
    if code == "timeout":
        text = ngettext(
            "The site did not answer within %(n)d second.", "The site did not answer within %(n)d seconds.", seconds
        )
        return text % {"n": seconds}
    if not code.isdecimal():
        return str(WORDS.get(code, code))
    status = int(code)
    if status in REFUSING:
        return _("The site does not let claimtrack in (status %(status)d).") % {"status": status}
    if status in (404, 410):
        return _("There is no such page at the site (status %(status)d).") % {"status": status}
    return _("The site answers with an error (status %(status)d).") % {"status": status}
