"""Which form of a verb stands where a cue may be: its shape, its neighbours, and what the tagger says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extraction.cue_lexicon import Reading
from claims.extraction.language import Language
from claims.extraction.passage import Passage
from claims.extraction.quotations import CLOSING_MARKS

if TYPE_CHECKING:
    from claims.extraction.cues import CueMatch

_BLAME = 30


def is_clitic(passage: Passage, at: int, language: Language) -> bool:
    """A pronoun before its verb, which the tagger may take for an article ("comme le rapporte X")."""
    compared = at > 0 and passage.words[at - 1] in language["words.comparing"]
    return passage.pos[at] == "PRON" or passage.dep[at] in ("obj", "iobj") or compared


def verb_form(
    passage: Passage,
    index: int,
    readings: list[Reading],
    left: tuple[int, bool, bool],
    inverted: int,
    previous: CueMatch | None,
    language: Language,
) -> str | None:
    """Which of the possible forms the word has here, or None where it is no verb."""
    forms = {reading.form for reading in readings}
    compared = index > 1 and passage.words[index - 2] in language["words.comparing"]
    whole = any(reading.rest for reading in readings)  # "fait savoir": its own words prove the verb
    verb = whole or passage.pos[index] in ("VERB", "AUX") or (compared and is_clitic(passage, index - 1, language))
    before = passage.words[index - 1] if index else ""
    if "participle" in forms and left[1]:
        return "participle"
    if "participle" in forms and (agent(passage, index + 1, language) or blamed(passage, index, readings, language)):
        return "participle"
    if "participle" in forms and _joined_participle(passage, index, previous, language):
        return "participle"
    if "gerund" in forms and passage.pos[index] != "ADV":
        return "gerund"
    if "finite" in forms and (verb or inverted >= 0 or _looks_finite(passage, index, language)):
        if before not in language["words.articles_only"] or inverted >= 0 or is_clitic(passage, index - 1, language):
            return "finite"
    return "infinitive" if "infinitive" in forms and before not in language["words.determiners_noun"] else None


def agent(passage: Passage, at: int, language: Language) -> bool:
    """Whether "par" stands here."""
    return at < len(passage.words) and passage.words[at] in language["words.by"]


def blamed(passage: Passage, index: int, readings: list[Reading], language: Language) -> bool:
    """Whether an agent follows what somebody is called or accused of: "qualifié de « P » par X"."""
    if index + 1 >= len(passage.words) or passage.words[index + 1] not in language["words.as"]:
        return False
    if not any(reading.form == "participle" and reading.cue.frames & {"accuse", "qualify"} for reading in readings):
        return False
    end = passage.units[passage.unit_of[index]][1]
    for at in range(index + 2, min(index + _BLAME, end)):
        if passage.quote[at] < 0 and (passage.finite[at] or passage.words[at] in ",;:."):
            return False
        if passage.quote[at] < 0 and agent(passage, at, language):
            return True
    return False


def _joined_participle(passage: Passage, index: int, previous: CueMatch | None, language: Language) -> bool:
    """Whether it shares the auxiliary of the cue before it ("a souligné et précisé que")."""
    return (
        previous is not None
        and previous.form == "participle"
        and passage.unit_of[previous.head] == passage.unit_of[index]
        and passage.words[index - 1] in language["words.and"]
        and (
            index <= previous.last + 2
            or (passage.dep[index] == "conj" and passage.head[index] == previous.head)
            or passage.words[index + 1 : index + 2] in ([word] for word in language["words.that"])
        )
    )


def _behind_adverbs(passage: Passage, index: int, language: Language) -> str:
    """The next word that is no adverb."""
    at = index + 1
    while at + 1 < len(passage.words) and (
        (passage.pos[at] == "ADV" and passage.pos[at + 1] in ("ADV", "SCONJ"))
        or (passage.words[at] in language["words.said_alone"] and passage.words[at + 1] in language["words.that"])
    ):
        at += 1
    return passage.words[at] if at < len(passage.words) else ""


def _governs_subject(passage: Passage, index: int) -> bool:
    """Whether the parser hangs a subject on the word as on a main verb, and no copula."""
    if passage.dep[index] != "ROOT" or passage.pos[index] not in ("ADJ", "NOUN"):
        return False
    unit = passage.units[passage.unit_of[index]]
    tied = [passage.dep[at] for at in range(*unit) if passage.head[at] == index and at != index]
    return "nsubj" in tied and "cop" not in tied and not any(dep.startswith("aux") for dep in tied)


def _looks_finite(passage: Passage, index: int, language: Language) -> bool:
    """A tagger's miss: a closing mark or comma before and a noun phrase behind, or a que-clause."""
    after = _behind_adverbs(passage, index, language)
    before = passage.words[index - 1] if index else ""
    if before == "," and index > 1 and passage.words[index - 2] in CLOSING_MARKS:
        return True
    if before in language["words.reflexive"] or _governs_subject(passage, index):
        return True
    unit = passage.units[passage.unit_of[index]]
    named = index > 0 and (passage.pos[index - 1] in ("NOUN", "PROPN") or passage.capital(index - 1))
    if named and passage.pos[index] in ("ADV", "ADJ") and after in language["words.determiners"]:
        return after not in language["words.of"]
    clause = next((at for at in range(index, unit[1]) if passage.words[at] in ":;"), unit[1])
    if (
        before == ","
        and not passage.has_verb(unit[0], clause)
        and passage.pos[index + 1 : index + 2] in (["DET"], ["ADV"])
    ):
        return True
    beyond = passage.words[index + 2] if index + 2 < len(passage.words) else ""
    to_do = beyond.endswith(tuple(language["words.infinitive_endings"])) and passage.pos[index + 2] == "VERB"
    if (
        (after not in language["words.of"] or to_do)
        and passage.pos[index - 1] in ("NOUN", "PROPN")
        and not passage.has_verb(*unit)
    ):
        return True
    if before == "," and after in language["words.to"] and passage.pos[index] == "NOUN":
        return True
    if after in language["words.that"] and passage.pos[index] not in ("NOUN", "ADJ"):
        return True
    if after in language["words.that"] and before == "," and not passage.has_verb(unit[0], index):
        return index > unit[0] + 1
    if after in language["words.that"] and passage.dep[index] == "ROOT":
        return True
    return (after in language["words.that"] and passage.pos[index - 1] in ("PROPN", "PRON", "NOUN", "CCONJ")) or (
        before in '»”",' and after in language["words.determiners"]
    )
