"""What two writings of a name share, and what may mean one actor: pure, on pairs."""

import re
import tomllib

import pytest

from claims.matching.bodies import split_body, state_of
from claims.matching.likeness import PART_OF, REASONS, SAME, likeness
from claims.matching.name_words import FOLDER, plain
from claims.matching.names import fold_name, is_described, is_short_for, keys_of, own_name, skeleton, sound

FRENCH = tomllib.loads((FOLDER / "fr" / "actors.toml").read_text(encoding="utf-8"))
MINISTRY = "ministère russe de la Défense"
CENTRE = "Centre pour la réconciliation syrienne"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Le Pentagone", "Pentagone"),
        ("ministère de la Défense russe", MINISTRY),
        ("l’Armée Russe", "armée russe"),
        ("l'armée russe", "L’ARMÉE RUSSE"),
        ("Hayat Tahrir al-Cham", "Hayat Tahrir Al Cham"),
        ("O.N.U.", "ONU"),
        ("M. Jamal", "M.Jamal"),
        ("Évelyne  d’Arvor", "evelyne d'arvor"),
        ("Les Casques blancs", "la Casques-blancs"),
    ],
)
def test_case_accents_apostrophes_hyphens_and_articles_make_no_difference(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other) != ""


@pytest.mark.parametrize(("one", "other"), [("L. Jospin", "Jospin"), ("La Poste", "La Post"), ("Dr", "M.")])
def test_what_is_more_than_that_is_another_name(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize("name", ["???", "L’", "le", "—", "𝕏", "מלך", "x" * 5000])
def test_a_name_of_any_signs_has_a_form(name: str) -> None:
    assert 0 < len(fold_name(name)) <= 300
    assert all(0 < len(key) <= 300 for key in keys_of(name))


@pytest.mark.parametrize(("rule", "one", "other"), [(r[0], r[2], r[3]) for r in FRENCH["spellings"]["rules"]])
def test_every_spelling_makes_its_pair_meet(rule: str, one: str, other: str) -> None:
    assert re.search(rule, plain(one)) or re.search(rule, plain(other)), "the example is of its rule"
    assert sound(plain(one)) == sound(plain(other)) or skeleton(plain(one)) == skeleton(plain(other))


SURE_PROPOSALS = [
    ("Viktor Kupchishin", "Viktor Kouptchichine", "spelling"),
    ("Igor Konachenkov", "Igor Konashenkov", "spelling"),
    ("Igor Konachenkov", "Игорь Конашенков", "spelling"),
    ("Sergueï Lavrov", "Sergey Lavroff", "spelling"),
    ("Sergueï Roudskoï", "Sergei Rudskoy", "spelling"),
    ("Ioulia Timochenko", "Yulia Tymoshenko", "spelling"),
    ("Bachar el-Assad", "Bashar al-Assad", "spelling"),
    ("Sergueï Lavrov", "Lavrov Sergueï", "order"),
    ("Jean Morel", "J. Morel", "initial"),
    ("Défense russe", MINISTRY, "institution"),
    ("Pentagone", "ministère américain de la Défense", "institution"),
    ("département militaire russe", MINISTRY, "institution"),
    ("Sputnik", "agence russe Sputnik", "generic"),
    ("Sputnik", "Sputnik News", "generic"),
    ("Airbus", "Airbus SE", "generic"),
    ("ONU", "Organisation des Nations unies", "acronym"),
    (CENTRE, "Centre Russe pour la Réconciliation des Parties en Conflit en Syrie", "words_left_out"),
]


@pytest.mark.parametrize(("one", "other", "reason"), SURE_PROPOSALS)
def test_variants_are_proposed_with_their_reason_and_found_by_a_key(one: str, other: str, reason: str) -> None:
    for first, second in ((one, other), (other, one)):
        found = likeness(first, second)
        assert found and found.kind == SAME and reason in found.reasons
        assert set(found.reasons) <= set(REASONS)
    assert set(keys_of(one)) & set(keys_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean Morel", "Jeanne Morel"),
        ("Paul Durand", "Pauline Durand"),
        ("Paul Durand", "Luc Durand"),
        ("mairie de Corvenne", "préfecture de Corvenne"),
        ("ministère russe de la Défense", "ministère ukrainien de la Défense"),
        ("ministère russe de la Défense", "ministère russe des Affaires étrangères"),
        ("Ministre de la Défense russe", MINISTRY),
        ("armée russe", "armée syrienne"),
        ("armée russe", "état-major russe"),
        ("armée russe", "ministère ukrainien de la Défense"),
        ("document", "documents"),
        ("Conseil d’État", MINISTRY),
        ("Kupchishin", "Viktor Kupchishin"),
        ("Sputnik", "RT"),
        ("Pentagone", "évaluations du Pentagone"),
    ],
)
def test_what_is_not_proposed(one: str, other: str) -> None:
    assert likeness(one, other) is None


