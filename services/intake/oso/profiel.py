"""De regels van het SWV-profiel van OSO, en wat Meedoen doet als een dossier er een breekt.

Bron: OSO 2019.1, profiel PaO (edustandaard/oso-gegevensset, `ValideerSwvPaO-profielen.xsl`): 44 regels. Drie besluiten:
weigeren (niets wordt gelezen), weglaten (dat veld wordt niet gelezen, met de reden erbij) en melden (de rest wordt wel
gelezen). Waarom per regel: docs/oso.md. Later dan 2019.1 is niet openbaar; wat niet in VERSIES staat, wordt geweigerd.
"""

from __future__ import annotations

import msgspec

WEIGEREN, WEGLATEN, MELDEN = "weigeren", "weglaten", "melden"
FAMILIE = "http://www.edustandaard.nl/oso_gegevensset/"


class Versie(msgspec.Struct, frozen=True):
    """Een versie van de gegevensset die wij lezen. Een andere is een regel erbij in VERSIES; wat haar profiel meer
    vraagt, hoort in de regels hieronder en in docs/oso.md."""

    naam: str
    naamruimte: str
    validatieversie: str


VERSIES = (Versie("2019.1", f"{FAMILIE}2019/dossier", "2019.1.1"),)
VAN_NAAMRUIMTE = {versie.naamruimte: versie for versie in VERSIES}
SOORTEN = ("POSWV", "VOSWV")
GEHEIM = {"telefoon": "9999999999", "e-mail": "geheim@geheim.geheim"}


class Regel(msgspec.Struct, frozen=True):
    """`code` zoals het profiel haar noemt, met een achtervoegsel waar het één code twee keer gebruikt."""

    code: str
    besluit: str
    zin: str


