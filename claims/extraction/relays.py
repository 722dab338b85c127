"""Who passed a statement on: "cité par X", "a dit à l'agence X", "rapporte X"."""

from __future__ import annotations

from claims.extraction.circumstances import skip_date
from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.name_runs import bare
from claims.extraction.names import plain_name
from claims.extraction.nominals import phrase_end
from claims.extraction.passage import Passage
from claims.extraction.place_context import country_of_demonym
from claims.extraction.quotations import OPENING_MARKS

_CITED = 7
_OPENING = 8
_CITING = 14
_FEWEST = 3
_FULL = 2


def find_relays(passage: Passage, item: Framed, language: Language) -> list[str]:
    """Names of the outlets and persons that pass on this attribution, in text order."""
    found = _as_told(passage, item, language)
    start, end = item.phrase
    own = item.subject or (end, end)
    limit = min(item.unit[1], end + _CITING) if item.opens < 0 else end
    told = _told_after(passage, end, limit, language) if item.opens < 0 else end
    begin = max(item.match.first, start)
    found += _cited_voice(passage, own, begin, language)
    for index in [*_setting(passage, item, language), *range(begin, limit)]:
        word = passage.words[index]
        inside = own[0] <= index < own[1]
        if inside and word not in language["relays.cited"]:
            continue
        if word in language["relays.cited"]:
            ahead = range(index + 1, min(index + _CITED, item.unit[1] - 1))
            by = next((at for at in ahead if passage.words[at] in language["words.by"]), 0)
            if by == index + 1 or (by and passage.words[index + 1] in language["words.to"]):
                found += _name(passage, by + 1, item.unit[1], language)
        elif word in language["relays.addressee"] and index < end and index + 1 != own[0]:
            found += _outlet(passage, index + 1, item.unit[1], language)
        elif index >= end and index < told and word in language["relays.told"]:
            found += _outlet(passage, index + 1, told, language, titles=False)
    return list(dict.fromkeys(found))


def _cited_voice(passage: Passage, own: WordRange, before: int, language: Language) -> list[str]:
    """ "Un témoin cité par NAME a estimé"."""
    for at in range(own[0], min(own[1], before) - 1):
        if passage.words[at] in language["relays.cited"] and passage.words[at + 1] in language["words.by"]:
            return _name(passage, at + _FULL, before, language)
    return []


def _told_after(passage: Passage, end: int, limit: int, language: Language) -> int:
    """Where the words end that go on behind an incise on how it was said: "a averti X, dans un entretien à Y"."""
    at = end
    while at < limit and not passage.finite[at] and passage.words[at] not in language["words.and"]:
        if passage.words[at] == "," and not set(passage.words[at + 1 : at + 2]) & language["relays.retold"]:
            break
        at += 1
    return at


def passed_on(passage: Passage, item: Framed, language: Language) -> WordRange | None:
    """Whom an outlet that is the subject cites ("rapporte l'agence X, citant Y", "selon X, qui cite Y"): Y's words."""
    if item.subject is None or not any(passage.capital(index) for index in range(*item.subject)):
        return None
    if any(word in language["people"] for word in passage.words[slice(*item.subject)]):
        return None
    at = item.subject[1]
    if item.note == "learned":
        return _asked(passage, item, language)
    at += at < item.unit[1] and passage.words[at] == ","
    at += at < item.unit[1] and passage.words[at] in language["words.relative_subject"]
    if at >= item.unit[1] or passage.words[at] not in language["relays.citing"]:
        return None
    first = at + 1
    end = phrase_end(passage, first, item.unit[1], language)
    if first + 3 < end and passage.words[first + 1] in language["documents"]:
        first += 3 if passage.words[first + 2] in language["words.of"] else 0  # "un tweet de la police"
    if _vouches(passage, item.subject, (first, end), language):
        return None
    return (first, end) if end > first else None


def _asked(passage: Passage, item: Framed, language: Language) -> WordRange | None:
    """Whom an outlet learnt it from: "a appris la radio X jeudi auprès de Y"."""
    limit = item.unit[1]
    at = skip_date(passage, item.subject[1], limit, language) if item.subject else limit
    first = at
    while first < limit and passage.words[first] in language["words.source_prepositions"]:
        first += 1
    end = phrase_end(passage, first, limit, language) if first > at else first
    return (first, end) if end > first else None


def _vouches(passage: Passage, citing: WordRange, cited: WordRange, language: Language) -> bool:
    """Whether it is still the subject's word: "déclare le ministère, citant des sources"; an outlet only passes on."""
    media = language["relays.media"] | language["relays.outlets"]
    unnamed = language["people.sources"] & set(passage.words[slice(*cited)])
    return bool(unnamed) and not media & set(passage.words[slice(*citing)])


