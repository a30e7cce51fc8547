"""Names of the plugin's entries in Wagtail's history, one for each move and verb."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from ..domain.publishing import SUBMITTED, TAKEN_DOWN, reviewers
from ..exchange.imports import LOG_ACTION
from ..models.library import COLLECTION_MADE
from ..moves import DELETED, MOVES, STARTED


def register_log_actions(actions):
    for move in MOVES.values():
        # The site's history is open to all staff; what the union says to itself is not.
        formatter = ReasonFormatter if move.staff_reads else LogFormatter
        words = {"label": move.label, "message": move.label}
        actions.register_action(move.log_action)(type("MoveFormatter", (formatter,), words))
    actions.register_action(STARTED, _("Start a dossier"), _("The dossier was started"))
    actions.register_action(DELETED, _("Delete a draft"), _("The draft was deleted by its union"))
    actions.register_action(
        "casestudies.make_case_page", _("Make a case page"), _("A case page was made")
    )
    actions.register_action(
        "casestudies.void_approvals",
        _("Void earlier approvals"),
        _("The text was changed: approvals given before are void"),
    )
    actions.register_action(SUBMITTED)(SubmittedFormatter)
    actions.register_action(TAKEN_DOWN)(TakenDownFormatter)
    actions.register_action("casestudies.record_paper")(PaperFormatter)
    actions.register_action(
        "casestudies.resend_letter", _("Send a letter again"), _("A letter was sent again")
    )
    for name, (label, message) in _OF_REVIEWERS.items():
        words = {"label": label, "message": message}
        actions.register_action(name)(type("OfReviewers", (ReviewerFormatter,), words))
    actions.register_action("casestudies.add_term")(TermFormatter)
    actions.register_action(
        COLLECTION_MADE, _("Make a collection of pictures"), _("Setup made the collection")
    )
    actions.register_action(LOG_ACTION)(ImportFormatter)


class ReviewerFormatter(LogFormatter):
    """Says who joined or left the reviewers, or whose password was changed."""

    def format_message(self, log_entry):
        return self.message % {"person": log_entry.data.get("person", "")}


#: What the history of a group of reviewers says.
_OF_REVIEWERS = {
    reviewers.JOINED: (_("Joins the reviewers"), _("%(person)s joined the reviewers")),
    reviewers.LEFT: (_("Leaves the reviewers"), _("%(person)s left the reviewers")),
    reviewers.PASSWORD: (
        _("Changes a reviewer's password"),
        _("The password of %(person)s was changed"),
    ),
}


class ReasonFormatter(LogFormatter):
    """Says the move and, where one was given, its reason.

    Why a dossier that was never sent was withdrawn is the union's own affair.
    """

    def format_message(self, log_entry):
        reason = log_entry.data.get("reason", "") if log_entry.data.get("sent") else ""
        return f"{self.message}：{reason}" if reason else self.message


class SubmittedFormatter(LogFormatter):
    label = _("Submit for the three reviews")

    def format_message(self, log_entry):
        note = log_entry.data.get("note", "")
        return f"{self.label}：{note}" if note else self.label


class TakenDownFormatter(LogFormatter):
    label = _("Take down")

    def format_message(self, log_entry):
        reason = log_entry.data.get("reason", "")
        return f"{self.label}：{reason}" if reason else self.label


class PaperFormatter(LogFormatter):
    label = _("Record the paper original")

    def format_message(self, log_entry):
        received_on = log_entry.data.get("received_on")
        if not received_on:
            return _("The record of the paper original was taken back")
        return _("The paper original arrived on %(day)s") % {"day": received_on}


class TermFormatter(LogFormatter):
    label = _("Add a word to a topic")

    def format_message(self, log_entry):
        return _("“%(term)s” was added") % {"term": log_entry.data.get("term", "")}


class ImportFormatter(LogFormatter):
    """Says from which file, and of a row that stood already which columns it changed."""

    label = _("Import a row")

    def format_message(self, log_entry):
        words = {
            "source": log_entry.data.get("source", ""),
            "columns": "、".join(log_entry.data.get("changed", [])),
        }
        if words["columns"]:
            return _("Changed by the file “%(source)s”: %(columns)s") % words
        return _("Added by the file “%(source)s”") % words
