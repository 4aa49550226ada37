"""`heard doctor`: examine this installation. Status 2 where something is wrong."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from heard.ops.doctor import State, examine

MARKS = {State.GOOD: "good   ", State.WARNING: "warning", State.WRONG: "WRONG  "}


class Command(BaseCommand):
    help = "Check this installation: its environment, files, database and keys."
    # Whatever is unsafe is to be said, not to prevent saying it.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = examine()
        wrong = [finding for finding in findings if finding.state is State.WRONG]
        if options["json"]:
            answer = {"well": not wrong, "findings": [asdict(finding) for finding in findings]}
            self.stdout.write(json.dumps(answer, indent=2))
        else:
            for finding in findings:
                self.stdout.write(f"{MARKS[finding.state]}  {finding.subject}: {finding.words}")
        if wrong:
            raise SystemExit(2)
