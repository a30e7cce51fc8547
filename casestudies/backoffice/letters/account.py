"""How a member of staff wants to be told of work: a panel of Wagtail's account settings."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from ...domain.digests import is_told
from ...models.letter import StaffLetterChoice


class StaffLetterForm(forms.ModelForm):
    class Meta:
        model = StaffLetterChoice
        fields = ["letters"]
        widgets = {"letters": forms.RadioSelect}


class StaffLettersPanel(BaseSettingsPanel):
    name = "casestudies_letters"
    title = _("Letters of the case programme")
    tab = notifications_tab
    order = 200
    form_class = StaffLetterForm

    def is_active(self):
        return is_told(self.user)

    def get_form(self):
        choice = StaffLetterChoice.objects.filter(user=self.user).first()
        posted = self.request.POST if self.request.method == "POST" else None
        return StaffLetterForm(
            posted, instance=choice or StaffLetterChoice(user=self.user), prefix=self.name
        )
