"""Factories with traits: a valid object of each noun, in the state a test needs."""

from .calls import CallPageFactory, SubmissionFormPageFactory
from .cases import CasePageFactory, approve_case, decide, published_case
from .dossiers import (
    OPINION,
    ResultFactory,
    SubmissionFactory,
    as_typed,
    jpeg,
    long_text,
    send_dossier,
    type_in,
    uploaded_jpeg,
)
from .people import REVIEW_GROUPS, MemberFactory, StaffFactory, UnionFactory, UserFactory
from .places import CaseIndexPageFactory, home_page

__all__ = [
    "OPINION",
    "REVIEW_GROUPS",
    "CallPageFactory",
    "CaseIndexPageFactory",
    "CasePageFactory",
    "MemberFactory",
    "ResultFactory",
    "StaffFactory",
    "SubmissionFactory",
    "SubmissionFormPageFactory",
    "UnionFactory",
    "UserFactory",
    "approve_case",
    "as_typed",
    "decide",
    "home_page",
    "jpeg",
    "long_text",
    "published_case",
    "send_dossier",
    "type_in",
    "uploaded_jpeg",
]
