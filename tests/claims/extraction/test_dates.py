"""Dates in French sentences, the expression marked with brackets, against Wednesday 12 March 2025."""

from datetime import date, time

import pytest

from claims.extraction.dates import UNRESOLVED, due_date, find_dates, find_expressions, stated_date

WEDNESDAY = date(2025, 3, 12)


def read(marked: str, reference: date | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    sentence = marked.replace("[", "").replace("]", "")
    found = find_dates(sentence, [(0, len(sentence))], reference=reference, language="fr")
    return [(item.text, str(item.start), str(item.end)) for item in found]


@pytest.mark.parametrize(
    ("marked", "start", "end"),
    [
        # weekdays: the nearest past one, the day of publication included, unless the verb is in the future
        ("Le maire a démissionné [mercredi].", "2025-03-12", "2025-03-12"),
        ("Le maire a démissionné [jeudi].", "2025-03-06", "2025-03-06"),
        ("Le maire présentera sa démission [jeudi].", "2025-03-13", "2025-03-13"),
        ("Le syndicat a déposé un préavis pour [jeudi].", "2025-03-13", "2025-03-13"),
        ("Elle siège depuis [le 1 er octobre 2005].", "2005-10-01", "2005-10-01"),
        ("La grève devrait prendre fin [mercredi].", "2025-03-12", "2025-03-12"),
        ("Le tunnel aurait été rouvert [lundi].", "2025-03-10", "2025-03-10"),
        ("L'accord signé [mercredi dernier] est rompu.", "2025-03-05", "2025-03-05"),
        ("Le procès s'ouvre [mercredi prochain].", "2025-03-19", "2025-03-19"),
        ("Un entrepôt a brûlé [mardi soir].", "2025-03-11", "2025-03-11"),
        ("Le bac reste à quai jusqu'à [samedi].", "2025-03-15", "2025-03-15"),
        ("Le bac est à quai depuis [samedi].", "2025-03-08", "2025-03-08"),
        ("Le vote, prévu [vendredi], est annulé.", "2025-03-14", "2025-03-14"),
        ("L'attaque de [lundi] a fait deux morts.", "2025-03-10", "2025-03-10"),
        ("Ils ont appelé à manifester [samedi].", "2025-03-15", "2025-03-15"),
        ("Le juge a entendu le témoin [samedi].", "2025-03-08", "2025-03-08"),
        ("Le tir a retenti [vendredi 14 h].", "2025-03-07", "2025-03-07"),
        ("Le ministre s'exprimera [ce soir à 20 heures].", "2025-03-12", "2025-03-12"),
        ("[La nuit prochaine] sera froide.", "2025-03-12", "2025-03-13"),
        # a day and its month: the verb, the weekday and nearness choose the year
        ("Le barrage a cédé [le 28 décembre].", "2024-12-28", "2024-12-28"),
        ("Le barrage sera vidé [le 28 décembre].", "2025-12-28", "2025-12-28"),
        ("Le barrage a cédé [le dimanche 28 avril].", "2024-04-28", "2024-04-28"),
        ("Le couvre-feu est prolongé jusqu'[au 15 avril].".replace("[au ", "au ["), "2025-04-15", "2025-04-15"),
        ("La loi date [du 1er juillet 1901].".replace("[du ", "du ["), "1901-07-01", "1901-07-01"),
        ("Il a été réélu [le 5 mai dernier].", "2024-05-05", "2024-05-05"),
        ("Elle a été élue [hier, mardi 11 mars].", "2025-03-11", "2025-03-11"),
        ("Le camp a été évacué [ce mercredi 12 mars] à l'aube.", "2025-03-12", "2025-03-12"),
        # ranges
        ("Les bureaux fermeront [du 30 mars au 2 avril].", "2025-03-30", "2025-04-02"),
        ("La crue a duré [du 28 décembre 2023 au 3 janvier 2024].", "2023-12-28", "2024-01-03"),
        ("Un hangar a brûlé dans [la nuit de dimanche à lundi].", "2025-03-09", "2025-03-10"),
        ("Un hangar a brûlé dans [la nuit du 2 au 3 mars].", "2025-03-02", "2025-03-03"),
        ("Le chantier a été arrêté [entre mars et juin 2022].", "2022-03-01", "2022-06-30"),
        ("Il présidait le club [de 2008 à 2012].", "2008-01-01", "2012-12-31"),
        # parts
        ("Les pluies ont commencé [fin février].", "2025-02-21", "2025-02-28"),
        ("Les pluies ont commencé [début mars].", "2025-03-01", "2025-03-10"),
        ("Les pluies ont cessé à [la mi-janvier].", "2025-01-11", "2025-01-20"),
        ("La ligne fermera [fin 2026].", "2026-10-01", "2026-12-31"),
        ("Le pont rouvrira d'ici [la fin du mois].", "2025-03-21", "2025-03-31"),
        # spans
        ("Les ventes ont doublé [l'an dernier].", "2024-01-01", "2024-12-31"),
        ("Les ventes ont doublé [la semaine dernière].", "2025-03-03", "2025-03-09"),
        ("Il a été soigné [il y a trois jours].", "2025-03-09", "2025-03-09"),
        ("Il vivait là [il y a deux ans].", "2023-01-01", "2023-12-31"),
        ("Il vit là depuis [2015].", "2015-01-01", "2015-12-31"),
        ("Le hangar, bâti autour de [1950], a brûlé.", "1950-01-01", "1950-12-31"),
        ("Le site a fermé en [novembre].", "2024-11-01", "2024-11-30"),
        ("Le site rouvrira en [novembre].", "2025-11-01", "2025-11-30"),
        ("Le prix a baissé au [quatrième trimestre 2024].", "2024-10-01", "2024-12-31"),
        ("Le glacier a reculé [cet été].", "2025-06-21", "2025-09-22"),
        ("Le glacier a reculé durant [l'hiver 2023].", "2023-12-21", "2024-03-20"),
        ("L'usine a fermé dans les [années 1970].", "1970-01-01", "1979-12-31"),
        ("Le musée rouvrira pour [Pâques 2026].", "2026-04-05", "2026-04-05"),
    ],
)
def test_expressions_with_their_days(marked: str, start: str, end: str) -> None:
    words = marked[marked.index("[") + 1 : marked.index("]")]
    assert read(marked) == [(words, start, end)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le conseil se réunira bientôt.",
        "Ces derniers jours, la pression est montée.",
        "Il y est revenu récemment, à l'époque du marché.",
        "Il dirige la banque depuis trois ans.",
        "La veille, il avait été vu au port.",
        "L'appareil a décollé à 14h30.",
        "Les travaux ont fini en fin de journée.",
        "Aujourd'hui, les jeunes lisent moins que leurs parents.",
        "Le musée est fermé le lundi et chaque mardi.",
        "Le niveau de surveillance restera élevé dans les prochains 90 jours.",
        "Il faut plus de 2000 tonnes de sable, et 1 500 sacs.",
        "Elle avait été seconde, puis première.",
    ],
)
def test_what_names_no_calendar_interval_is_left_out(sentence: str) -> None:
    assert read(sentence) == []


