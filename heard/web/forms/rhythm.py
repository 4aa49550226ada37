"""The rhythm as a form: how often, which day, what time, how long, where."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.conversations.models import Pair, Rhythm
from heard.conversations.planning import recurrence_of


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
        choices=[
            ("yes", _("on the same weekday")),
            ("last_weekday", _("on the last such weekday")),
            ("no", _("on the same day of the month")),
            ("last_day", _("on the last day")),
        ],
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
        self.initial["by_weekday"] = {
            (True, False): "yes",
            (True, True): "last_weekday",
            (False, False): "no",
            (False, True): "last_day",
        }[self.instance.by_weekday, self.instance.last]

    def clean_first_on(self) -> dt.date:
        """A day the calendar arithmetic can stand on."""
        day: dt.date = self.cleaned_data["first_on"]
        if not dt.date(1970, 1, 1) <= day <= dt.date(2100, 1, 1):
            raise forms.ValidationError(_("Choose a day in this century."))
        return day

    def clean(self) -> dict[str, Any]:
        """The answers together make a rhythm that has dates."""
        values = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                recurrence_of(self.rhythm_for(self.instance.pair))
            except ValueError as error:
                chosen_last = str(values.get("by_weekday")).startswith("last")
                self.add_error("first_on" if chosen_last else "every", str(error))
        return values

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
            by_weekday=values.get("by_weekday") not in ("no", "last_day"),
            last=str(values.get("by_weekday")).startswith("last") and self._is_by_month,
            where=values.get("where") or "",
            zone=zone,
        )

    @property
    def _is_by_month(self) -> bool:
        kind, unit = self.cleaned_data["kind"], self.cleaned_data.get("unit")
        return kind in ("monthly", "quarterly") or (kind == "custom" and unit == "month")
