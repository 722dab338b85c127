"""Finds the attributions of one parsed passage: cues, frames, contents, quotations without a cue, hearsay."""

from __future__ import annotations

from claims.extraction import confidence
from claims.extraction.contents import assign_contents
from claims.extraction.cues import CueMatch, find_cues
from claims.extraction.draft import Found
from claims.extraction.floating import find_floating, join_leading
from claims.extraction.framed import Framed, WordRange
from claims.extraction.frames import frame_cue
from claims.extraction.hearsay import find_hearsay
from claims.extraction.hedges import is_hedged
from claims.extraction.language import Language
from claims.extraction.names import plain_name
from claims.extraction.passage import Passage
from claims.extraction.relays import find_relays, passed_on
from claims.extraction.signatures import signature
from claims.extraction.spans import allegation_spans
from claims.extraction.types import Span
from claims.extraction.voices import is_voiceless


def find_attributions(passage: Passage, language: Language) -> list[Found]:
    """Everything attributed in the passage, in text order, speakers still as written."""
    framed = [item for match in find_cues(passage, language) if (item := _framed(passage, match, language))]
    framed = assign_contents(passage, framed, language)
    floating = join_leading(passage, framed, find_floating(passage, framed, language))
    passage.said = [item.match.first for item in framed if item.match.form == "finite"]
    found = _claims(passage, framed, language)
    found += [_floating(passage, *item, language) for item in floating]
    used = {passage.unit_of[item.match.head] for item in framed if item.content}
    found += [_hearsay(passage, unit, cue) for unit, cue in find_hearsay(passage, used, language)]
    return sorted((item for item in found if item.spans), key=lambda item: item.spans)


def _framed(passage: Passage, match: CueMatch, language: Language) -> Framed | None:
    """Cues inside quoted speech belong to that speech; only an incise may stand there."""
    item = frame_cue(passage, match, language)
    if item and (item.opens >= item.unit[1] or is_voiceless(passage, item, language)):
        return None
    if item and item.frame == "according" and item.opens >= 0:
        passage.floor = item.opens
    if item and passage.quote[match.head] >= 0 and item.frame != "incise":
        return _opening_quotation(passage, item)
    return item


def _opening_quotation(passage: Passage, item: Framed) -> Framed | None:
    """ "Le texte « rappelle que P »": the marks hold the cue as well, but its subject stands before them."""
    number, first = passage.quote[item.match.head], item.match.first
    outside = item.subject is not None and item.subject[1] == first - 1 and passage.quote[first - 1] < 0
    if not outside or item.frame != "clause":
        return None
    end = item.opens
    while end < item.unit[1] and passage.quote[end] == number:
        end += 1
    item.content = ((item.opens, end),)
    return item if end > item.opens else None


def _claims(passage: Passage, framed: list[Framed], language: Language) -> list[Found]:
    found: list[Found] = []
    waiting: list[str] = []
    unit: WordRange | None = None
    heard = -1
    for item in framed:
        if item.unit != unit:
            unit, waiting, heard = item.unit, [], -1
        if item.relay:
            named = item.subject and _can_relay(passage, *item.subject, language)
            name = _relay_name(passage, *item.subject, language) if item.subject and named else ""
            if name and item.opens < 0 and found:
                found[-1].relays.append(name)
            elif name:
                waiting.append(name)
            continue
        claim = _claim(passage, item, language, heard if item.shared else -1)
        heard = (item.subject or item.antecedent or item.phrase)[0]
        claim.relays = waiting + claim.relays
        waiting = []
        found.append(claim)
    return found


def _relay_name(passage: Passage, first: int, end: int, language: Language) -> str:
    """The name without the article that a sentence starts with."""
    opens = first == passage.units[passage.unit_of[first]][0]
    article = opens and passage.words[first] in language["words.articles"] and not passage.capital(first + 1)
    return plain_name(passage.surface(first + article, end), language)


def _can_relay(passage: Passage, first: int, end: int, language: Language) -> bool:
    """Whether the words name somebody: no pronoun at the head of a sentence, no nameless document."""
    if end - first == 1 and passage.words[first] in language["words.third_person"]:
        return False
    if any(word in language["documents"] for word in passage.words[first : first + 3]):
        return False
    return any(passage.capital(index) for index in range(first, end))


