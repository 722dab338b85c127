"""Filters that the lists of all apps share."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django_filters.fields import ModelChoiceField

from claimtrack.words import percent


class NamedField(ModelChoiceField):
    """A row by its id, or by its name in any case."""

    def to_python(self, value: Any) -> Any:
        if value not in self.empty_values and not str(value).isdecimal():
            found = self.queryset.filter(name__iexact=str(value).strip()).first()
            value = found.pk if found else 0
        return super().to_python(value)


class NamedFilter(django_filters.ModelChoiceFilter):
    field_class = NamedField


class ShareField(forms.CharField):
    """A share between 0 and 1, as it is shown (60 %) or as REST has it (0.6)."""

    def clean(self, value: Any) -> float | None:
        typed = "".join(super().clean(value).split()).replace(",", ".")
        if not typed:
            return None
        try:
            share = float(typed.removesuffix("%"))
        except ValueError:
            share = -1
        share = share / 100 if typed.endswith("%") or share > 1 else share
        if not 0 <= share <= 1:
            raise ValidationError(_("Write a share, as %(share)s."), code="invalid", params={"share": percent(0.6)})
        return share


class ShareFilter(django_filters.Filter):
    field_class = ShareField
