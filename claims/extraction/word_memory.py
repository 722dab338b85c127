"""The first layer of the parser's model, worked out once for every word instead of each time the word occurs.

That layer sees a word without its neighbours, so its numbers are the same wherever the word stands; they are a third
of what tagging and parsing cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc
    from thinc.api import Model

MOST_WORDS = 30_000
"""Words kept, 400 bytes each; then the memory starts afresh."""
_COMPONENT = "tok2vec"
_LAYER = "spacy.MultiHashEmbed"
_OF_THE_WORD = {"ORTH", "NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE", "SPACY"}

Word = tuple[int, int, int]
"""The word, its norm, and whether a blank follows: all that the layer sees, as spaCy's numbers."""


def remember_words(nlp: Pipeline) -> None:
    """Puts the memory in front of the first layer; a model whose first layer reads more than words stays as it is."""
    from thinc.api import Model  # loaded with the model

    settings = nlp.config["components"].get(_COMPONENT, {}).get("model", {}).get("embed", {})
    if not settings.get("@architectures", "").startswith(_LAYER) or not set(settings["attrs"]) <= _OF_THE_WORD:
        return
    whole: Model[Any, Any] = dict(nlp.components)[_COMPONENT].model  # type: ignore[attr-defined]
    first = whole.layers[0]
    whole.replace_node(first, Model("word_memory", _forward, layers=[first], attrs={"known": {}}))


def _forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Any], None]:
    known = model.attrs["known"]
    keys = [_words(doc) for doc in docs]
    if not known.keys() >= set().union(*keys):
        if len(known) > MOST_WORDS:
            known = model.attrs["known"] = {}
        _learn(model.layers[0], docs[0].vocab, set().union(*keys), known)
    join, width = model.ops.xp.concatenate, model.layers[0].get_dim("nO")
    return [join([known[key] for key in row]).reshape(-1, width) for row in keys], None


def _words(doc: Doc) -> list[Word]:
    return list(zip(*doc.to_array(["ORTH", "NORM", "SPACY"]).T.tolist(), strict=True))


def _learn(layer: Model[Any, Any], vocab: Any, words: set[Word], known: dict[Word, Any]) -> None:
    """Adds the words that are not known yet."""
    from spacy.tokens import Doc  # loaded with the model

    new = [word for word in words if word not in known]
    doc = Doc(vocab, words=[vocab.strings[word] for word, _, _ in new], spaces=[bool(blank) for _, _, blank in new])
    for token, (_, norm, _) in zip(doc, new, strict=True):
        token.norm_ = vocab.strings[norm]
    known.update(zip(new, layer.predict([doc])[0], strict=True))
