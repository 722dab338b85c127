"""Outlets are curated here; articles are only looked at."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models import Article, Outlet, Revision
from articles.outlets import outlets_confirm
from claimtrack.admin_base import NeverDeletedAdmin, ReadOnlyAdmin


@admin.register(Outlet)
class OutletAdmin(NeverDeletedAdmin):
    list_display = ("name", "website", "time_zone", "confirmed", "created_at")
    list_filter = ("confirmed",)
    search_fields = ("name", "website")
    actions = ("confirm",)

    @admin.action(description=_("Confirm the chosen outlets"))
    def confirm(self, request: HttpRequest, outlets: QuerySet[Outlet]) -> None:
        number = outlets_confirm(outlet_ids=[outlet.pk for outlet in outlets])
        told = ngettext("%(n)d outlet confirmed.", "%(n)d outlets confirmed.", number) % {"n": number}
        self.message_user(request, told, messages.SUCCESS)


class RevisionInline(admin.TabularInline):
    model = Revision
    fk_name = "article"
    fields = readonly_fields = ("number", "title", "sha256", "received_by", "received_at")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        return super().get_queryset(request).defer("text", "html", "content", "search")


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "status", "published_on", "language", "received_at")
    list_filter = ("status", "language")
    list_select_related = ("outlet",)
    search_fields = ("external_id", "url", "revision__title")
    exclude = ("revision",)
    inlines = (RevisionInline,)
