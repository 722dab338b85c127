"""Scores extracted claims against annotated articles.

Gold: a list of {"id", "text", "published", "language", "claims": [{"spans", "speaker", "name", "kind", "said", "dates",
"places", "hedged", "denied", "via", "optional", …}]}; predictions have the shape of `manage.py extract_claims`. A
prediction is a gold claim's when the words of their allegations overlap with Dice >= 0.8, one to one, best first.
Optional gold claims, and predictions that are one of them or near one (Dice >= 0.5), count neither way. Hearsay is
scored apart. Ambiguous annotations ("name_also", "dates_maybe", "places_maybe", "said_also", …) accept either answer.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SAME = 0.8
NEAR = 0.5
WORD = re.compile(r"\w+")
UNSAID = frozenset(WORD.findall("le la les l un une des du de d m mme mr monsieur madame the a of"))
Record = Mapping[str, Any]


def folded(words: str | None) -> str:
    """Return words without case, accents and typographic apostrophes."""
    decomposed = unicodedata.normalize("NFKD", (words or "").replace("’", "'"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).lower().split())


def name_words(name: str | None) -> list[str]:
    """Return the words of a name that tell it from others."""
    return [word for word in WORD.findall(folded(name)) if word not in UNSAID]


def word_starts(text: str, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """Return where the words inside the spans begin (code points)."""
    return frozenset(match.start() for start, end in spans for match in WORD.finditer(text, start, end))


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def interval(value: Any) -> tuple[str, str] | None:
    """Return (first day, last day) of "day", "day/day" or {"start", "end"}."""
    if not value:
        return None
    if isinstance(value, Mapping):
        return (value["start"], value.get("end") or value["start"]) if value.get("start") else None
    first, _, last = value.partition("/")
    return first, last or first


def is_named(predicted: str | None, name: str | None, words: str | None) -> bool:
    """Return whether a predicted name is the annotated one: all its words, or its surname or head, nothing foreign."""
    mine = name_words(re.sub(r"\([^)]*\)", " ", predicted or ""))
    for gold in (name, words):
        theirs = name_words(re.sub(r"\([^)]*\)", " ", gold or ""))
        if mine and theirs and set(theirs) <= set(mine):
            return True
        if mine and theirs and set(mine) <= set(theirs):
            at = -1 if (gold or "")[:1].isupper() else 0
            if mine[at] == theirs[at]:
                return True
        if mine and any(name_words(acronym) == mine for acronym in re.findall(r"\(([^)]*)\)", gold or "")):
            return True
    return False


@dataclass(slots=True)
class Tally:
    """True positives, false positives, false negatives."""

    hit: int = 0
    false: int = 0
    missed: int = 0

    def add(self, predicted: set[Any], gold: set[Any]) -> bool:
        self.hit += len(predicted & gold)
        self.false += len(predicted - gold)
        self.missed += len(gold - predicted)
        return predicted == gold

    def row(self, hit: int | None = None) -> dict[str, float]:
        """Return precision, recall and F1; `hit` counts fewer of the found as right."""
        right = self.hit if hit is None else hit
        precision = right / max(self.hit + self.false, 1)
        recall = right / max(self.hit + self.missed, 1)
        both = precision + recall
        return {"p": precision, "r": recall, "f1": 2 * precision * recall / both if both else 0.0}


@dataclass(slots=True)
class Score:
    """All counts of one evaluation. `by_rule` holds (right, made) for each rule of the trace, `by_tenth` for each
    tenth of the confidence."""

    claims: Tally = field(default_factory=Tally)
    right: Counter[str] = field(default_factory=Counter)
    stated_on: Tally = field(default_factory=Tally)
    event_dates: Tally = field(default_factory=Tally)
    places: Tally = field(default_factory=Tally)
    hearsay: Tally = field(default_factory=Tally)
    flags: dict[str, Tally] = field(
        default_factory=lambda: {name: Tally() for name in ("hedged", "denied", "relayed_by")}
    )
    by_rule: dict[str, tuple[int, int]] = field(default_factory=dict)
    by_tenth: dict[int, tuple[int, int]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)


def score(gold: Iterable[Record], predicted: Mapping[str, Sequence[Record]]) -> Score:
    """Return the score of the predictions ({article id: claims}) on the gold articles."""
    result = Score()
    for article in gold:
        _score_article(article, predicted.get(str(article["id"]), []), result)
    return result


def _score_article(article: Record, predicted: Sequence[Record], result: Score) -> None:
    text = article["text"]
    firm, said = (
        [c for c in article["claims"] if c["kind"] != "hearsay"],
        [p for p in predicted if p["kind"] != "hearsay"],
    )
    _score_hearsay(article, predicted, result)
    gold_words = [word_starts(text, claim["spans"]) for claim in firm]
    words = [word_starts(text, claim["spans"]) for claim in said]
    pairs = _pairs(words, gold_words)
    for i, claim in enumerate(said):
        gold = firm[pairs[i]] if i in pairs else None
        near = max((dice(words[i], w) for c, w in zip(firm, gold_words, strict=True) if c["optional"]), default=0.0)
        if near >= NEAR if gold is None else gold["optional"]:
            continue
        _count_rules(claim, gold is not None, result)
        if gold is None:
            result.claims.false += 1
            result.misses.append(f"{article['id']} not a claim: {claim['allegation'][:120]!r} [{claim['cue']}]")
        else:
            result.claims.hit += 1
            result.right["exact"] += words[i] == gold_words[pairs[i]]
            _score_fields(article, gold, claim, result)
    for j, claim in enumerate(firm):
        if j not in pairs.values() and not claim["optional"]:
            result.claims.missed += 1
            start, end = claim["spans"][0]
            result.misses.append(f"{article['id']} missed: {claim['name']} [{claim['cue']}]: {text[start:end][:120]!r}")


def _pairs(words: Sequence[frozenset[int]], gold: Sequence[frozenset[int]]) -> dict[int, int]:
    overlaps = ((dice(a, b), i, j) for i, a in enumerate(words) for j, b in enumerate(gold))
    pairs: dict[int, int] = {}
    for overlap, i, j in sorted(overlaps, reverse=True):
        if overlap < SAME:
            break
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _score_hearsay(article: Record, predicted: Sequence[Record], result: Score) -> None:
    gold = [word_starts(article["text"], c["spans"]) for c in article["claims"] if c["kind"] == "hearsay"]
    mine = [word_starts(article["text"], p["spans"]) for p in predicted if p["kind"] == "hearsay"]
    pairs = _pairs(mine, gold)
    result.hearsay.hit += len(pairs)
    result.hearsay.false += len(mine) - len(pairs)
    result.hearsay.missed += len(gold) - len(pairs)


def _count_rules(claim: Record, right: bool, result: Score) -> None:
    for rule in claim.get("trace", ()):
        good, made = result.by_rule.get(rule, (0, 0))
        result.by_rule[rule] = good + right, made + 1
    tenth = int(10 * claim.get("confidence", 1))
    good, made = result.by_tenth.get(tenth, (0, 0))
    result.by_tenth[tenth] = good + right, made + 1


def _score_fields(article: Record, gold: Record, claim: Record, result: Score) -> None:
    name = claim.get("speaker_name") or claim.get("speaker")
    names = [gold["name"], *gold.get("name_also", [])]
    speaker = any(is_named(name, one, gold["speaker"]) for one in names)
    said = interval(gold["said"])
    mine = interval(claim.get("stated_on"))
    if gold.get("said_differs") and mine == interval(gold.get("said_also")):
        said = mine
    right = speaker & result.stated_on.add({mine} - {None}, {said} - {None})
    right &= _score_sets(gold, claim, result)
    result.right["speaker"] += speaker
    result.right["record"] += right
    result.right["kind"] += claim["kind"] == gold["kind"]
    for flag in ("hedged", "denied"):
        wanted = bool(claim[flag]) if gold.get(f"{flag}_differs") else gold[flag]
        result.flags[flag].add({True} if claim[flag] else set(), {True} if wanted else set())
    relays = {folded(relay) for relay in claim["relayed_by"]}
    either = [{folded(relay) for relay in chain} for chain in (gold.get("via_also"), gold["via"]) if chain is not None]
    result.flags["relayed_by"].add(relays, relays if relays in either else either[-1])
    if not speaker:
        result.misses.append(f"{article['id']} speaker: {name!r} is not {gold['name']!r} ({gold['speaker']!r})")


def _score_sets(gold: Record, claim: Record, result: Score) -> bool:
    dates = {interval(value) for value in gold["dates"]}
    mine = {interval(value) for value in claim.get("event_dates", [])} - {None}
    mine -= {interval(value) for value in gold.get("dates_maybe", [])} - dates
    places = {" ".join(name_words(place)) for place in gold["places"]}
    found = {" ".join(name_words(place.get("text"))) for place in claim.get("places", [])}
    found -= {" ".join(name_words(place)) for place in gold.get("places_maybe", [])} - places
    same_dates = result.event_dates.add(mine, dates)
    return result.places.add(found, places) and same_dates
