"""Invented articles for `demo_load`: the same number gives the same article, whatever was made before."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

WORDS = Path(__file__).resolve().parents[2] / "sample" / "demo.toml"
DAYS = 730
SHARED = 0.35  # of the claims repeat what another article already had somebody say
MOST_CLAIMS = 9
VOWEL_AFTER_DE = re.compile(r"\bde (?=[AEÉIOUY])")


@dataclass(frozen=True, slots=True)
class Said:
    """One claim of an invented article: `start` and `end` of its words in the content, those of its cue after them."""

    fact: str
    allegation: str
    start: int
    end: int
    cue: str
    cue_start: int
    kind: str
    speaker: str
    role: str
    place: str
    tag: str
    hedged: bool
    denied: bool


@dataclass(slots=True)
class Invented:
    """One article; `claims` in text order."""

    outlet: str
    title: str
    published_on: date
    text: str = ""
    claims: list[Said] = field(default_factory=list)

    @property
    def content(self) -> str:
        """Return what the offsets of its claims count in."""
        return f"{self.title}\n\n{self.text}"


@cache
def words() -> dict[str, Any]:
    """Return what the articles are put together from."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def invent(number: int, *, seed: int, until: date) -> Invented:
    """Return article `number` of this seed, published within two years before `until`."""
    random = Random(f"{seed}:{number}")  # noqa: S311 (nothing secret)
    topic, place = random.choice(words()["topics"]), random.choice(words()["places"])
    published = until - timedelta(days=int(random.random() ** 2 * DAYS))
    title = _filled(topic["title"], place)
    article = Invented(random.choice(words()["outlets"]), title, published)
    content = title + "\n\n"
    for i in range(random.randint(3, MOST_CLAIMS)):
        if i:
            content += "\n\n" if i % 2 else " " + random.choice(words()["links"]) + " "
        content = _say(article, content, topic, place, random)
    article.text = content[len(title) + 2 :]
    return article


# How something is said: how often, before and after the words, the cue, whether in the conditional, the kind.
FORMS = (
    (0.40, "« ", " », {cue} {named}.", "{cue}", False, "direct"),
    (0.25, "{Named} {cue} que ", ".", "{cue} que", False, "indirect"),
    (0.20, "Selon {named}, ", ".", "Selon", True, "indirect"),
    (0.10, "", ", rapporte-t-on sur place.", "rapporte-t-on", True, "hearsay"),
    (0.05, "« ", " ? C’est faux », a répondu {named}.", "a répondu", False, "direct"),
)


def _say(article: Invented, content: str, topic: dict[str, Any], place: str, random: Random) -> str:
    """Add a sentence in which somebody says something; return the content so far."""
    about = place if random.random() < 0.7 else random.choice(words()["places"])
    # A few numbers only where articles repeat each other, so that they are about the same thing.
    n = random.randint(2, 6) if random.random() < SHARED else random.randint(7, 4999)
    plain, conditional = (_filled(form, about, n) for form in random.choice(topic["facts"]))
    _often, before, after, cue, hedged, kind = random.choices(FORMS, [form[0] for form in FORMS])[0]
    speaker, role = ("", "") if kind == "hearsay" else _speaker(about, random)
    named = f"{speaker}, {role}" if role else speaker
    slots = {"named": named, "Named": _capital(named), "cue": random.choice(words()["cues"])}
    before, after, cue = (part.format(**slots) for part in (before, after, cue))
    allegation = conditional if hedged else plain
    allegation = allegation if before.endswith(("que ", ", ")) else _capital(allegation)
    sentence = before + allegation + after
    start = len(content) + len(before)
    article.claims.append(
        Said(
            fact=plain,
            allegation=allegation,
            start=start,
            end=start + len(allegation),
            cue=cue,
            cue_start=len(content) + (sentence.index(cue) if cue in before else sentence.rindex(cue)),
            kind=kind,
            speaker=speaker,
            role=role,
            place=about,
            tag=topic["tag"],
            hedged=hedged,
            denied="C’est faux" in after,
        )
    )
    return content + sentence


def _filled(form: str, place: str, n: int = 0) -> str:
    """Return the words about a place, « de » elided before its vowel."""
    return VOWEL_AFTER_DE.sub("d’", form.format(place=place, n=n))


def _speaker(place: str, random: Random) -> tuple[str, str]:
    """Return a person with a role, or a body without one; some are heard much more often than others."""
    if random.random() < 0.3:
        return _filled(random.choice(words()["bodies"]), place), ""
    first = words()["first_names"][int(random.random() ** 2 * len(words()["first_names"]))]
    last = words()["last_names"][int(random.random() ** 2 * len(words()["last_names"]))]
    return f"{first} {last}", _filled(random.choice(words()["roles"]), place)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
