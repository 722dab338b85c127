"""The whole of extract(): nothing breaks it, spans are exact, one pass gives what the next gives."""

import os
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.extraction import ClaimDraft, extract

PIECES = (
    "Le ministre a déclaré que la digue tiendrait",
    "selon une source proche du dossier",
    "« La grève continue »",
    "a-t-il ajouté",
    "Maud Perrin, préfète de Sorval",
    "ajoutant que",
    "le pont aurait cédé",
    "d'après",
    "Pour lui,",
    "accuse le maire d'avoir menti",
    "lit-on dans un rapport",
    "comme l'a rappelé",
    "M.",
    "…",
    "\n\n",
    "«",
    "»",
    '"',
    "“",
    "”",
    ":",
    ",",
    "qui",
    "et",
    "dément",
    "par",
    "que",
    "?",
    "12 mars 2021. –",
    "\u200b",
    "🙂",
    "é",
    "\u202e",
    "\x00",
)
SOUP = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60)
ARTICLE = """La digue de Sorval menacée

« La digue ne tiendra pas l'hiver », a prévenu mardi la préfète, Maud Perrin, lors d'une visite. « Il faut agir. »

Selon le maire, Hugo Rey, les travaux « ont pris du retard ». L'entreprise Aurenco dément toute lenteur. Elle assure que
le chantier sera livré en mars, ajoutant que trois équipes y travaillent. Le sous-traitant aurait quitté le site.
"""


def checked(text: str) -> list[ClaimDraft]:
    drafts = extract(text, language="fr", published_on=None)
    for draft in drafts:
        assert draft.spans
        assert all(0 <= start < end <= len(text) for start, end in draft.spans + draft.cue_spans)
        assert draft.allegation == " ".join(text[start:end] for start, end in draft.spans)
        assert 0 <= draft.confidence <= 1
        assert draft.trace
    assert [draft.spans for draft in drafts] == sorted(draft.spans for draft in drafts)
    return drafts


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=SOUP, glue=st.sampled_from([" ", "", "\n"]), upper=st.booleans())
def test_a_soup_of_french_never_breaks_it(pieces: list[str], glue: str, upper: bool) -> None:
    text = glue.join(pieces)[:5000]
    checked(text.upper() if upper else text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 10**6),
    kind=st.sampled_from(["marks", "lines", "lower", "only"]),
    times=st.sampled_from([1, 1, 1, 3, 11]),
)
def test_a_mangled_article_never_breaks_it(seed: int, kind: str, times: int) -> None:
    """Up to 5,000 characters; marks are dropped, doubled and swapped, lines joined, case lost."""
    chance = random.Random(seed)
    signs = list((ARTICLE * times)[:5000])
    marks = [at for at, sign in enumerate(signs) if sign in "«»,.\n"]
    for _ in range(chance.randint(1, 60)):
        here, there = chance.choice(marks), chance.choice(marks)
        signs[here], signs[there] = signs[there], signs[here]
        at = chance.randrange(len(signs))
        signs[at : at + chance.randint(0, 2)] = chance.choice(["«", "»", '"', "", ",", "\n", ":", "..", "''"])
        marks = [at for at in marks if at < len(signs)]
    text = "".join(signs)[:5000]
    if kind == "lines":
        text = text.replace("\n", " ")
    elif kind == "lower":
        text = text.lower()
    elif kind == "only":
        text = "".join(sign for sign in text if sign in '«»"“”\n ')
    checked(text)


@pytest.mark.soak
@pytest.mark.skipif(not os.environ.get("CLAIMTRACK_SOAK"), reason="run by `make soak`")
@pytest.mark.parametrize(
    "piece", [ARTICLE + "\n\n", "le ministre a dit que ", '« “" » '], ids=["articles", "a line", "marks"]
)
def test_two_megabytes_never_break_it(piece: str) -> None:
    checked((piece * (2_000_000 // len(piece) + 1))[:2_000_000])


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "«", "»»»", "a", "Selon", "selon selon selon", "que que", "dit-il", "\x00"]
)
def test_almost_nothing(text: str) -> None:
    checked(text)


def test_the_same_text_gives_the_same_claims() -> None:
    assert checked(ARTICLE) == checked(ARTICLE)


def test_an_article_end_to_end() -> None:
    found = [(draft.kind, draft.speaker_name, draft.cue, draft.denied) for draft in checked(ARTICLE)]
    assert found == [
        ("direct", "Maud Perrin", "a prévenu", False),
        ("direct", "Maud Perrin", "", False),
        ("mixed", "Hugo Rey", "Selon", False),
        ("indirect", "Aurenco", "dément", True),
        ("indirect", "Aurenco", "assure", False),
        ("indirect", "Aurenco", "ajoutant", False),
        ("hearsay", None, "aurait quitté", False),
    ]


def test_surroundings_do_not_move_spans() -> None:
    before = "🙂 é̂ \u202e" * 3 + "\n\n"
    shift = len(before)
    plain = [draft.spans for draft in checked("\n\n" + ARTICLE)]
    moved = [draft.spans for draft in checked(before + "\n\n" + ARTICLE)]
    assert [tuple((a + shift, b + shift) for a, b in spans) for spans in plain] == moved


def test_a_plural_subject_is_no_apposition_of_the_source() -> None:
    text = (
        "Selon l’agence de presse Mérévie, les chefs de service, en particulier ceux de la régie, se sont réunis hier."
    )
    (draft,) = extract(text, language="fr", published_on=None)
    assert draft.speaker == "l’agence de presse Mérévie"
    assert draft.allegation.startswith("les chefs de service, en particulier")
