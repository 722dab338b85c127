"""Queries on stories: their claims, what can honestly be counted of them, and which ones are alike."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Case, Count, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from articles.models import SEARCH_CONFIG
from articles.selectors import search_query
from claims.models import ActorKind, Claim, ClaimState, Event, Evidence, Story
from claims.selectors.claims import claim_all, claims_standing, events_told
from claims.selectors.evidence import counting, evidence_shown

MOST_LIKE = 12
LOOKED_AT = 200
COMPARED = 20
FEWEST_SHARED = 3
# The day by which a story's claims stand in order; without one they come last.
SAID = Coalesce("stated_from", "article__published_on")


@dataclass(slots=True)
class Tally:
    """What the data say of a story. `sources` holds {stance: number of distinct sources whose evidence counts}."""

    claims: int = 0
    articles: int = 0
    speakers: int = 0
    denials: int = 0
    sources: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NamedStory:
    """A story by its id, and how it is called (see story_name)."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Alike:
    """A story that may be the same, by the claim of it that is nearest, and why."""

    story: Story
    claim: Claim
    same_speaker: bool
    words_shared: int


def claim_counted() -> QuerySet[Claim]:
    """Return the claims that count for a story: in use, of articles that stand, not rejected."""
    return claims_standing().exclude(state=ClaimState.REJECTED)


def story_list() -> QuerySet[Story]:
    """Return the stories that have a claim that counts, the newest first."""
    return Story.objects.filter(Exists(claim_counted().filter(story=OuterRef("pk")))).order_by("-pk")


def stories_shown(ids: Sequence[int]) -> list[Story]:
    """Return these stories in this order."""
    found = Story.objects.in_bulk(list(ids))
    return [found[pk] for pk in ids if pk in found]


def story_detail(*, story_id: int) -> Story:
    """Return one story, empty or not. Raises Story.DoesNotExist."""
    return Story.objects.select_related("merged_into").get(pk=story_id)


def claims_of_story(*, story_id: int) -> QuerySet[Claim]:
    """Return every claim of a story in the order in which they were said; those that do not count come last."""
    counting = Case(When(pk__in=claim_counted().filter(story=story_id).values("pk"), then=True), default=False)
    claims = claim_all(retired=True).filter(story=story_id).annotate(counting=counting)
    return claims.order_by("-counting", SAID.asc(nulls_last=True), "article__published_at", "pk")


def siblings(*, claim: Claim, limit: int = 6) -> QuerySet[Claim]:
    """Return other claims of the same story that count, with speaker and outlet."""
    others = claim_counted().filter(story=claim.story_id).exclude(pk=claim.pk)
    return (
        others.select_related("speaker", "article__outlet")
        .defer("search")
        .order_by("article__published_on", "pk")[:limit]
    )


def evidence_of(*, story_id: int) -> QuerySet[Evidence]:
    """Return all evidence of a story, oldest first, withdrawn and replaced pieces included."""
    evidence = evidence_shown().filter(claim__story=story_id)
    return evidence.select_related("claim__article__outlet", "claim__speaker")


def events_of_story(*, story_id: int, public: bool = False) -> QuerySet[Event]:
    """Return the log of a story, the latest first."""
    return events_told(public=public).filter(story=story_id).select_related("by", "claim", "evidence__source")


def tallies(story_ids: Collection[int]) -> dict[int, Tally]:
    """Return {story: what can be counted of it} in two queries; anonymous voices are no speakers."""
    named = ~Q(speaker__kind=ActorKind.ANONYMOUS)
    found = {pk: Tally() for pk in story_ids}
    rows = claim_counted().filter(story__in=story_ids).order_by().values("story")
    numbers = rows.annotate(
        claims=Count("pk"),
        articles=Count("article", distinct=True),
        speakers=Count("speaker", distinct=True, filter=named),
        denials=Count("pk", filter=Q(denied=True)),
    )
    for row in numbers:
        found[row["story"]] = Tally(row["claims"], row["articles"], row["speakers"], row["denials"])
    pieces = Evidence.objects.filter(counting(), claim__story__in=story_ids).order_by()
    sources = pieces.values("claim__story", "stance").annotate(n=Count("source", distinct=True))
    for piece in sources:
        found[piece["claim__story"]].sources[piece["stance"]] = piece["n"]
    return found


