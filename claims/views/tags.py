"""Tags of a claim, put on and taken off on its page."""

from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.models import Tag
from claims.services.tags import claim_tag, claim_untag
from claims.views.claims import claim_or_404
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.accounts.models import Scope
from claimtrack.pages import tell, tell_errors


@require_POST
@page(Scope.EVIDENCE)
def claim_tag_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Put a tag on the claim."""
    claim_or_404(pk)
    try:
        claim_tag(claim_id=pk, name=request.POST.get("tag") or request.GET.get("tag", ""), user=request.user)
    except ValidationError as error:
        tell_errors(request, error.messages)
    return redirect(reverse("claim", args=[pk]) + "#tags")


@require_POST
@page(Scope.EVIDENCE)
def claim_untag_page(request: PersonRequest, pk: int, tag: int) -> HttpResponse:
    """Take a tag off the claim."""
    name = Tag.objects.filter(pk=tag).values_list("name", flat=True).first()
    claim_or_404(pk)
    claim_untag(claim_id=pk, tag_id=tag, user=request.user)
    if name:
        undo = reverse("claim-tag", args=[pk]) + "?" + urlencode({"tag": name})
        tell(request, _("The tag “%(tag)s” is taken off.") % {"tag": name}, undo=undo)
    return redirect(reverse("claim", args=[pk]) + "#tags")
