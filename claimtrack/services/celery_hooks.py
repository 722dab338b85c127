"""Loaded into the Celery worker under the supervisor: a pool process, however busy, dies with the worker."""

import os
import signal

from celery.signals import worker_process_init

from claimtrack.services.process import die_with_parent

# This module is loaded in the worker itself, before it forks the pool.
WORKER = os.getpid()


@worker_process_init.connect(weak=False)
def bind_to_worker(**kwargs: object) -> None:
    die_with_parent(signal.SIGKILL, parent=WORKER)
