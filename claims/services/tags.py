"""Putting tags on claims, and taking them off. Decisions are left alone by it, so a claim keeps its version."""

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from claims.matching.names import fold_name
from claims.models import Claim, ClaimTag, Tag
from claims.services.events import event_log
from claims.services.review import claim_lock
from claimtrack.accounts.models import User
from claimtrack.refusals import refuse

TAG_LENGTH = 60


@transaction.atomic
def claim_tag(*, claim_id: int, name: str, user: User) -> bool:
    """Put a tag on a claim, made where it is new; return whether the claim did not have it yet.

    Raises ValidationError for a name that is empty or too long.
    """
    tag = tag_get_or_create(name=name)
    claim = claim_lock(claim_id)
    with pghistory.context(user=user.pk):
        made = ClaimTag.objects.get_or_create(claim=claim, tag=tag, defaults={"by": user})[1]
        if made:
            event_log(verb="claim.tag", by=user, claim=claim, changes={"tag": [None, tag.name]})
    return made


@transaction.atomic
def claim_untag(*, claim_id: int, tag_id: int, user: User) -> Claim:
    """Take a tag off a claim; one that it does not have changes nothing."""
    claim = claim_lock(claim_id)
    held = ClaimTag.objects.filter(claim=claim, tag=tag_id).select_related("tag").first()
    if held:
        with pghistory.context(user=user.pk):
            held.delete()
            event_log(verb="claim.untag", by=user, claim=claim, changes={"tag": [held.tag.name, None]})
    return claim


def tag_get_or_create(*, name: str) -> Tag:
    """Return the tag of that name in any case, with or without accents."""
    tidy = " ".join(name.split())
    folded = fold_name(tidy)
    if not folded:
        refuse("tag", _("Name the tag."), "required")
    if len(tidy) > TAG_LENGTH or len(folded) > TAG_LENGTH:
        refuse("tag", _("At most %(limit)d characters.") % {"limit": TAG_LENGTH}, "max_length")
    return Tag.objects.get_or_create(folded=folded, defaults={"name": tidy})[0]
