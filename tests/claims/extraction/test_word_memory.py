"""What is remembered of words changes no tag and no tree, and never grows without end."""

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction import word_memory
from claims.extraction.language import load_language
from claims.extraction.parse import UNUSED

MODEL = load_language("fr").model
TEXTS = (
    "Le maire de Brévannes a déclaré vendredi que la digue tiendrait, selon un rapport.",
    "La digue ? Le maire, lui, a déclaré : « Elle tiendra. » La digue a cédé. LA DIGUE ! digue",
    "Xyzzkq 3'32\" - a-t-il dit\u00a0; l' eau",
)


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(MODEL, exclude=UNUSED)


@pytest.fixture
def remembering() -> Language:
    nlp = spacy.load(MODEL, exclude=UNUSED)
    word_memory.remember_words(nlp)
    return nlp


def read(nlp: Language, texts: tuple[str, ...]) -> list[tuple[list[list[int]], numpy.ndarray]]:
    docs = list(nlp.pipe(texts))
    return [(doc.to_array(["POS", "DEP", "HEAD", "MORPH"]).tolist(), doc.tensor) for doc in docs]


def known(nlp: Language) -> dict[word_memory.Word, object]:
    words: dict[word_memory.Word, object] = nlp.get_pipe("tok2vec").model.layers[0].attrs["known"]
    return words


def test_words_once_seen_are_read_the_same(plain: Language, remembering: Language) -> None:
    expected = read(plain, TEXTS)
    for _ in range(2):
        for (columns, tensor), (other_columns, other_tensor) in zip(read(remembering, TEXTS), expected, strict=True):
            assert columns == other_columns
            numpy.testing.assert_allclose(tensor, other_tensor, atol=1e-5)
    assert known(remembering)


def test_a_word_before_a_blank_is_not_the_one_before_a_mark(plain: Language, remembering: Language) -> None:
    words = ["la", "digue", "digue", "."]
    docs = [Doc(nlp.vocab, words=words, spaces=[True, True, False, False]) for nlp in (plain, remembering)]
    tensors = [nlp(doc).tensor for nlp, doc in zip((plain, remembering), docs, strict=True)]
    numpy.testing.assert_allclose(*tensors, atol=1e-5)
    assert len(known(remembering)) == 4


def test_the_memory_starts_afresh_when_it_is_full(
    plain: Language, remembering: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_memory, "MOST_WORDS", 10)
    for text, (expected, _) in zip(TEXTS, read(plain, TEXTS), strict=True):
        ((columns, _),) = read(remembering, (text,))
        assert columns == expected
    assert len(known(remembering)) <= 10 + max(len(text) for text in TEXTS) // 2
    assert plain.vocab.strings["rapport"] not in {word for word, _, _ in known(remembering)}


def test_an_empty_text_is_read(remembering: Language) -> None:
    assert len(remembering("")) == 0


def test_a_model_of_another_make_stays_as_it_is() -> None:
    nlp = spacy.blank("fr")
    word_memory.remember_words(nlp)
    nlp.add_pipe("tok2vec")
    before = nlp.get_pipe("tok2vec").model.layers[0]
    word_memory.remember_words(nlp)
    assert nlp.get_pipe("tok2vec").model.layers[0] is before
