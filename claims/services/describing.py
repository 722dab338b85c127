"""Titles and descriptions that people give to stories and cases, guarded against each other's."""

import pghistory

from claims.models import Case, Event, Story
from claims.services.events import event_log
from claimtrack.accounts.models import User
from claimtrack.refusals import Conflict


def describe(record: Story | Case, values: dict[str, str], *, user: User, version: int | None) -> None:
    """Give the locked record these values as its next version. Raises Conflict when others changed since `version`."""
    about = {str(record._meta.model_name): record}
    verb = f"{record._meta.model_name}.describe"
    if version is not None and version != record.version:
        events = Event.objects.filter(verb=verb, **about).select_related("by").order_by("-pk")
        raise Conflict(version, record.version, list(events[: max(1, record.version - version)]))
    changes = {name: [getattr(record, name), value] for name, value in values.items() if getattr(record, name) != value}
    if not changes:
        return
    for name, value in values.items():
        setattr(record, name, value)
    record.version += 1
    record.full_clean()
    with pghistory.context(user=user.pk):
        record.save()
        event_log(verb=verb, by=user, changes=changes, **about)  # type: ignore[arg-type]
