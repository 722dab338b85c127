"""Doing one thing to many claims: chosen, confirmed, done in small steps that may be interrupted, undone as a whole."""

import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Bulk, BulkAction, BulkItem, Claim, Event, Outcome
from claims.services.bulk_actions import ACTIONS
from claimtrack.accounts.models import User
from claimtrack.refusals import Conflict, refuse

STEP = 20
MOST_CHOSEN = 1000
FORGOTTEN = timedelta(days=1)


@transaction.atomic
def bulk_choose(
    *,
    action: str,
    user: User,
    seen: Iterable[tuple[int, ...]] = (),
    claims: QuerySet[Claim] | None = None,
    search: str = "",
) -> Bulk:
    """Return what is to be confirmed: these claims (ids with versions and stories as they were seen), or a query's.

    Raises ValidationError for an action that is none, and where nothing is chosen.
    """
    if action not in ACTIONS:
        refuse("action", _("Choose what to do."))
    bulk = Bulk.objects.create(action=action, by=user, search=search)
    if claims is not None:
        _insert(bulk, claims.order_by().values_list("pk", "version", "story"))
    else:
        chosen = {pk: rest for pk, *rest in list(seen)[:MOST_CHOSEN]}
        known = Claim.objects.filter(pk__in=chosen).values_list("pk", "story")
        rows = [(pk, *[*chosen[pk], story][:2]) for pk, story in known]
        BulkItem.objects.bulk_create(BulkItem(bulk=bulk, claim_id=pk, version=v, story=story) for pk, v, story in rows)
    if not bulk.items.exists():
        refuse("claims", _("Choose at least one claim."), "required")
    return bulk


@transaction.atomic
def bulk_start(*, bulk: Bulk, user: User, params: dict[str, Any]) -> bool:
    """Confirm it; return whether this call did, for it starts once. Raises ValidationError for somebody else's."""
    if bulk.by_id != user.pk:
        refuse("bulk", _("Only %(person)s can confirm this.") % {"person": bulk.by})
    waiting = Bulk.objects.filter(pk=bulk.pk, started_at=None)
    return bool(waiting.update(started_at=timezone.now(), params=params))


def bulk_run(*, bulk_id: int, seconds: float) -> bool:
    """Go on with it for so long at most; return whether it is finished. May run twice at once without harm."""
    bulk = Bulk.objects.select_related("by", "undoes").get(pk=bulk_id)
    end = time.monotonic() + seconds
    while bulk.started_at and _step(bulk):
        if time.monotonic() > end:
            return False
    # Another one may still have the last items in hand: who finds none left has it finished.
    if bulk.items.filter(outcome=Outcome.WAITING).exists():
        return False
    _finish(bulk)
    return True


@transaction.atomic
def _finish(bulk: Bulk) -> None:
    """All is done: say so, once, and tell whom it concerns."""
    finished = Bulk.objects.filter(pk=bulk.pk, finished_at=None).update(finished_at=timezone.now())
    tell = ACTIONS[bulk.action].tell if bulk.undoes is None else None
    number = bulk.items.filter(outcome=Outcome.DONE).count()
    if finished and tell and number:
        tell(bulk.params, bulk.by, number)


@transaction.atomic
def bulk_undo(*, bulk: Bulk, user: User) -> Bulk:
    """Return the undoing of all that it did, started; the one there is when it is undone already.

    Raises ValidationError when it is not finished, was another's (but for a lead), or is an undoing itself.
    """
    bulk = Bulk.objects.select_for_update(of=("self",)).select_related("by").get(pk=bulk.pk)
    if bulk.finished_at is None or bulk.action == BulkAction.UNDO:
        refuse("bulk", _("There is nothing to undo."))
    if bulk.by_id != user.pk and not user.is_lead:
        refuse("bulk", _("Only %(person)s or a lead can undo this.") % {"person": bulk.by})
    known = Bulk.objects.filter(undoes=bulk).first()
    if known:
        return known
    undoing = Bulk.objects.create(action=BulkAction.UNDO, by=user, undoes=bulk, started_at=timezone.now())
    _insert(undoing, bulk.items.filter(outcome=Outcome.DONE).order_by().values_list("claim", "version", "story"))
    return undoing


def bulk_forget() -> int:
    """Remove what was chosen and never confirmed; return how many rows went."""
    forgotten = Bulk.objects.filter(started_at=None, chosen_at__lt=timezone.now() - FORGOTTEN)
    return forgotten.delete()[0]


def _insert(bulk: Bulk, rows: Any) -> None:
    """Add claims with their versions without bringing them here: they may be a hundred thousand."""
    if rows.query.is_empty():
        return
    query, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_bulkitem (bulk_id, claim_id, version, story) "  # noqa: S608 (Django wrote the query)
            f"SELECT %s, chosen.* FROM ({query}) AS chosen",
            [bulk.pk, *params],
        )


def _step(bulk: Bulk) -> bool:
    """Do the next few, each on its own, so that nobody waits for long; return whether there were any."""
    waiting = bulk.items.filter(outcome=Outcome.WAITING).order_by("claim").values_list("pk", flat=True)
    done = [_item(bulk, pk) for pk in waiting[:STEP]]
    return any(done)


@transaction.atomic
def _item(bulk: Bulk, pk: int) -> bool:
    """Do it to one claim, unless another worker has it in hand; return whether this call did."""
    item = BulkItem.objects.select_for_update(skip_locked=True).filter(pk=pk, outcome=Outcome.WAITING).first()
    if item is None:
        return False
    try:
        with transaction.atomic():
            _do(bulk, item)
    except Conflict:
        item.outcome = Outcome.CHANGED
    except ValidationError as error:
        item.outcome, item.told = Outcome.REFUSED, " ".join(error.messages)[:300]
    item.save(update_fields=["outcome", "told", "undo", "event"])
    return True


def _do(bulk: Bulk, item: BulkItem) -> None:
    claim = Claim.objects.select_related("queue__taken_by").get(pk=item.claim_id)
    if bulk.undoes:
        done = bulk.undoes.items.get(claim=claim)
        if _events(claim).filter(pk__gt=done.event or 0).exists() or claim.version != done.undo["version"]:
            raise Conflict(done.undo["version"], claim.version, [])
        ACTIONS[bulk.undoes.action].undo(claim, done.undo, bulk.by)
    else:
        if claim.version != item.version:
            raise Conflict(item.version, claim.version, [])
        item.undo = ACTIONS[bulk.action].do(claim, bulk.params | {"seen": item.story}, bulk.by)
    claim.refresh_from_db(fields=["version"])
    item.undo["version"] = claim.version
    item.event = _events(claim).order_by("-pk").values_list("pk", flat=True).first()
    item.outcome = Outcome.DONE


def _events(claim: Claim) -> QuerySet[Event]:
    return Event.objects.filter(claim=claim)
