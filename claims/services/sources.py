"""The only writer of the directory of sources."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

import pghistory
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import COUNTING_STATES, NoticeKind, Reliability, Source, SourceState
from claims.selectors.evidence import evidence_waiting
from claims.services.actors import actors_for_names
from claims.services.events import event_log
from claims.services.notices import notify
from claimtrack.accounts.models import User
from claimtrack.refusals import refuse

SOURCE_NAME_LENGTH = 300


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


# What admins decide about a source: from which states, to which.
SOURCE_MOVES: dict[str, tuple[frozenset[str], str]] = {
    "accept": (frozenset({SourceState.PROPOSED, SourceState.REFUSED, SourceState.RETIRED}), SourceState.ACCEPTED),
    "refuse": (frozenset({SourceState.PROPOSED}), SourceState.REFUSED),
    "retire": (frozenset({SourceState.ACCEPTED}), SourceState.RETIRED),
    "reopen": (frozenset({SourceState.ACCEPTED, SourceState.REFUSED}), SourceState.PROPOSED),
}


@transaction.atomic
def source_propose(*, name: str, url: str, user: User) -> Source:
    """Return a source proposed to the admins; one of that name that is there already is that one.

    Raises ValidationError without a name, and where the name is that of a source of the directory that is elsewhere:
    what was to wait for the admins would count at once.
    """
    name = " ".join(name.split())
    if not name:
        refuse("source", _("Choose a source, or name one for the admins to decide on."))
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    source = Source(name=name, domain=host, proposed_by=user)
    source.full_clean(exclude=["name"])
    if len(name) > SOURCE_NAME_LENGTH:
        refuse("propose", _("At most %(n)d characters.") % {"n": SOURCE_NAME_LENGTH})
    known = Source.objects.filter(name__iexact=name).first()
    if known and known.state in COUNTING_STATES and not _is_at(known, host):
        about = {"name": known.name, "domain": known.domain or "–"}
        message = _("“%(name)s” is in the directory already (%(domain)s): choose it in the list, or give another name.")
        refuse("propose", message % about)
    if known:
        return known
    source.save()
    return source


def _is_at(source: Source, host: str) -> bool:
    return bool(source.domain) and (f".{host}".endswith("." + source.domain.removeprefix("www.")))


@transaction.atomic
def source_move(*, source_id: int, move: str, user: User) -> Source:
    """Accept, refuse, retire or reopen a source; the claims whose evidence rests on it say so in their log.

    Raises ValidationError when it is in a state that does not allow the move, Source.DoesNotExist.
    """
    source = Source.objects.select_for_update().get(pk=source_id)
    allowed, target = SOURCE_MOVES[move]
    if source.state not in allowed:
        refuse("state", _("This source is already: %(state)s.") % {"state": source.get_state_display()})
    source.state = target
    with pghistory.context(user=user.pk):
        source.save(update_fields=["state"])
        for evidence in evidence_waiting(source_id=source.pk):
            changes = {"source": [None, source.name]}
            event_log(verb=f"source.{move}", by=user, claim=evidence.claim, evidence=evidence, changes=changes)
    if source.proposed_by and move in ("accept", "refuse"):
        about = f"{source.name} – {source.get_state_display()}"
        address = reverse("source", args=[source.pk])
        notify(to=[source.proposed_by], kind=NoticeKind.SOURCE_DECIDED, address=address, about=about, by=user)
    return source


@transaction.atomic
def source_rate(*, source_id: int, reliability: str, reason: str, user: User) -> Source:
    """Give a source another rating, saying why; the claims whose evidence rests on it say so in their log.

    Raises ValidationError for a rating that is none or without a reason of its own, Source.DoesNotExist.
    """
    source = Source.objects.select_for_update().get(pk=source_id)
    old, reason = source.reliability, reason.strip()
    if reliability not in Reliability.values:
        refuse("reliability", _("Choose a rating."))
    if reliability == old:
        refuse("reliability", _("This source has this rating already."))
    check_reason(source.reliability_reason, reason)
    source.reliability, source.reliability_reason = reliability, reason
    with pghistory.context(user=user.pk):
        source.save(update_fields=["reliability", "reliability_reason"])
        for evidence in evidence_waiting(source_id=source.pk):
            changes = {"source": [None, source.name], "reliability": [old, reliability]}
            event_log(verb="source.rate", by=user, claim=evidence.claim, evidence=evidence, why=reason, changes=changes)
    return source


def check_reason(old: str, new: str) -> None:
    """Raise ValidationError unless another rating comes with a reason of its own."""
    if not new.strip() or new.strip() == old.strip():
        refuse("reliability_reason", _("Say why the rating changes."), "required")


@transaction.atomic
def sources_move(*, source_ids: Iterable[int], move: str, user: User) -> int:
    """Make a move on each of the sources that is in a state for it; return how many."""
    found = Source.objects.filter(pk__in=list(source_ids), state__in=SOURCE_MOVES[move][0]).values_list("pk", flat=True)
    return len([source_move(source_id=pk, move=move, user=user) for pk in found])
