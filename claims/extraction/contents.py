"""Decides which words each cue attributes, given the other cues of the sentence."""

from __future__ import annotations

from claims.extraction.content_before import content_before
from claims.extraction.content_ends import before_connectives, by_doing, clip
from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.passage import Passage
from claims.extraction.quotations import CLOSING_MARKS, OPENING_MARKS

_SHORT = ("quoted", "qualify", "sees", "state", "object_quoted", "as")

_SPEECH = 8
"""Words from which a quotation is speech even without a finite verb."""


def assign_contents(passage: Passage, framed: list[Framed], language: Language) -> list[Framed]:
    """Sets `content` on every cue that makes a claim and `relay` on those that only pass one on; drops the empty."""
    by_unit: dict[WordRange, list[Framed]] = {}
    for item in framed:
        by_unit.setdefault(item.unit, []).append(item)
    for found in by_unit.values():
        found = _without_own_source(passage, found, language)
        items = sorted(
            (item for item in found if not _weak(passage, item, found, language)), key=lambda item: item.phrase[0]
        )
        for item in items:
            if item.opens >= 0 and not item.content:
                _forward(passage, item, [other for other in items if other is not item], language)
        for number, item in enumerate(items):
            if item.opens < 0 and not item.content:
                content_before(passage, item, items[:number], items[number + 1 :], language)
    return [item for item in framed if item.content or item.relay]


def _without_own_source(passage: Passage, found: list[Framed], language: Language) -> list[Framed]:
    """ "X a rappelé que, selon lui, P": X again, and P alone is what X says."""
    kept = list(found)
    for source in found:
        himself = source.subject and passage.words[source.subject[0]] in language["words.third_person"]
        if source.frame != "according" or source.opens < 0 or not himself:
            continue
        for item in found:
            comma = item.opens < item.unit[1] and passage.words[item.opens] == ","
            if item.frame == "clause" and item.opens + comma == source.phrase[0] and item.opens < source.opens:
                item.opens = source.opens
                kept = [other for other in kept if other is not source]
    return kept


def _weak(passage: Passage, item: Framed, others: list[Framed], language: Language) -> bool:
    """Whether it is a bare object of a count or a verb that hardly attributes, inside what somebody else says."""
    if item.opens < 0 or item.frame == "according":
        return False
    words = passage.words[slice(*item.subject)] if item.subject else []
    count = item.frame == "of" and any(word in language["documents"] for word in words)
    if not count and (item.cue.any_subject or "que" in item.cue.frames):
        return False
    return any(other is not item and other.opens == item.phrase[0] for other in others)


def _forward(passage: Passage, item: Framed, later: list[Framed], language: Language) -> None:
    end = _quote_end(passage, item, language)
    for other in later:
        if other.match.first < item.opens or other.phrase[0] >= end:
            continue
        cut = _cut(passage, item, other, language)
        if cut == item.opens:
            item.relay = True
            return
        if cut:
            end = min(end, cut)
    end = _before_colon(passage, item, end)
    start = _after_colon(passage, item, end)
    if start:
        item.content = ((start, end),)
        return
    end = clip(passage, item, end, language)
    if end > item.opens:
        item.content = ((item.opens, end),)


