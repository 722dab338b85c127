#!/usr/bin/env python
"""The door to every command of claimtrack: `manage.py help` lists them."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        sys.exit(f"The database cannot be reached; is claimtrack running (`make run`)? {error}")


if __name__ == "__main__":
    main()
