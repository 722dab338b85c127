"""What every way in refuses alike: each refusal is a ValidationError that names the field."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator, URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

CLOCK_TOLERANCE = timedelta(days=1)
ADDRESS_LENGTH = 2000  # what the database keeps of an address


class Conflict(Exception):
    """Somebody was quicker: what was seen (`seen`) is no more what is there (`current`, both versions).

    `events` are the rows of the event log that tell what happened between the two, newest first.
    """

    def __init__(self, seen: int, current: int, events: Sequence[Any]) -> None:
        super().__init__(_("This was changed meanwhile: look at it again before you go on. Nothing was stored."))
        self.seen, self.current, self.events = seen, current, events


class Unseen(Exception):
    """What would be signed is no more what was on the screen: evidence that came since (`added`), or went (`lost`), and
    `faults`: what became of the claims and the title that are judged.
    """

    def __init__(self, added: Sequence[Any], lost: Sequence[Any], faults: Sequence[Any] = ()) -> None:
        super().__init__(_("What you sign has changed since you looked at it: nothing was stored."))
        self.added, self.lost, self.faults = added, lost, faults


def refuse(field: str, message: str, code: str = "invalid") -> NoReturn:
    raise ValidationError({field: [ValidationError(message, code=code)]})


def check_address(field: str, url: str) -> None:
    """Raise ValidationError unless `url` is a whole address of the web, as long as can be kept."""
    whole = URLValidator(schemes=["http", "https"], message=_("Enter a whole address, with https://."))
    try:
        for check in (MaxLengthValidator(ADDRESS_LENGTH), ProhibitNullCharactersValidator(), whole):
            check(url)
    except ValidationError as error:
        refuse(field, error.messages[0])


def check_not_ahead(field: str, moment: datetime) -> None:
    """Raise ValidationError when a moment (UTC where it has no zone) is more than a day ahead of our clock."""
    latest = timezone.now() + CLOCK_TOLERANCE
    # The year alone first: the last moments of the calendar cannot be moved to another zone.
    if moment.year > latest.year + 1 or (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) > latest:
        refuse(field, _("This date is more than a day ahead."))
