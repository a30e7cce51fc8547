"""An accepted dossier becomes the draft of a case page."""

from django.db import transaction
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.rich_text import RichText

from ...models.case import CasePage
from ...models.excerpt import Excerpt
from ...models.library import CaseIndexPage
from ...models.sheet import Audience, Heading
from ...models.submission import Submission
from ...permissions import submission_policy
from ..refusals import NotAllowed, NotReady, WrongState
from ..workflow import lock
from .pictures import collection_of, keep_private
from .renditions import prepare_renditions


@transaction.atomic
def make_case_page(submission, *, by, parent=None):
    """Make a draft CasePage of a dossier in the pool, with its photos and captions; return it.

    ``parent`` is the CaseIndexPage it comes under, that of the call by default. Asked again,
    returns the page made before. Personal data stays behind. Raises NotAllowed, WrongState,
    NotReady.
    """
    if not submission_policy.user_has_permission_for_instance(by, "make_case_page", submission):
        raise NotAllowed(_("You may not make case pages."))
    lock(submission)
    if submission.case_page_id:
        return submission.case_page
    if not Submission.objects.in_pool().filter(pk=submission.pk).exists():
        raise WrongState(
            _(
                "A case page is made of a dossier that was selected, or of one that passed the"
                " formal check of a call that is not judged."
            )
        )
    parent = parent or CaseIndexPage.objects.live().ancestor_of(submission.call).last()
    if parent is None:
        raise NotReady(_("There is no case library page yet: run setup_casestudies."))
    collection, language = collection_of(parent), parent.locale.language_code
    page = _draft_of(submission, by=by, collection=collection, language=language)
    parent.add_child(instance=page)
    page.save_revision(user=by, log_action=True, clean=False)
    submission.case_page = page
    submission.save(update_fields=["case_page"])
    log(
        instance=submission,
        action="casestudies.make_case_page",
        user=by,
        data={"page": page.pk, "title": page.title},
    )
    transaction.on_commit(lambda: prepare_renditions(page))
    return page


def without_page(dossiers) -> set[int]:
    """Return the keys of those that are in the pool and have no page yet: 1 query."""
    keys = [dossier.pk for dossier in dossiers if not dossier.case_page_id]
    return set(Submission.objects.in_pool().filter(pk__in=keys).values_list("pk", flat=True))


def draft_without_photos(submission, *, language) -> CasePage:
    """Return, unsaved, what a draft made of the dossier now would say; 1 query for topics."""
    return _draft(Excerpt(submission, reader=Audience.PUBLIC), (), language=language)


def _draft_of(submission, *, by, collection, language) -> CasePage:
    """Copy what readers see: whatever the sheet does not open to the public stays behind."""
    public = Excerpt(submission, reader=Audience.PUBLIC)
    title = public.value("title") or ""
    photos = [
        _public_image(photo, title=photo.caption or title, by=by, collection=collection)
        for photo in public.value("photos") or ()
    ]
    page = _draft(public, photos, language=language)
    page.owner = by
    return page


def _draft(public, photos, *, language) -> CasePage:
    implementer = public.value("implementer") or ""
    page = CasePage(
        title=public.value("title") or "",
        byline=implementer,
        implementer=implementer,
        recommended_by=str(public.value("union") or ""),
        direction=str(public.value("direction") or ""),
        cover=photos[0][0] if photos else None,
        live=False,
    )
    page.body = _body_of(public, photos, language=language)
    page.topics.set(public.value("topics") or ())
    return page


def _body_of(public, photos, *, language):
    """Lay the parts out in order, the photos after the main practice.

    Headings are those of the form in the library's language, not in that of who makes the page.
    """
    body = []
    for line in public.lines(Heading.TEXT):
        text = public.value(line.name)
        if text.strip():
            with override(language):
                heading = str(line.label)
            body.append(("part", {"heading": heading, "text": _paragraphs(text)}))
        if line.name == "practice":
            body.extend(
                ("photo", {"image": image, "caption": caption}) for image, caption in photos
            )
    return body


def _paragraphs(text: str) -> RichText:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return RichText(format_html_join("", "<p>{}</p>", ((line,) for line in lines)))


def _public_image(photo, *, title, by, collection):
    """Copy a dossier's photo into the programme's collection, without the name of its file."""
    with photo.file.open("rb") as stored:
        image = get_image_model()(
            title=title[:255],
            uploaded_by_user=by,
            description=photo.caption,
            collection=collection,
        )
        keep_private(image, stored.read(), filename="photo.jpg")
    image.width, image.height = photo.width, photo.height
    image.save()
    return image, photo.caption
