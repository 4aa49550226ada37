"""The field for an e-mail address, wherever one is asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Address(forms.EmailField):
    """Says what is wrong in our words."""

    default_error_messages = {
        "invalid": _("That isn't an e-mail address. One looks like ida@example.com.")
    }
