"""One noun a file."""

from heard.people.models.access_token import AccessToken
from heard.people.models.column_mapping import ColumnMapping
from heard.people.models.import_preview import ImportPreview
from heard.people.models.invitation import Invitation
from heard.people.models.organisation import Organisation
from heard.people.models.people_import import PeopleImport
from heard.people.models.person import Person, PersonQuerySet
from heard.people.models.reporting_line import ReportingLine
from heard.people.models.role import Role
from heard.people.models.set_up import SetUp
from heard.people.models.user import User

__all__ = [
    "AccessToken",
    "ColumnMapping",
    "ImportPreview",
    "Invitation",
    "Organisation",
    "PeopleImport",
    "Person",
    "PersonQuerySet",
    "ReportingLine",
    "Role",
    "SetUp",
    "User",
]
