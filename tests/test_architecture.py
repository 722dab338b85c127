"""The arrows, the purity, the sizes, the one network door, and that README names everything."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("articles", "claims", "claimtrack")
PURE = ("articles.text", "claims.atlas", "claims.extraction", "claims.matching", "claims.independence", "claims.export")
MOST_LINES_OF_A_FUNCTION = 40
MOST_LINES_OF_A_FILE = 300

# What each layer may import of ours besides itself; the first prefix that fits a module decides.
# Anything not listed is forbidden: docs/decisions/0001 gives the reasons.
ARROWS: dict[str, tuple[str, ...]] = {
    "articles.text": (),
    "articles.models": ("claimtrack.accounts.models",),
    "articles.signals": (),
    "articles.selectors": ("articles.models", "claimtrack.marks"),
    "articles.services": (
        "articles.models",
        "articles.signals",
        "articles.text",
        "claimtrack.accounts.models",
        "claimtrack.refusals",
    ),
    "articles.feeders": ("articles.services", "articles.feeders", "claimtrack.discover"),
    "articles": ("articles", "claimtrack"),
    "claims.atlas": (),
    "claims.extraction": ("claims.extraction", "claimtrack.discover"),
    "claims.matching": ("claims.matching", "claims.extraction.types"),
    "claims.models": ("claims.models", "articles.models", "claimtrack.accounts.models"),
    "claims.signals": (),
    "claims.selectors": (
        "claims.models",
        "claims.selectors",
        "articles.models",
        "articles.selectors",
        "claimtrack.accounts.models",
        "claimtrack.marks",
    ),
    "claims.services": (
        "claims.models",
        "claims.signals",
        "claims.selectors",
        "claims.services",
        "claims.extraction",
        "claims.matching",
        "articles.models",
        "claimtrack.accounts.models",
        "claimtrack.accounts.selectors",
        "claimtrack.refusals",
    ),
    "claims": (
        "claims",
        "articles",
        "claimtrack",
    ),
    "claimtrack.accounts": ("claimtrack.accounts", "claimtrack.pages"),
    "claimtrack.services": ("claimtrack.services",),
    "claimtrack": ("claimtrack",),
}
# What translates writes through services.
TRANSLATORS = (".views", ".tasks", ".management.commands", ".api.views")
WRITES = re.compile(r"\.(save|create|bulk_create|update|delete|get_or_create|update_or_create)\(")
NETWORK = ("urllib.request", "requests", "httpx", "http.client", "aiohttp", "urllib3", "ftplib", "smtplib")
NETWORK_DOORS = ("claimtrack.http", "claimtrack.services.parts")  # the second asks our own web server whether it is up
CLOCKS = re.compile(r"\b(datetime\.now|date\.today|timezone\.now|time\.time|localdate)\(")


def modules() -> Iterator[tuple[str, Path]]:
    for app in OURS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield name.removesuffix(".__init__"), path


MODULES = dict(modules())


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(name: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree(MODULES[name])):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: relative import"
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found.update(inner if inner in MODULES else str(node.module) for inner in inside)
    return found


def within(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


@pytest.mark.parametrize("name", MODULES)
def test_arrows(name: str) -> None:
    layer = next((layer for layer in ARROWS if within(name, (layer,))), None)
    assert layer, f"{name} is in no layer"
    wrong = {i for i in imports_of(name) if within(i, OURS) and not within(i, (*ARROWS[layer], layer))}
    assert not wrong


def test_articles_never_know_of_claims() -> None:
    assert not [
        name
        for name in MODULES
        if within(name, ("articles",)) and any(within(i, ("claims",)) for i in imports_of(name))
    ]


@pytest.mark.parametrize("name", [name for name in MODULES if within(name, PURE)])
def test_pure_packages_know_no_django_database_clock_or_network(name: str) -> None:
    outside = ("django", "rest_framework", "celery", "redis", "psycopg", "socket", *NETWORK)
    assert not {i for i in imports_of(name) if within(i, outside)}
    assert not CLOCKS.search(MODULES[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", MODULES)
def test_one_network_door(name: str) -> None:
    if name not in NETWORK_DOORS:
        assert not {i for i in imports_of(name) if within(i, NETWORK)}


@pytest.mark.parametrize("name", MODULES)
def test_sizes(name: str) -> None:
    lines = MODULES[name].read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES_OF_A_FILE
    for node in ast.walk(tree(MODULES[name])):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= MOST_LINES_OF_A_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("name", [name for name in MODULES if any(part in name for part in TRANSLATORS)])
def test_views_tasks_and_commands_write_through_services(name: str) -> None:
    if name == "claims.management.commands.load_sample":
        pytest.skip("sets up the people and outlets of the sample newsroom")
    written = [
        line
        for line in MODULES[name].read_text(encoding="utf-8").splitlines()
        if "objects" in line and WRITES.search(line)
    ]
    assert not written


@pytest.mark.parametrize("name", MODULES)
def test_no_bare_or_broad_except(name: str) -> None:
    for node in ast.walk(tree(MODULES[name])):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else ""
            assert caught not in ("", "Exception", "BaseException"), f"line {node.lineno}"


README = ROOT / "README.md"


def readme() -> str:
    return README.read_text(encoding="utf-8")


def settings_read() -> set[str]:
    source = (ROOT / "claimtrack" / "settings.py").read_text(encoding="utf-8")
    return set(re.findall(r"(?:env\.\w+|read_time_zone)\(\s*\"([A-Z_]+)\"", source))


@pytest.mark.parametrize("setting", sorted(settings_read()))
def test_readme_names_every_setting(setting: str) -> None:
    assert f"`{setting}`" in readme()


def make_targets() -> list[str]:
    return re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("target", make_targets())
def test_readme_names_every_make_target(target: str) -> None:
    assert f"`make {target}" in readme()


def commands() -> list[str]:
    return sorted(path.stem for app in OURS for path in (ROOT / app).rglob("management/commands/[a-z]*.py"))


@pytest.mark.parametrize("command", commands())
def test_readme_names_every_command(command: str) -> None:
    assert f"`{command}" in readme()


def test_there_is_something_to_check() -> None:
    assert len(MODULES) > 50
    assert {"DATABASE_URL", "NEWSROOM_TIME_ZONE"} <= settings_read()
    assert {"run", "test", "check"} <= set(make_targets())
    assert {"up", "create_token"} <= set(commands())
