"""What people type in about stories and cases."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import TAKES_BASIS, Rating
from claims.selectors.verdict_claims import TITLE
from claims.selectors.verdicts import rating_choices
from claims.services.verdicts import TRANSITIONS
from claimtrack.pages import MomentInput


class StoryForm(forms.Form):
    """What a story is called; a title may be chosen among the words of its claims."""

    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("The words of its first claim stand for it while this is empty."),
        widget=forms.TextInput({"list": "words-of-claims", "dir": "auto"}),
    )
    summary = forms.CharField(
        label=_("Summary"), max_length=5000, required=False, widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=999_999_999)


class CaseForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=300, widget=forms.TextInput({"dir": "auto"}))
    description = forms.CharField(
        label=_("What it is about"), max_length=5000, required=False, widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=999_999_999)


class NoteForm(forms.Form):
    text = forms.CharField(label=_("Note"), max_length=20_000, widget=forms.Textarea({"rows": 4, "dir": "auto"}))


class SeenField(forms.CharField):
    """The ids of the evidence that the page showed, joined by commas: what is signed is what was seen."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=100_000)

    def clean(self, value: Any) -> frozenset[int]:
        parts = super().clean(value).split(",")
        return frozenset(int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 18)


class JudgedField(forms.CharField):
    """The marks of the title and the claims that the page showed (see subject_marks), as "title.mark,id.mark"."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=500_000)

    def clean(self, value: Any) -> dict[str, str] | None:
        marks = dict(part.partition(".")[::2] for part in super().clean(value).split(",") if part)
        known = {key: mark for key, mark in marks.items() if key == TITLE or (key.isascii() and key.isdecimal())}
        return {key: mark for key, mark in known.items() if len(key) < 18} if marks else None

    def prepare_value(self, value: Any) -> Any:
        return ",".join(f"{key}.{mark}" for key, mark in value.items()) if isinstance(value, dict) else value


def unsupported_field() -> forms.BooleanField:
    """Return the tick of who signs although no evidence counts that the rating asks for."""
    return forms.BooleanField(
        label=_("I sign without any evidence that shows it"),
        required=False,
        help_text=_("Where the rating asks for evidence and none counts. It is said wherever the verdict is shown."),
    )


class VerdictForm(forms.Form):
    """A verdict on a story; where one is published, what it puts right. `ratings`: the fitting scale first."""

    rating = forms.ModelChoiceField(
        Rating.objects.none(), label=_("Rating"), widget=forms.RadioSelect, empty_label=None
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
        help_text=_("What was looked into, what it shows, what stays open. Published with the verdict."),
    )
    correction = forms.CharField(
        label=_("Corrections note"),
        max_length=5000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("What was wrong or has changed since the published verdict. Published with the new one."),
    )
    embargo = forms.DateTimeField(
        label=_("Not to be published before"),
        required=False,
        widget=MomentInput,
        help_text=_("Once confirmed, it is then published by itself."),
    )
    unsupported = unsupported_field()
    seen = SeenField()
    judged = JudgedField()

    def __init__(self, *args: Any, forecast: bool, supersedes: bool, stances: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ratings = sorted(rating_choices(), key=lambda rating: rating.scale.forecasts != forecast)
        self.fields["rating"].queryset = rating_choices()  # type: ignore[attr-defined]
        if not supersedes:
            del self.fields["correction"]
        if not any(rating.lacks(stances) for rating in self.ratings):
            del self.fields["unsupported"]


class VerdictMoveForm(forms.Form):
    """What is said when a verdict is taken a step on; moves that must say why refuse an empty note themselves."""

    note = forms.CharField(
        label=_("Note"), max_length=5000, required=False, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )
    embargo = forms.DateTimeField(label=_("Not to be published before"), required=False, widget=MomentInput)
    unsupported = unsupported_field()
    seen = SeenField()
    judged = JudgedField()

    def __init__(self, *args: Any, move: str, lacks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if move != "confirm":
            del self.fields["embargo"]
        if TRANSITIONS[move].step not in TAKES_BASIS:
            del self.fields["seen"], self.fields["judged"]
        if TRANSITIONS[move].step not in TAKES_BASIS or not lacks:
            del self.fields["unsupported"]
        if TRANSITIONS[move].why:
            self.fields["note"].required = True
            self.fields["note"].label = _("Reason")
            self.fields["note"].widget.attrs["autofocus"] = True
