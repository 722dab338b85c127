"""What a claim and its evidence look like over REST: the field names of `extract_claims`."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.models import Capture, Claim, ClaimEventDate, ClaimPlace, Evidence, Source


class IntervalSerializer(serializers.Serializer[Any]):
    """Days, both included; an open side is null."""

    start = serializers.DateField(allow_null=True)
    end = serializers.DateField(allow_null=True)
    grain = serializers.CharField()
    text = serializers.CharField()
    rule = serializers.CharField(
        help_text="how it was read; it ends in .no_reference where no publication date is known"
    )


class PlaceSerializer(serializers.Serializer[Any]):
    """WGS 84 degrees; the entry of the gazetteer is null where the name is not resolved."""

    text = serializers.CharField(source="words")
    name = serializers.SerializerMethodField()
    country = serializers.CharField(source="place.country", default="")
    latitude = serializers.FloatField(source="place.latitude", default=None, allow_null=True)
    longitude = serializers.FloatField(source="place.longitude", default=None, allow_null=True)
    gazetteer_id = serializers.CharField(source="place.gazetteer_id", default="")

    def get_name(self, mention: ClaimPlace) -> str:
        return mention.place.name if mention.place else mention.words


class GazetteerPlaceSerializer(serializers.Serializer[Any]):
    """An entry of the gazetteer; `spelt` is the name that was found, folded, where it is not the entry's own."""

    gazetteer_id = serializers.CharField(source="id")
    name = serializers.CharField()
    spelt = serializers.CharField()
    kind = serializers.CharField()
    country = serializers.CharField()
    latitude = serializers.FloatField()
    longitude = serializers.FloatField()
    population = serializers.IntegerField()


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    source_name = serializers.CharField(source="source.name", read_only=True)
    added_by = serializers.CharField(source="added_by.username", read_only=True)
    replaced_by = serializers.SerializerMethodField(help_text="the piece that was put in its place, null for none")
    withdrawn = serializers.SerializerMethodField()
    counts = serializers.SerializerMethodField(help_text="it stands, and its source is of the directory")
    seen_sha256 = serializers.CharField(
        source="capture.sha256",
        default="",
        read_only=True,
        help_text="of what claimtrack saw, '' where it did not look",
    )

    class Meta:
        model = Evidence
        fields = (
            "id",
            "claim",
            "source",
            "source_name",
            "url",
            "stance",
            "aspects",
            "quote",
            "note",
            "accessed_at",
            "added_by",
            "added_at",
            "title",
            "published_on",
            "seen_sha256",
            "replaces",
            "replaced_by",
            "withdrawn",
            "counts",
        )

    def get_counts(self, evidence: Evidence) -> bool:
        return evidence.counts

    def get_replaced_by(self, evidence: Evidence) -> int | None:
        return evidence.replaced_by.pk if hasattr(evidence, "replaced_by") else None

    def get_withdrawn(self, evidence: Evidence) -> bool:
        return hasattr(evidence, "withdrawal")


class CaptureSerializer(serializers.ModelSerializer[Capture]):
    """What an address showed at one moment; `sha256` is that of its text, of its bytes where it has none to read."""

    by = serializers.CharField(source="by.username", default=None, allow_null=True, help_text="who had it looked at")
    has_text = serializers.SerializerMethodField(help_text="its text was kept")

    class Meta:
        model = Capture
        fields = (
            "id",
            "at",
            "by",
            "url",
            "final_url",
            "status",
            "media_type",
            "title",
            "site",
            "published_on",
            "sha256",
            "has_text",
        )

    def get_has_text(self, capture: Capture) -> bool:
        return capture.text_id is not None


