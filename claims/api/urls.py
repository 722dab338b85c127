from django.urls import path

from claims.api.views import ClaimDetailView, ClaimListView, EvidenceView, SourceListView

urlpatterns = [
    path("claims/", ClaimListView.as_view(), name="api-claims"),
    path("claims/<int:pk>/", ClaimDetailView.as_view(), name="api-claim"),
    path("claims/<int:pk>/evidence/", EvidenceView.as_view(), name="api-evidence"),
    path("sources/", SourceListView.as_view(), name="api-sources"),
]
