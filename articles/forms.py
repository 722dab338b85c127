"""What people type in about articles."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Outlet
from articles.selectors import outlet_list
from articles.services import MAX_LENGTHS, Submission
from claimtrack.pages import DayInput

LANGUAGES = [
    ("", _("Find out from the text")),
    ("fr", _("French")),
    ("en", _("English")),
    ("de", _("German")),
    ("es", _("Spanish")),
    ("it", _("Italian")),
    ("ar", _("Arabic")),
    ("ru", _("Russian")),
    ("uk", _("Ukrainian")),
]


class PasteForm(forms.Form):
    """An article typed or pasted in; ends of lines become LF."""

    outlet = forms.CharField(label=_("Outlet"), max_length=MAX_LENGTHS["outlet"])
    title = forms.CharField(label=_("Title"), max_length=MAX_LENGTHS["title"], required=False)
    text = forms.CharField(label=_("Text"), strip=False, required=False, widget=forms.Textarea({"rows": 16}))
    html = forms.CharField(
        label=_("or the HTML of the page"), strip=False, required=False, widget=forms.Textarea({"rows": 5})
    )
    url = forms.CharField(label=_("Address"), max_length=MAX_LENGTHS["url"], required=False)
    published = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=DayInput,
        help_text=_("Words such as “yesterday” are read against this day."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outlet"].widget.attrs["list"] = "known-outlets"
        self.fields["url"].widget.attrs |= {"inputmode": "url", "placeholder": "https://"}
        self.fields["text"].widget.attrs["dir"] = "auto"

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def clean_html(self) -> str:
        return str(self.cleaned_data["html"]).replace("\r\n", "\n")

    def to_submission(self) -> Submission:
        """Return what was typed as the service takes it."""
        return Submission(**self.cleaned_data)


class ReasonForm(forms.Form):
    """Why something is done; asked wherever it cannot be guessed later."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}), max_length=2000)


class CorrectionForm(forms.Form):
    """The outlet and the day of publication, put right."""

    outlet = forms.ModelChoiceField(Outlet.objects.none(), label=_("Outlet"))
    published = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=DayInput,
        help_text=_("The day in the outlet’s time zone; dates such as “yesterday” are worked out again."),
    )
    why = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}), max_length=2000)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        initial = {"outlet": article.outlet_id, "published": article.published_on}
        super().__init__(*args, **(kwargs | {"initial": initial}))
        self.fields["outlet"].queryset = outlet_list()  # type: ignore[attr-defined]

    def new_date(self) -> date | datetime | None:
        """Return the day when it was changed, else None."""
        return self.cleaned_data["published"] if "published" in self.changed_data else None
