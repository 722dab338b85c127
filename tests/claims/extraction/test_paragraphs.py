"""What is headline, body, caption and boilerplate, and where sentences start."""

from claims.extraction.language import load_language
from claims.extraction.paragraphs import find_paragraphs
from claims.extraction.sentences import split_sentences

FRENCH = load_language("fr")


def kinds(text: str) -> list[str]:
    return [paragraph.kind for paragraph in find_paragraphs(text, FRENCH)]


def sentences(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in split_sentences(text, (0, len(text)), FRENCH)]


def test_kinds_of_paragraphs() -> None:
    lines = ["Le phare rouvre", "Il rouvre lundi.", "LIRE AUSSI : Le port ferme", "— Maud Perrin, préfète", "***"]
    text = "\n\n".join(lines)
    assert kinds(text) == ["headline", "body", "boilerplate", "signature", "boilerplate"]


def test_a_paragraph_that_repeats_the_title_is_left_out() -> None:
    assert kinds("Le phare rouvre\n\nLe phare rouvre\n\nIl rouvre lundi.") == ["headline", "boilerplate", "body"]
    assert kinds("Le phare rouvre\n\nLe phare rouvre.\n\nIl rouvre lundi.") == ["headline", "boilerplate", "body"]


def test_spans_are_the_lines_without_blanks() -> None:
    text = "  Un.  \n\n\tDeux.\n"
    assert [text[slice(*paragraph.span)] for paragraph in find_paragraphs(text, FRENCH)] == ["Un.", "Deux."]


def test_sentences_end_where_french_ends_them() -> None:
    assert sentences("M. Rey est parti. Il reviendra vers 10 h 30. Où ? Nul ne sait… Peut-être.") == [
        "M. Rey est parti.",
        "Il reviendra vers 10 h 30.",
        "Où ?",
        "Nul ne sait…",
        "Peut-être.",
    ]
    assert sentences("Le n° 2 du parti, J. Morel, a dit : « Non. » Il est parti.") == [
        "Le n° 2 du parti, J. Morel, a dit : « Non. »",
        "Il est parti.",
    ]


def test_a_dateline_stands_apart() -> None:
    assert sentences("SORVAL – Le phare rouvre.") == ["SORVAL –", "Le phare rouvre."]
    assert sentences("3 mars 2021. – Le phare rouvre.") == ["3 mars 2021. –", "Le phare rouvre."]


def test_no_sentence_is_endless() -> None:
    parts = split_sentences("mot " * 5000, (0, 20000), FRENCH)
    assert max(end - start for start, end in parts) <= 4000
    assert parts[0][0] == 0 and parts[-1][1] == 20000
