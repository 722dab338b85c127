"""Names and relations that people add to an actor."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actor_forms import NameForm, RelationForm
from claims.models import ActorAlias
from claims.services.actor_facts import actor_name_add, actor_name_remove, relation_add
from claims.views.actors import actor_or_404
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.accounts.models import Scope
from claimtrack.pages import add_errors, show_form, tell, tell_errors


@page(Scope.EVIDENCE)
def actor_name_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a name."""
    actor = actor_or_404(pk)
    form = NameForm(request.POST or None)
    if form.is_valid():
        try:
            alias = actor_name_add(actor_id=pk, user=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            told = _("“%(name)s” leads to this actor from now on.") % {"name": alias.name}
            tell(request, told, undo=reverse("actor-unname", args=[alias.pk]))
            return redirect("actor", pk)
    return show_form(request, "claims/actor_name.html", {"actor": actor, "form": form})


@require_POST
@page(Scope.EVIDENCE)
def actor_unname_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a name away that was added."""
    try:
        actor = actor_name_remove(alias_id=pk, user=request.user)
    except ActorAlias.DoesNotExist as error:
        raise Http404 from error
    except ValidationError as error:
        tell_errors(request, error.messages)
        return redirect("actor-list")
    tell(request, _("The name was taken away."))
    return redirect("actor", actor.pk)


@page(Scope.EVIDENCE)
def actor_relate_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a relation to another actor."""
    actor = actor_or_404(pk)
    form = RelationForm(request.POST or None)
    if form.is_valid():
        try:
            relation = relation_add(actor_id=pk, user=request.user, **form.to_fields())
        except ValidationError as error:
            add_errors(form, error)
        else:
            told = _("The relation to “%(actor)s” was added.") % {"actor": relation.object}
            tell(request, told, undo=reverse("relation-move", args=[relation.pk, "reject"]))
            return redirect("actor", pk)
    return show_form(request, "claims/actor_relate.html", {"actor": actor, "form": form})
