"""The name inside a noun phrase: "le maire de Sorval, Hugo Rey" is Hugo Rey, "le parquet de Sorval" nobody."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claims.extraction.language import Language
from claims.extraction.place_context import country_of_demonym

ELISION = re.compile(r"\b([ldLD]')")
_FULL = 2
_ACRONYM = 6


@lru_cache(maxsize=1 << 12)
def bare(phrase: str, language: Language) -> str:
    """The phrase without its leading article."""
    match = re.match(r"([^\W\d_]+')?", phrase)
    elided = match.group().lower() if match else ""
    if match and (elided in language["words.articles"] or elided == "d'"):
        return phrase[match.end() :].strip()
    first, _, rest = phrase.partition(" ")
    if first.lower() in language["words.many"]:
        return re.sub(r"^(?:d'|de |des )", "", rest)
    if rest.partition(" ")[0].lower() in language["words.of"]:
        return phrase  # "un de ses avocats"
    if rest and (first.lower() in language["words.articles"] or first.lower() in language["words.dropped"]):
        return rest.strip()
    return phrase


def head_of(words: list[str], language: Language) -> str:
    """The noun that carries a phrase, from its words in lower case."""
    for word in words:
        if word not in language["words.determiners"] and word not in language["words.adjectives_before"]:
            return word
    return ""


def personal_name(phrase: str, language: Language) -> str:
    """The run of capitalised words that a role or an honorific introduces or follows, or the phrase starts with; ""."""
    pieces = _pieces(phrase, language)
    for piece in pieces:
        words = piece.split()
        if words and words[0].lower() in language["words.honorifics"]:
            return " ".join(words[1:]) or piece
    words = pieces[0].split()
    named = words[words[:1] != [] and words[0].lower() in language["words.articles"] :]
    if _of_a_people(named, language):
        return " ".join(named[1:])  # "le Français Hugo Rey"
    leading = _leading(words, language)
    if leading:
        return leading
    for number, piece in enumerate(pieces):
        words = piece.split()
        apposed = ELISION.sub("", piece, count=1).split() if number else []
        apposed = apposed[apposed[:1] != [] and apposed[0] in language["words.articles"] :]
        if _of_a_people(apposed, language):
            return " ".join(apposed[1:])  # "la doyenne, l'Allemande Maud Perrin"
        names = bool(words) and all(_capital(word, language) for word in words)
        if names and len(pieces) > 1 and words[0].lower() not in language["words.determiners"]:
            return piece
        if number == 0 and len(words) == 1 and names:
            return bare(piece, language)
    return _tail_name(pieces[0], language)


def _of_a_people(words: list[str], language: Language) -> bool:
    """ "Allemande Maud Perrin": a capital, the people, then a whole name."""
    if len(words) <= _FULL or not words[0][:1].isupper() or not all(_capital(word, language) for word in words):
        return False
    return bool(country_of_demonym(words[0].lower(), language.code)) and words[1][:1].isupper()


def last_of_two(words: list[str], language: Language) -> int:
    """Where the second name starts in two that nothing parts: "Hugo Rey Maud Perrin"; 0 where there is one."""
    given = [at for at, word in enumerate(words) if word in language.given_names]
    whole = len(words) == 2 * _FULL and given == [0, _FULL]
    return _FULL if whole else 0


def several(phrase: str, language: Language) -> bool:
    """ "Hugo Rey, Maud Perrin et Ali Haddad" are three; "le Figaro et Mediapart" are two."""
    any_joint, last_joint = _joints(language["words.and"])
    if not last_joint.search(phrase):
        return False
    names = [name for name in any_joint.split(phrase) if name]
    last = last_joint.split(phrase)[-1]
    return len(names) > 1 and last == names[-1] and all(_one_of_several(name, language) for name in names)


@cache
def _joints(words: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    either = "|".join(sorted(words))
    return re.compile(rf", (?:{either}) |, | (?:{either}) "), re.compile(rf" (?:{either}) ")


def _one_of_several(name: str, language: Language) -> bool:
    words = ELISION.sub(r"\1 ", name).split()
    article = words[0].lower() in language["words.articles"] | language["words.possessives"]
    if article:
        head = head_of([word.lower() for word in words], language)
        return words[1:] != [] and (words[1][0].isupper() or head in language["bodies"] or head in language["people"])
    return all(_capital(word, language) for word in words) and words[0][0].isupper()


def _leading(words: list[str], language: Language) -> str:
    """ "Maud Perrin du syndicat des postes": the full name that the phrase starts with."""
    end = 0
    while end < len(words) and _capital(words[end], language) and words[end].lower() not in language["words.of"]:
        end += 1
    links = language["words.of"] | language["words.to"]
    full = end >= _FULL and words[0] in language.given_names
    follow = end < len(words) and (words[end].lower() in links or words[end].lower()[:2] in links)
    return " ".join(words[:end]).rstrip(",") if full and follow else ""


def _pieces(phrase: str, language: Language) -> list[str]:
    """What stands between commas; a list of complements ("ministre des Postes, de la Presse") is one piece."""
    pieces: list[str] = []
    for piece in phrase.split(","):
        first = re.split(r"(?<=')|\s", piece.strip(), maxsplit=1)[0].lower()
        if pieces and first in language["words.of"]:
            pieces[-1] += "," + piece
        else:
            pieces.append(piece.strip())
    return pieces


def _capital(word: str, language: Language) -> bool:
    """Whether a word can stand in a proper name: "Morel", "al-Nosra", "d'Arvor", "de"."""
    prefix, _, rest = word.partition("-") if "-" in word[:4] else word.partition("'")
    lowered = word[:1].islower() and rest[:1].isupper() and len(prefix) <= 2 and prefix.lower() not in ("l", "qu")
    return word[:1].isupper() or lowered or word.lower() in language["words.name_particles"]


def _tail_name(piece: str, language: Language) -> str:
    """ "le porte-parole du ministère Jean Morel" ends with the name of its head; "le parquet de Paris" does not."""
    words = ELISION.sub(r"\1 ", piece).split()
    given = _given_run(words, language)
    if given:
        return given
    start = len(words)
    while start > 0 and _capital(words[start - 1], language):
        start -= 1
    while start < len(words) and words[start].lower() in language["words.name_particles"]:
        start += 1
    run = words[start:]
    if not run or start == 0:
        return _joined(run)
    lowered = [word.lower() for word in words[:start]]
    head = head_of(lowered, language)
    if (
        lowered[-1]
        in language["words.of"] | language["words.determiners"] | language["words.to"] | language["words.by"]
    ):
        place = len(run) > _FULL and head in language["people"] and run[0] not in language.given_names
        place = place and run[1][0].isupper()
        return _joined(run[1:]) if place else ""
    if _complement(lowered, language):
        return ""
    return _joined(run) if _takes_name(lowered, head, run, language) else ""


def _joined(run: list[str]) -> str:
    return " ".join(run).replace("' ", "'")


def _takes_name(before: list[str], head: str, run: list[str], language: Language) -> bool:
    """Whether the words before a run make it their name: "la banque NAME", not "un gérant de la banque NAME"."""
    outlet = language["relays.media"] | language["bodies.generic"]
    if head in language["documents"] and before[-1] == head:
        return False  # "un sondage BVA Opinion"
    if head in language["people"] and set(before) & language["bodies.generic"]:
        return False
    if head in language["people"] and country_of_demonym(before[-1], language.code):
        return not run[0].isupper()  # "le président américain Rey"
    if before[-1] in language["people"]:
        return len(run) > 1 or not (run[0].isupper() and len(run[0]) < _ACRONYM)
    return len(run) > 1 or bool(outlet & set(before))


def _given_run(words: list[str], language: Language) -> str:
    """ "le juge Hugo Rey de l'État de Sorval": the run that starts with a first name right behind the role."""
    for at in range(1, len(words) - 1):
        before = words[at - 1].lower()
        link = any(before in language[name] for name in ("words.of", "words.to", "words.determiners", "words.by"))
        if words[at] in language.given_names and not link and words[at + 1][0].isupper():
            name = _capital(words[at - 1], language) and before not in language["bodies"]
            if name or _complement([word.lower() for word in words[:at]], language):
                return ""
            end = at
            while (
                end < len(words) and _capital(words[end], language) and words[end].lower() not in language["words.of"]
            ):
                end += 1
            return " ".join(words[at:end])
    return ""


def _complement(words: list[str], language: Language) -> bool:
    """Whether the noun that names somebody depends on another one: "la lettre du président américain NAME"."""
    rights = language["people.rights"]
    nouns = [at for at, word in enumerate(words) if word in language["people"] and rights.isdisjoint(words[:at][-3:-2])]
    if not nouns or words[nouns[-1] - 1 : nouns[-1]] == []:
        return False
    at = nouns[-1] - 1
    while at > 0 and (words[at] in language["words.articles"] or words[at] in language["words.adjectives_before"]):
        at -= 1
    return at > 0 and (words[at] in language["words.of"] or words[at] in language["words.by"])
