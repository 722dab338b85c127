"""Who a speaker is: the name inside a noun phrase, and the earlier mention a later one stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claims.extraction.language import Language
from claims.extraction.types import Span

_WORD = re.compile(r"[^\W_]+(?:[-'.&][^\W_]+)*\.?|[,()«»\"“”]")
_ELISION = re.compile(r"\b([ldLD]')")
_ARTICLE = re.compile(r"([^\W\d_]+'|[^\W\d_]+\b)\s*")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)|\s*\[[^\]]*\]")


@dataclass(slots=True)
class Person:
    """Somebody who spoke: the best name so far, the words that described them."""

    name: str
    role: str
    person: bool
    feminine: bool | None
    plural: bool
    words: set[str] = field(default_factory=set)
    head: str = ""
    """The noun that carries the phrase."""
    spoke: bool = False
    """Whether a cue named them, not only a sentence."""
    described: bool = False
    """Whether the name is but a description: "PDG de la régie"."""
    owned: bool = False
    """Whether it is somebody's: "son avocat"."""

    @property
    def proper(self) -> bool:
        """Whether they go by a name of their own."""
        return self.name[:1].isupper() and not self.described


def describe(phrase: str, language: Language) -> Person:
    """Name and role in a noun phrase such as "le maire de Brévannes, Jean Morel"."""
    phrase = _before_relay(_PARENTHESIS.sub("", phrase).strip(" ,."), language)
    if phrase[:1] in '«“"':
        phrase = phrase.strip(' «»“”"')
    phrase = _mouthpiece(_signer(_without_capital_article(phrase, language), language), language)
    several = _several(phrase, language)
    name = phrase if several else _personal_name(phrase, language)
    name = language.names.get(name.lower(), name)
    words = [word.lower() for word in _WORD.findall(_ELISION.sub(r"\1 ", phrase))]
    words = [word + "'" if len(word) == 1 and word + "'" in language["words.articles"] else word for word in words]
    content = {word for word in words if word not in language["words.determiners"] and word[-1:].isalpha()}
    first = words[0] if words else ""
    feminine = _feminine(words, language)
    role = _role(phrase, name, language)
    head = _head(words, language)
    body = head in language["bodies"] and head not in language["people"]
    honoured = any(word in language["words.honorifics"] for word in words)
    person = honoured or head in language["people"] or (bool(name) and bool(role) and not body)
    bare_name = (
        name == phrase
        and " " in name
        and not content & language["bodies"]
        and first not in language["words.determiners"]
    )
    person = person or bare_name
    joined = not name and any(word in language["words.and"] for word in words[:-1])
    plural = first in language["words.plural"] or joined or several
    described = not name and head in language["people"]
    called = name or bare(phrase.split(",", maxsplit=1)[0], language)
    owned = first in language["words.possessives"]
    return Person(called, role, person, feminine, plural, content, head, described=described, owned=owned)


def _before_relay(phrase: str, language: Language) -> str:
    """ "plusieurs économistes cités par l'agence Rivage" are the economists."""
    words = phrase.split()
    for index in range(1, len(words) - 1):
        if words[index].lower() in language["relays.cited"]:
            return " ".join(words[:index])
    return phrase


def _mouthpiece(phrase: str, language: Language) -> str:
    """ "la voix de son président" is the president."""
    words = phrase.split(" ", 3)
    spoken = [word for word in words[:2] if word.lower() in language["adverbials.mouths"]]
    return phrase.partition(spoken[0])[2].strip().partition(" ")[2] if spoken and len(words) > 2 else phrase


def _signer(phrase: str, language: Language) -> str:
    """ "un communiqué diffusé samedi par la préfecture" is the prefecture's; other documents speak for themselves."""
    words = _ELISION.sub(r"\1 ", phrase).split()
    if _head([word.lower() for word in words], language) not in language["voices"]:
        return phrase
    links = language["words.by"] if language["voices.signed"] & set(words) else language["words.of"]
    for at in range(1, len(words) - 1):
        if words[at].lower() not in links:
            continue
        after = at + 1 + (words[at + 1].lower() in language["words.articles"])
        voice = " ".join(words[after : after + 1])
        if voice[:1].isupper() or voice in language["bodies"] or voice in language["people"]:
            return " ".join(words[after:]).replace("' ", "'")
    return phrase


