"""Who a speaker is: the name inside a noun phrase, and the earlier mention a later one stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from claims.extraction.language import Language
from claims.extraction.name_runs import ELISION, bare, head_of, personal_name, several
from claims.extraction.types import Span

_WORD = re.compile(r"[^\W_]+(?:[-'.&][^\W_]+)*\.?|[,()«»\"“”]")
_ARTICLE = re.compile(r"([^\W\d_]+'|[^\W\d_]+\b)\s*")
_VERB_AT = 2
_PARENTHESIS = re.compile(r"\s*\([^)]*\)|\s*\[[^\]]*\]")


@dataclass(slots=True, eq=False)
class Person:
    """Somebody who spoke: the best name so far, the words that described them. Two with the same words are two."""

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
    indefinite: bool = False
    """Whether it is somebody unnamed: "un habitant"."""

    unnamed: str = ""
    """The words with which the text keeps the name to itself: "sous couvert d'anonymat"."""

    @property
    def proper(self) -> bool:
        """Whether they go by a name of their own."""
        return self.name[:1].isupper() and not self.described


def describe(phrase: str, language: Language) -> Person:
    """Name and role in a noun phrase such as "le maire de Brévannes, Jean Morel"."""
    person = _described(phrase, language)
    return replace(person, words=set(person.words))


@lru_cache(maxsize=1 << 12)
def _described(phrase: str, language: Language) -> Person:
    """The same, worked out once: an article names the same people again and again, and so does the next."""
    phrase = _before_relay(_PARENTHESIS.sub("", phrase).strip(" ,."), language)
    if phrase[:1] in '«“"':
        phrase = phrase.strip(' «»“”"')
    phrase = _without_tail(_without_courtesy(phrase, language), language)
    phrase = _mouthpiece(_signer(_without_capital_article(phrase, language), language), language)
    many = several(phrase, language)
    name = bare(phrase, language) if many else personal_name(phrase, language)
    name = language.names.get(name.lower(), name)
    words = [word.lower() for word in _WORD.findall(ELISION.sub(r"\1 ", phrase))]
    words = [word + "'" if len(word) == 1 and word + "'" in language["words.determiners"] else word for word in words]
    content = {word for word in words if word not in language["words.determiners"] and word[-1:].isalpha()}
    first = words[0] if words else ""
    feminine = _feminine(words, language)
    role = _role(phrase, name, language)
    head = head_of(words, language)
    heads = {head, head_of(role.lower().split(), language)}
    body = not language["bodies"].isdisjoint(heads - language["people"])
    honoured = any(word in language["words.honorifics"] for word in words)
    person = honoured or head in language["people"] or (bool(name) and bool(role) and not body)
    bare_name = (
        name == phrase
        and " " in name
        and language["bodies"].isdisjoint(content)
        and language["bodies.never_people"].isdisjoint(content)
        and first not in language["words.determiners"]
    )
    person = person or bare_name
    joined = not name and any(word in language["words.and"] for word in words[:-1])
    plural = joined or many or _plural(words, head, language)
    described = not name and head in language["people"]
    called = name or bare(phrase.split(",", maxsplit=1)[0], language) or phrase
    called = _trimmed(called.strip(' «»“”"') if called[:1] in '«“"' else called, language)
    owned = first in language["words.possessives"]
    indefinite = first in language["words.indefinites"]
    return Person(
        called, role, person, feminine, plural, content, head, described=described, owned=owned, indefinite=indefinite
    )


def _plural(words: list[str], head: str, language: Language) -> bool:
    """Whether they are several: by the determiner, else by a noun that has a singular of its own."""
    first = words[0] if words else ""
    if first in language["words.determiners"] and first not in language["words.partitive"]:
        return first in language["words.plural"]
    one = head[:-1]
    return first in language["words.plural"] or (
        head[-1:] in language["words.plural_marks"]
        and any(one in language[kind] for kind in ("people", "bodies", "documents", "people.sources"))
    )


def _before_relay(phrase: str, language: Language) -> str:
    """ "plusieurs économistes cités par l'agence Rivage" are the economists."""
    words = phrase.split()
    for index in range(1, len(words) - 1):
        if words[index].lower() in language["relays.cited"]:
            called = " ".join(words[index:]).partition(", ")[2]
            named = len(called.split()) > 1 and all(word[0].isupper() for word in called.split())
            return " ".join(words[:index]) + (f", {called}" if named else "")
    return phrase


def _without_courtesy(phrase: str, language: Language) -> str:
    """ "Madame la ministre Maud Perrin" is the minister."""
    title, stop, name = phrase.partition(".")
    if name[:1].isupper() and title.lower() + stop in language["words.honorifics"]:
        return f"{title}. {name}"  # "M.Perrin"
    first, _, rest = phrase.partition(" ")
    article = re.split(r"(?<=')|\s", rest, maxsplit=1)[0].lower() in language["words.articles"]
    return rest if article and first.lower() in language["words.honorifics"] else phrase


def _trimmed(name: str, language: Language) -> str:
    """Without the mark or the little word that leads on behind a name."""
    words = name.rstrip(" ,;:").split(" ")
    while len(words) > 1 and words[-1].lower() in language["words.leading_on"]:
        words.pop()
    return " ".join(words)


def _without_tail(phrase: str, language: Language) -> str:
    """ "les autorités craignant le pire" are the authorities, "un sondage réalisé du 3 au 5 mars" is a survey."""
    words = phrase.split()
    for index in range(1, len(words)):
        word = words[index]
        after = words[index + 1] if index + 1 < len(words) else ""
        forms = {reading.form for reading in language.verbs.get(word, ())}
        dated = word in language["voices.dated"] and after not in language["words.by"]
        joined = word in language["words.gerund"] and after in language["voices.joined"]
        led = word in language["voices.led"] and after in language["words.by"]
        doing = forms == {"gerund"} and word not in language["people"]
        if doing or dated or joined or led:
            return " ".join(words[:index]).rstrip(",")
    return " ".join(words[:-1]) if len(words) > _VERB_AT and _ends_in_verb(words, language) else phrase


def _ends_in_verb(words: list[str], language: Language) -> bool:
    """ "le Conseil d'État rappelle": a cue that the parser took for an adjective."""
    last, before = words[-1], words[-2].lower()
    noun = any(last in language[name] for name in ("people", "bodies", "documents", "sayings", "bodies.generic"))
    linked = before in language["words.determiners"] or before in language["words.of"] or before.endswith("'")
    finite = any(reading.form == "finite" and not reading.rest for reading in language.verbs.get(last, ()))
    return finite and not noun and not linked


def _mouthpiece(phrase: str, language: Language) -> str:
    """ "la voix de son président" is the president."""
    words = phrase.split(" ", 3)
    spoken = [word for word in words[:2] if word.lower() in language["adverbials.mouths"]]
    return phrase.partition(spoken[0])[2].strip().partition(" ")[2] if spoken and len(words) > 2 else phrase


def _signer(phrase: str, language: Language) -> str:
    """ "un communiqué diffusé samedi par la préfecture" is the prefecture's; other documents speak for themselves."""
    words = ELISION.sub(r"\1 ", phrase).split()
    head = head_of([word.lower() for word in words], language)
    told = head in language["voices.told"] and language["voices.signed"] & set(words)
    if head not in language["voices"] and not told:
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
    head = head_of(words, language)
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


