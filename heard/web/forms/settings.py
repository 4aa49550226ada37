"""One's own settings, a form a section."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from heard.people.models import AccessToken, Person, User
from heard.web.limits import PASSWORD_CHANGES
from heard.web.replies import wait_words


def zones() -> list[tuple[str, str]]:
    """Every time zone by name, the organisation's own as the empty choice."""
    return [("", str(_("The organisation's")))] + [
        (name, name.replace("_", " ")) for name in sorted(available_timezones())
    ]


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """How one is called, and where one is."""

    timezone = forms.ChoiceField(label=_("Time zone"), choices=zones, required=False)

    class Meta:
        model = Person
        fields = ["name", "called", "pronouns", "timezone"]
        labels = {"called": _("Called, in sentences"), "pronouns": _("Pronouns")}


class DisplayForm(forms.ModelForm):  # type: ignore[type-arg]
    """How pages look for this person."""

    text_size = forms.TypedChoiceField(
        label=_("Text size"),
        coerce=int,
        choices=[(100, "100%"), (110, "110%"), (125, "125%"), (150, "150%")],
    )

    class Meta:
        model = Person
        fields = ["theme", "text_size", "compact_rows", "less_motion", "show_timer"]
        labels = {
            "theme": _("Light or dark"),
            "compact_rows": _("Rows closer together"),
            "less_motion": _("No movement on pages"),
            "show_timer": _("Show how much of the planned time has gone"),
        }


class KeysForm(forms.ModelForm):  # type: ignore[type-arg]
    """Single keys on or off."""

    class Meta:
        model = Person
        fields = ["single_keys"]
        labels = {"single_keys": _("Single keys do things when no field is in use")}


class MailForm(forms.ModelForm):  # type: ignore[type-arg]
    """What comes by mail."""

    class Meta:
        model = Person
        fields = ["summary_by_mail"]
        labels = {
            "summary_by_mail": _("After a conversation, agreements, actions and the next date")
        }


class NewPasswordForm(forms.Form):
    """The present password, then a new one."""

    present = forms.CharField(
        label=_("Present password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        max_length=128,
        strip=False,
        help_text=_("At least fifteen characters. A few ordinary words in a row do well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_present(self) -> str:
        present: str = self.cleaned_data["present"]
        whose = str(self.user.id)
        wait = PASSWORD_CHANGES.wait(whose)
        if wait:
            said = _("A few tries too many. Try again %(wait)s.")
            raise forms.ValidationError(said % {"wait": wait_words(wait)})
        PASSWORD_CHANGES.count(whose)
        if not self.user.check_password(present):
            raise forms.ValidationError(_("That isn't your present password."))
        return present

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class TokenForm(forms.ModelForm):  # type: ignore[type-arg]
    """A name and how far it reaches."""

    class Meta:
        model = AccessToken
        fields = ["name", "scope"]
        labels = {"name": _("What it is for"), "scope": _("May")}
