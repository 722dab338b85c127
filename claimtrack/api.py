"""What every REST endpoint shares: JSON in, clear errors out, cursors, a throttle that never blocks by accident."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _
from redis.exceptions import RedisError
from rest_framework import exceptions
from rest_framework.pagination import CursorPagination
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import UserRateThrottle
from rest_framework.views import exception_handler as rest_exception_handler

from claimtrack.middleware import RETRY_AFTER_SECONDS
from claimtrack.refusals import Conflict, Unseen


class ClearJSONParser(BaseParser):
    """Parse one JSON object; say where it breaks instead of guessing."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        try:
            value = json.loads(stream.read().decode("utf-8"))
        except UnicodeDecodeError as error:
            message = _("Invalid UTF-8 at byte %(offset)d.") % {"offset": error.start}
            raise exceptions.ValidationError({"body": [message]}) from error
        except json.JSONDecodeError as error:
            message = _("Invalid JSON at character %(offset)d.") % {"offset": error.pos}
            raise exceptions.ValidationError({"body": [message]}) from error
        except ValueError as error:  # of a whole number with more digits than Python reads
            raise exceptions.ValidationError({"body": [_("A number is too long.")]}) from error
        except RecursionError as error:
            raise exceptions.ValidationError({"body": [_("JSON is nested too deeply.")]}) from error
        if not isinstance(value, dict):
            raise exceptions.ValidationError({"body": [_("A JSON object is expected.")]})
        return value


class NewestFirstPagination(CursorPagination):
    """`next` and `previous` are whole addresses; `page_size` up to 200."""

    ordering: str | tuple[str, ...] = "-id"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        """Return one page. Raises NotFound for a cursor that was not made here."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValueError, DjangoValidationError) as error:
            if self.cursor_query_param not in request.query_params:
                raise
            raise exceptions.NotFound(self.invalid_cursor_message) from error


class CalmThrottle(UserRateThrottle):
    """Limit by person; while the cache is down nobody is limited, for articles must still come in."""

    def allow_request(self, request: Any, view: Any) -> bool:
        try:
            return super().allow_request(request, view)
        except RedisError:
            return True


def read_input(serializer: Any, request: Request) -> dict[str, Any]:
    """Return what was sent, checked. Raises ValidationError that names the field."""
    incoming = serializer(data=request.data)
    incoming.is_valid(raise_exception=True)
    fields: dict[str, Any] = incoming.validated_data
    return fields


def etag(version: int) -> str:
    """Return the ETag of a record in this version."""
    return f'"{version}"'


def version_seen(request: Request) -> int | None:
    """Return the version that the caller saw, by `If-Match` or the body's `version`; None where neither is sent.

    Raises ValidationError for what is no version.
    """
    given = request.headers.get("If-Match", "*")
    body: Any = request.data
    value = given.strip().removeprefix("W/").strip('"') if given.strip() != "*" else body.get("version")
    if value is None:
        return None
    text = "" if isinstance(value, bool) else str(value)
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise exceptions.ValidationError({"version": [_("Send the number of the version that was shown.")]})
    return int(text)


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return the answer to an error: what services refuse is a 400 that names the field, a lost race a 409."""
    if isinstance(error, DjangoValidationError):
        detail = error.message_dict if hasattr(error, "error_dict") else {"non_field_errors": error.messages}
        error = exceptions.ValidationError(detail)
    if isinstance(error, Conflict):
        body = {"detail": str(error), "version": error.current, "events": [_event(event) for event in error.events]}
        return Response(body, status=409, headers={"ETag": etag(error.current)})
    if isinstance(error, Unseen):
        changed = {"added": [piece.pk for piece in error.added], "lost": [piece.pk for piece in error.lost]}
        judged = [{"code": fault.code, "claim": fault.claim and fault.claim.pk} for fault in error.faults]
        return Response({"detail": str(error), "evidence": changed, "subject": judged}, status=409)
    if isinstance(error, OperationalError | InterfaceError):
        text = _("The database cannot be reached. Nothing was stored; try again.")
        return Response({"detail": text}, status=503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
    answer = rest_exception_handler(error, context)
    if answer is not None:
        answer.data = _writable(answer.data)
    return answer


def _writable(detail: Any) -> Any:
    """Return what a message repeats of the input without the half characters that UTF-8 has no form for."""
    if isinstance(detail, Mapping):
        return {_writable(name): _writable(value) for name, value in detail.items()}
    if isinstance(detail, list):
        return [_writable(value) for value in detail]
    return detail.encode("utf-8", "replace").decode() if isinstance(detail, str) else detail


def _event(event: Any) -> dict[str, Any]:
    by = event.by.username if event.by else None
    return {"verb": event.verb, "by": by, "at": event.at, "why": event.why, "changes": event.changes}
