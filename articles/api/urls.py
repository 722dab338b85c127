from django.urls import path

from articles.api import views

urlpatterns = [
    path("articles/", views.ArticleListView.as_view(), name="api-articles"),
    path("articles/<int:pk>/", views.ArticleDetailView.as_view(), name="api-article"),
    path("articles/<int:pk>/withdraw/", views.ArticleWithdrawView.as_view(), name="api-article-withdraw"),
    path("articles/<int:pk>/restore/", views.ArticleRestoreView.as_view(), name="api-article-restore"),
    path("articles/<int:pk>/retry/", views.ArticleRetryView.as_view(), name="api-article-retry"),
]
