"""Decides which words each cue attributes, given the other cues of the sentence."""

from __future__ import annotations

from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end, starts_phrase
from claims.extraction.paragraphs import HEADLINE
from claims.extraction.passage import Passage

_MARKS = ("«", "“", '"')
_CLOSERS = ("»", "”", '"')


def assign_contents(passage: Passage, framed: list[Framed], language: Language) -> list[Framed]:
    """Sets `content` on every cue that makes a claim and `relay` on those that only pass one on; drops the empty."""
    by_unit: dict[WordRange, list[Framed]] = {}
    for item in framed:
        by_unit.setdefault(item.unit, []).append(item)
    for unit, items in by_unit.items():
        items.sort(key=lambda item: item.phrase[0])
        for number, item in enumerate(items):
            if item.opens >= 0 and not item.content:
                _forward(passage, item, [other for other in items if other is not item], unit, language)
        for number, item in enumerate(items):
            if item.opens < 0 and not item.content:
                _backward(passage, item, items[:number], items[number + 1 :], unit, language)
    return [item for item in framed if item.content or item.relay]


def _forward(passage: Passage, item: Framed, later: list[Framed], unit: WordRange, language: Language) -> None:
    end = _quote_end(passage, item, unit, language)
    for other in later:
        if other.match.first < item.opens or other.phrase[0] >= end:
            continue
        cut = _cut(passage, item, other, language)
        if cut == item.opens:
            item.relay = True
            return
        if cut:
            end = min(end, cut)
    start = _after_colon(passage, item, end)
    if start:
        item.content = ((start, end),)
        return
    end = _before_break(passage, item.opens, end, language)
    if item.antecedent and not item.shared:
        end = _before_main_verb(passage, item.opens, end, language)
    if item.frame in (
        "object",
        "gerund_object",
        "object_quoted",
        "speak_of",
        "estimate",
        "accuse",
        "attribute",
        "qualify",
        "against",
        "to_do",
        "infinitive",
        "clause",
    ):
        end = _before_own_conjunct(passage, item, end, language)
    if end > item.opens:
        item.content = ((item.opens, end),)


def _quote_end(passage: Passage, item: Framed, unit: WordRange, language: Language) -> int:
    """A content that starts with a quotation ends with it where a comma or a full stop follows."""
    if passage.words[item.opens] not in _MARKS:
        return unit[1]
    inside = item.opens + 1
    if inside >= unit[1] or passage.quote[inside] < 0:
        return unit[1]
    number = passage.quote[inside]
    while inside < unit[1] and passage.quote[inside] == number:
        inside += 1
    after = inside + 1
    if after >= unit[1] - 1 or not passage.has_verb(item.opens, inside):
        return after if item.frame == "quoted" and after < unit[1] and passage.words[after] in ",.;" else unit[1]
    goes_on = passage.words[after + 1] in _MARKS or passage.words[after + 1] in ("et", *language["words.relatives"])
    return after if passage.words[after] in (",", ".", ";") and not goes_on else unit[1]


def _cut(passage: Passage, item: Framed, other: Framed, language: Language) -> int:
    """Where the content of `item` must stop because of `other`; 0 where it need not."""
    if other.opens < 0:
        return _quote_start(passage, other, item) or other.phrase[0]
    if other.phrase[0] < item.opens:
        return _before_connectives(passage, other.match.first, item.opens, language)
    start = _before_connectives(passage, other.phrase[0], item.opens, language)
    if other.shared or other.antecedent or passage.words[other.phrase[0]] in language["words.relative_subject"]:
        return start
    if start == item.opens and other.frame != "object":
        item.relay = True
        return item.opens
    before = passage.words[other.phrase[0] - 1]
    if before == "," and (passage.has_verb(item.opens, start) or item.frame not in ("clause", "infinitive", "according")):
        return start
    if before in language["words.and"] or before in language["words.contrast"] or before == ";":
        return start
    return 0


def _after_colon(passage: Passage, item: Framed, end: int) -> int:
    """Start of the quotation that a bare object only introduces ("a reconnu le problème : « … »"); 0 where none does."""
    if item.frame != "object":
        return 0
    for index in range(item.opens, end - 2):
        if passage.words[index] == ":" and passage.words[index + 1] in _MARKS:
            return index + 1
    return 0


def _before_main_verb(passage: Passage, first: int, end: int, language: Language) -> int:
    """Where the relative clause ends and the sentence goes on ("qui a annoncé que P, se réunit lundi")."""
    for index in range(first + 1, end - 1):
        if passage.words[index] == "," and passage.quote[index] < 0 and passage.has_verb(first, index):
            at = index + 1
            while at < end and (
                passage.words[at] in language["words.object_clitics"]
                or passage.words[at] in language["words.negation"]
                or passage.words[at] in language["words.reflexive"]
            ):
                at += 1
            if at < end and passage.finite[at]:
                return index
    return end


