"""The nouns of the programme, one a file."""

from .attachment import SubmissionFile, SubmissionPhoto
from .call import CallPage, SubmissionFormPage
from .call_parts import AwardLevel, Criterion, Direction, Quota
from .case import CaseCount, CasePage, CaseTopic
from .contact import SubmissionContact
from .door import DoorCount
from .draft import SubmissionDraft
from .letter import Letter, StaffLetterChoice
from .library import CaseIndexPage
from .result import Result
from .search import MissedQuestion
from .staff import StaffGroup
from .submission import Submission
from .task import CaseReviewTask, FormalCheckTask
from .topic import GlossaryTerm, Topic
from .union import Union, UnionMember
from .version import SubmissionVersion

__all__ = [
    "AwardLevel",
    "CallPage",
    "CaseCount",
    "CaseIndexPage",
    "CasePage",
    "CaseReviewTask",
    "CaseTopic",
    "Criterion",
    "Direction",
    "DoorCount",
    "FormalCheckTask",
    "GlossaryTerm",
    "Letter",
    "MissedQuestion",
    "Quota",
    "Result",
    "StaffGroup",
    "StaffLetterChoice",
    "Submission",
    "SubmissionContact",
    "SubmissionDraft",
    "SubmissionFile",
    "SubmissionFormPage",
    "SubmissionPhoto",
    "SubmissionVersion",
    "Topic",
    "Union",
    "UnionMember",
]
