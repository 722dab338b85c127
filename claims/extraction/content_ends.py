"""Where reported content stops because the author's own sentence goes on."""

from __future__ import annotations

from claims.extraction.author import author_goes_on, cue_verb
from claims.extraction.framed import Framed
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end
from claims.extraction.object_ends import aside_opens, ends_object, is_gerund, new_clause, past_clitics
from claims.extraction.passage import Passage
from claims.extraction.quotations import CLOSING_MARKS, OPENING_MARKS

WHOLE = frozenset(["according", "quoted", "as_said", "noun", "reader", "passive"])
"""Frames whose content runs to the end of the sentence."""


_FAR = 25
_PLURAL = "nt"


def clip(passage: Passage, item: Framed, end: int, language: Language) -> int:
    """One past the last word of the content of a cue that stands before it."""
    end = _before_break(passage, item.opens, end, language)
    if item.frame == "noun" or (item.antecedent and not item.shared):
        end = _before_root(passage, item.opens, end)
    if item.frame == "noun" and not passage.has_verb(item.unit[0], item.phrase[0]):
        end = _before_outer_verb(passage, item.opens, end, language)
    if (item.antecedent and not item.shared) or _in_relative(passage, item, language):
        end = _before_main_verb(passage, item.opens, end, language, bare=item.frame != "clause")
    if item.frame == "passive" and item.match.first == item.match.head and passage.words[item.match.first - 1] == ",":
        end = _before_main_verb(passage, item.opens, end, language, bare=True)
    if _subordinate(passage, item, language):
        end = _before_subject(passage, item.opens, end, language)
    if item.frame in WHOLE:
        return end
    return _before_own_conjunct(passage, item, end, language)


def before_connectives(passage: Passage, at: int, floor: int, language: Language) -> int:
    while at > floor and (
        passage.words[at - 1] in language["words.connecting"] or passage.words[at - 1] in (",", ";", "–", "—")
    ):
        at -= 1
    return at


def _subordinate(passage: Passage, item: Framed, language: Language) -> bool:
    """Whether the sentence goes on behind the content: "Accusé de P, Y nie", "Si X a annoncé que P, Y …"."""
    opening = set(passage.words[item.unit[0] : item.unit[0] + 2])
    bare = item.match.form in ("gerund", "participle") and item.match.first == item.match.head
    if bare and item.phrase[0] == item.unit[0] and item.subject != item.phrase:
        return True
    opening_words = passage.words[item.unit[0] : item.unit[0] + 4]
    inside = bare or "," not in passage.words[item.unit[0] : item.phrase[0]]
    if inside and any(is_gerund(passage, item.unit[0] + at, language) for at in range(len(opening_words))):
        return item.phrase[0] < item.unit[0] + _FAR
    return bool(opening & language["words.concessions"]) and item.frame not in WHOLE


def _before_main_verb(passage: Passage, first: int, end: int, language: Language, *, bare: bool) -> int:
    """Where the relative clause ends and the sentence goes on ("qui a annoncé que P, se réunit lundi").

    `bare`: what is said is a noun phrase, which needs no verb."""
    for index in range(first + 1, end - 1):
        if passage.words[index] == "," and passage.quote[index] < 0 and (bare or passage.has_verb(first, index)):
            at = past_clitics(passage, index + 1, end, language)
            if at < end and passage.finite[at]:
                return index
    return end


def _before_outer_verb(passage: Passage, first: int, end: int, language: Language) -> int:
    """Where a verb more than the clauses behind the noun have is the sentence's own ("que P est contestée")."""
    verbs, clauses = 0, 1
    for index in range(first, end):
        word = passage.words[index]
        clauses += word in language["words.relatives"] or word in language["words.subordinators"]
        clauses += word in language["words.and"]
        verbs += passage.finite[index] and passage.quote[index] < 0
        if verbs > clauses:
            return index
    return end


