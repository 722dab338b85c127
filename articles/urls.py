from django.urls import path

from articles import views

urlpatterns = [
    path("articles/", views.article_list_page, name="article-list"),
    path("articles/new/", views.article_new, name="article-new"),
    path("articles/<int:pk>/withdraw/", views.article_withdraw_page, name="article-withdraw"),
    path("articles/<int:pk>/restore/", views.article_restore_page, name="article-restore"),
    path("articles/<int:pk>/retry/", views.article_retry_page, name="article-retry"),
    path("articles/<int:pk>/correct/", views.article_correct_page, name="article-correct"),
]
