"""People and the tokens of their scripts."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.accounts.models import ApiToken, Role, Scope, User
from claimtrack.accounts.services import token_issue

admin.site.unregister(Group)  # roles say who may do what
apps.get_app_config("axes").verbose_name = gettext_lazy("Sign-ins")


class NewPersonForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("username", "role", "email")


class PersonForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class PersonAdmin(UserAdmin):
    """The role alone decides what somebody may do; being let in here follows from it."""

    form = PersonForm
    add_form = NewPersonForm
    list_display = ("username", "first_name", "last_name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password", "role", "is_active")}),
        (gettext_lazy("Person"), {"fields": ("first_name", "last_name", "email", "language", "time_zone")}),
        (gettext_lazy("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "role", "email", "usable_password", "password1", "password2")}),)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.is_staff = obj.is_superuser = obj.role == Role.ADMIN
        super().save_model(request, obj, form, change)


class TokenForm(forms.ModelForm):
    """A new token: for whom, what for, and for how long."""

    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("scopes"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    days = forms.IntegerField(
        label=gettext_lazy("days until it expires"), min_value=0, initial=settings.TOKEN_DAYS, help_text="0 = ∞"
    )

    class Meta:
        model = ApiToken
        fields = ("user", "name", "scopes")
        labels = {"user": gettext_lazy("Person")}


@admin.register(ApiToken)
class TokenAdmin(admin.ModelAdmin):
    """The token itself is shown once, when it is made."""

    list_display = ("name", "person", "scopes", "made", "expires", "last_used_on")
    list_select_related = ("user",)
    search_fields = ("name", "user__username")
    form = TokenForm
    fields = ("user", "name", "scopes", "days")
    autocomplete_fields = ("user",)

    @admin.display(description=gettext_lazy("Person"), ordering="user__username")
    def person(self, token: ApiToken) -> User:
        return token.user

    @admin.display(description=gettext_lazy("made on"), ordering="created")
    def made(self, token: ApiToken) -> datetime:
        return token.created

    @admin.display(description=gettext_lazy("expires on"), ordering="expiry", empty_value="∞")
    def expires(self, token: ApiToken) -> datetime | None:
        return token.expiry

    def has_change_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:
        return obj is None

    def save_model(self, request: HttpRequest, obj: ApiToken, form: Any, change: bool) -> None:
        lifetime = timedelta(days=form.cleaned_data["days"]) if form.cleaned_data["days"] else None
        made, token = token_issue(user=obj.user, name=obj.name, scopes=obj.scopes, lifetime=lifetime)
        obj.pk = made.pk
        told = _("Copy the token now, it is not shown again: %(token)s") % {"token": token}
        self.message_user(request, told, messages.SUCCESS)
