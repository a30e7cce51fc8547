"""Dossiers in any state, with photos that are real JPEG files."""

from io import BytesIO

import factory
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from factory.django import DjangoModelFactory
from PIL import Image

from casestudies.domain import intake
from casestudies.domain.installation import CHECKERS
from casestudies.domain.moderation.formal_check import check_formally
from casestudies.enums import Decision, Industry, MemberRole, Outcome, UnitNature
from casestudies.models import Result, Submission, SubmissionContact, SubmissionPhoto, Topic
from casestudies.photos import clean_photo

from .calls import CallPageFactory
from .people import MemberFactory, StaffFactory, UnionFactory

OPINION = "情况属实，同意推荐。"


def long_text(characters=250):
    """Return Chinese text of exactly that many 字."""
    sentence = "班组每天开工前用十分钟说安全、讲故事、解疙瘩，大家心里亮堂，手上有劲。"
    return (sentence * (characters // len(sentence) + 1))[:characters]


def jpeg(size=(1200, 800), colour=(180, 60, 40), **options) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, colour).save(target, "JPEG", **options)
    return target.getvalue()


def uploaded_jpeg(name="现场.jpg", **kwargs):
    return SimpleUploadedFile(name, jpeg(**kwargs), content_type="image/jpeg")


class SubmissionFactory(DjangoModelFactory):
    """A complete draft; ``photos=2`` adds photos.

    ``walk`` goes the real way to ``sent``, ``returned``, ``refused`` or ``accepted``;
    ``selected`` is accepted with a result on public notice. It needs the ``installed``
    fixture.
    """

    class Meta:
        model = Submission
        skip_postgeneration_save = True

    call = factory.SubFactory(CallPageFactory)
    union = factory.SubFactory(UnionFactory)
    title = factory.Sequence(lambda n: f"班前十分钟点亮班组一整天（{n}）")
    implementer = "江海重工有限公司"
    team = "焊接二班"
    unit_nature = UnitNature.PRIVATE
    employees = 326
    industry = Industry.C
    background = long_text()
    process = long_text()
    practice = long_text()
    effect = long_text()

    @factory.post_generation
    def details(self, create, value, **kwargs):
        if self.direction_id is None:
            self.direction = self.call.directions.first()
        topic, _created = Topic.objects.get_or_create(name="班组建设", slug="班组建设")
        self.topics.add(topic)
        self.save()
        SubmissionContact.objects.create(
            submission=self, address="南通市工农路1号", contact="王老师 干事", phone="0513-85550101"
        )

    @factory.post_generation
    def photos(self, create, number, **kwargs):
        for place in range(number or 0):
            clean = clean_photo(uploaded_jpeg(colour=(60 * place, 80, 90)))
            photo = SubmissionPhoto(
                submission=self,
                caption=f"班前会现场（{place + 1}）",
                sort_order=place,
                name=clean.name,
                width=clean.width,
                height=clean.height,
                sha256=clean.sha256,
            )
            photo.file.save(clean.name, ContentFile(clean.content), save=False)
            photo.preview.save(clean.name, ContentFile(clean.preview), save=False)
            photo.save()

    @factory.post_generation
    def walk(self, create, target, **kwargs):
        if target:
            _walk(self, target)


def as_typed(**lookup):
    """Return the dossier as its union sees it, by default the only one."""
    return intake.typed(Submission.objects.with_draft().get(**lookup))


def type_in(submission, *, by, **given):
    """Save what is posted on a form that was opened just now."""
    seen = intake.shown_now(submission) if submission.pk else intake.shown(submission)
    return intake.save_draft(submission, by=by, seen=seen, **given)


def send_dossier(submission, now=None):
    """Send it as an approver of its union, whom it makes where there is none."""
    member = submission.union.members.filter(role=MemberRole.APPROVER).first()
    member = member or MemberFactory(union=submission.union, approver=True)
    return intake.send(
        submission, seen=intake.shown_now(submission), by=member.user, opinion=OPINION, now=now
    )


def _walk(submission, target):
    send_dossier(submission)
    decisions = {
        "returned": (Decision.RETURN, "请补充工作成效的数据。"),
        "refused": (Decision.REFUSE, "与征集方向不符。"),
        "accepted": (Decision.PASS, ""),
        "selected": (Decision.PASS, ""),
    }
    if target in decisions:
        decision, reason = decisions[target]
        check_formally(
            submission, by=StaffFactory(groups=[CHECKERS]), decision=decision, reason=reason
        )
    if target == "selected":
        ResultFactory(submission=submission, told=True)


class ResultFactory(DjangoModelFactory):
    """A result that its union was not told yet; trait ``told``."""

    class Meta:
        model = Result

    class Params:
        told = factory.Trait(published_at=factory.LazyFunction(timezone.now))

    outcome = Outcome.SELECTED
    decided_at = factory.LazyFunction(timezone.now)
