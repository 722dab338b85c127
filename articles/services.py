"""The only writers of outlets, articles and revisions."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

import pghistory
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Outlet, Revision, Status
from articles.signals import article_stored
from articles.text.content import TextFault, check_text, content_sha256, join_content
from articles.text.html import read_page
from articles.text.language import detect_language, normalise_language
from claimtrack.accounts.models import User
from claimtrack.refusals import check_address, check_not_ahead, refuse

FIRST_NEWSPAPER_YEAR = 1605  # Relation, Strasbourg; what is older is a slip of the pen
MAX_LENGTHS = {"outlet": 200, "title": 1000, "url": 2000, "external_id": 300}


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """An article as it is sent in: text or HTML, and what is known about it. `published` may be a date or a moment."""

    outlet: str
    text: str = ""
    html: str = ""
    title: str = ""
    url: str = ""
    external_id: str = ""
    published: date | datetime | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of a submission."""

    article: Article
    created: bool
    revised: bool


def article_ingest(*, submission: Submission, received_by: User | None = None) -> Ingested:
    """Store an article, or a new revision of a known one, and have its claims worked out after commit.

    Raises ValidationError, naming the field, when something in it cannot be stored; nothing is written then.
    """
    clean = _clean(submission)
    with transaction.atomic(), pghistory.context(why="ingest", user=received_by and received_by.pk):
        outlet = outlet_get_or_create(name=clean.outlet)
        # Posts of one outlet go one by one, so that the same article sent twice at once is one article.
        Outlet.objects.select_for_update(no_key=True).get(pk=outlet.pk)
        content = join_content(clean.title, clean.text)
        article = _find(outlet, clean, content_sha256(content))
        if article is None:
            article = _create(outlet, clean, content)
            _revise(article, clean, content, received_by)
            return Ingested(article, created=True, revised=True)
        return _update(article, clean, content, received_by)


def outlet_get_or_create(*, name: str) -> Outlet:
    """Return the outlet of that name in any case, made and marked for the admins when it is not known yet."""
    found = Outlet.objects.filter(name__iexact=name).first()
    return found or Outlet.objects.get_or_create(name__iexact=name, defaults={"name": name})[0]


@transaction.atomic
def article_withdraw(*, article_id: int, reason: str, user: User) -> Article:
    """Withdraw an article: it stays on record, its claims count no more. Raises ValidationError without a reason."""
    if not reason.strip():
        refuse("reason", _("Say why the article is withdrawn."), "required")
    article = _lock(article_id)
    with pghistory.context(why=reason, user=user.pk):
        article.withdrawn_at, article.withdrawn_reason = timezone.now(), reason.strip()
        article.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    return article


@transaction.atomic
def article_restore(*, article_id: int, user: User) -> Article:
    """Undo a withdrawal."""
    article = _lock(article_id)
    with pghistory.context(why="restored", user=user.pk):
        article.withdrawn_at, article.withdrawn_reason = None, ""
        article.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    return article


@transaction.atomic
def article_correct(
    *,
    article_id: int,
    user: User,
    why: str,
    outlet: Outlet | None = None,
    published: date | datetime | None = None,
) -> Article:
    """Correct an article's outlet or publication date; relative dates of its claims are then worked out again.

    Nothing is done where nothing changes. Raises ValidationError for a date that cannot be, or an article known there.
    """
    article = _lock(article_id)
    before = _corrected(article)
    new_outlet = outlet or article.outlet
    moment = _published(published, "published_at") if published else article.published_at or article.published_on
    if new_outlet != article.outlet and _same_identity(article, new_outlet):
        refuse("outlet", _("This outlet already has this article."), "unique")
    changed = {"outlet"} if new_outlet != article.outlet else set()
    changed |= {"published_at"} if published else set()
    article.outlet = new_outlet
    article.corrected_fields = sorted({*article.corrected_fields, *changed})
    _set_published(article, moment)
    if _corrected(article) != before:
        with pghistory.context(why=why, user=user.pk):
            article_mark_for_extraction(article=article)
    return article


@transaction.atomic
def article_retry(*, article_id: int, user: User) -> Article:
    """Have the claims of an article that failed worked out again. Raises ValidationError for any other."""
    article = _lock(article_id)
    if article.status != Status.FAILED or article.withdrawn_at:
        refuse("status", _("Only an article that failed can be tried again."))
    with pghistory.context(why="retried", user=user.pk):
        article_mark_for_extraction(article=article)
    return article


def article_mark_for_extraction(*, article: Article) -> None:
    """Save the article as waiting for extraction and announce it; call inside a transaction."""
    article.status, article.status_at = Status.RECEIVED, timezone.now()
    article.attempts, article.failure = 0, ""
    article.save()
    article_stored.send(sender=Article, article_id=article.pk)


def article_set_status(*, article_id: int, status: Status, failure: str = "", attempted: bool = False) -> None:
    """Record how far extraction of this article has come."""
    Article.objects.filter(pk=article_id).update(
        status=status, status_at=timezone.now(), failure=failure, attempts=F("attempts") + int(attempted)
    )


def _corrected(article: Article) -> tuple[Any, ...]:
    return article.outlet_id, article.published_at, article.published_on, article.corrected_fields


def _lock(article_id: int) -> Article:
    return Article.objects.select_for_update(no_key=True, of=("self",)).select_related("outlet").get(pk=article_id)


