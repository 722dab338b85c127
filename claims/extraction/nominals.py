"""Where a noun phrase ends: the grammar of who is named at a cue."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.enumerations import closing_and, first_and_last
from claims.extraction.language import Language
from claims.extraction.passage import Passage
from claims.extraction.phrase_parts import counts_on, parenthesis, quoted_name, those_who
from claims.extraction.place_context import country_of_demonym
from claims.extraction.quotations import OPENING_MARKS
from claims.extraction.set_phrases import set_phrase

_APPOSITION = 30
_PHRASE = 4
_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM", "X", "SYM", "DET")


@dataclass(slots=True)
class _Walk:
    """What has been read of a phrase so far."""

    start: int
    apposed: bool
    """Whether the phrase is itself an apposition, which takes no other."""
    named: bool = False
    participial: bool = False
    after_preposition: bool = True
    last_noun: str = ""


def starts_phrase(passage: Passage, at: int, limit: int, language: Language) -> bool:
    """Whether a noun phrase can start at this word."""
    if at >= limit:
        return False
    word, pos = passage.words[at], passage.pos[at]
    if is_date(passage, at, limit, language) or word in language["adverbials.stop"]:
        return False
    if word in OPENING_MARKS and passage.quote[at] < 0:
        size = quoted_name(passage, at, limit)
        return size > 0 and not passage.has_verb(at, at + size)
    if word in language["words.that_of"]:
        return those_who(passage, at, limit, language) > 0
    if word in language["words.determiners"] or word in language["words.honorifics"]:
        after = passage.words[at + 1] if at + 1 < limit else ""
        return word not in language["words.partitive"] or after in language["words.after_partitive"]
    if word in language["words.third_person"] or (word[:1].isdigit() and not passage.words[at - 1][:1].isdigit()):
        return True
    if passage.finite[at] and not passage.capital(at):
        return False
    if pos in ("NOUN", "PROPN", "ADJ", "NUM", "X"):
        return not set_phrase(passage, at, min(limit, at + _PHRASE), language)
    opening = at == 0 or passage.unit_of[at] != passage.unit_of[at - 1]
    if passage.capital(at) and passage.text[passage.starts[at]].islower() and word.isalnum():
        return True
    return passage.capital(at) and word.isalnum() and not (opening or pos in ("ADP", "SCONJ", "CCONJ", "ADV", "PRON"))


def is_date(passage: Passage, at: int, limit: int, language: Language) -> bool:
    """Whether a date starts here: "vendredi", "ce matin", "le 3 mars", "la semaine dernière"."""
    word = passage.words[at]
    if word in language["when"]:
        return not passage.capital(at) or at == 0 or passage.unit_of[at] != passage.unit_of[at - 1]
    if word in language["when.openers"] and at + 1 < limit:
        return passage.words[at + 1] in language["when"] or passage.words[at + 1] in language["when.nouns"]
    follow = passage.words[at + 1] if at + 1 < limit else ""
    if word in language["words.demonstratives"] or word in language["words.articles"]:
        if follow in language["when"] or follow in language["when.deictic"]:
            return True
        if follow in language["when.nouns"]:
            return word in language["words.demonstratives"] or _dated(passage, at + 2, limit, language)
        return follow[:1].isdigit() and at + 2 < limit and passage.words[at + 2] in language["when"]
    return False


def _dated(passage: Passage, at: int, limit: int, language: Language) -> bool:
    return at < limit and (passage.pos[at] == "ADJ" or passage.words[at] in language["when.after"])


def phrase_end(passage: Passage, at: int, limit: int, language: Language, *, apposed: bool = False) -> int:
    """One past the last word of the noun phrase that starts at `at`; `at` itself where none does."""
    if not starts_phrase(passage, at, limit, language):
        return at
    if passage.words[at] in language["words.third_person"] or passage.words[at].startswith("-"):
        return at + 1
    walk = _Walk(start=at, apposed=apposed)
    index = at
    while index < limit:
        step = _step(passage, index, limit, language, walk)
        if not step:
            break
        index += step
    while index > at + 1 and _dangling(passage, index - 1, language):
        index -= 1
    return index


def _dangling(passage: Passage, at: int, language: Language) -> bool:
    """Whether a word links to what no longer belongs to the phrase."""
    link = passage.words[at] in language["adverbials.inside"] and not passage.capital(at)
    return link or (passage.pos[at] in ("ADP", "CCONJ", "DET") and passage.words[at] != ")")


def _step(passage: Passage, index: int, limit: int, language: Language, walk: _Walk) -> int:
    """How many words from `index` on still belong to the phrase; 0 ends it."""
    word, pos = passage.words[index], passage.pos[index]
    if word in OPENING_MARKS and passage.quote[index] < 0:
        return quoted_name(passage, index, limit)
    if word in language["words.that_of"]:
        return those_who(passage, index, limit, language)
    if word == "(":
        return parenthesis(passage, index, limit)
    if word == ",":
        return 0 if walk.apposed else _apposition(passage, index, limit, language, walk)
    if word in language["words.of"]:
        walk.after_preposition = True
        if index + 1 < limit and passage.words[index + 1] in language["words.negation"]:
            return 0  # "accusé par X de ne pas …"
        return 1 if index + 1 < limit and not is_date(passage, index + 1, limit, language) else 0
    if is_date(passage, index, limit, language) and not walk.after_preposition:
        return 1 if walk.participial else 0
    if word in language["words.and"]:
        return _joined(passage, index, limit, language, walk)
    if word in language["adverbials.inside"]:
        return _inside(passage, index, limit, language, walk)
    if word in language["adverbials.stop"] or _verb(passage, index, language):
        walk.after_preposition = walk.after_preposition or word in language["words.by"]
        return 1 if walk.participial and pos == "ADP" else 0
    return _nominal(passage, index, language, walk)


def _verb(passage: Passage, index: int, language: Language) -> bool:
    """A finite verb, unless a determiner before it or the list of speakers makes it a noun ("une autre dépêche")."""
    if not passage.finite[index] or passage.capital(index):
        return False
    noun = passage.words[index] in language["documents"] or passage.words[index] in language["bodies"]
    return not (noun and index and passage.pos[index - 1] in ("DET", "ADJ"))


def _nominal(passage: Passage, index: int, language: Language, walk: _Walk) -> int:
    word, pos = passage.words[index], passage.pos[index]
    if word in language["words.determiners"] and not (passage.capital(index) and walk.last_noun):
        if not walk.after_preposition and walk.last_noun not in language["words.honorifics"]:
            own = word in language["words.possessives"] and passage.pos[index - 1] != "ADP"
            return 1 if word not in language["words.articles"] and walk.participial and not own else 0
        return 1
    before = passage.words[index - 1] if index else ""
    nominalised = before in language["words.determiners"] and before not in language["words.of"]
    if word in language["words.helpers"] and not nominalised:
        return 0
    if pos == "VERB" and not passage.capital(index) and not nominalised:
        if walk.named or not walk.last_noun or walk.after_preposition or walk.participial:
            return 0
        walk.participial = True
        walk.after_preposition = True
        return 1
    if walk.last_noun and not walk.after_preposition and counts_on(passage, index):
        return 0
    if (
        pos in _NOMINAL
        or nominalised
        or passage.capital(index)
        or word in language["words.honorifics"]
        or word in "-–/&*'[]"
        or word.isdigit()
    ):
        of_people = before in language["bodies"] and bool(country_of_demonym(word, language.code))
        if passage.capital(index) and not walk.after_preposition and walk.last_noun and not of_people:
            walk.named = walk.named or pos == "PROPN"
        if pos == "PROPN" and passage.capital(index) and index and passage.words[index - 1] not in language["words.of"]:
            walk.named = walk.named or not (before in language["words.determiners"] or of_people)
        walk.last_noun = word
        walk.after_preposition = False
        return 1
    graded = pos == "ADV" and passage.pos[index + 1 : index + 2] == ["ADJ"]  # "un bilan encore provisoire"
    return 1 if graded or (pos == "ADV" and walk.after_preposition) else 0


def _joined(passage: Passage, index: int, limit: int, language: Language, walk: _Walk) -> int:
    """ "et" and the noun phrase behind it, unless a verb of its own follows."""
    if index + 2 < limit and passage.words[index + 1] in language["words.of"]:
        walk.after_preposition = True
        return 1
    follow = passage.words[index + 1] if index + 1 < limit else ""
    if follow in language["adverbials.inside"] and follow in passage.words[walk.start : index] and not walk.named:
        walk.after_preposition = True
        return 2  # "aux atteintes à l'environnement et à la santé"
    if index + 1 >= limit or not starts_phrase(passage, index + 1, limit, language):
        return 0
    if passage.words[index] not in ("et", "ou", "&") and passage.words[index] not in language["words.and"]:
        return 0
    noun = passage.pos[index + 1] == "NOUN" and not passage.capital(index + 1)
    for at in range(index + 1, index + 1 if noun else min(index + 12, limit)):
        if passage.words[at] in (",", ".", ";", ":", "«", "»"):
            break
        if passage.finite[at] and not passage.capital(at):
            return 0
    walk.after_preposition = True
    walk.named = False
    return 1


def _inside(passage: Passage, index: int, limit: int, language: Language, walk: _Walk) -> int:
    """A preposition that belongs to a role ("ambassadeur à l'ONU") but not to the story ("à l'AFP")."""
    if walk.participial:
        return 1
    if (walk.named and not walk.apposed) or index + 1 >= limit or is_date(passage, index + 1, limit, language):
        return 0
    ahead = passage.words[index + 1 : min(index + 4, limit)]
    elsewhere = any(word in language["adverbials.event_nouns"] or word in language["relays.outlets"] for word in ahead)
    if ahead[0][:1].isdigit() or elsewhere:
        return 0
    to_do = passage.pos[index + 2 : index + 3] == ["VERB"]
    to_do = to_do and passage.words[index + 2].endswith(tuple(language["words.infinitive_endings"]))
    clitic = ahead[0] in language["words.object_clitics"] and to_do
    if passage.pos[index + 1] == "VERB" or clitic or ahead[0] in language["when.nouns"]:
        return 0
    walk.after_preposition = True
    return 1


def _apposition(passage: Passage, index: int, limit: int, language: Language, walk: _Walk) -> int:
    """ ", directeur de la régie" or ", Jean Morel" behind a name or a role; 0 where a new clause starts."""
    start = index + 1
    listed = closing_and(passage, start, limit, language)
    if listed:
        walk.after_preposition = True
        return listed - index
    if walk.named and start + 1 < limit and passage.words[start] in language["words.of"]:
        end = phrase_end(passage, start + 1, min(limit, start + _APPOSITION), language, apposed=True)
        return end - index if end < limit and passage.words[end] == "," else 0
    if start >= limit or not starts_phrase(passage, start, limit, language):
        return 0
    if passage.words[start] in language["words.plural"] or passage.words[start] in language["words.demonstratives"]:
        return 0  # "Selon l'agence Mérévie, les chefs …", "Selon le maire, ce prêt …": the subject of what follows
    name = passage.capital(start) and passage.words[start] not in language["words.determiners"]
    capitals = start + 2 < limit and passage.capital(start + 1) and passage.capital(start + 2)
    name = name or (capitals and passage.words[start] in language["words.articles"])
    plain = start + (passage.words[start] in language["words.determiners"])
    several = passage.words[walk.start] in language["words.plural"]
    if several and passage.words[start] in language["words.articles"] and not name:
        return 0  # "Selon les médias, l'homme …"
    if not name and not _role(passage, plain, limit, language):
        return 0
    if name and index - 2 == walk.start and first_and_last(passage, index) and first_and_last(passage, start + 2):
        return 0  # "Pour Anne Roy, Jean Morel et Paul Vasseur …": two names are two persons
    end = phrase_end(passage, start, min(limit, start + _APPOSITION), language, apposed=True)
    closing = passage.words[end] if end < limit else "."
    if end <= start or (
        closing not in ',.;:)»”"?!–—'
        and closing not in language["words.relatives"]
        and passage.pos[end] != "ADP"
        and not _verb_group(passage, end)
    ):
        return 0
    if passage.pos[end : end + 1] == ["ADP"] and _verb_ahead(passage, end, limit):
        return 0
    walk.named = True
    walk.after_preposition = False
    return end - index


def _verb_ahead(passage: Passage, at: int, limit: int) -> bool:
    """Whether a finite verb comes before the next comma: what looked like an apposition is a subject."""
    for index in range(at, limit):
        if passage.words[index] in ",.;:»":
            return False
        if passage.finite[index] and not passage.capital(index):
            return True
    return False


def _verb_group(passage: Passage, at: int) -> bool:
    return passage.finite[at] and at > 0 and passage.words[at - 1] == ","


def _role(passage: Passage, at: int, limit: int, language: Language) -> bool:
    """Whether a role noun stands at the head of the phrase (an adjective may precede it)."""
    if at + 1 < limit and passage.words[at] in language["words.one"] and passage.words[at + 1] in language["words.of"]:
        at += 2 + (at + 2 < limit and passage.words[at + 2] in language["words.determiners"])
    for index in range(at, min(at + 3, limit)):
        word = passage.words[index]
        if word in language["people"] or word in language["bodies"] or word in language["documents"]:
            return True
        if "-" in word and word.split("-")[-1] in language["people"]:
            return True
        if passage.pos[index] not in ("ADJ", "NUM", "NOUN"):
            return False
    return at < limit and passage.pos[at] == "NOUN"
