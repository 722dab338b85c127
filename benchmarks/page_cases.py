"""The lists, filters and searches that `benchmarks.pages` measures, each beside the plainest SQL for the same rows."""

from __future__ import annotations

from dataclasses import dataclass

CLAIM = """
SELECT c.*, o.name, s.name, u.username,
       (SELECT count(*) FROM claims_evidence e WHERE e.claim_id = c.id)
FROM claims_claim c JOIN articles_article a ON a.id = c.article_id JOIN articles_outlet o ON o.id = a.outlet_id
LEFT JOIN claims_actor s ON s.id = c.speaker_id LEFT JOIN accounts_user u ON u.id = c.state_by_id
WHERE c.retired_at IS NULL AND a.withdrawn_at IS NULL AND {where} ORDER BY {order} LIMIT 50"""
CLAIMS = """
SELECT count(*) FROM claims_claim c JOIN articles_article a ON a.id = c.article_id
WHERE c.retired_at IS NULL AND a.withdrawn_at IS NULL AND {where}"""
ARTICLE = """
SELECT a.*, o.name, r.title, left(r.content, 160), (SELECT count(*) FROM claims_claim c WHERE c.article_id = a.id)
FROM articles_article a JOIN articles_outlet o ON o.id = a.outlet_id JOIN articles_revision r ON r.id = a.revision_id
WHERE {where} ORDER BY {order} LIMIT 50"""
ARTICLES = "SELECT count(*) FROM articles_article a JOIN articles_revision r ON r.id = a.revision_id WHERE {where}"
STORY = """
SELECT s.*, (SELECT count(*) FROM claims_claim c WHERE c.story_id = s.id), f.allegation, a.name, o.name,
       (SELECT count(DISTINCT e.source_id) FROM claims_evidence e JOIN claims_claim c ON c.id = e.claim_id
        WHERE c.story_id = s.id)
FROM claims_story s JOIN LATERAL (SELECT * FROM claims_claim c WHERE c.story_id = s.id ORDER BY id LIMIT 1) f ON true
LEFT JOIN claims_actor a ON a.id = f.speaker_id
JOIN articles_article r ON r.id = f.article_id JOIN articles_outlet o ON o.id = r.outlet_id
WHERE {where} ORDER BY s.id DESC LIMIT 50"""
STORIES = "SELECT count(*) FROM claims_story s WHERE {where}"
WAITING = """
SELECT q.*, c.*, o.name, s.name FROM claims_queueentry q JOIN claims_claim c ON c.id = q.claim_id
JOIN articles_article a ON a.id = c.article_id JOIN articles_outlet o ON o.id = a.outlet_id
LEFT JOIN claims_actor s ON s.id = c.speaker_id
WHERE q.waiting AND a.withdrawn_at IS NULL AND {where} ORDER BY q.priority DESC, q.claim_id DESC LIMIT 50"""
ALL_WAITING = """
SELECT count(*) FROM claims_queueentry q JOIN claims_claim c ON c.id = q.claim_id
JOIN articles_article a ON a.id = c.article_id WHERE q.waiting AND a.withdrawn_at IS NULL AND {where}"""
SPEAKERS = """
SELECT a.*, count(c.id) FROM claims_actor a LEFT JOIN claims_claim c ON c.speaker_id = a.id AND c.retired_at IS NULL
WHERE {where} GROUP BY a.id ORDER BY count(c.id) DESC, a.name LIMIT 50"""
SPEAKERS_COUNTED = "SELECT count(*) FROM claims_actor a WHERE {where}"
SOURCES = """
SELECT s.*, a.name, (SELECT count(*) FROM claims_evidence e WHERE e.source_id = s.id)
FROM claims_source s JOIN claims_actor a ON a.id = s.actor_id ORDER BY s.name LIMIT 50"""
PLACES = """
SELECT p.*, n.claims FROM claims_place p JOIN (
    SELECT cp.place_id, count(DISTINCT c.id) AS claims FROM claims_claimplace cp
    JOIN claims_claim c ON c.id = cp.claim_id JOIN articles_article a ON a.id = c.article_id
    WHERE c.retired_at IS NULL AND a.withdrawn_at IS NULL AND {where} GROUP BY 1) n ON n.place_id = p.id
ORDER BY n.claims DESC"""
WORDS = "websearch_to_tsquery('fr_unaccent', '{}')"
NEWEST = "c.id DESC"
LATEST = "a.published_on DESC NULLS LAST, a.id DESC"
NAMED = "IN (SELECT actor_id FROM claims_actoralias WHERE folded LIKE '%abrial%')"
EVIDENCE = "SELECT o.story_id FROM claims_evidence e JOIN claims_claim o ON o.id = e.claim_id {}"


@dataclass(frozen=True, slots=True)
class Case:
    """An address, and the statements that give its rows and their number, as one would type them."""

    path: str
    plain: tuple[str, ...] = ()


def claims(query: str, where: str = "true", order: str = NEWEST) -> Case:
    """Return the case of a list of claims."""
    kinds = CLAIM.format(where=where, order=order), CLAIMS.format(where=where)
    return Case(f"/claims/?{query}" if query else "/claims/", kinds)