def _claim(passage: Passage, item: Framed, language: Language, heard: int) -> Found:
    spans, kind = allegation_spans(passage, item.content)
    match = item.match
    relays = find_relays(passage, item, language)
    cited = passed_on(passage, item, language)
    if cited and item.subject:
        relays = [plain_name(passage.surface(*item.subject), language), *relays]
        item.subject = cited
    speaker = passage.surface(*item.subject) if item.subject else ""
    return Found(
        spans=spans,
        kind=kind,
        cue_spans=(passage.span(match.first, match.last),),
        speaker=speaker,
        antecedent=passage.surface(*item.antecedent) if item.antecedent and item.antecedent[0] >= heard else "",
        stated_region=_stated_region(passage, item, language),
        hedged=item.cue.asks or _hedged(passage, item, language),
        denied=_denied(passage, item),
        relays=relays,
        confidence=confidence.confidence(item, named=bool(speaker)),
        trace=[item.cue.id, f"frame.{item.frame}"],
        shared=item.shared,
    )


def _hedged(passage: Passage, item: Framed, language: Language) -> bool:
    """Behind "selon" a conditional can only be doubt; behind a past verb it may be the future seen from then."""
    match = item.match
    past = any(passage.words[at] in language["words.have"] for at in range(match.first, match.head))
    past = past and passage.words[match.head] not in language["hedges.found"]
    return is_hedged(passage, item.content, language, any_verb=item.frame in ("according", "reader"), past=past)


def _denied(passage: Passage, item: Framed) -> bool:
    """A quoted sentence is what somebody says, not what is denied ("dément : « Je n'ai rien vu »")."""
    if not item.cue.denies or item.match.negated:
        return False
    return item.frame not in ("quoted", "incise") or not any(passage.has_verb(*words) for words in item.content)


def _stated_region(passage: Passage, item: Framed, language: Language) -> tuple[Span, ...]:
    """Where the date of saying may stand: around the cue, and before a subject that the sentence opens late for.

    "Pour l'année en cours, X prévoit N" opens with what N is about."""
    first, last = item.phrase
    alone = item.opens < 0 or item.shared or item.frame == "according"
    if not alone and passage.words[item.unit[0]] not in language["words.purpose"]:
        first = _own_clause(passage, item, language)
    return (passage.span(first, max(last, item.phrase[0] + 1)),)


def _own_clause(passage: Passage, item: Framed, language: Language) -> int:
    """Where the clause of the cue opens: a relative clause, or a participle behind a comma, begins late."""
    first = item.match.first
    if item.subject and passage.words[item.subject[0]] in language["words.relative_subject"]:
        return item.subject[0]
    return first if item.frame == "passive" and passage.words[first - 1] == "," else item.unit[0]


def _floating(passage: Passage, content: WordRange, voice: WordRange | None, language: Language) -> Found:
    spans, kind = allegation_spans(passage, (content,))
    hedged = is_hedged(passage, (content,), language)
    signed = signature(passage.text, passage.ends[content[1] - 1]) if voice is None else ""
    if signed:
        return Found(spans, kind, (), signed, "", (), hedged, False, [], confidence.COLON, ["frame.signed"])
    if voice is None:
        return Found(spans, kind, (), "", "", (), hedged, False, [], confidence.FLOATING, ["frame.floating"], True)
    cue = (passage.span(content[0] - 1, content[0]),)
    words = passage.surface(*voice)
    region = (passage.span(passage.units[passage.unit_of[voice[0]]][0], voice[1]),)
    return Found(spans, kind, cue, words, "", region, hedged, False, [], confidence.COLON, ["frame.colon"])


def _hearsay(passage: Passage, unit: WordRange, cue: WordRange) -> Found:
    spans, _ = allegation_spans(passage, (unit,))
    cue_spans = (passage.span(*cue),)
    return Found(spans, "hearsay", cue_spans, "", "", (), True, False, [], confidence.HEARSAY, ["frame.hearsay"])
