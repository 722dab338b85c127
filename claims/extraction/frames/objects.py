""" "X dénonce N", "X accuse Y de P", "X attribue N à Y", "X qualifie N de P", "X promet de P"."""

from __future__ import annotations

from claims.extraction.circumstances import skip_circumstances
from claims.extraction.cue_lexicon import Cue
from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.frames.clause import framed_left
from claims.extraction.language import Language
from claims.extraction.object_openings import object_openings
from claims.extraction.passage import Passage

_ASIDE = 14


def frame_object(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """A cue whose object alleges something by itself."""
    bare = match.form == "participle" and match.first == match.head and not match.inverted >= 0
    if (
        match.passive
        or (match.form == "finite" and match.first == unit[0] and match.inverted < 0)  # "S'engage alors un combat"
        or (match.form == "infinitive" and not _done(passage, match.first, language))
        or (match.first > unit[0] and passage.words[match.first - 1] in language["words.that"])
        or (bare and passage.pos[match.head - 1] in ("NOUN", "PROPN", "PUNCT"))
    ):
        return None
    at = skip_circumstances(passage, match.last, unit[1], language)
    if at == match.last and at < unit[1] and passage.words[at] == ",":
        at = _behind_aside(passage, at, unit[1], language)
    only = _only(passage, match, at, language)
    at += only
    for name, opens in object_openings(passage, match, at, unit, language):
        cue = _cue(passage, match, name, opens, language) if opens else None
        if cue and (only or not match.negated or cue.denies):
            found = framed_left(name, passage, match, unit, opens=opens, language=language, cue=cue)
            loose = cue.any_subject and (match.form != "gerund" or cue.cue_class != "think")
            return found if found and (loose or _speaks(passage, found, language)) else None
    return None


def _behind_aside(passage: Passage, comma: int, limit: int, language: Language) -> int:
    """Behind when or where it was said, between two commas ("a annoncé, dans la nuit de lundi, N"); else `comma`."""
    if skip_circumstances(passage, comma + 1, limit, language) == comma + 1:
        return comma
    for index in range(comma + 2, min(comma + _ASIDE, limit - 1)):
        if passage.words[index] == "," and passage.quote[index] < 0:
            return index + 1
        if passage.finite[index] or passage.words[index] in ";:«»":
            break
    return comma


def _done(passage: Passage, first: int, language: Language) -> bool:
    """Whether an infinitive tells what was done: "vient d'annoncer N", "en a profité pour démentir N"."""
    before = passage.words[max(0, first - 3) : first]
    ahead = before[-2:-1] == [*language["words.before"]]  # "avant de démentir N"
    return ahead or any(word in language["words.done_verbs"] for word in before)


def _cue(passage: Passage, match: CueMatch, name: str, opens: int, language: Language) -> Cue | None:
    """The block that allows this frame with this object."""
    ahead = set(passage.words[opens : opens + 7])
    shown = set(passage.words[opens + 1 : opens + 4])
    own = passage.words[opens] in language["words.possessives"] or passage.words[opens] in language["words.one"]
    fitting = (cue for cue in match.cues if name in cue.frames and (not cue.objects or cue.objects & ahead))
    return next((cue for cue in fitting if not (own and cue.deeds & shown)), None)


def _only(passage: Passage, match: CueMatch, at: int, language: Language) -> bool:
    """ "ne confirme que N": a restriction, which no other negation goes with."""
    if not match.negated or passage.words[at : at + 1] not in ([word] for word in language["words.that"]):
        return False
    return not set(passage.words[match.first : at]) & language["words.negators"]


def _speaks(passage: Passage, found: Framed, language: Language) -> bool:
    """Whether the subject is somebody who can say something: with a bare object the verb alone does not prove it."""
    voice = found.antecedent if found.antecedent else found.subject
    if voice is None:
        return found.shared
    first, last = voice
    words = passage.words[first:last]
    if passage.words[first] in language["words.relative_subject"]:
        return False
    return (
        words[0] in language["words.subject_pronouns"]
        or any(
            passage.capital(index) and (index > found.unit[0] or passage.pos[index] == "PROPN")
            for index in range(first, last)
        )
        or any(word in language[kind] for word in words for kind in ("people", "bodies", "documents"))
    )
