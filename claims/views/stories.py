"""Stories: the list, one story, and moving claims between them by hand."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.models import Claim, Story
from claims.presenters.verdicts import verdict_section
from claims.selectors.cases import cases_of_story, cases_to_choose
from claims.selectors.claims import claim_all, speaker_choices
from claims.selectors.stories import (
    claims_of_story,
    events_of_story,
    evidence_of,
    faces,
    stories_alike,
    stories_shown,
    story_detail,
    story_list,
    tallies,
)
from claims.selectors.verdicts import verdicts_standing
from claims.services.stories import Moved, claim_take_out, story_describe, story_gather, story_merge, story_undo
from claims.story_filters import StoryFilter
from claims.story_forms import StoryForm
from claimtrack.accounts.access import PersonRequest, page, reads_only
from claimtrack.accounts.models import Scope
from claimtrack.pages import (
    CONFLICT,
    add_errors,
    next_address,
    number_or_none,
    page_of,
    show_form,
    tell,
    tell_errors,
    why_given,
)
from claimtrack.refusals import Conflict
from claimtrack.slices import listed

LOGGED = 100
WORDS_TO_CHOOSE = 20


@page()
def story_list_page(request: HttpRequest) -> HttpResponse:
    """Stories by words, speaker, outlet, case and evidence: the parameters of the REST list."""
    filters = StoryFilter(request.GET, queryset=story_list())
    valid = filters.form.is_valid()
    part = listed(request.GET, filters.qs if valid else filters.qs.none())
    context = {
        "form": filters.form,
        "part": part,
        "links": part.links,
        "stories": with_numbers(stories_shown(part.ids)),
        "filtered": bool(set(request.GET) & set(filters.filters)),
        "speakers": speaker_choices(),
    }
    return render(request, "claims/stories.html", context)


@page()
def story_page(request: PersonRequest, pk: int) -> HttpResponse:
    """One story: its numbers, its claims in time order, all their evidence, its log."""
    story = story_or_404(pk)
    context = {
        "story": story,
        "tally": tallies([pk])[pk],
        "face": faces([pk]).get(pk),
        "page": page_of(claims_of_story(story_id=pk), request.GET.get("page")),
        "evidence": evidence_of(story_id=pk),
        "cases": cases_of_story(story_id=pk),
        "cases_to_choose": cases_to_choose(story_id=pk),
        "verdicts": verdict_section(story_id=pk, user=request.user),
        "events": events_of_story(story_id=pk, public=reads_only(request.user))[:LOGGED],
    }
    return render(request, "claims/story.html", context)


@page(Scope.EVIDENCE)
def story_describe_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Title and summary."""
    story = story_or_404(pk)
    now = {"title": story.title, "summary": story.summary, "version": story.version}
    form = StoryForm(request.POST or None, initial=now)
    context: dict[str, Any] = {"story": story, "form": form, "claims": claims_of_story(story_id=pk)[:WORDS_TO_CHOOSE]}
    if form.is_valid():
        try:
            story_describe(story_id=pk, user=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        except Conflict as conflict:
            context |= {"conflict": conflict, "form": StoryForm(form.cleaned_data | {"version": story.version})}
            return render(request, "claims/story_describe.html", context, status=CONFLICT)
        else:
            tell(request, _("Stored."))
            return redirect("story", pk)
    return show_form(request, "claims/story_describe.html", context)


@page(Scope.EVIDENCE)
def story_pick_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose the story that a claim belongs to, among those like it or by words."""
    claim = _claim_or_404(pk)
    if request.method == "POST":
        target, seen = number_or_none(request.POST.get("story")) or 0, number_or_none(request.POST.get("seen")) or None
        return _moved(
            request,
            reverse("claim", args=[pk]) + "#story",
            lambda: story_gather(story_id=target, claim_ids=[pk], user=request.user, why=why_given(request), seen=seen),
        )
    words = request.GET.get("q", "").strip()
    alike = stories_alike(claims=[claim], story_id=claim.story_id, words=words)
    judged = verdicts_standing([claim.story_id]).get(claim.story_id)
    context = {"claim": claim, "q": words, "alike": _with_tallies(alike), "judged": judged}
    return render(request, "claims/story_pick.html", context)


@require_POST
@page(Scope.EVIDENCE)
def claim_take_out_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Give a claim a story of its own again."""
    claim = _claim_or_404(pk)
    seen = number_or_none(request.POST.get("seen")) or None
    return _moved(
        request,
        reverse("story", args=[claim.story_id]),
        lambda: claim_take_out(claim_id=pk, user=request.user, why=why_given(request), seen=seen),
    )


@page(Scope.EVIDENCE)
def story_merge_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose the story whose claims are all to be put into this one."""
    story = story_or_404(pk)
    if request.method == "POST":
        other = number_or_none(request.POST.get("story")) or 0
        return _moved(
            request,
            reverse("story", args=[pk]),
            lambda: story_merge(story_id=pk, other_id=other, user=request.user, why=why_given(request)),
        )
    words = request.GET.get("q", "").strip()
    alike = stories_alike(claims=list(claims_of_story(story_id=pk)[:20]), story_id=pk, words=words)
    context = {"story": story, "face": faces([pk]).get(pk), "q": words, "alike": _with_tallies(alike)}
    context["judged"] = verdicts_standing([pk]).get(pk)
    return render(request, "claims/story_pick.html", context)


@require_POST
@page(Scope.EVIDENCE)
def story_undo_page(request: PersonRequest, events: str) -> HttpResponse:
    """Take back the moves of these events (ids joined by -)."""
    ids = [number_or_none(part) or 0 for part in events.split("-")]
    return _moved(request, reverse("story-list"), lambda: story_undo(event_ids=ids, user=request.user), undone=True)


def story_or_404(pk: int) -> Story:
    """Return the story, or answer 404."""
    try:
        return story_detail(story_id=pk)
    except Story.DoesNotExist as error:
        raise Http404 from error


def with_numbers(stories: list[Story]) -> list[dict[str, Any]]:
    """Return stories for a list, each with its numbers and the claim that stands for it."""
    ids = [story.pk for story in stories]
    counted, first = tallies(ids), faces(ids)
    return [{"story": story, "tally": counted[story.pk], "face": first.get(story.pk)} for story in stories]


def _with_tallies(alike: list[Any]) -> list[dict[str, Any]]:
    ids = [found.story.pk for found in alike]
    counted, verdicts, first = tallies(ids), verdicts_standing(ids), faces(ids)
    return [
        {"found": found, "story": found.story, "tally": counted[pk], "verdict": verdicts.get(pk), "face": first.get(pk)}
        for pk, found in zip(ids, alike, strict=True)
    ]


def _moved(request: PersonRequest, here: str, move: Any, *, undone: bool = False) -> HttpResponse:
    """Do a move of claims, say what happened with its way back, and go on."""
    try:
        moved: Moved = move()
    except ValidationError as error:
        tell_errors(request, error.messages)
    except Conflict as conflict:
        tell_errors(request, [str(conflict)])
    except Story.DoesNotExist:
        tell_errors(request, [_("There is no such story.")])
    else:
        undo = reverse("story-undo", args=["-".join(str(pk) for pk in moved.events)])
        told = _("The claims are back where they were.") if undone else _("The claims were moved.")
        if not undone and verdicts_standing(moved.touched):
            told = _("The claims were moved. A verdict on their story now has to be looked at again.")
        tell(request, told, undo="" if undone else undo)
    return redirect(next_address(request, here))


def _claim_or_404(pk: int) -> Claim:
    claim = claim_all(retired=True).filter(pk=pk).first()
    if claim is None:
        raise Http404
    return claim
