"""Speakers followed through a text: pronouns, surnames, bare nouns."""

import pytest

from claims.extraction import extract


def names(text: str) -> list[str | None]:
    return [draft.speaker_name for draft in extract(text, language="fr", published_on=None)]


PERRIN = "« Le pont tiendra », a déclaré la préfète, Maud Perrin. "
CENTRE_HEAD = "chef du Centre pour la paix civile"
HEAD = f"Le pont tiendra, a déclaré le {CENTRE_HEAD}. "
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
            "Selon les calculs de chercheurs du Val, la digue tiendra. Selon eux, la crue est passée.",
            ["calculs de chercheurs du Val", "chercheurs du Val"],
        ),
        (
            "Une équipe de Sorval étudie la digue. Selon eux, la crue est passée.",
            ["équipe de Sorval"],
        ),
        (
            "Les joueuses entraînées par le Français Hugo Rey ont gagné. « C'est mon titre », a déclaré maître Rey.",
            ["Hugo Rey"],
        ),
        (
            "La cheffe du parti dément toute fraude. La Procureure Générale Anne Valtier attend.",
            ["cheffe du parti"],
        ),
        (
            "Le porte-parole, Omar Nadir al-Tourveli, a parlé hier. Il dément toute fraude.",
            ["Omar Nadir al-Tourveli"],
        ),
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
        (
            "Hugo Rey est sorti libre. Le parquet a clos l'affaire. « Rien ne presse », a-t-il dit.",
            ["Hugo Rey"],
        ),
        ("Le débat est lancé par la conservatrice, Maud Perrin. D'après elle, le pont tiendra.", ["Maud Perrin"]),
        ("Le maire reçoit Maud Perrin. Hugo Rey, lui, attend. « Rien ne presse », dit-elle.", ["Maud Perrin"]),
        (REY + "Le maire de Sorval a rencontré la presse. Il juge que l'eau monte.", ["Hugo Rey"] * 2),
        ("La compagnie Flydelta a un PDG, Hugo Rey. « Rien ne presse », a dit la compagnie.", ["Flydelta"]),
        ("Hugo Rey, président de la Digue, est là. « Tout va bien », a dit le patron de la Digue.", ["Hugo Rey"]),
        (
            "Hugo Rey assure que le pont tiendra. Ce sexagénaire est né ici. « Rien ne presse », a ajouté l'élu.",
            ["Hugo Rey"] * 2,
        ),
        (
            "Le syndicat affirme avoir prévenu la direction. Celle-ci répond que la verrière fermait bien.",
            ["syndicat", "direction"],
        ),
        (
            "À en croire une source proche du dossier, le pont est sûr. « Rien ne presse », confie cette même source.",
            ["source proche du dossier"] * 2,
        ),
        ("Hugo Rey, Maud Perrin et Ali Haddad ont dit que le pont tiendrait.", ["Hugo Rey, Maud Perrin et Ali Haddad"]),
        ("Selon un communiqué de la préfecture, le pont tiendra.", ["préfecture"]),
        ("Le club, par la voix de son président, Hugo Rey, a nié avoir triché.", ["Hugo Rey"]),
        (
            "L'accord est bloqué par le juge fédéral Hugo Rey de l'État de Sorval. Il estime que le texte est faux.",
            ["Hugo Rey"],
        ),
        (
            "Le ministre des Postes, des Technologies et de la Presse Hugo Rey a annoncé que le réseau était prêt.",
            ["Hugo Rey"],
        ),
        ("La Direction des examens et concours a dit que tout allait bien.", ["Direction des examens et concours"]),
        ("Selon un gérant de la banque Morand, le pont tiendra.", ["gérant de la banque Morand"]),
        ("Selon Maud Perrin du syndicat ADEF, le pont tiendra.", ["Maud Perrin"]),
        ("Le Français Hugo Rey a dit que le pont tiendrait.", ["Hugo Rey"]),
        ("Le gouvernement dirigé par Hugo Rey a dit que le pont tiendrait.", ["gouvernement"]),
        (
            "Selon une responsable du comité de Marine Le Bris, tout va bien.",
            ["responsable du comité de Marine Le Bris"],
        ),
        ("La maire, Maud Perrin, dont la commune est loin, affirme que l'eau monte.", ["Maud Perrin"]),
        ("« La digue fuit », a noté un jour le maire de Sorval, Hugo Rey.", ["Hugo Rey"]),
        ("« Le pont tiendra », selon Hugo Rey, l'un de ses avocats, qui précise que tout va bien.", ["Hugo Rey"] * 2),
        (
            "C'était en réponse à une note du préfet publiée deux jours plus tôt qui a conclu que la digue fuyait.",
            ["note du préfet"],
        ),
        ("Après avoir annoncé la vente du pont, le maire Hugo Rey a dit que la digue tient.", ["Hugo Rey"] * 2),
        ("Hugo Rey et Maud Perrin le critiquent, cette dernière estimant que le pont fuit.", ["Maud Perrin"]),
        ("Hugo Rey est venu, Mediapart le qualifiant de « roi du pont ».", ["Mediapart"]),
        (
            "L'écran montrait un film de la maire Maud Perrin, dénonçant « les préjugés qui tuent ».",
            ["Maud Perrin"],
        ),
        ("Madame la ministre Maud Perrin a dit que le pont tiendrait.", ["Maud Perrin"]),
        ("La défenseure des droits de l'homme Maud Perrin a dit que le pont fuit.", ["Maud Perrin"]),
        (PERRIN + "« Rien ne presse », a conclu Mme.Perrin.", ["Maud Perrin"] * 2),
        ("« Le pont tiendra », a dit le Français Hugo Le Bris.", ["Hugo Le Bris"]),
        ("« Le pont tiendra », a dit le président américain Rey.", ["Rey"]),
        ("« Le pont fuit », dit le plaignant.", ["plaignant"]),
        ("L'opérateur Mérival a dit que le réseau était prêt.", ["Mérival"]),
        (
            "Le quotidien suisse Le Jour dit que le pont fuit. Selon le quotidien libanais L'Aube-Le Soir, il tient. "
            "Le quotidien estime que l'eau monte.",
            ["Le Jour", "L'Aube-Le Soir", "L'Aube-Le Soir"],
        ),
        (
            "France : le pont fuit. Le Canard libre a révélé que le pont fuit. Le journal précise que l'eau monte.",
            ["Canard libre"] * 2,
        ),
        (
            "Le maire a prévenu les élus. La nièce du roi était opposée à la vente. Hier soir, elle déclarait :\n\n"
            "« Mon oncle avait été très clairvoyant et il avait prévenu tout le monde. »",
            ["nièce du roi"],
        ),
        (
            "Maud Perrin a été élue Miss Sorval. Cette dernière a dit que tout allait bien.",
            ["Maud Perrin"],
        ),
        (
            "Le pont a suscité des commentaires, comme celui de Hugo Rey, un élu : « Ce pont fuit et il fuira. »",
            ["Hugo Rey"],
        ),
        (HEAD + "« Rien ne presse », a ajouté le général Hugo Rey.", ["Hugo Rey"] * 2),
        (HEAD + "« Rien ne presse », a ajouté Hugo Rey.", [CENTRE_HEAD, "Hugo Rey"]),
        (HEAD + "« Rien ne presse », a ajouté le colonel Hugo Rey, maire de Sorval.", [CENTRE_HEAD, "Hugo Rey"]),
        ("Le général Hugo Rey attend. " + HEAD + "« Rien ne presse », a dit Rey.", [CENTRE_HEAD, "Hugo Rey"]),
        (
            HEAD + "« Rien ne presse », dit le général Hugo Rey. Selon le responsable du centre, l'eau monte.",
            ["Hugo Rey"] * 3,
        ),
        (
            HEAD + "Selon le centre, l'eau monte. Selon le responsable de la gare, elle baisse.",
            [CENTRE_HEAD, "Centre pour la paix civile", "responsable de la gare"],
        ),
        ("Le ministère de la Mer, citant plusieurs sources, a déclaré que le pont tiendrait.", ["ministère de la Mer"]),
        ("Le pont tiendra, rapporte l'agence Rivage, citant une source de la mairie.", ["source de la mairie"]),
        (
            "Le pont tiendra, a déclaré le Centre Russe pour la Paix des Parties en Conflit.",
            ["Centre Russe pour la Paix des Parties en Conflit"],
        ),
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