def _role(phrase: str, name: str, language: Language) -> str:
    if not name or name == phrase:
        return "" if name else bare(phrase, language)
    pieces = [" ".join(piece.split()) for piece in phrase.replace(name, "", 1).split(",")]
    rest = ", ".join(piece for piece in _about_people(pieces, language) if piece)
    alone = rest.lower() in language["words.determiners"] or rest.lower() in language["words.honorifics"]
    return bare(rest, language) if rest and not alone else ""


def _about_people(pieces: list[str], language: Language) -> list[str]:
    """From the first piece on that says what somebody is, where one does: not "une étude …, astrophysicien"."""
    for at, piece in enumerate(pieces):
        if head_of(ELISION.sub(r"\1 ", piece).lower().split(), language) in language["people"]:
            return pieces[at:]
    return pieces


def anonymous(person: Person, language: Language) -> bool:
    """Whether it is somebody whom the text describes and does not name; a spokesman's word is that of his house."""
    if person.proper or (person.owned and person.head not in language["people.described"]):
        return False
    if person.head in language["people.sources"]:
        return True
    unnamed = person.indefinite and person.head in language["people"]
    return unnamed and person.head not in language["ties.speaks_for"] and person.head not in language["people.groups"]


def span_text(text: str, span: Span | None) -> str:
    """The words of a span on one line, or ""."""
    return " ".join(text[span[0] : span[1]].split()) if span else ""


def plain_name(words: str, language: Language) -> str:
    """A relay's name: "l'agence russe Sputnik" gives "Sputnik"."""
    words = words.partition(" (")[0]
    if words[:1].isupper():
        return words
    return describe(words, language).name or bare(words, language)
