"""What people type in about claims and evidence."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.matching.names import fold_name
from claims.models import Actor, Aspect, Claim, Source, Stance
from claims.selectors.sources import source_list
from claims.selectors.suggestions import actor_of_name
from claims.services.corrections import spelling_of
from claimtrack.pages import DayInput

NOON = time(12)


class EvidenceForm(forms.Form):
    """A link from a claim to a source of the directory."""

    source = forms.ModelChoiceField(Source.objects.none(), label=_("Source"), empty_label=_("Choose a source"))
    url = forms.CharField(label=_("Address"), max_length=2000)
    stance = forms.ChoiceField(label=_("What it does to the claim"), choices=Stance.choices, widget=forms.RadioSelect)
    aspects = forms.MultipleChoiceField(
        label=_("On which part"), choices=Aspect.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    quote = forms.CharField(
        label=_("Quoted words"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 2}))
    seen_on = forms.DateField(
        label=_("Seen on"), widget=DayInput, required=False, help_text=_("Today when left empty.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = source_list()  # type: ignore[attr-defined]
        self.fields["url"].widget.attrs |= {"inputmode": "url", "placeholder": "https://"}

    def to_fields(self) -> dict[str, Any]:
        """Return what was typed as the service takes it; a day seen means its noon, today means now."""
        fields = dict(self.cleaned_data)
        day = fields.pop("seen_on")
        if day and day != timezone.localdate():
            fields["accessed_at"] = timezone.make_aware(datetime.combine(day, NOON))
        return fields


def suggesting(field: forms.BoundField, address: str) -> None:
    """Make a text field one that suggests (static/js/fields.js): a combobox with its list beside it."""
    field.field.widget.attrs |= {
        "role": "combobox",
        "autocomplete": "off",
        "aria-autocomplete": "list",
        "aria-expanded": "false",
        "aria-controls": f"{field.id_for_label}_list",
        "data-suggest": address,
    }


class CorrectionForm(forms.Form):
    """What people most often put right in a claim."""

    speaker = forms.CharField(
        label=_("Speaker"), max_length=300, required=False, help_text=_("Empty where nobody is named.")
    )
    speaker_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    remember_speaker = forms.BooleanField(required=False)
    speaker_role = forms.CharField(label=_("Role"), max_length=600, required=False)
    stated_from = forms.DateField(label=_("Stated on, from"), widget=DayInput, required=False)
    stated_to = forms.DateField(label=_("Stated on, to"), widget=DayInput, required=False)
    hedged = forms.BooleanField(label=_("Hedged: the conditional, “alleged”"), required=False)
    denied = forms.BooleanField(label=_("Denied by the speaker"), required=False)
    why = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea({"rows": 2}), max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=999_999_999)

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        names = ("speaker_id", "speaker_role", "stated_from", "stated_to", "hedged", "denied", "version")
        initial = {name: getattr(claim, name) for name in names}
        initial["speaker"] = claim.speaker.name if claim.speaker else ""
        super().__init__(*args, **(kwargs | {"initial": initial, "auto_id": f"id_{claim.pk}_%s"}))
        suggesting(self["speaker"], reverse("suggest-actors"))
        self.spelling = spelling_of(claim)
        if self.spelling:
            told = _("Read “%(spelling)s” as this speaker in the articles to come")
            self.fields["remember_speaker"].label = told % {"spelling": self.spelling}
        else:
            del self.fields["remember_speaker"]

    def onto(self, claim: Claim, seen: Claim) -> "CorrectionForm":
        """Return this form for the claim as it is now: what was changed from what was `seen` stands, the rest is new.

        So sending it again overwrites only what whoever typed here meant to change.
        """
        mine = CorrectionForm(self.data, claim=seen)
        typed = {name: self.data.get(name, "") for name in mine.changed_data if name != "version"}
        fresh = CorrectionForm(claim=claim)
        known = {name: value for name, value in fresh.initial.items() if value not in (None, False)}
        return CorrectionForm(known | typed, claim=claim)

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = fields.get("stated_from"), fields.get("stated_to")
        if first and last and first > last:
            raise ValidationError({"stated_to": _("The last day is before the first.")})
        return fields

    def clean_speaker(self) -> Actor | str:
        """Return the actor chosen from the suggestions, the name where none was."""
        name: str = self.cleaned_data["speaker"]
        number = str(self.data.get("speaker_id", ""))
        if not (number.isascii() and number.isdecimal() and len(number) < 18):
            return name
        return actor_of_name(actor_id=int(number), name=name, folded=fold_name(name)) or name

    def to_correction(self) -> dict[str, Any]:
        """Return what was typed as the service takes it."""
        typed = self.cleaned_data
        remember = typed.get("remember_speaker", False)
        return {
            "fields": self.changes(),
            "why": typed["why"],
            "version": typed["version"],
            "remember_speaker": remember,
        }

    def changes(self) -> dict[str, Any]:
        """Return the fields that were changed, with their new values."""
        changed = set(self.changed_data) - {"why", "version", "remember_speaker", "speaker_id"}
        if isinstance(self.cleaned_data["speaker"], Actor) and "speaker_id" in self.changed_data:
            changed.add("speaker")
        return {name: self.cleaned_data[name] for name in changed}


class WithdrawalForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}), max_length=2000)
