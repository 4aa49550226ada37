"""Takes the demo out again, whole, and nothing else."""

from django.contrib.sessions.models import Session
from django.db import models, transaction

from heard.ops.demo.loader import scripts
from heard.people.models import Organisation, Person, User
from heard.people.tenancy import TenantModel, in_organisation
from heard.people.walls import tenant_models


def demo_organisations() -> list[Organisation]:
    """Known by the addresses of those who sign in to them: a name can be changed in settings."""
    addresses = [person.email for script in scripts() for person in script.people]
    known = User.objects.filter(email__in=addresses).values("organisation")
    return list(Organisation.objects.filter(id__in=known))


@transaction.atomic
def clear() -> None:
    """Every row of the demo's organisations, what visitors typed included."""
    for organisation in demo_organisations():
        _erase(organisation)


def _erase(organisation: Organisation) -> None:
    with in_organisation(organisation.id):
        people = list(Person.objects.all())
    # Private rows are out of reach of everybody else, of whoever clears them too.
    for person in people:
        with in_organisation(organisation.id, person.id):
            _erase_rows([model for model in _children_first() if model.row_policy])
    with in_organisation(organisation.id):
        _end_sessions(organisation)
        _erase_rows(_children_first())
        User.objects.filter(organisation=organisation).delete()
    organisation.delete()


def _erase_rows(wanted: list[type[TenantModel]]) -> None:
    for model in wanted:
        rows = model.objects.all()  # type: ignore[attr-defined]
        rows._raw_delete(rows.db)


def _end_sessions(organisation: Organisation) -> None:
    """A cookie of before opens nothing any more."""
    for session in Session.objects.all():
        if str(organisation.id) in map(str, session.get_decoded().values()):
            session.delete()


def _children_first() -> list[type[TenantModel]]:
    """Each table before those it points to."""
    ordered: list[type[TenantModel]] = []
    remaining = tenant_models()
    while remaining:
        free = [model for model in remaining if not any(_points(one, model) for one in remaining)]
        ordered += free
        remaining = [model for model in remaining if model not in free]
        if not free:
            raise RuntimeError(f"{remaining} point to each other")
    return ordered


def _points(model: type[models.Model], target: type[models.Model]) -> bool:
    return model is not target and any(
        field.related_model is target for field in model._meta.local_fields
    )
