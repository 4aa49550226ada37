"""What the columns of other people's exports are called, and what each is here.

Names are compared without case, accents, spaces or punctuation, so that "E-Mail", "e_mail" and
"eMail" are one. Within a target the earlier name wins where a file has several of them.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heard.lib import text

LONGEST_HEADING = 120
ADDED_BY_EXPORTS = re.compile(r"\[[^\]]*\]")
APOSTROPHES = re.compile(r"['’`´]")
INSIDE_CAMEL_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
WORD = re.compile(r"[^\W_]+")


class Target(StrEnum):
    """What a column can be. The values are what `--map TARGET=COLUMN` takes."""

    EMAIL = "email"
    EMPLOYEE_NUMBER = "employee_number"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    PREFERRED_NAME = "preferred_name"
    MANAGER_EMAIL = "manager_email"
    MANAGER_NUMBER = "manager_number"
    MANAGER_NAME = "manager_name"
    TITLE = "title"
    TEAM = "team"
    START_DATE = "start_date"
    STATUS = "status"
    END_DATE = "end_date"
    TIMEZONE = "timezone"

    @property
    def label(self) -> str:
        """As a page names it."""
        return str(LABELS[self][0])

    @property
    def meaning(self) -> str:
        """What it is for, or how it is written."""
        return str(LABELS[self][1])


LABELS: dict[Target, tuple[str | Promise, str | Promise]] = {
    Target.EMAIL: (_("E-mail"), _("known by it, and invited with it")),
    Target.EMPLOYEE_NUMBER: (_("Employee number"), _("known by it, even under a new name")),
    Target.NAME: (_("Whole name"), _("or first and last name apart")),
    Target.FIRST_NAME: (_("First name"), _("together with the last name")),
    Target.LAST_NAME: (_("Last name"), _("together with the first name")),
    Target.PREFERRED_NAME: (_("Preferred name"), _("what colleagues say")),
    Target.MANAGER_EMAIL: (_("Manager’s e-mail"), _("any one of these three is enough")),
    Target.MANAGER_NUMBER: (_("Manager’s employee number"), _("in this list, or here already")),
    Target.MANAGER_NAME: (_("Manager’s name"), _("where it means one person only")),
    Target.TITLE: (_("Title"), _("the work, in a few words")),
    Target.TEAM: (_("Team"), _("or department")),
    Target.START_DATE: (_("Started"), _("in any usual order; 2024-05-31 is never misread")),
    Target.STATUS: (_("Still here or gone"), _("whoever is gone is marked as left, never deleted")),
    Target.END_DATE: (_("Last day"), _("marked as left once it is over")),
    Target.TIMEZONE: (_("Time zone"), _("such as Europe/London")),
}

MANAGER_TARGETS = (Target.MANAGER_EMAIL, Target.MANAGER_NUMBER, Target.MANAGER_NAME)

# Separated by bars; English first, then German, French, Spanish and Dutch.
NAMES: dict[Target, str] = {
    Target.EMAIL: "work email|primary work email|email primary work|email work|work email address|"
    "business email|company email|corporate email|office email|email address|email|mail|"
    "email id|user principal name|primary email|primary email address|upn|"
    "email geschäftlich|geschäftliche email|dienstliche email|email adresse|"
    "email professionnel|adresse email professionnelle|adresse email|courriel|"
    "correo electrónico|correo|correo corporativo|werk email|emailadres|zakelijk emailadres",
    Target.EMPLOYEE_NUMBER: "employee number|employee id|employee no|employee nr|emp id|emp no|"
    "employee code|employee id in company|worker id|worker number|staff number|staff id|staff no|"
    "personnel number|personnel id|person number|person id|eeid|eid|id|"
    "personalnummer|personalnr|mitarbeiternummer|mitarbeiter nr|mitarbeiter id|matricule|"
    "numéro employé|numéro de salarié|número de empleado|id empleado|id de empleado|legajo|"
    "personeelsnummer|medewerkernummer",
    Target.NAME: "full name|display name|employee name|name|worker|worker name|employee|"
    "last name first name|legal name|preferred full name|"
    "vollständiger name|anzeigename|mitarbeiter|mitarbeitername|nom complet|nom prénom|"
    "nom et prénom|nombre completo|apellidos y nombre|nombre y apellidos|volledige naam|naam|"
    "medewerker",
    Target.FIRST_NAME: "first name|given name|forename|legal first name|name first|first|"
    "vorname|prénom|nombre|nombres|primer nombre|voornaam",
    Target.LAST_NAME: "last name|surname|family name|legal last name|name last|last|"
    "nachname|familienname|nom|nom de famille|apellido|apellidos|achternaam",
    Target.PREFERRED_NAME: "preferred name|preferred first name|preferred name first name|"
    "known as|nickname|goes by|rufname|nom usuel|prénom usuel|nombre preferido|roepnaam",
    Target.MANAGER_EMAIL: "manager email|managers email|manager email address|manager work email|"
    "manager mail|manager upn|manager user principal name|supervisor email|supervisors email|"
    "supervisor work email|line manager email|reports to email|reporting to email|"
    "reports to work email|email manager|"
    "vorgesetzter email|email vorgesetzter|email des vorgesetzten|email du manager|"
    "email du responsable|correo del jefe|correo del responsable|email leidinggevende",
    Target.MANAGER_NUMBER: "manager id|manager number|manager employee id|manager employee number|"
    "managers employee id|manager no|mgr id|mgr|supervisor id|supervisor eid|supervisor number|"
    "supervisor employee id|supervisor employee number|line manager id|reports to id|"
    "reports to employee id|reports to employee number|reporting to id|manager worker id|"
    "personalnummer vorgesetzter|vorgesetzter personalnummer|matricule manager|"
    "matricule du responsable|id del jefe|personeelsnummer leidinggevende",
    Target.MANAGER_NAME: "manager|manager name|managers name|reports to|reporting to|supervisor|"
    "supervisor name|line manager|line manager name|direct manager|workers manager|"
    "reporting manager|manager display name|reports to full name|manager level 01|"
    "vorgesetzter|vorgesetzte|direkter vorgesetzter|führungskraft|fuehrungskraft|teamleitung|"
    "responsable|responsable hiérarchique|supérieur hiérarchique|superviseur|manager direct|n 1|"
    "jefe|jefe directo|responsable directo|leidinggevende|direct leidinggevende",
    Target.TITLE: "job title|business title|employee title|title|position title|position|"
    "job profile|job|role|job name|job id|job code|"
    "stellenbezeichnung|positionsbezeichnung|berufsbezeichnung|jobtitel|stelle|"
    "intitulé du poste|intitulé de poste|poste|fonction|puesto|cargo|puesto de trabajo|"
    "functie|functietitel",
    Target.TEAM: "team|department|department name|team name|supervisory organization|"
    "supervisory organisation|division|business unit|cost center name|org unit path|"
    "department id|"
    "abteilung|bereich|département|service|équipe|departamento|equipo|afdeling",
    Target.START_DATE: "hire date|start date|date of hire|original hire date|date of joining|"
    "joining date|date joined|joined|entry date|employee hire date|employment start date|"
    "company start date|continuous service date|"
    "eintrittsdatum|einstellungsdatum|anstelldatum|anstellungsdatum|eintritt|startdatum|"
    "date dembauche|date dentrée|date darrivée|fecha de ingreso|fecha de contratación|"
    "fecha de inicio|fecha de alta|datum in dienst|indiensttreding",
    Target.STATUS: "status|employment status|employee status|worker status|lifecycle status|"
    "active status|active|is active|account enabled|enabled|block credential|sign in blocked|"
    "account status|"
    "beschäftigungsstatus|mitarbeiterstatus|aktiv|statut|actif|estado|activo|actief",
    Target.END_DATE: "last day of work|last working day|last day|termination date|"
    "employment end date|end date|leave date|leaving date|exit date|date of leaving|date left|"
    "letzter arbeitstag|austrittsdatum|austritt|ende des arbeitsverhältnisses|kündigungsdatum|"
    "date de sortie|date de départ|fecha de baja|fecha de salida|datum uit dienst",
    Target.TIMEZONE: "time zone|timezone|tz|time zone name|zeitzone|fuseau horaire|zona horaria|"
    "huso horario|tijdzone",
}

# Where yes means gone: "Block credential: True".
SAYS_GONE = frozenset({"blockcredential", "signinblocked"})


def words(heading: str) -> tuple[str, ...]:
    """The heading taken apart: "userPrincipalName" is three words, "[Required]" is none."""
    return _words(heading[:LONGEST_HEADING])


def key(heading: str) -> str:
    """What two headings are compared by."""
    return "".join(words(heading))


@lru_cache(maxsize=4_096)
def _words(heading: str) -> tuple[str, ...]:
    heading = ADDED_BY_EXPORTS.sub(" ", unicodedata.normalize("NFKC", heading))
    heading = APOSTROPHES.sub("", heading.replace("#", " number "))
    return tuple(WORD.findall(text.folded(INSIDE_CAMEL_CASE.sub(" ", heading))))


RANKED: dict[Target, dict[str, int]] = {
    target: {key(name): rank for rank, name in reversed(list(enumerate(names.split("|"))))}
    for target, names in NAMES.items()
}
KNOWN = frozenset(name for ranked in RANKED.values() for name in ranked)
