"""Where do words that somebody typed or pasted stand in a text?"""

import unicodedata

MOST = 50
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
Spans = list[list[int]]


def find_words(content: str, words: str, *, most: int = MOST) -> list[Spans]:
    """Return each place of `words` in `content`, as spans of code points, at most `most` of them.

    White space, kinds of apostrophes and composed or combining accents do not matter. Words that stand nowhere in one
    piece are tried line by line: the first line wherever it stands, each further one at its next place after it.
    """
    flat, offsets = _flatten(content)
    whole = _places(flat, words, most)
    if whole:
        return [[_span(offsets, place)] for place in whole]
    parts = [line for line in words.splitlines() if line.strip()]
    chains = [_chain(flat, place, parts[1:]) for place in _places(flat, parts[0], most)] if len(parts) > 1 else []
    return [[_span(offsets, place) for place in chain] for chain in chains if chain]


def _places(flat: str, words: str, most: int) -> list[tuple[int, int]]:
    wanted = _flatten(words.strip())[0].strip()
    found: list[tuple[int, int]] = []
    start = flat.find(wanted) if wanted else -1
    while start != -1 and len(found) < most:
        found.append((start, start + len(wanted)))
        start = flat.find(wanted, start + len(wanted))
    return found


def _chain(flat: str, first: tuple[int, int], parts: list[str]) -> list[tuple[int, int]]:
    """Return the places of the first part and of those that follow it, [] where one of them is missing."""
    chain = [first]
    for part in parts:
        wanted = _flatten(part.strip())[0].strip()
        start = flat.find(wanted, chain[-1][1])
        if start == -1:
            return []
        chain.append((start, start + len(wanted)))
    return chain


def _flatten(text: str) -> tuple[str, list[int]]:
    """Return the text, accents taken apart and white space run together, and where each character came from."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text.translate(APOSTROPHES)):
        if character.isspace():
            if not characters or characters[-1] != " ":
                characters.append(" ")
                offsets.append(offset)
            continue
        for part in unicodedata.normalize("NFD", character) if character > "\x7f" else character:
            characters.append(part)
            offsets.append(offset)
    return "".join(characters), [*offsets, len(text)]


def _span(offsets: list[int], place: tuple[int, int]) -> list[int]:
    start, end = place
    return [offsets[start], offsets[end - 1] + 1]
