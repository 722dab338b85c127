"""Rules by verb: names that are struck, left, reached or lie there. Each returns its id, or "" for no."""

from __future__ import annotations

from claims.extraction.place_around import Surroundings
from claims.extraction.place_language import ACTING
from claims.extraction.place_names import Name

_ADVERBS = 2
_LONGEST_LIST = 6
_AUXILIARIES = 7


def by_verb(around: Surroundings, number: int, at: int, *, article: bool) -> str:
    """The rule of a verb before the name or behind it; `at` is the word before the name and its article."""
    name = around.names[number]
    if not around.trusted(name) or around.somebody(name):
        return ""
    return _object(around, name, at, article=article) or _lying(around, name, at) or _suffering(around, number)


def _object(around: Surroundings, name: Name, at: int, *, article: bool) -> str:
    """Object of a verb of leaving, reaching or striking, perhaps with an adverb between."""
    if name.kind in ACTING and not article:
        return ""
    for back in range(_ADVERBS + 1):
        if around.is_in(at - back, "object_verbs"):
            return "object"
        if not around.is_in(at - back, "degrees"):
            return ""
    return ""


def _lying(around: Surroundings, name: Name, at: int) -> str:
    """ "où se trouve NAME"."""
    inverted = around.is_in(at, "lies") and around.is_in(at - 2, "where")
    return "lies" if inverted else ""


def _suffering(around: Surroundings, number: int) -> str:
    """Subject of a passive of something that happens there, alone or in a list: "NAME and NAME have been struck"."""
    last = number
    while last - number < _LONGEST_LIST and last + 1 < len(around.names) and _joined(around, last):
        last += 1
    at = around.names[last].last
    been = False
    for ahead in range(at, at + _AUXILIARIES):
        if around.is_in(ahead, "suffered"):
            return "suffers" if been else ""
        been = been or around.is_in(ahead, "been")
        if not around.is_in(ahead, "been", "have", "degrees"):
            return ""
    return ""


def _joined(around: Surroundings, number: int) -> bool:
    """Whether only joints and articles part a name from the next."""
    between = range(around.names[number].last, around.names[number + 1].first)
    return bool(between) and all(around.is_in(at, "joints", "articles") for at in between)
