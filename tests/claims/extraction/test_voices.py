"""Who does not speak, and what is reported without a speaker."""

import pytest

from claims.extraction import ClaimDraft, extract


def drafts(text: str) -> list[ClaimDraft]:
    return extract(text, language="fr", published_on=None)


@pytest.mark.parametrize(
    "text",
    [
        "Ils sont départagés par la photo-finish, qui montre que le coureur de Sorval devance Hugo Rey.",
        "C'est l'arrestation du colonel Hugo Rey qui a révélé que la mine était vide.",
        "Un train reliant Sorval à Larzol est resté à quai.",
        "Hugo Rey s'est excusé d'avoir comparé le stade de Sorval à une prison.",
        "L'épreuve de Sorval attribue également le titre de champion à Hugo Rey.",
        "Le Pérou compte dix blessés tandis que l'Équateur déplore 21 morts.",
        "Trois îles sont touchées, et les communes de Sorval recensent dix cas.",
        "À 2 heures du matin UTC, on dénombre 193 morts.",
        "Les manifestants ont crié « Libérez nos camarades ! » devant la mairie.",
        "Pour l'Italie, le chômage recule depuis un an.",
        "Mais pour une raison inconnue, l'appareil a manqué la piste.",
        "Le groupe (LDM selon son acronyme) a quitté Sorval.",
        "La sonde a coupé ses moteurs selon un « mode sans échec ».",
        "« Gilets jaunes » : troisième week-end de mobilisation",
        "La question est la suivante : « Pourquoi le pont de Sorval est-il encore fermé ce matin ? »",
        "Un rappel a été fait pour rappeler qu'il ne faut pas retoucher les photos.",
    ],
)
def test_what_only_looks_like_somebody_speaking(text: str) -> None:
    assert drafts(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Pour Maud Perrin, le chômage recule depuis un an.", "Maud Perrin"),
        ("L'Équateur déplore que le pont soit fermé.", "Équateur"),
        ("La mairie recense dix cas à Sorval.", "mairie"),
        (
            "Hugo Rey a crié : « Le barrage a cédé et l'eau arrive par la vallée, il faut monter tout de suite »",
            "Hugo Rey",
        ),
        ("« Le pont tiendra » : Maud Perrin rassure les habitants", "Maud Perrin"),
        ("Selon le Code du travail, l'employeur doit payer les heures.", "Code du travail"),
    ],
)
def test_and_what_does(text: str, speaker: str) -> None:
    found = drafts(text)
    assert [item.speaker_name for item in found] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Les chercheurs espèrent pouvoir utiliser le télescope.",
        "L'appareil transportait sept personnes.",
        "Maud Perrin aimerait supprimer la taxe.",
        "Elle serait alors contrainte de quitter la ville.",
        "Une éventuelle jonction empêcherait les rebelles de progresser.",
        "L'équipe espérait que la médaille serait en or.",
        "Le rectorat cherche une solution, comme certains élèves l'auraient demandé.",
        "Dans ce cas, le pont serait fermé.",
        "Sans lui, le pont serait tombé.",
    ],
)
def test_wishes_hypotheses_and_imperfects_are_no_hearsay(text: str) -> None:
    assert drafts(text) == []


@pytest.mark.parametrize(
    ("text", "allegation"),
    [
        ("Il aurait ensuite quitté la ville.", "Il aurait ensuite quitté la ville"),
        ("Tout laisse à penser qu'il serait tombé du pont.", "Tout laisse à penser qu'il serait tombé du pont"),
        ("Cette visite ne serait qu'une question de procédure.", "Cette visite ne serait qu'une question de procédure"),
        (
            "Le suspect aurait agi seul, mais on ne sait pas pourquoi.",
            "Le suspect aurait agi seul",
        ),
        (
            "Titan attire les astronomes, car son atmosphère serait semblable à la nôtre.",
            "son atmosphère serait semblable à la nôtre",
        ),
        (
            "Dix mille euros auraient été payés sans que l'on sache si c'est lui.",
            "Dix mille euros auraient été payés sans que l'on sache si c'est lui",
        ),
    ],
)
def test_reported_in_the_conditional(text: str, allegation: str) -> None:
    assert [(found.kind, found.allegation) for found in drafts(text)] == [("hearsay", allegation)]
