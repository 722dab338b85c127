"""What a relative pronoun or a participle behind a noun stands for."""

from __future__ import annotations

from claims.extraction.framed import WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end, starts_phrase
from claims.extraction.passage import Passage

_FAR = 45
_NEAR = 12


def antecedent(passage: Passage, relative: int, unit: WordRange, language: Language) -> WordRange | None:
    """The noun phrase that a relative pronoun follows, a comma between allowed, from the voice that it names on."""
    found = phrase_before(passage, relative, unit, language)
    if found is None:
        return _hung_on(passage, relative, unit, language)
    return _voice_in(passage, *found, language), found[1]


def phrase_before(passage: Passage, relative: int, unit: WordRange, language: Language) -> WordRange | None:
    """The longest noun phrase that ends where a relative pronoun or a participle opens."""
    end = relative - 1 if relative > unit[0] and passage.words[relative - 1] == "," else relative
    for start in range(max(unit[0], end - _FAR), end):
        if start > unit[0] and not _opens_phrase(passage, start, language):
            continue
        if starts_phrase(passage, start, end, language) and phrase_end(passage, start, relative, language) == end:
            return start, end
    return None


def relative_that(passage: Passage, verb: int, unit: WordRange, language: Language) -> set[str]:
    """The "que" before the subject of a verb ("l'homme que sa femme accuse"), where nothing else lies between."""
    ends = language["words.that"] | {","}
    before = range(verb - 1, max(verb - _NEAR, unit[0]), -1)
    stop = next((at for at in before if passage.finite[at] or passage.words[at] in ends), verb)
    return {passage.words[stop]} & language["words.that"]


def _hung_on(passage: Passage, relative: int, unit: WordRange, language: Language) -> WordRange | None:
    """The noun phrase that the parser hangs the relative clause on, whatever stands between."""
    verb = passage.head[relative]
    noun = passage.head[verb]
    if passage.dep[verb] != "acl:relcl" or not unit[0] <= noun < relative or passage.pos[noun] not in ("NOUN", "PROPN"):
        return None
    start = phrase_start(passage, noun, unit, language)
    return start, max(phrase_end(passage, start, relative, language), noun + 1)


def _voice_in(passage: Passage, first: int, end: int, language: Language) -> int:
    """ "la colère du ministre Jean Morel, qui": the minister, not the anger."""
    agent = next((at + 1 for at in range(end - 1, first, -1) if passage.words[at] in language["words.by"]), end)
    if any(passage.words[at] in language[kind] for at in range(agent, end) for kind in ("people", "bodies")):
        return agent  # "une version contestée par la famille, qui"
    head = first
    while head < end - 1 and (
        passage.words[head] in language["words.determiners"] or passage.pos[head] in ("ADJ", "NUM")
    ):
        head += 1
    if passage.capital(head) or any(
        passage.words[head] in language[kind] for kind in ("people", "bodies", "documents")
    ):
        return first
    for index in range(head + 1, end):
        word = passage.words[index]
        if word in language["people"] or (passage.capital(index) and passage.words[index - 1] in language["words.of"]):
            return index
    return first


def _opens_phrase(passage: Passage, at: int, language: Language) -> bool:
    if passage.words[at] in language["words.determiners"] and passage.words[at] not in language["words.of"]:
        return passage.words[at - 1] not in language["words.of"]
    before = passage.words[at - 1]
    if not passage.capital(at) or passage.capital(at - 1) or before in language["words.of"]:
        return False
    return before not in language["words.determiners"] and passage.pos[at - 1] not in ("NOUN", "ADJ")


def phrase_start(passage: Passage, noun: int, unit: WordRange, language: Language) -> int:
    """First word of the noun phrase whose head is `noun`."""
    start = noun
    while (
        start > unit[0]
        and not (start < noun and passage.pos[start] == "DET")
        and (
            passage.pos[start - 1] in ("DET", "ADJ", "NUM")
            or passage.words[start - 1] in language["words.honorifics"]
            or passage.words[start - 1] in language["words.determiners"]
            or (passage.pos[start - 1] == "PROPN" and passage.pos[start] == "PROPN")
        )
    ):
        start -= 1
    return start
