from django.urls import path

from articles.api.views import ArticleDetailView, ArticleListView

urlpatterns = [
    path("articles/", ArticleListView.as_view(), name="api-articles"),
    path("articles/<int:pk>/", ArticleDetailView.as_view(), name="api-article"),
]
