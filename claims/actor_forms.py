"""What people type in about actors."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.matching.names import fold_name
from claims.models import Actor, ActorKind, RelationKind
from claims.presenters.actors import countries
from claims.row_forms import suggesting
from claims.selectors.suggestions import actor_named, actor_of_name
from claimtrack.pages import DayInput


def _chosen(number: Any, name: str) -> Actor | None:
    """Return the actor that was chosen from the suggestions, if it goes by the name that was sent with it."""
    plain = str(number)
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 18):
        return None
    return actor_of_name(actor_id=int(plain), name=name, folded=fold_name(name))


class ActorForm(forms.Form):
    """Who an actor is."""

    name = forms.CharField(label=_("Name"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=ActorKind.choices)
    country = forms.ChoiceField(label=_("Country"), required=False)
    why = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea({"rows": 2}), max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "–"), *countries()]  # type: ignore[attr-defined]

    def to_fields(self) -> dict[str, Any]:
        """Return who the actor is, without the reason."""
        return {name: value for name, value in self.cleaned_data.items() if name != "why"}


class MergeForm(forms.Form):
    """The actor that another one is merged into, by name; the suggestions give its id."""

    into = forms.CharField(label=_("Into"), max_length=300, help_text=_("Names and claims go there."))
    into_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    why = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea({"rows": 2}), max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suggesting(self["into"], reverse("suggest-actors"))

    def clean_into(self) -> Actor:
        """Return the actor chosen, or the one that the name leads to."""
        name: str = self.cleaned_data["into"]
        actor = _chosen(self.data.get("into_id", ""), name) or actor_named(folded=fold_name(name))
        if actor is None:
            raise ValidationError(_("No actor has this name."))
        return actor

    def to_fields(self) -> dict[str, Any]:
        """Return what was chosen as the service takes it."""
        return {"into_id": self.cleaned_data["into"].pk, "why": self.cleaned_data["why"]}


class NameForm(forms.Form):
    """Another name of an actor."""

    name = forms.CharField(
        label=_("Name"), max_length=300, help_text=_("Whoever is called so in the articles to come is this actor.")
    )
    why = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea({"rows": 2}), max_length=2000)


class RelationForm(forms.Form):
    """A relation to another actor, known or new, from when to when, and where that can be read."""

    kind = forms.ChoiceField(label=_("Relation"), choices=RelationKind.choices)
    to = forms.CharField(label=_("To"), max_length=300)
    to_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    since = forms.DateField(label=_("Since"), required=False, widget=DayInput)
    until = forms.DateField(label=_("Until"), required=False, widget=DayInput)
    reference = forms.CharField(
        label=_("Reference"), max_length=2000, help_text=_("An address, a document, or the words that say so.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suggesting(self["to"], reverse("suggest-actors"))

    def clean_to(self) -> Actor | str:
        """Return the actor chosen from the suggestions, the name where none was."""
        name: str = self.cleaned_data["to"]
        return _chosen(self.data.get("to_id", ""), name) or name

    def to_fields(self) -> dict[str, Any]:
        """Return what was typed as the service takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "to_id"}


class SplitForm(forms.Form):
    """What goes to the new actor; the service checks that it is the actor's to give."""

    name = forms.CharField(label=_("Name of the new actor"), max_length=300)
    alias_ids = forms.TypedMultipleChoiceField(required=False, coerce=int)
    claim_ids = forms.TypedMultipleChoiceField(required=False, coerce=int)
    why = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea({"rows": 2}), max_length=2000)

    def __init__(self, data: Any, *, aliases: Iterable[int], claims: Iterable[int]) -> None:
        super().__init__(data)
        for field, ids in (("alias_ids", aliases), ("claim_ids", claims)):
            self.fields[field].choices = [(pk, pk) for pk in ids]  # type: ignore[attr-defined]
