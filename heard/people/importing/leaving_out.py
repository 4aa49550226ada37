"""What an export may hold and Heard must not: pay, health, family and the like.

Such a column is known by its heading, in five languages, and its values are dropped while the file
is being read. In doubt a column is left out: nobody misses it here, and nobody can leak it.
"""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heard.people.importing.headings import KNOWN, key, words


class Sensitivity(StrEnum):
    """Why a column is left out."""

    PAY = "pay"
    BIRTH = "birth"
    FAMILY = "family"
    HEALTH = "health"
    BELONGING = "belonging"
    PAPERS = "papers"
    PRIVATE_CONTACT = "private_contact"
    CONDUCT = "conduct"
    SECRET = "secret"  # noqa: S105 - the name of a reason

    @property
    def label(self) -> str:
        """As the preview says it."""
        return str(LABELS[self])


LABELS: dict[Sensitivity, str | Promise] = {
    Sensitivity.PAY: _("pay and benefits"),
    Sensitivity.BIRTH: _("birth and age"),
    Sensitivity.FAMILY: _("family"),
    Sensitivity.HEALTH: _("health and absence"),
    Sensitivity.BELONGING: _("gender, origin, belief and membership"),
    Sensitivity.PAPERS: _("official papers, tax and bank"),
    Sensitivity.PRIVATE_CONTACT: _("home and private contact"),
    Sensitivity.CONDUCT: _("conduct and reasons for leaving"),
    Sensitivity.SECRET: _("passwords and the like"),
}

# Whole words and phrases, where a part of a word would catch too much ("age" in "manager").
PHRASES: dict[Sensitivity, str] = {
    Sensitivity.SECRET: "pin|token|secret",
    Sensitivity.PAY: "pay|paid|paid per|payment|ctc|cost to company|rate|fte salary|grade|equity|"
    "stock|shares|stock options|prime|rente|loon|currency|overtime",
    Sensitivity.BIRTH: "age|dob|alter|edad|bday|jubilee",
    Sensitivity.FAMILY: "child|enfants|hijos|partner name|domestic partner|next of kin|mother|"
    "father|civil status",
    Sensitivity.HEALTH: "ill|illness|injury|leave type|leave reason|absence|absences|baja medica",
    Sensitivity.BELONGING: "sex|sexe|sexo|genre|race|racial|raza|union|visa|lgbt|lgbtq|anrede|"
    "salutation|origine|origin|origen",
    Sensitivity.PAPERS: "ssn|nin|nino|ni number|ni no|sin number|dni|nie|nif|nir|bsn|cpf|pesel|tax|"
    "taxes|tin|bic|swift|sort code|routing number|account number|rib|cuenta|id card|"
    "identity card|identity document|identity number|national id|national identifier|"
    "driving licence|driving license|drivers license|drivers licence",
    Sensitivity.PRIVATE_CONTACT: "home|cell|gsm|portable|recovery|zip|plz|city of residence|"
    "personal email|personal e mail|personal mail|personal phone|personal mobile|"
    "alternate email|alternate email address|secondary email|ice",
    Sensitivity.CONDUCT: "rating|performance|warning|warnings|motif|dbs|reason for leaving|"
    "eligible for rehire|termination type|separation type",
}

