"""Tags and parses the passages that can hold a claim, with sentence starts and words decided beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from claims.extraction.language import Language
from claims.extraction.paragraphs import Paragraph
from claims.extraction.passage import Passage
from claims.extraction.quotations import Quotation
from claims.extraction.types import Span
from claims.extraction.word_memory import remember_words
from claims.extraction.words import split_words

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

UNUSED = ["lemmatizer", "ner", "attribute_ruler", "senter"]
LONGEST_PASSAGE = 5_000
_BATCH = 24


@lru_cache(maxsize=4)
def load_model(name: str) -> Pipeline:
    """The parser of a language, loaded once for the process."""
    import spacy  # takes a second, which processes that never parse need not spend

    nlp = spacy.load(name, exclude=UNUSED)
    remember_words(nlp)
    return nlp


Draft = tuple[Paragraph, list[Span], list[Quotation]]


def parse(text: str, drafts: Iterable[Draft], language: Language) -> list[Passage]:
    """One Passage for each draft (a paragraph, its sentences, its quotations), in order."""
    pieces = [piece for draft in drafts for piece in _pieces(draft)]
    nlp = load_model(language.model)
    spans = [[split_words(text, sentence, language) for sentence in piece[1]] for piece in pieces]
    keep = [number for number, words in enumerate(spans) if any(words)]
    docs = (_doc(nlp, text, spans[number]) for number in keep)
    parsed = nlp.pipe(docs, batch_size=_BATCH)
    pairs = zip(keep, parsed, strict=True)
    return [_passage(text, pieces[number], spans[number], doc, language) for number, doc in pairs]


def _pieces(draft: Draft) -> Iterable[Draft]:
    """Cuts a huge paragraph at sentence starts, so that no document exceeds what the parser takes."""
    paragraph, sentences, quotations = draft
    current: list[Span] = []
    for sentence in sentences:
        if current and sentence[1] - current[0][0] > LONGEST_PASSAGE:
            yield _piece(paragraph, current, quotations)
            current = []
        current.append(sentence)
    if current:
        yield _piece(paragraph, current, quotations)


def _piece(paragraph: Paragraph, sentences: list[Span], quotations: list[Quotation]) -> Draft:
    start, end = sentences[0][0], sentences[-1][1]
    if (start, end) == paragraph.span:
        return paragraph, sentences, quotations
    within = [quotation for quotation in quotations if start <= quotation.outer[0] and quotation.outer[1] <= end]
    return Paragraph((start, end), paragraph.kind), sentences, within


def _doc(nlp: Pipeline, text: str, sentences: Sequence[Sequence[Span]]) -> Doc:
    from spacy.tokens import Doc  # loaded with the model

    words = [text[start:end] for sentence in sentences for start, end in sentence]
    flat = [span for sentence in sentences for span in sentence]
    spaces = [flat[i][1] < flat[i + 1][0] for i in range(len(flat) - 1)] + [False]
    starts: list[bool | int | None] = [number == 0 for sentence in sentences for number in range(len(sentence))]
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)


def _names(doc: Doc, ids: list[int]) -> list[str]:
    """The strings behind spaCy's numbers; a dictionary is quicker than its string store."""
    for number in set(ids).difference(_NAMES):
        _NAMES[number] = doc.vocab.strings[number] if number else ""
    return [_NAMES[number] for number in ids]


_NAMES: dict[int, str] = {}


def _passage(text: str, draft: Draft, spans: Sequence[Sequence[Span]], doc: Doc, language: Language) -> Passage:
    endings = tuple(language["hedges.conditional_endings"])
    would = tuple(language["hedges.would_endings"])
    paragraph, _, quotations = draft
    flat = [span for sentence in spans for span in sentence]
    columns = doc.to_array(["POS", "DEP", "HEAD", "MORPH"]).T
    pos = _names(doc, columns[0].tolist())
    morphs = _names(doc, columns[3].tolist())
    words = [text[start:end].lower() for start, end in flat]
    verbs = [name if tag in ("VERB", "AUX") else "" for name, tag in zip(morphs, pos, strict=True)]
    finite = ["VerbForm=Fin" in name for name in verbs]
    passage = Passage(
        text=text,
        paragraph=paragraph.span,
        kind=paragraph.kind,
        quotations=quotations,
        words=words,
        starts=[start for start, _ in flat],
        ends=[end for _, end in flat],
        pos=pos,
        finite=finite,
        conditional=[
            verb and (("Mood=Cnd" in name and word.endswith(would)) or word.endswith(endings))
            for verb, name, word in zip(finite, verbs, words, strict=True)
        ],
        dep=_names(doc, columns[1].tolist()),
        head=[index + offset for index, offset in enumerate(columns[2].astype("int64").tolist())],
        quote=_quote_numbers(flat, quotations),
    )
    _mark_units(passage, spans)
    return passage


def _quote_numbers(flat: Sequence[Span], quotations: Sequence[Quotation]) -> list[int]:
    numbers = [-1] * len(flat)
    if not quotations:
        return numbers
    current = 0
    for index, (start, end) in enumerate(flat):
        while current < len(quotations) and quotations[current].inner[1] <= start:
            current += 1
        if current < len(quotations) and quotations[current].inner[0] <= start and end <= quotations[current].inner[1]:
            numbers[index] = current
    return numbers


def _mark_units(passage: Passage, spans: Sequence[Sequence[Span]]) -> None:
    """Joins sentences that one quotation holds together."""
    first = index = 0
    for sentence in spans:
        if index > first and not _goes_on(passage, index):
            passage.units.append((first, index))
            first = index
        index += len(sentence)
    if index > first:
        passage.units.append((first, index))
    passage.unit_of = [number for number, (a, b) in enumerate(passage.units) for _ in range(a, b)]


def _goes_on(passage: Passage, index: int) -> bool:
    """Whether a sentence start lies inside a quotation that began before it."""
    return (
        passage.quote[index] >= 0
        and passage.starts[index] > passage.quotations[passage.quote[index]].inner[0]
        and (passage.quote[index - 1] == passage.quote[index])
    )
