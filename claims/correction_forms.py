"""What people type in to put a claim right: who, when, where."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from claims.extraction import UnknownLanguage
from claims.extraction.typed_dates import read_typed
from claims.extraction.types import DateInterval
from claims.matching.names import fold_name
from claims.models import Actor, Claim
from claims.selectors.suggestions import actor_of_name
from claims.services.corrections import spelling_of
from claims.services.gazetteer import place_typed
from claims.services.parts import EventDay, PlaceSet
from claimtrack.pages import DayInput
from claimtrack.words import NBSP, interval

MOST_PLACES = 20
ASIDE = frozenset({"why", "version", "speaker_id", "remember_speaker"})
CALENDAR = "fr"  # where the language of an article has no calendar


def typed_days(text: str, *, reference: date | None, language: str) -> list[DateInterval]:
    """Return the dates typed, read against the day of publication. Raises ValidationError where it is none."""
    try:
        found = read_typed(text, reference=reference, language=language)
    except UnknownLanguage:
        found = read_typed(text, reference=reference, language=CALENDAR)
    if not found:
        raise ValidationError(_("“%(text)s” is not read as a date."), params={"text": text})
    if any(days.start is None and days.end is None for days in found):
        raise ValidationError(_("The day of publication is not known: write the date in full."))
    return found


def days_typed(start: date | None, end: date | None, grain: str, language: str) -> str:
    """Return days as people type them, so that they are read as the same days again; open ones as ISO 8601."""
    if not (start and end):
        return f"{start or ''}/{end or ''}" if start or end else ""
    with translation.override(language):
        return interval(start, end, grain).replace(NBSP, " ")


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


class CorrectionForm(forms.Form):
    """What people most often put right in a claim. Dates and places are compared with what was shown."""

    speaker = forms.CharField(
        label=_("Speaker"), max_length=300, required=False, help_text=_("Empty where nobody is named.")
    )
    speaker_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    remember_speaker = forms.BooleanField(required=False)
    speaker_role = forms.CharField(label=_("Role"), max_length=600, required=False)
    stated_on = forms.CharField(label=_("Stated on"), max_length=200, required=False, show_hidden_initial=True)
    event_dates = forms.CharField(
        label=_("Event dates"),
        max_length=600,
        required=False,
        show_hidden_initial=True,
        help_text=_("As in the articles: 8 septembre 2018, sept. 2018, 8-10 septembre, hier; several with ;"),
    )
    due = forms.DateField(
        label=_("Can be checked on"),
        required=False,
        show_hidden_initial=True,
        widget=DayInput,
        help_text=_("The day by which a forecast is decided. It follows the event dates unless you set it."),
    )
    hedged = forms.BooleanField(label=_("Hedged: the conditional, “alleged”"), required=False)
    denied = forms.BooleanField(label=_("Denied by the speaker"), required=False)
    why = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea({"rows": 2}), max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=999_999_999)

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        self.claim = claim
        self.mentions = list(claim.places.all()) if isinstance(claim, Claim) else []
        super().__init__(*args, **(kwargs | {"initial": self._shown(), "auto_id": f"id_{claim.pk}_%s"}))
        suggesting(self["speaker"], reverse("suggest-actors"))
        for name in ("stated_on", "event_dates"):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "aria-describedby": f"id_{claim.pk}_{name}_read"}
        self.spelling = spelling_of(claim)
        if self.spelling:
            told = _("Read “%(spelling)s” as this speaker in the articles to come")
            self.fields["remember_speaker"].label = told % {"spelling": self.spelling}
        else:
            del self.fields["remember_speaker"]
        for number in range(self._rows()):
            self._add_place(number)
        if self.is_bound:  # what a script sends tells nothing of what was shown: then it is what is there now
            for name, field in self.fields.items():
                field.show_hidden_initial = f"initial-{name}" in self.data

    def _shown(self) -> dict[str, Any]:
        claim = self.claim
        names = ("speaker_id", "speaker_role", "due", "hedged", "denied", "version")
        shown = {name: getattr(claim, name) for name in names}
        shown["speaker"] = claim.speaker.name if claim.speaker else ""
        language = claim.article.language
        shown["stated_on"] = days_typed(claim.stated_from, claim.stated_to, claim.stated_grain, language)
        shown["event_dates"] = "; ".join(self._kept()) if isinstance(claim, Claim) else ""
        for number, mention in enumerate(self.mentions):
            shown[f"place_{number}"] = mention.place.name if mention.place else mention.words
            shown[f"place_{number}_id"] = mention.place.gazetteer_id if mention.place else ""
            shown[f"place_{number}_words"] = mention.words
        return shown

    def _kept(self) -> dict[str, EventDay]:
        """Return the event dates that the claim has by what is shown of them; as written where they have no days."""
        return {
            days_typed(row.start, row.end, row.grain, self.claim.article.language) or row.words: EventDay(
                row.start, row.end, row.grain, row.words, row.rule
            )
            for row in self.claim.event_dates.all()
        }

    def _rows(self) -> int:
        """Return how many rows of places there are: those of the claim, those sent, and an empty one."""
        sent = [name.split("_")[1] for name in self.data if name.startswith("place_")]
        numbers = [int(number) + 1 for number in sent if number.isascii() and number.isdecimal() and len(number) < 3]
        return min(max([len(self.mentions) + 1, *numbers]), MOST_PLACES)

    def _add_place(self, number: int) -> None:
        name = f"place_{number}"
        self.fields[name] = forms.CharField(label=_("Place"), max_length=200, required=False, show_hidden_initial=True)
        for part in ("id", "words"):
            hidden = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
            self.fields[f"{name}_{part}"] = hidden
        self.fields[f"{name}_remember"] = forms.BooleanField(required=False)
        suggesting(self[name], reverse("suggest-places"))

    def places(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of places: the fields of each, and the words as written that it stands for."""
        for number in range(self._rows()):
            name = f"place_{number}"
            yield {
                "number": number,
                "field": self[name],
                "id": self[f"{name}_id"],
                "words": self[f"{name}_words"],
                "remember": self[f"{name}_remember"],
                "as_written": self[f"{name}_words"].value() or "",
            }

    def onto(self, claim: Claim, seen: Claim) -> "CorrectionForm":
        """Return this form for the claim as it is now: what was changed from what was `seen` stands, the rest is new.

        So sending it again overwrites only what whoever typed here meant to change.
        """
        changed = set(CorrectionForm(self.data, claim=seen).changed_data) - {"version"}
        if any(name.startswith("place_") for name in changed):
            changed |= {name for name in self.data if name.startswith("place_")}
        fresh = CorrectionForm(claim=claim).initial
        known = {name: value for name, value in fresh.items() if value not in (None, False)}
        if changed & {name for name in fresh if name.startswith("place_")}:
            known = {name: value for name, value in known.items() if not name.startswith("place_")}
        shown = {f"initial-{name}": value for name, value in fresh.items() if value not in (None, False)}
        return CorrectionForm(known | shown | {name: self.data.get(name, "") for name in changed}, claim=claim)

    def clean_speaker(self) -> Actor | str:
        """Return the actor chosen from the suggestions, the name where none was."""
        name: str = self.cleaned_data["speaker"]
        number = str(self.data.get("speaker_id", ""))
        if not (number.isascii() and number.isdecimal() and len(number) < 18):
            return name
        return actor_of_name(actor_id=int(number), name=name, folded=fold_name(name)) or name

    def clean_stated_on(self) -> DateInterval | None:
        text: str = self.cleaned_data["stated_on"].strip()
        if not text or "stated_on" not in self.changed_data:
            return None
        days = self._days(text)
        if len(days) > 1:
            raise ValidationError(_("It was said once: write one date or one interval."))
        return days[0]

    def clean_event_dates(self) -> list[EventDay]:
        pieces = [piece.strip() for piece in self.cleaned_data["event_dates"].split(";")]
        kept = self._kept() if isinstance(self.claim, Claim) else {}
        found: list[EventDay] = []
        for piece in filter(None, pieces if "event_dates" in self.changed_data else []):
            if piece in kept:
                found.append(kept[piece])
            else:
                found += [EventDay(days.start, days.end, days.grain[:12]) for days in self._days(piece)]
        return list(dict.fromkeys(found))

    def _days(self, text: str) -> Sequence[DateInterval]:
        article = self.claim.article
        return typed_days(text, reference=article.published_on, language=article.language)

    def to_correction(self) -> dict[str, Any]:
        """Return what was typed as the service takes it."""
        typed = self.cleaned_data
        return {
            "fields": self.changes(),
            "why": typed["why"],
            "version": typed["version"],
            "remember_speaker": typed.get("remember_speaker", False),
        }

    def changes(self) -> dict[str, Any]:
        """Return the fields that were changed, with their new values."""
        typed, changed = self.cleaned_data, set(self.changed_data)
        fields = {name: typed[name] for name in changed - ASIDE if not name.startswith(("place_", "stated_on"))}
        if isinstance(typed["speaker"], Actor) and "speaker_id" in changed:
            fields["speaker"] = typed["speaker"]
        if "stated_on" in changed:
            said = typed["stated_on"]
            fields |= {"stated_from": said and said.start, "stated_to": said and said.end}
            fields["stated_grain"] = said.grain[:12] if said else ""
        if any(name.startswith("place_") for name in changed):
            fields["places"] = self._places_set()
        return fields

    def _places_set(self) -> list[PlaceSet]:
        known = {mention.words: mention for mention in self.mentions}
        countries = [mention.place.country for mention in self.mentions if mention.place]
        found: dict[str, PlaceSet] = {}
        for number in range(self._rows()):
            name, chosen, written, remember = (
                self.cleaned_data[f"place_{number}{part}"] for part in ("", "_id", "_words", "_remember")
            )
            mention = known.get(written)
            shown = mention and (mention.place.name if mention.place else mention.words)
            same = mention and name == shown and chosen in ("", mention.place.gazetteer_id if mention.place else "")
            if name and same:
                found[written] = PlaceSet(written, mention.place, remember)  # type: ignore[union-attr]
            elif name:
                place = place_typed(name=name, gazetteer_id=chosen, countries=countries)
                words = written if mention else name
                found[words] = PlaceSet(words, place, remember)
        return list(found.values())
