"""Which words of a noun phrase are the name of who speaks."""

import pytest

from claims.extraction import extract
from claims.extraction.language import load_language
from claims.extraction.names import describe


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "France 2, l'une des chaînes du service télévisuel public français, a confirmé faire confiance au jury.",
            "France 2",
        ),
        (
            "La spécialiste des sols, l'Allemande Maud Perrin, creuse. Sur ce point, elle affirma : « L'eau vient. »",
            "Maud Perrin",
        ),
        (
            "« Bloquer la vanne ne suffit pas », explique l’hydrologue Lise Cormeau, de l’université de Sorval.",
            "Lise Cormeau",
        ),
        (
            "Le syndicat a prévenu la direction. Celle-ci ne le conteste pas, mais fait observer que le toit est neuf.",
            "direction",
        ),
        ("Selon un médecin local cité par AP, Hugo Rey, on manque de sang.", "Hugo Rey"),
        ("Le Japonais Yoshinori Ohsumi a déclaré que l'eau était froide.", "Yoshinori Ohsumi"),
        ("Un sondage BVA réalisé du 18 au 19 décembre montre que la cote monte.", "sondage BVA"),
        ("Les taliban ont attaqué Sorval, mais ils démentent avoir tué des civils.", "taliban"),
        ("Interrogés, des proches de la victime confient ne pas la connaître.", "proches de la victime"),
        ("Beaucoup d'observateurs estiment que le pont tiendra.", "observateurs"),
        ("Selon les dires du témoin, le pont a bougé.", "témoin"),
        ("Selon les mots du procureur de la République Hugo Rey, il risque la prison.", "Hugo Rey"),
        ("Le Conseil constitutionnel rappelle que la recherche est un objectif.", "Conseil constitutionnel"),
        ("Maud Perrin, des « Villages libres», estime que l'économie va mal.", "Maud Perrin"),
        (
            "La haute autorité qui réunit le Parti socialiste et ses alliés, a annoncé que sept candidats restaient.",
            "haute autorité",
        ),
        ("L'été est sec selon une information révélée par le Canard Enchaîné.", "Canard Enchaîné"),
        ("Au côté de François Hollande Arnaud Montebourg. Il annonce que le train roule.", "Arnaud Montebourg"),
        ("Diverses sources, militaires ou anonymes, annoncent que des suspects ont été tués.", "diverses sources"),
        (
            "Une étude menée par la Cami en collaboration avec Amgen montre que 74 % des patients tiennent.",
            "étude menée par la Cami",
        ),
    ],
)
def test_the_name(text: str, name: str) -> None:
    assert [draft.speaker_name for draft in extract(text, language="fr", published_on=None)] == [name]


def test_who_estimates_also_affirms() -> None:
    text = "Le maire Hugo Rey est venu. Il estime que François Fillon a bien fait, affirmant qu'il sera élu."
    assert [draft.speaker_name for draft in extract(text, language="fr", published_on=None)] == ["Hugo Rey"] * 2


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        ("Comme le rapporte Le Figaro, Hugo Rey a déclaré qu'il n'était pas là.", ("Le Figaro",)),
        ("« Le climat change », a confié Maud Perrin à Sciences et Avenir.", ("Sciences et Avenir",)),
    ],
)
def test_who_passed_it_on(text: str, relay: tuple[str, ...]) -> None:
    assert [draft.relayed_by for draft in extract(text, language="fr", published_on=None)] == [relay]


def test_what_the_authorities_fear_is_no_part_of_their_name() -> None:
    assert describe("les autorités craignant de nouvelles explosions", load_language("fr")).name == "autorités"