def test_the_office_comes_from_wherever_the_text_gives_it() -> None:
    text = "Selon Hugo Rey, le pont tiendra. Hugo Rey, maire de Sorval, est né en Isère."
    (draft,) = extract(text, language="fr", published_on=None)
    assert (draft.speaker_name, draft.speaker_role) == ("Hugo Rey", "maire de Sorval")


def test_a_first_name_overrules_the_article_of_an_office() -> None:
    text = "Le ministre, Maud Perrin, est là. « Rien ne presse », a-t-elle dit."
    assert names(text) == ["Maud Perrin"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "« Le pont va céder », a confié sous couvert d'anonymat le directeur du chantier.",
            "directeur du chantier, sous couvert d'anonymat",
        ),
        (
            "Le porte-parole du chantier, sous couvert d’anonymat, affirme que le pont va céder.",
            "porte-parole du chantier, sous couvert d’anonymat",
        ),
        (
            "Le pont va céder, selon un porte-parole du chantier qui a requis l'anonymat.",
            "porte-parole du chantier, qui a requis l'anonymat",
        ),
        (
            "Le pont va céder, a confié un responsable du ministère, sous couvert d'anonymat.",
            "responsable du ministère, sous couvert d'anonymat",
        ),
    ],
)
def test_anonymity_stated_at_the_cue_is_kept_with_the_description(text: str, name: str) -> None:
    (draft, later) = extract(f"{text} Il a ajouté que l'eau montait.", language="fr", published_on=None)
    assert (draft.speaker_name, draft.anonymous) == (name, True)
    assert (later.speaker_name, later.anonymous) == (name, True)


@pytest.mark.parametrize(
    "text",
    [
        "Le maire de Sorval a dit que les donateurs agissaient sous couvert d'anonymat.",
        "Sous couvert d'anonymat, des élus protestent. Le maire de Sorval a dit que le pont tiendrait.",
        "Hugo Rey a dit que le pont tiendrait. Un élu a souhaité rester anonyme.",
        "Le maire a dit qu'il défendrait l'anonymat.",
    ],
)
def test_anonymity_of_others_is_not_the_speakers(text: str) -> None:
    assert not any(draft.anonymous for draft in extract(text, language="fr", published_on=None))


@pytest.mark.parametrize(
    ("speaker", "anonymous"),
    [
        ("une source proche du dossier", True),
        ("un responsable du ministère", True),
        ("des témoins", True),
        ("un habitant", True),
        ("un porte-parole du ministère", False),
        ("le responsable du centre", False),
        ("l'association des riverains", False),
        ("la préfecture", False),
        ("le parquet", False),
        ("le syndicat majoritaire", False),
        ("les organisateurs", False),
        ("le maire", False),
        ("Maud Perrin", False),
    ],
)
def test_who_stays_unnamed(speaker: str, anonymous: bool) -> None:
    (draft,) = extract(f"Le pont tiendra, selon {speaker}.", language="fr", published_on=None)
    assert draft.anonymous is anonymous
