"""Who the embedded servers run as, and folders that are theirs alone."""

import os
import pwd
import stat
from pathlib import Path
from typing import NamedTuple

from claimtrack.services.errors import ServiceError

# PostgreSQL refuses to run as root; `nobody` exists everywhere and initdb needs an account that has a name.
UNPRIVILEGED = "nobody"


class Account(NamedTuple):
    uid: int
    gid: int


def server_account(data: Path) -> Account | None:
    """Return whom to run the servers as: None for ourselves, as root the owner of `data` or else `nobody`."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    entry = pwd.getpwnam(UNPRIVILEGED)
    return Account(entry.pw_uid, entry.pw_gid)


def private_dir(path: Path, account: Account | None) -> Path:
    """Make `path` a directory that only `account` (None: ourselves) may enter, and return it.

    Raises ServiceError when something else is there: under /tmp anybody may have put it there before us.
    """
    owner = account.uid if account else os.geteuid()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if account and path.stat().st_uid == 0:
            os.chown(path, *account)
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner:
            raise ServiceError(
                f"{path} is not a directory of user {owner}, who needs it. Was claimtrack started here as another "
                "user? Start it as that user again, or move the directory away."
            )
        path.chmod(0o700)
    except OSError as error:
        raise ServiceError(f"Cannot make the directory {path}: {error.strerror}.") from error
    return path


def prepare_var(var: Path) -> None:
    """Make CLAIMTRACK_VAR; as root let the servers' account pass through it (files in it keep their own modes)."""
    try:
        var.mkdir(mode=0o755, parents=True, exist_ok=True)
        if os.geteuid() == 0:
            var.chmod(stat.S_IMODE(var.stat().st_mode) | stat.S_IXOTH)
    except OSError as error:
        raise ServiceError(f"Cannot use {var} as CLAIMTRACK_VAR: {error.strerror}.") from error