def _quote_start(passage: Passage, other: Framed, item: Framed) -> int:
    """Start of the quotation an incise follows, where a colon or comma parts it from what was said before."""
    at = other.phrase[0] - 1
    if passage.words[at] not in _CLOSERS or at <= item.opens:
        return 0
    at -= 1
    while at > item.opens and passage.quote[at] >= 0:
        at -= 1
    return at if at > item.opens and passage.words[at - 1] == ":" else 0


def _before_own_conjunct(passage: Passage, item: Framed, end: int, language: Language) -> int:
    """Stops where the cue's own sentence goes on: "dénonce N et quitte la salle", "dément N en accusant"."""
    loose = item.frame not in ("clause", "infinitive")
    for index in range(item.opens + 1, end - 1):
        if passage.quote[index] >= 0:
            continue
        word, following = passage.words[index], passage.words[index + 1]
        if passage.dep[index] == "conj" and passage.head[index] == item.match.head and _verbal(passage, index):
            return _joint(passage, index, item.opens, language)
        if loose and _new_clause(passage, index, end, language):
            return index - (passage.words[index - 1] == ",")
        verb = _conjunct(passage, index, end, language)
        if verb and (loose or item.frame == "infinitive" or passage.head[verb] == item.match.head):
            return index - (passage.words[index - 1] == ",")
        if loose and word in language["words.object_stops"] and index > item.opens + 1:
            return index - (passage.words[index - 1] == ",")
        if (
            loose
            and word in language["words.gerund"]
            and following.endswith(tuple(language["words.gerund_endings"]))
            and passage.pos[index + 1] == "VERB"
        ):
            return index - (passage.words[index - 1] == ",")
        if (
            loose
            and word == ","
            and (following in language["words.after_comma_stops"] or passage.pos[index + 1] == "ADP")
        ):
            return index
    return _before_aside(passage, item.opens, end, language)


def _unfinished(passage: Passage, left: WordRange, at: int, language: Language) -> bool:
    """Whether the left part ends with a verb that still waits for its object or complement."""
    last = left[1] - 1
    if passage.finite[last]:
        return True
    return passage.pos[last] in ("VERB", "AUX") and passage.pos[at] in (
        "DET",
        "NOUN",
        "PROPN",
        "PRON",
        "SCONJ",
        "VERB",
        "NUM",
    )


def _new_clause(passage: Passage, index: int, end: int, language: Language) -> bool:
    """Whether "et" or "mais" starts a clause with a subject and a verb of its own."""
    if passage.words[index] not in language["words.and"] or not starts_phrase(passage, index + 1, end, language):
        return False
    after = phrase_end(passage, index + 1, end, language)
    return after < end and passage.finite[after]


def _verbal(passage: Passage, index: int) -> bool:
    """Whether the word, or the auxiliary before it, is a finite verb."""
    return passage.finite[index] or any(
        passage.finite[at] and passage.head[at] == index for at in range(max(index - 4, 0), index)
    )


def _joint(passage: Passage, verb: int, first: int, language: Language) -> int:
    """The conjunction or comma that opens the clause of a verb joined to the cue."""
    for index in range(verb - 1, first, -1):
        joint = passage.words[index] in language["words.and"] or passage.words[index] in language["content_breaks"]
        if joint and passage.quote[index] < 0:
            return index - (passage.words[index - 1] == ",")
    for index in range(verb - 1, first, -1):
        if passage.words[index] in (",", ";"):
            return index
    return verb


def _conjunct(passage: Passage, index: int, end: int, language: Language) -> int:
    """The verb that "et" or "mais" adds without a subject of its own; 0 where none follows."""
    if passage.words[index] not in language["words.and"]:
        return 0
    at = index + 1
    while at < end and (
        passage.words[at] in language["words.object_clitics"]
        or passage.words[at] in language["words.negation"]
        or passage.words[at] in language["words.reflexive"]
    ):
        at += 1
    if at >= end or not passage.finite[at]:
        return 0
    return at if passage.pos[at] == "VERB" else max(passage.head[at], 1)


def _before_aside(passage: Passage, first: int, end: int, language: Language) -> int:
    """Stops after a closing mark where only the circumstances of saying follow ("« … », en référence au budget")."""
    closing = next(
        (index for index in range(end - 1, first, -1) if passage.words[index] in _CLOSERS and passage.quote[index] < 0),
        0,
    )
    after = closing + 1
    if not closing or after >= end - 1 or passage.has_verb(after, end):
        return end
    if passage.words[after] == "," and passage.pos[after + 1] in ("ADP", "ADV"):
        return after
    if passage.words[after] in language["words.gerund"] and passage.words[after + 1].endswith(
        tuple(language["words.gerund_endings"])
    ):
        return after
    return end


