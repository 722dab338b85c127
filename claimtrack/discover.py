"""A file in an open folder registers itself by its name."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def modules_of(package: ModuleType) -> dict[str, ModuleType]:
    """Return {name: module} of the kinds in a package, by name; "base" and names starting with "_" are none."""
    names = sorted(info.name for info in iter_modules(package.__path__))
    kinds = [name for name in names if name != "base" and not name.startswith("_")]
    return {name: import_module(f"{package.__name__}.{name}") for name in kinds}
