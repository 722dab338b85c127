"""Words of a text chosen by people: by their place, as the reading view sends it, or pasted and looked up."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Revision
from claims.matching.find_words import Spans, find_words
from claims.models import Kind
from claims.services.parts import NAME_OF_RELAY
from claimtrack.pages import DayInput

AT = re.compile(r"\d{1,9}-\d{1,9}(,\d{1,9}-\d{1,9}){0,19}", re.ASCII)
AROUND = 40


class WordsForm(forms.Form):
    """`at` is "12-45,60-71"; it holds as long as the words beside it are those that stand there."""

    at = forms.CharField(required=False, widget=forms.HiddenInput, max_length=400)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=2**62)
    words = forms.CharField(
        label=gettext_lazy("What is alleged, word for word"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 4, "dir": "auto", "data-draft": "no"}),
        help_text=gettext_lazy(
            "As it stands in the text, without the quotation marks; parts that stand apart, one a line."
        ),
    )
    place = forms.ChoiceField(label=gettext_lazy("Which of these places?"), required=False, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, revision: Revision, initial: dict[str, Any] | None = None) -> None:
        initial = {"revision": revision.pk} | (initial or {})
        if AT.fullmatch(initial.get("at", "")):
            initial["words"] = "\n".join(_texts(revision.content, parse_at(initial["at"])))
        super().__init__(data, initial=initial)
        self.text = revision
        found = find_words(revision.content, self.data["words"]) if self.data.get("words") else []
        self.several = found if len(found) > 1 and not self._stands_at() else []
        self.fields["place"].choices = [(show_at(s), _in_context(revision.content, s)) for s in self.several]  # type: ignore[attr-defined]
        self.found = found

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        if fields.get("revision") not in (None, self.text.pk):
            raise ValidationError({"words": _("The text changed meanwhile: choose the words again.")})
        if "place" not in self.errors and "words" not in self.errors and "at" not in self.errors:
            fields["spans"] = self._spans(fields)
        return fields

    def _spans(self, fields: dict[str, Any]) -> Spans:
        if self._stands_at() or (fields["at"] and not fields["words"]):
            return self._given(fields["at"])
        if not fields["words"].strip():
            raise ValidationError({"words": _("Choose the words in the text, or paste them here.")})
        if not self.found:
            raise ValidationError({"words": _("These words do not stand in the text: paste them from it.")})
        if not self.several:
            return self.found[0]
        if not fields["place"]:
            raise ValidationError({"place": _("These words stand in the text more than once: choose one place.")})
        return parse_at(fields["place"])

    def _given(self, at: str) -> Spans:
        if not AT.fullmatch(at):
            raise ValidationError({"words": _("Choose the words in the text, or paste them here.")})
        return parse_at(at)

    def _stands_at(self) -> bool:
        """Return whether the words are those at the place that was sent with them."""
        at = self.data.get("at", "")
        if not AT.fullmatch(at):
            return False
        return "".join(self.data.get("words", "").split()) == "".join(
            "".join(_texts(self.text.content, parse_at(at))).split()
        )


class AddClaimForm(WordsForm):
    """A claim that the machine missed."""

    speaker = forms.CharField(
        label=gettext_lazy("Speaker"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Empty where nobody is named."),
    )
    speaker_role = forms.CharField(label=gettext_lazy("Role"), max_length=600, required=False)
    relayed_by = forms.CharField(
        label=gettext_lazy("Relayed by"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Who passed it on, the one nearest to the speaker first; several with ;"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("", gettext_lazy("as the quotation marks say")), *Kind.choices],
        required=False,
    )
    stated_from = forms.DateField(label=gettext_lazy("Stated on, from"), widget=DayInput, required=False)
    stated_to = forms.DateField(label=gettext_lazy("Stated on, to"), widget=DayInput, required=False)
    hedged = forms.BooleanField(label=gettext_lazy("Hedged: the conditional, “alleged”"), required=False)
    denied = forms.BooleanField(label=gettext_lazy("Denied by the speaker"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("speaker", "relayed_by"):
            self.fields[name].widget.attrs["list"] = "known-speakers"

    def clean_relayed_by(self) -> list[str]:
        names = [name.strip() for name in self.cleaned_data["relayed_by"].split(";")]
        if any(len(name) > NAME_OF_RELAY for name in names):
            raise ValidationError(_("A name has at most %(limit)d characters."), params={"limit": NAME_OF_RELAY})
        return [name for name in names if name]


def parse_at(at: str) -> Spans:
    """Return [[12, 45], [60, 71]] for "12-45,60-71"."""
    return [[int(number) for number in span.split("-")] for span in at.split(",")]


def show_at(spans: Spans) -> str:
    """Return "12-45,60-71" for [[12, 45], [60, 71]]."""
    return ",".join(f"{start}-{end}" for start, end in spans)


def _texts(content: str, spans: Spans) -> list[str]:
    return [content[start:end] for start, end in spans]


def _in_context(content: str, spans: Spans) -> str:
    start, end = spans[0][0], spans[-1][1]
    before = content[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = content[end : end + AROUND].partition("\n")[0]
    return f"… {before}[{Truncator(content[start:end]).chars(60)}]{after} …"
