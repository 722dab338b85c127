"""Places in French sentences: those that say where stand in brackets. No gazetteer: the words around a name decide."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.cue_lexicon import BadLanguageData
from claims.extraction.place_language import _supplement, fold, load_places
from claims.extraction.places import find_places
from claims.extraction.types import UnknownLanguage


def read(marked: str) -> tuple[list[str], list[str]]:
    sentence = marked.replace("[", "").replace("]", "").replace("<", "[").replace(">", "]")
    found = find_places(sentence, [(0, len(sentence))], language="fr", gazetteer=None)
    return [item.text for item in found], re.findall(r"\[(.*?)\]", marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Deux convois sont entrés en [Arménie] et à [Kassala].",
        "La navette va du [Pérou] au [Chili].",
        "Les pluies ont gagné l'ouest de l'[Angola] et le nord du [Kenya].",
        "Un dépôt de la ville de [Merowe] a brûlé.",
        "Il a été vu dans le village de [Kamenka], dans la province arménienne de [Sarab].",
        "Des renforts ont été envoyés de [Kassala] vers le [Soudan].",
        "Des tirs ont touché les villes de [Kassala], [Merowe] et [Dongola].",
        "Deux villes assiégées, [Kassala] et [Merowe], manquent d'eau.",
        "Le cargo a coulé en [mer Noire], au large de la [Roumanie].",
        "L'usine est à [Brive-sur-Orne], dans le [Loiret].",
        "La sécheresse touche l'est de l'[Afrique du Nord].",
        "La sécheresse recule en [Afrique de l'Ouest].",
        "Elle a quitté la [Bolivie] il y a deux ans.",
        "Le foyer ([Pérou]) est éteint.",
        "Il est mort en poste à [La Havane].",
        "L'aéroport de [Kassala] est fermé.",
        "Le cyclone a touché terre à la [Réunion] et au sud de la [Corse].",
        "Les rues de [Damas] sont vides, et l'on vit à [Kiev].",
        "Les écoles de [Kiev] sont fermées, à [Kiev] comme ailleurs.".replace("à [Kiev]", "à Kiev"),
        "Des réfugiés venus d'[Érythrée] attendent à la frontière.",
        "Il défile sur les [Champs-Élysées] puis dans la [rue de Rome], vers la [Place d'Italie].",
        "On se réunit sur la [place de la République], dans le pôle de la [rue des Lilas].",
        "Il a remis la montre à [Matignon] avant d'aller à l'[Élysée].",
        "[Kassala] et [Merowe] ont été durement touchées : on manque d'eau à Kassala comme à Merowe.",
        "La [Roumanie] a été secouée par un séisme, la région où se trouvent le [Pérou] et le [Chili] aussi.",
        "Le convoi doit rejoindre plus facilement la [Bolivie] et desservir directement le [Pérou].",
        "On l'a vu près de la frontière turque avec la [Syrie], et au-delà de l'[Arménie].",
        "« <en> [Arménie], tout va. »",
        "Il vit dans le département français du [Nord], en direction de [Merowe].",
        "Un raid sur [Kassala] suivi de frappes contre [Merowe] a tué trois civils à Merowe.",
        "Ils sont arrivés à [Port Merowe], une petite ville, puis à [New Kassala] ([Soudan]).",
        "Les habitants de la [Bolivie] et l'or des océans [Atlantique] et [Pacifique].",
    ],
)
def test_names_that_say_where(marked: str) -> None:
    found, wanted = read(marked)
    assert found == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "L'Arménie a rompu avec le Pérou.",
        "Le président du Kenya et l'armée des Philippines ont démenti.",
        "Ils ont fourni au Pérou, au Chili et à la Bolivie un prétexte.",
        "Grâce à Kassala, le ministre l'a dit à Reuters et sur Facebook.",
        "Le ministère de la Défense a demandé à Moscou de répondre.",
        "L'ambassadeur de Norvège coopère avec la Suède.",
        "Les forces du Front populaire sont au Conseil de sécurité.",
        "Depuis, rien n'a changé ; En effet, tout va.",
        "Le rassemblement est l'affaire de Monsieur Kassala, à la place de Rome, mise en place de Paris.",
        "Le conseiller de l'Élysée et l'agenda de Matignon plaisent à Snapchat.",
        "Les exigences de Moscou et la colère de Damas inquiètent.",
        "Ils veulent l'autonomie de la Catalogne.",
        "À Noël, M. Kassala était président de Banquise.",
        "Elle <la Bolivie> se tait, la direction de Renault et la Mission de paix aussi.",
        "Florence a été touchée par ce geste, Moscou a frappé du poing.",
    ],
)
def test_names_that_act_are_addressed_or_own_are_no_places(sentence: str) -> None:
    assert read(sentence) == ([], [])


def test_a_name_used_as_a_place_elsewhere_in_the_article_is_one_here() -> None:
    claim = "les défenseurs de Merowe manquent d'eau"
    spans = [(0, len(claim))]
    alone = find_places(claim, spans, language="fr", gazetteer=None)
    told = find_places(claim + ". La réunion a eu lieu à Merowe.", spans, language="fr", gazetteer=None)
    assert ([item.text for item in alone], [item.text for item in told]) == ([], ["Merowe"])


def test_only_the_spans_are_read_and_each_name_is_given_once() -> None:
    content = "À Lima, il a dit « je vis à Quito, oui, à Quito » et à Bogota."
    start, end = content.index("je"), content.index(" »")
    (found,) = find_places(content, [(start, end)], language="fr", gazetteer=None)
    assert content[slice(*found.span)] == found.text == "Quito"
    assert (found.country, found.latitude, found.longitude, found.gazetteer_id) == ("", None, None, "")


def test_spellings_meet_when_folded() -> None:
    assert fold("Jisr al-Choghour") == fold("jisr Al‑Choghoûr".replace("‑", "-"))
    assert fold("Côte d’Ivoire") == fold("cote d'ivoire")


def test_a_language_without_place_words_says_so() -> None:
    for code in ("xx", "../fr", ""):
        with pytest.raises(UnknownLanguage):
            load_places(code)


def test_a_row_of_the_supplement_that_is_none_is_named() -> None:
    with pytest.raises(BadLanguageData, match="Nulle-Part"):
        _supplement([["Nulle-Part"], "town", "FR", "north", 3.0])


def test_the_supplement_is_on_the_globe_and_names_each_place_once() -> None:
    french = load_places("fr")
    for place in french.places:
        assert place.latitude is None or -90 <= place.latitude <= 90
        assert place.longitude is None or -180 <= place.longitude <= 180
        assert re.fullmatch(r"[A-Z]{2}|", place.country)
    rows = [name for place in french.places if place.latitude is not None for name in place.names]
    assert sorted({name for name in rows if rows.count(name) > 1}) == []


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(
                [
                    "à",
                    "en",
                    "de",
                    "la",
                    "l'",
                    "du",
                    "Lima",
                    "Saint-Lô",
                    "ville",
                    "(",
                    ")",
                    ",",
                    "et",
                    "\n",
                    ".",
                    "M.",
                    "😀",
                    "Al-",
                    "x-Y",
                    "'",
                ]
            ),
            max_size=25,
        ).map(" ".join),
    ),
    st.integers(0, 40),
)
def test_any_text(content: str, start: int) -> None:
    for item in find_places(content, [(start, len(content))], language="fr", gazetteer=None):
        assert content[slice(*item.span)] == item.text


@pytest.mark.parametrize(
    "piece", ["Lima, ", "à Lima ", "de la ville de ", "au Pérou, ", "Al Al ", "(Lima", "d'", "mer "]
)
def test_long_monotony_is_read_to_its_end(piece: str) -> None:
    content = piece * 3000
    for item in find_places(content, [(0, len(content))], language="fr", gazetteer=None):
        assert content[slice(*item.span)] == item.text
