"""Every address of claimtrack."""

from django.contrib import admin
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

handler500 = "claimtrack.middleware.server_error"


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the database can be reached; else the answer is 503 as everywhere."""
    connection.ensure_connection()
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz/", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("articles.api.urls")),
    path("api/v1/", include("claims.api.urls")),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("api/v1/docs/", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="api-docs"),
    path("account/", include("claimtrack.accounts.urls")),
    path("", include("articles.urls")),
    path("", include("claims.urls")),
]
