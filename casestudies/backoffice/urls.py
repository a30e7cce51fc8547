"""Addresses of the programme inside the admin."""

from functools import wraps

from django.urls import URLPattern, include, path

from ..asked import require_keys
from ..cleaning import clean_request
from .letters.views import LettersView, LetterView, ResendStuckView
from .moderation.dossier import DossierView, RecordPaperView
from .moderation.lists import AllDossiersView, QueueView
from .moderation.undo import UndoView
from .moderation.version import VersionView
from .publishing.libraries import LibraryView
from .publishing.pictures import picture
from .publishing.pool import MakeCasePageView, PoolView
from .publishing.review import PreviewView, ReviewView, SubmitForReviewView, TakeDownView
from .publishing.reviews import DecidedView, WaitingView
from .search.missed import MissedQuestionsView, MissedQuestionView


def _listing(name, view, *, at=""):
    """The page of a list, and its rows alone, which Wagtail puts there as one narrows them."""
    return [
        path(f"{at or name}/", view.as_view(), name=name),
        path(f"{at or name}/results/", view.as_view(results_only=True), name=f"{name}_results"),
    ]


urlpatterns = [
    *_listing("queue", QueueView),
    *_listing("dossiers", AllDossiersView),
    path("dossiers/<int:pk>/", DossierView.as_view(), name="dossier"),
    path("dossiers/<int:pk>/versions/<int:n>/", VersionView.as_view(), name="version"),
    path("dossiers/<int:pk>/undo/", UndoView.as_view(), name="undo_decision"),
    path("dossiers/<int:pk>/paper/", RecordPaperView.as_view(), name="record_paper"),
    *_listing("pool", PoolView),
    path("pool/<int:pk>/page/", MakeCasePageView.as_view(), name="make_case_page"),
    path("library/", LibraryView.as_view(), name="library"),
    *_listing("reviews", WaitingView),
    *_listing("reviewed", DecidedView),
    path("cases/<int:pk>/preview/", PreviewView.as_view(), name="preview"),
    path("cases/<int:pk>/take_down/", TakeDownView.as_view(), name="take_down"),
    path("cases/<int:pk>/submit/", SubmitForReviewView.as_view(), name="submit_for_review"),
    path("cases/<int:pk>/review/", ReviewView.as_view(), name="review"),
    *_listing("letters", LettersView),
    path("letters/again/", ResendStuckView.as_view(), name="resend_stuck"),
    path("letters/<int:pk>/", LetterView.as_view(), name="letter"),
    path("pictures/<path:name>", picture, name="picture"),
    *_listing("missed_questions", MissedQuestionsView, at="search/missed"),
    path("search/missed/<int:pk>/", MissedQuestionView.as_view(), name="missed_question"),
]


def _cleaned(pattern: URLPattern) -> URLPattern:
    """Return the address with a view that meets only what can be kept."""
    view = pattern.callback

    @wraps(view)
    def cleaned(request, *args, **kwargs):
        require_keys(kwargs)
        clean_request(request)
        return view(request, *args, **kwargs)

    return URLPattern(pattern.pattern, cleaned, pattern.default_args, pattern.name)


def admin_urls():
    patterns = [_cleaned(pattern) for pattern in urlpatterns]
    return [path("casestudies/", include((patterns, "casestudies_backoffice")))]