def articles(query: str, where: str = "true", order: str = LATEST) -> Case:
    """Return the case of a list of articles."""
    kinds = ARTICLE.format(where=where, order=order), ARTICLES.format(where=where)
    return Case(f"/articles/?{query}" if query else "/articles/", kinds)


def stories(query: str, where: str = "true") -> Case:
    """Return the case of a list of stories."""
    kinds = STORY.format(where=where), STORIES.format(where=where)
    return Case(f"/stories/?{query}" if query else "/stories/", kinds)


def queue(query: str, where: str = "true") -> Case:
    """Return the case of the queue."""
    kinds = WAITING.format(where=where), ALL_WAITING.format(where=where)
    return Case(f"/queue/?{query}" if query else "/queue/", kinds)


def actors(query: str, where: str = "a.kind <> 'anonymous'") -> Case:
    """Return the case of a list of actors."""
    kinds = SPEAKERS.format(where=where), SPEAKERS_COUNTED.format(where=where)
    return Case(f"/actors/?{query}" if query else "/actors/", kinds)


def ranked(words: str, column: str) -> tuple[str, str]:
    """Return the condition and the order of a search."""
    query = WORDS.format(words)
    return f"{column} @@ {query}", f"ts_rank({column}, {query}) DESC"


CASES = [
    claims(""),
    claims("state=accepted", "c.state = 'accepted'"),
    claims("q=barrage", *ranked("barrage", "c.search")),
    claims(
        "q=barrage+fissures&state=new",
        ranked("barrage fissures", "c.search")[0] + " AND c.state = 'new'",
        ranked("barrage fissures", "c.search")[1],
    ),
    claims("q=barrage&sort=newest", ranked("barrage", "c.search")[0]),
    claims("q=introuvable", *ranked("introuvable", "c.search")),
    claims("sort=said", order="c.stated_from DESC NULLS LAST, c.id DESC"),
    claims(
        "stated_after={month}&stated_before={month_end}", "c.stated_to >= '{month}' AND c.stated_from <= '{month_end}'"
    ),
    claims(
        "event_after={month}&event_before={month_end}",
        "c.id IN (SELECT claim_id FROM claims_claimeventdate d WHERE d.end >= '{month}' AND d.start <= '{month_end}')",
    ),
    claims("speaker=Abrial", f"c.speaker_id {NAMED}"),
    claims("place=Orvaux", "c.id IN (SELECT claim_id FROM claims_claimplace WHERE words ILIKE '%orvaux%')"),
    claims("outlet={outlet}", "a.outlet_id = {outlet}"),
    claims("evidence=some", f"c.story_id IN ({EVIDENCE.format('')})"),
    claims("evidence=none", f"c.story_id NOT IN ({EVIDENCE.format('')})"),
    claims("stance=refutes", "c.story_id IN ({})".format(EVIDENCE.format("WHERE e.stance = 'refutes'"))),
    claims("source={source}", "c.story_id IN ({})".format(EVIDENCE.format("WHERE e.source_id = {source}"))),
    claims(
        "tag=eau",
        "c.id IN (SELECT claim_id FROM claims_claimtag t JOIN claims_tag n ON n.id = t.tag_id WHERE n.folded = 'eau')",
    ),
    claims("assignee=nobody", "c.id NOT IN (SELECT claim_id FROM claims_queueentry WHERE taken_until > now())"),
    claims("verdict=none", "c.story_id NOT IN (SELECT story_id FROM claims_verdict)"),
    articles(""),
    articles("q=barrage", *ranked("barrage", "r.search")),
    articles("outlet={outlet}", "a.outlet_id = {outlet}"),
    articles("status=extracted", "a.status = 'extracted' AND a.withdrawn_at IS NULL"),
    queue(""),
    queue("speaker=Abrial", f"c.speaker_id {NAMED}"),
    queue("outlet={outlet}", "a.outlet_id = {outlet}"),
    stories(""),
    stories(
        "q=barrage", "s.id IN (SELECT story_id FROM claims_claim c WHERE {})".format(ranked("barrage", "c.search")[0])
    ),
    stories("speaker=Abrial", f"s.id IN (SELECT story_id FROM claims_claim WHERE speaker_id {NAMED})"),
    stories("evidence=some", f"s.id IN ({EVIDENCE.format('')})"),
    stories("claims=several", "s.id IN (SELECT story_id FROM claims_claim GROUP BY 1 HAVING count(*) > 1)"),
    actors(""),
    actors("q=Abrial", f"a.id {NAMED}"),
    actors("kind=person", "a.kind = 'person'"),
    Case("/sources/", (SOURCES,)),
    Case("/map/", (PLACES.format(where="true"),)),
    Case("/map/?q=barrage", (PLACES.format(where=ranked("barrage", "c.search")[0]),)),
    Case("/cases/"),
    Case("/verdicts/"),
    Case("/searches/"),
    Case("/"),
    Case("/claims/{claim}/"),
    Case("/articles/{article}/"),
    Case("/find/?q=barrage"),
    Case("/api/v1/claims/"),
    Case("/api/v1/claims/?q=barrage"),
    Case("/api/v1/claims/?speaker=Abrial"),
    Case("/api/v1/claims/?place=Orvaux"),
    Case("/api/v1/articles/"),
]
