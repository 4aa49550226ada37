"""What the people team and administrators fill in about people and the organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.people.models import Organisation, Person
from heard.web.forms.address import Address
from heard.web.forms.settings import zones

RHYTHMS = [
    ("weekly", _("Every week")),
    ("fortnightly", _("Every other week")),
    ("monthly", _("Every month")),
]
WEEK_STARTS = [(0, _("Monday")), (6, _("Sunday")), (5, _("Saturday"))]


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """The facts of the directory; nothing that belongs to a page."""

    timezone = forms.ChoiceField(label=_("Time zone"), choices=zones, required=False)

    class Meta:
        model = Person
        fields = ["name", "email", "title", "team", "employee_number", "timezone", "started_on"]
        field_classes = {"email": Address}
        widgets = {"started_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean_email(self) -> str:
        """Once in this organisation; what other organisations hold is none of our business."""
        email = self.cleaned_data["email"].strip().casefold()
        if Person.with_address(email) not in (None, self.instance):
            raise forms.ValidationError(_("Somebody here has this address already."))
        return str(email)

    def clean_employee_number(self) -> str:
        number = self.cleaned_data["employee_number"].strip()
        if Person.with_number(number) not in (None, self.instance):
            raise forms.ValidationError(_("Somebody here has this number already."))
        return str(number)


class ManagerForm(forms.Form):
    """Whom somebody reports to, by address: names repeat, addresses don't."""

    manager = Address(
        label=_("Manager's e-mail"),
        required=False,
        help_text=_("Leave it empty for somebody who reports to nobody."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.found: Person | None = None

    def clean_manager(self) -> str:
        email = str(self.cleaned_data["manager"]).casefold()
        if email:
            self.found = Person.with_address(email)
            if self.found is None or not self.found.is_active:
                raise forms.ValidationError(_("Nobody active here has this address."))
            if self.found.id == self.person.id:
                raise forms.ValidationError(_("Nobody reports to themselves."))
        return email


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    """The organisation's own settings."""

    timezone = forms.ChoiceField(label=_("Time zone"), choices=lambda: zones()[1:])
    default_rhythm = forms.ChoiceField(
        label=_("Rhythm suggested to new pairs"),
        choices=RHYTHMS,
    )
    default_minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=240)
    week_starts_on = forms.TypedChoiceField(
        label=_("The week begins on"), coerce=int, choices=WEEK_STARTS
    )

    class Meta:
        model = Organisation
        fields = [
            "name",
            "timezone",
            "week_starts_on",
            "default_rhythm",
            "default_minutes",
            "mail_carries_notes",
        ]
        labels = {
            "mail_carries_notes": _("The mailed summary may carry the shared notes of both"),
        }
