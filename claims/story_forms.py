"""What people type in about stories and cases."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


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

    def to_fields(self) -> dict[str, Any]:
        """Return what was typed as the service takes it."""
        return dict(self.cleaned_data)
