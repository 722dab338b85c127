"""Actors: who they are, what is proposed about them, and what people decide."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actor_filters import ActorFilter
from claims.actor_forms import ActorForm, MergeForm, SplitForm
from claims.models import Actor, ActorMove, ProposalState, Relation
from claims.presenters.actors import doubles, links, roles
from claims.selectors.actors import (
    actor_detail,
    actor_list,
    alias_counts,
    claims_by_alias,
    claims_of_actor,
    events_of_actor,
    lookalikes_of,
    move_detail,
    moves_of,
    named_only,
    relation_detail,
    relations_of,
    roles_of,
)
from claims.selectors.finding import claims_shown
from claims.services.actors import actor_correct
from claims.services.lookalikes import lookalikes_decide
from claims.services.merging import actor_merge, actor_move_undo, actor_split, survivor
from claims.services.ties import TRANSITIONS, relation_decide
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.accounts.models import Scope
from claimtrack.pages import add_errors, next_address, number_or_none, page_of, show_form, tell, tell_errors

SHOWN = 10
UNDO = {"proposed": "reopen", "accepted": "accept", "rejected": "reject"}
DOUBLE_STATES = {"reject": ProposalState.REJECTED, "reopen": ProposalState.PROPOSED}


@page()
def actor_list_page(request: HttpRequest) -> HttpResponse:
    """Actors by name and kind, those with something to decide first; described sources only on demand."""
    filters = ActorFilter(request.GET, queryset=actor_list())
    filtered = any(request.GET.get(name) for name in filters.filters)
    found = filters.qs if filters.form.is_valid() else filters.qs.none()
    rows = page_of(found if filtered else named_only(found), request.GET.get("page"))
    return render(request, "claims/actors.html", {"form": filters.form, "page": rows, "filtered": filtered})


@page()
def actor_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One actor: names, roles, relations, claims, proposals and log."""
    actor = actor_or_404(pk)
    found = list(lookalikes_of(actor_id=pk))
    newest = claims_by_alias(aliases={alias for like in found for alias in (like.first_id, like.second_id)})
    both = doubles(actor, found, newest)
    related = links(actor, relations_of(actor_id=pk))
    said = claims_of_actor(actor_id=pk)
    counts = alias_counts(actor_id=pk)
    context = {
        "actor": actor,
        "names": [(alias, counts.get(alias.pk, 0)) for alias in actor.aliases.all()],
        "roles": roles(actor, roles_of(actor_id=pk)),
        "doubles": [double for double in both if double.state == ProposalState.PROPOSED],
        "distinct": [double for double in both if double.state == ProposalState.REJECTED],
        "proposed": [link for link in related if link.relation.state == ProposalState.PROPOSED],
        "accepted": [link for link in related if link.relation.state == ProposalState.ACCEPTED],
        "rejected": [link for link in related if link.relation.state == ProposalState.REJECTED],
        "proposed_count": sum(link.relation.state == ProposalState.PROPOSED for link in related),
        "distinct_count": sum(double.state == ProposalState.REJECTED for double in both),
        "claims": claims_shown([claim.pk for claim in said[:SHOWN]]),
        "claims_count": said.count(),
        "moves": moves_of(actor_id=pk),
        "events": events_of_actor(actor_id=pk),
    }
    return render(request, "claims/actor.html", context)


@require_POST
@page(Scope.EVIDENCE)
def actor_same_page(request: PersonRequest, pk: int, other: int, move: str) -> HttpResponse:
    """Say that two actors are one (the one that has more stays), that they are two, or leave it open again."""
    if move != "accept" and move not in DOUBLE_STATES:
        raise Http404
    one, two = actor_or_404(pk), actor_or_404(other)
    try:
        if move == "accept":
            merged, kept = survivor(one, two)
            done = actor_merge(actor_id=merged.pk, into_id=kept.pk, user=request.user)
            return _moved(request, done, _("“%(one)s” and “%(two)s” are one actor now.") % {"one": one, "two": two})
        lookalikes_decide(actor_id=pk, other_id=other, state=DOUBLE_STATES[move], user=request.user)
    except ValidationError as error:
        tell_errors(request, error.messages)
        return redirect("actor", pk)
    names = {"one": one, "two": two}
    if move == "reject":
        told = _("“%(one)s” and “%(two)s” stay two actors.") % names
        tell(request, told, undo=reverse("actor-same", args=[pk, other, "reopen"]))
    else:
        tell(request, _("It is open again whether “%(one)s” and “%(two)s” are one.") % names)
    return redirect(next_address(request, reverse("actor", args=[pk])))


