"""What the words say of a speaker: kind, organisation, tie and country."""

import pytest

from claims.extraction import ClaimDraft, extract


def first(text: str) -> ClaimDraft:
    return extract(text, language="fr", published_on=None)[0]


@pytest.mark.parametrize(
    ("speaker", "kind", "relation", "organisation", "country"),
    [
        (
            "le porte-parole du ministère russe de la Défense, Igor Konachenkov",
            "person",
            "speaks_for",
            "ministère russe de la Défense",
            "RU",
        ),
        ("le ministre russe de la Culture, Oleg Morine", "person", "member_of", "ministère russe de la Culture", "RU"),
        ("la directrice de Magento, Maud Perrin", "person", "member_of", "Magento", ""),
        ("Maud Perrin, cheffe de mission de MSF pour la Syrie", "person", "member_of", "MSF", ""),
        ("le président français, Hugo Rey", "person", "", "", "FR"),
        ("le maire de Sorval, Hugo Rey", "person", "member_of", "mairie de Sorval", ""),
        ("l'avocate de Benoît Hamon", "person", "", "", ""),
        (
            "le service de presse du ministère russe de la Mer",
            "organisation",
            "part_of",
            "ministère russe de la Mer",
            "RU",
        ),
        ("la direction d'Aurenco", "organisation", "part_of", "Aurenco", ""),
        ("l'agence russe Sputnik", "organisation", "", "", "RU"),
        ("le Centre Russe pour la Paix des Parties en Conflit", "organisation", "", "", "RU"),
        ("la Russie", "state", "", "", "RU"),
        ("le Kremlin", "organisation", "", "", "RU"),
        ("le rapport", "document", "", "", ""),
        ("une source proche du dossier", "anonymous", "", "", ""),
        ("les pompiers", "unknown", "", "", ""),
        ("Hugo Rey", "person", "", "", ""),
    ],
)
def test_what_the_words_say(speaker: str, kind: str, relation: str, organisation: str, country: str) -> None:
    draft = first(f"Le pont tiendra, a déclaré {speaker}.")
    found = (draft.speaker_kind, draft.speaker_relation, draft.speaker_organisation, draft.speaker_country)
    assert found == (kind, relation, organisation, country)


def test_a_pronoun_has_the_tie_of_whom_it_stands_for() -> None:
    text = "« Le pont tiendra », a dit Maud Perrin, porte-parole de la Ligue des ponts. Elle a ajouté qu'il rouvrirait."
    drafts = extract(text, language="fr", published_on=None)
    assert [(draft.speaker_relation, draft.speaker_organisation) for draft in drafts] == [
        ("speaks_for", "Ligue des ponts")
    ] * 2


@pytest.mark.parametrize(
    ("sentence", "tie"),
    [
        ("L'agence Sorval Info, contrôlée par l'État russe, dément tout retard.", ("controlled_by", "État russe")),
        ("Aurenco, filiale du groupe Morvan, dément tout retard.", ("owned_by", "groupe Morvan")),
        ("La société Aurenco, détenue par le groupe Morvan, dément tout retard.", ("owned_by", "groupe Morvan")),
        ("L'institut Clairval, financé par le ministère grec, dément tout.", ("funded_by", "ministère grec")),
        ("Aurenco, soutenue par le groupe Morvan, dément tout retard.", ("", "")),
        ("Aurenco dément tout retard. Le pont est financé par la région.", ("", "")),
        ("Maud Perrin, détenue par la police, dément tout vol.", ("", "")),
    ],
)  # fmt: skip
def test_who_holds_a_speaker(sentence: str, tie: tuple[str, str]) -> None:
    draft = first(sentence)
    assert (draft.speaker_relation, draft.speaker_organisation) == tie
