"""The gazetteer of this installation, opened once per process."""

import logging
from functools import cache

from django.conf import settings

from claims.extraction.gazetteer import BadGazetteer, Gazetteer

log = logging.getLogger(__name__)


@cache
def gazetteer() -> Gazetteer | None:
    """Return the gazetteer that set-up built; None, with a line in the log, if it did not: names stay as written."""
    try:
        return Gazetteer(settings.GAZETTEER)
    except (FileNotFoundError, BadGazetteer) as error:
        log.warning("no gazetteer at %s (%s): run manage.py build_gazetteer", settings.GAZETTEER, error)
        return None
