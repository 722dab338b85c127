"""What people choose when they pass claims on."""

from typing import Any

from django import forms

from claimtrack.accounts.models import User
from claimtrack.accounts.selectors import people_deciding


class HandOverForm(forms.Form):
    """Who is to have a claim in hand."""

    person = forms.ModelChoiceField(User.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_deciding()  # type: ignore[attr-defined]
