"""Sources and actors are curated here; claims, evidence and the log are only looked at."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.matching.names import fold_name, keys_of
from claims.models import (
    Actor,
    ActorAlias,
    Claim,
    Event,
    Evidence,
    Place,
    PlaceAlias,
    Rating,
    Relation,
    Scale,
    Source,
    Tag,
)
from claims.selectors.finding import tags_counted
from claims.services.actors import actor_name_itself
from claims.services.sources import check_reason, source_rate, sources_move
from claims.services.tags import tag_rename, tag_tidy
from claimtrack.accounts.models import User
from claimtrack.admin_base import NeverDeletedAdmin, ReadOnlyAdmin


class AliasForm(forms.ModelForm):
    """An alias leads to one actor; the folded form that is compared is worked out here."""

    class Meta:
        model = ActorAlias
        fields = ("name",)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        self.instance.folded, self.instance.keys, self.instance.compared = fold_name(name), keys_of(name), False
        same = ActorAlias.objects.filter(folded=self.instance.folded, article=self.instance.article)
        other = same.exclude(pk=self.instance.pk).first()
        if other:
            raise ValidationError(_("This name leads to %(actor)s already."), params={"actor": other.actor})
        return name


class AliasInline(admin.TabularInline):
    model = ActorAlias
    form = AliasForm
    extra = 1


class RelationInline(admin.TabularInline):
    model = Relation
    fk_name = "subject"
    autocomplete_fields = ("object",)
    fields = ("kind", "object", "since", "until", "reference", "state")
    extra = 0


@admin.register(Actor)
class ActorAdmin(NeverDeletedAdmin):
    list_display = ("name", "kind", "country", "outlet", "merged_into")
    list_filter = ("kind",)
    list_select_related = ("outlet", "merged_into")
    search_fields = ("name", "aliases__name")
    autocomplete_fields = ("outlet",)
    readonly_fields = ("merged_into",)
    inlines = (AliasInline, RelationInline)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        other = actor_name_itself(actor=form.instance)
        if other != form.instance:
            told = _("The name leads to another actor, “%(actor)s”: merge one into the other.") % {"actor": other}
            self.message_user(request, told, messages.WARNING)


class SourceForm(forms.ModelForm):
    """Another rating comes with a reason of its own."""

    class Meta:
        model = Source
        fields = ("name", "domain", "actor", "reliability", "reliability_reason", "description", "state")

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk and "reliability" in self.changed_data:
            check_reason(self.initial["reliability_reason"], fields.get("reliability_reason", ""))
        return fields


@admin.register(Source)
class SourceAdmin(NeverDeletedAdmin):
    form = SourceForm
    list_display = ("name", "domain", "reliability", "state", "actor")
    list_filter = ("state", "reliability")
    list_select_related = ("actor",)
    search_fields = ("name", "domain")
    autocomplete_fields = ("actor",)
    actions = ("accept", "retire")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Decisions on a source are moves: they are logged, and people are told."""
        return ("state",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        """Another rating is given by the service, which logs it."""
        rated = change and "reliability" in form.changed_data
        new = obj.reliability, obj.reliability_reason
        if rated:
            obj.reliability, obj.reliability_reason = form.initial["reliability"], form.initial["reliability_reason"]
        super().save_model(request, obj, form, change)
        if rated:
            source_rate(source_id=obj.pk, reliability=new[0], reason=new[1], user=cast(User, request.user))

    @admin.action(description=gettext_lazy("Take the chosen sources into the directory"))
    def accept(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        sources_move(source_ids=[source.pk for source in sources], move="accept", user=cast(User, request.user))

    @admin.action(description=gettext_lazy("Retire the chosen sources"))
    def retire(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        sources_move(source_ids=[source.pk for source in sources], move="retire", user=cast(User, request.user))


class TagForm(forms.ModelForm):
    class Meta:
        model = Tag
        fields = ("name",)

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        if "name" in fields:
            tag_tidy(name=fields["name"], field="name")
        return fields


@admin.register(Tag)
class TagAdmin(NeverDeletedAdmin):
    """Tags are put right here: given the name of another one, a tag is merged into it."""

    list_display = ("name", "claims_count")
    search_fields = ("name", "folded")
    form = TagForm

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return tags_counted()

    @admin.display(description=gettext_lazy("claims"), ordering="claims_count")
    def claims_count(self, tag: Any) -> int:
        return int(tag.claims_count)

    def save_model(self, request: HttpRequest, obj: Tag, form: Any, change: bool) -> None:
        kept = tag_rename(tag_id=obj.pk, name=obj.name, user=cast(User, request.user))
        if kept.pk != obj.pk:
            obj.pk, obj.name, obj.folded = kept.pk, kept.name, kept.folded
            self.message_user(request, _("It is merged into the tag “%(tag)s”.") % {"tag": kept}, messages.SUCCESS)


class PlaceAliasInline(admin.TabularInline):
    model = PlaceAlias
    fields = ("name", "instead_of")
    readonly_fields = ("name", "instead_of")
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Place)
class PlaceAdmin(NeverDeletedAdmin):
    list_display = ("name", "country", "latitude", "longitude", "gazetteer_id")
    search_fields = ("name", "gazetteer_id", "aliases__name")
    inlines = (PlaceAliasInline,)


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    list_display = ("pk", "speaker_words", "allegation", "kind", "state", "article")
    list_filter = ("state", "kind", "hedged", "denied")
    list_select_related = ("article__outlet",)
    search_fields = ("allegation", "speaker_words")


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    list_display = ("pk", "source", "stance", "url", "added_by", "added_at")
    list_filter = ("stance",)
    list_select_related = ("source", "added_by")


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("at", "verb", "by", "claim", "why")
    list_filter = ("verb",)
    list_select_related = ("by", "claim")
    date_hierarchy = "at"


class RatingForm(forms.ModelForm):
    """The words of a rating are given once: what was published says what it said."""

    class Meta:
        model = Rating
        fields = ("key", "label", "meaning", "position", "awaits", "asks_for", "active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("key", "label", "meaning"):
            self.fields[name].disabled = self.instance.pk is not None


class RatingInline(admin.TabularInline):
    model = Rating
    form = RatingForm
    extra = 0

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Scale)
class ScaleAdmin(NeverDeletedAdmin):
    list_display = ("__str__", "key", "forecasts", "active")
    inlines = (RatingInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("key", "label") if obj else ()
