"""The rhythm as a form: how often, which day, what time, how long, where."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.conversations.models import Pair, Rhythm


class RhythmForm(forms.ModelForm):  # type: ignore[type-arg]
    """Filled in already when it opens; two presses keep it."""

    kind = forms.ChoiceField(
        label=_("How often"),
        choices=[
            ("weekly", _("Every week")),
            ("fortnightly", _("Every other week")),
            ("monthly", _("Every month")),
            ("quarterly", _("Every quarter")),
            ("custom", _("Every so many weeks or months")),
            ("as_needed", _("As needed, no dates")),
        ],
        widget=forms.RadioSelect,
    )
    by_weekday = forms.ChoiceField(
        label=_("In the month"),
        required=False,
        choices=[("yes", _("on the same weekday")), ("no", _("on the same day of the month"))],
    )

    class Meta:
        model = Rhythm
        fields = ["kind", "first_on", "at", "minutes", "every", "unit", "where"]
        labels = {
            "first_on": _("From"),
            "at": _("At"),
            "minutes": _("Minutes"),
            "every": _("Every"),
            "unit": _("Weeks or months"),
            "where": _("Where"),
        }
        widgets = {
            "first_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["every"].required = False
        self.fields["unit"].required = False
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ChoiceField)
        unit.choices = [("week", _("weeks")), ("month", _("months"))]
        self.initial["by_weekday"] = "yes" if self.instance.by_weekday else "no"

    def clean_first_on(self) -> dt.date:
        """A day the calendar arithmetic can stand on."""
        day: dt.date = self.cleaned_data["first_on"]
        if not dt.date(1970, 1, 1) <= day <= dt.date(2100, 1, 1):
            raise forms.ValidationError(_("Choose a day in this century."))
        return day

    def rhythm_for(self, pair: Pair) -> Rhythm:
        """The rhythm these answers describe, not yet kept."""
        values = self.cleaned_data
        zone = self.instance.zone or pair.employee.timezone or pair.organisation.timezone
        return Rhythm(
            pair=pair,
            kind=values["kind"],
            first_on=values["first_on"],
            at=values["at"].replace(second=0, microsecond=0),
            minutes=values["minutes"],
            every=values.get("every") or 1,
            unit=values.get("unit") or "week",
            by_weekday=values.get("by_weekday") != "no",
            where=values.get("where") or "",
            zone=zone,
        )
