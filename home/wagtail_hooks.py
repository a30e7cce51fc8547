"""Words of Wagtail's own screens that no catalogue reaches."""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.search_promotions.forms import SearchPromotionsFormSet

# The model's field has no translated name of its own.
SearchPromotionsFormSet.form.base_fields["external_link_text"].label = _("External link text")
