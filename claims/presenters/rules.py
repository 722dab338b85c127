"""What the rules of the machine mean, in words: how a claim was found, and how its dates were read."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from claims.extraction.language import languages, load_language
from claims.models import Claim

UNRESOLVED = ".no_reference"
PATTERNS: dict[str, str | Promise] = {
    "frame.incise": gettext_lazy("the cue stands inside or behind the words (“…, said X”)"),
    "frame.clause": gettext_lazy("the cue is followed by what is said (“X said that …”)"),
    "frame.object": gettext_lazy("the cue is followed by what is said as a noun (“X announced the closure”)"),
    "frame.infinitive": gettext_lazy("the cue is followed by an infinitive (“X claims to have seen …”)"),
    "frame.according": gettext_lazy("the sentence names its source (“according to X”)"),
    "frame.noun": gettext_lazy("a noun of saying leads to it (“the allegation that …”)"),
    "frame.passive": gettext_lazy("what was said stands first (“it was announced by X that …”)"),
    "frame.qualify": gettext_lazy("the speaker calls something by a name (“X calls it …”)"),
    "frame.quoted": gettext_lazy("the cue stands beside a quotation"),
    "frame.reader": gettext_lazy("something is read in a document (“one reads in …”)"),
    "frame.resumed": gettext_lazy("a sentence refers to the one before it (“X said so”)"),
    "frame.as_said": gettext_lazy("a clause of comparison names the speaker (“as X said”)"),
    "frame.headline": gettext_lazy("the form of a headline (“X: …” or “… – X”)"),
    "frame.colon": gettext_lazy("a quotation behind a colon"),
    "frame.floating": gettext_lazy("a quotation without a cue: the context says who speaks"),
    "frame.signed": gettext_lazy("a quotation with a signature"),
    "frame.interview": gettext_lazy("an interview: the speaker’s name stands before the answer"),
    "frame.hearsay": gettext_lazy("a conditional without a source: hearsay"),
    "speaker.explicit": gettext_lazy("the speaker is named at the cue"),
    "coref.known": gettext_lazy("the speaker was named or described elsewhere in the article"),
    "coref.pronoun": gettext_lazy("a pronoun: whoever agrees with it and stands out most"),
    "coref.pronoun_last": gettext_lazy("a pronoun: whoever spoke last"),
    "coref.latter": gettext_lazy("“the latter”: whoever was named last"),
    "coref.shared": gettext_lazy("no speaker at the cue: whoever spoke before"),
    "coref.introduced": gettext_lazy("whoever the sentence before introduced"),
    "coref.impersonal": gettext_lazy("nobody in particular (“one says”)"),
    "coref.none": gettext_lazy("no speaker was found"),
}
SIDES: dict[str, str | Promise] = {
    "since": gettext_lazy("from then on, as the text says “since”"),
    "until": gettext_lazy("up to then, as the text says “until”"),
    "starting": gettext_lazy("from then on, as the text says “starting from”"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a trace: its id, what it means ("" where it has no words), and the example of a cue."""

    id: str
    words: str | Promise
    example: str = ""


def trace_rules(claim: Claim) -> list[Rule]:
    """Return the rules that found a claim, in order, each in words."""
    examples = _examples()
    return [Rule(rule, PATTERNS.get(rule, ""), examples.get(rule, "")) for rule in claim.trace]


def rule_words(rule: str) -> str | Promise:
    """Return what a rule means, in words; its id where it has none."""
    return PATTERNS.get(rule, rule)


def date_side(rule: str) -> str | Promise:
    """Return which side of a date is meant, in words; "" where it is the date itself."""
    return SIDES.get(rule.removesuffix(UNRESOLVED).rpartition(".")[2], "")


def date_rules(claim: Claim) -> list[tuple[str, str]]:
    """Return (words as written, rule) of the dates that the machine read in a claim."""
    dates: Iterable[tuple[str, str]] = [(found.words, found.rule) for found in claim.event_dates.all()]
    return [(words, rule) for words, rule in [(claim.stated_words, claim.stated_rule), *dates] if words and rule]


@cache
def _examples() -> dict[str, str]:
    """Return {cue id: its example without the marks} of all languages."""
    marks = str.maketrans("", "", "[]<>")
    return {cue.id: cue.example.translate(marks) for code in languages() for cue in load_language(code).cues}
