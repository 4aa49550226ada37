"""`heard demo`: the demo organisation, loaded once; `--reset` starts over."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from heard.ops.demo.clearing import clear, demo_organisations
from heard.ops.demo.loader import load


class Command(BaseCommand):
    help = "Load the demo organisation, Tidewater Studio. Only in demo mode."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="start over")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("the demo loads only in demo mode: set HEARD_DEMO=1")
        if demo_organisations() and not options["reset"]:
            self.stdout.write("The demo is there already; what was typed is kept.")
            return
        if options["reset"]:
            clear()
        began = time.monotonic()
        loaded = load()
        seconds = time.monotonic() - began
        self.stdout.write(
            f"Loaded {loaded.organisations} organisations, {loaded.people} people and "
            f"{loaded.pairs} pairs in {seconds:.1f} s."
        )
