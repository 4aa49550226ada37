"""`heard serve`: pages and the API, until stopped."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from heard import env
from heard.ops.doctor import State, before_serving
from heard.people.setting_up import issue_link
from heard.privacy.keys import check_master_key


class Command(BaseCommand):
    help = "Serve pages and the API."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=env.number("PORT", 8000))
        parser.add_argument("--reload", action="store_true", help="for those who build Heard")

    def handle(self, *args: Any, **options: Any) -> None:
        import uvicorn

        if connection.vendor == "sqlite":
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                call_command("migrate", verbosity=0)
        check_master_key()
        self._refuse_or_warn()
        here = f"http://{options['host']}:{options['port']}"
        self.stdout.write(f"Heard is at {here}")
        self._invite_to_set_up(env.text("HEARD_BASE_URL") or here)
        connection.close()
        uvicorn.run(
            "heard.asgi:application",
            host=options["host"],
            port=options["port"],
            reload=options["reload"],
            log_level="warning",
            access_log=False,
            # Open streams would hold a stop back for ever.
            timeout_graceful_shutdown=5,
            proxy_headers=settings.SECURE_PROXY_SSL_HEADER is not None,
        )

    def _refuse_or_warn(self) -> None:
        """What binds nobody does not start; what is only second best is said."""
        for finding in before_serving():
            if finding.state is State.WRONG:
                raise CommandError(f"{finding.subject}: {finding.words}")
            self.stderr.write(f"{finding.subject}: {finding.words}")

    def _invite_to_set_up(self, base: str) -> None:
        """There is no default account: whoever reads this log may set up, until it is done."""
        secret = issue_link()
        if secret is not None:
            self.stdout.write("Nobody has set this up yet. Open this to begin, or to go on:")
            self.stdout.write(f"{base.rstrip('/')}/setup?key={secret}")
            self.stdout.flush()