def faces(story_ids: Collection[int]) -> dict[int, Claim]:
    """Return {story: the first of its claims that counts, by the day it was said}, with speaker and outlet."""
    claims = claim_counted().filter(story__in=story_ids).select_related("speaker", "article__outlet").defer("search")
    said = SAID.asc(nulls_last=True)
    return {claim.story_id: claim for claim in claims.order_by("story", said, "pk").distinct("story")}


def story_name(story: Story, face: Claim | None) -> str:
    """Return how a story is called everywhere: its title, or the words of its face (see faces); "" without either."""
    return story.title or (face.said if face else "")


def stories_with_words(words: str) -> Q:
    """Return the condition that a story's title, summary or one of its claims has the words."""
    query = search_query(words)
    titled = Story.objects.annotate(words=SearchVector("title", "summary", config=SEARCH_CONFIG)).filter(words=query)
    claims = claim_counted().filter(search=query).order_by()
    return Q(pk__in=claims.values("story").union(titled.values("pk")))


def stories_found(*, words: str, limit: int) -> list[NamedStory]:
    """Return the newest stories with these words that are more than one claim without a title, with their names."""
    claims = claim_counted().filter(story=OuterRef("pk")).order_by().values("story").annotate(n=Count("*"))
    more = ~Q(title="") | Q(size__gt=1)
    found = Story.objects.filter(stories_with_words(words)).annotate(size=Coalesce(Subquery(claims.values("n")), 0))
    stories = list(found.filter(more, size__gt=0).order_by("-pk")[:limit])
    first = faces([story.pk for story in stories])
    return [NamedStory(story.pk, story_name(story, first.get(story.pk))) for story in stories]


def stories_alike(*, claims: Sequence[Claim], story_id: int, words: str = "", limit: int = MOST_LIKE) -> list[Alike]:
    """Return the stories most like these claims, the best first; with words, those that have them."""
    speakers = {claim.speaker_id for claim in claims if claim.speaker_id}
    mine = _lexemes(claims[:COMPARED])
    near = claim_counted().exclude(story=story_id).select_related("story", "speaker", "article__outlet").defer("search")
    near = near.annotate(lexemes=_words_of())
    query = search_query(words) if words else _any_of(mine)
    ranked = near.filter(search=query).annotate(rank=SearchRank("search", query)).order_by("-rank", "-pk")
    found = list(ranked[:LOOKED_AT])
    if not words and len(found) < limit and speakers:
        found += near.filter(speaker__in=speakers).annotate(rank=Value(0.0)).order_by("-pk")[:limit]
    found.sort(key=lambda claim: claim.rank * (2 if claim.speaker_id in speakers else 1), reverse=True)
    alike = _by_story(found, speakers, mine)
    fewest = 0 if words else min(FEWEST_SHARED, len(mine))
    return [story for story in alike if story.same_speaker or story.words_shared >= fewest][:limit]


def _by_story(found: Iterable[Claim], speakers: set[int], mine: set[str]) -> list[Alike]:
    best: dict[int, Alike] = {}
    for claim in found:
        shared = len(mine.intersection(claim.lexemes))  # type: ignore[attr-defined]  # annotated
        best.setdefault(claim.story_id, Alike(claim.story, claim, claim.speaker_id in speakers, shared))
    return list(best.values())


def _words_of() -> Func:
    """Return the stems that PostgreSQL searches a claim by."""
    return Func(F("search"), function="tsvector_to_array", output_field=ArrayField(TextField()))


def _lexemes(claims: Sequence[Claim]) -> set[str]:
    rows = Claim.objects.filter(pk__in=[claim.pk for claim in claims]).annotate(lexemes=_words_of())
    return {lexeme for lexemes in rows.values_list("lexemes", flat=True) for lexeme in lexemes}


def _any_of(lexemes: Iterable[str]) -> SearchQuery:
    """Return the query for claims that have any of these stems."""
    quoted = ("'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'" for lexeme in sorted(lexemes))
    return SearchQuery(" | ".join(quoted), config="simple", search_type="raw")
