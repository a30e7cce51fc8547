"""Addresses of the programme inside the admin."""

from django.urls import include, path

from .moderation.dossier import DossierView, RecordPaperView
from .moderation.lists import AllDossiersView, QueueView
from .publishing.pool import LibraryView, MakeCasePageView, PoolView, SubmitForReviewView
from .publishing.review import ReviewView
from .search.missed import MissedQuestionsView, MissedQuestionView

urlpatterns = [
    path("queue/", QueueView.as_view(), name="queue"),
    path("dossiers/", AllDossiersView.as_view(), name="dossiers"),
    path("dossiers/<int:pk>/", DossierView.as_view(), name="dossier"),
    path("dossiers/<int:pk>/paper/", RecordPaperView.as_view(), name="record_paper"),
    path("pool/", PoolView.as_view(), name="pool"),
    path("pool/<int:pk>/page/", MakeCasePageView.as_view(), name="make_case_page"),
    path("library/", LibraryView.as_view(), name="library"),
    path("cases/<int:pk>/submit/", SubmitForReviewView.as_view(), name="submit_for_review"),
    path("cases/<int:pk>/review/", ReviewView.as_view(), name="review"),
    path("search/missed/", MissedQuestionsView.as_view(), name="missed_questions"),
    path(
        "search/missed/results/",
        MissedQuestionsView.as_view(results_only=True),
        name="missed_questions_results",
    ),
    path("search/missed/<int:pk>/", MissedQuestionView.as_view(), name="missed_question"),
]


def admin_urls():
    return [path("casestudies/", include((urlpatterns, "casestudies_backoffice")))]
