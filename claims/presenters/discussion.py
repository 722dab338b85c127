"""The discussion of a claim as it is shown: the newest words, what they were before, who is mentioned."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.matching.mentions import mentioned, pieces
from claims.models import Comment, CommentVersion
from claimtrack.accounts.models import User
from claimtrack.accounts.selectors import people_named


@dataclass(frozen=True, slots=True)
class Said:
    """A comment: `pieces` are (words, who is mentioned or None); a comment taken back has none."""

    comment: Comment
    newest: CommentVersion
    pieces: list[tuple[str, User | None]]
    before: list[CommentVersion]


def discussion(comments: Iterable[Comment]) -> list[Said]:
    """Return the comments as they are shown; people are looked up once for all of them."""
    shown = [(comment, list(comment.versions.all())) for comment in comments]
    names = {name for _, versions in shown for name in mentioned(versions[-1].text)}
    people = {user.username.lower(): user for user in people_named(names)} if names else {}
    return [_said(comment, versions, people) for comment, versions in shown]


def _said(comment: Comment, versions: list[CommentVersion], people: dict[str, User]) -> Said:
    newest = versions[-1]
    marked = [(words, people.get(name)) for words, name in pieces(newest.text)]
    return Said(comment, newest, marked, versions[:-1] if newest.text else [])
