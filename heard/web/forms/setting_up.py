"""One question a page: what whoever sets up is asked."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from heard.people.models import User
from heard.web.forms.address import Address
from heard.web.forms.people import RHYTHMS, WEEK_STARTS
from heard.web.forms.settings import zones

EMAIL = {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none"}


class YouForm(forms.Form):
    """Who sets up, and the password they will sign in with."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    email = Address(
        label=_("Your work e-mail"), max_length=254, widget=forms.EmailInput(attrs=EMAIL)
    )
    password = forms.CharField(
        label=_("A password"),
        max_length=128,
        strip=False,
        help_text=_("At least fifteen characters. A few ordinary words in a row do well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, has_password: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_password:
            self.fields["password"].required = False
            self.fields["password"].help_text = _("Leave it empty to keep the one you chose.")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().casefold()

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, User(email=self.cleaned_data.get("email", "")))
        return password


class PlaceForm(forms.Form):
    """The organisation, and how it counts time."""

    name = forms.CharField(
        label=_("What is your organisation called?"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("More will follow.")
    )
    timezone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: zones()[1:],
        initial="UTC",
        help_text=_("Whoever works elsewhere chooses another for themselves."),
    )
    week_starts_on = forms.TypedChoiceField(
        label=_("The week begins on"), coerce=int, choices=WEEK_STARTS
    )


class PeopleForm(forms.Form):
    """Everybody by a list, or one other person."""

    how = forms.ChoiceField(
        label=_("Who is here?"),
        choices=[("two", _("Just us two for now")), ("list", _("A list of people"))],
    )
    other_name = forms.CharField(
        label=_("Name"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    other_email = Address(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    talks_with = forms.ChoiceField(
        label=_("Talks with"),
        choices=[
            ("me", _("Me: they report to me")),
            ("their", _("Me: I report to them")),
        ],
        required=False,
    )
    # No CharField: it refuses and trims what the reader knows how to take.
    text = forms.Field(
        label=_("Paste a list"),
        required=False,
        help_text=_(
            "A line each: name, e-mail, whom they talk with. Or straight from a spreadsheet, "
            "with its headings."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or a CSV file"),
        required=False,
        allow_empty_file=True,
        max_length=200,
        help_text=_("An export of your HR system will do. Pay, birthdays and health are left out."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )

    def __init__(self, *args: Any, own_email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_email = own_email

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("how") == "two":
            for name in ("other_name", "other_email", "talks_with"):
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, _("This is needed for the two of you."))
            email = str(self.cleaned_data.get("other_email", "")).casefold()
            if email and email == self.own_email:
                self.add_error("other_email", _("That is your own address."))
        elif not self.cleaned_data.get("file") and not str(self.cleaned_data.get("text") or ""):
            self.add_error("text", _("Paste a list, or choose a file."))
        return self.cleaned_data


class PrivacyForm(forms.Form):
    """How often, how long, and what mail may carry. Who reads a page is not a setting."""

    preset = forms.ChoiceField(
        label=_("Rhythm and privacy"),
        choices=[("careful", _("Careful")), ("open", _("Open")), ("custom", _("Custom"))],
        initial="careful",
    )
    default_rhythm = forms.ChoiceField(
        label=_("How often, to begin with"), choices=RHYTHMS, initial="fortnightly", required=False
    )
    default_minutes = forms.IntegerField(
        label=_("Minutes"), min_value=5, max_value=240, initial=30, required=False
    )
    mail_carries_notes = forms.BooleanField(
        label=_("The mailed summary may carry the shared notes of both"), required=False
    )

    def chosen(self) -> dict[str, Any]:
        """What the card means; a custom one as it was filled in."""
        custom = self.cleaned_data["preset"] == "custom"
        return {
            "preset": self.cleaned_data["preset"],
            "default_rhythm": (custom and self.cleaned_data["default_rhythm"]) or "fortnightly",
            "default_minutes": (custom and self.cleaned_data["default_minutes"]) or 30,
            "mail_carries_notes": self.cleaned_data["mail_carries_notes"]
            if custom
            else self.cleaned_data["preset"] == "open",
        }
