"""Where the bare object of a cue is over: a new clause, a participle, a circumstance behind a comma."""

from __future__ import annotations

from claims.extraction.framed import Framed
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end, starts_phrase
from claims.extraction.passage import Passage
from claims.extraction.quotations import OPENING_MARKS


def aside_opens(passage: Passage, index: int, end: int) -> bool:
    """Whether a colon without a quotation, or a parenthesis with a verb, follows a bare object."""
    if passage.words[index] == ":":
        return passage.words[index + 1] not in OPENING_MARKS and passage.has_verb(index, end)
    if passage.words[index] != "(":
        return False
    closing = next((at for at in range(index, end) if passage.words[at] == ")"), end)
    return passage.has_verb(index, closing)


def ends_object(passage: Passage, item: Framed, index: int, end: int, language: Language) -> bool:
    """Whether a bare object is over at this word: a new clause, a participle, a circumstance behind a comma."""
    word, following = passage.words[index], passage.words[index + 1]
    if new_clause(passage, index, end, language):
        return True
    if word in language["words.object_stops"]:
        known = passage.pos[index - 1] == "VERB" and word in language["words.as_being"]  # "identifié comme étant"
        done = word in language["words.since"] and _participle(passage, index - 1)  # "des propos tenus lors du procès"
        inner = known or done or passage.has_verb(item.opens, index)
        return item.frame not in ("qualify", "as", "judged") and index > item.opens + 1 and not inner
    if word in language["words.gerund"]:
        return is_gerund(passage, index + 1, language)
    if following in language["words.one"] and _in_writing(passage, index, end, language):
        return True
    if word == "," and following in language["words.third_person"]:
        return True
    if word != "," or following in language["words.of"]:
        return False
    if following in language["words.object_clitics"] and is_gerund(passage, index + 2, language):
        return True
    beyond = passage.words[min(index + 2, end - 1)]
    if passage.pos[index + 1] == "ADP" and (beyond in language["words.relatives"] or beyond in language["words.which"]):
        return False  # "…, avec qui elle jouait"
    circumstance = following in language["words.after_comma_stops"] or passage.pos[index + 1] == "ADP"
    if not circumstance and _timed(passage, index + 1, end, language):
        return True
    return circumstance and not _parenthesis(passage, index, end, language)


def _in_writing(passage: Passage, at: int, end: int, language: Language) -> bool:
    """Whether "dans un communiqué", "lors d'une conférence" opens here: where it was said."""
    if passage.words[at] not in language["words.within"]:
        return False
    told = passage.words[at + 2 : min(at + 4, end)]
    return any(word in language["documents"] or word in language["sayings"] for word in told)


def _participle(passage: Passage, at: int) -> bool:
    """Whether a participle describes the noun before it; the tagger takes some for nouns ("une vidéo prise")."""
    return passage.pos[at] == "VERB" or (passage.pos[at] == "NOUN" and passage.dep[at] in ("acl", "amod"))


def _timed(passage: Passage, at: int, end: int, language: Language) -> bool:
    """Whether "un mois avant l'épreuve", "trois jours après" opens here: when it was said."""
    counted = passage.pos[at] in ("NUM", "DET") and at + 2 < end
    unit = passage.words[min(at + 1, end - 1)]
    measured = unit in language["when.nouns"] or unit.removesuffix("s") in language["when.nouns"]
    return counted and measured and passage.words[at + 2] in language["words.time_order"]


def new_clause(passage: Passage, index: int, end: int, language: Language, *, comma: bool = False) -> bool:
    """Whether "et" or "mais", or else a comma, starts a clause with a subject and a verb of its own."""
    joint = passage.words[index] in language["words.and"] or (comma and passage.words[index] == ",")
    if not joint or not starts_phrase(passage, index + 1, end, language):
        return False
    after = phrase_end(passage, index + 1, end, language)
    if after < end and passage.words[after] == "," and not comma:
        after += 1  # "et la ministre Anne Roy, a demandé"
    verb = past_clitics(passage, after, end, language)
    if verb >= end:
        return False
    denied = passage.words[after] in language["words.negation"] and passage.pos[verb] == "VERB"
    return passage.finite[verb] or denied


def _parenthesis(passage: Passage, comma: int, end: int, language: Language) -> bool:
    """Whether a second comma lets the object go on ("le stockage, dans les caves, de produits")."""
    if passage.words[comma - 1] in language["words.helpers"]:
        return True  # "soupçonné d'être, à des degrés divers, responsable"
    for index in range(comma + 1, min(comma + 12, end - 1)):
        if passage.words[index] == ",":
            return passage.words[index + 1] in language["words.of"]
    return False


def past_clitics(passage: Passage, at: int, end: int, language: Language) -> int:
    """The first word from `at` that is no clitic and no negation: a verb, if one follows."""
    while at < end and (
        passage.words[at] in language["words.object_clitics"]
        or passage.words[at] in language["words.negation"]
        or passage.words[at] in language["words.reflexive"]
    ):
        at += 1
    return at


def is_gerund(passage: Passage, index: int, language: Language) -> bool:
    """Whether the word is a present participle."""
    if index >= len(passage.words) or passage.pos[index] not in ("VERB", "AUX"):
        return False
    return passage.words[index].endswith(tuple(language["words.gerund_endings"]))