def test_a_list_gives_each_date_its_year() -> None:
    assert read("Les votes ont eu lieu le 3 mai et le 5 juin 2019.") == [
        ("le 3 mai", "2019-05-03", "2019-05-03"),
        ("le 5 juin 2019", "2019-06-05", "2019-06-05"),
    ]
    assert [days[1:] for days in read("Il a témoigné les 3 et 9 mars.")] == [("2025-03-03",) * 2, ("2025-03-09",) * 2]


def test_the_time_of_day_joins_its_day() -> None:
    sentence = "Le bureau fermera samedi à 18 heures."
    (found,) = find_expressions(sentence, [(0, len(sentence))], reference=WEDNESDAY, language="fr")
    assert (found.interval.start, found.clock, found.interval.grain) == (date(2025, 3, 15), time(18), "time")
    assert found.interval.text == "samedi à 18 heures"


def test_without_a_reference_relative_ones_stay_unresolved_and_say_so() -> None:
    sentence = "Arrêté mardi, il avait été élu en 2020 et jugé le 3 mai."
    found = find_dates(sentence, [(0, len(sentence))], reference=None, language="fr")
    assert [(item.text, item.start, item.rule.endswith(UNRESOLVED)) for item in found] == [
        ("mardi", None, True),
        ("2020", date(2020, 1, 1), False),
        ("le 3 mai", None, True),
    ]


def test_only_the_spans_are_read_and_offsets_are_of_the_content() -> None:
    content = "😀 Élu lundi, « parti mardi », revenu mercredi."
    spans = [(content.index("parti"), content.index(" »"))]
    (found,) = find_dates(content, spans, reference=WEDNESDAY, language="fr")
    assert content[slice(*found.span)] == found.text == "mardi"


def test_typographic_apostrophes_and_spaces_do_not_matter() -> None:
    assert read("Réélu l’an dernier, le 3\u00a0mars\u202f2024.") == [
        ("l’an dernier", "2024-01-01", "2024-12-31"),
        ("le 3\u00a0mars\u202f2024", "2024-03-03", "2024-03-03"),
    ]


def test_days_that_do_not_exist_are_no_dates() -> None:
    assert read("Le dossier 31/02/2020 et le 30 février sont introuvables.") == []


def stated(content: str, cue: str, allegation: str) -> str | None:
    spans = [(content.index(words), content.index(words) + len(words)) for words in (cue, allegation)]
    found = stated_date(content, [(0, len(content))], spans[:1], spans[1:], reference=WEDNESDAY, language="fr")
    return found and found.text


def test_the_day_of_saying_is_the_date_nearest_to_the_cue_and_outside_the_allegation() -> None:
    content = "En 2020, élu, le maire a annoncé lundi que le pont fermera mardi."
    assert stated(content, "a annoncé", "le pont fermera mardi") == "lundi"
    assert stated("Ali, un médecin arrivé en 2014, affirme que tout va.", "affirme", "tout va") is None
    assert stated("Ali, le 3 mars, affirmait que tout va.", "affirmait", "tout va") == "le 3 mars"
    assert stated("Ali, lors d'une visite en 2014, a dit que tout va.", "a dit", "tout va") == "2014"
    assert stated("Le pont fermera mardi, dit le maire.", "dit", "Le pont fermera mardi") is None
    assert stated("Le pont est sûr, affirme aujourd'hui le maire.", "affirme", "Le pont est sûr") == "aujourd'hui"


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Le pont rouvrira en juin.", date(2025, 6, 30)),
        ("Le retrait sera achevé d'ici la fin de l'année.", date(2025, 12, 31)),
        ("La réponse est attendue d'ici deux semaines.", date(2025, 3, 26)),
        ("Le pont, fermé en 2020, sera démoli en 2027.", date(2027, 12, 31)),
        ("Le pont a été rouvert lundi.", None),
        ("Le pont sera rouvert bientôt.", None),
        ("Le pont tient depuis trois ans.", None),
    ],
)
def test_a_forecast_carries_the_day_by_which_it_can_be_checked(sentence: str, due: date | None) -> None:
    found = find_expressions(sentence, [(0, len(sentence))], reference=WEDNESDAY, language="fr")
    assert due_date(found, WEDNESDAY) == due
    assert due_date(found, None) is None
