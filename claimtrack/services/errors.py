"""What stops a start."""


class ServiceError(Exception):
    """A start that cannot go on; the message tells the person at the terminal what to do."""
