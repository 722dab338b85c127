"""What people type in about evidence."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Aspect, Capture, Evidence, Source, Stance
from claims.selectors.evidence import capture_of
from claims.selectors.sources import source_list, source_of_address
from claims.services.sources import SOURCE_NAME_LENGTH
from claimtrack.accounts.models import User
from claimtrack.pages import DayInput
from claimtrack.refusals import ADDRESS_LENGTH, check_address

NOON = time(12)


class EvidenceForm(forms.Form):
    """A link from a claim to a source: of the directory, found by its domain, or proposed to the admins.

    `capture` is what claimtrack saw at the address for this `user`, if it looked; `former` is what is put right.
    """

    url = forms.CharField(label=_("Address"), max_length=ADDRESS_LENGTH)
    capture = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=10**15)
    stance = forms.ChoiceField(label=_("What it does to the claim"), choices=Stance.choices, widget=forms.RadioSelect)
    aspects = forms.MultipleChoiceField(
        label=_("On which part"), choices=Aspect.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    source = forms.ModelChoiceField(
        Source.objects.none(), label=_("Source"), empty_label=_("Found by the address"), required=False
    )
    propose = forms.CharField(
        label=_("Or propose a new one"),
        max_length=SOURCE_NAME_LENGTH,
        required=False,
        help_text=_("The evidence then waits, and counts for nothing until an admin accepts the source."),
    )
    quote = forms.CharField(
        label=_("Quoted words"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 3}))
    title = forms.CharField(label=_("Title of the page"), required=False, max_length=500)
    published_on = forms.DateField(label=_("Published on"), widget=DayInput, required=False)
    seen_on = forms.DateField(
        label=_("Seen on"), widget=DayInput, required=False, help_text=_("Today when left empty.")
    )

    def __init__(self, *args: Any, user: User, former: Evidence | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        sources = source_list() | Source.objects.filter(pk=former.source_id) if former else source_list()
        self.fields["source"].queryset = sources  # type: ignore[attr-defined]
        self.fields["url"].widget.attrs |= {"inputmode": "url", "placeholder": "https://", "autocomplete": "off"}

    @property
    def seen(self) -> Capture | None:
        """Return what claimtrack saw at the address, to be shown with the form."""
        known = self["capture"].value()
        return capture_of(capture_id=int(known), user_id=self.user.pk) if str(known or "").isdecimal() else None

    def clean_capture(self) -> Capture | None:
        known = self.cleaned_data["capture"]
        return capture_of(capture_id=known, user_id=self.user.pk) if known else None

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        if "url" in fields:
            check_address("url", fields["url"])
        if "url" in fields and not (fields.get("source") or fields.get("propose")) and "source" not in self.errors:
            fields["source"] = source_of_address(url=fields["url"])
            if not fields["source"]:
                problem = _("The directory has no source at this address: choose one, or name one for the admins.")
                self.add_error("source", problem)
        return fields

    def to_fields(self) -> dict[str, Any]:
        """Return what was typed as the service takes it; a day seen means its noon, today means now."""
        fields = dict(self.cleaned_data)
        day = fields.pop("seen_on")
        if day and day != timezone.localdate():
            fields["accessed_at"] = timezone.make_aware(datetime.combine(day, NOON))
        return fields


def fields_of(evidence: Evidence) -> dict[str, Any]:
    """Return what the form starts with to put evidence right."""
    names = ("url", "stance", "aspects", "quote", "note", "title", "published_on")
    seen_on = timezone.localtime(evidence.accessed_at).date()
    return {name: getattr(evidence, name) for name in names} | {"source": evidence.source_id, "seen_on": seen_on}


class WithdrawalForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}), max_length=2000)
