"""What people send to put a claim right: the names that reading a claim gives; what is not sent stays."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from claims.api.serializers import DecisionSerializer
from claims.models import Claim, Kind, Place
from claims.services.gazetteer import place_typed
from claims.services.parts import NAME_OF_RELAY, EventDay, PlaceSet, RelaySet

MOST = 20


class DaysSerializer(serializers.Serializer[Any]):
    """Days, both included, as ISO 8601; an open side is null. `grain`: how exact they are, a day by default."""

    start = serializers.DateField(allow_null=True)
    end = serializers.DateField(allow_null=True)
    grain = serializers.CharField(required=False, max_length=12, help_text="day, month, year …")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        start, end = attrs["start"], attrs["end"]
        if start and end and start > end:
            raise serializers.ValidationError({"end": [_("The end is before the start.")]})
        return attrs


class EventDaysSerializer(DaysSerializer):
    """The same of what the claim speaks of: a day at least."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not (attrs["start"] or attrs["end"]):
            raise serializers.ValidationError({"start": [_("Send a first or a last day.")]})
        return super().validate(attrs)


class PlaceInputSerializer(serializers.Serializer[Any]):
    """A place by its name; `gazetteer_id`, from GET /api/v1/places/, where the name alone leaves it open.

    `text`: the words of the article that it stands for; the name itself by default.
    """

    name = serializers.CharField(max_length=200)
    gazetteer_id = serializers.CharField(required=False, allow_blank=True, max_length=200)
    text = serializers.CharField(required=False, allow_blank=True, max_length=200)


def relay_names() -> serializers.ListField:
    """Return a field for the names of who passed a claim on."""
    return serializers.ListField(child=serializers.CharField(max_length=NAME_OF_RELAY), required=False, max_length=MOST)


class CorrectionSerializer(DecisionSerializer):
    """What a person puts right; what is not sent stays. `speaker_name` null or "" where nobody is named.

    Lists replace what is there: an empty one means none. `relayed_by` names who passed it on, the nearest to the
    speaker first. `due` follows the event dates unless it is sent.
    """

    spans = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(min_value=0), min_length=2, max_length=2),
        required=False,
        help_text="[start, end] code points into the content of the claim's revision",
    )
    speaker_name = serializers.CharField(required=False, allow_blank=True, allow_null=True, max_length=300)
    speaker_role = serializers.CharField(required=False, allow_blank=True, max_length=600)
    anonymous = serializers.BooleanField(required=False)
    stated_on = DaysSerializer(required=False, allow_null=True)
    event_dates = serializers.ListField(child=EventDaysSerializer(), required=False, max_length=MOST)
    due = serializers.DateField(required=False, allow_null=True)
    places = serializers.ListField(child=PlaceInputSerializer(), required=False, max_length=MOST)
    relayed_by = relay_names()
    kind = serializers.ChoiceField(Kind.choices, required=False)
    hedged = serializers.BooleanField(required=False)
    denied = serializers.BooleanField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        unknown = set(self.initial_data) - set(self.fields)
        if unknown:
            raise serializers.ValidationError({name: [_("This field cannot be corrected.")] for name in unknown})
        return attrs

    def to_fields(self, claim: Claim) -> dict[str, Any]:
        """Return the fields that are to change, as the service takes them. Raises ValidationError naming places."""
        fields = {k: v for k, v in self.validated_data.items() if k not in ("why", "version")}
        if "speaker_name" in fields:
            fields["speaker"] = fields.pop("speaker_name") or ""
        if "stated_on" in fields:
            fields |= _said(fields.pop("stated_on"))
        if "event_dates" in fields:
            fields["event_dates"] = _event_days(claim, fields["event_dates"])
        if "places" in fields:
            fields["places"] = _places(claim, fields["places"])
        if "relayed_by" in fields:
            fields["relayed_by"] = _relays(claim, fields["relayed_by"])
        return fields


def _said(days: dict[str, Any] | None) -> dict[str, Any]:
    if days is None:
        return {"stated_from": None, "stated_to": None}
    said = {"stated_from": days["start"], "stated_to": days["end"]}
    return said | ({"stated_grain": days["grain"]} if "grain" in days else {})


def _event_days(claim: Claim, sent: list[dict[str, Any]]) -> list[EventDay]:
    """Return the days; those that the claim has already keep the words they came from."""
    known: dict[tuple[date | None, date | None], EventDay] = {
        (row.start, row.end): EventDay(row.start, row.end, row.grain, row.words, row.rule)
        for row in claim.event_dates.all()
    }
    found = []
    for days in sent:
        same = known.get((days["start"], days["end"]))
        grain = days.get("grain", same.grain if same else "day")
        same = same if same and same.grain == grain else None
        found.append(same or EventDay(days["start"], days["end"], grain))
    return list(dict.fromkeys(found))


def _places(claim: Claim, sent: list[dict[str, Any]]) -> list[PlaceSet]:
    countries = [mention.place.country for mention in claim.places.all() if mention.place]
    found: dict[str, PlaceSet] = {}
    for place in sent:
        entry = place_typed(name=place["name"], gazetteer_id=place.get("gazetteer_id", ""), countries=countries)
        wanted = place.get("gazetteer_id")
        if wanted and (entry is None or wanted != (entry.gazetteer_id if isinstance(entry, Place) else entry.id)):
            message = _("The gazetteer has no “%(name)s” with the id %(id)s.") % {"name": place["name"], "id": wanted}
            raise serializers.ValidationError({"places": [message]})
        words = place.get("text") or place["name"]
        found[words] = PlaceSet(words, entry)
    return list(found.values())


def _relays(claim: Claim, names: list[str]) -> list[RelaySet]:
    """Return the chain; a relay that the claim has already stays the actor that it is."""
    known = {relay.words: RelaySet(relay.words, relay.actor, relay.alias_id) for relay in claim.relays.all()}
    return [known.get(name) or RelaySet(name) for name in names]
