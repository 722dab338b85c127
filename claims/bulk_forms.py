"""What an action on many claims needs to know before it starts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.matching.names import fold_name
from claims.models import Bulk, BulkAction, Tag
from claims.selectors.bulk import bulk_stories
from claims.services.tags import TAG_LENGTH
from claimtrack.accounts.models import User
from claimtrack.accounts.selectors import people_deciding
from claimtrack.pages import number_or_none

NEEDS: dict[str, tuple[str, ...]] = {
    BulkAction.ACCEPT: (),
    BulkAction.REJECT: ("why",),
    BulkAction.TAG: ("tag",),
    BulkAction.UNTAG: ("tag",),
    BulkAction.ASSIGN: ("person",),
    BulkAction.STORY: ("story", "why"),
}


class BulkForm(forms.Form):
    """Only the fields that the action needs."""

    tag = forms.CharField(label=_("Tag"), max_length=TAG_LENGTH)
    person = forms.ModelChoiceField(User.objects.none(), label=_("To"))
    story = forms.TypedChoiceField(label=_("Into the story"), coerce=int, widget=forms.RadioSelect)
    why = forms.CharField(label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, bulk: Bulk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bulk = bulk
        for name in set(self.fields) - set(NEEDS[bulk.action]):
            del self.fields[name]
        for first in list(self.fields.values())[:1]:
            first.widget.attrs["autofocus"] = True
        if "person" in self.fields:
            self.fields["person"].queryset = people_deciding()  # type: ignore[attr-defined]
        if "story" in self.fields:
            wanted = number_or_none(str(self["story"].data or ""))
            self.fields["story"].choices = bulk_stories(bulk, wanted=wanted)  # type: ignore[attr-defined]

    def clean_tag(self) -> str:
        name: str = self.cleaned_data["tag"]
        if self.bulk.action == BulkAction.UNTAG and not Tag.objects.filter(folded=fold_name(name)).exists():
            raise forms.ValidationError(_("There is no such tag."))
        return name

    def params(self) -> dict[str, Any]:
        """Return what was typed as the action keeps it."""
        return {name: value.pk if isinstance(value, User) else value for name, value in self.cleaned_data.items()}
