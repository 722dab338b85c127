from django.urls import path

from claims.api.queue import QueueListView
from claims.api.views import ClaimDetailView, ClaimListView, ClaimMoveView, EvidenceView, PlaceListView, SourceListView
from claims.services.review import TRANSITIONS

urlpatterns = [
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
]
