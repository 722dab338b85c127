""" "P, a déclaré X.", "« Q », dit-elle", "P1, a expliqué X, P2"."""

from __future__ import annotations

from claims.extraction.circumstances import skip_circumstances
from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end
from claims.extraction.passage import Passage
from claims.extraction.quotations import OPENING_MARKS
from claims.extraction.subjects import left_subject, names_voice

_SPEECH = 5
_CHAIN = 7
_BOUNDARY = frozenset(',»”"?!–—-…)')


def frame_incise(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """A cue behind its content, its subject behind the verb."""
    cue = match.cue_for("incise")
    ahead = (_said_first(passage, match, unit, language) or _insists(passage, match, unit, language)) if cue else None
    if ahead:
        return ahead
    before = passage.words[match.first - 1] if match.first > unit[0] else ""
    if not cue or match.form in ("gerund", "infinitive", "preposition") or not before:
        return None
    if before[-1:] not in _BOUNDARY and not _unmarked(passage, match, unit, language):
        return None
    if (match.negated and not cue.denies) or (match.passive and match.inverted < 0):
        return None
    if _only_quotes(passage, match, unit):
        return None
    opening = passage.words[match.first]
    if opening.endswith(tuple(language["words.gerund_endings"])) or opening in language["words.helpers"]:
        return None  # "X, ayant repris N, …", "affirme avoir alerté Y"
    subject = _subject(passage, match, unit, language)
    if subject is None or not _holds_content(passage, match, unit, language):
        return None
    if _some_thing(passage, match, subject, unit, language):
        return None
    first = match.first - 1 if before in (",", "–", "—", "-") else match.first
    end = skip_circumstances(passage, max(subject[1], match.last), unit[1], language)
    return Framed("incise", match, cue, unit, (first, end), -1, subject)


def _only_quotes(passage: Passage, match: CueMatch, unit: WordRange) -> bool:
    """ "…, termine dixième": a verb that only follows quoted words, and none stand before it."""
    if match.cue_for("que") or match.inverted >= 0 or passage.quote[match.head] >= 0:
        return False
    comma = passage.words[match.first - 1] == ","
    return not _speech_before(passage, match.first - 1 - comma, unit)


def _some_thing(passage: Passage, match: CueMatch, subject: WordRange, unit: WordRange, language: Language) -> bool:
    """ "P, avait loué un appartement": an object; behind a quotation anybody can speak."""
    before = passage.words[match.first - 1]
    if match.form != "participle" or _speech_before(passage, match.first - 1 - (before == ","), unit):
        return False
    some = passage.words[subject[0]] in language["words.indefinites"]
    return some and passage.quote[match.head] < 0 and not names_voice(passage, *subject, language)


def _said_first(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """ "« Q », X a dit": the subject stands before the verb, and nothing is said behind it."""
    cue = match.cue_for("incise")
    if not cue or match.form not in ("finite", "participle") or match.passive or match.negated:
        return None
    end = skip_circumstances(passage, match.last, unit[1], language)
    subject = left_subject(passage, match, unit, language)
    if subject is None or subject[1] != match.first or any(word.isalnum() for word in passage.words[end : unit[1]]):
        return None
    first = subject[0] - (passage.words[subject[0] - 1] == ",")
    speaks = passage.words[subject[0]] in language["words.third_person"] or names_voice(passage, *subject, language)
    if subject[0] - 1 < unit[0] or not speaks or not _speech_before(passage, first - 1, unit):
        return None
    return Framed("incise", match, cue, unit, (first, end), -1, subject)


def _insists(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """ "« Q », a tenu à préciser X", "« Q », veut croire X": a verb before the one of saying opens the incise."""
    cue = match.cue_for("incise")
    finite = next(
        (at for at in range(match.first - 1, max(match.first - _CHAIN, unit[0]), -1) if passage.finite[at]), 0
    )
    if not cue or match.form != "infinitive" or not finite:
        return None
    between = range(finite + 1, match.first)
    if any(passage.pos[at] in ("NOUN", "PROPN", "PUNCT", "DET") for at in between):
        return None
    first = finite
    while passage.words[first - 1] in language["words.negation"] | language["words.reflexive"]:
        first -= 1
    comma = passage.words[first - 1] == ","
    subject = _subject(passage, match, unit, language)
    if subject is None or not _speech_before(passage, first - 1 - comma, unit):
        return None
    end = skip_circumstances(passage, subject[1], unit[1], language)
    return Framed("incise", match, cue, unit, (first - comma, end), -1, subject)


def _subject(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> WordRange | None:
    if match.inverted >= 0:
        return match.inverted, match.inverted + 1
    start = skip_circumstances(passage, match.last, unit[1], language, commas=True)
    start += start > match.last and start < unit[1] and passage.words[start] == ","
    start = _behind_mood(passage, start, unit[1])
    end = phrase_end(passage, start, unit[1], language)
    if end == start or passage.words[start] in language["words.partitive"]:
        return None
    if passage.words[start] in OPENING_MARKS and not passage.capital(start + 1):
        return None  # "s'est excusé « pour le retard »"
    return start, end


def _behind_mood(passage: Passage, comma: int, limit: int) -> int:
    """Behind how it was said, between two commas: "résume, amère, la maire", "lâche, visiblement ému, le préfet"."""
    if comma >= limit - 3 or passage.words[comma] != ",":
        return comma
    alone = passage.words[comma + 2] == "," and not passage.capital(comma + 1)
    if not alone and passage.pos[comma + 1] not in ("ADJ", "ADV", "VERB"):
        return comma
    for at in range(comma + 1, min(comma + _CHAIN, limit - 1)):
        if passage.words[at] == ",":
            return at + 1
        if passage.finite[at] or passage.pos[at] == "PROPN":
            break
    return comma


def _holds_content(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> bool:
    """Whether what stands before is a statement of its own and not the subject of the verb."""
    if match.inverted >= 0:
        return True
    before = passage.words[match.first - 1]
    if _speech_before(passage, match.first - 1 - (before == ","), unit):
        return not _quoted_subject(passage, match, unit, language)
    if passage.quote[match.head] >= 0 and passage.quote[match.head] == passage.quote[match.first - 1]:
        subject = left_subject(passage, match, unit, language)
        alone = subject is None or not names_voice(passage, *subject, language)
        whole = _main_verb(passage, unit[0], match.first, language) and alone
        behind = _subject(passage, match, unit, language)
        named = behind is not None and alone and before == "," and names_voice(passage, *behind, language)
        return whole or named or _cut_in_two(passage, match, unit, language)
    subject = left_subject(passage, match, unit, language)
    behind = _subject(passage, match, unit, language)
    if subject and behind and not names_voice(passage, *subject, language) and names_voice(passage, *behind, language):
        return _main_verb(passage, unit[0], match.first, language)
    if subject and passage.finite[subject[0] - 1] and subject[0] > unit[0]:
        return True  # "La victime est un conducteur de train, a annoncé la police"
    if subject and not _main_verb(passage, subject[1], match.first, language):
        if before != "," or "," in passage.words[subject[0] : match.first - 1]:
            return False
        return _main_verb(passage, unit[0], subject[0], language) or _cut_in_two(passage, match, unit, language)
    return _main_verb(passage, unit[0], match.first, language)


def _cut_in_two(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> bool:
    """ "Les travaux, a précisé la mairie, dureront": the verb of the statement follows the speaker and a comma."""
    subject = _subject(passage, match, unit, language)
    if subject is None or subject[1] + 1 >= unit[1] or passage.words[subject[1]] != ",":
        return False
    return any(passage.finite[subject[1] + 1 : subject[1] + 5])


def _unmarked(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> bool:
    """An incise whose comma was forgotten: a statement, the cue, and a speaker who ends the sentence."""
    if passage.words[match.first - 1] in language["words.relatives"] or not match.cue_for("que"):
        return False
    if match.inverted >= 0 and (match.reflexive or passage.words[unit[1] - 1] == "?"):
        return False
    if match.inverted >= 0:
        return passage.pos[match.first - 1] in ("NOUN", "PROPN", "ADJ", "VERB", "NUM")
    start = skip_circumstances(passage, match.last, unit[1], language)
    end = phrase_end(passage, start, unit[1], language)
    if end == start or (end < unit[1] and passage.words[end] not in ".,;"):
        return False
    words = passage.words[start:end]
    speaks = passage.capital(start) or any(
        word in language["people"] or word in language["bodies"] for word in words[:3]
    )
    subject = left_subject(passage, match, unit, language)
    if subject is not None:
        before = passage.words[subject[0] : subject[1]]
        if len(before) == 1 or any(word in language["people"] or word in language["bodies"] for word in before):
            return False
        if any(passage.capital(index) for index in range(*subject)):
            return False
    return speaks and _main_verb(passage, unit[0], subject[0] if subject else match.first, language)


def _speech_before(passage: Passage, closing: int, unit: WordRange) -> bool:
    """Whether a quotation of speech ends with this mark: words enough, or a verb, or all of the sentence so far."""
    if closing <= unit[0] or passage.words[closing] not in '»”"' or passage.quote[closing - 1] < 0:
        return False
    first = closing
    while first > unit[0] and passage.quote[first - 1] == passage.quote[closing - 1]:
        first -= 1
    return closing - first >= _SPEECH or passage.has_verb(first, closing) or first - 1 <= unit[0]


def _quoted_subject(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> bool:
    """ "L'association « Les Lilas » a annoncé": a name in marks is part of the subject."""
    if passage.words[match.first - 1] == ",":
        return False
    subject = left_subject(passage, match, unit, language)
    return subject is not None and subject[1] == match.first and not passage.has_verb(*subject)


def _main_verb(passage: Passage, first: int, end: int, language: Language) -> bool:
    """Whether a finite verb stands outside relative clauses."""
    relative = False
    for index in range(first, end):
        word = passage.words[index]
        if word in language["words.relatives"]:
            relative = True
        elif word in ",;:":
            relative = relative and word == "," and False
        elif passage.finite[index]:
            if not relative:
                return True
            relative = False
    return False
