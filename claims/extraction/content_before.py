"""The content of a cue that stands behind it or in its middle: incise, final "selon"."""

from __future__ import annotations

from claims.extraction.content_ends import before_connectives
from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.paragraphs import HEADLINE
from claims.extraction.passage import Passage
from claims.extraction.quotations import CLOSING_MARKS, OPENING_MARKS

_NOMINAL = 8
"""Words from which a sentence whose verb nobody sees is a statement all the same."""


def content_before(
    passage: Passage, item: Framed, earlier: list[Framed], later: list[Framed], language: Language
) -> None:
    """Sets the content of an item from the words around it, or marks it as a relay of the item before."""
    unit = item.unit
    number = passage.quote[item.match.head]
    if number >= 0:
        _inside_quotation(passage, item, number, unit)
        return
    if _passes_on(passage, item, earlier, language):
        item.relay = True
        return
    ends = [other.phrase[1] if other.opens < 0 or not other.content else other.content[-1][1] for other in earlier]
    start = max([unit[0], *ends])
    start = _skip_joints(passage, _after_topic(passage, start, item.phrase[0]), item.phrase[0], language)
    left = _left_content(passage, start, item.phrase[0], language)
    figure = _last_figure(passage, item, left) if item.frame == "according" and left else None
    if figure or (item.frame == "according" and left and _apposed(passage, item, left)):
        item.content = (figure or left or (start, start),)
        return
    right = _right_content(passage, item, left, later, language)
    pieces = tuple(piece for piece in (left, right) if piece and piece[1] > piece[0])
    again = _counted_again(passage, start, earlier)
    whole = start == unit[0] and item.phrase[1] >= unit[1] - 1
    if item.frame == "according" and passage.kind != HEADLINE and not again:
        if not _states(passage, pieces, whole=whole):
            return
    item.content = pieces


def _apposed(passage: Passage, item: Framed, left: WordRange) -> bool:
    """Whether a source closes an apposition before the verb: "Le tireur, un ancien élève selon la police, a fui"."""
    end = item.phrase[1]
    set_off = "," in passage.words[left[0] : left[1]] and passage.words[min(end, item.unit[1] - 1)] == ","
    if item.phrase[0] != item.match.first or not set_off or passage.has_verb(*left):
        return False
    return passage.has_verb(end, min(end + 3, item.unit[1]))


def _last_figure(passage: Passage, item: Framed, left: WordRange) -> WordRange | None:
    """The figure behind the last comma or colon, where nothing but that is the source's ("…, 8 000 selon la CGT")."""
    first = next((at for at in range(left[1] - 1, item.unit[0], -1) if passage.words[at] in ",:("), 0)
    if not first or item.phrase[0] != item.match.first or passage.has_verb(first, left[1]):
        return None
    counted = passage.words[first + 1][:1].isdigit() and passage.quote[first] < 0 and first + 1 < left[1]
    return (first + 1, left[1]) if counted and passage.words[left[1] - 1] != ")" else None


def _counted_again(passage: Passage, start: int, earlier: list[Framed]) -> bool:
    """Whether a second source gives its own figure: "3 000 manifestants selon la police, 8 000 selon la CGT"."""
    stated = bool(earlier) and earlier[-1].frame == "according" and bool(earlier[-1].content)
    stated = stated and start < len(passage.words)
    return stated and passage.words[start][:1].isdigit() and passage.words[start - 1] == ","


def _passes_on(passage: Passage, item: Framed, earlier: list[Framed], language: Language) -> bool:
    """Whether the item only says who passed on what the item before attributes."""
    if not earlier:
        return False
    last = earlier[-1]
    break_at = min(last.phrase[1] + 1, item.unit[1] - 1)
    if last.opens < 0 and passage.words[break_at] in language["content_breaks"]:
        return True
    if last.frame == "passive" and last.phrase[1] >= item.phrase[0]:
        return True
    if last.frame == "incise" and last.phrase[1] == item.match.first and item.match.form == "preposition":
        return True
    if _quote_before(passage, item):
        return False
    return any(other.opens >= 0 and other.content and other.content[0][1] >= item.phrase[0] - 1 for other in earlier)


def _states(passage: Passage, pieces: tuple[WordRange, ...], *, whole: bool) -> bool:
    """Whether the words hold a verb or a quotation: "400 000 selon la police" states nothing by itself.

    `whole`: they fill the sentence but for its source, which a few words more make a statement all the same."""
    return any(
        (whole and piece[1] - piece[0] >= _NOMINAL)
        or passage.has_verb(*piece)
        or any(number >= 0 for number in passage.quote[slice(*piece)])
        for piece in pieces
    )


