"""Bringing a list of people: the file or the paste, and which column is what."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from heard.lib.refusals import Refusal
from heard.people.importing.dating import DateOrder
from heard.people.importing.faults import Fault
from heard.people.importing.headings import Target
from heard.people.importing.mapping import NOT_USED, Mapping
from heard.people.importing.problems import FileRefused
from heard.people.importing.tables import Table
from heard.people.models import ImportPreview

EXAMPLE_LENGTH = 40


class BringForm(forms.Form):
    """A file or a paste; what is in it is judged by the reader, not here."""

    file = forms.FileField(
        label=_("A CSV file"),
        required=False,
        allow_empty_file=True,
        max_length=200,
        help_text=_("Up to 5 MB and 20,000 rows. How it is written is found out by itself."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )
    # No CharField: it refuses and trims what the reader knows how to take.
    text = forms.Field(
        label=_("Or paste the rows"),
        required=False,
        help_text=_("With the row of headings, straight from a spreadsheet."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto", "spellcheck": "false"}),
    )
    email_domain = forms.CharField(
        label=_("Domain for addresses that have none"),
        required=False,
        max_length=253,
        help_text=_("“sking” becomes sking@company.example. Not needed for whole addresses."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "placeholder": "company.example"}),
    )
    full_file = forms.BooleanField(
        label=_("The list names everybody: show who is missing from it"), required=False
    )

    def brought(self, request: HttpRequest) -> tuple[bytes | str, str]:
        """The content and the name of the file, or a refusal where there is neither."""
        file = self.cleaned_data.get("file")
        if file is not None:
            return file.read(), str(file.name)
        sent = int(request.META.get("CONTENT_LENGTH") or 0)
        if sent > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise FileRefused(Fault.TOO_LARGE)
        pasted = str(self.cleaned_data.get("text") or "")
        if not pasted.strip():
            raise Refusal(str(_("Choose a file, or paste the rows.")), "file")
        return pasted, ""

    def say(self, refusal: Refusal) -> None:
        """Beside the field it belongs to."""
        field = refusal.field if refusal.field in self.fields else "file"
        if field == "file" and not self.cleaned_data.get("file") and self.cleaned_data.get("text"):
            field = "text"
        self.add_error(field, refusal.message)


class ColumnsForm(forms.Form):
    """For each thing known here, the column of the file that holds it."""

    def __init__(self, *args: Any, preview: ImportPreview, table: Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = Mapping.from_json(preview.columns)
        choices = [(NOT_USED, str(_("Not in this file")))]
        choices += [(heading, heading) for heading in table.header]
        for target in Target:
            heading = chosen.columns.get(target, NOT_USED)
            self.fields[target] = forms.ChoiceField(
                label=target.label,
                choices=choices,
                required=False,
                initial=heading,
                help_text=_example(table, heading),
            )
        self.fields["date_order"] = forms.ChoiceField(
            label=_("Dates are written"),
            choices=[("", str(_("As found out")))] + [(one, one.label) for one in DateOrder],
            required=False,
            initial=chosen.date_order or "",
        )
        self.fields["email_domain"] = forms.CharField(
            label=BringForm.base_fields["email_domain"].label,
            required=False,
            max_length=253,
            initial=preview.email_domain,
        )
        self.fields["full_file"] = forms.BooleanField(
            label=BringForm.base_fields["full_file"].label,
            required=False,
            initial=preview.full_file,
        )

    def mapping(self) -> Mapping:
        """What was chosen, whole: what is left empty is not in this file."""
        order = self.cleaned_data["date_order"]
        return Mapping(
            {target: self.cleaned_data[target] for target in Target},
            DateOrder(order) if order else None,
        )

    @property
    def selects(self) -> list[forms.BoundField]:
        return [self[target] for target in Target]

    def say(self, refusal: Refusal) -> None:
        """Beside the field it belongs to, else above all."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.message)


def _example(table: Table, heading: str) -> str:
    value = next(iter(table.column(heading)), "") if heading else ""
    short = value if len(value) <= EXAMPLE_LENGTH else value[: EXAMPLE_LENGTH - 1] + "…"
    return str(_("for example %(value)s") % {"value": short}) if short else ""
