"""A SWV-dossier as a leerlingadministratie would make it, of a child that does not exist.

Own making, by the list of fields of OSO 2019.1; no example of anybody is used. `dossier` gives a tree of (name, text or
branches) that a test can bend; `xml` writes it.
"""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape

NAAMRUIMTE = "http://www.edustandaard.nl/oso_gegevensset/2019/dossier"
Tak = tuple[str, "str | list[Tak]"]
CATEGORIEEN = (
    "metadata", "ouderinzage", "school", "leerling", "oudersverzorgers", "vve", "schoolloopbaan", "overstapadvies",
    "onderwijsondersteuning", "verzuim", "eindtoetsbo", "toetsresultaten", "handelingsplannen", "cijferlijsten",
    "vombo", "bijlagedocs",
)  # fmt: skip


def ingepakt(naam: str, inhoud: bytes) -> str:
    """A file as OSO carries it: alone in a ZIP, in base64."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        zip_.writestr(zipfile.ZipInfo(naam, (2026, 1, 1, 0, 0, 0)), inhoud, zipfile.ZIP_DEFLATED)
    return base64.b64encode(uit.getvalue()).decode()


def document(naam: str, inhoud: bytes | None, omschrijving: str = "") -> Tak:
    """`inhoud` None: a damaged attachment, as leerlingadministraties do make them."""
    in_zip = ingepakt(naam, inhoud) if inhoud is not None else base64.b64encode(b"PK\x03\x04 half").decode()
    return (
        "document",
        [("bestandsnaam", naam), ("omschrijving", omschrijving or naam), ("bestandsinhoud", in_zip)],
    )


def adres(soort: str, straat: str, nummer: str, postcode: str, plaats: str) -> Tak:
    delen = {"soortadres": soort, "straat": straat, "nummer": nummer, "postcode": postcode, "plaats": plaats}
    return ("adres", list(delen.items()))


def bereikbaar(soort: str, nummer: str, geheim: bool = False) -> Tak:
    return (
        "communicatie",
        [("soort", soort), ("aanduiding", "prive"), ("nummer", nummer), ("geheim", str(geheim).lower())],
    )


def dossier(
    *,
    school: str = "16MA00",
    gemaakt_op: date = date(2026, 11, 2),
    roepnaam: str = "Noor",
    achternaam: str = "Zwanenburg",
    geboren_op: date = date(2017, 5, 9),
    jaargroep: int = 5,
    soort: str = "POSWV",
    bijlagen: list[Tak] | None = None,
) -> list[Tak]:
    """The branches of a whole and right dossier."""
    uit = {"eindtoetsbo", "vombo"} if soort == "POSWV" else {"vve"}
    jaar = gemaakt_op.year if gemaakt_op.month >= 8 else gemaakt_op.year - 1
    opp = date(jaar, 9, 14)
    return [
        (
            "metadata",
            [
                ("deeldossier", "LASLVS"),
                ("pakketnaam", "Leerlingbeeld"),
                ("pakketversie", "7"),
                ("datum", gemaakt_op.isoformat()),
                ("standaardversie", "2019.1"),
                ("validatieversie", "2019.1.1"),
                (
                    "categorie_uitlevering",
                    [(f"cat_{naam}", "VERBODEN" if naam in uit else "OPTIONEEL") for naam in CATEGORIEEN],
                ),
                ("overstap", soort),
            ],
        ),
        ("overdrachtsoort", "swv-dossier"),
        (
            "inzage",
            [
                ("voorlopigdossier", "false"),
                ("inzage", "true"),
                ("inzagedatum", gemaakt_op.isoformat()),
                ("akkoord", "Ja"),
                ("toestemming", "Ja"),
            ],
        ),
        (
            "huidigeschool",
            [
                ("naam", "Verzonnen Basisschool"),
                ("adreslijst", [adres("bezoek", "Schoolpad", "1", "7811AA", "Emmen")]),
                ("communicatielijst", [bereikbaar("telefoon", "0591000000")]),
                ("brincode", school[:4]),
                ("vestigingscode", school[4:]),
                ("aanleverpunt", "1"),
                (
                    "leerling",
                    [
                        ("voornaam", roepnaam),
                        ("voornaam", "Elisabeth"),
                        ("achternaam", achternaam),
                        ("roepnaam", roepnaam),
                        ("geboortedatum", geboren_op.isoformat()),
                        ("geslacht", "2"),
                        ("adresgeheim", "false"),
                        ("adreslijst", [adres("bezoek", "Veenweg", "12", "7812BC", "Emmen")]),
                        ("leerlingid", "LN2041"),
                        ("datuminschrijving", f"{geboren_op.year + 4}-08-20"),
                        ("verzorgersaansprakelijk", "true"),
                        (
                            "schoolloopbaanlijst",
                            [_jaar(jaar - terug, jaargroep - terug, school) for terug in (2, 1, 0)],
                        ),
                        (
                            "onderwijsondersteuning",
                            [
                                (
                                    "handelingsplan",
                                    [("startdatum", f"{jaar}-02-03"), ("isgerichtop", "technisch lezen")],
                                ),
                                ("opp", [("opp_ingangdatum", opp.isoformat()), *(bijlagen or [])]),
                            ],
                        ),
                        (
                            "verzuim",
                            [("dagdelengeoorloofd", "9"), ("dagdelenongeoorloofd", "0"), ("meerdan25percent", "false")],
                        ),
                        ("toetslijst", [_toets("Begrijpend lezen", date(jaar, 1, 21))]),
                        (
                            "verzorger",
                            [
                                ("voornaam", "Marit"),
                                ("achternaam", achternaam),
                                ("adresgeheim", "false"),
                                ("adreslijst", [adres("bezoek", "Veenweg", "12", "7812BC", "Emmen")]),
                                (
                                    "communicatielijst",
                                    [
                                        bereikbaar("telefoon", "0600000000"),
                                        bereikbaar("e-mail", "geheim@geheim.geheim", True),
                                    ],
                                ),
                                ("relatietotkind", "2"),
                                ("wettigevertegenwoordiger", "true"),
                            ],
                        ),
                    ],
                ),
            ],
        ),
    ]


def _jaar(begin: int, jaargroep: int, school: str) -> Tak:
    return (
        "schoolloopbaan",
        [
            ("schooljaar", f"{begin}-{begin + 1}"),
            ("groepscode", str(jaargroep)),
            ("jaargroep", str(jaargroep)),
            ("begindatum", f"{begin}-08-01"),
            ("brincode", school[:4]),
            ("vestigingscode", school[4:]),
            ("schoolsoort", "BO"),
        ],
    )


def _toets(naam: str, op: date) -> Tak:
    score = [("codereferentiescore", "IV"), ("codevergelijkingsgroep", "Landelijk"), ("waarde", "IV")]
    return (
        "toets",
        [
            ("toetsidentificatie", [("eldtoetscode", "LEES"), ("toetsnaam", naam)]),
            ("afname", [("afnamedatum", op.isoformat())]),
            ("resultaat", [("referentiescore", score)]),
        ],
    )


def plek(takken: list[Tak], *pad: str) -> list[Tak]:
    """The branches at this path, to add to or take from."""
    for naam in pad:
        takken = next(inhoud for heet, inhoud in takken if heet == naam and isinstance(inhoud, list))
    return takken


def xml(takken: list[Tak], naamruimte: str = NAAMRUIMTE) -> bytes:
    tekst = "".join(_geschreven(tak) for tak in takken)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<dossier xmlns="{naamruimte}">{tekst}</dossier>\n'.encode()


def _geschreven(tak: Tak) -> str:
    naam, inhoud = tak
    tekst = escape(inhoud) if isinstance(inhoud, str) else "".join(_geschreven(kind) for kind in inhoud)
    return f"<{naam}>{tekst}</{naam}>"
