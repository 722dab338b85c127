"""Generated French articles of invented people and places: any number, the same for the same number."""

import random
from datetime import date, timedelta
from typing import Any

PEOPLE = [
    ("le maire", "Étienne Valbrune"),
    ("la préfète", "Solange Miremont"),
    ("l’ingénieure", "Ada Tessonnier"),
    ("le directeur de l’hôpital", "Bruno Kerlévan"),
    ("la porte-parole du syndicat", "Inès Charpontier"),
    ("l’avocat", "Paul-Henri d’Orsanne"),
    ("la biologiste", "Maëlle Quentric"),
    ("le capitaine", "Yves Lantosque"),
]
PLACES = ["Corvenne", "Saint-Ulphace", "Bréval-sur-Mer", "Montlagny", "Roquemaure", "Valdrôme"]
TOPICS = ["le pont", "la digue", "l’usine d’eau", "le marché couvert", "le tramway", "l’ancienne école"]
ALLEGATIONS = [
    "{topic} sera fermé avant la fin du mois",
    "les travaux ont coûté {number} millions d’euros",
    "{number} familles ont été relogées depuis lundi",
    "les contrôles n’ont jamais été faits",
    "{topic} ne présente aucun danger pour les riverains",
    "une fuite a été signalée {number} fois en un an",
    "le rapport a été caché aux habitants de {place}",
]
FRAMES = [
    "« {Allegation} », a déclaré {role} {name}.",
    "{Role} {name} a affirmé que {allegation}.",
    "Selon {role} {name}, {allegation}.",
    "« {Allegation} », assure {role} {name}, « et personne ne nous a prévenus ».",
    "{Allegation}, a indiqué {weekday} {role} {name}.",
    "{Role} {name} dément : « {Allegation}. »",
]
BACKGROUND = [
    "La place était encore barrée en début de soirée.",
    "Une centaine de personnes s’étaient réunies devant la mairie de {place}.",
    "La prochaine réunion publique aura lieu dans la salle des fêtes.",
    "À {place}, les commerces ont baissé leur rideau plus tôt que d’habitude.",
]
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi"]
FIRST_DAY = date(2026, 1, 5)


def capitalised(words: str) -> str:
    return words[0].upper() + words[1:]


def article(number: int) -> dict[str, Any]:
    """Return article `number` as the API takes it: three to five statements among some background."""
    chance = random.Random(number)
    place = chance.choice(PLACES)
    sentences = [statement(chance, place) for _ in range(chance.randint(3, 5))]
    sentences += [chance.choice(BACKGROUND).format(place=place) for _ in range(2)]
    chance.shuffle(sentences)
    half = len(sentences) // 2
    return {
        "title": f"{place} : ce que l’on sait, point {number}",
        "text": " ".join(sentences[:half]) + "\n\n" + " ".join(sentences[half:]),
        "published_at": (FIRST_DAY + timedelta(days=number % 90)).isoformat(),
        "language": "fr",
        "external_id": f"point-{number}",
    }


def statement(chance: random.Random, place: str) -> str:
    role, name = chance.choice(PEOPLE)
    allegation = chance.choice(ALLEGATIONS).format(
        topic=chance.choice(TOPICS), number=chance.randint(2, 90), place=place
    )
    words = {"role": role, "name": name, "allegation": allegation, "weekday": chance.choice(WEEKDAYS)}
    return chance.choice(FRAMES).format(**words, Role=capitalised(role), Allegation=capitalised(allegation))