# Parts of words, in the heading written as one word: "Jahresgehalt", "BaseSalary".
STEMS: dict[Sensitivity, str] = {
    Sensitivity.SECRET: "passwor|passwd|kennwort|motdepasse|contrasena|wachtwoord|apikey",
    Sensitivity.PAY: "salar|salair|compensa|remunera|bonus|commission|comision|wage|earning|"
    "payroll|"
    "paygrade|payrate|payband|hourlyrate|annualrate|dailyrate|allowance|benefit|pension|"
    "retirement|401k|gehalt|lohn|vergutung|verguetung|entgelt|provision|pramie|praemie|zulage|"
    "zuschlag|stundensatz|tagessatz|tarifgruppe|besoldung|indemnite|sueldo|nomina|incentiv|"
    "brutoloon|uurloon|maandloon|vergoeding|provisie|toeslag|pensioen|jubilacion",
    Sensitivity.BIRTH: "birth|geburt|naissance|nacimiento|geboort|leeftijd|agegroup|cumpleanos",
    Sensitivity.FAMILY: "marital|married|enfant|familienstand|etatcivil|estadocivil|"
    "burgerlijkestaat|"
    "situationfamil|situationdefamille|spouse|ehepartner|ehegatt|conjoint|conyuge|echtgeno|"
    "children|kinder|dependant|dependent|maidenname|emergenc|notfall|urgence|noodgeval|"
    "noodcontact|kindfreibetr",
    Sensitivity.HEALTH: "health|gesundheit|medic|sick|krank|maladie|sante|enferm|salud|ziek|"
    "gezondheid|disab|behinder|handicap|invalid|discapac|minusval|arbeidsongeschikt|pregnan|"
    "schwanger|zwanger|embaraz|matern|patern|mutterschutz|elternzeit|parentalleave|allerg|"
    "bloodtype|bloodgroup|blutgruppe|vaccin|impf|wellbeing|diagnos|dietary",
    Sensitivity.BELONGING: "gender|pronoun|geschlecht|geslacht|genero|sexual|ethni|etnic|etnia|"
    "herkunft|nationalit|nacionalidad|staatsang|citizen|staatsburger|immigra|workpermit|"
    "arbeitserlaubnis|aufenthalt|titredesejour|permisodetrabajo|religi|konfession|kirche|"
    "godsdienst|geloof|belief|politic|politisch|politiek|veteran|tradeunion|gewerkschaft|"
    "syndicat|sindica|vakbond|betriebsrat|diversity|honorific",
    Sensitivity.PAPERS: "iban|bank|banque|bancari|rekeningnummer|kontonummer|kontoinhaber|"
    "nationalinsurance|socialsecurity|socialinsurance|sozialvers|rentenvers|versicherung|"
    "securitesociale|seguridadsocial|burgerservice|rijksregister|taxid|taxcode|taxnumber|"
    "taxpayer|taxfile|steuer|impot|impuesto|irpf|belasting|loonheffing|fiscal|fiskal|passport|"
    "reisepass|passeport|pasaporte|paspoort|ausweis|cartedidentite|identiteitskaart|"
    "fuhrerschein|fuehrerschein|permisdeconduire|rijbewijs|carnetdeconducir",
    Sensitivity.PRIVATE_CONTACT: "private|privat|prive|homeemail|homephone|homeaddress|mobile|"
    "mobil|handy|movil|street|strasse|straat|postcode|postal|postleitzahl|codepostal|"
    "codigopostal|wohnort|wohnanschrift|anschrift|domicil|hausnummer|huisnummer|woonplaats|"
    "recoveryphone|recoveryemail",
    Sensitivity.CONDUCT: "terminationreason|leavingreason|reasonforterm|kundigungsgrund|"
    "kuendigungsgrund|austrittsgrund|motifdedepart|disciplin|grievance|criminal|conviction|"
    "backgroundcheck|fuhrungszeugnis|strafregister|casierjudiciaire",
}
ADDRESS_WORDS = frozenset({"address", "addresses", "adresse", "direccion", "adres"})

_PHRASES = {kind: tuple(f" {phrase} " for phrase in PHRASES[kind].split("|")) for kind in PHRASES}
_STEMS = {kind: tuple(STEMS[kind].split("|")) for kind in STEMS}


def why_left_out(heading: str) -> Sensitivity | None:
    """The reason this column is left out, or None where it may be looked at."""
    if key(heading) in KNOWN:
        return None
    spaced, joined = f" {' '.join(words(heading))} ", key(heading)
    for kind in Sensitivity:
        if any(stem in joined for stem in _STEMS[kind]):
            return kind
        if any(phrase in spaced for phrase in _PHRASES[kind]):
            return kind
    # "Address" alone is where somebody lives; "Email address (staff)" is not.
    if ADDRESS_WORDS & set(words(heading)) and "mail" not in joined:
        return Sensitivity.PRIVATE_CONTACT
    return None
