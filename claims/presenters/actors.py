"""What the page of an actor shows: proposals with their reasons, relations from its side, roles, names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from claims.matching.names import fold_name
from claims.models import Actor, ActorAlias, Claim, Lookalike, ProposalState, Relation, RelationKind

REASONS: dict[str, str | Promise] = {
    "spelling": gettext_lazy("another spelling of the same sounds"),
    "order": gettext_lazy("the same words in another order"),
    "initial": gettext_lazy("the first name shortened"),
    "surname": gettext_lazy("the surname alone"),
    "institution": gettext_lazy("the same kind of institution, of the same country"),
    "country_left_out": gettext_lazy("the same institution, one without its country"),
    "words_left_out": gettext_lazy("one name is a part of the other"),
    "generic": gettext_lazy("they differ only by words such as “agency” or “news”"),
    "acronym": gettext_lazy("one is made of the initials of the other"),
    "part": gettext_lazy("a part and the whole"),
    "same_article": gettext_lazy("both stand in one article"),
    "same_role": gettext_lazy("both have the same role"),
}
# A relation as it reads from its other end.
INVERSE: dict[str, str | Promise] = {
    RelationKind.OWNED_BY: gettext_lazy("owns"),
    RelationKind.CONTROLLED_BY: gettext_lazy("controls"),
    RelationKind.PART_OF: pgettext_lazy("relation", "has as a part"),
    RelationKind.FUNDED_BY: gettext_lazy("funds"),
    RelationKind.SPEAKS_FOR: gettext_lazy("has as its voice"),
    RelationKind.MEMBER_OF: gettext_lazy("has as a member"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A name as it was read, and the newest claim that has it."""

    alias: ActorAlias
    claim: Claim | None


@dataclass(slots=True)
class Double:
    """Another actor that may be the same: the pairs of names that say so, and why."""

    other: Actor
    pairs: list[tuple[Words, Words]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    state: str = ProposalState.PROPOSED
    decision: Lookalike | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A relation as the page of one of its two ends tells it."""

    relation: Relation
    other: Actor
    words: str


@dataclass(slots=True)
class RoleSeen:
    words: str
    first: Any
    last: Any
    claims: int


def doubles(actor: Actor, found: Iterable[Lookalike], newest: dict[int, Claim]) -> list[Double]:
    """Return the actors that may be this one, likeliest first; one that was rejected once stays so."""
    by_actor: dict[int, Double] = {}
    for like in found:
        mine, theirs = (like.first, like.second) if like.first.actor_id == actor.pk else (like.second, like.first)
        double = by_actor.setdefault(theirs.actor_id, Double(theirs.actor))
        double.pairs.append((Words(mine, newest.get(mine.pk)), Words(theirs, newest.get(theirs.pk))))
        double.reasons += [reason for reason in like.reasons if reason not in double.reasons]
        if like.state == ProposalState.REJECTED:
            double.state, double.decision = like.state, like
    return list(by_actor.values())


def links(actor: Actor, relations: Iterable[Relation]) -> list[Link]:
    """Return the relations of an actor in words that start with it."""
    return [_link(actor, relation) for relation in relations]


def roles(actor: Actor, rows: Iterable[dict[str, Any]]) -> list[RoleSeen]:
    """Return roles with the days between which articles give them; writings of one role are one, a name is none."""
    found: dict[str, RoleSeen] = {}
    names = {fold_name(actor.name), *(alias.folded for alias in actor.aliases.all())}
    for row in rows:
        key = fold_name(row["speaker_role"])
        if key in names:
            continue
        role = found.setdefault(key, RoleSeen(row["speaker_role"], None, None, 0))
        role.first = _extreme(min, role.first, row["first"])
        role.last = _extreme(max, role.last, row["last"])
        role.claims += row["claims"]
    return list(found.values())


def countries() -> list[tuple[str, str]]:
    """Return (code, name) of all countries, by name in the reader's language."""
    territories = Locale(get_language() or "fr").territories
    rows = [(code, str(name)) for code, name in territories.items() if len(code) == 2 and code.isalpha()]
    return sorted(rows, key=lambda row: fold_name(row[1]))


def reason_words(code: str) -> str:
    """Return why two names may mean one actor; the code itself for one that has no words yet."""
    return str(REASONS.get(code, code))


def _link(actor: Actor, relation: Relation) -> Link:
    if relation.subject_id == actor.pk:
        return Link(relation, relation.object, relation.get_kind_display())
    return Link(relation, relation.subject, str(INVERSE[relation.kind]))


def _extreme(choose: Any, one: Any, other: Any) -> Any:
    days: Sequence[Any] = [day for day in (one, other) if day]
    return choose(days) if days else None
