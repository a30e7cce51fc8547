"""What staff are told of: a step that waits, a case that came back; at once or once a day."""

from datetime import time

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from .. import conf
from ..enums import StaffLetters
from ..models.case import CasePage
from ..models.letter import StaffLetterChoice
from ..models.staff import StaffGroup
from ..models.submission import Submission
from ..models.task import CaseReviewTask, FormalCheckTask
from .letters import addresses_of, write_letters
from .moderation import queues
from .publishing import waiting_for

#: Digests are written from this hour of the local day on.
MORNING = time(8)


def tell_of_step(task_state):
    """Tell those who decide a step and want to know at once that it waits: 1 query for nobody."""
    if task_state.status != TaskState.STATUS_IN_PROGRESS:
        return
    task = task_state.task.specific
    if isinstance(task, FormalCheckTask | CaseReviewTask):
        _tell(StaffLetterChoice.objects.filter(user__groups__in=task.groups.all()), task_state)


def tell_of_return(workflow_state):
    """Tell who submitted a case, and wants to know at once, that it came back."""
    if workflow_state.content_type_id == _cases().pk and workflow_state.requested_by_id:
        choices = StaffLetterChoice.objects.filter(user=workflow_state.requested_by_id)
        _tell(choices, workflow_state.current_task_state, returned=True)


def _tell(choices, task_state, *, returned=False):
    people = choices.filter(letters=StaffLetters.EACH, user__is_active=True).distinct()
    to = addresses_of(people, "user__")
    if not to:
        return
    subject = task_state.workflow_state.content_object
    subject = getattr(subject, "specific", subject)
    if not isinstance(subject, CasePage | Submission):
        return
    write_letters(
        "staff_returned" if returned else "staff_step",
        to=to,
        title=getattr(subject, "draft_title", subject.title),
        step=task_state.task.name,
        link=_link(subject),
    )


def _link(subject) -> str:
    name = "dossier" if isinstance(subject, Submission) else "review"
    return _address(f"casestudies_backoffice:{name}", subject.pk)


def _address(name, *args) -> str:
    """Return a whole address in the admin, or nothing where the site does not say its own."""
    base = getattr(settings, "WAGTAILADMIN_BASE_URL", "") or ""
    return f"{base.rstrip('/')}{reverse(name, args=args)}" if base else ""


def write_digests(*, now=None) -> int:
    """Write today's digest to each member of staff for whom there is something new.

    Nothing before ``MORNING``; one letter a person and local day, however often it is run.
    1 query when all have been looked at. Returns how many were written.
    """
    now = now or timezone.now()
    if timezone.localtime(now).time() < MORNING or not conf.value("LETTERS"):
        return 0
    return sum(_write_digest(user, now) for user in _to_look_at(timezone.localdate(now)))


def is_told(user) -> bool:
    """Whether the person belongs to those who are told of work."""
    return user.groups.filter(_groups()).exists()


def _groups() -> Q:
    """The groups of the office's roles, and those that decide a step."""
    groups = Q(pk__in=StaffGroup.objects.values("group"))
    for kind in (FormalCheckTask, CaseReviewTask):
        groups |= Q(pk__in=kind.groups.through.objects.values("group"))
    return groups


def _to_look_at(day):
    mine = StaffLetterChoice.objects.filter(user=OuterRef("pk"))
    done = mine.filter(Q(told_on__gte=day) | ~Q(letters=StaffLetters.DAILY))
    users = get_user_model()._default_manager.filter(is_active=True)
    staff = users.filter(groups__in=Group.objects.filter(_groups()))
    return staff.exclude(Exists(done)).distinct().order_by("pk")


@transaction.atomic
def _write_digest(user, now) -> bool:
    choice, _made = StaffLetterChoice.objects.get_or_create(user=user)
    choice = StaffLetterChoice.objects.select_for_update().get(pk=choice.pk)
    day = timezone.localdate(now)
    if choice.told_on == day:
        return False
    waiting = _waiting(user)
    newest = max((row["newest"] for row in waiting.values() if row["newest"]), default=None)
    is_news = newest is not None and (choice.newest_told is None or newest > choice.newest_told)
    choice.told_on = day
    choice.newest_told = newest if is_news else choice.newest_told
    choice.save(update_fields=["told_on", "newest_told"])
    if not is_news:
        return False
    people = get_user_model()._default_manager.filter(pk=user.pk)
    counts = {name: row["number"] for name, row in waiting.items()}
    link = _address("wagtailadmin_home")
    return bool(
        write_letters(
            "staff_digest", to=addresses_of(people), link=link, total=sum(counts.values()), **counts
        )
    )


def _waiting(user) -> dict[str, dict]:
    """Return how much of each kind waits for the person, and since when the newest does."""
    returned = WorkflowState.objects.filter(
        content_type=_cases(),
        requested_by=user,
        status=WorkflowState.STATUS_NEEDS_CHANGES,
    )
    return {
        "dossiers": _summed(queues.waiting_for(user), "sent_at"),
        "cases": _summed(waiting_for(user), "started_at"),
        "returned": _summed(returned, "current_task_state__finished_at"),
    }


def _summed(rows, moment) -> dict:
    return rows.order_by().aggregate(number=Count("pk"), newest=Max(moment))


def _cases() -> ContentType:
    return ContentType.objects.get_for_model(CasePage)
