"""Accents in two pieces and typographic apostrophes: read alike, given back as they stand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import extract
from claims.extraction.as_written import Reading
from claims.extraction.types import ClaimDraft

TEXT = (
    "« L’été sera très sec à Strasbourg », a déclaré mardi l’ingénieure d’État Anne L’Hour, citée par "
    "l’agence Mérévie.\n\n"
    "Selon l’École des eaux, « la réserve est à moitié vide »."
)


def claims(text: str) -> list[ClaimDraft]:
    return extract(text, language="fr", published_on=None)


def test_accents_in_two_pieces_give_the_same_claims() -> None:
    composed, decomposed = claims(TEXT), claims(unicodedata.normalize("NFD", TEXT))
    assert len(composed) == 2
    for one, other in zip(composed, decomposed, strict=True):
        assert unicodedata.normalize("NFC", other.allegation) == one.allegation
        assert unicodedata.normalize("NFC", other.cue) == one.cue
        assert other.speaker_name == one.speaker_name
        assert [place.text for place in other.places] == [place.text for place in one.places]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_span_holds_its_words(form: str) -> None:
    content = unicodedata.normalize(form, TEXT)
    for draft in claims(content):
        assert draft.allegation == " ".join(content[start:end] for start, end in draft.spans)
        assert draft.cue == " ".join(content[start:end] for start, end in draft.cue_spans)
        for place in draft.places:
            assert content[slice(*place.span)] == place.text


def test_speakers_keep_their_apostrophes() -> None:
    first, second = claims(TEXT)
    assert first.speaker.startswith("l’ingénieure d’État")
    assert second.speaker == "l’École des eaux"
    straight, _ = claims(TEXT.replace("’", "'"))
    assert straight.speaker.startswith("l'ingénieure d'État")


@given(st.text(alphabet="ae\u0301\u0300\u0327 ’'é\u1100\u1161\u212b\U0001f309\u202e", max_size=40))
def test_composing_keeps_order_and_reaches_the_end(content: str) -> None:
    reading = Reading.of(content)
    assert len(reading.text) == len(reading.composed)
    if reading.starts is not None:
        assert reading.starts == sorted(reading.starts)
        assert len(reading.starts) == len(reading.composed) + 1
        assert reading.starts[-1] == len(content)
