"""Speakers followed through a text: pronouns, surnames, bare nouns."""

import pytest

from claims.extraction import extract


def names(text: str) -> list[str | None]:
    return [draft.speaker_name for draft in extract(text, language="fr", published_on=None)]


PERRIN = "« Le pont tiendra », a déclaré la préfète, Maud Perrin. "
REY = "« La digue fuit », a répondu le maire de Sorval, Hugo Rey. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PERRIN + "Elle a ajouté que les travaux avançaient.", ["Maud Perrin"] * 2),
        (PERRIN + REY + "Elle a ajouté que les travaux avançaient.", ["Maud Perrin", "Hugo Rey", "Maud Perrin"]),
        (PERRIN + REY + "Il a ajouté que l'eau montait.", ["Maud Perrin", "Hugo Rey", "Hugo Rey"]),
        (PERRIN + REY + "« Rien ne presse », a conclu Perrin.", ["Maud Perrin", "Hugo Rey", "Maud Perrin"]),
        (PERRIN + "« Rien ne presse », a conclu Mme Perrin.", ["Maud Perrin"] * 2),
        (PERRIN + "« Rien ne presse », a conclu la préfète.", ["Maud Perrin"] * 2),
        (
            "Le ministère de la Mer a démenti la vente. Selon le ministère, le port reste public.",
            ["ministère de la Mer"] * 2,
        ),
        ("Le groupe Aurenco a recruté dix soudeurs. « Nous avons besoin de bras », explique le groupe.", ["Aurenco"]),
        (PERRIN + "« Nous avons les crédits et les équipes. »", ["Maud Perrin"] * 2),
        ("Hugo Rey a dit que la digue fuyait et a promis que les crues cesseraient.", ["Hugo Rey"] * 2),
        (
            "La Ligue des marais (LDM) accuse le préfet d'avoir menti. « C'est grave », dit la LDM.",
            ["Ligue des marais"] * 2,
        ),
        ("On dit que le pont tiendra.", []),
    ],
)
def test_who_speaks(text: str, expected: list[str | None]) -> None:
    assert names(text) == expected


def test_two_speakers_do_not_mix() -> None:
    drafts = extract(PERRIN + REY, language="fr", published_on=None)
    assert [(draft.speaker_name, draft.speaker_role) for draft in drafts] == [
        ("Maud Perrin", "préfète"),
        ("Hugo Rey", "maire de Sorval"),
    ]
