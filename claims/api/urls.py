from django.urls import path

from claims.api import (
    actor_moves,
    adding,
    bulk,
    cases,
    discussion,
    evidence,
    history,
    notices,
    queue,
    saved_searches,
    sources,
    stories,
    tags,
    verdicts,
)
from claims.api.actors import ActorListView
from claims.api.views import ClaimDetailView, ClaimListView, ClaimMoveView, PlaceListView
from claims.services.cases import MOVES
from claims.services.review import TRANSITIONS
from claims.services.sources import SOURCE_MOVES
from claims.services.ties import TRANSITIONS as TIES
from claims.services.verdicts import TRANSITIONS as VERDICT_TRANSITIONS

urlpatterns = [
    path("actors/", ActorListView.as_view(), name="api-actors"),
    path("actors/<int:pk>/", actor_moves.ActorDetailView.as_view(), name="api-actor"),
    path("actors/<int:pk>/names/", actor_moves.ActorNamesView.as_view(), name="api-actor-names"),
    path("actors/<int:pk>/names/<int:alias>/", actor_moves.ActorNameView.as_view(), name="api-actor-name"),
    path("actors/<int:pk>/relations/", actor_moves.ActorRelationsView.as_view(), name="api-actor-relations"),
    path("actors/<int:pk>/merge/", actor_moves.ActorMergeView.as_view(), name="api-actor-merge"),
    path("actors/<int:pk>/split/", actor_moves.ActorSplitView.as_view(), name="api-actor-split"),
    path("actors/moves/<int:pk>/undo/", actor_moves.ActorMoveUndoView.as_view(), name="api-move-undo"),
    *(
        path(f"relations/<int:pk>/{m}/", actor_moves.RelationMoveView.as_view(move=m), name=f"api-relation-{m}")
        for m in TIES
    ),
    path("notices/", notices.NoticeListView.as_view(), name="api-notices"),
    path("notices/read/", notices.NoticesReadView.as_view(), name="api-notices-read"),
    path("sources/<int:pk>/", sources.SourceDetailView.as_view(), name="api-source"),
    path("sources/<int:pk>/rate/", sources.SourceRateView.as_view(), name="api-source-rate"),
    *(
        path(f"sources/<int:pk>/{m}/", sources.SourceMoveView.as_view(move=m), name=f"api-source-{m}")
        for m in SOURCE_MOVES
    ),
    path("claims/", ClaimListView.as_view(), name="api-claims"),
    path("claims/<int:pk>/", ClaimDetailView.as_view(), name="api-claim"),
    path("articles/<int:pk>/claims/", adding.ArticleClaimsView.as_view(), name="api-article-claims"),
    path("claims/<int:pk>/evidence/", evidence.ClaimEvidenceView.as_view(), name="api-claim-evidence"),
    path("evidence/<int:pk>/", evidence.EvidenceDetailView.as_view(), name="api-evidence"),
    path("evidence/<int:pk>/captures/", evidence.EvidenceCapturesView.as_view(), name="api-evidence-captures"),
    path(
        "evidence/<int:pk>/captures/<int:capture>/", evidence.EvidenceCaptureView.as_view(), name="api-evidence-capture"
    ),
    path("evidence/<int:pk>/correct/", evidence.EvidenceCorrectView.as_view(), name="api-evidence-correct"),
    path("evidence/<int:pk>/withdraw/", evidence.EvidenceWithdrawView.as_view(), name="api-evidence-withdraw"),
    path("evidence/<int:pk>/restore/", evidence.EvidenceRestoreView.as_view(), name="api-evidence-restore"),
    path("evidence/<int:pk>/recheck/", evidence.EvidenceRecheckView.as_view(), name="api-evidence-recheck"),
    path("tags/", tags.TagListView.as_view(), name="api-tags"),
    path("tags/<int:pk>/", tags.TagView.as_view(), name="api-tag"),
    path("claims/<int:pk>/tags/", discussion.ClaimTagsView.as_view(), name="api-claim-tags"),
    path("claims/<int:pk>/tags/<int:tag>/", discussion.ClaimTagView.as_view(), name="api-claim-tag"),
    path("claims/<int:pk>/comments/", discussion.ClaimCommentsView.as_view(), name="api-claim-comments"),
    path("comments/<int:pk>/", discussion.CommentView.as_view(), name="api-comment"),
    path("claims/<int:pk>/log/", history.ClaimLogView.as_view(), name="api-claim-log"),
    path("claims/<int:pk>/undo/", history.ClaimUndoView.as_view(), name="api-claim-undo"),
    path("claims/<int:pk>/take/", queue.QueueTakeView.as_view(), name="api-claim-take"),
    path("claims/<int:pk>/release/", queue.QueueTakeView.as_view(release=True), name="api-claim-release"),
    path("claims/<int:pk>/hand-over/", queue.QueueHandOverView.as_view(), name="api-claim-hand-over"),
    path("claims/<int:pk>/ask/", queue.QueueAskView.as_view(), name="api-claim-ask"),
    path("claims/<int:pk>/answer/", queue.QueueOpinionView.as_view(answer=True), name="api-claim-answer"),
    path("bulk/", bulk.BulkListView.as_view(), name="api-bulks"),
    path("bulk/<int:pk>/", bulk.BulkDetailView.as_view(), name="api-bulk"),
    path("bulk/<int:pk>/start/", bulk.BulkStartView.as_view(), name="api-bulk-start"),
    path("bulk/<int:pk>/undo/", bulk.BulkUndoView.as_view(), name="api-bulk-undo"),
    path("searches/", saved_searches.SearchListView.as_view(), name="api-searches"),
    path("searches/<int:pk>/", saved_searches.SearchDetailView.as_view(), name="api-search"),
    path("searches/<int:pk>/restore/", saved_searches.SearchRestoreView.as_view(), name="api-search-restore"),
    path("searches/<int:pk>/seen/", saved_searches.SearchSeenView.as_view(), name="api-search-seen"),
    path("places/", PlaceListView.as_view(), name="api-places"),
    path("queue/", queue.QueueListView.as_view(), name="api-queue"),
    path("queue/next/", queue.QueueNextView.as_view(), name="api-queue-next"),
    path("sources/", sources.SourceListView.as_view(), name="api-sources"),
    *(
        path(f"claims/<int:pk>/{move}/", ClaimMoveView.as_view(move=move), name=f"api-claim-{move}")
        for move in TRANSITIONS
    ),
    path("claims/<int:pk>/story/", stories.ClaimStoryView.as_view(), name="api-claim-story"),
    path("stories/", stories.StoryListView.as_view(), name="api-stories"),
    path("stories/<int:pk>/", stories.StoryDetailView.as_view(), name="api-story"),
    path("stories/<int:pk>/claims/", stories.StoryClaimsView.as_view(), name="api-story-claims"),
    path("stories/<int:pk>/log/", history.StoryLogView.as_view(), name="api-story-log"),
    path("stories/undo/", history.StoryUndoView.as_view(), name="api-stories-undo"),
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
