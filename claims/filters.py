"""The filters of claim lists: the same parameters in the address of the page and over REST."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Outlet
from claims.matching.names import fold_name
from claims.models import Claim, ClaimState, Rating, Source, Stance, VerdictState
from claims.selectors import finding
from claimtrack.accounts.access import reads_only
from claimtrack.accounts.selectors import people_deciding
from claimtrack.filters import NamedFilter, ShareFilter
from claimtrack.pages import DayInput, number_or_none

PERCENT = forms.TextInput({"inputmode": "decimal", "size": 6, "placeholder": "60 %", "autocomplete": "off"})


def spoken(claims: QuerySet[Claim], speaker: str) -> QuerySet[Claim]:
    """Keep claims of a speaker, by id or part of a name."""
    if speaker.isdecimal() and speaker.isascii():
        number = number_or_none(speaker)
        return finding.spoken_by_actor(claims, number) if number is not None else claims.none()
    return finding.spoken_by(claims, fold_name(speaker))


def who_has_it() -> list[tuple[str, Any]]:
    """Return whose hands a claim may be in; "me" is whoever asks."""
    people = [(str(person.pk), str(person)) for person in people_deciding()]
    return [("me", _("mine")), ("nobody", _("nobody’s")), *people]


class ClaimFilter(django_filters.FilterSet):
    """`q` finds words, and speakers by whole words of a name; `speaker` takes an id or part of a name, `place` a
    gazetteer id or part of a name, outlet and source an id or the name; days are ISO, both included; the confidence
    of the machine is between 0 and 1, that of what people added is 1. Readers and scripts find by published
    verdicts alone.
    """

    q = django_filters.CharFilter(method="by_words", label=_("words"))
    state = django_filters.ChoiceFilter(choices=ClaimState.choices, label=_("state"), empty_label=_("all states"))
    speaker = django_filters.CharFilter(method="by_speaker", label=_("speaker"))
    outlet = NamedFilter(
        field_name="article__outlet", queryset=Outlet.objects.order_by("name"), label=_("outlet"), empty_label=_("all")
    )
    place = django_filters.CharFilter(method="by_place", label=_("place"))
    tag = django_filters.CharFilter(method="by_tag", label=_("tag"))
    evidence = django_filters.ChoiceFilter(
        choices=[("none", _("none yet")), ("some", _("at least one"))],
        method="by_evidence",
        label=_("evidence"),
        empty_label=_("with or without"),
    )
    stance = django_filters.ChoiceFilter(
        choices=Stance.choices, method="by_stance", label=_("stance of the evidence"), empty_label=_("any")
    )
    source = NamedFilter(
        method="by_source", queryset=Source.objects.order_by("name"), label=_("source"), empty_label=_("all")
    )
    verdict = django_filters.ChoiceFilter(
        choices=[("none", _("none yet")), *VerdictState.choices],
        method="by_verdict",
        label=_("verdict of the story"),
        empty_label=_("any"),
    )
    rating = django_filters.ModelChoiceFilter(
        method="by_rating", queryset=Rating.objects.all(), label=_("rating"), empty_label=_("any")
    )
    assignee = django_filters.ChoiceFilter(
        choices=who_has_it, method="by_assignee", label=_("in the hands of"), empty_label=_("anybody")
    )
    stated_after = django_filters.DateFilter(method="by_first_day", label=_("said from"), widget=DayInput)
    stated_before = django_filters.DateFilter(method="by_last_day", label=_("said until"), widget=DayInput)
    event_after = django_filters.DateFilter(method="by_first_event", label=_("facts from"), widget=DayInput)
    event_before = django_filters.DateFilter(method="by_last_event", label=_("facts until"), widget=DayInput)
    due_after = django_filters.DateFilter(
        field_name="due", lookup_expr="gte", label=_("can be checked from"), widget=DayInput
    )
    due_before = django_filters.DateFilter(
        field_name="due", lookup_expr="lte", label=_("can be checked until"), widget=DayInput
    )
    confidence_min = ShareFilter(
        field_name="confidence", lookup_expr="gte", label=_("confidence, at least"), widget=PERCENT
    )
    confidence_max = ShareFilter(
        field_name="confidence", lookup_expr="lte", label=_("confidence, at most"), widget=PERCENT
    )
    article = django_filters.ModelChoiceFilter(queryset=Article.objects.all(), label=_("article"))

    class Meta:
        model = Claim
        fields: list[str] = []

    @property
    def public(self) -> bool:
        """Return whether whoever asks knows of published verdicts alone."""
        return reads_only(self.request.user, getattr(self.request, "auth", None))

    def by_words(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return finding.with_words(claims, value, fold_name(value))

    def by_speaker(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return spoken(claims, value)

    def by_place(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return finding.placed_in(claims, value)

    def by_tag(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return finding.with_tag(claims, fold_name(value))

    def by_evidence(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return finding.with_evidence(claims, some=value == "some")

    def by_stance(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return finding.with_evidence_of(claims, stance=value)

    def by_source(self, claims: QuerySet[Claim], name: str, value: Source) -> QuerySet[Claim]:
        return finding.with_evidence_of(claims, source=value) if value else claims

    def by_verdict(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return finding.with_verdict(claims, state=None if value == "none" else value, public=self.public)

    def by_rating(self, claims: QuerySet[Claim], name: str, value: Rating) -> QuerySet[Claim]:
        return finding.with_rating(claims, value, public=self.public) if value else claims

    def by_assignee(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        person = self.request.user.pk if value == "me" else None if value == "nobody" else int(value)
        return finding.in_hands_of(claims, person)

    def by_first_day(self, claims: QuerySet[Claim], name: str, value: Any) -> QuerySet[Claim]:
        return finding.said_between(claims, value, None)

    def by_last_day(self, claims: QuerySet[Claim], name: str, value: Any) -> QuerySet[Claim]:
        return finding.said_between(claims, None, value)

    def by_first_event(self, claims: QuerySet[Claim], name: str, value: Any) -> QuerySet[Claim]:
        """Both sides at once, so that one date lies between them."""
        return finding.happened_between(claims, value, self.form.cleaned_data.get("event_before"))

    def by_last_event(self, claims: QuerySet[Claim], name: str, value: Any) -> QuerySet[Claim]:
        if self.form.cleaned_data.get("event_after"):
            return claims
        return finding.happened_between(claims, None, value)
