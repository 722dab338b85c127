"""Words that an editor changed are followed to where they stand now."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.carry import carry, kept_stretches


def marked(text: str) -> tuple[str, list[list[int]]]:
    """Return a text without its [brackets], and the spans that they marked."""
    spans: list[list[int]] = []
    plain = ""
    for letter in text:
        if letter == "[":
            spans.append([len(plain), 0])
        elif letter == "]":
            spans[-1][1] = len(plain)
        else:
            plain += letter
    return plain, spans


def carried(old: str, new: str) -> None:
    """Check that what is marked in the old text is what is marked in the new one."""
    (before, spans), (after, wanted) = marked(old), marked(new)
    assert carry(before, after, spans, kept_stretches(before, after)) == (wanted or None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Il dit : [le pont coûte deux millions].", "Il dit : [le pont coûte trois millions]."),
        ("Il dit : [deux ponts sont fermés].", "Il dit : [Trois ponts sont fermés]."),
        ("Il dit : [les ponts seront fermés lundi].", "Il dit hier : [les ponts seront fermés mardi]."),
        ("Il dit : [les ponts sont fermés], hier.", "Il dit : [les ponts sont bien fermés], ce matin."),
        ("[Les câbles] sont, dit-il, [usés et rouillés].", "[Les câbles] étaient, dit-il, [usés et percés]."),
        (
            "[Les ponts sont fermés].\n\nAutre ligne.",
            "En bref.\n\nAutre chose.\n\n[Les ponts seront fermés].\n\nAutre ligne.",
        ),
        ("Selon lui, [le pont sera fermé].\n\nFin.", "Selon lui, rien ne change.\n\nFin."),
        ("[Un seul mot].", "Tout autre chose ici"),
    ],
)
def test_what_was_changed_is_followed(old: str, new: str) -> None:
    carried(old, new)


def test_words_beside_that_were_changed_stay_outside() -> None:
    carried("Il a dit [le pont est fermé] hier.", "Elle disait [le pont est fermé] lundi dernier.")


def test_what_was_only_added_before_or_after_stays_outside() -> None:
    carried("Il dit : [le pont est fermé].", "Il dit : oui, [le pont est fermé] demain.")


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30), st.data())
def test_spans_always_lie_in_the_new_text_in_order(old: str, new: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(old)), max_size=4, unique=True)))
    spans = [[a, b] for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    ends = [0, *(n for span in carry(old, new, spans, kept_stretches(old, new)) or [] for n in span), len(new)]
    assert ends == sorted(ends)


@given(st.text("ab \n", min_size=1, max_size=30))
def test_an_unchanged_text_leaves_words_where_they_are(text: str) -> None:
    if text.strip():
        spans = [[text.index(text.strip()), text.index(text.strip()) + len(text.strip())]]
        assert carry(text, text, spans, kept_stretches(text, text)) == spans