def _before_own_conjunct(passage: Passage, item: Framed, end: int, language: Language) -> int:
    """Stops where the cue's own sentence goes on: "dénonce N et quitte la salle", "dément N en accusant"."""
    loose = item.frame not in ("clause", "infinitive", "to_do")
    for index in range(item.opens + 1, end - 1):
        if passage.quote[index] >= 0:
            continue
        if loose and aside_opens(passage, index, end):
            return index
        if item.frame == "clause" and _other_number(passage, item, index, language):
            return index - (passage.words[index - 1] == ",")
        joined = passage.dep[index] == "conj" and passage.head[index] == item.match.head
        if joined and (_verbal(passage, index) or _shares_auxiliary(passage, item, index)):
            joint = _joint(passage, index, item.opens, language)
            if joint < index and passage.words[joint + 1] not in language["words.that"]:
                return joint
        if item.frame == "infinitive" and new_clause(passage, index, end, language, comma=True):
            if not passage.has_verb(item.opens, index):
                return index - (passage.words[index - 1] == ",")
        verb = _conjunct(passage, index, end, language)
        added = verb and (loose or item.frame == "infinitive" or passage.head[verb] == item.match.head)
        if added or (loose and ends_object(passage, item, index, end, language)):
            return index - (passage.words[index - 1] == "," and passage.words[index] != ",")
    return _before_aside(passage, item, end, language)


def _verbal(passage: Passage, index: int) -> bool:
    """Whether the word, or the auxiliary before it, is a finite verb."""
    return passage.finite[index] or any(
        passage.finite[at] and passage.head[at] == index for at in range(max(index - 4, 0), index)
    )


def _other_number(passage: Passage, item: Framed, index: int, language: Language) -> bool:
    """ "X admet que des erreurs ont été faites mais a refusé": a verb in the number of X, not of what is said."""
    if passage.words[index] not in language["words.and"]:
        return False
    verb = past_clitics(passage, index + 1, item.unit[1], language)
    said = [at for at in range(item.opens, index) if passage.finite[at]]
    says = [at for at in range(item.match.first, item.match.last) if passage.finite[at]]
    if verb >= item.unit[1] or not passage.finite[verb] or len(said) != 1 or not says:
        return False
    several = [passage.words[at].endswith(_PLURAL) for at in (verb, says[0], said[0])]
    return several[0] == several[1] != several[2]


def _shares_auxiliary(passage: Passage, item: Framed, index: int) -> bool:
    """Whether a participle goes on from the auxiliary of the cue ("s'est engagé à P et a" or "et annoncé N")."""
    helped = item.match.form == "participle" and item.match.first < item.match.head
    return helped and passage.pos[index] == "VERB" and not passage.finite[index]


def _joint(passage: Passage, verb: int, first: int, language: Language) -> int:
    """The conjunction or comma that opens the clause of a verb joined to the cue."""
    for index in range(verb - 1, first, -1):
        joint = passage.words[index] in language["words.and"] or passage.words[index] in language["content_breaks"]
        if joint and passage.quote[index] < 0:
            return index - (passage.words[index - 1] == ",")
    for index in range(verb - 1, first, -1):
        if passage.words[index] in (",", ";"):
            return verb if index > first and _set_off(passage, index, first) else index
    return verb


def _set_off(passage: Passage, comma: int, first: int) -> bool:
    """Whether this comma closes a circumstance that another opened ("la ville, par ses élus, doit")."""
    opening = next((at for at in range(comma - 1, first, -1) if passage.words[at] == ","), comma)
    return opening < comma and passage.pos[opening + 1] == "ADP" and not passage.has_verb(opening, comma)


def _conjunct(passage: Passage, index: int, end: int, language: Language) -> int:
    """The verb that "et" or "mais" adds without a subject of its own; 0 where none follows."""
    if passage.words[index] not in language["words.and"]:
        return 0
    at = past_clitics(passage, index + 1, end, language)
    if at >= end or not passage.finite[at]:
        return 0
    return at if passage.pos[at] == "VERB" else max(passage.head[at], 1)


def by_doing(passage: Passage, at: int, language: Language) -> bool:
    """Whether "en faisant" or "tout en faisant" stands here."""
    ending = tuple(language["words.gerund_endings"])
    at += passage.words[at] in language["words.while"] and at + 2 < len(passage.words)
    return passage.words[at] in language["words.gerund"] and passage.words[at + 1].endswith(ending)


