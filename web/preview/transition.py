"""Sample pages about the transition to VO: the list, the page of the school, and what the other side reads."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from services.intake.overdracht import contract as c
from services.intake.overdracht.keuze import ONDERDELEN
from tenants.registry import load_all
from web import views_overdracht as views
from web.filling import overdracht as vullen
from web.preview import pupils
from web.views import Link

VANDAAG = date(2027, 4, 12)
MOMENT = datetime(2027, 2, 1, 9, 15, tzinfo=UTC)
ID, PO, VO = UUID(int=31), "swv2202po", "swv2201vo"


def _kort(leerling: str, stand: str, **anders: object) -> c.OverdrachtKort:
    gewoon = {
        "id": ID, "tenant": PO, "dossier_id": ID, "groep": "groep 8", "school": "16MA00", "status": "gedeeld",
        "naar": VO, "overstap_jaar": 2027, "plek_uiterlijk": date(2027, 6, 1), "plek_school": "", "plek_per": None,
        "verloopt_op": date(2027, 10, 1),
    }  # fmt: skip
    return c.OverdrachtKort(leerling=leerling, stand=stand, **(gewoon | anders))


def lijst(*, school: bool = True, leeg: bool = False) -> views.Overstappen:
    alle = [
        _kort("Mees Veldhuis", "te_laat", plek_uiterlijk=date(2027, 4, 1)),
        _kort("Fenna Drent", "binnenkort"),
        _kort("Ties Hofstee", "later", status="gesignaleerd", naar="", plek_uiterlijk=date(2028, 6, 1)),
        _kort("Lotte Wold", "", plek_school="02EB00", plek_per=date(2027, 8, 1)),
    ]
    antwoord = c.OverdrachtenLijst(overdrachten=[] if leeg else alle, onbereikbaar=[] if school else [VO])
    return vullen.lijst(antwoord, load_all(), PO, VANDAAG, school=school)


def lezen(*, school: bool = False) -> views.Gedeeld:
    antwoord = c.OverdrachtInhoud(
        dossier_id=None,
        kort=_kort("Fenna Drent", "binnenkort", dossier_id=None),
        geboren_op=date(2015, 5, 3),
        contact="Iris Bakker",
        inhoud={"vraag": ["Een rustige klas en een vaste mentor."], "gezag": ["Noor Drent (moeder)"]},
        toestemming_op=date(2027, 1, 28),
        gedeeld_op=MOMENT,
    )
    tenants = load_all()
    return vullen.lezen(antwoord, tenants, tenants[VO], VANDAAG, school=school)


def van_leerling(status: str = "") -> views.LeerlingOverdracht:
    """`status` "": not flagged yet."""
    gedeeld = status == "gedeeld"
    stand = c.OverdrachtStand(
        id=ID,
        versie=2,
        status=status,
        overstap_jaar=2027,
        naar=VO if gedeeld else "",
        onderdelen=["vraag", "gezag"] if gedeeld else [],
        teksten={"vraag": "Een rustige klas.", "wat_werkt": "", "advies": ""},
        toestemming_op=date(2027, 1, 28) if gedeeld else None,
        toestemming_bewijs="Getekend formulier, map van de school." if gedeeld else "",
        gedeeld_op=MOMENT if gedeeld else None,
        verloopt_op=date(2027, 10, 1) if gedeeld else None,
        zichtbaar=gedeeld,
        gezien_op=MOMENT if gedeeld else None,
        ook_school=gedeeld,
        school_gezien_op=None,
        plek_school="02EB00" if gedeeld else "",
        plek_per=date(2027, 8, 1) if gedeeld else None,
        plek_uiterlijk=date(2027, 6, 1),
        laatste_verloopdag=date(2027, 10, 1),
    )
    handelingen = {
        "": ["overstap_signaleren"],
        "gesignaleerd": ["overdracht_delen", "plek_vastleggen"],
        "gedeeld": ["overdracht_intrekken", "plek_vastleggen"],
    }[status]
    blad = c.OverdrachtBlad(
        dossier_id=ID,
        overdracht=stand if status else None,
        overstap_jaar=2027,
        mogelijk=list(ONDERDELEN),
        naar_keuzes=[VO],
        handelingen=handelingen,
    )
    kruimels = [Link("Leerlingen", "/leerlingen"), Link("Overstap naar vo", "")]
    return vullen.van_leerling(blad, pupils.kop(), kruimels, load_all(), VANDAAG)
