"""When and where of the claims of one article, against Wednesday 12 March 2025."""

from datetime import date

import pytest

from claims.extraction import extract
from claims.extraction.draft import Found
from claims.extraction.when_where import WhenWhere


def claim(content: str, cue: str, allegation: str, region: str, *, shared: bool = False) -> Found:
    cue_span, span, around = (
        (content.index(words), content.index(words) + len(words)) for words in (cue, allegation, region)
    )
    return Found((span,), "indirect", (cue_span,), "", "", (around,), False, False, [], 0.9, shared=shared)


def reader(content: str, *found: Found, published_on: date | None = date(2025, 3, 12)) -> WhenWhere:
    return WhenWhere(content, found, language="fr", published_on=published_on, gazetteer=None)


def test_date_of_saying_dates_of_the_event_due_day_and_places() -> None:
    content = "Lundi, le maire a annoncé que le pont de la ville de Merowe fermera vendredi."
    item = claim(content, "a annoncé", "le pont de la ville de Merowe fermera vendredi", "Lundi, le maire a annoncé")
    when_where = reader(content, item)
    said = when_where.stated_on(item)
    assert said and said.start == date(2025, 3, 10)
    events, due = when_where.events_and_due(item)
    assert [(event.text, event.start) for event in events] == [("vendredi", date(2025, 3, 14))]
    assert due == date(2025, 3, 14)
    assert [place.text for place in when_where.places(item)] == ["Merowe"]


def test_the_date_of_a_clause_before_the_main_one_does_not_say_when() -> None:
    content = "Alors que le pays a signé en décembre 2015, le maire a annoncé que tout va."
    item = claim(content, "a annoncé que", "tout va", content[:64])
    assert reader(content, item).stated_on(item) is None


def test_the_date_of_a_description_does_not_say_when() -> None:
    content = "Interrogé lundi, le maire, éliminé en novembre, a annoncé que tout va."
    item = claim(content, "a annoncé que", "tout va", content[:62])
    said = reader(content, item).stated_on(item)
    assert said and said.text == "lundi"


def test_what_another_claim_alleges_does_not_say_when() -> None:
    content = "Le pont a cédé mardi, dit le maire, ajoutant que tout va."
    first = claim(content, "dit", "Le pont a cédé mardi", "dit le maire")
    second = claim(content, "ajoutant que", "tout va", content[:48])
    assert reader(content, first, second).stated_on(second) is None


def test_a_shared_subject_has_the_date_of_its_own_verb_where_that_is_no_cue() -> None:
    content = "Il pleut. Le journal a publié une enquête mardi affirmant que tout va."
    item = claim(content, "affirmant que", "tout va", "affirmant que", shared=True)
    said = reader(content, item).stated_on(item)
    assert said and said.text == "mardi"


def test_a_shared_subject_does_not_take_the_date_of_the_cue_before_it() -> None:
    content = "Le maire a annoncé mardi une fermeture, affirmant que tout va."
    first = claim(content, "a annoncé", "une fermeture", "Le maire a annoncé mardi")
    item = claim(content, "affirmant que", "tout va", "affirmant que", shared=True)
    assert reader(content, first, item).stated_on(item) is None


def test_without_a_day_of_publication_nothing_relative_is_worked_out() -> None:
    content = "Lundi, le maire a annoncé que le pont fermera vendredi."
    item = claim(content, "a annoncé", "le pont fermera vendredi", "Lundi, le maire a annoncé")
    when_where = reader(content, item, published_on=None)
    said = when_where.stated_on(item)
    events, due = when_where.events_and_due(item)
    assert (said and said.start, said and said.rule) == (None, "fr.date.weekday.no_reference")
    assert ([event.start for event in events], due) == ([None], None)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Hugo Rey — ancien maire entre 2011 et 2013 — a annoncé que le pont est sûr.", ""),
        ("Hugo Rey (maire depuis 2014) a annoncé que le pont est sûr.", ""),
        ("Il a noté « un écart entre 2011 et cette année » et affirme que le pont est sûr.", ""),
        ("Ce matin, à Larzol (Var), Hugo Rey a affiché le message suivant : « Le pont est sûr. »", "Ce matin"),
        ("Maud Perrin avait été écartée de la mairie en décembre dernier, accusée par Hugo Rey de mentir.", ""),
        ("En 2008, le pont a été rouvert par la régie, qui considère que la digue tiendra.", ""),
        ("Le mandat a été retiré le 5 décembre, car la mairie craint que le pont ne cède.", ""),
        ("Selon un relevé dévoilé par la régie le 4 mars, la digue tiendra.", "le 4 mars"),
    ],
)
def test_only_the_date_of_the_clause_of_the_cue_says_when(content: str, said: str) -> None:
    drafts = extract(content, language="fr", published_on=date(2025, 3, 12))
    assert [draft.stated_on.text if draft.stated_on else "" for draft in drafts][-1:] == [said]
