"""`heard import_people FILE`: a list of people, as an HR system exports it, brought up to date.

The same as the page does, without the page: good rows go ahead, bad ones are named. Pay, birth,
health and the like are dropped while the file is read.
"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from heard.lib.refusals import Refusal
from heard.ops import import_report
from heard.ops.organisations import begun, chosen
from heard.people.importing.addresses import checked_domain
from heard.people.importing.bringing_in import bring_in
from heard.people.importing.decoding import MOST_BYTES
from heard.people.importing.faults import Fault
from heard.people.importing.mapping import Mapping
from heard.people.importing.planning import plan
from heard.people.importing.plans import ImportPlan
from heard.people.importing.present import people_here
from heard.people.importing.previewing import forget_outlived
from heard.people.importing.reading import read
from heard.people.importing.recognising import recognise
from heard.people.importing.remembering import remember, remembered
from heard.people.importing.tables import Table
from heard.people.models import Organisation
from heard.privacy.keys import with_nobody_acting

MANY_ROWS = 2_000


class Command(BaseCommand):
    help = "Bring in people from a CSV file, or bring those here up to date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help="a CSV file, or - for standard input")
        parser.add_argument("--dry-run", action="store_true", help="show it, change nothing")
        parser.add_argument(
            "--map",
            nargs="+",
            action="extend",
            default=[],
            metavar="TARGET=COLUMN",
            help="which column holds what; remembered for files with the same headings",
        )
        parser.add_argument("--email-domain", default="", help="for addresses without one")
        parser.add_argument("--json", action="store_true", help="for machines")
        parser.add_argument(
            "--organisation", default="", help="its name or id; without it the oldest one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # `--map A=B FILE`: the file came last and was taken for one more column.
        if options["file"] is None and options["map"] and "=" not in options["map"][-1]:
            options["file"] = options["map"].pop()
        if options["file"] is None:
            raise CommandError("name the file to bring: heard import_people FILE")
        try:
            table = read(_content(options["file"]))
            said = Mapping.from_pairs(options["map"]) if options["map"] else None
            domain = checked_domain(options["email_domain"]) or ""
            bring_database_up_to_date()
            with transaction.atomic():
                self._bring(table, said, domain, options)
                transaction.set_rollback(options["dry_run"])
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal

    def _bring(
        self, table: Table, said: Mapping | None, domain: str, options: dict[str, Any]
    ) -> None:
        organisation = chosen(options["organisation"])
        is_first = organisation is None
        organisation = organisation or begun(domain)
        with with_nobody_acting(organisation.id):
            one, known_domain = planned(table, said, domain, organisation)
            applies = one.changes_anything and not options["dry_run"]
            if applies:
                forget_outlived()
                progress = import_report.Progress()
                bring_in(one, by=None, file_name=_name(options["file"]), progress=progress)
                if said is not None:
                    remember(one.mapping, email_domain=known_domain)
        if options["json"]:
            self._answer_in_json(one, organisation, applied=applies)
        else:
            self._tell(one, organisation, is_first=is_first, dry_run=options["dry_run"])
        _refuse_where_nothing_could_go_in(one)

    def _answer_in_json(
        self, one: ImportPlan, organisation: Organisation, *, applied: bool
    ) -> None:
        whose = {"id": str(organisation.id), "name": organisation.name}
        answer = {"organisation": whose, "applied": applied, **one.as_json()}
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))

    def _tell(
        self, one: ImportPlan, organisation: Organisation, *, is_first: bool, dry_run: bool
    ) -> None:
        count = Organisation.objects.count()
        which = "made now, as there was none" if is_first else ""
        if count > 1:
            which = f"one of {count}; --organisation NAME chooses another"
        self.stdout.write(f"Organisation: {organisation.name}{f' ({which})' if which else ''}")
        for lines in (
            import_report.as_read(one),
            import_report.what_changes(one),
            import_report.what_is_wrong(one),
        ):
            for line in lines:
                self.stdout.write(line)
        if not one.changes_anything:
            self.stdout.write("Nothing to change.")
        elif dry_run:
            self.stdout.write("A dry run: nothing was changed.")
        else:
            self.stdout.write("Done. It can be taken back for a day, under People, Import.")


def planned(
    table: Table, said: Mapping | None, domain: str, organisation: Organisation
) -> tuple[ImportPlan, str]:
    """What this file would change, and the domain that was used."""
    known = remembered(table)
    domain = domain or known.email_domain
    if len(table.rows) > MANY_ROWS:
        import_report.Progress.say(f"Looking at {len(table.rows):,} rows")
    one = plan(
        table,
        recognise(table, said or known.mapping).mapping,
        people_here(),
        email_domain=domain,
        today=organisation.today(),
    )
    return one, domain


def bring_database_up_to_date() -> None:
    """The embedded one by itself, as serving does; PostgreSQL's owner does it on purpose."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if connection.vendor != "sqlite":
        raise CommandError("the database is not up to date: run `heard migrate` first")
    call_command("migrate", verbosity=0)


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    path = Path(file)
    try:
        if path.is_dir():
            raise CommandError(f"{file} is a folder; name a CSV file")
        # One byte more than may be: enough to see that it is too large.
        with path.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise CommandError(f"there is no file {file}") from error
    except (OSError, ValueError) as error:
        raise CommandError(f"{file} can't be read; check that it is yours to read") from error


def _name(file: str) -> str:
    return "" if file == "-" else Path(file).name


def _refuse_where_nothing_could_go_in(one: ImportPlan) -> None:
    """Every row was bad: that is bad input, and the first one says what to do."""
    first = next((problem for problem in one.problems if problem.holds_back), None)
    if one.people or first is None:
        return
    hint = " (--email-domain DOMAIN)" if first.fault is Fault.EMAIL_NEEDS_DOMAIN else ""
    raise CommandError(
        f"no row could be brought in; row {first.row}: {first.what} {first.mend}{hint}"
    )
