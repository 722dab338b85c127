"""Who cannot be saying anything where a cue stands: events, things, places that count their dead, cries."""

from __future__ import annotations

from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.passage import Passage

_CRY = 12


def is_voiceless(passage: Passage, item: Framed, language: Language) -> bool:
    """Whether cue and subject only look like somebody saying something."""
    verb = passage.words[item.match.head]
    if item.match.form == "gerund" and verb in language["no_voice.gerunds"]:
        return item.frame == "attribute" or passage.words[item.match.first - 1] not in language["words.gerund"]
    if verb.startswith(tuple(language["no_voice.cries"])) and _cried(passage, item, language):
        return True
    if any(test(passage, item, language) for test in (_acts, _owned_up, _sentenced, _called_back)):
        return True
    subject = item.antecedent if _relative(passage, item, language) else item.subject
    if item.match.form == "infinitive" and subject is None:
        subject = item.antecedent
    if subject is None or item.frame in ("according", "incise", "reader"):
        return False
    if _event(passage, subject, language):
        return True
    counts = verb.startswith(tuple(language["no_voice.counts"]))
    return counts and item.frame == "object" and _territory(passage, subject, language)


def _relative(passage: Passage, item: Framed, language: Language) -> bool:
    return item.subject is not None and passage.words[item.subject[0]] in language["words.relative_subject"]


def _cried(passage: Passage, item: Framed, language: Language) -> bool:
    """ "ont crié « Liberté ! »": a cry, no statement."""
    if item.opens < 0 or item.opens >= item.unit[1]:
        return False
    number = passage.quote[min(item.opens + 1, item.unit[1] - 1)]
    said = [at for at in range(item.opens, item.unit[1]) if number >= 0 and passage.quote[at] == number]
    return bool(said) and len(said) <= _CRY and passage.words[item.opens] not in language["words.that"]


def _owned_up(passage: Passage, item: Framed, language: Language) -> bool:
    """ "s'est excusé d'avoir comparé": what was said before is not said now."""
    first = item.match.first
    before = passage.words[max(first - 2, item.unit[0]) : first]
    ashamed = len(before) > 1 and before[0].startswith(tuple(language["no_voice.excuses"]))
    return ashamed and passage.words[first] in language["words.helpers"]


def _sentenced(passage: Passage, item: Framed, language: Language) -> bool:
    """ "Le tribunal a condamné X à trois ans de prison": a sentence, no statement."""
    verb = passage.words[item.match.head]
    court = item.subject and set(passage.words[slice(*item.subject)][:4]) & language["no_voice.courts"]
    if item.frame == "object" and court and verb.startswith(tuple(language["no_voice.rulings"])):
        return True
    if item.frame != "object" or not verb.startswith(tuple(language["no_voice.sentences"])):
        return False
    for at in range(item.opens, item.unit[1] - 1):
        if passage.words[at] in language["words.to"] and passage.quote[at] < 0:
            ahead = passage.words[at + 1 : at + 5]
            if any(word[:1].isdigit() or word in language["no_voice.penalties"] for word in ahead):
                return True
    return bool(court)


def _acts(passage: Passage, item: Framed, language: Language) -> bool:
    """ "P, lâche rapidement les autres": behind no quotation these verbs do something."""
    if item.frame != "incise" or item.match.inverted >= 0 or item.match.form != "finite":
        return False
    quoted = any(number >= 0 for number in passage.quote[item.unit[0] : item.phrase[1]])
    return not quoted and passage.words[item.match.head].startswith(tuple(language["no_voice.acts"]))


def _called_back(passage: Passage, item: Framed, language: Language) -> bool:
    """ "La France rappelle son ambassadeur": somebody is called back, nothing is recalled."""
    verb = passage.words[item.match.head]
    if item.frame != "object" or not verb.startswith(tuple(language["no_voice.recalls"])):
        return False
    passing = language["words.determiners"] | language["words.adjectives_before"] | language["no_voice.counted"]
    ahead = range(item.opens, min(item.opens + 4, item.unit[1]))
    head = next((at for at in ahead if passage.words[at] not in passing and passage.pos[at] != "NUM"), item.opens)
    return passage.words[head] in language["people"]


def _event(passage: Passage, subject: WordRange, language: Language) -> bool:
    """ "La course promettait un duel", "c'est l'arrestation du chef qui a révélé": the head is no voice."""
    first, last = subject
    unit = passage.units[passage.unit_of[first]]
    if passage.words[unit[0]] in language["words.this"]:
        opening = passage.words[unit[0] : min(unit[0] + 5, first + 1)]
        if any(word in language["no_voice.things"] for word in opening):
            return True
    for index in range(first, last):
        word = passage.words[index]
        if word in language["words.determiners"] or word in language["words.adjectives_before"]:
            continue
        return word in language["no_voice.things"] and not passage.capital(index)
    return False


def _territory(passage: Passage, subject: WordRange, language: Language) -> bool:
    """ "l'Équateur déplore 21 morts", "les départements recensent dix cas"."""
    words = [at for at in range(*subject) if passage.words[at] not in language["words.determiners"]]
    if not words:
        return False
    head = passage.words[words[0]]
    proper = passage.capital(words[0]) and len(words) == 1 and passage.words[subject[0]] in language["words.articles"]
    return proper or head in language["no_voice.territories"]
