"""What is looked at when this installation is examined, and what start-up refuses or warns of.

Each finding is a sentence; nothing in it is a secret, a name or an address of a person.
"""

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from heard.activity.mail_trial import has_server
from heard.lib.safe_start import is_here
from heard.people.models import Organisation
from heard.people.setting_up import is_set_up
from heard.privacy.keys import WrongMasterKey, check_master_key


class State(StrEnum):
    """How much a finding matters."""

    GOOD = "good"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and how to mend it."""

    subject: str
    state: State
    words: str


def examine() -> list[Finding]:
    """Everything, in order; what needs the database is left out where it does not answer."""
    findings = [*configuration(), *files()]
    found = database()
    findings.append(found)
    if found.state is State.GOOD:
        findings += [finding for look in INSIDE for finding in look()]
    return findings


def configuration() -> Iterator[Finding]:
    """What the environment says."""
    host = urlsplit(settings.BASE_URL).hostname or ""
    if settings.SERVED_OVER_TLS or is_here(host):
        yield Finding("address", State.GOOD, settings.BASE_URL)
    else:
        yield Finding(
            "address",
            State.WRONG,
            f"{settings.BASE_URL} is not encrypted: passwords would cross the network in the open. "
            "Let a proxy end TLS, and set HEARD_BASE_URL to its https:// address.",
        )
    if settings.DEBUG:
        words = "HEARD_DEBUG is on: errors show their cause. Set it to 0 where people work."
        yield Finding("debug", State.WRONG, words)
    else:
        yield Finding("debug", State.GOOD, "off")
    if settings.DEMO:
        words = "HEARD_DEMO is on: anybody comes in as anybody of the demo. Set it to 0."
        yield Finding("demo", State.WARNING, words)
    if has_server():
        words = f"through {settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        yield Finding("mail", State.GOOD, words)
    else:
        words = (
            "No mail server is named, so letters are written to files in "
            f"{settings.EMAIL_FILE_PATH}. Set HEARD_MAIL_HOST and what goes with it."
        )
        yield Finding("mail", State.WARNING, words)


def files() -> Iterator[Finding]:
    """Keys that others on this machine could read are no keys."""
    paths = [settings.HEARD_DATA / "keys" / "secret.key", settings.HEARD_KEY_FILE]
    kept = [path for path in paths if path.exists()]
    for path in kept:
        if readable_by_others(path):
            words = f"{path} can be read by others on this machine: chmod 600 {path}"
            yield Finding("keys", State.WRONG, words)
    if not any(readable_by_others(path) for path in kept):
        words = "read by their owner alone" if kept else "given by the environment"
        yield Finding("keys", State.GOOD, words)


def readable_by_others(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def database() -> Finding:
    """It answers, and has every table."""
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        kind = type(error).__name__
        words = f"does not answer ({kind}). Check DATABASE_URL, and that the server runs."
        return Finding("database", State.WRONG, words)
    if behind:
        words = f"{len(behind)} changes behind: run `heard migrate`."
        return Finding("database", State.WRONG, words)
    return Finding("database", State.GOOD, f"{connection.vendor}, up to date")


def role() -> Iterator[Finding]:
    """On PostgreSQL: whoever owns tables or bypasses the walls is bound by none of them."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls, EXISTS (SELECT 1 FROM pg_tables "
            "WHERE schemaname = 'public' AND tableowner = current_user) "
            "FROM pg_roles WHERE rolname = current_user"
        )
        name, unbound, owner = cursor.fetchone()
    if unbound or owner:
        why = "is a superuser or bypasses row-level security" if unbound else "owns the tables"
        words = (
            f"{name} {why}, so the walls between organisations would bind nobody. Give "
            "DATABASE_URL a role that owns nothing; `heard migrate` takes the owner from "
            "HEARD_DATABASE_OWNER_URL."
        )
        yield Finding("database role", State.WRONG, words)
    else:
        yield Finding("database role", State.GOOD, f"{name} owns nothing and bypasses nothing")


def several() -> Iterator[Finding]:
    """Decision 7: SQLite keeps organisations apart by our code alone."""
    if connection.vendor == "sqlite" and Organisation.objects.count() > 1:
        words = (
            "Several organisations share an SQLite file. They are kept apart by Heard's own code; "
            "PostgreSQL puts row-level security behind it, and is recommended."
        )
        yield Finding("organisations", State.WARNING, words)


def begun() -> Iterator[Finding]:
    """Somebody has set it up."""
    if not is_set_up():
        words = "Nobody has set this up yet: `heard serve` prints the link to begin."
        yield Finding("set-up", State.WARNING, words)


def master_key() -> Iterator[Finding]:
    """The key opens what is stored here."""
    try:
        check_master_key()
    except WrongMasterKey as error:
        yield Finding("master key", State.WRONG, str(error))
    else:
        yield Finding("master key", State.GOOD, "opens what is stored here")


Look = Callable[[], Iterator[Finding]]
INSIDE: tuple[Look, ...] = (role, several, begun, master_key)


def before_serving() -> list[Finding]:
    """What stops a start or deserves a line in its log.

    A demo brings two organisations of its own and nothing worth a wall: its doctor still says so.
    """
    looks: tuple[Look, ...] = (role,) if settings.DEMO else (role, several)
    return [finding for look in looks for finding in look() if finding.state is not State.GOOD]
