"""Forms of passwords, dressed for the programme's pages."""

from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from ...domain.accounts import SIGN_IN, forgive, take_try
from ...domain.refusals import TooManyTries
from .fields import RENDERER


class _Dressed:
    default_renderer = RENDERER

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"class": "cs-input"}
            field.widget.attrs.pop("autofocus", None)


class ForgottenForm(_Dressed, forms.Form):
    """Whose password was forgotten: a user name or an e-mail address."""

    name = forms.CharField(
        label=_("User name or e-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )


class _Told(_Dressed):
    """What a new password needs, in one line; and in Chinese where Django has no words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Django's own is a list, which may not stand inside a paragraph.
        self.fields["new_password1"].help_text = "".join(password_validators_help_texts())

    def add_error(self, field, error):
        for each in getattr(error, "error_list", ()):
            if each.code == "password_too_short":
                each.message = _("The password is too short: at least %(min_length)d characters.")
        super().add_error(field, error)


class NewPasswordForm(_Told, SetPasswordForm):
    """A new password, typed twice, for who came by the link of a letter."""


class ChangeForm(_Told, PasswordChangeForm):
    """A new password for who knows the old one; that is tried as often as at the sign-in.

    ``wait`` is how many seconds somebody has to wait who tried too often, else 0.
    """

    wait = 0

    def __init__(self, *args, address, **kwargs):
        super().__init__(*args, **kwargs)
        self.address = address

    @sensitive_variables()
    def clean_old_password(self):
        try:
            taken = take_try(SIGN_IN, account=self.user.get_username(), address=self.address)
        except TooManyTries as refusal:
            self.wait = refusal.seconds
            raise ValidationError(str(refusal), code="too_many_tries") from refusal
        old = super().clean_old_password()
        forgive(taken)
        return old