def _before_connectives(passage: Passage, at: int, floor: int, language: Language) -> int:
    while at > floor and (
        passage.words[at - 1] in language["words.connecting"] or passage.words[at - 1] in (",", ";", "–", "—")
    ):
        at -= 1
    return at


def _before_break(passage: Passage, first: int, end: int, language: Language) -> int:
    """Stops before ", citant Y", ", rapporte Y" and the like outside quotations."""
    for index in range(first + 1, end):
        if (
            passage.words[index] in language["content_breaks.relayed"]
            and passage.words[index - 1] == ","
            and passage.quote[index] < 0
        ):
            return index - 1
    return end


def _backward(
    passage: Passage, item: Framed, earlier: list[Framed], later: list[Framed], unit: WordRange, language: Language
) -> None:
    number = passage.quote[item.match.head]
    if number >= 0:
        _inside_quotation(passage, item, number, unit)
        return
    start = unit[0]
    if (
        earlier
        and earlier[-1].opens < 0
        and passage.words[min(earlier[-1].phrase[1] + 1, unit[1] - 1)] in language["content_breaks"]
    ):
        item.relay = True
        return
    if earlier and earlier[-1].frame == "passive" and earlier[-1].phrase[1] >= item.phrase[0]:
        item.relay = True
        return
    for other in earlier:
        if (
            other.opens >= 0
            and other.content
            and other.content[0][1] >= item.phrase[0] - 1
            and not _quote_before(passage, item)
        ):
            item.relay = True
            return
        start = max(start, other.phrase[1] if other.opens < 0 or not other.content else other.content[-1][1])
    start = _skip_joints(passage, _after_topic(passage, start, item.phrase[0]), item.phrase[0], language)
    left = _left_content(passage, start, item.phrase[0], language)
    right = _right_content(passage, item, left, later, unit, language)
    item.content = tuple(piece for piece in (left, right) if piece and piece[1] > piece[0])


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
    pieces = ((first, item.phrase[0]), (item.phrase[1], end))
    item.content = tuple((a, b) for a, b in pieces if b - a > 1 or (b > a and passage.words[a].isalnum()))


def _quote_before(passage: Passage, item: Framed) -> bool:
    return item.phrase[0] > item.unit[0] and passage.words[item.phrase[0] - 1] in _CLOSERS


def _skip_joints(passage: Passage, start: int, end: int, language: Language) -> int:
    while start < end and (passage.words[start] in ",;" or passage.words[start] in language["words.and"]):
        start += 1
    return start


def _left_content(passage: Passage, start: int, end: int, language: Language) -> WordRange | None:
    """The words before the cue; only the quotation where a colon or nothing but a connective introduces it."""
    if end <= start:
        return None
    last = end - 1
    if passage.words[last] in _CLOSERS and passage.quote[last] < 0:
        opening = last - 1
        while opening > start and passage.quote[opening] >= 0:
            opening -= 1
        if passage.words[opening] in _MARKS and opening > start:
            lead = [word for word in passage.words[start:opening] if word not in (",", ":")]
            bare = all(number < 0 for number in passage.quote[start:opening])
            if bare and (
                passage.words[opening - 1] == ":" or " ".join(lead).replace("' ", "'") in language["connectives"]
            ):
                return opening, end
    return start, end


def _right_content(
    passage: Passage, item: Framed, left: WordRange | None, later: list[Framed], unit: WordRange, language: Language
) -> WordRange | None:
    """What goes on behind the incise: a second quotation, or the rest of a statement cut in two."""
    at = item.phrase[1]
    end = min(
        [
            unit[1],
            *(_before_connectives(passage, other.phrase[0], at, language) for other in later if other.phrase[0] >= at),
        ]
    )
    comma = at < end and passage.words[at] in (",", ":", "–", "—")
    at += comma
    if at >= end or not any(word.isalnum() for word in passage.words[at:end]):
        return None
    word = passage.words[at]
    if word in _MARKS and passage.quote[at] < 0:
        return at, end
    if word in language["content_breaks"] or word in language["words.relatives"]:
        return None
    if left is not None and passage.has_verb(*left) and not _unfinished(passage, left, at, language):
        joined = word in language["words.and"]
        return (at, end) if comma and joined and passage.has_verb(at, end) and item.frame == "incise" else None
    return (at, end) if passage.has_verb(at, end) else None
