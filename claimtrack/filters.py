"""Filters that the lists of all apps share."""

from typing import Any

import django_filters
from django_filters.fields import ModelChoiceField


class NamedField(ModelChoiceField):
    """A row by its id, or by its name in any case."""

    def to_python(self, value: Any) -> Any:
        if value not in self.empty_values and not str(value).isdecimal():
            found = self.queryset.filter(name__iexact=str(value).strip()).first()
            value = found.pk if found else 0
        return super().to_python(value)


class NamedFilter(django_filters.ModelChoiceFilter):
    field_class = NamedField
