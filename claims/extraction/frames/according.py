""" "Selon X, P", "P, selon X", "P1, selon X, P2"."""

from __future__ import annotations

from claims.extraction.antecedents import antecedent
from claims.extraction.circumstances import skip_circumstances, skip_date
from claims.extraction.cue_lexicon import Cue
from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.frames.relative_source import relative_content
from claims.extraction.language import Language
from claims.extraction.nominals import is_date, phrase_end
from claims.extraction.passage import Passage
from claims.extraction.place_language import fold, load_places
from claims.extraction.quotations import OPENING_MARKS


def frame_according(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """A source phrase; its content lies behind it where it opens the sentence, around it elsewhere."""
    cue = match.cue_for("according")
    if not cue or match.form != "preposition" or _no_source(passage, match, language):
        return None
    if cue.cue_class == "opinion" and passage.words[match.last : match.last + 1] == [
        *language["words.relative_subject"]
    ]:
        return _for_whom(passage, match, cue, unit, language)
    start = match.last - (cue.cue_class == "source")
    source = _source(passage, start, unit[1], language)
    if source is None or not _can_speak(passage, *source, language):
        return None
    end = _described(passage, source, unit[1], language) if cue.cue_class == "opinion" else source[1]
    if cue.cue_class == "opinion" and not _opinion(passage, match.first, source, unit, language):
        return None
    inside = relative_content(passage, match, source, unit, language)
    if inside:
        return inside
    opening = _opens_sentence(passage, match.first, unit, language)
    if opening is None and cue.cue_class == "opinion" and not passage.has_verb(unit[0], match.first):
        opening = match.first  # "Vers 8 heures, pour X, P"
    if opening is not None:
        after = end
        while after < unit[1] and (
            passage.words[after] in language["connectives"] or passage.words[after] in language["words.said_alone"]
        ):
            after += 1
        after = skip_date(passage, after, unit[1], language)
        after = after + 1 if after < unit[1] and passage.words[after] == "," else end
        after = _behind_tail(passage, source, after, unit[1], language)
        after = _behind_reader(passage, after, unit[1], language)
        return Framed(
            "according", match, cue, unit, (opening, after), after, _told_by(passage, source, after, language)
        )
    first, end = _late(passage, match, source, end, unit, language)
    return Framed("according", match, cue, unit, (first, end), -1, _told_by(passage, source, unit[1], language))


def _late(
    passage: Passage, match: CueMatch, source: WordRange, end: int, unit: WordRange, language: Language
) -> WordRange:
    """The phrase of a source behind or inside its content, with the circumstances and the tail behind it."""
    first = match.first - 1 if passage.words[match.first - 1] == "," else match.first
    dated = end + 1 < unit[1] and passage.words[end] in language["words.of"]
    after = skip_circumstances(
        passage, skip_date(passage, end + 1, unit[1], language) if dated else end, unit[1], language
    )
    end = after if after < unit[1] and passage.words[after] == "," else end
    comma = end + (end < unit[1] and passage.words[end] == ",")
    opens_late = first < match.first and not passage.has_verb(unit[0], first)
    tail = _behind_tail(passage, source, comma, unit[1], language) if opens_late else comma
    return first, tail if tail > comma else end


def _behind_tail(passage: Passage, source: WordRange, at: int, limit: int, language: Language) -> int:
    """Behind what describes the source ("les informations que P a confiées,", "le sondage, réalisé en mars,")."""
    number = passage.pos[at] == "NUM" or passage.finite[at] if at < limit else True
    relative = at < limit and passage.words[at] in language["words.relatives"]
    cited = at < limit and passage.words[at] in language["relays.cited"]
    done = cited or (at < limit and passage.pos[at] == "VERB" and not passage.finite[at] and at >= source[1])
    done = done or (at == source[1] and _doing(passage, at, limit, language))
    told = at < limit and passage.words[at] in language["relays.addressee"] and at == source[1]
    if (
        number
        or not (relative or done or told)
        or passage.words[at].endswith(tuple(language["words.infinitive_endings"]))
    ):
        return at
    named = relative and at + 1 < limit and passage.capital(at + 1)  # "certains experts, dont Anne Roy, juriste, P"
    verb = next((n for n in range(at, limit) if passage.finite[n]), limit)
    for index in range(at + 1, limit - 1):
        if named and any(word == "," for word in passage.words[index + 1 : verb]):
            continue
        if passage.words[index] == "," and passage.has_verb(index + 1, limit):
            return index + 1
        if passage.quote[index] >= 0:
            break
    return at


def _told_by(passage: Passage, source: WordRange, limit: int, language: Language) -> WordRange:
    """ "selon les informations que la procureure a données": whoever gave them, where what is told has no voice."""
    at = source[1]
    head = next((word for word in passage.words[slice(*source)] if word not in language["words.determiners"]), "")
    if head not in language["voices.told"] or at >= limit or passage.words[at] not in language["words.that"]:
        return source
    end = phrase_end(passage, at + 1, limit, language)
    return (at + 1, end) if end > at + 1 and passage.has_verb(end, limit) else source


def _doing(passage: Passage, at: int, limit: int, language: Language) -> bool:
    """Whether a participle describes the source: "des témoins s'exprimant sur place,"."""
    at += at < limit and passage.words[at] in language["words.reflexive"]
    return (
        at < limit and passage.pos[at] == "VERB" and passage.words[at].endswith(tuple(language["words.gerund_endings"]))
    )


def _for_whom(passage: Passage, match: CueMatch, cue: Cue, unit: WordRange, language: Language) -> Framed | None:
    """ "L'exploitant, pour qui P": the antecedent holds P."""
    relative = match.last
    noun = antecedent(passage, match.first, unit, language)
    if noun is None or relative + 1 >= unit[1]:
        return None
    phrase = (match.first, relative + 1)
    return Framed("according", match, cue, unit, phrase, relative + 1, (relative, relative + 1), noun)


def _behind_reader(passage: Passage, at: int, limit: int, language: Language) -> int:
    """ "De source militaire, on apprend que P" is P alone."""
    impersonal = at + 2 < limit and passage.words[at] in language["words.impersonal"]
    if impersonal and passage.words[at + 1] in language.verbs and passage.words[at + 2] in language["words.that"]:
        return at + 3
    return at


def _no_source(passage: Passage, match: CueMatch, language: Language) -> bool:
    """ "nommé d'après X", "calculé selon X"; "a du mal à entendre X"."""
    before = passage.words[match.first - 1] if match.first else ""
    to_do = passage.words[match.first] in language["words.to"] and "VERB" in passage.pos[match.first : match.last]
    return before in language["not_a_source.before"] or (to_do and before not in ("", ",", *OPENING_MARKS))


def _source(passage: Passage, at: int, limit: int, language: Language) -> WordRange | None:
    """Words of the source; "selon ce qu'a confié X" names X behind a verb."""
    start = at
    if (
        at + 2 < limit
        and passage.words[at] in language["words.impersonal"]
        and passage.words[at + 1] in language["words.that"]
    ):
        start = at + 2
        while (
            start < limit
            and start < at + 8
            and (passage.words[start] not in language.verbs or passage.words[start] in language["words.have"])
        ):
            start += 1
        start = skip_circumstances(passage, start + 1, limit, language) if start < limit else limit
    end = phrase_end(passage, start, limit, language)
    after = end + (end < limit and passage.words[end] == ",")
    listed = "," in passage.words[start:end]
    another = listed and (_names_another(passage, start, end, language) or _two_names(passage, start, end, language))
    if another or (listed and after < limit and passage.finite[after]):
        end = phrase_end(passage, start, limit, language, apposed=True)
    if end + 1 < limit and passage.words[end] in language["words.and"] and is_date(passage, end + 1, limit, language):
        end = skip_date(passage, end + 1, limit, language)  # "réalisé jeudi 13 et vendredi 14 décembre"
    return (start, end) if end > start else None


def _described(passage: Passage, source: WordRange, limit: int, language: Language) -> int:
    """Behind what describes a person between commas: "Pour Anne Roy, maître de conférences à Sorval, P"."""
    end = source[1]
    if end + 1 >= limit or passage.words[end] != ",":
        return end
    office = passage.words[end + 1] in language["words.adjectives_before"] | language["people"]
    if not office and (passage.pos[end + 1] != "NOUN" or passage.capital(end + 1)):
        return end
    after = next((at for at in range(end + 1, limit) if passage.words[at] == "," or passage.finite[at]), end)
    return after if passage.words[after] == "," else end


def _names_another(passage: Passage, first: int, end: int, language: Language) -> bool:
    """Whether the comma behind a document opens what it says: "Selon une étude de l'institut, Jean Morel a …"."""
    written = any(word in language["documents"] for word in passage.words[first : first + 3])
    comma = passage.words.index(",", first, end)
    return written and passage.capital(comma + 1) and passage.pos[end : end + 1] != ["ADP"]


def _two_names(passage: Passage, first: int, end: int, language: Language) -> bool:
    """ "Selon la FINO, Banque Lorvane a …": a name alone before the comma takes no other behind it."""
    comma = passage.words.index(",", first, end)
    name = range(first + (passage.words[first] in language["words.articles"]), comma)
    alone = bool(name) and all(passage.capital(at) for at in name)
    if not alone or language["words.and"] & set(passage.words[comma:end]):
        return False
    return passage.capital(comma + 1) and passage.words[comma + 1] not in language["words.determiners"]


def _can_speak(passage: Passage, first: int, end: int, language: Language) -> bool:
    passing = language["words.determiners"] | language["words.adjectives_before"] | {*OPENING_MARKS}
    head = next((at for at in range(first, end) if passage.words[at] not in passing), first)
    return passage.capital(head) or passage.words[head] not in language["not_a_source"]


def _opens_sentence(passage: Passage, first: int, unit: WordRange, language: Language) -> int | None:
    """First word of the sentence where nothing but a connective stands before the source phrase."""
    comma = first - 2 >= unit[0] and passage.words[first - 1] == ","
    if (
        first == unit[0]
        or passage.words[first - 1] == ":"
        or passage.words[first - 1 - comma] in language["words.that"]
    ):
        return first
    if comma and passage.words[first - 2] in language["words.concessions"]:
        return first
    for start in range(first - 1, max(unit[0] - 1, first - 7), -1):
        between = [word for word in passage.words[start:first] if word != ","]
        if " ".join(between).replace("' ", "'") in language["connectives"] or not between:
            if (
                start == unit[0]
                or passage.words[start - 1] in ",;:"
                or (between and between[0] in language["words.and"])
            ):
                return start
    return None


def _opinion(passage: Passage, first: int, source: WordRange, unit: WordRange, language: Language) -> bool:
    """ "Pour X, P": a person or body by name or role, a comma, a statement; "pour la fête" is a purpose."""
    end = source[1]
    if end + 2 >= unit[1] or not passage.has_verb(end + 1, unit[1]):
        return False
    if passage.words[end] != "," and passage.words[end] not in language["words.subject_pronouns"]:
        return False
    if (
        first > unit[0]
        and passage.words[first - 1] not in ",«"
        and passage.words[first - 1] not in language["words.that"]
    ):
        if _opens_sentence(passage, first, unit, language) is None:
            return False
    words = [word for word in passage.words[source[0] : end] if word not in language["words.determiners"]]
    if passage.words[end + 1] in '«“"':
        return True
    quoted = any(passage.quote[index] >= 0 for index in range(end, unit[1]))
    if not quoted and _country(passage, source, language):
        return False  # "Pour l'Italie, le chômage recule": as for Italy
    if words and words[0] in language["bodies"] and (quoted or words[0] not in language["bodies.no_opinion"]):
        return True
    named = any(passage.capital(at) and passage.pos[at] == "PROPN" for at in range(source[0], min(source[0] + 2, end)))
    return (
        named
        or any(passage.capital(at) for at in range(source[0] + 1, min(source[0] + 2, end)))
        or any(part in language["people"] for part in (words[0].split("-") if words else ()))
        or (bool(words) and words[0] in language["people"])
        or (passage.words[source[0]] in language["words.indefinites"] and bool(set(words[:5]) & language["people"]))
        or _supposed(passage, source, unit, language)
        or passage.words[source[0]] in language["words.third_person"]
    )


def _supposed(passage: Passage, source: WordRange, unit: WordRange, language: Language) -> bool:
    """ "Pour les buralistes, cette baisse pourrait …": what some people take for possible."""
    many = (
        passage.words[source[0]] in language["words.articles"] and passage.words[source[0]] in language["words.plural"]
    )
    possible = (
        passage.words[at] in language["hedges.possible"] for at in range(source[1], unit[1]) if passage.finite[at]
    )
    return many and next(possible, False)


def _country(passage: Passage, source: WordRange, language: Language) -> bool:
    """Whether the source is but the name of a country."""
    first = source[0] + (passage.words[source[0]] in language["words.articles"])
    return load_places(language.code).kinds.get(fold(passage.surface(first, source[1]))) == "country"
