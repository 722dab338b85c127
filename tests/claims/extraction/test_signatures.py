"""Quotations that the line under them signs."""

import pytest

from claims.extraction import extract
from claims.extraction.signatures import signature

QUOTATION = "« Le plan ne changera pas la donne et nous le regrettons tous. »"
LEAD = "Le maire de Sorval, Paul Roy, a dit que la digue tient.\n\n"


@pytest.mark.parametrize(
    "line",
    [
        "\n\n— Odile Granet, maire de Tourvel\n\nFin.",
        "\n– Odile Granet, maire de Tourvel",
        " (Odile Granet, maire de Tourvel)\n\nFin.",
    ],
)
def test_the_line_under_a_quotation_names_its_speaker(line):
    last = extract(LEAD + QUOTATION + line, language="fr", published_on=None)[-1]
    assert (last.kind, last.speaker, last.speaker_name) == ("direct", "Odile Granet, maire de Tourvel", "Odile Granet")


def test_a_house_signs_on_a_line_of_its_own():
    last = extract(LEAD + QUOTATION + "\n\n— Service de presse du festival", language="fr", published_on=None)[-1]
    assert last.speaker_name == "Service de presse du festival"


@pytest.mark.parametrize(
    "line", ["\n\n- Le budget\n- La dette", "\n\nPaul Roy est parti.", "\n\n— Anne Roy est partie : rien.", ""]
)
def test_other_lines_sign_nothing(line):
    assert signature(QUOTATION + line, len(QUOTATION)) == ""
    assert extract(LEAD + QUOTATION + line, language="fr", published_on=None)[1].speaker_name == "Paul Roy"
