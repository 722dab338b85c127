"""Finds who does the saying when the subject stands before the verb."""

from __future__ import annotations

from claims.extraction.antecedents import antecedent, phrase_start
from claims.extraction.cues import CueMatch
from claims.extraction.framed import WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end, starts_phrase
from claims.extraction.passage import Passage

_FAR = 45


def left_subject(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> WordRange | None:
    """The words of the subject before the verb group; a pronoun is its own subject; None where there is none."""
    before = _behind_phrase(passage, match.first, unit, language) - 1
    if before < unit[0]:
        return None
    word = passage.words[before]
    if word in language["words.subject_pronouns"] or word in language["words.relative_subject"]:
        return before, before + 1
    if (
        match.form == "infinitive"
        and set(passage.words[max(match.first - 3, unit[0]) : match.first]) & language["words.before"]
    ):
        return None
    if match.form == "gerund":
        return _absolute(passage, match, unit, language)
    if match.form == "infinitive":
        return _parsed(passage, match, unit, language)
    if word in language["words.and"]:
        return None
    if passage.quote[before] < passage.quote[match.head] and passage.quote[match.first] == passage.quote[match.head]:
        return _adjacent(passage, before, unit, language)  # "le texte « rappelle que … »"
    return _adjacent(passage, match.first, unit, language) or _parsed(passage, match, unit, language)


def _behind_phrase(passage: Passage, verb: int, unit: WordRange, language: Language) -> int:
    """The first word of a set phrase right before the verb ("qui de son côté déclare"), or the verb."""
    for length in (5, 4, 3, 2):
        words = " ".join(passage.words[max(verb - length, unit[0]) : verb]).replace("' ", "'")
        if words in language["adverbials.phrases"]:
            return verb - length
    return verb


def _absolute(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> WordRange | None:
    """The subject of a participle of its own, behind a comma and right before it (", le président promettant de")."""
    for size in (1, 2):
        if " ".join(passage.words[match.first - size : match.first]) in language["words.latter"]:
            return match.first - size, match.first
    verb = match.first - (passage.words[match.first - 1] in language["words.object_clitics"])
    if passage.pos[verb - 1] not in ("NOUN", "PROPN"):
        return None
    found = _adjacent(passage, verb, unit, language)
    if found is None or found[0] == unit[0] or passage.words[found[0] - 1] != "," or found[1] != verb:
        return None
    head = passage.words[found[0] + 1 : found[0] + 2]
    people = any(word in language[kind] for word in head for kind in ("people", "bodies"))
    named = passage.pos[found[0]] == "PROPN" and passage.capital(found[0])
    return found if named or (people and passage.words[found[0]] in language["words.articles"]) else None


def _adjacent(passage: Passage, verb: int, unit: WordRange, language: Language) -> WordRange | None:
    """The longest noun phrase that reaches the verb and starts a clause."""
    for start in range(max(unit[0], verb - _FAR, passage.floor), verb):
        if not _clause_start(passage, start, unit, language) or not starts_phrase(passage, start, verb, language):
            continue
        end = phrase_end(passage, start, verb, language)
        asked = passage.words[start] in language["words.openers"] or passage.words[start] in language["relays.cited"]
        if passage.words[start + 1] == "," and (passage.pos[start] != "PROPN" or asked):
            continue
        if end == verb or (end == verb - 1 and passage.words[end] == ",") or _relative(passage, end, verb, language):
            return apposed_start(passage, start, unit, language), end
    return None


def _relative(passage: Passage, end: int, verb: int, language: Language) -> bool:
    """Whether a relative clause closed by a comma is all that stands between a phrase and its verb."""
    if end + 2 >= verb or passage.words[verb - 1] != ",":
        return False
    inside = passage.words[end + (passage.words[end] == ",") : verb - 1]
    return inside[0] in language["words.relatives"] and not set(inside) & {",", ";", ":", "«", "»"}


def apposed_start(passage: Passage, start: int, unit: WordRange, language: Language) -> int:
    """Steps back over a comma when what stands before it is the name that the phrase describes."""
    floor = max(unit[0], passage.floor)
    if start - 2 < floor or passage.words[start - 1] != ",":
        return start
    described = passage.words[start] in language["words.determiners"] or not passage.capital(start)
    for first in range(max(floor, start - 12), start - 1):
        if passage.words[first] in language["relays.cited"]:
            continue  # "Interrogés, des proches …"
        if _clause_start(passage, first, unit, language) and starts_phrase(passage, first, start - 1, language):
            bare = first == start - 2 and passage.words[start] not in language["words.determiners"]
            if (
                (passage.capital(start - 2) or passage.words[start - 2].isdigit())
                and (passage.pos[first] in ("PROPN", "DET") or (bare and _unknown_name(passage, first, language)))
                and phrase_end(passage, first, start - 1, language) == start - 1
            ):
                return first if described or start - 1 - first > 1 else start
    return start


def _unknown_name(passage: Passage, at: int, language: Language) -> bool:
    """Whether the one word before an apposition is a name that the tagger does not know ("Aurenco, filiale de X,")."""
    word = passage.words[at]
    return passage.capital(at) and word not in language["words.openers"] and word not in language["when"]


def _clause_start(passage: Passage, at: int, unit: WordRange, language: Language) -> bool:
    if at == max(unit[0], passage.floor):
        return True
    before = passage.words[at - 1]
    if passage.words[at] in "«“" and before in language["words.and"]:
        return False
    return before in ",:;–—«“(" or before in language["words.and"] or before in language["words.clause_openers"]


def _parsed(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> WordRange | None:
    """What the parser calls the subject of the verb or of the verb that governs it."""
    heads = {match.head}
    head = match.head
    for _ in range(3):
        head = passage.head[head]
        incise = passage.words[match.first - 1] == "," and match.form != "infinitive"
        if incise:
            break
        if passage.dep[match.head] in ("xcomp", "aux", "aux:caus", "advcl", "ccomp") or match.form == "infinitive":
            heads.add(head)
    best: int | None = None
    for index in range(max(unit[0], match.first - _FAR), match.first):
        if passage.dep[index].startswith(("nsubj", "expl:subj")) and (
            passage.head[index] in heads or match.first <= passage.head[index] < match.last
        ):
            best = index
    if best is None:
        return None
    if (
        passage.words[best] in language["words.subject_pronouns"]
        or passage.words[best] in language["words.relative_subject"]
    ):
        return best, best + 1
    start = _widest(passage, best, unit, match.first, language)
    end = max(phrase_end(passage, start, match.first, language), best + 1)
    return apposed_start(passage, start, unit, language), end


def _widest(passage: Passage, noun: int, unit: WordRange, limit: int, language: Language) -> int:
    """Where the noun phrase starts that holds the noun: "le ministre des Postes, de la Presse et des Arts"."""
    start = phrase_start(passage, noun, unit, language)
    if start > unit[0] and passage.words[start - 1] in language["words.of"]:
        for first in range(max(unit[0], start - _FAR), start):
            if _clause_start(passage, first, unit, language) and phrase_end(passage, first, limit, language) > noun:
                return first
    return start


def main_subject(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> WordRange | None:
    """The subject of the sentence a participle or infinitive hangs on."""
    for index in range(match.first - 1, unit[0] - 1, -1):
        if passage.dep[index].startswith("nsubj") and passage.quote[index] < 0:
            governor = passage.head[index]
            nearest = governor == passage.head[match.head] and passage.dep[governor] == "advcl"
            if nearest or passage.dep[governor] in ("ROOT", "conj", "parataxis"):
                if passage.words[index] in language["words.subject_pronouns"]:
                    return index, index + 1
                start = phrase_start(passage, index, unit, language)
                before = passage.words[start - 1] if start > unit[0] else ""
                whole = (
                    passage.words[max(start - 2, 0)] in language["words.concessions"]
                )  # "Alors que X a ri en disant"
                if (before in language["words.that"] and not whole) or before in language["words.be"]:
                    continue  # "Il estime que Hugo Rey …, affirmant que": who estimates goes on; "qui est le maire"
                end = max(phrase_end(passage, start, match.first, language), index + 1)
                return _nearer_voice(passage, match, unit, (start, end), language) or (
                    apposed_start(passage, start, unit, language),
                    end,
                )
    opening = passage.words[unit[0] : unit[0] + 2]
    if (
        match.form == "gerund"
        and opening[0] in language["words.anaphors"]
        and opening[-1] not in language["words.after_impersonal"]
    ):
        return unit[0], unit[0] + 1
    return first_voice(passage, match.first, unit, language) or _later_subject(passage, match, unit, language)


def _nearer_voice(
    passage: Passage, match: CueMatch, unit: WordRange, subject: WordRange, language: Language
) -> WordRange | None:
    """ "L'écran montrait un clip de la comédienne Maud Perrin, dénonçant": she, since a screen says nothing."""
    pronoun = passage.pos[subject[0]] == "PRON"
    thing = any(word in language["no_voice.things"] for word in passage.words[subject[0] : subject[0] + 2])
    if match.form != "gerund" or pronoun or (names_voice(passage, *subject, language) and not thing):
        return None
    if passage.words[match.first - 1] != ",":
        return None
    found = antecedent(passage, match.first, unit, language)
    return found if found and any(word in language["people"] for word in passage.words[slice(*found)]) else None


def _later_subject(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> WordRange | None:
    """ "Après avoir annoncé N, X a …": the subject that follows an opening phrase."""
    for index in range(match.last, unit[1]):
        if (
            passage.dep[index].startswith("nsubj")
            and passage.dep[passage.head[index]] == "ROOT"
            and passage.quote[index] < 0
        ):
            start = phrase_start(passage, index, unit, language)
            return start, max(phrase_end(passage, start, unit[1], language), index + 1)
    return _behind_comma(passage, match, unit, language)


def _behind_comma(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> WordRange | None:
    """The first phrase behind a comma that names a voice and has a verb of its own right after it."""
    for start in range(match.last + 1, unit[1]):
        if passage.words[start - 1] != "," or passage.quote[start] >= 0:
            continue
        end = phrase_end(passage, start, unit[1], language)
        verb = end + (passage.words[end : end + 1] == [","])
        if end > start and names_voice(passage, start, end, language) and passage.has_verb(verb, verb + 2):
            return start, end
    return None


def first_voice(passage: Passage, before: int, unit: WordRange, language: Language) -> WordRange | None:
    """The first phrase of the sentence that names somebody."""
    for start in range(unit[0], min(before, unit[0] + _FAR)):
        if passage.quote[start] >= 0 or not _clause_start(passage, start, unit, language):
            continue
        if passage.words[start - 1] == "(" or not starts_phrase(passage, start, before, language):
            continue
        end = phrase_end(passage, start, before, language)
        if end == start + 1 and passage.words[end] == "," and passage.capital(end + 1):
            continue  # "Ému, Hugo Rey …"
        if names_voice(passage, start, end, language):
            return start, end
    return None


def names_voice(passage: Passage, first: int, end: int, language: Language) -> bool:
    """Whether a phrase names somebody or something that can speak."""
    if any(passage.pos[index] == "PROPN" and passage.capital(index) for index in range(first, end)):
        return True
    head = passage.words[first : first + 4]
    return any(word in language[kind] for word in head for kind in ("people", "bodies", "documents", "words.that_of"))
