"""Cues as data: one block of `cues.toml` each, and the inflected forms they are recognised by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FRAMES = frozenset(
    {
        "incise", "que", "quote", "infinitive", "object", "accuse", "attribute", "qualify", "against",
        "to_do", "object_quoted", "speak_of", "predicate", "judged", "estimate", "reader",
        "according", "noun", "of", "on", "to", "sees", "as", "que_noun", "state", "for",
        "whether", "to_whom",
    }
)  # fmt: skip
FORMS = ("finite", "gerund", "participle", "infinitive")
ANY = "*"
"""The word of a cue that any verb can be."""


class BadLanguageData(ValueError):
    """A language folder that cannot be used; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One block: what it is called, which frames it takes, and how it is shown to work."""

    id: str
    words: tuple[str, ...]
    cue_class: str
    frames: frozenset[str]
    denies: bool
    negated: bool
    any_subject: bool
    """Whether the verb alone proves that its subject speaks."""
    objects: frozenset[str]
    """Where not empty, one of these nouns must stand in the object."""
    deeds: frozenset[str]
    """What the subject shows by what it does: with "sa", "son" before one of these nouns nothing is said."""
    example: str
    counter_example: str
    why: str

    @property
    def asks(self) -> bool:
        """Whether what is said is only asked ("se demande si P")."""
        return "whether" in self.frames


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word form: the cue's frames, its form, and the words that must follow or precede it."""

    cue: Cue
    form: str
    rest: tuple[str, ...]
    reflexive: bool


def conjugate(verb: str, paradigms: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, str]:
    """Third-person forms of an infinitive, each with its form's name; the longest ending that fits decides."""
    endings = [ending for ending in paradigms if verb.endswith(ending)]
    if not endings:
        raise BadLanguageData(f"no paradigm for the verb {verb!r}")
    ending = max(endings, key=len)
    stem = verb[: -len(ending)]
    found = {verb: "infinitive"}
    for form in ("participle", "gerund", "finite"):
        for suffix in paradigms[ending].get(form, ()):
            key = stem + suffix
            found[key] = f"{found[key]} {form}" if key in found else form
    return found


def build_cue(block: Mapping[str, Any]) -> Cue:
    """A Cue from a TOML block; raises BadLanguageData that names what is missing or unknown."""
    name = block.get("id", "?")
    for key in ("id", "class", "example", "counter_example", "why"):
        if not isinstance(block.get(key), str) or not block[key].strip():
            raise BadLanguageData(f"cues.toml: {name}: {key} is missing or empty")
    for key in ("words", "frames"):
        value = block.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
            raise BadLanguageData(f"cues.toml: {name}: {key} must be a list of words")
    unknown = set(block["frames"]) - FRAMES
    if unknown:
        raise BadLanguageData(f"cues.toml: {name}: unknown frames {sorted(unknown)}")
    return Cue(
        id=name,
        words=tuple(block["words"]),
        cue_class=block["class"],
        frames=frozenset(block["frames"]),
        denies=bool(block.get("denies", False)),
        negated=bool(block.get("negated", False)),
        any_subject=bool(block.get("any_subject", False)),
        objects=frozenset(block.get("objects", ())),
        deeds=frozenset(block.get("deeds", ())),
        example=block["example"],
        counter_example=block["counter_example"],
        why=block["why"],
    )


def readings_by_form(
    cues: Iterable[Cue], paradigms: Mapping[str, Mapping[str, Sequence[str]]], reflexive: frozenset[str]
) -> dict[str, tuple[Reading, ...]]:
    """Every inflected form of every verbal cue, with what it may be."""
    found: dict[str, list[Reading]] = {}
    for cue in cues:
        if cue.frames & {"according", "noun"}:
            continue
        for phrase in cue.words:
            if phrase == ANY:
                continue
            parts = phrase.replace("'", "' ").split()
            itself = parts[0] in reflexive
            verb, rest = (parts[1], parts[2:]) if itself else (parts[0], parts[1:])
            for form, names in conjugate(verb, paradigms).items():
                for name in names.split():
                    found.setdefault(form, []).append(Reading(cue, name, tuple(rest), itself))
    return {form: tuple(readings) for form, readings in found.items()}
