"""Who owns, controls or pays a speaker: "Sputnik, contrôlée par l'État russe", "Aurenco, filiale du groupe Morvan"."""

from __future__ import annotations

import re
from itertools import pairwise

from claims.extraction.language import Language
from claims.extraction.place_context import country_of_demonym

RELATIONS = ("controlled_by", "owned_by", "funded_by")
_WORD = re.compile(r"[^\W\d_]+['’]|[^\W_][\w&.-]*")
_REACH = 3
"""Words between a name and the participle ("Sputnik, une agence contrôlée par")."""


def owner(name: str, content: str, language: Language) -> tuple[str, str]:
    """The organisation that the text says holds this one, and how; ("", "") where it does not say."""
    for place in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", content) if name else ():
        end = re.compile(r"[.;:!?\n«»]|$").search(content, place.end())
        words = list(_WORD.finditer(content, place.end(), end.start() if end else len(content)))
        for at, word in enumerate(words[: _REACH + 1]):
            relation = _relation(word.group().lower(), language)
            link = words[at + 1].group().lower().replace("’", "'") if relation and at + 1 < len(words) else ""
            if link in language["words.by"] | language["words.of"]:
                held_by = _organisation(content, words[at + 2 :], language)
                return (held_by, relation) if held_by else ("", "")
    return "", ""


def _relation(word: str, language: Language) -> str:
    return next((kind for kind in RELATIONS if word in language[f"ties.{kind}"]), "")


def _organisation(content: str, words: list[re.Match[str]], language: Language) -> str:
    """A body with what names it, or a proper name: the words up to the first that is neither."""
    while words and words[0].group().lower().replace("’", "'") in language["words.articles"]:
        words = words[1:]
    if not words or not (words[0].group()[0].isupper() or words[0].group() in language["bodies"]):
        return ""
    end = words[0].end()
    for before, word in pairwise(words):
        bare = word.group().lower().replace("’", "'")
        if "," in content[before.end() : word.start()]:
            break
        if word.group()[0].isupper() or country_of_demonym(bare, language.code):
            end = word.end()
        elif bare not in language["words.of"] | language["words.articles"]:
            break
    return content[words[0].start() : end]
