"""Blocks of a case: numbered parts, key figures, quotations, photos, honours. domain.md §5."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PartBlock(blocks.StructBlock):
    """A numbered part with a heading and its text."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=60)
    text = blocks.RichTextBlock(
        label=pgettext_lazy("casestudies", "Text"), features=["bold", "ol", "ul", "link"]
    )

    class Meta:
        label = _("Part")
        icon = "list-ol"
        template = "casestudies/blocks/part.html"
        label_format = "{heading}"


class FigureBlock(blocks.StructBlock):
    """One key figure, like «61.56 万人次»."""

    number = blocks.CharBlock(label=_("Figure"), max_length=20)
    label = blocks.CharBlock(label=_("What it counts"), max_length=40)

    class Meta:
        label = _("Key figure")
        icon = "decimal"


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    speaker = blocks.CharBlock(label=_("Who said it"), max_length=60, required=False)

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        template = "casestudies/blocks/quotation.html"


class PhotoBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Photo"))
    caption = blocks.CharBlock(label=pgettext_lazy("casestudies", "Caption"), max_length=200)
    alt = blocks.CharBlock(
        label=pgettext_lazy("casestudies", "Alternative text"),
        max_length=200,
        required=False,
        help_text=_("What the photo shows, for who cannot see it; where empty, the caption."),
    )

    class Meta:
        label = _("Photo with caption")
        icon = "image"
        template = "casestudies/blocks/photo.html"
        label_format = "{caption}"


class CaseBodyBlock(blocks.StreamBlock):
    part = PartBlock()
    figures = blocks.ListBlock(
        FigureBlock(),
        label=_("Key figures"),
        icon="decimal",
        max_num=4,
        template="casestudies/blocks/figures.html",
    )
    quotation = QuotationBlock()
    photo = PhotoBlock()
