""" "X a déclaré que P", "ajoutant que P", "et a promis que P"."""

from __future__ import annotations

from claims.extraction.antecedents import antecedent
from claims.extraction.circumstances import skip_circumstances
from claims.extraction.cue_lexicon import Cue
from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end
from claims.extraction.passage import Passage
from claims.extraction.quotations import OPENING_MARKS
from claims.extraction.subjects import left_subject, main_subject, names_voice

_ASIDE = 18
_FAR = 25
_NAMES = ("NOUN", "PROPN", "NUM", "ADJ", "PRON", "X")


def frame_clause(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """A cue whose content is the clause behind "que"; dates, adverbs and addressees may stand between."""
    admitted = (each for each in match.cues if match.negated and each.negated and "que" in each.frames)
    cue = next(admitted, None) or match.cue_for("que") or match.cue_for("que_noun") or match.cue_for("whether")
    if not cue or match.last >= unit[1] - 1 or (match.passive and match.form == "participle"):
        return None
    if passage.words[match.last] in language["words.towards"]:
        return None  # "avance vers la base qu'elle avait perdue"
    through = speaks_through(passage, match.last, unit[1], language)
    start = _behind_stress(passage, match, unit[1], language)
    gap = through[1] if through else skip_circumstances(passage, start, unit[1], language, commas=match.inverted < 0)
    if gap < unit[1] and (passage.words[gap] == "," or _in_circumstance(passage, start, gap, language)):
        gap = _behind_aside(passage, gap, unit[1], language)
    gap = _behind_noun(passage, match, gap, unit[1], language)
    if gap >= unit[1] - 1 or not _opens_clause(passage, gap, cue, language):
        gap = _parsed_clause(passage, match, unit, language)
    if gap >= unit[1] - 1 or not _opens_clause(passage, gap, cue, language):
        return None
    if "que_noun" in cue.frames and "que" not in cue.frames and not cue.objects & set(passage.words[match.last : gap]):
        return None
    if match.negated and not (cue.negated or cue.denies or cue.cue_class == "think"):
        return None
    if _only(passage, match, gap, unit, language) or _judges(passage, match, gap):
        return None
    if match.form == "infinitive" and not governed(passage, match, language):
        return None
    if passage.words[match.first] in language["words.helpers"] and _said_to(passage, match.first, language):
        return None  # "affirme avoir prévenu que": what was said before is not said now
    asks = passage.words[gap] in language["words.how"]
    found = framed_left("clause", passage, match, unit, opens=gap + (not asks), language=language, cue=cue)
    if found and through:
        found.subject = through
    return found


def _behind_stress(passage: Passage, match: CueMatch, limit: int, language: Language) -> int:
    """Behind the pronoun that only stresses the subject ("annonce lui, le 3 mars, que")."""
    at = match.last
    return at + (at < limit and match.inverted < 0 and passage.words[at] in language["words.third_person"])


def _in_circumstance(passage: Passage, first: int, at: int, language: Language) -> bool:
    """Whether a relative clause belongs to when or where it was said ("depuis la Corrèze où il se trouvait, que")."""
    return (
        at > first
        and passage.words[at] in language["words.relatives"]
        and passage.words[at] not in (language["words.that"])
    )


def _parsed_clause(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> int:
    """Where the parser sees a complement clause of the verb open, with no other verb between."""
    if match.last >= unit[1]:
        return unit[1]
    for index in range(match.last, min(match.last + _FAR, unit[1])):
        word = passage.words[index]
        if passage.finite[index] or word in ";:" or passage.quote[index] >= 0 or passage.words[index - 1] == ",":
            break
        if word in language.verbs and passage.pos[index] in ("VERB", "AUX"):
            break
        verb = passage.head[index]
        if passage.words[index] in language["words.that"] and passage.dep[index] == "mark":
            tied = passage.dep[verb] == "ccomp" and passage.head[verb] == match.head
            near = passage.pos[index - 1] in _NAMES and "," not in passage.words[match.last : index]
            return index if tied or (near and _tells(passage, match, language)) else unit[1]
    return unit[1]


def _judges(passage: Passage, match: CueMatch, that: int) -> bool:
    """Whether a judgement opens what is said: "juge probable que P"."""
    return match.cue_for("predicate") is not None and not match.reflexive and passage.pos[that - 1] == "ADJ"


def _only(passage: Passage, match: CueMatch, that: int, unit: WordRange, language: Language) -> bool:
    """Whether "que" only restricts: "n'ont pu relever qu'une empreinte"."""
    before = passage.words[max(match.first - 4, unit[0]) : that]
    denied = set(before) & language["words.negation"] and not set(before) & language["words.negators"]
    return bool(denied) and passage.words[that] in language["words.that"] and not passage.has_verb(that, unit[1])


def _tells(passage: Passage, match: CueMatch, language: Language) -> bool:
    """Whether the only object behind the verb is whom it tells: "informe la salle que P", not "publie un mot que P"."""
    object_first = passage.words[match.last] in language["words.determiners"] - language["words.of"]
    return not object_first or passage.words[match.head].startswith(tuple(language["words.telling"]))


def _opens_clause(passage: Passage, at: int, cue: Cue, language: Language) -> bool:
    """ "que", behind a verb of saying "comment" and "pourquoi" as well, behind one of asking "si"."""
    word = passage.words[at]
    if "whether" in cue.frames:
        return word in language["words.whether"]
    return word in language["words.that"] or (cue.cue_class == "say" and word in language["words.how"])


def speaks_through(passage: Passage, at: int, limit: int, language: Language) -> WordRange | None:
    """ "a répondu par la voix de X": the words of X, who speaks."""
    if " ".join(passage.words[at : at + 3]) in language["adverbials.through"] and at + 4 < limit:
        last = phrase_end(passage, at + 4, limit, language)
        return (at + 4, last) if last > at + 4 else None
    return None


def _behind_aside(passage: Passage, comma: int, limit: int, language: Language) -> int:
    """Behind a comma, or behind the second of two where "que" follows that one."""
    for index in range(comma + 1, min(comma + _ASIDE, limit - 1)):
        if passage.quote[index] >= 0:
            break
        if passage.words[index] == "," and passage.words[index + 1] in language["words.that"]:
            return index + 1
    return comma + 1


def _behind_noun(passage: Passage, match: CueMatch, at: int, limit: int, language: Language) -> int:
    """Skips "l'idée" in "rejette l'idée que", "sur le fait", "de ce", and "convaincu" in "s'est dit convaincu que"."""
    then = passage.words[at] in language["words.then"] if at < limit else False
    if then and at + 2 < limit and passage.words[at + 2] in OPENING_MARKS:
        return at + 1  # "expliquait alors que « … »"
    for length in (1, 2, 3):
        joint = " ".join(passage.words[at : at + length]).replace("' ", "'")
        if at + length < limit and joint in language["words.the_fact"]:
            return at + length
    if at + 2 < limit and (
        passage.words[at] in language["words.articles"] or passage.words[at] in language["words.possessives"]
    ):
        noun = next((n for n in (at + 1, at + 2, at + 3) if n < limit and passage.words[n] in language["sayings"]), 0)
        return noun + 1 if noun else at
    state = at + 1 < limit and passage.pos[at] in ("ADJ", "VERB") and not passage.finite[at]
    state = state and passage.words[at - 1] != ","
    return at + 1 if match.reflexive and state and passage.words[at + 1] in language["words.that"] else at


def governed(passage: Passage, match: CueMatch, language: Language) -> bool:
    """Whether an infinitive says that something was said ("a tenu à préciser"), not that it could or should be."""
    before = passage.words[max(0, match.first - 6) : match.first]
    if any(word in language["words.unreal_verbs"] for word in before):
        return False
    feels = any(cue.cue_class in ("think", "judge") for cue in match.cues)
    if feels and _said_to(passage, match.first, language):
        return True
    if narrative(passage, match, language):
        return True
    return (
        any(word in language["words.light_verbs"] for word in before)
        or before[-2:-1] == [*language["words.before"]]
        or before[-1:] == [*language["words.purpose"]]
    )


def narrative(passage: Passage, match: CueMatch, language: Language) -> WordRange | None:
    """The subject of a narrative infinitive ("et le maire de préciser que", "eux d'ajouter que")."""
    unit = passage.units[passage.unit_of[match.head]]
    of = match.first - 1
    if match.form != "infinitive" or of <= unit[0] or passage.words[of] not in language["words.partitive"]:
        return None
    start = unit[0] + (passage.words[unit[0]] in language["words.and"])
    if passage.has_verb(start, of) or start >= of:
        return None
    end = phrase_end(passage, start, of, language)
    return (start, of) if end == of or passage.words[start] in language["words.third_person"] else None


def _said_to(passage: Passage, first: int, language: Language) -> bool:
    """Whether a verb of saying that takes an infinitive stands right before ("dit craindre que")."""
    readings = language.verbs.get(passage.words[first - 1], ()) if first else ()
    return any(reading.cue.cue_class == "say" and "infinitive" in reading.cue.frames for reading in readings)


def framed_left(
    name: str,
    passage: Passage,
    match: CueMatch,
    unit: WordRange,
    *,
    opens: int,
    language: Language,
    cue: Cue | None = None,
) -> Framed | None:
    """A Framed with its subject before the verb, shared with the cue before it, or left open."""
    cue = cue or match.cue_for({"clause": "que", "quoted": "quote"}.get(name, name))
    if cue is None:
        return None
    subject = (
        (match.inverted, match.inverted + 1)
        if match.inverted >= 0
        else narrative(passage, match, language) or left_subject(passage, match, unit, language)
    )
    house = _house(passage, subject, unit, language) if subject and match.inverted < 0 else None
    subject = house or subject
    if subject and _no_voice(passage, subject, language):
        return None
    first = subject[0] if subject and match.inverted < 0 else match.first
    if subject and _what_follows(passage, subject, language):
        return None
    if subject and not cue.any_subject and _this_thing(passage, subject, language):
        return None
    found = Framed(name, match, cue, unit, (first, opens), opens, subject)
    if subject is None:
        found.shared = True
        voice = main_subject(passage, match, unit, language)
        found.antecedent = None if voice and passage.words[voice[0]] in language["words.impersonal"] else voice
    elif passage.words[subject[0]] in language["words.relative_subject"]:
        found.antecedent = antecedent(passage, subject[0], unit, language)
    return found


def _house(passage: Passage, subject: WordRange, unit: WordRange, language: Language) -> WordRange | None:
    """ "À la préfecture, on assure que P": the house in whose name "on" speaks."""
    before = subject[0] - 1
    if passage.words[subject[0]] not in language["words.impersonal_tail"] or passage.words[before] != ",":
        return None
    first = next((at + 1 for at in range(before - 1, unit[0], -1) if passage.words[at] == ","), unit[0])
    opens = passage.words[first] in language["words.source_prepositions"]
    start = first + 1
    opens = opens and not any(word[:1].isdigit() for word in passage.words[start:before])
    end = phrase_end(passage, start, before, language) if opens else start
    return (start, end) if end == before and names_voice(passage, start, end, language) else None


def _no_voice(passage: Passage, subject: WordRange, language: Language) -> bool:
    """ "on", "cela", "nous": nobody the text identifies."""
    word = passage.words[subject[0]].split("-")[-1] or passage.words[subject[0]]
    counted = next((at for at in range(*subject) if passage.words[at] == ","), subject[1])
    if any(passage.words[at] in language["words.share"] for at in range(subject[0], counted)):
        return True  # "sept Français sur dix", "63 % des Français": what a survey counts
    return subject[1] - subject[0] == 1 and (
        word in language["words.first_person"] or word in language["words.impersonal"]
    )


def _what_follows(passage: Passage, subject: WordRange, language: Language) -> bool:
    """ "…, ce qui signifie que": a fact, nobody."""
    relative = passage.words[subject[0]] in language["words.relative_subject"]
    return relative and subject[0] > 0 and passage.words[subject[0] - 1] in language["words.this"]


def _this_thing(passage: Passage, subject: WordRange, language: Language) -> bool:
    """ "Ce chiffre explique que": a fact explains, nobody speaks."""
    first, last = subject
    if last - first < 2 or passage.words[first] not in language["words.demonstratives"]:
        return False
    return passage.words[first + 1] not in language["words.latter_heads"] and not names_voice(
        passage, *subject, language
    )
