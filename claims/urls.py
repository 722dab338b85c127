from django.urls import path

from claims.views import articles, claims, corrections, dashboard, evidence, notices, sources, suggestions, words

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("articles/<int:pk>/", articles.article_page, name="article"),
    path("articles/<int:pk>/progress/", articles.article_progress, name="article-progress"),
    path("articles/<int:pk>/add/", words.claim_add_page, name="claim-add"),
    path("claims/", claims.claim_list_page, name="claim-list"),
    path("claims/<int:pk>/", claims.claim_page, name="claim"),
    path("claims/<int:pk>/correct/", corrections.claim_correct_page, name="claim-correct"),
    path("claims/<int:pk>/corrections/<int:version>/undo/", corrections.correction_undo_page, name="correction-undo"),
    path("claims/<int:pk>/evidence/", evidence.evidence_link_page, name="evidence-link"),
    path("claims/<int:pk>/words/", words.claim_words_page, name="claim-words"),
    path("claims/<int:pk>/<str:move>/", claims.claim_move_page, name="claim-move"),
    path("evidence/<int:pk>/withdraw/", evidence.evidence_withdraw_page, name="evidence-withdraw"),
    path("suggest/actors/", suggestions.suggest_actors, name="suggest-actors"),
    path("notices/", notices.notice_list_page, name="notice-list"),
    path("notices/read/", notices.notices_read_page, name="notices-read"),
    path("sources/", sources.source_list_page, name="source-list"),
    path("sources/<int:pk>/", sources.source_page, name="source"),
]
