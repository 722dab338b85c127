"""Whether two names of one article are one name."""

from __future__ import annotations

from functools import lru_cache

from claims.extraction.language import Language
from claims.extraction.name_runs import bare


@lru_cache(maxsize=1 << 12)
def parts(name: str, language: Language) -> tuple[str, ...]:
    """The words of a name in lower case, without its article."""
    return tuple(bare(name, language).lower().split())


def trails_off(name: str, size: int, language: Language) -> bool:
    """Whether a name goes on behind `size` words with a verb ("Conseil d'État juge illégale")."""
    rest = bare(name, language).split()[size:]
    return any(reading.form == "finite" for word in rest[:1] for reading in language.verbs.get(word, ()))


def shorter(own: tuple[str, ...], theirs: tuple[str, ...], *, proper: bool) -> bool:
    """Whether one name is a short form of the other: its last words, or, for a body, its head and some more words."""
    if not own or not theirs:
        return False
    if proper:
        return own == theirs[-len(own) :] or (len(own) > 1 and own == theirs[: len(own)])
    return own[0] == theirs[0] and set(own) <= set(theirs)


def is_surname(short: str, long: str, language: Language) -> bool:
    """Whether a name of one word may be the last of a longer one: no acronym, and no description before it."""
    words = long.split()
    if language["words.by"] & set(words[: -len(short.split())]):
        return False  # "joueuses entraînées par Hugo Rey"
    if " " in short or len(words) == 1:
        return True
    lower = {word for word in words if word.islower()}
    return not short[:2].isupper() and lower <= language["words.name_particles"] | language["words.articles"]
