"""What the REST endpoints of claims share."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import QueryDict
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from claims.filters import ClaimFilter
from claims.presenters.searches import search_address
from claims.views.finding import Found
from claimtrack.accounts.models import Scope
from claimtrack.api import NewestFirstPagination
from claimtrack.refusals import refuse

LARGEST_ID = 2**63 - 1


class PeopleView(APIView):
    """What people do; scripts only read it."""

    write_scope = Scope.EVIDENCE
    people_only = True


class OldestFirst(NewestFirstPagination):
    ordering = "id"


class IdField(serializers.IntegerField):
    """The id of a record."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"min_value": 1, "max_value": LARGEST_ID} | kwargs))


class ReasonSerializer(serializers.Serializer[Any]):
    """Why, where it is worth saying."""

    why = serializers.CharField(required=False, allow_blank=True, max_length=2000, default="")


def read_search(request: Request, sent: Mapping[str, str]) -> Found:
    """Return the search that the parameters of GET /claims/ describe. Raises ValidationError for what is none."""
    known = (*ClaimFilter.base_filters, "sort")
    unknown = [name for name in sent if name not in known]
    if unknown:
        refuse("search", _("There is no filter “%(name)s”.") % {"name": unknown[0]})
    found = Found.of(request, QueryDict(search_address(sent)))
    wrong = found.filters.form.errors.as_data()
    if wrong:
        raise ValidationError({"search": [f"{name}: {m}" for name in wrong for e in wrong[name] for m in e.messages]})
    return found


def check_form(form: Form) -> None:
    """Raise ValidationError that names each field of the form in which something was refused."""
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