_REGELS = (
    ("PaO.MD01", WEIGEREN, "Dit dossier komt niet uit de leerlingadministratie (LAS)."),
    ("PaO.MD02", MELDEN, "De leerlingadministratie gebruikt een andere versie van de controle dan wij kennen."),
    ("PaO.MD03", WEIGEREN, "In dit dossier staat niet welke gegevens de school mag uitleveren."),
    ("PaO.SO01", WEIGEREN, "In dit dossier staat niet voor wie het is gemaakt."),
    ("PaO.SO02", WEIGEREN, "Dit dossier is gemaakt voor een andere school, niet voor een samenwerkingsverband."),
    ("PaO.SO03", WEIGEREN, "Dit is een overstapdossier en geen dossier voor een samenwerkingsverband."),
    ("PaO.SL01-school", MELDEN, "Het adres van de school ontbreekt."),
    ("PaO.SL02", MELDEN, "Er staat niet in hoe de school te bereiken is."),
    ("PaO.LL01", WEIGEREN, "De voornaam van de leerling ontbreekt."),
    ("PaO.LL02", WEIGEREN, "De geboortedatum van de leerling ontbreekt."),
    ("PaO.LL03", WEGLATEN, "Een geboortemaand hoort niet in dit dossier; de geboortedatum is genoeg."),
    ("PaO.LL04", MELDEN, "Er staat niet in of het adres geheim is. Daarom lezen we geen enkel adres."),
    ("PaO.LL05", MELDEN, "Het adres van de leerling ontbreekt."),
    ("PaO.LL06", WEGLATEN, "Het adres van de leerling is geheim."),
    ("PaO.LL07", WEGLATEN, "Vier cijfers van een postcode horen niet in dit dossier."),
    ("PaO.LL08-telefoon", WEGLATEN, "Dit telefoonnummer is geheim."),
    ("PaO.OV04-telefoon", WEGLATEN, "Dit telefoonnummer van een ouder of verzorger is geheim."),
    ("PaO.LL08-e-mail", WEGLATEN, "Dit e-mailadres is geheim."),
    ("PaO.OV04-e-mail", WEGLATEN, "Dit e-mailadres van een ouder of verzorger is geheim."),
    ("PaO.LL09", WEGLATEN, "Het adres van de leerling is geheim, ook dat in het buitenland."),
    ("PaO.LL10", WEGLATEN, "Een samenwerkingsverband mag de geboorteplaats niet hebben."),
    ("PaO.LL11", WEGLATEN, "Een samenwerkingsverband mag de nationaliteit niet hebben."),
    ("PaO.LL12", WEIGEREN, "In dit dossier staat een burgerservicenummer of onderwijsnummer. Dat mag niet."),
    ("PaO.VV01", WEGLATEN, "De peuterspeelzaal hoort niet in een dossier uit het voortgezet onderwijs."),
    ("PaO.VV02", WEGLATEN, "De naam van de peuterspeelzaal hoort niet in een dossier uit het voortgezet onderwijs."),
    ("PaO.VV03", WEGLATEN, "Voorschoolse educatie hoort niet in een dossier uit het voortgezet onderwijs."),
    ("PaO.VV04", WEGLATEN, "Vroegschoolse educatie hoort niet in een dossier uit het voortgezet onderwijs."),
    ("PaO.SL01-schoolloopbaan", MELDEN, "De schoolloopbaan ontbreekt."),
    ("PaO.EB01", WEGLATEN, "De eindtoets hoort niet in een dossier uit het basisonderwijs."),
    ("PaO.OV01", MELDEN, "Er staat geen ouder of verzorger in."),
    ("PaO.VM01", WEGLATEN, "Of de leerling overging, hoort niet in een dossier uit het basisonderwijs."),
    ("PaO.VM02", WEGLATEN, "Examens horen niet in een dossier uit het basisonderwijs."),
    ("PaO.VM03", WEGLATEN, "Cijfers van het voortgezet onderwijs horen niet in een dossier uit het basisonderwijs."),
    ("PaO.VM04", WEGLATEN, "Certificaten horen niet in een dossier uit het basisonderwijs."),
    ("PaO.VM05", WEGLATEN, "Competenties horen niet in een dossier uit het basisonderwijs."),
    ("PaO.VM06", WEGLATEN, "Stages horen niet in een dossier uit het basisonderwijs."),
    ("PaO.VM07", WEGLATEN, "Gegevens voor het mbo horen niet in een dossier uit het basisonderwijs."),
    ("PaO.OV03", WEGLATEN, "Het adres van deze ouder of verzorger is geheim."),
    ("PaO.OV05", WEGLATEN, "Een samenwerkingsverband mag geen bankrekening van ouders hebben."),
    ("PaO.ZB01", WEGLATEN, "Een samenwerkingsverband mag de verwijsindex (VIR) niet hebben."),
    ("PaO.ZB02", WEGLATEN, "Een samenwerkingsverband mag de gegevens van het zorgadviesteam (ZAT) niet hebben."),
    ("PaO.TR01", WEGLATEN, "Bij deze toets staat geen uitslag."),
    ("PaO.TR02", WEGLATEN, "Bij deze toets staat een score zonder getal."),
    ("PaO.CL01", WEGLATEN, "Bij dit rapport staat een cijfer zonder waarde."),
)
# Wat het profiel in woorden zegt en niet als regel heeft, en wat Meedoen er zelf bij eist.
_EIGEN = (
    ("UITLEVERING", WEGLATEN, "De school heeft dit deel uitgezet: het mag niet worden uitgeleverd."),
    ("BSN", WEGLATEN, "In deze tekst staat een burgerservicenummer. Dat mag een samenwerkingsverband niet hebben."),
    ("HUISGENOOT", WEGLATEN, "Het adres van de leerling is geheim. Daarom lezen we ook dit adres niet."),
    ("NIET NODIG", WEGLATEN, "Meedoen heeft dit niet nodig en leest het daarom niet."),
    ("ONBEKEND", WEGLATEN, "Dit veld kennen we niet."),
    ("ONLEESBAAR", WEGLATEN, "Hier staat iets anders dan er hoort te staan."),
)
REGELS: dict[str, Regel] = {code: Regel(code, besluit, zin) for code, besluit, zin in (*_REGELS, *_EIGEN)}
VAN_HET_PROFIEL = tuple(code for code, _, _ in _REGELS)

# Blokken die een profiel niet mag hebben: het element van de leerling, bij welke soort, en de regel die het zegt.
VERBODEN_BLOKKEN: dict[str, tuple[tuple[str, ...], str]] = {
    "geboortemaand": (SOORTEN, "PaO.LL03"),
    "postcode4adres": (SOORTEN, "PaO.LL07"),
    "geboorteplaats": (SOORTEN, "PaO.LL10"),
    "nationaliteit": (SOORTEN, "PaO.LL11"),
    "vanpeuterspeelzaal": (("VOSWV",), "PaO.VV01"),
    "naampeuterspeelzaal": (("VOSWV",), "PaO.VV02"),
    "voorschools": (("VOSWV",), "PaO.VV03"),
    "vroegschools": (("VOSWV",), "PaO.VV04"),
    "eindtoets_basisonderwijs": (("POSWV",), "PaO.EB01"),
    "bevorderd": (("POSWV",), "PaO.VM01"),
    "examenresultaat": (("POSWV",), "PaO.VM02"),
    "resultaatvakkenvo": (("POSWV",), "PaO.VM03"),
    "certificaat": (("POSWV",), "PaO.VM04"),
    "competenties": (("POSWV",), "PaO.VM05"),
    "stage": (("POSWV",), "PaO.VM06"),
    "overigvombo": (("POSWV",), "PaO.VM07"),
}
# Waar dan ook in het dossier.
OVERAL_VERBODEN = {"vir": "PaO.ZB01", "zat": "PaO.ZB02"}
NUMMERS = frozenset({"bsn", "onderwijsnummer", "persoonsgebondennummer", "pgn", "sofinummer"})

