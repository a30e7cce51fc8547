"""Blocks of a call's text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class CallBodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        label=_("Heading"), icon="title", template="casestudies/blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(
        label=_("Paragraph"),
        icon="pilcrow",
        features=["bold", "ol", "ul", "link", "document-link"],
        template="casestudies/blocks/paragraph.html",
    )
