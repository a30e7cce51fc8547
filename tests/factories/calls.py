"""Calls and their forms, below the library."""

from datetime import timedelta

import factory
from django.utils import timezone

from casestudies.models import CallPage, SubmissionFormPage
from casestudies.models.call_defaults import fill_with_defaults

from .places import any_library


class CallPageFactory(factory.Factory):
    """A live call, open for a month; traits ``closed`` and ``future``."""

    class Meta:
        model = CallPage

    class Params:
        closed = factory.Trait(
            opens_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=60)),
            closes_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1)),
        )
        future = factory.Trait(
            opens_at=factory.LazyFunction(lambda: timezone.now() + timedelta(days=1)),
            closes_at=factory.LazyFunction(lambda: timezone.now() + timedelta(days=30)),
        )

    title = factory.Sequence(lambda n: f"第{n}次班组思想政治工作创新案例征集")
    slug = factory.Sequence(lambda n: f"call-{n}")
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=10))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=20))

    @classmethod
    def _create(cls, model_class, *args, parent=None, defaults=True, **kwargs):
        call = model_class(*args, **kwargs)
        if defaults:
            fill_with_defaults(call)
        (parent or any_library()).add_child(instance=call)
        return call


class SubmissionFormPageFactory(factory.Factory):
    class Meta:
        model = SubmissionFormPage

    title = "填写申报表"
    slug = "apply"

    @classmethod
    def _create(cls, model_class, *args, call=None, **kwargs):
        page = model_class(*args, **kwargs)
        (call or CallPageFactory()).add_child(instance=page)
        return page
