"""What the administration pages of all apps share."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

admin.site.site_header = "claimtrack"
admin.site.site_title = "claimtrack"
admin.site.index_title = _("Administration")


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows to look at: what is on record is changed on the pages of the newsroom, or never."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class NeverDeletedAdmin(admin.ModelAdmin):
    """Rows that may be added and changed; every state of them is kept."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
