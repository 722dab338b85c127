""" "P, démenti par X", "Y, accusé par X de P", "il a été annoncé par X que P"."""

from __future__ import annotations

from claims.extraction.antecedents import phrase_before
from claims.extraction.circumstances import skip_date
from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end
from claims.extraction.passage import Passage
from claims.extraction.quotations import OPENING_MARKS
from claims.extraction.subjects import left_subject, main_subject, names_voice


def frame_passive(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """A participle with its agent; what is alleged stands behind "de" or "que", or is the subject itself."""
    if match.form != "participle" or not match.passive or match.last >= unit[1] - 1:
        return None
    valued = _valued(passage, match, unit, language)
    if valued:
        return valued
    described = _described(passage, match, unit, language) or _called(passage, match, unit, language)
    if described:
        return described
    by = skip_date(passage, match.last, unit[1], language)
    if by >= unit[1] - 1 or passage.words[by] not in language["words.by"]:
        return None
    end = phrase_end(passage, by + 1, unit[1], language)
    named = (at for at in range(by + 2, min(end, unit[1] - 1)) if passage.words[at] in language["words.as"])
    end = next((at for at in named if passage.words[at + 1] in OPENING_MARKS and passage.quote[at + 1] < 0), end)
    if match.cue_for("accuse") and (end >= unit[1] - 1 or passage.words[end] not in language["words.of"]):
        end = _blamed_for(passage, by + 1, end, language)
    if end == by + 1 or end >= unit[1]:
        return None
    agent = (by + 1, end)
    word = passage.words[end]
    cue = match.cue_for("accuse")
    that = match.cue_for("que")
    if that and word in language["words.that"]:
        return Framed("passive", match, that, unit, (match.first, end + 1), end + 1, agent)
    if not cue and not names_voice(passage, *agent, language):
        return None
    called = match.cue_for("qualify")
    if called and word in language["words.as"] and passage.words[end + 1] in OPENING_MARKS:
        return Framed("qualify", match, called, unit, (match.first, end + 1), end + 1, agent)
    if cue and word in language["words.of"]:
        return Framed("passive", match, cue, unit, (match.first, end + 1), end + 1, agent)
    return _denied(passage, match, unit, agent, language)


def _blamed_for(passage: Passage, first: int, end: int, language: Language) -> int:
    """Where "de P" opens behind who blames: "accusé par le ministère de la Justice de fraude"."""
    for at in range(end - 2, first, -1):
        bare = passage.pos[at + 1] == "NOUN" and not passage.capital(at + 1)
        if passage.words[at] in language["words.partitive"] - language["words.contracted"] and bare:
            return at
    return end


def _described(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """ "Y est décrit comme P par X": Y and P are what X says."""
    cue = match.cue_for("as") or match.cue_for("qualify")
    if not cue or match.first == match.head or passage.words[match.last] not in language["words.as"]:
        return None
    subject = left_subject(passage, match, unit, language)
    found = (at for at in range(match.last + 2, unit[1] - 1) if passage.quote[at] < 0)
    by = next((at for at in found if passage.words[at] in language["words.by"]), 0)
    end = phrase_end(passage, by + 1, unit[1], language) if by else by
    if subject is None or end <= by + 1 or not names_voice(passage, by + 1, end, language):
        return None
    named = match.last + (passage.words[match.last] in language["words.as_being"])
    return Framed("passive", match, cue, unit, (match.first, end), -1, (by + 1, end), content=(subject, (named, by)))


def _called(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """ "N qualifié de « P » par X", "accusé de P par X": the agent stands behind."""
    cue = match.cue_for("accuse") or match.cue_for("qualify")
    if not cue or passage.words[match.last] not in language["words.as"]:
        return None
    found = (at for at in range(match.last + 2, unit[1] - 1) if passage.quote[at] < 0)
    by = next((at for at in found if passage.words[at] in language["words.by"]), 0)
    end = phrase_end(passage, by + 1, unit[1], language) if by else by
    mine = by and (
        names_voice(passage, by + 1, end, language) or passage.words[by + 1] in language["words.possessives"]
    )
    if end <= by + 1 or not mine or passage.has_verb(match.last, by):
        return None
    bare = match.first == match.head
    subject = (
        phrase_before(passage, match.first, unit, language) if bare else left_subject(passage, match, unit, language)
    )
    whole = subject is not None and "qualify" in cue.frames and passage.words[match.first - 1] != ","
    opens = match.last + (passage.words[match.last] not in language["words.contracted"])
    pieces = (subject, (opens, by)) if whole and subject else ((opens, by),)
    return Framed("passive", match, cue, unit, (match.first, end), -1, (by + 1, end), content=pieces)


def _valued(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """ "La perte est estimée à 3 millions par X": the loss and the figure are what X says."""
    cue = match.cue_for("estimate")
    subject = left_subject(passage, match, unit, language) if cue else None
    if cue is None or subject is None or passage.words[match.last] not in language["words.to"]:
        return None
    figures = passage.words[match.last + 1 : match.last + 5]
    if not any(word[:1].isdigit() or word in language["words.amounts"] for word in figures):
        return None
    by = next((at for at in range(match.last + 2, unit[1] - 1) if passage.words[at] in language["words.by"]), 0)
    end = phrase_end(passage, by + 1, unit[1], language) if by else by
    if not by or end <= by + 1 or not names_voice(passage, by + 1, end, language):
        return None
    pieces = (subject, (match.last, by))
    return Framed("passive", match, cue, unit, (match.first, end), -1, (by + 1, end), content=pieces)


def _denied(passage: Passage, match: CueMatch, unit: WordRange, agent: WordRange, language: Language) -> Framed | None:
    cue = match.cue_for("object")
    if not cue or not (cue.denies or cue.cue_class == "announce"):
        return None
    bare = match.first == match.head and passage.words[match.first - 1] != ","
    if bare and any(word in language["voices.told"] for word in passage.words[match.first - 2 : match.first]):
        return None  # "selon une information révélée par X": X is the source
    if cue.objects or (not cue.denies and (match.negated or (bare and passage.has_verb(agent[1], unit[1])))):
        return None
    subject = left_subject(passage, match, unit, language) or main_subject(passage, match, unit, language)
    nearer = phrase_before(passage, match.first, unit, language) if bare else None
    if nearer and subject and subject[1] != match.first:
        return None  # "Il survient après un attentat revendiqué par X": of what stands right before
    if subject is None or passage.words[subject[0]] in language["words.subject_pronouns"]:
        return None
    return Framed(
        "passive",
        match,
        cue,
        unit,
        (match.first, agent[1]),
        -1,
        agent,
        content=((subject[0], subject[1] if passage.has_verb(subject[1], match.first) else match.first),),
    )
