"""What a person was told."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.models import Notice
from claims.selectors.notices import notice_of, notices_of
from claims.services.notices import notices_read
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.pages import number_or_none, page_of, tell


@page()
def notice_list_page(request: PersonRequest) -> HttpResponse:
    """The own notices, newest first."""
    rows = page_of(notices_of(user_id=request.user.pk), request.GET.get("page"))
    return render(request, "claims/notices.html", {"page": rows})


@require_POST
@page()
def notices_read_page(request: PersonRequest) -> HttpResponse:
    """Mark one notice as read (`notice`, its id) and go where it leads, or mark them all."""
    wanted = request.POST.get("notice", "")
    if not wanted:
        notices_read(user=request.user)
        tell(request, _("All notices are marked as read."))
        return redirect("notice-list")
    try:
        notice = notice_of(user_id=request.user.pk, notice_id=number_or_none(wanted) or 0)
    except Notice.DoesNotExist as error:
        raise Http404 from error
    notices_read(user=request.user, notice_ids=[notice.pk])
    return redirect(notice.address)
