"""Where the object of a cue opens: one way for each name that frames in `cues.toml` may have."""

from __future__ import annotations

from claims.extraction.antecedents import relative_that
from claims.extraction.circumstances import skip_circumstances, skip_date
from claims.extraction.cues import CueMatch
from claims.extraction.framed import WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end, starts_phrase
from claims.extraction.object_figures import estimate, speak_of, valued
from claims.extraction.passage import Passage
from claims.extraction.quotations import OPENING_MARKS

_NEAR = 12
_STATE_LINKS = ("words.of", "words.to", "words.purpose", "words.on", "words.by")


def object_openings(
    passage: Passage, match: CueMatch, at: int, unit: WordRange, language: Language
) -> tuple[tuple[str, int], ...]:
    """Names of frames with the first word of what each would take for its object, 0 where there is none.

    `at` is the first word behind the cue and what is said about saying."""
    near = _behind_adverbs(passage, match.last, unit[1], language)
    of, on, to = language["words.of"], language["words.on"], language["words.to"]
    return (
        ("object", _object(passage, at, unit, language)),
        ("of", _behind_preposition(passage, near, unit, of, language)),
        ("of", _behind_preposition(passage, at, unit, of, language)),
        ("on", _behind_preposition(passage, near, unit, on, language)),
        ("on", _behind_preposition(passage, at, unit, on, language)),
        ("to", _behind_preposition(passage, near, unit, to, language)),
        ("to", _behind_preposition(passage, at, unit, to, language)),
        ("for", _behind_preposition(passage, near, unit, language["words.purpose"], language)),
        ("sees", _sees(passage, match, at, unit, language)),
        ("as", _as(passage, match, near, unit, language)),
        ("as", _as(passage, match, at, unit, language)),
        ("speak_of", speak_of(passage, match.last, unit, language)),
        ("judged", _judged(passage, at, unit, language)),
        ("judged", _judges_it(passage, match, at, unit, language)),
        ("predicate", _predicate(passage, match.last, unit, language)),
        ("predicate", _predicate(passage, at, unit, language)),
        ("estimate", estimate(passage, match.last, unit, language)),
        ("estimate", valued(passage, at, unit, language)),
        ("accuse", _with_preposition(passage, at, unit, of, language)),
        ("accuse", _of_whom(passage, match, near, unit, language)),
        ("attribute", _of_whom(passage, match, near, unit, language)),
        ("attribute", _with_preposition(passage, at, unit, to, language)),
        ("to_whom", _to_whom(passage, match, near, unit, language)),
        ("qualify", _named(passage, at, unit, language)),
        ("qualify", _of_whom(passage, match, near, unit, language)),
        ("qualify", _names_first(passage, near, unit, language)),
        ("object_quoted", _quoted_object(passage, at, unit, language)),
        ("state", _state(passage, match, near, unit, language)),
        ("against", _against(passage, match.last, unit, language)),
        ("to_do", _to_do(passage, match.last, unit, language)),
    )


def _object(passage: Passage, at: int, unit: WordRange, language: Language) -> int:
    if at + 2 < unit[1] and passage.words[at] in language["words.partitive"]:
        return at if passage.pos[at + 1] == "ADJ" and passage.pos[at + 2] == "NOUN" else 0
    if at + 1 < unit[1] and passage.words[at + 1] in language["words.relatives"]:
        return 0
    return (
        at
        if starts_phrase(passage, at, unit[1], language) and passage.words[at] not in language["words.third_person"]
        else 0
    )


def _quoted_object(passage: Passage, at: int, unit: WordRange, language: Language) -> int:
    """An object with words of the speaker in it: praise and blame alone allege nothing."""
    if not _object(passage, at, unit, language):
        return 0
    end = phrase_end(passage, at, unit[1], language)
    return at if any(passage.quote[index] >= 0 for index in range(at, min(end + 4, unit[1]))) else 0


def _behind_preposition(
    passage: Passage, at: int, unit: WordRange, prepositions: frozenset[str], language: Language
) -> int:
    """ "fait état de N", "table sur N", "conclut à N": the noun phrase; a contracted article stays with it."""
    if at + 1 < unit[1] and passage.words[at] in language["words.to"] and passage.words[at] not in prepositions:
        at = next((n for n in range(at, min(at + 9, unit[1])) if _own(passage, n, prepositions, language)), at)
    if at + 1 >= unit[1] or passage.words[at] not in prepositions:
        return 0
    contracted = passage.words[at] in language["words.contracted"]
    start = at + 1
    quoted = (
        passage.words[start] in OPENING_MARKS
        or " ".join(passage.words[start : start + 2]) in language["adverbials.at_least"]
    )
    if not quoted and not starts_phrase(passage, start, unit[1], language):
        return 0
    return at if contracted else start


