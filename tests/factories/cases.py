"""The library and its cases."""

import factory
from django.utils import timezone

from casestudies.domain import publishing
from casestudies.domain.reading import indexing
from casestudies.domain.workflow import take_step
from casestudies.enums import Decision
from casestudies.models import CasePage, Topic

from .people import REVIEW_GROUPS, StaffFactory
from .places import any_library


class CasePageFactory(factory.Factory):
    """A case page; live and indexed with trait ``public``; ``topics`` are names."""

    class Meta:
        model = CasePage

    class Params:
        public = factory.Trait(live=True)

    title = factory.Sequence(lambda n: f"班组里的好办法（{n}）")
    slug = factory.Sequence(lambda n: f"case-{n}")
    byline = "江海重工有限公司焊接二班"
    recommended_by = "崇川区总工会"
    introduction = "一个十分钟的班前会，让三十人的班组三年没有出过一次工伤。"
    live = False
    body = factory.LazyFunction(
        lambda: [
            {"type": "part", "value": {"heading": "实施背景", "text": "<p>班组成员来自五省。</p>"}},
            {"type": "part", "value": {"heading": "工作效果", "text": "<p>三年零工伤。</p>"}},
        ]
    )

    @classmethod
    def _create(cls, model_class, *args, parent=None, topics=(), **kwargs):
        body = kwargs.pop("body")
        public = kwargs.pop("live")
        page = model_class(*args, live=False, **kwargs)
        block = model_class._meta.get_field("body").stream_block
        page.body = block.to_python([dict(child) for child in body])
        parent = parent or any_library()
        published_at = page.first_published_at or timezone.now()
        page.topics.set(
            [Topic.objects.get_or_create(name=name, slug=name)[0] for name in topics], clear=True
        )
        parent.add_child(instance=page)
        if public:
            # Past the gate of ``save``: readers' tests need no three people.
            model_class.objects.filter(pk=page.pk).update(
                live=True, first_published_at=published_at, has_unpublished_changes=False
            )
            page = model_class.objects.get(pk=page.pk)
            indexing.refresh(page)
            page.refresh_from_db()
        return page


def decide(step, user, action="approve", comment=""):
    """Let the user decide the step on the newest text, in Wagtail's word for the decision."""
    subject = step.workflow_state.content_object
    subject = getattr(subject, "specific", subject)
    return take_step(
        step,
        by=user,
        decision=Decision.of_action(action),
        reason=comment or "",
        text_mark=getattr(subject, "newest_text_mark", None),
    )


def approve_case(page, groups=REVIEW_GROUPS):
    """Let one person of each group approve the page's newest text."""
    for group in groups:
        page = CasePage.objects.get(pk=page.pk)
        step = page.current_workflow_task_state
        decide(step, StaffFactory(groups=[group]))
    return CasePage.objects.get(pk=page.pk)


def published_case(submission, editor):
    """Make a page of a dossier and let three people approve it."""
    page = publishing.make_case_page(submission, by=editor)
    publishing.submit_for_review(page, by=editor)
    return approve_case(page)
