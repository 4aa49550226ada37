"""`heard create_token EMAIL`: a token for scripts, printed alone on the last line."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from heard.people.models import AccessToken, Organisation, Person
from heard.people.tenancy import in_organisation


class Command(BaseCommand):
    help = "Make a token that acts as this person."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--organisation", default="", help="its name, where two know the address"
        )
        parser.add_argument("--name", default="made by command")
        parser.add_argument("--scope", choices=AccessToken.Scope.values, default="write")

    def handle(self, *args: Any, **options: Any) -> None:
        found: list[Person] = []
        for organisation in Organisation.objects.all():
            if options["organisation"] not in ("", organisation.name):
                continue
            with in_organisation(organisation.id):
                found += Person.objects.active().by_email(options["email"])
        if not found:
            raise CommandError(f"nobody active has the address {options['email']}")
        if len(found) > 1:
            raise CommandError("two organisations know this address: add --organisation NAME")
        with in_organisation(found[0].organisation_id):
            _row, secret = AccessToken.issue(found[0], name=options["name"], scope=options["scope"])
        self.stdout.write(secret)
