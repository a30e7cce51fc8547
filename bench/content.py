"""Fills the database: a site with a call, then as many cases and waiting dossiers as asked."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Revision, Site, TaskState, Workflow, WorkflowState
from wagtail.search.backends import get_search_backend

from casestudies.domain import publishing
from casestudies.domain.installation import (
    EDITORS,
    FORMAL_CHECK_WORKFLOW,
    REVIEWERS,
    install,
)
from casestudies.domain.reading import indexing
from casestudies.enums import SubmissionState
from casestudies.models import (
    CaseIndexPage,
    CasePage,
    CaseTopic,
    FormalCheckTask,
    Submission,
    SubmissionContact,
    Topic,
)
from home.models import HomePage
from tests.factories import (
    CallPageFactory,
    MemberFactory,
    StaffFactory,
    SubmissionFormPageFactory,
    UnionFactory,
    jpeg,
    long_text,
)

TOPIC_NAMES = ("劳模", "产改", "新就业形态", "班组思政", "技能竞赛", "班组建设")
BATCH = 1000


@dataclass
class Stage:
    """What the visits need to know of the site."""

    call: object
    form: object
    library: object
    approver: object
    reviewer: object
    topic: object
    image: object
    case: object = None
    unions: list = field(default_factory=list)
    cases: int = 0
    dossiers: int = 0


def build_stage() -> Stage:
    site = Site.objects.get(is_default_site=True)
    home = HomePage(title="案例库", slug="start", welcome="好做法，大家学。")
    Page.objects.get(depth=1).add_child(instance=home)
    site.root_page = home
    site.save()
    Site.clear_site_root_paths_cache()
    install()
    call = CallPageFactory(parent=home)
    call.quotas.clear()
    call.save()
    union = UnionFactory(name="崇川区总工会")
    image = get_image_model()(title="班前会")
    image.file.save("case.jpg", ContentFile(jpeg()), save=False)
    image.width, image.height = 1200, 800
    image.save()
    return Stage(
        call=call,
        form=SubmissionFormPageFactory(call=call),
        library=CaseIndexPage.objects.get(),
        approver=MemberFactory(union=union, approver=True).user,
        reviewer=StaffFactory(groups=[REVIEWERS, EDITORS]),
        topic=Topic.objects.get(name=TOPIC_NAMES[0]),
        image=image,
        unions=[union, *(UnionFactory() for _ in range(9))],
    )


def grow(stage, size):
    """Bring the site to ``size`` public cases and ``size`` dossiers waiting for review."""
    for start in range(stage.cases, size, BATCH):
        _add_cases(stage, start, min(start + BATCH, size))
    stage.cases = max(size, stage.cases)
    for start in range(stage.dossiers, size, BATCH):
        _add_dossiers(stage, start, min(start + BATCH, size))
    stage.dossiers = max(size, stage.dossiers)
    indexing.recount()
    stage.case = CasePage.objects.readable().newest_first().first()
    publishing.prepare_renditions(stage.case)
    _analyse()


def _analyse():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _add_cases(stage, start, stop):
    library, now = stage.library, timezone.now()
    content_type = ContentType.objects.get_for_model(CasePage)
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    block = CasePage._meta.get_field("body").stream_block
    body = block.to_python(
        [
            *(
                {"type": "part", "value": {"heading": heading, "text": f"<p>{long_text(300)}</p>"}}
                for heading in ("实施背景", "实施过程", "主要做法", "工作效果")
            ),
            *(
                {"type": "photo", "value": {"image": stage.image.pk, "caption": f"班前会（{n}）"}}
                for n in range(3)
            ),
        ]
    )
    cases = []
    for number in range(start, stop):
        published = now - timedelta(hours=number)
        cases.append(
            CasePage(
                title=f"班组里的好办法之{number}：十分钟班前会让大家心里亮堂",
                draft_title="班组里的好办法",
                slug=f"case-{number}",
                path=CasePage._get_path(library.path, library.depth + 1, number + 1),
                depth=library.depth + 1,
                url_path=f"{library.url_path}case-{number}/",
                content_type=content_type,
                locale=locale,
                translation_key=uuid.uuid4(),
                live=True,
                first_published_at=published,
                last_published_at=published,
                byline="江海重工焊接二班",
                recommended_by=stage.unions[number % 10].name,
                region=stage.unions[number % 10].name,
                introduction=long_text(90),
                cover=stage.image,
                body=body,
                is_public=True,
                published_on=published,
                year=timezone.localtime(published).year,
            )
        )
    _insert_pages(cases)
    Page.objects.filter(pk=library.pk).update(numchild=stop)
    _tag(cases, start)
    _index(cases)


def _index(cases):
    """Make the cases searchable, as saving each one would."""
    index = get_search_backend().get_index_for_model(CasePage)
    index.add_items(CasePage, list(CasePage.objects.filter(pk__in=[case.pk for case in cases])))


def _insert_pages(cases):
    """Insert both tables of the pages; ``bulk_create`` refuses models of two tables."""
    parents = [
        Page(**{f.attname: getattr(case, f.attname) for f in Page._meta.concrete_fields})
        for case in cases
    ]
    Page.objects.bulk_create(parents)
    for case, parent in zip(cases, parents, strict=True):
        case.pk = case.page_ptr_id = parent.pk
    fields = CasePage._meta.local_concrete_fields
    for start in range(0, len(cases), 50):
        CasePage._base_manager._insert(cases[start : start + 50], fields=fields, using="default")


def _tag(cases, start):
    topics = [Topic.objects.get(name=name) for name in TOPIC_NAMES]
    CaseTopic.objects.bulk_create(
        CaseTopic(
            tag=topics[(number + step) % len(topics)],
            content_object_id=case.pk,
            is_public=True,
            published_on=case.published_on,
        )
        for number, case in enumerate(cases, start=start)
        for step in range(3)
    )


def _add_dossiers(stage, start, stop):
    now = timezone.now()
    direction = stage.call.directions.first()
    step = FormalCheckTask.objects.get().task_ptr
    dossiers = Submission.objects.bulk_create(
        Submission(
            call=stage.call,
            union=stage.unions[number % 10],
            number=f"bench-{number:06d}",
            state=SubmissionState.SUBMITTED,
            title=f"班前十分钟点亮班组一整天（{number}）",
            implementer="江海重工有限公司",
            team="焊接二班",
            direction=direction,
            background=long_text(),
            process=long_text(),
            practice=long_text(),
            effect=long_text(),
            sent_at=now - timedelta(minutes=number),
            current_step=step,
            live=False,
        )
        for number in range(start, stop)
    )
    SubmissionContact.objects.bulk_create(SubmissionContact(submission=d) for d in dossiers)
    _put_in_workflow(dossiers)


def _put_in_workflow(dossiers):
    content_type = ContentType.objects.get_for_model(Submission)
    workflow = Workflow.objects.get(name=FORMAL_CHECK_WORKFLOW)
    task = FormalCheckTask.objects.get()
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=content_type,
            base_content_type=content_type,
            object_id=str(dossier.pk),
            created_at=dossier.sent_at,
            object_str=dossier.title,
            content={},
        )
        for dossier in dossiers
    )
    states = WorkflowState.objects.bulk_create(
        WorkflowState(
            content_type=content_type,
            base_content_type=content_type,
            object_id=str(dossier.pk),
            workflow=workflow,
        )
        for dossier in dossiers
    )
    steps = TaskState.objects.bulk_create(
        TaskState(workflow_state=state, revision=revision, task=task.task_ptr)
        for state, revision in zip(states, revisions, strict=True)
    )
    for state, step in zip(states, steps, strict=True):
        state.current_task_state = step
    WorkflowState.objects.bulk_update(states, ["current_task_state"], batch_size=500)