def _clean(submission: Submission) -> Submission:
    """Return the submission with its text read and its short fields tidied."""
    short = {name: getattr(submission, name) for name in MAX_LENGTHS}
    tidy = {name: " ".join(unicodedata.normalize("NFC", value).split()) for name, value in short.items()}
    if submission.html and submission.text:
        refuse("html", _("Send text or html, not both."))
    title, text = _read_html(submission.html) if submission.html else ("", submission.text)
    tidy["title"] = tidy["title"] or title
    for name, value in tidy.items():
        _check_short(name, value)
    if not tidy["outlet"]:
        refuse("outlet", _("Name the outlet that published this."), "required")
    if tidy["url"]:
        check_address("url", tidy["url"])
    _check_long("html" if submission.html else "text", text, settings.MAX_TEXT_BYTES)
    published = _published(submission.published, "published_at")
    return replace(submission, **tidy, text=text, published=published, language=_language(submission.language))


def _read_html(html: str) -> tuple[str, str]:
    _check_long("html", html, settings.MAX_BODY_BYTES)
    page = read_page(html)
    if page is None:
        refuse("html", _("No article text was found in this page; send its text instead."))
    return page.title[: MAX_LENGTHS["title"]], page.text


def _check_short(name: str, value: str) -> None:
    if "\0" in value or (not value.isprintable() and any("\ud800" <= char <= "\udfff" for char in value)):
        refuse(name, _("This holds a character that cannot be stored."))
    if len(value) > MAX_LENGTHS[name]:
        refuse(name, _("At most %(limit)d characters.") % {"limit": MAX_LENGTHS[name]}, "max_length")


def _check_long(field: str, text: str, max_bytes: int) -> None:
    try:
        check_text(text, max_bytes=max_bytes)
    except TextFault as fault:
        messages = {
            "blank": _("There is no text."),
            "nul": _("NUL character at position %(offset)d.") % {"offset": fault.offset},
            "surrogate": _("Half a character (lone surrogate) at position %(offset)d.") % {"offset": fault.offset},
            "too_long": _("The text is longer than %(limit)d bytes.") % {"limit": max_bytes},
        }
        refuse(field, messages[fault.code], fault.code)


def _published(value: date | datetime | None, field: str) -> date | datetime | None:
    if value is None:
        return None
    moment = value if isinstance(value, datetime) else datetime.combine(value, time(0))
    if moment.year < FIRST_NEWSPAPER_YEAR:
        refuse(field, _("There were no newspapers then: check the year."))
    check_not_ahead(field, moment)
    return value


def _language(code: str) -> str:
    if not code:
        return ""
    try:
        return normalise_language(code)
    except ValueError:
        refuse("language", _("Unknown language code: send one such as “fr” or “en”."))


def _set_published(article: Article, value: date | datetime | None) -> None:
    """Set both dates: `published_on` is local to the outlet, never the UTC date."""
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=article.outlet.zone)
        article.published_at = moment
        article.published_on = moment.astimezone(article.outlet.zone).date()
    else:
        article.published_at, article.published_on = None, value


def _find(outlet: Outlet, clean: Submission, sha256: str) -> Article | None:
    """Return the article that this submission is: by external id, else by address, else by its text."""
    articles = Article.objects.select_for_update(no_key=True, of=("self",)).select_related("outlet", "revision")
    mine = articles.filter(outlet=outlet)
    if clean.external_id:
        by_address = Q(external_id="", url=clean.url) & ~Q(url="")
        return mine.filter(Q(external_id=clean.external_id) | by_address).order_by("-external_id").first()
    if clean.url:
        return mine.filter(url=clean.url).order_by("external_id", "id").first()
    return mine.filter(Q(first_sha256=sha256) | Q(revision__sha256=sha256)).order_by("id").first()


def _same_identity(article: Article, outlet: Outlet) -> bool:
    """Return whether `outlet` already has an article of this identity."""
    others = Article.objects.filter(outlet=outlet).exclude(pk=article.pk)
    if article.external_id:
        return others.filter(external_id=article.external_id).exists()
    if article.url:
        return others.filter(external_id="", url=article.url).exists()
    return others.filter(external_id="", url="", first_sha256=article.first_sha256).exists()


def _create(outlet: Outlet, clean: Submission, content: str) -> Article:
    article = Article(outlet=outlet, external_id=clean.external_id, url=clean.url, first_sha256=content_sha256(content))
    article.language = clean.language or detect_language(content)
    article.status_at = timezone.now()
    _set_published(article, clean.published)
    article.save()
    return article


def _revise(article: Article, clean: Submission, content: str, user: User | None) -> None:
    """Add a revision, make it the current one and announce the article."""
    number = 1 + article.revisions.count()
    article.revision = Revision.objects.create(
        article=article,
        number=number,
        title=clean.title,
        text=clean.text,
        html=clean.html,
        content=content,
        sha256=content_sha256(content),
        received_by=user,
    )
    article_mark_for_extraction(article=article)


def _update(article: Article, clean: Submission, content: str, user: User | None) -> Ingested:
    """Take over what a repeated post brings anew; what a person corrected stays."""
    before = (article.published_at, article.published_on, article.language)
    article.external_id = article.external_id or clean.external_id
    article.url = clean.url or article.url
    article.language = clean.language or article.language
    if clean.published and "published_at" not in article.corrected_fields:
        _set_published(article, clean.published)
    revised = article.revision is None or article.revision.sha256 != content_sha256(content)
    if revised:
        _revise(article, clean, content, user)
    elif before != (article.published_at, article.published_on, article.language):
        article_mark_for_extraction(article=article)
    else:
        article.save(update_fields=["external_id", "url"])
    return Ingested(article, created=False, revised=revised)
