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
        joint = passage.words[index] in language["words.and"] or passage.words[index] in language["hearsay.joints"]
        if joint and passage.has_verb(first, index):
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
    if passage.words[unit[1] - 1] == "?":
        return None
    for index in range(unit[0], unit[1] - 1):
        if passage.quote[index] >= 0:
            continue
        found = _reported(passage, index, unit, language)
        if found and not any(test(passage, unit, index, language) for test in (_unknown, _excused, _subordinate)):
            return found
    return None


def _reported(passage: Passage, index: int, unit: WordRange, language: Language) -> WordRange | None:
    """The conditional that starts at this word, with what completes it."""
    if passage.words[index] not in language["hearsay.conditional"]:
        return (index, index + 1) if _would(passage, index, unit, language) else None
    after = index + 1
    while after < unit[1] and (
        passage.pos[after] == "ADV"
        or any(passage.words[after] in language[kind] for kind in ("words.been", "hearsay.if", "hearsay.marks"))
    ):
        after += 1
    if after >= unit[1] or passage.words[after] in language["hearsay.unreal"]:
        return None
    before = passage.words[index - 1] if index > unit[0] else ""
    only = before in language["words.negation"] and passage.words[after] in language["words.that"]
    completed = only or passage.pos[after] in ("VERB", "AUX", "ADJ", "NOUN", "DET", "ADP", "NUM")
    personal = before in language["words.anaphors"] and passage.pos[after] == "VERB"
    soft = before in language["hearsay.soft"] and not personal
    return (index, after + 1) if completed and not soft else None


def _unknown(passage: Passage, unit: WordRange, at: int, language: Language) -> bool:
    """ "On ignore si …", "dans ce cas": the clause itself says that nobody reports it."""
    first, end = _own_clause(passage, unit, (at, at + 1), language)
    clause = f" {' '.join(passage.words[max(first - 2, unit[0]) : end])} "
    return any(f" {phrase} " in clause for phrase in language["hearsay.phrases"])


def _excused(passage: Passage, unit: WordRange, at: int, language: Language) -> bool:
    """A hypothesis, a consequence of one, or what stands behind "comme"."""
    done = passage.words[at] in language["words.have"] or passage.words[at - 1] in language["words.reflexive"]
    if passage.words[at + 1] in language["hearsay.then"] and not done:
        return True
    for index in range(*unit):
        word, follow = passage.words[index], passage.words[min(index + 1, unit[1] - 1)]
        if word in language["hearsay.excuses"]:
            return True
        if word in language["hearsay.lacking"] and index < at and follow not in language["words.that"]:
            return True
        if word in language["hearsay.if"] and passage.pos[index] != "ADV":
            asked = passage.words[max(index - 1, unit[0])] in language["hearsay.asking"]
            if not asked and passage.pos[min(index + 1, unit[1] - 1)] != "ADJ":
                return True
    clause = _clause(passage, at, unit)
    like = next((n for n in range(at - 1, clause - 1, -1) if passage.words[n] in language["words.comparing"]), at)
    return like < at and not any(word in "-–—" for word in passage.words[like:at])


def _clause(passage: Passage, at: int, unit: WordRange) -> int:
    """First word behind the last comma before the conditional."""
    return next((n + 1 for n in range(at - 1, unit[0], -1) if passage.words[n] in ",;:"), unit[0])


def _subordinate(passage: Passage, unit: WordRange, at: int, language: Language) -> bool:
    """Whether it stands in what somebody hopes, finds or says, "que P"; behind "tout laisse penser" it is hearsay."""
    for index in range(at - 1, unit[0] - 1, -1):
        if passage.words[index] in language["words.that"] and passage.dep[index] == "mark":
            return passage.words[max(index - 1, unit[0])] not in language["hearsay.seems"]
    return False


def _would(passage: Passage, index: int, unit: WordRange, language: Language) -> bool:
    """A full verb in the conditional, in the main clause ("Il compterait dix mille combattants")."""
    word = passage.words[index]
    conditional = passage.conditional[index] or word in language["hearsay.verbs"]
    if not conditional or passage.dep[index] != "ROOT" or word in language["hedges.duties"]:
        return False
    before = passage.words[max(index - 3, unit[0]) : index]
    unsaid = word in language["hedges.possible"] or word in language["hedges.wishes"]
    return not unsaid and not set(before) & language["words.impersonal"]
