"""Set phrases that stand between the parts of a sentence: "par ailleurs", "pour sa part"."""

from __future__ import annotations

from claims.extraction.language import Language
from claims.extraction.passage import Passage

_LONGEST = 5


def set_phrase(passage: Passage, at: int, limit: int, language: Language) -> int:
    """How many words the longest set phrase has that starts at `at` and ends by `limit`; 0 where none does."""
    if passage.words[at] not in language["adverbials.openings"]:
        return 0
    for length in range(min(_LONGEST, limit - at), 1, -1):
        if " ".join(passage.words[at : at + length]).replace("' ", "'") in language["adverbials.phrases"]:
            return length
    return 0
