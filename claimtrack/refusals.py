"""What every way in refuses alike: each refusal is a ValidationError that names the field."""

from datetime import UTC, datetime, timedelta
from typing import NoReturn

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

CLOCK_TOLERANCE = timedelta(days=1)


def refuse(field: str, message: str, code: str = "invalid") -> NoReturn:
    raise ValidationError({field: [ValidationError(message, code=code)]})


def check_address(field: str, url: str) -> None:
    """Raise ValidationError unless `url` is a whole address of the web."""
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        refuse(field, _("Enter a whole address, with https://."))


def check_not_ahead(field: str, moment: datetime) -> None:
    """Raise ValidationError when a moment (UTC where it has no zone) is more than a day ahead of our clock."""
    latest = timezone.now() + CLOCK_TOLERANCE
    # The year alone first: the last moments of the calendar cannot be moved to another zone.
    if moment.year > latest.year + 1 or (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) > latest:
        refuse(field, _("This date is more than a day ahead."))