def _before_aside(passage: Passage, item: Framed, end: int, language: Language) -> int:
    """Stops after a closing mark where only the circumstances of saying follow ("« … », en référence au budget")."""
    first = item.opens
    whole = item.frame not in ("clause", "infinitive", "to_do") or passage.words[first] in OPENING_MARKS
    for closing in range(first + 1, end - 2):
        if passage.words[closing] not in CLOSING_MARKS or passage.quote[closing] >= 0:
            continue
        after = closing + 1
        if whole and by_doing(passage, after, language):
            return after
        told = set(passage.words[after + 1 : after + 3]) & language["words.references"]
        aside = passage.words[after] == "," and ((whole and passage.pos[after + 1] in ("ADP", "ADV")) or told)
        if aside and not passage.has_verb(after, end) and not any(n >= 0 for n in passage.quote[after:end]):
            return after
    return end


def _before_break(passage: Passage, first: int, end: int, language: Language) -> int:
    """Stops before ", citant Y", ", rapporte Y" and the like outside quotations."""
    for index in range(first + 1, end):
        if _compared(passage, index, end, language):
            return index - 1
        if author_goes_on(passage, index, first, language):
            return index - 1
        if (
            passage.words[index] in language["content_breaks.relayed"]
            and passage.words[index - 1] == ","
            and passage.quote[index] < 0
        ):
            return index - 1
    return end


def _compared(passage: Passage, index: int, end: int, language: Language) -> bool:
    """Whether ", comme le rappelle Y" stands here; ", comme le pacte" goes on."""
    if passage.words[index] not in language["words.comparing"] or passage.words[index - 1] != ",":
        return False
    verb = past_clitics(passage, index + 1, end, language)
    if passage.quote[index] >= 0 or not set(passage.words[index + 1 : verb]) & language["words.object_clitics"]:
        return False
    return verb < end and (passage.finite[verb] or cue_verb(passage, verb, language))


def _in_relative(passage: Passage, item: Framed, language: Language) -> bool:
    """Whether a relative pronoun opens the clause of the cue: "dont les voisins disent que P, a fui"."""
    first = item.phrase[0]
    if item.opens < 0 or first - 1 < item.unit[0]:
        return False
    word = passage.words[first - 1]
    return word in language["words.relatives"] and (item.frame != "clause" or word not in language["words.that"])


def _before_subject(passage: Passage, first: int, end: int, language: Language) -> int:
    """Where an opening participle ends and the sentence begins ("Accusé par X de P, Y nie")."""
    for index in range(first + 1, end - 1):
        if passage.words[index] == "," and passage.quote[index] < 0:
            after = phrase_end(passage, index + 1, end, language)
            verb = past_clitics(passage, after, end, language)
            subject = passage.words[index + 1] in language["words.subject_pronouns"]
            speaks = verb < end and (passage.finite[verb] or cue_verb(passage, verb, language))
            whole = passage.words[first - 1] not in language["words.that"] or passage.has_verb(first, index)
            speaks = speaks or (whole and _begins(passage, index + 1, end, language))
            if subject or (after > index + 1 and speaks):
                return index
    return end


def _begins(passage: Passage, first: int, end: int, language: Language) -> bool:
    """Whether a main clause begins with the name of who does something, however long its description."""

    def tagged(at: int) -> bool:
        """A verb that the tagger takes for a noun without an article."""
        return cue_verb(passage, at, language) and passage.words[at - 1] not in language["words.determiners"]

    stops = (at for at in range(first, end) if passage.finite[at] or passage.words[at] in ",;:" or tagged(at))
    verb = next(stops, first)
    relative = any(passage.words[at] in language["words.relatives"] for at in range(first, verb))
    return passage.capital(first) and (passage.finite[verb] or tagged(verb)) and not relative


def _before_root(passage: Passage, first: int, end: int) -> int:
    """Where the main verb of the sentence follows a clause that depends on its subject."""
    for index in range(first + 2, end):
        if passage.dep[index] != "ROOT" or passage.quote[index] >= 0 or not passage.has_verb(first, index):
            continue
        group = index
        while group > first + 1 and (
            passage.head[group - 1] == index and passage.pos[group - 1] in ("AUX", "PRON", "ADV")
        ):
            group -= 1
        if passage.finite[index] or (group < index and passage.has_verb(group, index)):
            return group
    return end
