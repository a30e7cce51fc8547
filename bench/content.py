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
from wagtail.models import Locale, Page, Site
from wagtail.search.backends import get_search_backend

from bench import dossiers
from casestudies.domain import publishing
from casestudies.domain.installation import (
    CHECKERS,
    EDITORS,
    install,
)
from casestudies.domain.reading import indexing
from casestudies.enums import SubmissionState
from casestudies.models import (
    CaseIndexPage,
    CasePage,
    CaseTopic,
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


@dataclass
class Stage:
    """What the visits need to know of the site.

    ``batch`` rows, tens of them, are written at once; each batch of cases reads as the first.
    """

    call: object
    form: object
    library: object
    approver: object
    checker: object
    topic: object
    image: object
    case: object = None
    unions: list = field(default_factory=list)
    cases: int = 0
    dossiers: int = 0
    batch: int = 1000


def build_stage(**fields) -> Stage:
    site = Site.objects.get(is_default_site=True)
    home = HomePage(title="案例库", slug="start", welcome="好做法，大家学。")
    Page.objects.get(depth=1).add_child(instance=home)
    site.root_page = home
    site.save()
    Site.clear_site_root_paths_cache()
    install()
    call = CallPageFactory(is_judged=False)
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
        checker=StaffFactory(groups=[CHECKERS, EDITORS]),
        topic=Topic.objects.get(name=TOPIC_NAMES[0]),
        image=image,
        unions=[union, *(UnionFactory() for _ in range(9))],
        **fields,
    )


def grow(stage, size):
    """Bring the site to ``size`` cases, as many dossiers waiting, a tenth in the pool."""
    for start in range(stage.cases, size, stage.batch):
        _add_cases(stage, start, min(start + stage.batch, size))
    stage.cases = max(size, stage.cases)
    for start in range(stage.dossiers, size, stage.batch):
        stop = min(start + stage.batch, size)
        dossiers.put_in_workflow(dossiers.add(stage, range(start, stop), SubmissionState.SUBMITTED))
        tenth = [number for number in range(start, stop) if number % 10 == 0]
        dossiers.add(stage, tenth, SubmissionState.ACCEPTED)
    stage.dossiers = max(size, stage.dossiers)
    indexing.recount()
    stage.case = CasePage.objects.readable().newest_first().first()
    publishing.prepare_renditions(stage.case)
    _analyse()


def _analyse():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _add_cases(stage, start, stop):
    library, body, now = stage.library, _body(stage.image), timezone.now()
    common = {
        "depth": library.depth + 1,
        "content_type": ContentType.objects.get_for_model(CasePage),
        "locale": Locale.objects.get(language_code=settings.LANGUAGE_CODE),
        "live": True,
        "library": library.pk,
        "is_public": True,
        "draft_title": "班组里的好办法",
        "byline": "江海重工焊接二班",
        "introduction": long_text(90),
        "cover": stage.image,
        "body": body,
    }
    cases = []
    for number in range(start, stop):
        published, union = now - timedelta(hours=number), stage.unions[number % 10].name
        cases.append(
            CasePage(
                **common,
                title=f"班组里的好办法之{number % stage.batch}：十分钟班前会让大家心里亮堂",
                slug=f"case-{number}",
                # The call stands first below the library.
                path=CasePage._get_path(library.path, library.depth + 1, number + 2),
                url_path=f"{library.url_path}case-{number}/",
                translation_key=uuid.uuid4(),
                first_published_at=published,
                last_published_at=published,
                published_on=published,
                recommended_by=union,
                region=union,
                year=timezone.localtime(published).year,
            )
        )
    _insert_pages(cases)
    Page.objects.filter(pk=library.pk).update(numchild=stop + 1)
    _tag(cases, start, stage.batch)
    _index(cases, start, stage.batch)


def _body(image):
    parts = [
        {"type": "part", "value": {"heading": heading, "text": f"<p>{long_text(300)}</p>"}}
        for heading in ("实施背景", "实施过程", "主要做法", "工作效果")
    ]
    photos = [
        {"type": "photo", "value": {"image": image.pk, "caption": f"班前会（{number}）"}}
        for number in range(3)
    ]
    return CasePage._meta.get_field("body").stream_block.to_python([*parts, *photos])


def _index(cases, start, batch):
    """Make the cases searchable, as saving each one would.

    Making an entry costs 3 ms, copying that of the case which reads the same a tenth.
    """
    if start >= batch:
        _copy_entries(CasePage.objects.get(slug=f"case-{start % batch}").pk, cases)
        return
    index = get_search_backend().get_index_for_model(CasePage)
    index.add_items(CasePage, list(CasePage.objects.filter(pk__in=[case.pk for case in cases])))


def _copy_entries(first, cases):
    """Give the cases copies of the entries of as many others, whose first key is ``first``."""
    shift = cases[0].pk - first
    model = get_search_backend().get_index_for_model(CasePage).entries.model
    table = connection.ops.quote_name(model._meta.db_table)
    same = ", ".join(
        connection.ops.quote_name(column.column)
        for column in model._meta.local_concrete_fields
        if not column.primary_key and column.name != "object_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (object_id, {same}) "
            f"SELECT CAST(CAST(object_id AS integer) + %s AS varchar(50)), {same} FROM {table} "
            "WHERE content_type_id = %s AND CAST(object_id AS integer) BETWEEN %s AND %s",
            [shift, cases[0].content_type_id, first, first + len(cases) - 1],
        )
        if cursor.rowcount != len(cases):
            raise RuntimeError(f"{cursor.rowcount} index entries for {len(cases)} cases")


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


def _tag(cases, start, batch):
    topics = [Topic.objects.get(name=name) for name in TOPIC_NAMES]
    CaseTopic.objects.bulk_create(
        CaseTopic(
            tag=topics[(number % batch + step) % len(topics)],
            content_object_id=case.pk,
            library=case.library,
            is_public=True,
            published_on=case.published_on,
        )
        for number, case in enumerate(cases, start=start)
        for step in range(3)
    )
