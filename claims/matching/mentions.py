"""Names of people in what others write: @name. Pure."""

import re

# What an account may be called (letters, digits, @ . + - _), not inside a word or an address; a final stop ends it.
MENTION = re.compile(r"(?<![\w@.+-])@([\w@.+-]*\w)")


def mentioned(text: str) -> set[str]:
    """Return the account names after an @, in lower case."""
    return {match.group(1).lower() for match in MENTION.finditer(text)}


def pieces(text: str) -> list[tuple[str, str]]:
    """Return the text in pieces: (words, "") and (@name as written, the account name in lower case)."""
    found: list[tuple[str, str]] = []
    end = 0
    for match in MENTION.finditer(text):
        if match.start() > end:
            found.append((text[end : match.start()], ""))
        found.append((match.group(), match.group(1).lower()))
        end = match.end()
    return [*found, (text[end:], "")] if end < len(text) else found
