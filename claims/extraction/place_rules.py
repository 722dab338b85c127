"""Decides from the words around a name whether it says where. Each rule returns its id, or "" for no."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from claims.extraction.place_around import Surroundings
from claims.extraction.place_language import ACTING, REGION, SEAT, fold
from claims.extraction.place_names import Name
from claims.extraction.place_verbs import by_verb

QUARTER = "quarter"
"""The rule for a part of a town: no town of that name is meant."""
LISTED = "list"

_REACH = 3
_LONGEST_LIST = 6


def place_rule(around: Surroundings, number: int, taken: Sequence[int]) -> str:
    """The rule by which the name says where; `taken` are the numbers of the names before it that do."""
    name = around.names[number]
    at = _before(around, name)
    article = around.is_in(name.first - 1, "articles")
    if _is_none(around, name):
        return ""
    if around.lower(at) not in around.language.leads or _addressed(around, number):
        return by_verb(around, number, at, article=article)
    return (
        _by_preposition(around, name, at, article=article)
        or _by_class(around, name, at)
        or _by_list(around, number, taken)
        or _by_bracket(around, number, at, taken)
        or by_verb(around, number, at, article=article)
    )


def _before(around: Surroundings, name: Name) -> int:
    """The word before a name and its article, square brackets left out ("[en] NAME")."""
    at = name.first - 1
    while around.is_in(at, "articles") or around.lower(at) == "]":
        at -= 1
    return at


def strong_rule(around: Surroundings, number: int) -> str:
    """Like `place_rule`, but only what needs no other knowledge: a place by class word, or by a bare preposition."""
    name = around.names[number]
    at = name.first - 1
    if around.lower(at) not in around.language.leads or _is_none(around, name):
        return ""
    if around.is_in(at, "in"):
        return "in"
    if around.is_in(at, "at") and not _dative(around, at) and _is_single(around, name):
        return "at"
    return _by_class(around, name, at)


def _is_none(around: Surroundings, name: Name) -> bool:
    """Whether it is no place, whatever stands before it."""
    folded = fold(name.text)
    listed = folded in around.language.never and not _department(around, name, folded)
    listed = listed or (not name.kind and around.is_in(name.first, "streets"))
    return listed or _is_acronym(name) or _is_person(around, name)


def _department(around: Surroundings, name: Name, folded: str) -> bool:
    """ "le département du Nord", not "le Nord"."""
    named = folded in around.language.words["twofold"] and around.is_in(name.first - 1, "of")
    return named and _governed(around, name.first - 1, "departments", _REACH)


def _is_single(around: Surroundings, name: Name) -> bool:
    """One word, but for an article that belongs to the name."""
    return name.last - name.first - around.is_in(name.first, "articles") == 1


def _is_acronym(name: Name) -> bool:
    return len(name.text) == 1 or (not name.kind and name.text.isupper())


def _is_person(around: Surroundings, name: Name) -> bool:
    titled = around.is_in(name.first - 1, "persons") or around.is_in(name.first, "persons")
    return not name.kind and (titled or fold(name.text) in around.surnames)


def _dative(around: Surroundings, at: int) -> bool:
    """Whether the preposition at that word addresses somebody instead of placing something."""
    return any(around.is_in(at - back, "dative") for back in (1, 2))


def _addressed(around: Surroundings, number: int) -> bool:
    """Whether the name, or the list that it goes on with, is addressed: "supplied to X, to Y and to Z"."""
    for index in range(number, max(number - _LONGEST_LIST, -1), -1):
        at = around.names[index].first - 1
        while around.is_in(at, "articles"):
            at -= 1
        if not around.is_in(at, "at", "at_the"):
            return False
        if _dative(around, at):
            return True
        if index == 0 or not all(around.is_in(gap, "joints") for gap in range(around.names[index - 1].last, at)):
            return False
    return False


def _by_preposition(around: Surroundings, name: Name, at: int, *, article: bool) -> str:
    trusted = around.trusted(name)
    single = _is_single(around, name)
    if around.is_in(at, "in") and not article:
        return "in" if trusted or single else ""
    if around.is_in(at, "at"):
        if article and (name.kind in ACTING or not trusted) and not around.is_in(name.first, "islands"):
            return ""
        sure = trusted or single or around.is_in(at - 1, "located") or _explained(around, name)
        return "at" if sure else ""
    if around.is_in(at, "at_the"):
        return "at_the" if name.kind else ""
    if around.is_in(at, "inside"):
        return "inside" if trusted or (single and not article) else ""
    if around.is_in(at, "around"):
        trusted = trusted or (single and not article and _governed(around, at, "strikes", _REACH))
        return "around" if trusted and not (around.is_in(at, "from") and name.kind in ACTING and not article) else ""
    if around.is_in(at, "against"):
        return "struck" if trusted and not article and _governed(around, at, "strikes", _REACH) else ""
    if around.is_in(at, "with"):
        return "shared" if trusted and _governed(around, at, "shared", _REACH) else ""
    if around.is_in(at, "for"):
        return "for" if trusted and _governed(around, at, "leaving", 8) else ""
    if around.is_in(at, "of"):
        return _by_of(around, name, at, article=article or around.lower(at) in ("du", "des"))
    return ""


def _explained(around: Surroundings, name: Name) -> bool:
    """ "à NAME NAME, une petite ville", "à NAME NAME (REGION)": what stands behind says what it is."""
    if around.lower(name.last) in ("(", "["):
        return any(near.first == name.last + 1 and near.kind for near in around.names_after(name))
    if around.lower(name.last) != ",":
        return False
    ahead = range(name.last + 1, name.last + 1 + _REACH)
    return any(around.is_in(at, "classes") and not around.is_in(at, "of", "in", "at") for at in ahead)


def _by_of(around: Surroundings, name: Name, at: int, *, article: bool) -> str:
    if _after_around(around, at):
        bound = around.is_in(at - 1, "bound") and around.is_in(at - 2, "in", "at")
        bound = bound and not article and _is_single(around, name)
        return "around" if bound or around.trusted(name) else ""
    head = _head(around, at)
    if head in around.language.words["classes"]:
        return ""
    if head in around.language.words["areas"]:
        sure = head in around.language.words["directions"] or not article
        return "area" if around.trusted(name) or sure else ""
    if (around.is_in(at - 1, "origins") or around.is_in(name.last, "headed")) and _is_single(around, name):
        return "from"
    if not around.trusted(name) or name.kind == SEAT:
        return ""
    if _governed(around, at, "from_verbs", _REACH) or _leads_on(around, name):
        return "from"
    owning = name.kind in ACTING or (article and name.kind == REGION)
    owning = owning and head not in around.language.words["grounds"]
    if fold(name.text) in around.language.governments and head not in around.language.words["scenes"]:
        return ""
    if owning or not head or head in around.language.words["owners"] or head in around.language.words["streets"]:
        return ""
    return "of"


def _after_around(around: Surroundings, at: int) -> bool:
    return around.is_in(at - 1, "around") and not around.is_in(at - 1, "from")


def _head(around: Surroundings, at: int) -> str:
    """The noun that a word "of" depends on: the nearest one that a list knows, else the word before."""
    lists = around.language.words
    for back in range(1, _REACH + 1):
        word = around.lower(at - back)
        if not word or not word[0].isalpha() or word in lists["joints"]:
            break
        if word in lists["ambiguous"] and not around.is_in(at - back - 1, "articles"):
            continue
        if word in lists["classes"] or word in lists["areas"] or word in lists["owners"]:
            return word
    before = around.lower(at - 1)
    return before if before[:1].isalpha() else ""


def _governed(around: Surroundings, at: int, name: str, reach: int) -> bool:
    return any(around.is_in(at - back, name) for back in range(1, reach + 1))


def _leads_on(around: Surroundings, name: Name) -> bool:
    """Whether a way goes on from there: "from X toward Y"."""
    after = name.last
    while around.is_in(after, "articles"):
        after += 1
    return around.is_in(after, "toward") and around.lower(after) not in around.language.words["in"]


def _by_class(around: Surroundings, name: Name, at: int) -> str:
    """A class word before the name, with "of" and perhaps an adjective between, or with nothing between."""
    if around.is_in(at, "direct_classes") and at == name.first - 1:
        return "class" if _is_led(around, at) else ""
    if not around.is_in(at, "of"):
        return ""
    articled = at < name.first - 1 or not around.is_in(at, "of_bare")
    for back in range(1, _REACH + 1):
        word = around.lower(at - back)
        if word in around.language.words["streets"]:
            return ""
        if word in around.language.words["classes"]:
            if word in around.language.words["soft_classes"] and articled and not around.trusted(name):
                return ""
            part = word in around.language.words["quarters"] and around.is_in(at - back - 1, "articles", "of", "at_the")
            wide = word in around.language.words["wide"] and bool(name.kind) and not articled
            return QUARTER if part and not wide else "class"
        if not word or not word[0].isalpha() or word in around.language.words["owners"]:
            return ""
    return ""


def _is_led(around: Surroundings, at: int) -> bool:
    """Whether a preposition stands before the word, so that it does not act."""
    at -= 1
    while around.is_in(at, "articles"):
        at -= 1
    return around.is_in(at, "in", "at", "at_the", "inside", "around", "of")


def _by_list(around: Surroundings, number: int, taken: Sequence[int]) -> str:
    """The next of a list of places; an unknown name only where a conjunction closes the list."""
    name = around.names[number]
    if not taken or taken[-1] != number - 1:
        return _by_apposition(around, name)
    before = around.names[number - 1]
    between = [around.lower(at) for at in range(before.last, name.first)]
    lists = around.language.words
    joints = lists["joints"] | lists["of"] | lists["articles"] | lists["at"]
    if not between or any(word not in joints for word in between):
        return ""
    if around.trusted(name) or any(word in lists["and"] for word in between):
        return LISTED
    return LISTED if _closes(around, number) else ""


def _closes(around: Surroundings, number: int) -> bool:
    """Whether only commas stand between the following names until a conjunction comes."""
    for name, after in pairwise(around.names[number : number + _LONGEST_LIST * 2]):
        between = [around.lower(at) for at in range(name.last, after.first)]
        if any(word in around.language.words["and"] for word in between):
            return len(between) <= 2
        if between != [","]:
            return False
    return False


def _by_apposition(around: Surroundings, name: Name) -> str:
    """Named behind a comma after a plural class word: "two towns under siege, X and Y"."""
    if around.lower(name.first - 1) != "," or not around.is_in(name.last, "and"):
        return ""
    return "apposition" if _governed(around, name.first - 1, "plural_classes", 8) else ""


def _by_bracket(around: Surroundings, number: int, at: int, taken: Sequence[int]) -> str:
    name = around.names[number]
    follows = bool(taken) and taken[-1] == number - 1 and around.names[number - 1].last == at
    opened = around.lower(at) == "(" or (around.lower(at) == "[" and follows)  # "[NAME]" alone says who is meant
    if (
        opened
        and around.trusted(name)
        and (around.lower(name.last) in (")", "]", ",") or around.is_in(name.last, "and"))
    ):
        return "bracket"
    behind = bool(taken) and taken[-1] == number - 1 and around.names[number - 1].last == name.first - 1
    return "within" if behind and around.lower(name.first - 1) == "," and name.kind else ""
