"""One act on many dossiers: each by the verb for one, refused by itself."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from ...enums import Decision
from ...models.submission import Submission
from ..refusals import Refusal
from .evidence import findings_of_each
from .formal_check import check_formally

#: So many dossiers are passed at once; each takes its own lock, log entry and letter.
AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Done:
    """What one act on many came to: those done, and those refused, each with the sentence why."""

    done: list[Submission] = field(default_factory=list)
    refused: list[tuple[Submission, str]] = field(default_factory=list)


def obstacles_to_pass(dossiers, *, steps) -> dict[int, str]:
    """Return why some of the dossiers cannot be passed unread, by their keys: 2 queries.

    The dossiers came ``with_evidence``; ``steps`` gives the key of the step of each, where one
    is open.
    """
    found = {}
    for key, findings in findings_of_each(dossiers).items():
        wrong = [problem for finding in findings for problem in finding.problems]
        if key not in steps:
            found[key] = _("This step has been decided in the meantime.")
        elif wrong:
            found[key] = " ".join(wrong)
    return found


@transaction.atomic
def pass_clean(dossiers, *, by, steps) -> Done:
    """Pass each of the dossiers in which the machine found nothing wrong.

    ``dossiers`` and ``steps`` as for ``obstacles_to_pass``, the steps those that were shown: what
    changed since, is not clean or not the person's to decide is refused by itself.
    """
    obstacles, outcome = obstacles_to_pass(dossiers, steps=steps), Done()
    for dossier in dossiers:
        if dossier.pk in obstacles:
            outcome.refused.append((dossier, obstacles[dossier.pk]))
            continue
        step = steps[dossier.pk]
        try:
            check_formally(dossier, by=by, decision=Decision.PASS, task_state_id=step)
        except Refusal as refusal:
            outcome.refused.append((dossier, str(refusal)))
        else:
            outcome.done.append(dossier)
    return outcome