class CaptureTextSerializer(CaptureSerializer):
    text = serializers.CharField(source="text.text", default="")

    class Meta(CaptureSerializer.Meta):
        fields = (*CaptureSerializer.Meta.fields, "text")  # type: ignore[assignment]


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    outlet = serializers.CharField(source="article.outlet.name")
    revision = serializers.IntegerField(source="revision.number")
    speaker = serializers.CharField(source="speaker_words", help_text="the words at the cue, or ''")
    speaker_name = serializers.CharField(source="speaker.name", default=None, allow_null=True)
    speaker_id = serializers.IntegerField(allow_null=True)
    stated_on = serializers.SerializerMethodField()
    event_dates = serializers.SerializerMethodField()
    places = PlaceSerializer(many=True)
    relayed_by = serializers.SerializerMethodField()
    retired = serializers.SerializerMethodField()

    class Meta:
        model = Claim
        fields = (
            "id",
            "article",
            "outlet",
            "revision",
            "story",
            "allegation",
            "spans",
            "cue",
            "kind",
            "speaker",
            "speaker_name",
            "speaker_id",
            "speaker_role",
            "anonymous",
            "stated_on",
            "event_dates",
            "due",
            "places",
            "hedged",
            "denied",
            "relayed_by",
            "confidence",
            "trace",
            "state",
            "retired",
            "reworded_at",
            "version",
        )

    @extend_schema_field(IntervalSerializer(allow_null=True))
    def get_stated_on(self, claim: Claim) -> dict[str, Any] | None:
        if not claim.stated_words and claim.stated_from is None:
            return None
        fields = claim.stated_from, claim.stated_to, claim.stated_grain, claim.stated_words, claim.stated_rule
        return dict(zip(("start", "end", "grain", "text", "rule"), fields, strict=True))

    @extend_schema_field(IntervalSerializer(many=True))
    def get_event_dates(self, claim: Claim) -> list[dict[str, Any]]:
        return [_interval(event_date) for event_date in claim.event_dates.all()]

    def get_relayed_by(self, claim: Claim) -> list[str]:
        return [relay.words for relay in claim.relays.all()]

    def get_retired(self, claim: Claim) -> bool:
        return claim.retired_at is not None


class DecisionSerializer(serializers.Serializer[Any]):
    """`version` is the one that was seen, unless `If-Match` says it; without either nothing is compared."""

    why = serializers.CharField(required=False, allow_blank=True, max_length=2000, default="")
    version = serializers.IntegerField(required=False, min_value=1, max_value=999_999_999)


class ClaimToldSerializer(ClaimSerializer):
    """With what was made of the claim. `evidence_count`: what counts for its story; `verdict`: the published one."""

    tags = serializers.SerializerMethodField()
    taken_by = serializers.SerializerMethodField(help_text="who has it in hand, null for nobody")
    evidence_count = serializers.IntegerField()
    verdict = serializers.SerializerMethodField(help_text="null where none is published")

    class Meta(ClaimSerializer.Meta):
        fields = (*ClaimSerializer.Meta.fields, "tags", "taken_by", "evidence_count", "verdict")  # type: ignore[assignment]

    def get_tags(self, claim: Claim) -> list[str]:
        return sorted(held.tag.name for held in claim.claim_tags.all())

    def get_taken_by(self, claim: Claim) -> str | None:
        holder = claim.queue.holder if hasattr(claim, "queue") else None
        return holder.username if holder else None

    def get_verdict(self, claim: Claim) -> int | None:
        verdict = self.context["verdicts"].get(claim.story_id)
        return verdict.pk if verdict else None


class ClaimDetailSerializer(ClaimToldSerializer):
    evidence = EvidenceSerializer(many=True)

    class Meta(ClaimToldSerializer.Meta):
        fields = (*ClaimToldSerializer.Meta.fields, "evidence")  # type: ignore[assignment]


class SourceSerializer(serializers.ModelSerializer[Source]):
    class Meta:
        model = Source
        fields = ("id", "name", "domain", "reliability", "reliability_reason", "description", "state")


def _interval(event_date: ClaimEventDate) -> dict[str, Any]:
    fields = event_date.start, event_date.end, event_date.grain, event_date.words, event_date.rule
    return dict(zip(("start", "end", "grain", "text", "rule"), fields, strict=True))
