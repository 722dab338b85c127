"""Runs a language's own examples: each marked sentence must give what it marks, each counter-example must stay silent.

Marks: [allegation], <speaker>. A sentence without square brackets must yield no claim.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from claims.extraction import ClaimDraft, extract
from claims.extraction.cue_lexicon import ANY
from claims.extraction.language import FOLDER, load_language
from claims.extraction.types import Span

_MARK = re.compile(r"[\[\]<>]")
_SPEAKER = ("speaker_kind", "speaker_organisation", "speaker_relation", "speaker_country")
_FIELDS = ("kind", "speaker_name", "hedged", "denied", "anonymous", "speaker_role", *_SPEAKER)


@dataclass(slots=True)
class Marked:
    """A sentence without its marks, and what they said."""

    text: str
    allegations: list[Span] = field(default_factory=list)
    speaker: str = ""


def read_marks(marked: str) -> Marked:
    """Takes the marks out of a sentence; ValueError where they do not pair."""
    plain: list[str] = []
    found = Marked("")
    opened: tuple[str, int] | None = None
    at = position = 0
    for mark in _MARK.finditer(marked):
        plain.append(marked[at : mark.start()])
        position += mark.start() - at
        at = mark.end()
        sign = mark.group()
        if sign in "[<":
            opened = (sign, position)
        elif opened is None or (opened[0], sign) not in (("[", "]"), ("<", ">")):
            raise ValueError(f"marks do not pair: {marked}")
        else:
            found_text = "".join(plain)[opened[1] :]
            if sign == "]":
                found.allegations.append((opened[1], position))
            else:
                found.speaker = found_text
    plain.append(marked[at:])
    found.text = "".join(plain)
    return found


def check_language(code: str) -> tuple[int, list[str]]:
    """How many sentences were run, and what is wrong with those that fail."""
    problems: list[str] = []
    count = 0
    for name, marked, expected in _sentences(code):
        count += 1
        problem = _check(code, marked, expected)
        if problem:
            problems.append(f"{name}: {problem}: {marked}")
    return count, problems


def _sentences(code: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for cue in load_language(code).cues:
        yield cue.id, cue.example, {"cue": cue.id}
        yield f"{cue.id} (counter-example)", cue.counter_example, {"silent": cue.id}
    path = FOLDER / code / "examples.toml"
    with path.open("rb") as file:
        for number, example in enumerate(tomllib.load(file).get("example", []), start=1):
            yield f"examples.toml {number}", example["text"], {k: v for k, v in example.items() if k != "text"}


def _check(code: str, sentence: str, expected: dict[str, Any]) -> str:
    """What is wrong, or ""."""
    marked = read_marks(sentence)
    drafts = extract(marked.text, language=code, published_on=None)
    if "silent" in expected:
        if not _has_cue(code, marked.text, expected["silent"]):
            return "no word of the cue stands in it"
        return "the cue fired" if any(expected["silent"] in draft.trace for draft in drafts) else ""
    if not marked.allegations:
        return f"not a claim: {drafts[0].allegation!r}" if drafts else ""
    wanted = tuple(marked.allegations)
    draft = next((draft for draft in drafts if draft.spans == wanted), None)
    if draft is None:
        return f"not found; there are {[draft.allegation for draft in drafts]}"
    return _differences(draft, marked, expected)


def _has_cue(code: str, text: str, cue: str) -> bool:
    """Whether a counter-example can fail at all: a form of the cue's first word stands in it."""
    language = load_language(code)
    block = next(block for block in language.cues if block.id == cue)
    firsts = {re.split(r"[ ']", phrase)[0] for phrase in block.words}
    forms = {form for form, readings in language.verbs.items() if any(reading.cue.id == cue for reading in readings)}
    return ANY in block.words or not (forms | firsts).isdisjoint(re.findall(r"[\w-]+", text.lower()))


def _differences(draft: ClaimDraft, marked: Marked, expected: dict[str, Any]) -> str:
    if draft.speaker != marked.speaker:
        return f"the speaker is {draft.speaker!r}"
    if "cue" in expected and expected["cue"] not in draft.trace:
        return f"found by {draft.trace}"
    if "relayed_by" in expected and list(draft.relayed_by) != expected["relayed_by"]:
        return f"relayed by {draft.relayed_by}"
    for name in _FIELDS:
        if name in expected and getattr(draft, name) != expected[name]:
            return f"{name} is {getattr(draft, name)!r}"
    return ""
