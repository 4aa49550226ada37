"""`heard …`: what an operator types. Bad input is one line on standard error and status 2."""

import os
import sys
from typing import NoReturn

from django.core.exceptions import ImproperlyConfigured

USAGE = """heard: the commands

  heard serve [--host 127.0.0.1] [--port 8000]     pages and the API
  heard migrate                                    bring the database up to date
  heard demo [--reset]                             load the demo organisation
  heard doctor [--json]                            check this installation
  heard create_token EMAIL                         a token for scripts, printed alone
  heard import_people FILE [--dry-run] [--map TARGET=COLUMN] [--email-domain D] [--json]

Each answers --help.
"""

COMMANDS = {"serve", "migrate", "demo", "doctor", "create_token", "import_people"}


def main() -> None:
    """Dispatch to Django's command machinery, without its tracebacks for bad input."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        sys.stdout.write(USAGE)
        return
    if arguments[0] not in COMMANDS:
        _stop(f"heard: there is no command {arguments[0]!r}; `heard --help` lists them")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.settings")
    try:
        _run(arguments[0], arguments[1:])
    except ImproperlyConfigured as error:
        _stop(f"heard: {error}")


def _run(name: str, arguments: list[str]) -> None:
    """By hand, because Django answers a CommandError itself, with a status of its own."""
    import django
    from django.core.management import get_commands, load_command_class
    from django.core.management.base import CommandError

    django.setup()
    place = get_commands().get(name)
    if place is None:
        _stop(f"heard: {name} is not there yet")
    command = load_command_class(str(place), name)
    try:
        options = vars(command.create_parser("heard", name).parse_args(arguments))
        command.execute(*options.pop("args", ()), **options)
    except CommandError as error:
        _stop(f"heard: {error}")


def _stop(message: str) -> NoReturn:
    sys.stderr.write(" ".join(message.split()) + "\n")
    raise SystemExit(2)