def _of_whom(passage: Passage, match: CueMatch, at: int, unit: WordRange, language: Language) -> int:
    """ "l'accuse de P", "lui reproche de P": P, where a clitic stands for the accused."""
    clitics = set(passage.words[match.first : match.head]) & language["words.object_clitics"]
    clitics |= relative_that(passage, match.first, unit, language)
    if clitics and passage.words[at : at + 1] and passage.words[at] in OPENING_MARKS:
        return at
    if not clitics or at + 1 >= unit[1] or passage.words[at] not in language["words.of"]:
        return 0
    return at if passage.words[at] in language["words.contracted"] else at + 1


def _to_whom(passage: Passage, match: CueMatch, at: int, unit: WordRange, language: Language) -> int:
    """ "impute à X N", "reproche au maire d'avoir menti": X and N; "lui reproche N": N."""
    if set(passage.words[match.first : match.head]) & language["words.object_clitics"]:
        return _object(passage, at, unit, language) or _of_whom(passage, match, at, unit, language)
    if at + 2 >= unit[1] or passage.words[at] not in language["words.to"]:
        return 0
    end = phrase_end(passage, at + 1, unit[1], language)
    endings = tuple(language["words.infinitive_endings"])
    to_have = end + 1 < unit[1] and passage.words[end] in language["words.of"]
    verb = end + 1
    while to_have and verb < unit[1] - 1 and passage.words[verb] in language["words.before_infinitive"]:
        verb += 1
    to_have = to_have and passage.words[verb].endswith(endings)
    return at if at + 1 < end < unit[1] and (to_have or _object(passage, end, unit, language)) else 0


def _own(passage: Passage, at: int, prepositions: frozenset[str], language: Language) -> bool:
    """ "fait part à ses proches de son désir": the preposition before what is the speaker's."""
    after = passage.words[at + 1] if at + 1 < len(passage.words) else ""
    return passage.words[at] in prepositions and after in language["words.possessives"]


def _behind_adverbs(passage: Passage, at: int, limit: int, language: Language) -> int:
    while at < limit and passage.pos[at] == "ADV" and passage.words[at] not in language["words.to"]:
        at += 1
    return skip_date(passage, at, limit, language)


def _sees(passage: Passage, match: CueMatch, at: int, unit: WordRange, language: Language) -> int:
    """ "y voit N": what is seen in the thing spoken of."""
    clitics = passage.words[match.first : match.head]
    return _object(passage, at, unit, language) if set(clitics) & language["words.there"] else 0


def _as(passage: Passage, match: CueMatch, at: int, unit: WordRange, language: Language) -> int:
    """ "présente N comme P", "le décrit comme P"."""
    if at + 1 < unit[1] and passage.words[at] in language["words.as_being"]:
        clitics = passage.words[match.first : match.head]
        return at + 1 if set(clitics) & language["words.object_clitics"] else 0
    for index in range(at + 1, min(at + 2 * _NEAR, unit[1]) if starts_phrase(passage, at, unit[1], language) else 0):
        if passage.words[index] in language["words.as_being"]:
            return at
        if passage.words[index] in ",.;:":
            break
    return 0


def _predicate(passage: Passage, at: int, unit: WordRange, language: Language) -> int:
    """ "juge « peu probable » un retour": the judgement and what it is about."""
    start = at
    while at < unit[1] - 2 and (passage.pos[at] == "ADV" or passage.words[at] in '«“"'):
        at += 1
    end = min(at + 8, unit[1])
    if at >= unit[1]:
        return 0
    judged = passage.pos[at] == "ADJ" and any(
        starts_phrase(passage, index, end, language) or passage.words[index] in language["words.that"]
        for index in range(at + 1, end)
    )
    return start if judged and passage.words[at] not in language["words.and"] else 0


