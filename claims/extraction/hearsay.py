"""The journalistic conditional with no speaker: "Le Front aurait cessé d'exister"."""

from __future__ import annotations

from claims.extraction.framed import WordRange
from claims.extraction.language import Language
from claims.extraction.paragraphs import HEADLINE
from claims.extraction.passage import Passage


def find_hearsay(passage: Passage, used: set[int], language: Language) -> list[tuple[WordRange, WordRange]]:
    """Sentences (content, cue words) reported in the conditional, in units that no attribution claims."""
    found = []
    for number, unit in enumerate(passage.units):
        if number in used:
            continue
        at = _conditional(passage, unit, language)
        if at is not None:
            found.append((_own_clause(passage, _after_topic(passage, unit, at), at, language), at))
    return found


def _own_clause(passage: Passage, content: WordRange, at: WordRange, language: Language) -> WordRange:
    """The clause of the conditional, without another joined to it by "et" or "mais"."""
    first, end = content
    for index in range(at[0] - 1, first, -1):
        if passage.finite[index]:
            break
        if passage.words[index] in language["words.and"] and passage.has_verb(first, index):
            first = index + 1
            break
    but = (
        n for n in range(at[1], end - 1) if passage.words[n] in language["words.contrast"] and passage.pos[n] == "CCONJ"
    )
    stop = next((n for n in but if passage.has_verb(n, end)), end)
    return first, stop


def _after_topic(passage: Passage, unit: WordRange, at: WordRange) -> WordRange:
    """Without the topic of a headline ("France : X aurait …")."""
    for index in range(unit[0], min(unit[0] + 6, at[0])):
        if passage.words[index] == ":" and passage.kind == HEADLINE:
            return index + 1, unit[1]
    return unit


def _conditional(passage: Passage, unit: WordRange, language: Language) -> WordRange | None:
    words = passage.words[unit[0] : unit[1]]
    if any(word in language["hearsay.excuses"] for word in words) or words[-1:] == ["?"]:
        return None
    sentence = f" {' '.join(words)} "
    if any(f" {phrase} " in sentence for phrase in language["hearsay.phrases"]):
        return None
    for index in range(unit[0], unit[1] - 1):
        if passage.quote[index] >= 0:
            continue
        if passage.words[index] not in language["hearsay.conditional"]:
            if _would(passage, index, unit, language):
                return index, index + 1
            continue
        after = index + 1
        while after < unit[1] and (passage.pos[after] == "ADV" or passage.words[after] in language["words.been"]):
            after += 1
        if after < unit[1] and passage.words[after] in language["hearsay.unreal"]:
            continue
        participle = after < unit[1] and passage.pos[after] in ("VERB", "AUX", "ADJ", "NOUN", "DET", "ADP", "NUM")
        if participle and not (index > unit[0] and passage.words[index - 1] in language["hearsay.soft"]):
            return index, after + 1
    return None


def _would(passage: Passage, index: int, unit: WordRange, language: Language) -> bool:
    """A full verb in the conditional, in the main clause ("Il compterait dix mille combattants")."""
    if (
        not passage.conditional[index]
        or passage.dep[index] != "ROOT"
        or passage.words[index] in language["hedges.duties"]
    ):
        return False
    before = passage.words[max(index - 3, unit[0]) : index]
    return passage.words[index] not in language["hedges.possible"] and not set(before) & language["words.impersonal"]
