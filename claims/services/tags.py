"""Putting tags on claims, and taking them off. Decisions are left alone by it, so a claim keeps its version."""

from urllib.parse import parse_qsl, urlencode

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from claims.matching.names import fold_name
from claims.models import Claim, ClaimTag, SavedSearch, Tag
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


@transaction.atomic
def tag_rename(*, tag_id: int, name: str, user: User) -> Tag:
    """Give a tag another name; with that of another one it is merged into it, which is returned. Saved searches by the
    old name go by the new one.

    Raises ValidationError for a name that is empty or too long, Tag.DoesNotExist.
    """
    tidy, folded = tag_tidy(name=name, field="name")
    tag = Tag.objects.select_for_update().get(pk=tag_id)
    former, kept = tag.folded, Tag.objects.filter(folded=folded).exclude(pk=tag_id).first() or tag
    with pghistory.context(user=user.pk):
        if kept == tag:
            tag.name, tag.folded = tidy, folded
            tag.save()
        else:
            double = ClaimTag.objects.filter(claim__claim_tags__tag=kept).values("pk")
            ClaimTag.objects.filter(tag=tag, pk__in=double).delete()
            ClaimTag.objects.filter(tag=tag).update(tag=kept)
            tag.delete()
        _follow(former, kept)
    return kept


def _follow(former: str, tag: Tag) -> None:
    """Let saved searches by the former name go by that of the tag."""
    for search in SavedSearch.objects.select_for_update().filter(params__contains="tag="):
        wanted = parse_qsl(search.params)
        renamed = [(key, tag.name if key == "tag" and fold_name(value) == former else value) for key, value in wanted]
        if renamed != wanted:
            search.params = urlencode(renamed)
            search.save(update_fields=["params"])


def tag_get_or_create(*, name: str) -> Tag:
    """Return the tag of that name in any case, with or without accents."""
    tidy, folded = tag_tidy(name=name, field="tag")
    return Tag.objects.get_or_create(folded=folded, defaults={"name": tidy})[0]


def tag_tidy(*, name: str, field: str) -> tuple[str, str]:
    """Return a name as it is kept and as it is compared. Raises ValidationError for the `field` where it is none."""
    tidy = " ".join(name.split())
    folded = fold_name(tidy)
    if not folded:
        refuse(field, _("Name the tag."), "required")
    if len(tidy) > TAG_LENGTH or len(folded) > TAG_LENGTH:
        refuse(field, _("At most %(limit)d characters.") % {"limit": TAG_LENGTH}, "max_length")
    return tidy, folded
