"""Discussing a claim: saying something, putting it right, taking it back. Whoever is mentioned is told."""

from django.db import transaction
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from claims.matching.mentions import mentioned
from claims.models import Claim, Comment, CommentVersion, NoticeKind
from claims.services.events import event_log
from claims.services.notices import notify
from claims.services.review import claim_lock
from claimtrack.accounts.models import User
from claimtrack.accounts.selectors import people_named
from claimtrack.refusals import Conflict, refuse

MOST_WORDS = 10_000  # characters
ABOUT = 200


@transaction.atomic
def comment_add(*, claim_id: int, user: User, text: str) -> Comment:
    """Return a new comment; the very same words sent again right after are the comment that is there.

    Raises ValidationError for no words or too many, Claim.DoesNotExist.
    """
    words = _checked(text)
    claim = claim_lock(claim_id)
    before = Comment.objects.filter(claim=claim).order_by("-pk").first()
    if before and before.by_id == user.pk and before.last.text == words:
        return before
    comment = Comment.objects.create(claim=claim, by=user)
    CommentVersion.objects.create(comment=comment, number=1, text=words, by=user)
    event_log(verb="comment.add", by=user, claim=claim)
    _tell(claim, comment, user, mentioned(words))
    return comment


@transaction.atomic
def comment_edit(*, comment_id: int, user: User, text: str, version: int | None = None) -> Comment:
    """Put a comment right; what it said before stays on record. Only whoever wrote it may.

    Raises ValidationError, Conflict when it was changed since `version` (from elsewhere), Comment.DoesNotExist.
    """
    words = _checked(text)
    comment, last = _own(comment_id, user, version)
    if words != last.text:
        CommentVersion.objects.create(comment=comment, number=last.number + 1, text=words, by=user)
        event_log(verb="comment.edit", by=user, claim=comment.claim)
        _tell(comment.claim, comment, user, mentioned(words) - mentioned(last.text))
    return comment


@transaction.atomic
def comment_delete(*, comment_id: int, user: User, version: int | None = None) -> Comment:
    """Take a comment back: that there was one stays visible. Raises ValidationError for anybody else, Conflict when it
    was changed since `version`.
    """
    comment, last = _own(comment_id, user, version)
    if last.text:
        CommentVersion.objects.create(comment=comment, number=last.number + 1, text="", by=user)
        event_log(verb="comment.delete", by=user, claim=comment.claim)
    return comment


def _own(comment_id: int, user: User, version: int | None) -> tuple[Comment, CommentVersion]:
    comment = Comment.objects.select_for_update(of=("self",)).select_related("claim__article").get(pk=comment_id)
    if comment.by_id != user.pk:
        refuse("text", _("Only whoever wrote a comment may change it."))
    last = comment.last
    if version is not None and version != last.number:
        raise Conflict(version, last.number, [])
    return comment, last


def _checked(text: str) -> str:
    words = text.replace("\r\n", "\n").strip()
    if not words:
        refuse("text", _("Write something."))
    if len(words) > MOST_WORDS:
        refuse("text", _("At most %(n)d characters.") % {"n": MOST_WORDS})
    return words


def _tell(claim: Claim, comment: Comment, user: User, names: set[str]) -> None:
    about = Truncator(claim.said_to_all).chars(ABOUT)
    address = reverse("claim", args=[claim.pk]) + f"#comment-{comment.pk}"
    notify(to=people_named(names), kind=NoticeKind.MENTION, address=address, about=about, by=user)
