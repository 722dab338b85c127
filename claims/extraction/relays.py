"""Who passed a statement on: "cité par X", "a dit à l'agence X", "rapporte X"."""

from __future__ import annotations

from claims.extraction.framed import Framed
from claims.extraction.language import Language
from claims.extraction.names import plain_name
from claims.extraction.nominals import phrase_end
from claims.extraction.passage import Passage


def find_relays(passage: Passage, item: Framed, language: Language) -> list[str]:
    """Names of the outlets and persons that pass on this attribution, in text order."""
    found: list[str] = []
    start, end = item.phrase
    limit = min(item.unit[1], end + 14) if item.opens < 0 else end
    for index in range(max(item.match.first, start), limit):
        word = passage.words[index]
        inside = item.subject is not None and item.subject[0] <= index < item.subject[1]
        if inside and word not in language["relays.cited"]:
            continue
        if word in language["relays.cited"]:
            at = index + 1
            if at < limit and passage.words[at] in language["words.by"]:
                found += _name(passage, at + 1, item.unit[1], language)
        elif word in language["relays.addressee"] and index < end:
            found += _outlet(passage, index + 1, item.unit[1], language)
    return list(dict.fromkeys(found))


def _name(passage: Passage, at: int, limit: int, language: Language) -> list[str]:
    end = phrase_end(passage, at, limit, language)
    return [plain_name(passage.surface(at, end), language)] if end > at else []


def _outlet(passage: Passage, at: int, limit: int, language: Language) -> list[str]:
    """An outlet that somebody speaks to: a media noun, or a name the language lists."""
    end = at
    while end < limit and passage.words[end] in language["relays.outlets"]:
        end += 1
    end = end if end > at else phrase_end(passage, at, limit, language, apposed=True)
    words = passage.words[at:end]
    if not words or not any(passage.capital(index) for index in range(at, end)):
        return []
    if any(word in language["relays.media"] or word in language["relays.outlets"] for word in words):
        if not any(word in language["relays.not_outlets"] for word in words):
            name = plain_name(passage.surface(at, end), language)
            return [language.names.get(name.lower(), name)]
    return []
