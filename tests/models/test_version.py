"""The version sent is written once, and nothing takes it away."""

import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from casestudies.models import SubmissionVersion
from tests.factories import SubmissionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


@pytest.fixture
def version():
    SubmissionFactory(photos=2, walk="sent", title="江边的灯")
    return SubmissionVersion.objects.get()


def test_it_is_never_changed_and_never_deleted(version):
    version.opinion = "改过的意见"
    for attempt in (
        version.save,
        version.delete,
        SubmissionVersion.objects.all().delete,
        version.submission.delete,
    ):
        with pytest.raises(ProtectedError):
            attempt()
    assert SubmissionVersion.objects.get().opinion == "情况属实，同意推荐。"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("opinion", "改过的意见"),
        ("sender", "别人"),
        ("contact", {"address": "", "contact": "", "phone": ""}),
        ("photos", []),
        ("sent_at", timezone.now()),
    ],
)
def test_the_digest_tells_of_a_change_made_in_the_database(version, column, value):
    assert version.is_whole
    SubmissionVersion.objects.update(**{column: value})
    assert not SubmissionVersion.objects.get().is_whole


def test_contact_can_be_blanked_and_the_digest_stays(version):
    digest = version.digest
    SubmissionVersion.objects.update(contact=None, erased_at=timezone.now())
    erased = SubmissionVersion.objects.get()
    assert (erased.is_whole, erased.digest) == (True, digest)
    # Not the contact of today, which the dossier still has.
    assert erased.dossier.contact.phone == ""


def test_the_dossier_of_a_version_reads_no_row(version, django_assert_num_queries):
    version = SubmissionVersion.objects.select_related("submission__call").get()
    with django_assert_num_queries(0):
        dossier = version.dossier
        assert (dossier.title, dossier.direction.label) == ("江边的灯", "理想信念教育")
        assert [topic.name for topic in dossier.topics.all()] == ["班组建设"]
        assert [photo.caption for photo in dossier.photos.all()] == [
            "班前会现场（1）",
            "班前会现场（2）",
        ]
        assert dossier.contact.phone == "0513-85550101"
