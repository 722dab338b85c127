"""Where the author takes up, behind a comma, what somebody was just reported to say."""

from __future__ import annotations

from claims.extraction.language import Language
from claims.extraction.passage import Passage


def author_goes_on(passage: Passage, index: int, first: int, language: Language) -> bool:
    """Whether the author speaks from this word on, of the content that opened at `first`."""
    if passage.words[index - 1] != "," or passage.quote[index] >= 0:
        return False
    if _taken_up(passage, index, language) or _summed_up(passage, index, first, language):
        return True
    return _received(passage, index, language) or _unsaid(passage, index, language)


def _received(passage: Passage, index: int, language: Language) -> bool:
    """Whether the author tells how it was taken: ", au grand dam des syndicats", ", sous les huées"."""
    return any(
        " ".join(passage.words[index : index + length]).replace("' ", "'") in language["adverbials.received"]
        for length in (3, 4)
    )


def _unsaid(passage: Passage, index: int, language: Language) -> bool:
    """Whether the author tells what was left unsaid: ", sans préciser la date", ", sans plus de détails"."""
    if passage.words[index] not in language["hearsay.lacking"]:
        return False
    for verb in range(index + 1, min(index + 4, len(passage.words))):
        readings = language.verbs.get(passage.words[verb], ())
        if any(reading.form == "infinitive" and reading.cue.cue_class in ("say", "announce") for reading in readings):
            return True
    return False


def cue_verb(passage: Passage, index: int, language: Language) -> bool:
    """A finite verb that the tagger took for something else, known because it is a cue."""
    return any(
        reading.form == "finite" and not reading.rest for reading in language.verbs.get(passage.words[index], ())
    )


def _taken_up(passage: Passage, index: int, language: Language) -> bool:
    """Whether the author takes the content up here: ", ce que dément Y", ", ce qu'il juge inévitable"."""
    if passage.words[index] not in language["words.this"] or passage.words[index - 1] != ",":
        return False
    if passage.quote[index] >= 0 or passage.words[index + 1 : index + 2] not in ([w] for w in language["words.that"]):
        return False
    ahead = range(index + 2, min(index + 6, len(passage.words)))
    if any(passage.words[at] in language["words.negation"] for at in ahead):
        return False
    return any(cue_verb(passage, at, language) for at in ahead)


def _summed_up(passage: Passage, index: int, first: int, language: Language) -> bool:
    """Whether the author names what was said: ", une affirmation que rien n'étaye"."""
    if passage.words[index - 1] != "," or passage.quote[index] >= 0 or not passage.has_verb(first, index):
        return False
    noun = index + (passage.words[index] in language["words.one"])
    return passage.words[noun : noun + 1] != [] and passage.words[noun] in language["sayings.summing"]
