"""May two names mean one actor? A score, and the reasons as codes; what it means is for people to decide."""

from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from claims.matching.name_words import name_words, singular
from claims.matching.names import Profile, profile, skeleton, sound

SAME = "same"
PART_OF = "part_of"
PROPOSED_FROM = 0.5
"""Scores below this one are not worth a person's time."""

REASONS = (
    *("spelling", "order", "initial", "surname", "institution", "country_left_out", "words_left_out"),
    *("generic", "acronym", "part", "same_article", "same_role"),
)

_SURNAMES_ALIKE = 0.8
_GIVEN_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Likeness:
    """`kind` is SAME, or PART_OF: the first of the two names is then the part. `score` 0 to 1; `reasons` of REASONS."""

    kind: str
    score: float
    reasons: tuple[str, ...]


def likeness(first: str, second: str, *, same_article: bool = False, same_role: bool = False) -> Likeness | None:
    """Return how two names may belong together, None where nothing speaks for it.

    `same_article`: one article has both; `same_role`: both were given one role.
    """
    one, other = profile(first), profile(second)
    close = same_article or same_role
    found = _acronym(one, other) or _of_kinds(one, other, close=close)
    if not found:
        return None
    extra = ["same_article"] * same_article + ["same_role"] * same_role
    score = min(found.score + 0.05 * same_article + 0.1 * same_role, 1.0)
    return replace(found, score=round(score, 2), reasons=(*found.reasons, *extra)) if score >= PROPOSED_FROM else None


def _of_kinds(one: Profile, other: Profile, *, close: bool) -> Likeness | None:
    if one.office or other.office or not one.core or not other.core:
        return None
    if one.body and other.body:
        return _bodies(one, other, close=close)
    if one.body != other.body:
        return _same(0.7, "generic") if sorted(one.core) == sorted(other.core) and one.proper else None
    return _names(one, other, close=close)


def _same(score: float, *reasons: str) -> Likeness:
    return Likeness(SAME, score, reasons)


def _acronym(one: Profile, other: Profile) -> Likeness | None:
    for short, full in ((one, other), (other, one)):
        if len(short.acronym) > 2 and short.acronym == full.initials and not full.acronym:
            return _same(0.6, "acronym")
    return None


def _bodies(one: Profile, other: Profile, *, close: bool) -> Likeness | None:
    """Institutions of two countries are two; of one, those with the same subject are one, or one part of the other."""
    both = one.countries and other.countries
    if both and not one.countries & other.countries:
        return None
    if one.core == other.core:
        return _of_one_subject(one, other, both=bool(both), close=close)
    small, large = sorted((set(one.core), set(other.core)), key=len)
    telling = any(word not in name_words().common for word in small)
    if one.head == other.head and small < large and (close or (both and telling)):
        return _same(0.6, "words_left_out")
    return None


def _of_one_subject(one: Profile, other: Profile, *, both: bool, close: bool) -> Likeness | None:
    if one.part != other.part:
        return Likeness(PART_OF, 0.7, ("part",)) if both else None
    if one.part and one.head != other.head:
        return None
    if both:
        return _same(0.9, "institution")
    return _same(0.6, "country_left_out") if one.head == other.head and (close or one.proper) else None


def _names(one: Profile, other: Profile, *, close: bool) -> Likeness | None:
    if sorted(one.core) == sorted(other.core):
        return _same(0.8, "generic" if one.core == other.core else "order")
    latin = one.latin and other.latin
    if len(one.core) == 1 or len(other.core) == 1:
        return _single(one, other, close=close, latin=latin)
    if _alike(one.surname, other.surname, _SURNAMES_ALIKE, latin=latin):
        return _given(one, other, latin=latin)
    turned = [skeleton(part) for part in one.core], [skeleton(part) for part in other.core]
    return _same(0.7, "order", "spelling") if sorted(turned[0]) == sorted(turned[1]) else None


def _single(one: Profile, other: Profile, *, close: bool, latin: bool) -> Likeness | None:
    """A surname alone is whoever bears it in the article, or in the same role; or it is the other name, misspelt."""
    if not _alike(one.surname, other.surname, _SURNAMES_ALIKE, latin=latin):
        return None
    spelt = () if one.surname == other.surname else ("spelling",)
    if len(one.core) == len(other.core):
        return _same(0.6, "spelling") if close or not latin else _same(0.5, "spelling")
    longer = max(one.core, other.core, key=len)
    described = singular(longer[0]) in name_words().common
    return _same(0.6, "surname", *spelt) if close and not described else None


def _given(one: Profile, other: Profile, *, latin: bool) -> Likeness | None:
    """Two people of one surname are one person if their first names agree."""
    first, second = one.core[0], other.core[0]
    same_surname = one.surname == other.surname
    spelt = () if same_surname else ("spelling",)
    if first == second:
        return _same(0.9 if spelt else 0.7, *(spelt or ("words_left_out",)))
    if 1 in (len(first), len(second)):
        return _same(0.7, "initial", *spelt) if first[0] == second[0] else None
    short, long = sorted((first, second), key=len)
    feminine = same_surname and long in (short + "e", short + short[-1] + "e")
    if not feminine and _alike(first, second, _GIVEN_ALIKE, latin=latin):
        return _same(0.8, "spelling")
    return None


def _alike(one: str, other: str, least: float, *, latin: bool) -> bool:
    """Return whether two words sound alike; across scripts, vowels are not always written."""
    if one == other:
        return True
    if skeleton(one) != skeleton(other):
        return False
    return not latin or SequenceMatcher(None, sound(one), sound(other), autojunk=False).ratio() >= least
