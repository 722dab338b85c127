"""In which language is a text?"""

import pytest

from articles.text.language import UNKNOWN, detect_language, normalise_language

FRENCH = "La passerelle des Tanneurs ne rouvrira qu’à l’automne, a annoncé mardi le maire de Brévannes. " * 20
ENGLISH_BANNER = "Breaking News Today: Live Updates From The World Of Sports And Business, Share this!\n\n"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (FRENCH, "fr"),
        (ENGLISH_BANNER + FRENCH, "fr"),
        ("The bridge will stay closed until autumn, the mayor said on Tuesday. " * 5, "en"),
        ("", UNKNOWN),
        ("1234 5678 90", UNKNOWN),
    ],
)
def test_the_whole_article_decides_not_its_first_line(content: str, code: str) -> None:
    assert detect_language(content) == code


def test_a_tag_gives_its_base_code() -> None:
    assert normalise_language("fr-BE") == normalise_language("FR_ca") == "fr"


def test_a_code_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="klingonais"):
        normalise_language("klingonais")
