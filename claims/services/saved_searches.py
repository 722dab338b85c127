"""Keeping searches under a name."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import SavedSearch, SearchSeen
from claims.selectors.finding import newest_claim
from claimtrack.accounts.models import User
from claimtrack.refusals import refuse

NAME_LENGTH = 100
MOST = 100
KEPT = timedelta(days=30)


@transaction.atomic
def search_save(*, user: User, name: str, params: str, shared: bool = False) -> SavedSearch:
    """Return the search, kept under a name and seen up to now. Raises ValidationError for a name that cannot be."""
    mine = SavedSearch.objects.filter(owner=user, removed_at=None)
    if mine.count() >= MOST:
        refuse("name", _("You keep %(most)d searches already: delete one first.") % {"most": MOST})
    search = SavedSearch.objects.create(owner=user, name=_named(name), params=params, shared=shared)
    search_seen(search=search, user=user)
    return search


@transaction.atomic
def search_change(*, search: SavedSearch, user: User, name: str, shared: bool) -> SavedSearch:
    """Rename or share a search of one's own."""
    _check_own(search, user)
    search.name, search.shared = _named(name), shared
    search.save(update_fields=["name", "shared"])
    return search


@transaction.atomic
def search_remove(*, search: SavedSearch, user: User) -> None:
    """Delete a search of one's own; for a while that can be undone."""
    _check_own(search, user)
    SavedSearch.objects.filter(owner=user, removed_at__lt=timezone.now() - KEPT).delete()
    SavedSearch.objects.filter(pk=search.pk).update(removed_at=timezone.now())


@transaction.atomic
def search_restore(*, search: SavedSearch, user: User) -> None:
    """Undo a deletion."""
    _check_own(search, user)
    SavedSearch.objects.filter(pk=search.pk).update(removed_at=None)


def search_seen(*, search: SavedSearch, user: User) -> None:
    """Record that this person saw all that the search finds now."""
    SearchSeen.objects.update_or_create(search=search, user=user, defaults={"claim": newest_claim()})


def search_told(*, search: SavedSearch, claim: int) -> None:
    """Record that its owner was told of all that it finds up to this claim."""
    SavedSearch.objects.filter(pk=search.pk).update(told=claim)


def _named(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        refuse("name", _("Give the search a name."), "required")
    if len(tidy) > NAME_LENGTH:
        refuse("name", _("At most %(limit)d characters.") % {"limit": NAME_LENGTH}, "max_length")
    return tidy


def _check_own(search: SavedSearch, user: User) -> None:
    if search.owner_id != user.pk:
        refuse("search", _("This search is %(person)s’s.") % {"person": search.owner})