# Welke delen een categorie uitzet. De naam begint bij de leerling; `..` is het dossier zelf.
CATEGORIEEN: dict[str, tuple[str, ...]] = {
    "cat_ouderinzage": ("../inzage",),
    "cat_vve": ("vanpeuterspeelzaal", "naampeuterspeelzaal", "voorschools", "vroegschools"),
    "cat_schoolloopbaan": ("schoolloopbaanlijst",),
    "cat_overstapadvies": ("overstapadvies",),
    "cat_oudersverzorgers": ("verzorger",),
    "cat_onderwijsondersteuning": ("onderwijsondersteuning",),
    "cat_verzuim": ("verzuim",),
    "cat_eindtoetsbo": ("eindtoets_basisonderwijs",),
    "cat_toetsresultaten": ("toetslijst",),
    "cat_handelingsplannen": ("onderwijsondersteuning/handelingsplan",),
    "cat_cijferlijsten": ("cijferlijstlijst",),
    "cat_vombo": (
        "bevorderd", "examenresultaat", "resultaatvakkenvo", "certificaat", "competenties", "stage", "overigvombo",
    ),
    "cat_bijlagedocs": ("overigdocumentlijst",),
}  # fmt: skip
UITGEZET = frozenset({"VERBODEN", "OPT-UIT"})

# Zoals mensen een veld noemen, voor wat niet wordt gelezen.
NAMEN: dict[str, str] = {
    "geboortemaand": "Geboortemaand",
    "postcode4adres": "Vier cijfers van de postcode",
    "geboorteplaats": "Geboorteplaats",
    "nationaliteit": "Nationaliteit",
    "vanpeuterspeelzaal": "Of de leerling van een peuterspeelzaal komt",
    "naampeuterspeelzaal": "Naam van de peuterspeelzaal",
    "voorschools": "Voorschoolse educatie",
    "vroegschools": "Vroegschoolse educatie",
    "eindtoets_basisonderwijs": "Eindtoets",
    "bevorderd": "Bevorderd",
    "examenresultaat": "Examens",
    "resultaatvakkenvo": "Cijfers per vak",
    "certificaat": "Certificaten",
    "competenties": "Competenties",
    "stage": "Stages",
    "overigvombo": "Gegevens voor het mbo",
    "vir": "Verwijsindex (VIR)",
    "zat": "Zorgadviesteam (ZAT)",
    "inzage": "Inzage door ouders",
    "schoolloopbaanlijst": "Schoolloopbaan",
    "overstapadvies": "Overstapadvies",
    "verzorger": "Ouders en verzorgers",
    "onderwijsondersteuning": "Ondersteuning op school",
    "verzuim": "Verzuim",
    "toetslijst": "Toetsen",
    "handelingsplan": "Handelingsplannen",
    "cijferlijstlijst": "Rapporten en cijferlijsten",
    "overigdocumentlijst": "Overige bijlagen",
    "adreslijst": "Adres",
    "adresbuitenland": "Adres in het buitenland",
    "communicatielijst": "Telefoon en e-mail",
    "banknummer": "Bankrekening",
    "iban": "Bankrekening",
    "gba": "Naam volgens de gemeente",
    "leerlingid": "Nummer in de leerlingadministratie",
    "geslacht": "Geslacht",
    "leerlinggewicht": "Leerlinggewicht",
    "nnca": "Niet-Nederlandse culturele achtergrond",
    "tehuis": "Of de leerling in een tehuis woont",
    "huisarts": "Huisarts",
    "aansprakelijkeinstelling": "Instelling die aansprakelijk is",
    "verzorgersaansprakelijk": "Of de verzorgers aansprakelijk zijn",
    "medicijngebruik": "Medicijngebruik",
    "overleden": "Of een verzorger is overleden",
    "overlijdensdatum": "Overlijdensdatum van een verzorger",
    "teruggeplaatstnaarbrin": "School waarnaar de leerling terugging",
    "voorletters-1": "Voorletters",
}