@pytest.mark.parametrize("part", ["Armée russe", "état-major russe"])
def test_a_part_is_not_the_whole(part: str) -> None:
    found = likeness(part, MINISTRY)
    assert found and (found.kind, found.reasons) == (PART_OF, ("part",))


@pytest.mark.parametrize(
    ("one", "other"), [("Kupchishin", "Viktor Kouptchichine"), ("Ministère de la Défense", MINISTRY)]
)
def test_a_short_name_needs_the_article_or_the_role(one: str, other: str) -> None:
    assert likeness(one, other) is None
    beside = likeness(one, other, same_article=True)
    assert beside and "same_article" in beside.reasons
    assert likeness(one, other, same_role=True)


def test_a_department_is_not_the_ministry_beside_it() -> None:
    assert likeness("département de la Défense", MINISTRY, same_article=True) is None


@pytest.mark.parametrize(
    ("name", "described"),
    [
        ("Le document", True),
        ("riverains", True),
        ("communiqué diffusé samedi", True),
        ("Préfecture", True),
        ("police russe", False),
        ("Le Monde", False),
        ("AFP", False),
        ("Ministère de la Défense", False),
    ],
)
def test_what_only_describes(name: str, described: bool) -> None:
    assert is_described(name) is described


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("défenseur des droits de l’Homme syrien Ammar Jamal", "Ammar Jamal"),
        ("général Viktor Kupchishin", "Viktor Kupchishin"),
        ("président de la République", "président de la République"),
        ("maire de New York", "maire de New York"),
        ("ministre d’État Jean Morel", "ministre d’État Jean Morel"),
        ("Viktor Kupchishin", "Viktor Kupchishin"),
        ("Banque Centrale Européenne", "Banque Centrale Européenne"),
    ],
)
def test_the_name_behind_an_office(name: str, own: str) -> None:
    assert own_name(name) == own


def test_a_short_form_leaves_words_out() -> None:
    assert is_short_for("Ministère de la Défense", "Ministère russe de la Défense")
    assert is_short_for("M.Jamal", "Ammar Jamal")
    assert not is_short_for("Ammar", "Ammar Jamal")
    assert not is_short_for("Défense russe", "Ministère de la Défense russe")
    assert not is_short_for("Ammar Jamal", "Ammar Jamal")
    assert not is_short_for("Pentagone", "évaluations du Pentagone")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (f"{CENTRE} du {MINISTRY}", (CENTRE, MINISTRY)),
        (
            "direction générale des opérations de l’état-major russe",
            ("direction générale des opérations de l’état-major russe", "état-major russe"),
        ),
        (MINISTRY, (MINISTRY, "")),
        ("ministère de la défense russe", ("ministère de la défense russe", "")),
        ("police de Paris", ("police de Paris", "")),
    ],
)
def test_an_institution_and_the_one_it_is_part_of(name: str, parts: tuple[str, str]) -> None:
    assert split_body(name) == parts


@pytest.mark.parametrize(
    ("name", "country"),
    [(MINISTRY, "RU"), ("armée syrienne", "SY"), ("agence russe Sputnik", ""), ("ambassade de Russie en France", "")],
)
def test_whose_state_an_institution_is(name: str, country: str) -> None:
    assert state_of(name) == country


