"""Invented articles become rows, a batch at a time."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum
from random import Random
from typing import Any

from django.db import connection, models
from django.utils import timezone

from articles.models import Article, Outlet, Revision, Status
from claims.matching.names import fold_name, keys_of
from claims.models import (
    Actor,
    ActorAlias,
    ActorKind,
    Claim,
    ClaimEventDate,
    ClaimPlace,
    ClaimRelay,
    ClaimState,
    Event,
    Evidence,
    Place,
    Source,
    SourceState,
    Stance,
    Story,
)
from claims.services.actors import actor_of_outlet, actors_for_names
from claims.services.demo.prose import Invented, Said, words
from claims.services.reconcile import place_in_text
from claimtrack.accounts.models import User

DECIDED, REJECTED, WITH_EVIDENCE, RELAYED = 0.4, 0.3, 0.08, 0.15
STANCES = (Stance.SUPPORTS, Stance.REFUTES, Stance.CONTEXT)
DATED = (Article, Claim, Evidence, Event, Revision, Story)


@dataclass(slots=True)
class Cast:
    """Who and what the articles speak of, by name; stories by the words of what they allege."""

    people: Sequence[User]
    outlets: dict[str, Outlet]
    places: dict[str, Place]
    sources: list[Source]
    actors: dict[str, Actor] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    story_ids: Iterator[int] = field(default_factory=lambda: _ids(Story))

    @classmethod
    def of(cls, people: Sequence[User]) -> "Cast":
        """Return them, made where they are missing."""
        cast = cls(people, {name: _outlet(name) for name in words()["outlets"]}, _places(), _sources())
        cast.stories = {story.title: story for story in Story.objects.exclude(title="")}
        for outlet in cast.outlets.values():
            cast.actors[outlet.name] = actor_of_outlet(outlet=outlet)
        return cast


@dataclass(slots=True)
class Rows:
    """The rows of one batch, in the order in which they are written."""

    actors: list[Actor] = field(default_factory=list)
    aliases: list[ActorAlias] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    dates: list[ClaimEventDate] = field(default_factory=list)
    places: list[ClaimPlace] = field(default_factory=list)
    relays: list[ClaimRelay] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def write(self) -> None:
        for name in self.__slots__:
            _copy(getattr(self, name))


def rows_write(*, articles: Sequence[tuple[int, Invented]], prefix: str, cast: Cast, seed: int) -> None:
    """Write numbered articles with all that belongs to them; call inside a transaction."""
    rows = Rows()
    _meet(rows, {said.speaker for _number, article in articles for said in article.claims}, cast)
    article_ids, revision_ids, claim_ids = _ids(Article), _ids(Revision), _ids(Claim)
    for number, invented in articles:
        random = Random(f"{seed}:{number}:decisions")  # noqa: S311 (nothing secret)
        _article(rows, invented, f"{prefix}{number:06}", cast, (next(article_ids), next(revision_ids)))
        for said in invented.claims:
            day = invented.published_on - timedelta(days=random.randint(0, 3))
            _claim(rows, said, day, cast, random, next(claim_ids))
    with _dated_by_hand():
        rows.write()


def _article(rows: Rows, invented: Invented, external_id: str, cast: Cast, ids: tuple[int, int]) -> None:
    moment = timezone.make_aware(datetime.combine(invented.published_on, time(7, 30)))
    sha256 = hashlib.sha256(invented.content.encode()).hexdigest()
    article = Article(
        id=ids[0],
        outlet=cast.outlets[invented.outlet],
        external_id=external_id,
        url=f"https://demo.example/{external_id}",
        first_sha256=sha256,
        published_at=moment,
        published_on=invented.published_on,
        language="fr",
        revision_id=ids[1],
        status=Status.EXTRACTED,
        status_at=moment,
        received_at=moment,
    )
    revision = {"title": invented.title, "text": invented.text, "sha256": sha256, "received_at": moment}
    rows.articles.append(article)
    rows.revisions.append(Revision(id=ids[1], article=article, number=1, content=invented.content, **revision))


def _claim(rows: Rows, said: Said, day: date, cast: Cast, random: Random, pk: int) -> None:
    """Add a claim of the article that was added last, said on `day`, with its parts and what people made of it."""
    claim = _claim_row(said, day, rows.articles[-1], rows.revisions[-1], random, pk)
    claim.story = _story(rows, said, claim.created_at, cast)
    claim.speaker = cast.actors[said.speaker] if said.speaker else None
    rows.claims.append(claim)
    rows.places.append(ClaimPlace(claim=claim, place=cast.places[said.place], words=said.place))
    event_day = day - timedelta(days=random.randint(0, 20))
    rows.dates.append(ClaimEventDate(claim=claim, start=event_day, end=event_day, grain="day", rule="demo"))
    if random.random() < RELAYED:
        name = random.choice(words()["outlets"])
        rows.relays.append(ClaimRelay(claim=claim, actor=cast.actors[name], words=name))
    if random.random() < DECIDED:
        _decide(rows, claim, cast, random)
    if random.random() < WITH_EVIDENCE:
        _link(rows, claim, cast, random)


def _claim_row(said: Said, day: date, article: Article, revision: Revision, random: Random, pk: int) -> Claim:
    spans, cue_spans = [[said.start, said.end]], [[said.cue_start, said.cue_start + len(said.cue)]]
    return Claim(
        id=pk,
        article=article,
        revision=revision,
        spans=spans,
        cue_spans=cue_spans,
        start=said.start,
        end=said.end,
        place_in_text=place_in_text(spans, cue_spans),
        allegation=said.allegation,
        cue=said.cue,
        kind=said.kind,
        speaker_words=said.speaker,
        speaker_role=said.role,
        stated_from=day,
        stated_to=day,
        stated_grain="day",
        dated_against=article.published_on,
        hedged=said.hedged,
        denied=said.denied,
        confidence=round(random.uniform(0.45, 0.98), 2),
        trace=[f"demo.{said.kind}"],
        created_at=article.received_at,
    )


def _story(rows: Rows, said: Said, moment: datetime, cast: Cast) -> Story:
    """Return the story of what is alleged, the same for the same words."""
    title = said.fact[:1].upper() + said.fact[1:]
    if title not in cast.stories:
        cast.stories[title] = Story(id=next(cast.story_ids), title=title, created_at=moment)
        rows.stories.append(cast.stories[title])
    return cast.stories[title]


def _decide(rows: Rows, claim: Claim, cast: Cast, random: Random) -> None:
    move, state = ("reject", ClaimState.REJECTED) if random.random() < REJECTED else ("accept", ClaimState.ACCEPTED)
    claim.state, claim.state_by, claim.version = state, random.choice(cast.people), 2
    claim.state_at = min(claim.created_at + timedelta(minutes=random.randint(5, 4000)), timezone.now())
    common = {"article": claim.article, "claim": claim, "story": claim.story, "by": claim.state_by}
    changes = {"state": [ClaimState.NEW.value, state.value]}
    rows.events.append(
        Event(verb=f"claim.{move}", **common, at=claim.state_at, claim_version=claim.version, changes=changes)
    )


def _link(rows: Rows, claim: Claim, cast: Cast, random: Random) -> None:
    for _time in range(random.choice((1, 1, 2, 3))):
        source = random.choice(cast.sources)
        moment = min(claim.created_at + timedelta(minutes=random.randint(60, 9000)), timezone.now())
        rows.evidence.append(
            Evidence(
                claim=claim,
                source=source,
                url=f"https://{source.domain}/{random.randint(1000, 99999)}",
                stance=random.choice(STANCES),
                quote="Relevé consulté : le chiffre avancé n’y figure pas tel quel.",
                accessed_at=moment,
                added_by=random.choice(cast.people),
                added_at=moment,
            )
        )


def _outlet(name: str) -> Outlet:
    return Outlet.objects.get_or_create(name=name, defaults={"confirmed": True})[0]


def _places() -> dict[str, Place]:
    """Return the places by name, spread over a country that is none."""
    random = Random("places")  # noqa: S311 (nothing secret)
    made = {}
    for name in words()["places"]:
        entry = {"name": name, "latitude": random.uniform(43, 49), "longitude": random.uniform(-1, 6), "country": "FR"}
        made[name] = Place.objects.get_or_create(gazetteer_id=f"demo:{name}", defaults=entry)[0]
    return made


def _sources() -> list[Source]:
    made = []
    for number, name in enumerate(words()["sources"]):
        entry = {
            "domain": f"source-{number}.example",
            "actor": actors_for_names(names=[name])[name],
            "reliability": "ABCD"[number % 4],
            "reliability_reason": "Source inventée pour la démonstration.",
            "state": SourceState.ACCEPTED,
        }
        made.append(Source.objects.get_or_create(name=name, defaults=entry)[0])
    return made


def _meet(rows: Rows, names: set[str], cast: Cast) -> None:
    """Add the actors of these names that nobody knows yet."""
    missing = {fold_name(name): name for name in sorted(names - set(cast.actors) - {""})}
    aliases = ActorAlias.objects.filter(folded__in=missing).select_related("actor")
    cast.actors |= {missing[alias.folded]: alias.actor for alias in aliases}
    ids = _ids(Actor)
    for folded, name in missing.items():
        if name not in cast.actors:
            kind = ActorKind.PERSON if name[:1].isupper() else ActorKind.ORGANISATION
            cast.actors[name] = Actor(id=next(ids), name=name, kind=kind)
            rows.actors.append(cast.actors[name])
            rows.aliases.append(
                ActorAlias(actor=cast.actors[name], name=name, folded=folded, keys=keys_of(name), compared=True)
            )


def _ids(model: type[models.Model], at_once: int = 1000) -> Iterator[int]:
    """Yield ids that nobody else will get: rows that name each other can then be written at once."""
    table = connection.ops.quote_name(model._meta.db_table)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, at_once]
            )
            yield from [row[0] for row in cursor.fetchall()]


def _copy(rows: list[Any]) -> None:
    """Write rows of one model as PostgreSQL does it fastest, their defaults filled in."""
    if not rows:
        return
    options = rows[0]._meta
    fields = [f for f in options.concrete_fields if not f.generated and (rows[0].pk or f is not options.pk)]
    columns = ", ".join(connection.ops.quote_name(f.column) for f in fields)
    table = connection.ops.quote_name(options.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            values = [f.get_db_prep_save(f.pre_save(row, add=True), connection) for f in fields]
            copy.write_row([value.value if isinstance(value, Enum) else value for value in values])


@contextmanager
def _dated_by_hand() -> Iterator[None]:
    """Take the moments that the rows bring instead of now: two years are not made in a minute."""
    automatic = [f for model in DATED for f in model._meta.concrete_fields if getattr(f, "auto_now_add", False)]
    for moment in automatic:
        moment.auto_now_add = False  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for moment in automatic:
            moment.auto_now_add = True  # type: ignore[attr-defined]
