"""Signing in, and what people say of themselves."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claimtrack.accounts.models import Role, User


class SignInForm(AuthenticationForm):
    """Name and password; the account of a script has a token and no pages."""

    def confirm_login_allowed(self, user: User) -> None:
        super().confirm_login_allowed(user)
        if user.role == Role.SCRIPT:
            raise ValidationError(_("This account belongs to a script; it works with its token only."))


class ProfileForm(forms.ModelForm):
    """What a person may change of the own account."""

    class Meta:
        model = User
        fields = ("first_name", "last_name", "language", "time_zone", "notices_by_mail")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newsroom = _("That of the newsroom: %(zone)s") % {"zone": settings.NEWSROOM_TIME_ZONE}
        zones = [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name]
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"), choices=[("", newsroom), *zones], required=False
        )
