"""What people type in about claims and evidence."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Aspect, Source, Stance
from claims.selectors.sources import source_list
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


class WithdrawalForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}), max_length=2000)
