"""Why a claim stands where it stands in the queue, in words."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article
from claims.models import Claim, QueueEntry
from claims.presenters.verdicts import fault_words
from claims.selectors.verdicts import faults_of_stories
from claims.services.queue_order import DOUBTFUL
from claimtrack.accounts.models import User
from claimtrack.words import day, percent

CERTAIN = 0.9
LATE = 2  # days from publication to arrival


def queue_reasons(entry: QueueEntry) -> list[str]:
    """Return what put the claim where it is, the weightiest first; a doubtful extraction puts it lower."""
    reasons = []
    if entry.outlets > 1:
        reasons.append(ngettext("%(n)d outlet", "at %(n)d outlets", entry.outlets) % {"n": entry.outlets})
    if not entry.evidence:
        reasons.append(_("no evidence yet"))
    if entry.claim.by_machine and entry.claim.confidence >= CERTAIN:
        reasons.append(_("surely a claim (%(confidence)s)") % {"confidence": percent(entry.claim.confidence)})
    if entry.claim.by_machine and entry.claim.confidence < DOUBTFUL:
        reasons.append(_("doubtful extraction (%(confidence)s)") % {"confidence": percent(entry.claim.confidence)})
    return reasons + _arrival(entry.claim.article)


def _arrival(article: Article) -> list[str]:
    """Return when an article came that was old by then: what came last stands first."""
    arrived = timezone.localtime(article.received_at).date()
    if article.published_on is None or (arrived - article.published_on).days < LATE:
        return []
    return [
        _("received today") if arrived == timezone.localdate() else _("received on %(day)s") % {"day": day(arrived)}
    ]


def queue_stale(entries: Iterable[QueueEntry], *, public: bool) -> dict[int, list[str]]:
    """Return {story: why its verdict must be looked at again} for the stories of these entries; `public` leaves out
    what is not published.
    """
    faults = faults_of_stories({entry.claim.story_id for entry in entries}, public=public)
    return {story: [fault_words(fault) for fault in found] for story, found in faults.items()}


def others_reading(claims: Iterable[Claim], user: User) -> list[str]:
    """Return who else has claims of these in hand, by name."""
    holders = {claim.queue.holder for claim in claims if hasattr(claim, "queue")}
    return sorted(str(holder) for holder in holders - {None, user})


def queue_age(entry: QueueEntry) -> str:
    """Return how old the claim is, by its article's day: "today", "yesterday", "3 days", or the day itself."""
    published = entry.claim.article.published_on or timezone.localtime(entry.claim.created_at).date()
    days = (timezone.localdate() - published).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days} if days < 31 else day(published)