def _quote_end(passage: Passage, item: Framed, language: Language) -> int:
    """A content that starts with a quotation ends with it where a comma or a full stop follows."""
    if passage.words[item.opens] not in OPENING_MARKS:
        return item.unit[1]
    inside = item.opens + 1
    if inside >= item.unit[1] or passage.quote[inside] < 0:
        return item.unit[1]
    number = passage.quote[inside]
    while inside < item.unit[1] and passage.quote[inside] == number:
        inside += 1
    after = inside + 1
    listed = after < item.unit[1] - 1 and passage.words[after] == "," and passage.words[after + 1] in OPENING_MARKS
    if listed:
        return item.unit[1]
    if item.frame in _SHORT and after < item.unit[1] - 2 and by_doing(passage, after, language):
        return after
    spoken = passage.has_verb(item.opens, inside) or inside - item.opens > _SPEECH
    if after >= item.unit[1] - 1 or not spoken:
        return (
            after if item.frame in _SHORT and after < item.unit[1] and passage.words[after] in ",.;" else item.unit[1]
        )
    if passage.words[after] in language["words.and"] and passage.words[after + 1] not in language["words.that"]:
        return item.unit[1] if any(number >= 0 for number in passage.quote[after : item.unit[1]]) else after
    if passage.words[after] in language["content_breaks"] or passage.words[after] == "(":
        return after
    quoted_later = any(number >= 0 for number in passage.quote[after : item.unit[1]])
    if passage.words[after] in language["adverbials.circumstance"] and not quoted_later:
        goes_on = item.frame == "clause" and passage.words[after] in language["words.to"]
        return item.unit[1] if goes_on and not _of_saying(passage, after, item.unit[1], language) else after
    more = passage.words[after + 1] in OPENING_MARKS or passage.words[after + 1] in ("et", *language["words.relatives"])
    return after if passage.words[after] in (",", ".", ";") and not more else item.unit[1]


def _of_saying(passage: Passage, at: int, limit: int, language: Language) -> bool:
    """Whether the words behind a quotation tell where or when it was said, not more of what was said."""
    ahead = range(at + 1, min(at + 5, limit))
    told = any(
        passage.words[n] in language[kind]
        for n in ahead
        for kind in ("adverbials.event_nouns", "relays.outlets", "when", "when.nouns", "people", "bodies")
    )
    return told or any(passage.capital(n) for n in ahead)


def _cut(passage: Passage, item: Framed, other: Framed, language: Language) -> int:
    """Where the content of `item` must stop because of `other`; 0 where it need not."""
    if other.opens < 0:
        if other.frame == "according" and other.content:
            return 0  # a relative clause inside: "affirme que le pont, qui selon Y devait tenir, a cédé"
        return _quote_start(passage, other, item) or other.phrase[0]
    if other.phrase[0] < item.opens:
        return before_connectives(passage, other.match.first, item.opens, language)
    start = before_connectives(passage, other.phrase[0], item.opens, language)
    if other.shared or other.antecedent or passage.words[other.phrase[0]] in language["words.relative_subject"]:
        return start
    if start == item.opens and other.frame != "object":
        item.relay = True
        return item.opens
    before = passage.words[other.phrase[0] - 1]
    if before == "," and (
        passage.has_verb(item.opens, start) or item.frame not in ("clause", "infinitive", "according")
    ):
        return start
    if before in language["words.and"] or before in language["words.contrast"] or before == ";":
        return start
    return 0


def _before_colon(passage: Passage, item: Framed, end: int) -> int:
    """A que-clause ends where a colon brings a quotation, which is a claim of its own."""
    if item.frame != "clause":
        return end
    for index in range(item.opens + 1, end - 2):
        if passage.words[index] == ":" and passage.words[index + 1] in OPENING_MARKS and passage.quote[index] < 0:
            return index
    return end


def _after_colon(passage: Passage, item: Framed, end: int) -> int:
    """Start of the quotation that a bare object only introduces ("avoue N : « … »"); 0 where none does."""
    if item.frame not in ("object", "state", "of"):
        return 0
    for index in range(item.opens, end - 2):
        if passage.words[index] == ":" and passage.words[index + 1] in OPENING_MARKS:
            return index + 1
    return 0


def _quote_start(passage: Passage, other: Framed, item: Framed) -> int:
    """Start of the quotation an incise follows, where a colon or comma parts it from what was said before."""
    at = other.phrase[0] - 1
    if passage.words[at] not in CLOSING_MARKS or at <= item.opens:
        return 0
    at -= 1
    while at > item.opens and passage.quote[at] >= 0:
        at -= 1
    anew = passage.capital(at + 1) and passage.has_verb(item.opens, at) and passage.has_verb(at, other.phrase[0])
    return at if at > item.opens and (passage.words[at - 1] == ":" or anew) else 0
