from django.urls import path

from claims.api import cases, stories, verdicts
from claims.api.actors import ActorDetailView, ActorListView
from claims.api.queue import QueueListView
from claims.api.views import ClaimDetailView, ClaimListView, ClaimMoveView, EvidenceView, PlaceListView, SourceListView
from claims.services.cases import MOVES
from claims.services.review import TRANSITIONS
from claims.services.verdicts import TRANSITIONS as VERDICT_TRANSITIONS

urlpatterns = [
    path("actors/", ActorListView.as_view(), name="api-actors"),
    path("actors/<int:pk>/", ActorDetailView.as_view(), name="api-actor"),
    path("claims/", ClaimListView.as_view(), name="api-claims"),
    path("claims/<int:pk>/", ClaimDetailView.as_view(), name="api-claim"),
    path("claims/<int:pk>/evidence/", EvidenceView.as_view(), name="api-evidence"),
    path("places/", PlaceListView.as_view(), name="api-places"),
    path("queue/", QueueListView.as_view(), name="api-queue"),
    path("sources/", SourceListView.as_view(), name="api-sources"),
    *(
        path(f"claims/<int:pk>/{move}/", ClaimMoveView.as_view(move=move), name=f"api-claim-{move}")
        for move in TRANSITIONS
    ),
    path("claims/<int:pk>/story/", stories.ClaimStoryView.as_view(), name="api-claim-story"),
    path("stories/", stories.StoryListView.as_view(), name="api-stories"),
    path("stories/<int:pk>/", stories.StoryDetailView.as_view(), name="api-story"),
    path("stories/<int:pk>/claims/", stories.StoryClaimsView.as_view(), name="api-story-claims"),
    path("stories/<int:pk>/merge/", stories.StoryMergeView.as_view(), name="api-story-merge"),
    path("stories/<int:pk>/verdicts/", verdicts.VerdictProposeView.as_view(), name="api-story-verdicts"),
    path("cases/", cases.CaseListView.as_view(), name="api-cases"),
    path("cases/<int:pk>/", cases.CaseDetailView.as_view(), name="api-case"),
    path("cases/<int:pk>/stories/", cases.CaseStoriesView.as_view(), name="api-case-stories"),
    path("cases/<int:pk>/stories/<int:story>/", cases.CaseStoryView.as_view(), name="api-case-story"),
    path("cases/<int:pk>/notes/", cases.CaseNotesView.as_view(), name="api-case-notes"),
    *(path(f"cases/<int:pk>/{m}/", cases.CaseMoveView.as_view(move=m), name=f"api-case-{m}") for m in MOVES),
    path("scales/", verdicts.ScaleListView.as_view(), name="api-scales"),
    path("verdicts/", verdicts.VerdictListView.as_view(), name="api-verdicts"),
    path("verdicts/<int:pk>/", verdicts.VerdictDetailView.as_view(), name="api-verdict"),
    *(
        path(f"verdicts/<int:pk>/{m}/", verdicts.VerdictMoveView.as_view(move=m), name=f"api-verdict-{m}")
        for m in VERDICT_TRANSITIONS
    ),
]
