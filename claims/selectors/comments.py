"""Queries on the discussion of claims."""

from django.db.models import QuerySet

from claims.models import Comment


def comments_of(*, claim_id: int) -> QuerySet[Comment]:
    """Return the comments of a claim, oldest first, with every version of each."""
    return Comment.objects.filter(claim=claim_id).select_related("by").prefetch_related("versions").order_by("pk")


def comment_detail(*, comment_id: int) -> Comment:
    """Return one comment with its claim. Raises Comment.DoesNotExist."""
    return Comment.objects.select_related("by", "claim").prefetch_related("versions").get(pk=comment_id)
