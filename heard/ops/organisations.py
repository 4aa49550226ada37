"""Which organisation a command means: the one named, the only one, or else the oldest."""

from django.core.management.base import CommandError

from heard.people.models import Organisation


def chosen(named: str) -> Organisation | None:
    """By name or id; without either the oldest, which is the one the installation was made for.

    None where there is no organisation yet.
    """
    organisations = list(Organisation.objects.order_by("created_at", "id"))
    if not named:
        return organisations[0] if organisations else None
    found = [one for one in organisations if named.casefold() in _names(one)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name for one in organisations) or "none yet"
    if found:
        ids = ", ".join(str(one.id) for one in found)
        raise CommandError(f"several organisations are called {named!r}; name its id: {ids}")
    raise CommandError(f"there is no organisation {named!r}; there are: {names}")


def begun(email_domain: str) -> Organisation:
    """The first organisation, on an installation that has none; the set-up pages finish it."""
    label = email_domain.split(".")[0].replace("-", " ").strip()
    return Organisation.objects.create(name=label.title() or "Our organisation")


def _names(organisation: Organisation) -> set[str]:
    return {organisation.name.casefold(), str(organisation.id)}
