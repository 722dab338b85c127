"""What the name of an institution says of where it belongs: to a larger one, or to a state."""

import re
from functools import cache

from claims.matching.name_words import name_words
from claims.matching.names import is_described, profile


def split_body(name: str) -> tuple[str, str]:
    """Return an institution's own name, and the one it is part of; "" where the name has none.

    "Centre pour la réconciliation du ministère russe" is the "Centre pour la réconciliation" of the "ministère russe".
    A part that nothing tells from others of its sort keeps the whole name.
    """
    for match in _of().finditer(name):
        own, whole = name[: match.start()].strip(" ,"), name[match.end() :].strip(" ,")
        if own and _is_whole(whole):
            found = profile(own)
            named = found.body and (found.proper or found.countries) and not is_described(own)
            return (own if named else name), whole
    return name, ""


def state_of(name: str) -> str:
    """Return the code of the one country whose state the institution belongs to by its name, "" for any other."""
    found = profile(name)
    state_body = found.body and found.head in name_words().state_bodies and not found.office
    return next(iter(found.countries)) if state_body and len(found.countries) == 1 else ""


def the_state(name: str) -> str:
    """Return the name of the state that "l'État russe" is, the name itself for any other."""
    found = profile(name)
    itself = found.head in name_words().states and len(found.countries) == 1
    return state_name(next(iter(found.countries))) or name if itself else name


def state_name(country: str) -> str:
    """Return the usual name of a country by its code, "" for an unknown one."""
    return name_words().state_names.get(country, "")


def state_code(name: str) -> str:
    """Return the code of the country whose usual name this is, "" for any other name."""
    return next((code for code, usual in name_words().state_names.items() if usual == name), "")


def _is_whole(name: str) -> bool:
    words = name_words()
    found = profile(name)
    body = found.head in words.bodies or found.head in words.fields
    return body and found.head not in words.subjects and (bool(found.countries) or found.proper)


@cache
def _of() -> re.Pattern[str]:
    links = "|".join(re.escape(word) + ("" if word[-1] in "'’" else " ") for word in name_words().of)
    return re.compile(rf"\s(?:{links})\s*", re.IGNORECASE)