def _judged(passage: Passage, at: int, unit: WordRange, language: Language) -> int:
    """ "considère le texte inacceptable": a noun phrase that the parser gives a predicate."""
    if not _object(passage, at, unit, language):
        return 0
    for index in range(at + 1, min(at + 14, unit[1])):
        if passage.pos[index] == "ADJ" and passage.pos[index - 1] in ("NOUN", "PROPN", "ADV", "ADJ") and index > at + 1:
            return at
        if passage.words[index] in language["words.as_being"]:
            return at
        if passage.words[index] in ",.;:" or passage.finite[index]:
            break
    return 0


def _judges_it(passage: Passage, match: CueMatch, at: int, unit: WordRange, language: Language) -> int:
    """ "le juge illégal": the judgement on what was spoken of before."""
    it = (
        passage.words[match.head - 1] in language["words.object_clitics"]
        and passage.words[match.first] in (language["words.object_clitics"])
    )
    return at if it and at < unit[1] and passage.pos[at] == "ADJ" else 0


def _with_preposition(
    passage: Passage, at: int, unit: WordRange, prepositions: frozenset[str], language: Language
) -> int:
    """Start of the object where a second part ("de P", "à Y") follows it within reach."""
    if not starts_phrase(passage, at, unit[1], language):
        return 0
    for index in range(at + 1, min(at + 25, unit[1])):
        if passage.words[index] in prepositions and passage.words[index - 1] not in language["words.time_or_place"]:
            return at
        if passage.words[index] in (".", ";", ":"):
            break
    return 0


def _named(passage: Passage, at: int, unit: WordRange, language: Language) -> int:
    """ "qualifie N de P": the name has no article."""
    if not starts_phrase(passage, at, unit[1], language):
        return 0
    for index in range(at + 1, min(at + 25, unit[1] - 1)):
        after = passage.words[index + 1]
        named = after not in language["words.determiners"] and not passage.capital(index + 1)
        if passage.words[index] in language["words.as"] and (named or after in language["words.one"]):
            if after in OPENING_MARKS or passage.pos[index + 1] in ("ADJ", "NOUN", "ADV", "DET", "VERB"):
                return at
        if passage.words[index] in (".", ";", ":"):
            break
    return 0


def _names_first(passage: Passage, at: int, unit: WordRange, language: Language) -> int:
    """ "qualifie de « P » N": the name stands before the thing."""
    of = at + 1 < unit[1] and passage.words[at] in language["words.as"]
    return at if of and passage.words[at + 1] in OPENING_MARKS else 0


def _state(passage: Passage, match: CueMatch, at: int, unit: WordRange, language: Language) -> int:
    """ "se dit prêt à P", "s'affirment « prêts »": what they say they are."""
    if not match.reflexive or at + 1 >= unit[1]:
        return 0
    start = at = skip_circumstances(passage, at, unit[1], language)
    if at + 1 >= unit[1]:
        return 0
    aside = language["connectives"] | language["words.said_alone"]
    while start > match.last and passage.pos[start - 1] == "ADV" and passage.words[start - 1] not in aside:
        start -= 1
    word = passage.words[at]
    side = word in language["words.against"] or word in language["words.purpose"]
    if side and starts_phrase(passage, at + 1, unit[1], language):
        return at  # "s'est dit contre le projet"
    joint = any(passage.words[at + 1] in language[kind] for kind in _STATE_LINKS)
    state = joint and passage.pos[at] in ("ADJ", "VERB") and not passage.finite[at]
    return start if (state or word in OPENING_MARKS) and word not in language["words.that"] else 0


def _against(passage: Passage, at: int, unit: WordRange, language: Language) -> int:
    for index in range(at, min(at + 12, unit[1] - 1)):
        if passage.words[index] in language["words.against"]:
            return index + 1
        if passage.finite[index] or passage.words[index] in ",.;:":
            break
    return 0


def _to_do(passage: Passage, at: int, unit: WordRange, language: Language) -> int:
    when = at < unit[1] and passage.words[at] in language["words.since"]
    dated = when or (at < unit[1] and passage.pos[at] == "ADV")
    at = skip_circumstances(passage, at, unit[1], language) if dated else at
    if at + 1 < unit[1] and (passage.words[at] in language["words.of"] or passage.words[at] in language["words.to"]):
        after = at + 1
        while after < unit[1] - 1 and (
            passage.words[after] in language["words.before_infinitive"] or passage.words[after] in '«“"'
        ):
            after += 1
        if passage.pos[after] in ("VERB", "AUX") and not passage.finite[after]:
            return at + 1
    return 0