def _feminine(words: list[str], language: Language) -> bool | None:
    """Grammatical gender as far as the words show it."""
    if any(word in language["words.honorifics_feminine"] or word in language["people.feminine"] for word in words):
        return True
    if words[:1] and words[0] in language["words.masculine"]:
        return False
    if words[:1] and words[0] in language["words.feminine"]:
        return True
    head = _head(words, language)
    return True if head in language["bodies.feminine"] else False if head in language["bodies.masculine"] else None


def _without_capital_article(phrase: str, language: Language) -> str:
    """The phrase with its sentence-initial article in lower case or, before a name, left out."""
    match = _ARTICLE.match(phrase)
    if not match or match.group(1).lower() not in language["words.determiners"]:
        return phrase
    rest = phrase[match.end() :]
    return (
        rest if rest[:1].isupper() and match.group(1)[:1].isupper() else match.group(1).lower() + phrase[match.end(1) :]
    )


def bare(phrase: str, language: Language) -> str:
    """The phrase without its leading article."""
    match = re.match(r"([^\W\d_]+')?", phrase)
    if match and match.group().lower() in language["words.articles"] | {"d'"}:
        return phrase[match.end() :].strip()
    first, _, rest = phrase.partition(" ")
    if rest and (first.lower() in language["words.articles"] or first.lower() in language["words.dropped"]):
        return rest.strip()
    return phrase


def _head(words: list[str], language: Language) -> str:
    for word in words:
        if word not in language["words.determiners"] and word not in language["words.adjectives_before"]:
            return word
    return ""


def _personal_name(phrase: str, language: Language) -> str:
    """The longest run of capitalised words that a role or an honorific introduces or follows."""
    pieces = _pieces(phrase, language)
    for piece in pieces:
        words = piece.split()
        if words and words[0].lower() in language["words.honorifics"]:
            return " ".join(words[1:]) or piece
    for number, piece in enumerate(pieces):
        words = piece.split()
        if (
            words
            and all(_capital(word, language) for word in words)
            and len(pieces) > 1
            and words[0].lower() not in language["words.determiners"]
        ):
            return piece
        if number == 0 and len(words) == 1 and _capital(words[0], language):
            return bare(piece, language)
    return _tail_name(pieces[0], language)


def _several(phrase: str, language: Language) -> bool:
    """ "Hugo Rey, Maud Perrin et Ali Haddad" are three."""
    names = re.split(r", | (?:{}) ".format("|".join(sorted(language["words.and"]))), phrase)
    return len(names) > 1 and all(
        " " in name
        and name.split()[0] in language.given_names
        and all(_capital(word, language) for word in name.split())
        for name in names
    )


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
    words = _ELISION.sub(r"\1 ", piece).split()
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
        return " ".join(run)
    before = words[start - 1].lower()
    if before in language["words.of"] or before in language["words.determiners"] or before in language["words.to"]:
        return (
            " ".join(run[1:])
            if len(run) > 2 and _head([w.lower() for w in words], language) in language["people"]
            else ""
        )
    lowered = [word.lower() for word in words[:start]]
    if _complement(lowered, language):
        return ""
    outlet = any(word in language["relays.media"] or word in language["bodies.generic"] for word in lowered)
    known = before in language["people"] or outlet
    return " ".join(run) if len(run) > 1 or known else ""


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
    nouns = [at for at, word in enumerate(words) if word in language["people"]]
    if not nouns or words[nouns[-1] - 1 : nouns[-1]] == []:
        return False
    at = nouns[-1] - 1
    while at > 0 and (words[at] in language["words.articles"] or words[at] in language["words.adjectives_before"]):
        at -= 1
    return at > 0 and (words[at] in language["words.of"] or words[at] in language["words.by"])


def _role(phrase: str, name: str, language: Language) -> str:
    if not name or name == phrase:
        return "" if name else bare(phrase, language)
    rest = phrase.replace(name, "").strip(" ,")
    return bare(rest, language) if rest else ""


def span_text(text: str, span: Span | None) -> str:
    """The words of a span on one line, or ""."""
    return " ".join(text[span[0] : span[1]].split()) if span else ""


def plain_name(words: str, language: Language) -> str:
    """A relay's name: "l'agence russe Sputnik" gives "Sputnik"."""
    if words[:1].isupper():
        return words
    return describe(words, language).name or bare(words, language)
