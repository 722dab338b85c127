"""The only writer of the directory of sources."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction

from claims.models import Source, SourceState
from claims.services.actors import actors_for_names


@transaction.atomic
def source_record(*, fields: Mapping[str, Any]) -> Source:
    """Return the accepted source of that name, made with its actor when it is new.

    `fields`: name, website, reliability (A to F), reliability_reason, note.
    """
    name = fields["name"]
    found = Source.objects.filter(name=name).first()
    if found:
        return found
    return Source.objects.create(
        name=name,
        domain=urlsplit(fields["website"]).hostname or "",
        actor=actors_for_names(names=[name])[name],
        reliability=fields["reliability"],
        reliability_reason=fields["reliability_reason"],
        description=fields["note"],
        state=SourceState.ACCEPTED,
    )


@transaction.atomic
def sources_set_state(*, source_ids: Iterable[int], state: str) -> int:
    """Take sources into the directory or retire them; return how many."""
    return Source.objects.filter(pk__in=list(source_ids)).update(state=state)
