"""What stories, cases and verdicts look like over REST."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.base import IdField
from claims.models import Case, CaseNote, Rating, Story, Verdict, VerdictState, VerdictStep
from claims.selectors.stories import Tally, story_name
from claims.selectors.verdict_claims import subject_marks, subject_of
from claims.services.verdicts import embargo_of
from claimtrack.pages import number_or_none


class TallySerializer(serializers.Serializer[Tally]):
    """What the data say: no article counts as a confirmation; `sources` counts distinct ones by stance."""

    claims = serializers.IntegerField()
    articles = serializers.IntegerField()
    speakers = serializers.IntegerField()
    denials = serializers.IntegerField()
    sources = serializers.DictField(child=serializers.IntegerField())


class StepSerializer(serializers.ModelSerializer[VerdictStep]):
    by = serializers.CharField(source="by.username")

    class Meta:
        model = VerdictStep
        fields = ("step", "by", "at", "note", "embargo", "unsupported")


class RatingSerializer(serializers.ModelSerializer[Rating]):
    """`label` and `meaning` hold {language: words}; `asks_for`: the stance of the evidence that it is signed on."""

    scale = serializers.CharField(source="scale.key")
    label = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]  # a field is named label
    meaning = serializers.DictField(child=serializers.CharField())

    class Meta:
        model = Rating
        fields = ("id", "scale", "key", "label", "meaning", "asks_for")


class FaultSerializer(serializers.Serializer[Any]):
    """Why a verdict must be looked at again."""

    code = serializers.CharField()
    evidence = serializers.IntegerField(source="evidence.pk", default=None, allow_null=True)
    claim = serializers.IntegerField(source="claim.pk", default=None, allow_null=True)


class JudgedClaimSerializer(serializers.Serializer[Any]):
    id = IdField()
    allegation = serializers.CharField(trim_whitespace=False)
    denied = serializers.BooleanField()
    hedged = serializers.BooleanField()


class SubjectSerializer(serializers.Serializer[Any]):
    """What a verdict judges, as it was when somebody last signed it; an untitled story goes by its first claim."""

    title = serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=300)
    claims = JudgedClaimSerializer(many=True)


class VerdictSerializer(serializers.ModelSerializer[Verdict]):
    rating = RatingSerializer()
    subject = SubjectSerializer(allow_null=True, read_only=True)
    state = serializers.ChoiceField(VerdictState.choices)
    signed_by = serializers.CharField(source="signed_by.username")
    steps = StepSerializer(many=True)
    embargo = serializers.SerializerMethodField()
    unsupported = serializers.BooleanField(help_text="signed without the evidence that its rating asks for")
    stale = serializers.SerializerMethodField()

    class Meta:
        model = Verdict
        fields = (
            "id",
            "story",
            "subject",
            "rating",
            "state",
            "reasons",
            "supersedes",
            "correction",
            "signed_by",
            "signed_at",
            "embargo",
            "steps",
            "unsupported",
            "stale",
        )

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_embargo(self, verdict: Verdict) -> Any:
        return embargo_of(verdict)

    @extend_schema_field(FaultSerializer(many=True))
    def get_stale(self, verdict: Verdict) -> Any:
        faults = self.context.get("faults", {}).get(verdict.pk, [])
        return FaultSerializer(faults, many=True).data


class StorySerializer(serializers.ModelSerializer[Story]):
    """`name` is what it is called everywhere: the title, or the words of its first claim by the day it was said; ""
    where it has neither. `verdict` is the published one, null where there is none.
    """

    name = serializers.SerializerMethodField()
    numbers = serializers.SerializerMethodField()
    first_claim = serializers.SerializerMethodField()
    verdict = serializers.SerializerMethodField()

    class Meta:
        model = Story
        fields = ("id", "title", "name", "summary", "version", "merged_into", "numbers", "first_claim", "verdict")

    def get_name(self, story: Story) -> str:
        return story_name(story, self.context["faces"].get(story.pk))

    @extend_schema_field(TallySerializer)
    def get_numbers(self, story: Story) -> Any:
        return TallySerializer(self.context["tallies"][story.pk]).data

    def get_first_claim(self, story: Story) -> int | None:
        claim = self.context["faces"].get(story.pk)
        return claim.pk if claim else None

    def get_verdict(self, story: Story) -> int | None:
        verdict = self.context["verdicts"].get(story.pk)
        return verdict.pk if verdict else None


class StoryDetailSerializer(StorySerializer):
    """`subject` is what a verdict on it would judge now."""

    subject = serializers.SerializerMethodField()

    class Meta(StorySerializer.Meta):
        fields = (*StorySerializer.Meta.fields, "subject")  # type: ignore[assignment]

    @extend_schema_field(SubjectSerializer)
    def get_subject(self, story: Story) -> Any:
        return SubjectSerializer(subject_of(story=story)).data


class StoryDescriptionSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(required=False, allow_blank=True, max_length=300)
    summary = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    version = serializers.IntegerField(required=False, min_value=1, max_value=999_999_999)


class GatherSerializer(serializers.Serializer[Any]):
    """Claims to be put into the story; `seen` tells of some in which story they were seen: {claim: story}."""

    claims = serializers.ListField(child=IdField(), min_length=1, max_length=200)
    seen = serializers.DictField(child=IdField(), default=dict)
    why = serializers.CharField(required=False, allow_blank=True, max_length=2000, default="")

    def validate_seen(self, seen: dict[str, int]) -> dict[int, int]:
        wrong = [claim for claim in seen if number_or_none(claim) is None]
        if wrong:
            raise serializers.ValidationError(_("“%(claim)s” is no id of a claim.") % {"claim": wrong[0]})
        return {int(claim): story for claim, story in seen.items()}


class MergeSerializer(serializers.Serializer[Any]):
    """The story whose claims all come into this one; `seen`: the ids of those that count, as they were seen."""

    story = IdField()
    seen = serializers.ListField(child=IdField(), required=False, max_length=10_000)
    why = serializers.CharField(required=False, allow_blank=True, max_length=2000, default="")


class PlacementSerializer(serializers.Serializer[Any]):
    """The story of a claim; null gives it one of its own. `seen` is the story in which it was seen."""

    story = IdField(allow_null=True)
    seen = IdField(required=False)
    why = serializers.CharField(required=False, allow_blank=True, max_length=2000, default="")


class NoteSerializer(serializers.ModelSerializer[CaseNote]):
    by = serializers.CharField(source="by.username", read_only=True)

    class Meta:
        model = CaseNote
        fields = ("id", "text", "by", "at", "replaces")


class NoteInputSerializer(serializers.Serializer[Any]):
    """A note, or one that replaces an older one."""

    text = serializers.CharField(max_length=20_000)
    replaces = IdField(required=False, allow_null=True)


class CaseSerializer(serializers.ModelSerializer[Case]):
    created_by = serializers.CharField(source="created_by.username")
    stories_count = serializers.IntegerField()

    class Meta:
        model = Case
        fields = ("id", "title", "description", "version", "closed_at", "created_by", "created_at", "stories_count")


class CaseDetailSerializer(CaseSerializer):
    """`notes` are those that stand; what one said before is found by `replaces`."""

    stories = serializers.SerializerMethodField()
    notes = NoteSerializer(many=True)

    class Meta(CaseSerializer.Meta):
        fields = (*CaseSerializer.Meta.fields, "stories", "notes")  # type: ignore[assignment]

    def get_stories(self, case: Case) -> list[int]:
        return [entry.story_id for entry in case.entries.all()]


class CaseInputSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=300)
    description = serializers.CharField(required=False, allow_blank=True, max_length=5000, default="")


class CaseDescriptionSerializer(StoryDescriptionSerializer):
    """What is not sent stays."""

    summary = None  # type: ignore[assignment]
    title = serializers.CharField(required=False, max_length=300)
    description = serializers.CharField(required=False, allow_blank=True, max_length=5000)


class CaseStorySerializer(serializers.Serializer[Any]):
    story = IdField()


class SigningSerializer(serializers.Serializer[Any]):
    """`seen`: ids of the evidence that was looked at, `subject`: title and claims as the story has them; 409 with what
    changed when something else counts by now. `unsupported`: signed even though nothing counts of the stance that the
    rating asks for.
    """

    seen = serializers.ListField(child=IdField(), required=False, max_length=10_000)
    subject = SubjectSerializer(required=False)
    unsupported = serializers.BooleanField(required=False, default=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the fields as the service takes them."""
        if "subject" in attrs:
            attrs["judged"] = subject_marks(attrs.pop("subject"))
        return attrs


class ProposalSerializer(SigningSerializer):
    """`rating` is an id of /scales/; `correction` is needed where a published verdict is to be superseded."""

    rating = serializers.PrimaryKeyRelatedField(queryset=Rating.objects.select_related("scale"), pk_field=IdField())
    reasons = serializers.CharField(max_length=20_000)
    correction = serializers.CharField(required=False, allow_blank=True, max_length=5000, default="")
    embargo = serializers.DateTimeField(required=False, allow_null=True, default=None)


class MoveSerializer(SigningSerializer):
    """`embargo` counts where a verdict is confirmed: that of the proposal when it is not sent, none when null."""

    note = serializers.CharField(required=False, allow_blank=True, max_length=5000, default="")
    embargo = serializers.DateTimeField(required=False, allow_null=True)