def _setting(passage: Passage, item: Framed, language: Language) -> range:
    """The words before the subject that say where it was said ("Dans un entretien au Monde, X explique")."""
    first, last = item.unit[0], min(item.phrase[0], item.match.first)
    if item.opens < 0 or item.shared or last <= first:
        return range(0)
    if passage.words[first] in language["relays.settings"] and passage.words[first] not in language["relays.clocks"]:
        return range(first, last)
    commas = [at for at in range(first, last) if passage.words[at] == ","]
    if passage.words[first] in language["relays.settings"] and not (commas and passage.words[first + 1][:1].isdigit()):
        return range(first, last)
    if len(commas) < 2 or commas[0] > first + _OPENING or passage.words[commas[0] + 1] not in language["relays.told"]:
        return range(0)
    return range(commas[0] + 1, commas[1])


def _as_told(passage: Passage, item: Framed, language: Language) -> list[str]:
    """ "Comme le rapporte NAME, X a déclaré": the outlet that the sentence opens with."""
    first = item.unit[0]
    told = passage.words[first] in language["words.comparing"] and item.opens >= 0 and not item.shared
    if not told or passage.words[first + 1] not in language["words.object_clitics"]:
        return []
    stop = max(item.phrase[0], first)
    name = next((at for at in range(first + 2, stop) if passage.capital(at)), stop)
    comma = "," in passage.words[name:stop]
    return _name(passage, name, stop, language) if comma else []


def _name(passage: Passage, at: int, limit: int, language: Language) -> list[str]:
    end = phrase_end(passage, at, limit, language, apposed=True)
    named = any(passage.capital(index) for index in range(at, end))
    return [plain_name(passage.surface(at, end), language)] if named else []


def _outlet(passage: Passage, at: int, limit: int, language: Language, *, titles: bool = True) -> list[str]:
    """An outlet that somebody speaks to: a media noun, a title with its article, or a name the language lists."""
    if passage.words[at] in OPENING_MARKS or passage.words[at].isdigit():
        return []  # "au « Grand Soir » de TF1": the channel; "aux 24 Heures du Mans"
    end = at
    while end < limit and passage.words[end] in language["relays.outlets"]:
        end += 1
    if end == at:
        end = phrase_end(passage, at, limit, language, apposed=True)
        end = next((mark for mark in range(at, end) if passage.words[mark] == "("), end)
    elif end == at + 1:
        end += _goes_on(passage, end, limit, language)
    if _nameless(passage, at, end, language):
        return [bare(passage.surface(at, end), language)]
    if not _is_outlet(passage, at, end, language, titles=titles):
        return []
    name = plain_name(passage.surface(_named(passage, at, end, language), end).rstrip(' »”"'), language)
    return [language.names.get(name.lower(), name)]


def _named(passage: Passage, at: int, end: int, language: Language) -> int:
    """Where the name starts: behind "le quotidien italien", but not in "l'agence de Sorval"."""
    named = [index for index in range(at, end) if passage.capital(index)]
    if not named or passage.capital(at):
        return at
    owned = passage.words[named[0] - 1] in language["words.of"]
    return at if owned and _head_outlet(passage, at, language) else named[0]


def _nameless(passage: Passage, at: int, end: int, language: Language) -> bool:
    """ "à la télévision brésilienne": an outlet told by its people alone."""
    if end - at < _FEWEST or passage.words[at] not in language["words.articles"]:
        return False
    if any(passage.capital(index) for index in range(at, end)):
        return False
    told = any(country_of_demonym(word, language.code) for word in passage.words[at + 2 : end])
    return told and passage.words[at + 1] in language["relays.named_by"]


def _goes_on(passage: Passage, at: int, limit: int, language: Language) -> int:
    """How many words a listed name goes on for ("Presse" + "Océan", "Soir" + "de Bamako")."""
    if at < limit and passage.capital(at):
        return 1
    return 2 if at + 1 < limit and passage.words[at] in language["words.of"] and passage.capital(at + 1) else 0


def _head_outlet(passage: Passage, at: int, language: Language) -> bool:
    article = passage.words[at] in language["words.articles"]
    return passage.words[at + article] in language["relays.named_by"]


def _proper(passage: Passage, index: int, language: Language) -> bool:
    return passage.capital(index) or passage.words[index] in language["relays.small"]


def _is_outlet(passage: Passage, first: int, end: int, language: Language, *, titles: bool) -> bool:
    words = passage.words[first:end]
    if not words or not any(_proper(passage, index, language) for index in range(first, end)):
        return False
    if any(word in language["relays.not_outlets"] for word in words):
        return False
    titled = (
        titles
        and end - first > 1
        and first > 0
        and passage.unit_of[first - 1] == passage.unit_of[first]
        and words[0] in language["words.articles"]
        and passage.capital(first)
        and passage.capital(first + 1)
    )
    if len([word for word in words if word not in language["words.articles"]]) == 1:
        words = [word for word in words if word not in language["relays.partial"]]
    listed = any(word in language["relays.media"] or word in language["relays.outlets"] for word in words)
    interviewed = any(word in language["relays.interviews"] for word in passage.words[max(first - 3, 0) : first])
    return titled or listed or (interviewed and passage.capital(first))
