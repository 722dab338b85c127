"""Where the embedded servers keep their data and their sockets.

Everything lies under CLAIMTRACK_VAR, but for one run directory that two cases force: root under a folder closed to
other users (the servers run as `nobody` then, who could not get in), and a path too long for a socket.
"""

import hashlib
import os
import re
import stat
from pathlib import Path

# A socket path holds 107 bytes at most; the longest name in the directory is ".s.PGSQL.5432.lock".
MAX_BYTES = 85
# What a URL and PostgreSQL's own list of directories carry without escapes.
PLAIN_PATH = re.compile(r"[A-Za-z0-9_./-]+")


def run_dir(var: Path) -> Path:
    """Return the directory of the servers' sockets for one CLAIMTRACK_VAR: the same for every process of a machine.

    `var/run`; as root under a closed folder `/var/lib/claimtrack-<hash>`; where that path is too long, or holds
    characters that a URL would have to escape, `/tmp/claimtrack-<uid>-<hash>`.
    """
    if closed_to_servers(var):
        return closed_home(var)
    run = var / "run"
    if len(os.fsencode(run)) <= MAX_BYTES and PLAIN_PATH.fullmatch(str(run)):
        return run
    # Safe under /tmp: `account.private_dir` refuses a directory that is not ours.
    return Path(f"/tmp/claimtrack-{os.geteuid()}-{path_hash(var)}")  # noqa: S108


def data_home(var: Path) -> Path:
    """Return the directory that holds the servers' data: `var`, or the run directory where root forces it."""
    return closed_home(var) if closed_to_servers(var) else var


def closed_home(var: Path) -> Path:
    return Path("/var/lib") / f"claimtrack-{path_hash(var)}"


def path_hash(var: Path) -> str:
    return hashlib.sha256(os.fsencode(var)).hexdigest()[:10]


def closed_to_servers(var: Path) -> bool:
    """Tell whether root's unprivileged servers could not reach `var`. We open `var` itself, never its parents."""
    return os.geteuid() == 0 and not open_to_all(var.parent)


def open_to_all(path: Path) -> bool:
    """Tell whether any user may pass through `path` and every folder above it; missing folders count as open."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents) if folder.exists())