@require_POST
@page(Scope.EVIDENCE)
def relation_move_page(request: PersonRequest, pk: int, move: str) -> HttpResponse:
    """Accept, reject or reopen a relation."""
    if move not in TRANSITIONS:
        raise Http404
    try:
        before = relation_detail(relation_id=pk)
    except Relation.DoesNotExist as error:
        raise Http404 from error
    try:
        relation = relation_decide(relation_id=pk, move=move, user=request.user)
    except ValidationError as error:
        tell_errors(request, error.messages)
    else:
        told = _("The relation is now: %(state)s.") % {"state": relation.get_state_display()}
        tell(request, told, undo=reverse("relation-move", args=[pk, UNDO[before.state]]))
    return redirect(next_address(request, reverse("actor", args=[before.subject_id])))


@page(Scope.EVIDENCE)
def actor_correct_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Put name, kind and country right."""
    actor = actor_or_404(pk)
    form = ActorForm(request.POST or None, initial={"name": actor.name, "kind": actor.kind, "country": actor.country})
    if form.is_valid():
        try:
            actor_correct(actor_id=pk, user=request.user, fields=form.to_fields(), why=form.cleaned_data["why"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            tell(request, _("Corrected."))
            return redirect("actor", pk)
    return show_form(request, "claims/actor_correct.html", {"actor": actor, "form": form})


@page(Scope.EVIDENCE)
def actor_merge_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Merge an actor into another one, chosen by name."""
    actor = actor_or_404(pk)
    form = MergeForm(request.POST or None)
    if form.is_valid():
        try:
            done = actor_merge(actor_id=pk, user=request.user, **form.to_fields())
        except ValidationError as error:
            add_errors(form, error)
        else:
            names = {"one": done.source, "two": done.target}
            return _moved(request, done, _("“%(one)s” and “%(two)s” are one actor now.") % names)
    return show_form(request, "claims/actor_merge.html", {"actor": actor, "form": form})


@page(Scope.EVIDENCE)
def actor_split_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose the names and claims that go to a new actor."""
    actor = actor_or_404(pk)
    counts = alias_counts(actor_id=pk)
    names = [(alias, counts.get(alias.pk, 0)) for alias in actor.aliases.all()]
    said = page_of(claims_of_actor(actor_id=pk), request.GET.get("page"))
    form = SplitForm(request.POST or None, aliases=[a.pk for a, _n in names], claims=[claim.pk for claim in said])
    if form.is_valid():
        try:
            done = actor_split(actor_id=pk, user=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            told = _("“%(two)s” is an actor of its own now.") % {"two": done.target}
            return _moved(request, done, told)
    context = {"actor": actor, "form": form, "names": names, "page": said}
    for chosen, field in (("chosen_names", "alias_ids"), ("chosen_claims", "claim_ids")):
        context[chosen] = {number_or_none(number) for number in request.POST.getlist(field)}
    return show_form(request, "claims/actor_split.html", context)


@require_POST
@page(Scope.EVIDENCE)
def move_undo_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Put back what a merge or a split moved."""
    try:
        move = move_detail(move_id=pk)
    except ActorMove.DoesNotExist as error:
        raise Http404 from error
    try:
        done = actor_move_undo(move_id=pk, user=request.user)
    except ValidationError as error:
        tell_errors(request, error.messages)
        return redirect("actor", (move.source.merged_into or move.source).pk)
    return _moved(request, done, _("Undone: all is as it was."))


def _moved(request: HttpRequest, move: ActorMove, told: str) -> HttpResponse:
    tell(request, told, undo=reverse("move-undo", args=[move.pk]))
    return redirect("actor", move.target_id)


def actor_or_404(pk: int) -> Actor:
    """Return the actor, or answer 404."""
    try:
        return actor_detail(actor_id=pk)
    except Actor.DoesNotExist as error:
        raise Http404 from error
