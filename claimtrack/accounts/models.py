"""People, what they may do, and the tokens of their scripts."""

from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken


class Role(models.TextChoices):
    SCRIPT = "script", _("script")
    READER = "reader", _("reader")
    ANALYST = "analyst", _("analyst")
    LEAD = "lead", _("lead")
    ADMIN = "admin", _("admin")


class Scope(models.TextChoices):
    """What a token allows; a token never allows more than its account's role."""

    READ = "read", _("read articles, claims and sources")
    INGEST = "ingest", _("post articles")
    EVIDENCE = "evidence", _("link evidence")


ALLOWED: dict[str, frozenset[str]] = {
    Role.SCRIPT: frozenset(Scope.values),
    Role.READER: frozenset({Scope.READ}),
    Role.ANALYST: frozenset(Scope.values),
    Role.LEAD: frozenset(Scope.values),
    Role.ADMIN: frozenset(Scope.values),
}


def validate_time_zone(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError(_("Unknown time zone: %(value)s"), params={"value": value}, code="time_zone")


class User(AbstractUser):  # type: ignore[django-manager-missing]  # knox names it in a model that is swapped
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.READER)
    language = models.CharField(_("language of the interface"), max_length=10, choices=settings.LANGUAGES, default="fr")
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, validators=[validate_time_zone], help_text="Europe/Paris"
    )
    notices_by_mail = models.BooleanField(_("notices by mail too"), default=True)
    # On every page, so it is kept here; claims.services.notices alone changes it.
    unread_notices = models.PositiveIntegerField(default=0, editable=False)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                name="user_role_known", condition=Q(role__in=Role.values), violation_error_code="role"
            ),
            models.CheckConstraint(
                name="user_staff_are_admins",
                condition=Q(is_staff=False, is_superuser=False) | Q(role=Role.ADMIN),
                violation_error_message=_("Only the role “admin” opens the administration pages."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def initials(self) -> str:
        """Return up to three capitals to sign a decision with."""
        words = str(self).replace(".", " ").replace("-", " ").split()
        return "".join(word[0] for word in words).upper()[:3]

    def may(self, scope: str) -> bool:
        """Return whether the role allows what `scope` names."""
        return self.is_active and scope in ALLOWED[self.role]

    @property
    def is_script(self) -> bool:
        """Return whether this is the account of a script: it posts and links, and decides nothing."""
        return self.role == Role.SCRIPT

    @property
    def is_lead(self) -> bool:
        """Return whether this person may withdraw and correct articles, confirm and publish verdicts."""
        return self.role in (Role.LEAD, Role.ADMIN)


class ApiToken(AbstractAuthToken):
    """A hashed token with scopes; the token itself is shown once, when it is made."""

    name = models.CharField(_("name"), max_length=100)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope), verbose_name=_("scopes"))
    last_used_on = models.DateField(_("last used on"), null=True, blank=True)

    class Meta:
        verbose_name = _("token")
        constraints = [
            models.CheckConstraint(
                name="token_scopes_known",
                condition=Q(scopes__contained_by=list(Scope.values)) & Q(scopes__len__gt=0),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({', '.join(self.scopes)})"

    @property
    def expired(self) -> bool:
        return self.expiry is not None and self.expiry < timezone.now()
