"""Rows of names in a form: a name that suggests, what was chosen, and the words as written that it stands for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.urls import reverse

MOST_ROWS = 20


class TypedRow(NamedTuple):
    """One row as it was sent: the name, the id of what was chosen, the words that it stood for, and whether to
    remember them."""

    name: str
    chosen: str
    written: str
    remember: bool


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


@dataclass(frozen=True, slots=True)
class NameRows:
    """The rows of one kind: fields `<prefix>_0`, `<prefix>_0_id`, `<prefix>_0_words` and so on."""

    prefix: str
    label: Any  # words, or those of the reader’s language
    suggest: str
    length: int
    remember: bool = False

    def initial(self, rows: Iterable[tuple[str, str, str]]) -> dict[str, str]:
        """Return what the fields show at first, for rows of (name, id, words as written)."""
        parts = ("", "_id", "_words")
        return {
            f"{self.prefix}_{n}{part}": value
            for n, row in enumerate(rows)
            for part, value in zip(parts, row, strict=True)
        }

    def add_to(self, form: forms.Form, filled: int) -> None:
        """Give the form its rows: those filled, those sent, and an empty one."""
        sent = [name.split("_")[1] for name in form.data if name.startswith(f"{self.prefix}_")]
        numbers = [int(number) + 1 for number in sent if number.isascii() and number.isdecimal() and len(number) < 3]
        for number in range(min(max([filled + 1, *numbers]), MOST_ROWS)):
            self._add_row(form, f"{self.prefix}_{number}")

    def _add_row(self, form: forms.Form, name: str) -> None:
        # What was chosen is compared with what was shown, as the name is: two places may have one name.
        shown: dict[str, Any] = {"required": False, "show_hidden_initial": True}
        form.fields[name] = forms.CharField(label=self.label, max_length=self.length, **shown)
        form.fields[f"{name}_id"] = forms.CharField(max_length=200, widget=forms.HiddenInput, **shown)
        words = forms.CharField(max_length=self.length, required=False, widget=forms.HiddenInput)
        form.fields[f"{name}_words"] = words
        if self.remember:
            form.fields[f"{name}_remember"] = forms.BooleanField(required=False)
        suggesting(form[name], reverse(self.suggest))

    def shown(self, form: forms.Form) -> Iterator[dict[str, Any]]:
        """Yield the fields of each row, and the words as written that it stands for."""
        for name in self._names(form):
            yield {
                "field": form[name],
                "id": form[f"{name}_id"],
                "words": form[f"{name}_words"],
                "remember": form[f"{name}_remember"] if self.remember else None,
                "as_written": form[f"{name}_words"].value() or "",
            }

    def typed(self, form: forms.Form) -> Iterator[TypedRow]:
        """Yield the rows that have a name."""
        sent = form.cleaned_data
        for name in self._names(form):
            if sent[name]:
                remember = sent.get(f"{name}_remember", False)
                yield TypedRow(sent[name], sent[f"{name}_id"], sent[f"{name}_words"], remember)

    def has(self, name: str) -> bool:
        """Return whether a field is of these rows."""
        return name.startswith(f"{self.prefix}_")

    def among(self, changed: Iterable[str]) -> bool:
        """Return whether one of these rows was changed; the words that it stands for are never typed."""
        return any(self.has(name) and not name.endswith("_words") for name in changed)

    def all_of(self, sent: Iterable[str], changed: Iterable[str]) -> set[str]:
        """Return all fields of these rows that were sent if one was changed: a list is put right as a whole."""
        return {name for name in sent if self.has(name)} if self.among(changed) else set()

    def _names(self, form: forms.Form) -> list[str]:
        return [name for name in form.fields if name.removeprefix(f"{self.prefix}_").isdecimal()]
