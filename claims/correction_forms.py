"""What people type in to put a claim right: who, when, where."""

from collections.abc import Iterable, Iterator, Sequence
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
from claims.models import Actor, Claim, ClaimPlace, ClaimRelay, Kind
from claims.row_forms import NameRows, suggesting
from claims.selectors.suggestions import actor_of_name
from claims.services.corrections import spelling_of
from claims.services.gazetteer import place_typed
from claims.services.parts import NAME_OF_RELAY, EventDay, PlaceSet, RelaySet
from claimtrack.pages import DayInput
from claimtrack.words import NBSP, interval

PLACES = NameRows("place", _("Place"), "suggest-places", 200, remember=True)
RELAYS = NameRows("relay", _("Relay"), "suggest-actors", NAME_OF_RELAY)
ROWS = (PLACES, RELAYS)
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


class CorrectionForm(forms.Form):
    """What people most often put right in a claim. Dates, places and relays are compared with what was shown."""

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
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, required=False)
    hedged = forms.BooleanField(label=_("Hedged: the conditional, “alleged”"), required=False)
    denied = forms.BooleanField(label=_("Denied by the speaker"), required=False)
    why = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea({"rows": 2}), max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=999_999_999)

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        self.claim = claim
        known = isinstance(claim, Claim)  # of a version that was seen only the fields of its row are
        self.mentions: list[ClaimPlace] = list(claim.places.all()) if known else []
        self.chain: list[ClaimRelay] = list(claim.relays.all()) if known else []
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
        PLACES.add_to(self, len(self.mentions))
        RELAYS.add_to(self, len(self.chain))
        if self.is_bound:  # what a script sends tells nothing of what was shown: then it is what is there now
            for name, field in self.fields.items():
                field.show_hidden_initial = f"initial-{name}" in self.data

    def _shown(self) -> dict[str, Any]:
        claim = self.claim
        names = ("speaker_id", "speaker_role", "due", "kind", "hedged", "denied", "version")
        shown = {name: getattr(claim, name) for name in names}
        shown["speaker"] = claim.speaker.name if claim.speaker else ""
        language = claim.article.language
        shown["stated_on"] = days_typed(claim.stated_from, claim.stated_to, claim.stated_grain, language)
        shown["event_dates"] = "; ".join(self._kept()) if isinstance(claim, Claim) else ""
        shown |= PLACES.initial(_place_shown(mention) for mention in self.mentions)
        return shown | RELAYS.initial(_relay_shown(relay) for relay in self.chain)

    def _kept(self) -> dict[str, EventDay]:
        """Return the event dates that the claim has by what is shown of them; as written where they have no days."""
        return {
            days_typed(row.start, row.end, row.grain, self.claim.article.language) or row.words: EventDay(
                row.start, row.end, row.grain, row.words, row.rule
            )
            for row in self.claim.event_dates.all()
        }

    def places(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of places, for the template."""
        return PLACES.shown(self)

    def relays(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of relays in their order, for the template."""
        return RELAYS.shown(self)

    def onto(self, claim: Claim, seen: Claim) -> "CorrectionForm":
        """Return this form for the claim as it is now: what was changed from what was `seen` stands, the rest is new.

        So sending it again overwrites only what whoever typed here meant to change.
        """
        changed = set(CorrectionForm(self.data, claim=seen).changed_data) - {"version"}
        fresh = CorrectionForm(claim=claim).initial
        known = {name: value for name, value in fresh.items() if value not in (None, False)}
        for rows in ROWS:
            changed = {name for name in changed if not rows.has(name)} | rows.all_of(self.data, changed)
            if rows.among(changed):
                known = {name: value for name, value in known.items() if not rows.has(name)}
        shown = {f"initial-{name}": value for name, value in fresh.items() if value not in (None, False)}
        return CorrectionForm(known | shown | {name: self.data.get(name, "") for name in changed}, claim=claim)

    def clean_speaker(self) -> Actor | str:
        """Return the actor chosen from the suggestions, the name where none was."""
        name: str = self.cleaned_data["speaker"]
        return _actor_chosen(str(self.data.get("speaker_id", "")), name) or name

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or self.claim.kind

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
        plain = {name for name in changed - ASIDE if not any(rows.has(name) for rows in ROWS)}
        fields = {name: typed[name] for name in plain - {"stated_on"}}
        if isinstance(typed["speaker"], Actor) and "speaker_id" in changed:
            fields["speaker"] = typed["speaker"]
        if "stated_on" in changed:
            said = typed["stated_on"]
            fields |= {"stated_from": said and said.start, "stated_to": said and said.end}
            fields["stated_grain"] = said.grain[:12] if said else ""
        if PLACES.among(changed):
            fields["places"] = self._places_set()
        if RELAYS.among(changed):
            fields["relayed_by"] = list(self._relays_set())
        return fields

    def _places_set(self) -> list[PlaceSet]:
        known = {mention.words: mention for mention in self.mentions}
        countries = [mention.place.country for mention in self.mentions if mention.place]
        found: dict[str, PlaceSet] = {}
        for row in PLACES.typed(self):
            mention = known.get(row.written)
            if mention and _is_same(_place_shown(mention), row.name, row.chosen):
                found[row.written] = PlaceSet(row.written, mention.place, row.remember)
            else:
                place = place_typed(name=row.name, gazetteer_id=row.chosen, countries=countries)
                words = row.written if mention else row.name
                found[words] = PlaceSet(words, place, row.remember)
        return list(found.values())

    def _relays_set(self) -> Iterable[RelaySet]:
        known = {relay.words: relay for relay in self.chain}
        for row in RELAYS.typed(self):
            relay = known.get(row.written)
            if relay and _is_same(_relay_shown(relay), row.name, row.chosen):
                yield RelaySet(relay.words, relay.actor, relay.alias_id)
            else:
                yield RelaySet(row.name, _actor_chosen(row.chosen, row.name))


def _place_shown(mention: ClaimPlace) -> tuple[str, str, str]:
    """Return (name, id, words as written) of the row that shows the place."""
    if mention.place is None:
        return mention.words, "", mention.words
    return mention.place.name, mention.place.gazetteer_id, mention.words


def _relay_shown(relay: ClaimRelay) -> tuple[str, str, str]:
    """Return (name, id, words as written) of the row that shows the relay."""
    return relay.actor.name, str(relay.actor_id), relay.words


def _is_same(shown: tuple[str, str, str], name: str, chosen: str) -> bool:
    """Return whether a row stands as it was shown."""
    return name == shown[0] and chosen in ("", shown[1])


def _actor_chosen(number: str, name: str) -> Actor | None:
    """Return the actor that was chosen from the suggestions if it goes by the name, None where none was."""
    if not (number.isascii() and number.isdecimal() and len(number) < 18):
        return None
    return actor_of_name(actor_id=int(number), name=name, folded=fold_name(name))
