"""What holds for every request: the database may be down, a body may be too large, a query may carry NUL."""

import json
import logging
import sys
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

GetResponse = Callable[[HttpRequest], HttpResponse]
RETRY_AFTER_SECONDS = 5
log = logging.getLogger(__name__)


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def server_error(request: HttpRequest) -> HttpResponse:
    """Return 503 with Retry-After when the database was out of reach, wherever that showed; else the page for 500."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        return database_down(request, error)
    if wants_json(request):
        return JsonResponse({"detail": _("Something went wrong here; it has been logged.")}, status=500)
    return render(request, "500.html", status=500)


def database_down(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return the 503 answer, as JSON under /api/ and as a page that needs no database elsewhere."""
    log.warning("database out of reach: %s", error)
    if wants_json(request):
        response: HttpResponse = JsonResponse(
            {"detail": _("The database cannot be reached. Nothing was stored; try again.")}, status=503
        )
    else:
        response = render(request, "503.html", status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


class BodyLimitMiddleware:
    """Refuse a body over MAX_BODY_BYTES with 413, after reading it away so that the client gets the answer."""

    CHUNK = 1 << 16
    PATIENCE_BYTES = 256 << 20

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        if length <= settings.MAX_BODY_BYTES:
            return self.get_response(request)
        left = min(length, self.PATIENCE_BYTES)
        while left > 0 and (chunk := request.read(min(self.CHUNK, left))):
            left -= len(chunk)
        message = _("The request is larger than %(limit)d bytes.") % {"limit": settings.MAX_BODY_BYTES}
        if wants_json(request):
            return JsonResponse({"body": [message]}, status=413)
        return HttpResponse(message, status=413, content_type="text/plain; charset=utf-8")


class NullByteMiddleware:
    """Refuse NUL in addresses: PostgreSQL cannot hold it, so no address of ours ever carries one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for field, values in request.GET.lists():
            if any("\0" in value for value in (field, *values)):
                body = json.dumps({field.replace("\0", ""): [_("NUL characters are not allowed.")]})
                return HttpResponse(body, status=400, content_type="application/json")
        return self.get_response(request)
