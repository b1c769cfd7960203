"""The werkvoorraad: the hot page. Everything is text before the template sees it, and said once per value."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

from services.commissie.contract import Werkvoorraad, WerkvoorraadRegel
from tenants.schema import Tenant
from web import views
from web.filling.words import BEHANDELING_STATUS, categorienaam, soortnaam
from web.formatting import aantal, dagen_over, deel_verbruikt, getal, korte_dag, urgentie
from web.views import Keuze, Rij, Teller

STAPPEN = ("ontvangen", "aanvulling_gevraagd", "in_advies", "adviezen_compleet", "geadviseerd", "besloten")
GROEPEN = {
    "te_laat": ("Te laat", "alert", "fout"),
    "deze_week": ("Deze week", "clock", "let-op"),
    "later": ("Later", "calendar", ""),
    "opgeschort": ("Klok staat stil", "clock-stop", ""),
}
TELLERS = (
    ("te_laat", "te laat", "groep", "fout"),
    ("deze_week", "beslissen deze week", "groep", "let-op"),
    ("ontvangen", "nieuw binnen", "stap", "accent"),
    ("geadviseerd", "klaar voor besluit", "stap", "accent"),
    ("opgeschort", "klok staat stil", "groep", ""),
)
_ICONEN = sorted({BEHANDELING_STATUS[status].icoon for status in STAPPEN})


def werkvoorraad(
    antwoord: Werkvoorraad, tenant: Tenant, *, q: str, soort: str, stap: str, groep: str, na: str
) -> views.Werkvoorraad:
    tellingen, vandaag = antwoord.tellingen, antwoord.vandaag
    filter = {naam: waarde for naam, waarde in (("q", q), ("soort", soort), ("stap", stap), ("groep", groep)) if waarde}
    return views.Werkvoorraad(
        samenvatting=_samenvatting(tellingen),
        tellers=[_teller(naam, titel, veld, kind, tellingen, stap, groep) for naam, titel, veld, kind in TELLERS]
        + [Teller("alle lopende aanvragen", getal(tellingen["alle"]), "/werkvoorraad", actief=not filter)],
        groepen=groepen(antwoord.regels, tenant, vandaag),
        filter=views.Filter(
            q=q,
            soort=soort,
            stap=stap,
            groep=groep,
            soorten=[Keuze(naam, s.naam) for naam, s in tenant.soorten.items()],
            stappen=[Keuze(status, BEHANDELING_STATUS[status].tekst) for status in STAPPEN],
            actief=f"{aantal(len(filter), 'filter', 'filters')} actief" if filter else "",
        ),
        telling=_telling(antwoord, bool(filter), na),
        iconen=_ICONEN,
        volgende_url=f"/werkvoorraad?{urlencode(filter | {'na': antwoord.verder})}" if antwoord.verder else "",
        begin_url=f"/werkvoorraad?{urlencode(filter)}" if na else "",
    )


def _samenvatting(tellingen: dict[str, int]) -> str:
    if tellingen["te_laat"]:
        return f"{aantal(tellingen['te_laat'], 'aanvraag is', 'aanvragen zijn')} over de uiterste beslisdatum."
    if tellingen["deze_week"]:
        return f"Deze week vragen {aantal(tellingen['deze_week'], 'aanvraag', 'aanvragen')} om een besluit."
    return "Deze week loopt er geen beslistermijn af."


def _telling(antwoord: Werkvoorraad, gefilterd: bool, na: str) -> str:
    hier = len(antwoord.regels)
    if not hier:
        return "Geen aanvragen gevonden."
    if gefilterd or na:
        return f"{aantal(hier, 'aanvraag', 'aanvragen')} op deze bladzijde, de dringendste eerst."
    return f"{getal(hier)} van {aantal(antwoord.tellingen['alle'], 'aanvraag', 'aanvragen')}, de dringendste eerst."


def _teller(naam: str, titel: str, veld: str, soort: str, tellingen: dict[str, int], stap: str, groep: str) -> Teller:
    n = tellingen.get(naam, 0)
    return Teller(
        titel=titel,
        aantal=getal(n),
        url=f"/werkvoorraad?{veld}={naam}",
        soort=soort if n else "",
        actief=naam == (stap if veld == "stap" else groep),
    )


def groepen(regels: list[WerkvoorraadRegel], tenant: Tenant, vandaag: date) -> list[views.Groep]:
    """Rows in four groups; inside a group the order of the answer stays."""
    zondag = vandaag + timedelta(days=6 - vandaag.weekday())
    rijen: dict[str, list[Rij]] = {naam: [] for naam in GROEPEN}
    # One term text per date and one name per soort: a page has many rows and few different values.
    termijnen: dict[tuple[date, bool], tuple[str, str, str, str]] = {}
    soorten: dict[str, str] = {}
    for r in regels:
        dag = r.uiterlijk_op
        if r.opgeschort:
            naam = "opgeschort"
        else:
            naam = "te_laat" if dag < vandaag else "deze_week" if dag <= zondag else "later"
        termijn = termijnen.get((dag, r.opgeschort))
        if termijn is None:
            termijn = termijnen[dag, r.opgeschort] = _termijn(dag, vandaag, r.opgeschort)
        soort = soorten.get(r.soort)
        if soort is None:
            soort = soorten[r.soort] = soortnaam(tenant, r.soort)
        status = BEHANDELING_STATUS[r.status]
        rijen[naam].append(
            Rij(
                f"/dossiers/{r.id}",
                r.leerling,
                f"{r.groep} · {r.kenmerk}",
                r.school,
                r.bestuur,
                soort,
                f"Categorie {categorienaam(r.categorie).lower()}" if r.categorie else "",
                status.tekst,
                status.soort,
                status.icoon,
                r.wacht_op,
                *termijn,
            )
        )
    return [
        views.Groep(
            id=naam.replace("_", "-"),
            kop=kop,
            aantal=getal(len(rijen[naam])),
            icoon=icoon,
            rijen=rijen[naam],
            soort=soort,
        )
        for naam, (kop, icoon, soort) in GROEPEN.items()
        if rijen[naam]
    ]


def _termijn(dag: date, vandaag: date, stil: bool) -> tuple[str, str, str, str]:
    """(urgentie, dagen, datum, deel) as Rij has them."""
    over = "klok staat stil" if stil else dagen_over(dag, vandaag)
    return urgentie(dag, vandaag, staat_stil=stil), over, korte_dag(dag), deel_verbruikt(56 - (dag - vandaag).days, 56)
