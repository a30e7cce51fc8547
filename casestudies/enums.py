"""Closed lists of the programme, with the labels users know, and groups of states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UnionKind(TextChoices):
    COUNTY = "county", _("County-level federation")
    INDUSTRY = "industry", _("Industry union")
    GROUP = "group", _("Union of a corporate group")
    DIRECT = "direct", _("Primary union directly under the federation")


class MemberRole(TextChoices):
    AUTHOR = "author", _("Union author")
    APPROVER = "approver", _("Union approver")


class StaffRole(TextChoices):
    """What the office's people do; setup makes a group for each."""

    EDITORS = "editors", _("Case editors")
    CHECKERS = "checkers", _("Formal checkers")
    FIRST_REVIEWERS = "first_reviewers", _("First reviewers")
    SECOND_REVIEWERS = "second_reviewers", _("Second reviewers")
    FINAL_REVIEWERS = "final_reviewers", _("Final reviewers")
    JUDGES = "judges", _("Judges")


#: 初审, 复审, 终审, in their order.
REVIEWER_ROLES = (
    StaffRole.FIRST_REVIEWERS,
    StaffRole.SECOND_REVIEWERS,
    StaffRole.FINAL_REVIEWERS,
)


class SubmissionState(TextChoices):
    """Where a dossier stands, as unions, quotas, exports and lists read it."""

    DRAFT = "draft", pgettext_lazy("casestudies", "Draft")
    ENDORSING = "endorsing", _("Waiting for the union's opinion")
    SUBMITTED = "submitted", _("Sent")
    RETURNED = "returned", _("Returned for changes")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REFUSED = "refused", _("Not admitted")
    ACCEPTED = "accepted", _("Past the formal check")
    PUBLISHED = "published", pgettext_lazy("casestudies", "Published")


#: The union may change the text.
EDITABLE_STATES = (SubmissionState.DRAFT, SubmissionState.RETURNED)
#: The dossier is on the union's desk: never sent, or sent back to it.
WITH_UNION_STATES = (*EDITABLE_STATES, SubmissionState.ENDORSING)
#: Sent and not withdrawn or refused, were it sent: domain.md §9.2.
RELEASED_STATES = (SubmissionState.WITHDRAWN, SubmissionState.REFUSED)
#: Past the formal check with success.
ADMITTED_STATES = (SubmissionState.ACCEPTED, SubmissionState.PUBLISHED)


class Outcome(TextChoices):
    """What became of a dossier in the selection of a judged call."""

    SELECTED = "selected", _("Selected")
    NOT_SELECTED = "not_selected", _("Not selected")
    DISQUALIFIED = "disqualified", _("Disqualified")


class Decision(TextChoices):
    """What is decided at one step of a workflow: a formal check, one of the three reviews."""

    PASS = "pass", _("Pass")
    RETURN = "return", _("Return for changes")
    REFUSE = "refuse", _("Do not admit")

    @property
    def action(self) -> str:
        """The word Wagtail's workflows, addresses and menus have for it."""
        return {"pass": "approve", "return": "reject"}.get(self.value, self.value)

    @classmethod
    def of_action(cls, action):
        """Return the decision that Wagtail's word means, or None."""
        return next((decision for decision in cls if decision.action == action), None)


class CaseStage(TextChoices):
    """How far the case page of an accepted dossier is."""

    NOT_MADE = "not_made", _("No case page yet")
    DRAFT = "draft", _("Draft of a case page")
    IN_REVIEW = "in_review", _("In the three reviews")
    NEEDS_CHANGES = "needs_changes", _("Returned by a reviewer")
    PUBLIC = "public", pgettext_lazy("casestudies", "Published")
    CHANGED = "changed", _("Public, with changes not reviewed")


#: The newest text of the case has to be submitted for review.
TO_SUBMIT_STAGES = (CaseStage.DRAFT, CaseStage.NEEDS_CHANGES, CaseStage.CHANGED)


class UnitNature(TextChoices):
    """单位性质 of the official form: domain.md §3."""

    GOVERNMENT = "government", _("Government body")
    PUBLIC_INSTITUTION = "public_institution", _("Public institution")
    STATE_OWNED = "state_owned", _("State-owned enterprise")
    COLLECTIVE = "collective", _("Collective enterprise")
    PRIVATE = "private", _("Private enterprise")
    FOREIGN_INVESTED = "foreign_invested", _("Foreign-invested enterprise")
    SOCIAL_ORGANISATION = "social_organisation", _("Social organisation")
    PLATFORM = "platform", _("Platform enterprise of new forms of employment")
    OTHER = "other", _("Other")


class Industry(TextChoices):
    """所属行业: the 20 sections of GB/T 4754."""

    A = "A", _("Agriculture, forestry, animal husbandry and fishery")
    B = "B", _("Mining")
    C = "C", _("Manufacturing")
    D = "D", _("Electricity, heat, gas and water supply")
    E = "E", _("Construction")
    F = "F", _("Wholesale and retail trade")
    G = "G", _("Transport, storage and post")
    H = "H", _("Accommodation and catering")
    I = "I", _("Information transmission, software and IT services")  # noqa: E741
    J = "J", _("Finance")
    K = "K", _("Real estate")
    L = "L", _("Leasing and business services")
    M = "M", _("Scientific research and technical services")
    N = "N", _("Water conservancy, environment and public facilities")
    O = "O", _("Resident services, repair and other services")  # noqa: E741
    P = "P", _("Education")
    Q = "Q", _("Health and social work")
    R = "R", _("Culture, sports and entertainment")
    S = "S", _("Public administration, social security and social organisations")
    T = "T", _("International organisations")


class QuotaScope(TextChoices):
    PER_UNION = "per_union", _("For each union")
    POOLED = "pooled", _("Shared by all unions of the kind")


class AwardRule(TextChoices):
    RATIO = "ratio", _("Share of the dossiers recommended, in per cent")
    NUMBER = "number", _("Fixed number")


class FileKind(TextChoices):
    STAMPED_FORM = "stamped_form", _("Scan of the stamped form")


class LetterStanding(TextChoices):
    """How far a letter of the outbox is."""

    WAITING = "waiting", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Has left")
    #: The sender stopped between handing it over and hearing that it was taken.
    UNSURE = "unsure", _("Sent or not, nobody knows")
    FAILED = "failed", _("Not sent")


class StaffLetters(TextChoices):
    """When a member of staff is told of work that waits."""

    EACH = "each", _("At once, for each piece of work")
    DAILY = "daily", _("Once a day, if there is something new")
    NONE = "none", pgettext_lazy("casestudies", "Never")


class CountFacet(TextChoices):
    """By what the kept numbers of public cases are counted."""

    ALL = "all", _("All cases")
    TOPIC = "topic", _("Topic")
    YEAR = "year", _("Year")


class ResultKind(TextChoices):
    """What a reader is led to, in the order of the lists; to topics only while typing."""

    TOPIC = "topic", _("Topic")
    CASE = "case", _("Case")
    CALL = "call", _("Call for cases")
    PAGE = "page", _("Other page")

    @classmethod
    def known(cls, value):
        """Return the kind of page of this value, or None."""
        return cls(value) if value in cls.values and value != cls.TOPIC else None
