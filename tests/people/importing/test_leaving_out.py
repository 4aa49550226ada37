"""What is none of our business is known by its heading, and nothing that is needed is lost."""

import pytest

from heard.people.importing.headings import NAMES, RANKED
from heard.people.importing.leaving_out import Sensitivity, why_left_out
from heard.people.importing.reading import read

S = Sensitivity


@pytest.mark.parametrize(
    ("why", "headings"),
    [
        (
            S.PAY,
            "Salary|SALARY|Base salary|baseSalary|COMMISSION_PCT|Pay Rate|Pay rate - Amount|"
            "Bonus Amount|Total Base Pay Annualized - Amount|Compensation|Hourly rate|"
            "Stock options|Pension scheme|Fixgehalt|Jahresgehalt|Stundenlohn|Vergütung|"
            "Entgeltgruppe|Salaire brut|Rémunération|Salario bruto|Sueldo|Nómina|Salaris|"
            "Bruto uurloon|Overtime Status|Payroll ID|Benefits Group",
        ),
        (
            S.BIRTH,
            "Birth Date|birthDate|Date of birth|DOB|Birthday|Age|ageGroup|Geburtsdatum|"
            "Geburtsort|Alter|Date de naissance|Fecha de nacimiento|Edad|Geboortedatum",
        ),
        (
            S.FAMILY,
            "Marital Status|MaritalStatus|Children|Number of children|Spouse name|"
            "Emergency Contact|Next of kin|Familienstand|Kinderfreibetrag|Notfallkontakt|"
            "État civil|Nombre d'enfants|Estado civil|Hijos|Burgerlijke staat|Kinderen",
        ),
        (
            S.HEALTH,
            "Disability|Health insurance|Sick days|Medical notes|Maternity leave|Blood type|"
            "Krankenkasse|Krankheitstage|Schwerbehinderung|Elternzeit bis|Jours de maladie|"
            "Handicap|Baja por enfermedad|Discapacidad|Ziekteverzuim|Absence",
        ),
        (
            S.BELONGING,
            "Gender|Gender identity|Sex|Pronouns|Ethnicity|Race|Race/Ethnicity|"
            "Nationality|Citizenship|Religion|Trade union|Union member|Veteran status|"
            "Sexual orientation|Political party|Visa|Geschlecht|Konfession|"
            "Staatsangehörigkeit|Gewerkschaft|Sexe|Nationalité|Syndicat|Sexo|Género|"
            "Nacionalidad|Etnia|Geslacht|Nationaliteit|Geloof|Vakbond",
        ),
        (
            S.PAPERS,
            "SSN|Social Security Number|NI Number|National Insurance|NIN|Tax code|Tax ID|"
            "Bank account|Bank Name|IBAN|BIC|Sort code|Passport number|Driving licence|"
            "Sozialversicherungsnummer|Steuer-ID|Bankverbindung|Kontonummer|Reisepass|"
            "Numéro de sécurité sociale|Banque|Numéro de la Seguridad Social|DNI|BSN|"
            "Rekeningnummer|Paspoort",
        ),
        (
            S.PRIVATE_CONTACT,
            "Home address|Address|Address Line 1|Street|streetAddress|Postcode|"
            "Zip Code|Home Phone|Home Email|Personal email|Personal mobile|"
            "Private Telefonnummer|Mobile Phone|Recovery Email|"
            "alternateEmailAddress|Anschrift|PLZ|Wohnort|Adresse|Handy|"
            "Code postal|Dirección|Móvil|Woonplaats|Postal code",
        ),
        (
            S.CONDUCT,
            "Termination Reason|Reason for leaving|Performance rating|Disciplinary actions|"
            "Criminal record|Kündigungsgrund|Eligible For Rehire",
        ),
        (
            S.SECRET,
            "Password [Required]|Password Hash Function [UPLOAD ONLY]|Passwort|PIN|"
            "Oath token metadata",
        ),
    ],
)
def test_what_is_none_of_our_business_is_known_in_five_languages(
    why: Sensitivity, headings: str
) -> None:
    wrong = {
        heading: found
        for heading in headings.split("|")
        if (found := why_left_out(heading)) is not why
    }
    assert wrong == {}


@pytest.mark.parametrize("target", NAMES)
def test_no_column_that_is_needed_is_left_out(target: str) -> None:
    names = NAMES[target].split("|")  # type: ignore[index]
    assert [name for name in names if why_left_out(name)] == []
    assert [name for name in names if why_left_out(name.title())] == []


def test_no_name_of_a_column_means_two_things() -> None:
    everything = [name for ranked in RANKED.values() for name in ranked]
    assert len(everything) == len(set(everything))


@pytest.mark.parametrize(
    "heading",
    [
        "Manager",
        "Language",
        "Location",
        "Office",
        "Cost Center",
        "Company Email Address",
        "Phone number",
        "Employee ID",
        "Stage",
        "Organisation",
        "Message",
        "Floor Name",
    ],
)
def test_a_harmless_heading_is_let_be(heading: str) -> None:
    assert why_left_out(heading) is None


def test_the_preview_can_say_why() -> None:
    table = read("Email,Salary,IBAN\np@x.example,1,2\n")
    assert [(column.heading, column.why.label) for column in table.left_out] == [
        ("Salary", "pay and benefits"),
        ("IBAN", "official papers, tax and bank"),
    ]
    assert all(kind.label for kind in Sensitivity)
