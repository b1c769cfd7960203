"""Sample pages about consulten: the lists of a school and of an adviseur, one consult, and asking."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from services.intake.consult import contract as c
from web import views_consult as views
from web.filling import consult as vullen
from web.preview import pupils
from web.views import Formulier, Link

VANDAAG = date(2026, 11, 23)
MOMENT = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
ID = UUID(int=21)


def _kort(onderwerp: str, status: str, bij: str, dagen: int, **anders: object) -> c.ConsultKort:
    gewoon = {
        "id": ID, "kenmerk": "CO-2026-7KX4BQ", "school": "16MA00", "adviseur": "", "namens": "",
        "gesteld_op": MOMENT, "uiterlijk_op": VANDAAG + timedelta(days=dagen), "gekoppeld": False,
    }  # fmt: skip
    return c.ConsultKort(onderwerp=onderwerp, status=status, bij=bij, **(gewoon | anders))


def lijst(*, school: bool = False, leeg: bool = False) -> views.Consulten:
    consulten = [
        _kort("Weglopen uit de groep", "gesteld", "mij", -2, adviseur="Mieke Talens"),
        _kort(
            "Ouders en school zijn het niet eens", "gesteld", "mij", 1, adviseur="Jorrit Slomp", namens="Jorrit Slomp"
        ),
        _kort("Welke toets bij een taalachterstand", "gesteld", "niemand", 4),
        _kort("Rekenen in groep 7", "beantwoord", "school", 0, adviseur="Mieke Talens", gekoppeld=True),
    ]
    afwezig = [
        c.AfwezigStand(
            id=ID,
            naam="Jorrit Slomp",
            van=VANDAAG,
            tot=VANDAAG + timedelta(days=4),
            vervanger="Mieke Talens",
            eigen=False,
        )
    ]
    antwoord = c.ConsultenLijst(
        consulten=[] if leeg else consulten,
        afwezig=[] if school or leeg else afwezig,
        collegas=[],
        werkdagen=5,
        vragen=school,
        vervangen=not school,
    )
    return vullen.lijst(antwoord, VANDAAG, school=school, organisatie="Openbare Basisschool Angelslo, Emmen")


def vragen(*, naam: bool = False) -> views.ConsultVragen:
    url = "/consulten/consult-vragen"
    if not naam:
        return vullen.vragen(5, Formulier(url=url))
    zin = "Hier lijkt te staan: een naam: “Mees”. Haal dat weg: een consult is eerst zonder naam."
    return vullen.vragen(5, Formulier(url=url, waarden={"tekst": "Mees loopt weg."}, fouten={"geen_naam": zin}))


def consult(*, school: bool = True, gekoppeld: bool = False) -> views.ConsultPagina:
    berichten = [
        c.ConsultBericht(
            soort="vraag", tekst="Een leerling loopt elke dag uit de groep.\nWat kunnen wij nog doen?", geen_naam="",
            door="Iris Bakker", op=MOMENT,
        ),
        c.ConsultBericht(
            soort="antwoord", tekst="Begin met een vaste, rustige plek.", geen_naam="", door="Mieke Talens", op=MOMENT
        ),
    ]  # fmt: skip
    stand = c.ConsultStand(
        id=ID,
        kenmerk="CO-2026-7KX4BQ",
        versie=3,
        onderwerp="Weglopen uit de groep",
        school="16MA00",
        status="beantwoord" if school else "gesteld",
        adviseur="Mieke Talens",
        van_mij=not school,
        gesteld_op=MOMENT,
        gesteld_door="Iris Bakker",
        uiterlijk_op=VANDAAG + timedelta(days=4),
        uitleg=[
            c.Uitlegstap(stap="Het streven is 5 werkdagen na ontvangst.", datum=VANDAAG, grondslag="Ondersteuningsplan")
        ],
        berichten=berichten if school else berichten[:1],
        dossier_id=UUID(int=22) if gekoppeld else None,
        leerling="Mees Veldhuis" if gekoppeld else "",
        toestemming_op=VANDAAG if gekoppeld else None,
        sluit_op=None,
        weg_op=None,
        toestemming_bewijs="Getekend formulier, map van de school." if gekoppeld else "",
        collegas=[c.Collega(persoon=UUID(int=23), naam="Jorrit Slomp", afwezig=VANDAAG)],
        handelingen=["consult_aanvullen", "consult_sluiten"]
        if school
        else ["consult_beantwoorden", "consult_overdragen"],
    )
    return vullen.consult(stand, None, VANDAAG)


def afwezig() -> views.Afwezig:
    antwoord = c.ConsultenLijst(
        consulten=[], afwezig=[], collegas=[c.Collega(persoon=ID, naam="Jorrit Slomp", afwezig=None)], werkdagen=5,
        vragen=False, vervangen=True,
    )  # fmt: skip
    return vullen.afwezig(antwoord, Formulier(url="/consulten/afwezigheid-vastleggen"))


def van_leerling(*, leeg: bool = False) -> views.LeerlingConsulten:
    kort = _kort("Rekenen in groep 7", "beantwoord", "school", 0, adviseur="Mieke Talens", gekoppeld=True)
    kop = pupils.kop()
    kruimels = [Link("Leerlingen", "/leerlingen"), Link("Consulten", "")]
    return vullen.van_leerling(c.DossierConsulten(consulten=[] if leeg else [kort]), kop, kruimels, VANDAAG)
