"""Names of the plugin's entries in Wagtail's history, one for each move and verb."""

from django.utils.translation import gettext_lazy as _

from ..domain.workflow import MOVES


def register_log_actions(actions):
    for name, move in MOVES.items():
        actions.register_action(f"casestudies.{name}", move.label, _message(move.label))
    actions.register_action(
        "casestudies.create", _("Start a dossier"), _("The dossier was started")
    )
    actions.register_action(
        "casestudies.make_case_page", _("Make a case page"), _("A case page was made")
    )


def _message(label):
    def message(data):
        reason = data.get("reason", "")
        return f"{label}：{reason}" if reason else label

    return message
