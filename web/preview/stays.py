"""Sample pages about support: for the school where a pupil is meanwhile, for a board, and its invoices."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from services.intake.arrangementen import contract as c
from services.intake.stappenplannen.contract import GastleerlingenLijst, GastleerlingStand
from tenants.registry import load_all
from web import views_arrangementen as views
from web import views_stappenplannen
from web.filling import facturen as facturenwoorden
from web.filling import gastleerlingen
from web.filling import verblijven as vullen

VANDAAG = date(2027, 1, 18)
ID, ANDER = UUID(int=51), UUID(int=52)


def _een(id: UUID = ID, **anders: object) -> c.VerblijfStand:
    gewoon = {
        "titel": "Onderzoeksperiode", "leerling": "Sem Verhoeven", "groep": "groep 5", "school": "16MA00",
        "status": "loopt", "van": date(2027, 1, 11), "tot": date(2027, 2, 19), "evaluatie": "", "evaluatie_op": None,
        "evaluatie_door": "", "handelingen": ["verblijf_evalueren"],
    }  # fmt: skip
    return c.VerblijfStand(
        id=id,
        zaak=id,
        versie=2,
        behoefte="Een rustige plek en korte opdrachten.",
        communicatie="Elke vrijdag bellen de mentor en de ouders.",
        doelen=["Doet elke ochtend mee in de kring."],
        **(gewoon | anders),
    )


def lijst(*, leeg: bool = False) -> views.Verblijven:
    klaar = _een(ANDER, leerling="Fenna Drent", status="beeindigd", tot=date(2027, 1, 8))
    gasten = gastleerlingen.groep(GastleerlingenLijst(leerlingen=[] if leeg else [_gast()]), VANDAAG)
    return vullen.lijst(c.VerblijvenLijst(verblijven=[] if leeg else [_een(), klaar]), VANDAAG, gasten)


def _gast(**anders: object) -> GastleerlingStand:
    gewoon = {"evaluatie": "", "evaluatie_op": None, "evaluatie_door": ""}
    return GastleerlingStand(
        plan_id=ID,
        dossier_id=ANDER,
        versie=1,
        leerling="Noa Kuipers",
        groep="groep 6",
        school="16MA00",
        contact="Iris Bakker",
        begint_op=date(2027, 1, 11),
        tot_en_met=date(2027, 4, 2),
        evalueren_op=date(2027, 2, 22),
        steun="Een leerkracht van het sbo komt elke dinsdag mee.",
        nazorg="Drie maanden lang elke week bellen.",
        **(gewoon | anders),
    )


def gastleerling(*, geschreven: bool = False) -> views_stappenplannen.Gastleerling:
    anders = {}
    if geschreven:
        anders = {"evaluatie": "Doet goed mee met rekenen.", "evaluatie_op": VANDAAG, "evaluatie_door": "Daan Visser"}
    return gastleerlingen.pagina(_gast(**anders), VANDAAG)


def verblijf(*, geschreven: bool = False) -> views.Verblijf:
    anders = {}
    if geschreven:
        anders = {"evaluatie": "Zit rustig in de groep.", "evaluatie_op": VANDAAG, "evaluatie_door": "Daan Visser"}
    return vullen.verblijf(_een(**anders), VANDAAG)


def bestuur(*, leeg: bool = False) -> views.Bestuurspagina:
    regels = [
        c.BestuurRegel(
            zaak=ID,
            kenmerk="AR-2027-7KX4B",
            titel="Onderzoeksperiode",
            school="16MA00",
            plek_school="16HI00",
            status="loopt",
            van=date(2027, 1, 11),
            tot=date(2027, 2, 19),
            cent=1_250_00,
        ),
        c.BestuurRegel(
            zaak=ANDER,
            kenmerk="AR-2026-4BX7K",
            titel="HGO-arrangement: deskundigheid",
            school="16HI00",
            plek_school="",
            status="beeindigd",
            van=date(2026, 9, 1),
            tot=date(2026, 12, 18),
            cent=None,
        ),
    ]
    return vullen.bestuur(c.BestuurOverzicht(schooljaar=2026, regels=[] if leeg else regels), 2026)


def _factuur(nummer: str, status: str, **anders: object) -> c.FactuurStand:
    gewoon = {
        "afzender": "Praktijk De Brug", "datum": date(2027, 1, 15), "cent": 500_00, "bestand": "factuur.pdf",
        "bestand_status": "bruikbaar", "melding": "", "bevindingen": [], "besluit_op": None, "besluit_door": "",
        "reden": "", "handelingen": [],
    }  # fmt: skip
    velden = gewoon | anders
    return c.FactuurStand(
        id=uuid5(ID, nummer),
        versie=1,
        nummer=nummer,
        status=status,
        ingediend_op=date(2027, 1, 16),
        ingediend_door="Ria Dekker",
        **velden,
    )


def facturen(*, school: bool = True, leeg: bool = False) -> views.Facturen:
    doen = [] if school else ["factuur_goedkeuren", "factuur_afkeuren"]
    te_veel = ["Dit is € 250,00 te veel: er is nog € 250,00 over van € 1.250,00."]
    besloten = {"besluit_op": VANDAAG, "besluit_door": "Saar Bos"}
    alle = [
        _factuur("2027-031", "ingediend", bevindingen=te_veel, handelingen=doen),
        _factuur("2027-030", "ingediend", bestand_status="wacht"),
        _factuur("2026-014", "goedgekeurd", cent=1_000_00, **besloten),
        _factuur("2026-012", "afgekeurd", reden="Deze is al betaald.", **besloten),
    ]
    blad = c.FacturenBlad(
        arrangement_id=ID,
        zaak=ID,
        kenmerk="AR-2027-7KX4B",
        titel="Onderzoeksperiode",
        wie="Sem Verhoeven",
        school="16MA00",
        beslist="steunpuntcoordinator",
        toegekend_cent=1_250_00,
        over_cent=250_00,
        facturen=[] if leeg else alle,
        handelingen=["factuur_indienen"] if school else [],
    )
    return facturenwoorden.pagina(blad, load_all()["swv2510po"], VANDAAG)
