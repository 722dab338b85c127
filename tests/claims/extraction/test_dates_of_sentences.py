"""Dates of whole sentences, read on Wednesday 12 March 2025: when it was said, and when it happens."""

from datetime import date

import pytest

from claims.extraction import extract


def read(text: str) -> tuple[str | None, list[str]]:
    (draft,) = extract(text, language="fr", published_on=date(2025, 3, 12))
    said = draft.stated_on.start.isoformat() if draft.stated_on and draft.stated_on.start else None
    return said, [event.start.isoformat() for event in draft.event_dates if event.start]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Selon le sondage Harva, réalisé du 3 au 5 mars, 72 % des habitants soutiennent le maire.", None),
        ("Selon le sondage Harva, publié lundi, 72 % des habitants soutiennent le maire.", "2025-03-10"),
        ("Hugo Rey est parti cette semaine, mais affirme que tout va bien.", None),
        ("Selon les résultats du scrutin de mai prochain, le maire sera battu.", None),
        ("Après avoir annoncé en janvier un retrait, le maire Hugo Rey a affirmé que tout va bien.", None),
    ],
)
def test_when_it_was_said(text: str, said: str | None) -> None:
    drafts = extract(text, language="fr", published_on=date(2025, 3, 12))
    last = drafts[-1].stated_on
    assert (last.start.isoformat() if last and last.start else None) == said


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Selon la police, un appel passé lundi a alerté le pôle.", ["2025-03-10"]),
        ("Hugo Rey assure que la note figurait dans le dossier qu'il avait mis en ligne lundi.", ["2025-03-10"]),
        ("Hugo Rey assure que ces menaces le bloquent pour rencontrer le maire à Sorval vendredi.", ["2025-03-14"]),
        ("Hugo Rey assure que « tout a été vu hier [lundi] ».", ["2025-03-10"]),
        ("Hugo Rey assure que le produit a crû de 2 % pour le quatrième trimestre.", ["2024-10-01"]),
        ("Selon la police, des attaques (à Nice le 14 décembre), il ne s'agirait pas d'un complot.", ["2024-12-14"]),
        ("« Aujourd'hui, nous avons fait un grand pas », dit Hugo Rey.", ["2025-03-12"]),
        ("Hugo Rey assure que l'image du maire est aujourd'hui entachée.", []),
        ("Hugo Rey assure que c'est ainsi que l'on connait le monde aujourd'hui.", []),
    ],
)
def test_when_it_happens(text: str, events: list[str]) -> None:
    assert read(text)[1] == events