def _after_topic(passage: Passage, start: int, end: int) -> int:
    """Behind the topic of a headline ("France : le chômage remonte, selon l'Insee")."""
    if passage.kind == HEADLINE:
        for index in range(start + 1, min(start + 6, end)):
            if passage.words[index] == ":":
                return index + 1
    return start


def _inside_quotation(passage: Passage, item: Framed, number: int, unit: WordRange) -> None:
    first = item.phrase[0]
    while first > unit[0] and passage.quote[first - 1] == number:
        first -= 1
    end = item.match.head
    while end < unit[1] and passage.quote[end] == number:
        end += 1
    pieces = [(first, item.phrase[0]), (item.phrase[1], end)]
    if passage.has_verb(*pieces[0]) and not passage.has_verb(*pieces[1]) and not passage.quotations[number].closed:
        pieces.pop()
    item.content = tuple((a, b) for a, b in pieces if b - a > 1 or (b > a and passage.words[a].isalnum()))


def _quote_before(passage: Passage, item: Framed) -> bool:
    return item.phrase[0] > item.unit[0] and passage.words[item.phrase[0] - 1] in CLOSING_MARKS


def _skip_joints(passage: Passage, start: int, end: int, language: Language) -> int:
    while start < end and (passage.words[start] in ",;" or passage.words[start] in language["words.and"]):
        start += 1
    return start


def _left_content(passage: Passage, start: int, end: int, language: Language) -> WordRange | None:
    """The words before the cue; only the quotation where a colon or nothing but a connective introduces it."""
    if end <= start:
        return None
    last = end - 1
    if passage.words[last] in CLOSING_MARKS and passage.quote[last] < 0:
        opening = last - 1
        while opening > start and passage.quote[opening] >= 0:
            opening -= 1
        if passage.words[opening] in OPENING_MARKS and opening > start:
            lead = [word for word in passage.words[start:opening] if word not in (",", ":")]
            bare = all(number < 0 for number in passage.quote[start:opening])
            if bare and (
                passage.words[opening - 1] == ":" or " ".join(lead).replace("' ", "'") in language["connectives"]
            ):
                return opening, end
    return start, end


def _right_content(
    passage: Passage, item: Framed, left: WordRange | None, later: list[Framed], language: Language
) -> WordRange | None:
    """What goes on behind the incise: a second quotation, or the rest of a statement cut in two."""
    at = item.phrase[1]
    end = min(
        [
            item.unit[1],
            *(before_connectives(passage, other.phrase[0], at, language) for other in later if other.phrase[0] >= at),
        ]
    )
    comma = at < end and passage.words[at] in (",", ":", "–", "—")
    at += comma
    if at >= end or not any(word.isalnum() for word in passage.words[at:end]):
        return None
    word = passage.words[at]
    if word in OPENING_MARKS and passage.quote[at] < 0:
        return at, end
    if word in language["content_breaks"] or word in language["words.relatives"]:
        return None
    counted = passage.words[at][:1].isdigit() and end < item.unit[1] and not passage.has_verb(at, end)
    if left is not None and counted:
        return None  # "3 000 personnes selon la police, 8 000 selon la CGT"
    unfinished = left is not None and _unfinished(passage, left, at, language)
    if left is not None and comma and passage.pos[at] == "VERB" and not passage.finite[at]:
        unfinished = passage.finite[left[1] - 1]  # "selon l'armée, mobilisée sur place" goes on nothing
    if left is not None and not comma and passage.pos[left[1] - 1] in ("VERB", "AUX"):
        unfinished = (
            unfinished or word in language["words.to"] or word in language["words.of"]
        )  # "est dû, selon X, à N"
    if left is not None and passage.has_verb(*left) and not unfinished:
        joined = word in language["words.and"]
        return (at, end) if comma and joined and passage.has_verb(at, end) and item.frame == "incise" else None
    return (at, end) if unfinished or passage.has_verb(at, end) else None


def _unfinished(passage: Passage, left: WordRange, at: int, language: Language) -> bool:
    """Whether the left part ends with a verb that still waits for its object or complement."""
    last = left[1] - 1
    if passage.finite[last]:
        return True
    done = passage.pos[at] == "VERB" and not passage.words[at].endswith(tuple(language["words.infinitive_endings"]))
    if done and not passage.finite[at] and passage.pos[last] == "VERB":
        return False  # "ont été emportés, selon l'armée, mobilisée dans la région"
    return passage.pos[last] in ("VERB", "AUX") and passage.pos[at] in (
        "DET",
        "NOUN",
        "PROPN",
        "PRON",
        "SCONJ",
        "VERB",
        "NUM",
    )