SCRIPTS = [
    # Arabic
    ("بشار الأسد", "Bachar al-Assad"),
    ("يحيى السنوار", "Yahya Sinwar"),
    ("أبو محمد الجولاني", "Abou Mohammed al-Joulani"),
    ("محمد دحلان", "Mohammed Dahlan"),
    ("محمود عباس", "Mahmoud Abbas"),
    ("حسن نصر الله", "Hassan Nasrallah"),
    ("عمار جمال", "Ammar Jamal"),
    ("خالد مشعل", "Khaled Mechaal"),
    ("عبد الفتاح السيسي", "Abdel Fattah al-Sissi"),
    ("إسماعيل هنية", "Ismaïl Haniyeh"),
    ("سعد الحريري", "Saad Hariri"),
    ("صدام حسين", "Saddam Hussein"),
    # Cyrillic
    ("Игорь Конашенков", "Igor Konachenkov"),
    ("Сергей Лавров", "Sergueï Lavrov"),
    ("Владимир Путин", "Vladimir Poutine"),
    ("Валерий Герасимов", "Valeri Guerassimov"),
    ("Сергей Шойгу", "Sergueï Choïgou"),
    ("Дмитрий Песков", "Dmitri Peskov"),
    ("Мария Захарова", "Maria Zakharova"),
    ("Володимир Зеленський", "Volodymyr Zelensky"),
    ("Сергей Рудской", "Sergueï Roudskoï"),
    ("Александр Кинщак", "Alexandre Kinchtchak"),
    ("Виктор Купчишин", "Viktor Kupchishin"),
    ("Никита Хрущёв", "Nikita Khrouchtchev"),
    # Greek
    ("Αλέξης Τσίπρας", "Alexis Tsipras"),
    ("Κυριάκος Μητσοτάκης", "Kyriakos Mitsotakis"),
    ("Γιώργος Παπανδρέου", "Giorgos Papandréou"),
    ("Νίκος Δένδιας", "Nikos Dendias"),
    ("Κατερίνα Σακελλαροπούλου", "Katerína Sakellaropoúlou"),
    ("Αντώνης Σαμαράς", "Antonis Samaras"),
    ("Κώστας Καραμανλής", "Kostas Karamanlis"),
    ("Σταύρος Θεοδωράκης", "Stavros Theodorakis"),
    ("Πάνος Καμμένος", "Panos Kammenos"),
    ("Νίκος Χριστοδουλίδης", "Nikos Christodoulides"),
    ("Ευάγγελος Βενιζέλος", "Evangelos Venizelos"),
]


@pytest.mark.parametrize(("theirs", "ours"), SCRIPTS)
def test_a_name_in_another_script_is_found_and_proposed(theirs: str, ours: str) -> None:
    assert set(keys_of(theirs)) & set(keys_of(ours)), "it is looked up by a key that both have"
    found = likeness(theirs, ours)
    assert found and found.kind == SAME


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("بشار الأسد", "Hafez al-Assad"),
        ("محمود عباس", "Mohammed Dahlan"),
        ("Сергей Лавров", "Sergueï Choïgou"),
        ("Мария Захарова", "Marina Zakharovska"),
        ("Αλέξης Τσίπρας", "Antonis Samaras"),
        ("Σταύρος Θεοδωράκης", "Mikis Theodorakis"),
    ],
)
def test_another_name_in_another_script_is_not_proposed(theirs: str, ours: str) -> None:
    assert likeness(theirs, ours) is None


@pytest.mark.parametrize(("rule", "one", "other"), [(r[0], r[2], r[3]) for r in FRENCH["scripts"]["rules"]])
def test_every_rule_of_a_script_makes_its_pair_meet(rule: str, one: str, other: str) -> None:
    assert re.search(plain(rule), plain(one))
    assert skeleton(plain(one)) == skeleton(plain(other))
