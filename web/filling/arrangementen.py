"""Extra support in words: what waits, what runs and until when, who decides and who answers for the pupil."""

from __future__ import annotations

from collections import Counter
from datetime import date

from services.intake.arrangementen.contract import (
    UITKOMSTEN,
    ArrangementenLijst,
    ArrangementKort,
    ArrangementStand,
    BesluitRegel,
    BudgetTelling,
)
from services.kern.kalender import DAG, schooljaar_in_woorden
from services.kern.policy import Deel, rollen
from services.kern.proces import leesbaar, pad
from services.kern.rollen import SCHOOLROLLEN, Rol
from tenants.organisaties import bestuur
from tenants.schema import Arrangement, Tenant
from web import views_arrangementen as views
from web.filling.words import schoolnaam
from web.formatting import aantal, bedrag, dagen_over, datum, datum_bij, lange_datum
from web.views import Handeling, Link, Status, TermijnStap
from web.views_leerlingen import LeerlingKop

ALLE = Link("Extra ondersteuning", "/arrangementen")
AANVRAGEN, MELDEN = "/arrangementen/arrangement-aanvragen", "/arrangementen/arrangement-melden"
STATUS = {
    "gevraagd": Status("Wacht op een besluit", "let-op", "clock"),
    "loopt": Status("Loopt", "ok", "check"),
    "geweigerd": Status("Niet toegekend", "stil", "x"),
    "ingetrokken": Status("Ingetrokken", "stil", "x"),
    "beeindigd": Status("Afgelopen", "stil", "lock"),
}
AFLOPEND = Status("Loopt bijna af", "let-op", "clock")
UITKOMST = {
    "behaald": Status("Behaald", "ok", "check"),
    "deels": Status("Deels behaald", "let-op", ""),
    "niet": Status("Niet behaald", "fout", ""),
}
BESLUIT = {
    "toegekend": "Toegekend",
    "geweigerd": "Niet toegekend",
    "verlengd": "Verlengd",
    "gestopt": "Eerder gestopt",
    "afgelopen": "Afgelopen",
    "ingekort": "Eindigt eerder: het samenwerkingsverband stopt met deze soort",
    "gemeld": "Vastgelegd door de school",
    "ingetrokken": "Ingetrokken door de school",
}
KNOPPEN = {
    "arrangement_toekennen": "Toekennen",
    "arrangement_weigeren": "Niet toekennen",
    "plan_bijstellen": "Plan bijstellen",
    "arrangement_evalueren": "Terugkijken per doel",
    "arrangement_verlengen": "Verlengen",
    "arrangement_stoppen": "Stoppen",
    "arrangement_intrekken": "Vraag intrekken",
}
ICOON = {"arrangement_toekennen": "check", "arrangement_weigeren": "x", "arrangement_stoppen": "x"}
BUITEN = "partner"
ENKELVOUD = {"weken": "week", "maanden": "maand", "schooljaren": "schooljaar"}


def knop(naam: str) -> str:
    """What the button of this act says."""
    return KNOPPEN.get(naam, leesbaar(naam).capitalize())


def beslisser(tenant: Tenant, rol: str) -> str:
    """Who decides, as this samenwerkingsverband calls that person."""
    return "iemand van buiten" if rol == BUITEN else tenant.rolnaam(rol)


# ---------------------------------------------------------------------------------------------- the lists


def lijst(antwoord: ArrangementenLijst, rol: Rol, tenant: Tenant, vandaag: date) -> views.Arrangementen:
    """What this person must decide on first; then what the others must; then what runs."""
    van_school = rol in SCHOOLROLLEN
    alle = antwoord.arrangementen
    te_doen = [a for a in alle if a.status == "gevraagd" and a.beslist == rol]
    wachtend = [a for a in alle if a.status == "gevraagd" and a.beslist != rol]
    aflopend = [a for a in alle if a.aflopend]
    terug = [a for a in alle if a.status == "beeindigd" and a.terugkijken]
    lopend = [a for a in alle if a.status == "loopt" and not a.aflopend]
    klaar = [a for a in alle if a.status not in ("gevraagd", "loopt") and a not in terug]
    groepen = [
        ("beslissen", "U beslist", "Ken toe of niet, met een reden.", te_doen),
        ("wacht", "Wacht op een besluit", "De budgethouder is aan zet.", wachtend),
        ("aflopend", "Loopt bijna af", "Kijk terug op de doelen, en kies: stoppen of verlengen.", aflopend),
        ("terugkijken", "Nog niet teruggekeken", "Dit is afgelopen. Leg per doel vast hoe het ging.", terug),
        ("loopt", "Loopt", "", lopend),
        ("klaar", "Afgelopen of niet doorgegaan", "", klaar),
    ]
    return views.Arrangementen(
        inleiding="Wat uw school vroeg, en hoe het loopt. Uw school blijft verantwoordelijk, ook als een leerling "
        "tijdelijk ergens anders is."
        if van_school
        else "Wat scholen vroegen, en wat er loopt. Een leerling ziet u hier alleen als de school iets vroeg.",
        groepen=[
            views.ArrangementGroep(
                id=f"groep-{id}",
                kop=f"{kop} ({len(regels)})",
                uitleg=uitleg,
                regels=[regel(a, tenant, vandaag, met_school=not van_school) for a in regels],
            )
            for id, kop, uitleg, regels in groepen
            if regels
        ],
        leeg="Vraag extra ondersteuning aan vanuit het dossier van een leerling."
        if van_school
        else "Zodra een school extra ondersteuning vraagt, staat het hier.",
        aanvragen_url=AANVRAGEN if van_school and _voor_groepen(tenant) else "",
        budget_url="" if van_school else "/arrangementen/budget",
        crisis_url="/crises" if tenant.crisis else "",
        verblijven_url="/verblijven" if van_school and any(s.plaatsing for s in tenant.arrangementen.values()) else "",
        meer="Niet alles staat hier." if antwoord.meer else "",
    )


def _voor_groepen(tenant: Tenant) -> bool:
    return any(soort.voor == "groep" for soort in tenant.arrangementen.values())


def regel(a: ArrangementKort, tenant: Tenant, vandaag: date, *, met_school: bool = False) -> views.ArrangementRegel:
    wie = a.leerling or a.groep
    school = f" · {schoolnaam(a.school)}" if met_school else ""
    if a.status == "gevraagd":
        eind, sub = beslisser(tenant, a.beslist), f"Gevraagd op {datum_bij(a.gevraagd_op, vandaag)}"
    elif a.status == "loopt":
        eind, sub = dagen_over(a.tot, vandaag).capitalize(), f"Tot en met {datum(a.tot)}"
    else:
        eind, sub = "", f"{datum(a.van)} tot en met {datum(a.tot)}" if a.status == "beeindigd" else ""
    return views.ArrangementRegel(
        url=f"/arrangementen/{a.id}",
        naam=wie,
        sub=f"{a.titel}{school}",
        status=AFLOPEND if a.aflopend else STATUS[a.status],
        eind=eind,
        eind_sub=sub,
        urgentie="let-op" if a.aflopend else "gewoon",
    )


def van_leerling(
    antwoord: ArrangementenLijst,
    kop: LeerlingKop,
    kruimels: list[Link],
    tenant: Tenant,
    vandaag: date,
    *,
    id: object,
    vraagt: bool,
) -> views.LeerlingArrangementen:
    return views.LeerlingArrangementen(
        kop=kop,
        kruimels=kruimels,
        regels=[
            views.ArrangementRegel(
                url=r.url, naam=a.titel, sub=a.kenmerk, status=r.status, eind=r.eind, eind_sub=r.eind_sub
            )
            for a, r in ((a, regel(a, tenant, vandaag)) for a in antwoord.arrangementen)
        ],
        aanvragen_url=f"{AANVRAGEN}?leerling={id}" if vraagt and tenant.arrangementen else "",
        crisis_url=f"/leerlingen/{id}/crisis" if tenant.crisis else "",
    )


# ------------------------------------------------------------------------------------------- what can be asked


def kiezen(
    tenant: Tenant, alle: dict[str, Arrangement], wie: str, leerling: str, terug: Link, vandaag: date
) -> views.SoortKiezen:
    """`alle`: the kinds of every day of this version; those that ended are named with their day."""
    voor = "leerling" if leerling else "groep"
    achter = f"&leerling={leerling}" if leerling else ""
    return views.SoortKiezen(
        wie=wie,
        terug=terug,
        soorten=[
            views.SoortKeuze(
                url=f"{MELDEN if soort.beslist == BUITEN else AANVRAGEN}?soort={naam}{achter}",
                titel=soort.titel,
                doel=soort.doel,
                feiten=feiten(tenant, soort),
            )
            for naam, soort in tenant.arrangementen.items()
            if soort.voor == voor
        ],
        gestopt=[
            f"{soort.titel}: gestopt na {datum(soort.tot_en_met)}."
            for naam, soort in alle.items()
            if naam not in tenant.arrangementen
            and soort.voor == voor
            and soort.tot_en_met is not None
            and soort.tot_en_met < vandaag
        ],
    )


def feiten(tenant: Tenant, soort: Arrangement) -> list[str]:
    """What a school must know before it asks."""
    uit = []
    if soort.hoogstens is not None:
        uit.append(f"Hoogstens {aantal(soort.hoogstens, ENKELVOUD[soort.eenheid], soort.eenheid)}")
    if soort.tot_en_met is not None:
        uit.append(f"Stopt na {datum(soort.tot_en_met)}")
    if soort.beslist == BUITEN:
        uit.append("Het samenwerkingsverband beslist hier niet over: u legt vast wat is afgesproken")
    else:
        uit.append(f"{beslisser(tenant, soort.beslist)} beslist")
    if soort.plaatsing:
        blijft = "blijft ingeschreven op uw school" if soort.inschrijving == "eigen" else "wordt daar ingeschreven"
        uit.append(f"De leerling is tijdelijk op een andere school en {blijft}")
    if soort.instemming_ouders:
        uit.append("Alleen als de ouders het goedvinden")
    return uit


# ---------------------------------------------------------------------------------------------- one of them


def arrangement(stand: ArrangementStand, rol: Rol, tenant: Tenant, vandaag: date) -> views.Arrangement:
    dossier = stand.dossier_id is not None and rol in rollen(Deel.DOSSIER)
    melding, soort = _melding(stand, tenant, rol, vandaag)
    return views.Arrangement(
        kruimels=[ALLE, Link(stand.titel, "")],
        kenmerk=stand.kenmerk,
        titel=stand.titel,
        wie=stand.leerling or stand.groep,
        wie_url=f"/leerlingen/{stand.dossier_id}/arrangementen" if dossier else "",
        status=AFLOPEND if _aflopend(stand, vandaag) else STATUS[stand.status],
        melding=melding,
        melding_soort=soort,
        feiten=_feiten(stand, tenant, vandaag),
        verantwoordelijk=_verantwoordelijk(stand),
        doelen=[
            views.DoelKaart(doel=d.doel, status=UITKOMST.get(d.uitkomst), toelichting=d.toelichting)
            for d in stand.doelen
        ],
        behoefte=stand.behoefte,
        communicatie=stand.communicatie,
        verloop=(
            *(_besluit(b, stand.eenheid, vandaag) for b in reversed(stand.besluiten)),
            TermijnStap("mijlpaal", _begin(stand), datum_bij(stand.gevraagd_op, vandaag), stand.gevraagd_door),
        ),
        handelingen=tuple(
            Handeling(
                naam=naam,
                knop=knop(naam),
                url=f"/arrangementen/{stand.id}/{pad(naam)}",
                icoon=ICOON.get(naam, "arrow-right"),
            )
            for naam in stand.handelingen
        )
        + (
            (Handeling(naam="facturen", knop="Facturen", url=f"/facturen/{stand.id}", icoon="file-check"),)
            if stand.cent is not None and stand.status in ("loopt", "beeindigd")
            else ()
        ),
    )


def _begin(stand: ArrangementStand) -> str:
    return "Vastgelegd" if stand.beslist == BUITEN else "Aangevraagd"


def _aflopend(stand: ArrangementStand, vandaag: date) -> bool:
    return stand.status == "loopt" and (stand.tot - vandaag) < 15 * DAG


def _melding(stand: ArrangementStand, tenant: Tenant, rol: Rol, vandaag: date) -> tuple[str, str]:
    open_ = any(not doel.uitkomst for doel in stand.doelen)
    if stand.status == "gevraagd":
        if stand.beslist == rol:
            return "U beslist hierover. Toekennen of niet, met een reden die de school leest.", "info"
        return f"{beslisser(tenant, stand.beslist)} beslist. De school krijgt bericht.", "info"
    if _aflopend(stand, vandaag):
        terug = " Kijk eerst terug op de doelen." if open_ else ""
        return f"Dit eindigt vanzelf na {lange_datum(stand.tot)}.{terug}", "warning"
    if stand.status == "beeindigd" and open_:
        return "Dit is afgelopen. De school legt nog vast hoe het per doel ging.", "warning"
    return "", ""


def _verantwoordelijk(stand: ArrangementStand) -> str:
    school = schoolnaam(stand.school)
    if not stand.plek_school:
        return f"{school} blijft verantwoordelijk."
    plek = schoolnaam(stand.plek_school)
    waar = f"blijft ingeschreven op {school}" if stand.inschrijving == "eigen" else f"wordt ingeschreven op {plek}"
    return f"{school} blijft verantwoordelijk, ook nu de leerling op {plek} is. De leerling {waar}."


def _feiten(stand: ArrangementStand, tenant: Tenant, vandaag: date) -> list[tuple[str, str]]:
    woord = "Gevraagd" if stand.status in ("gevraagd", "ingetrokken", "geweigerd") else "Periode"
    uit = [(woord, f"{datum(stand.van)} tot en met {datum(stand.tot)}")]
    if stand.leerling:
        uit.append(("Groep", stand.groep))
    uit.append(("School", schoolnaam(stand.school)))
    if stand.plek_school:
        uit.append(("Tijdelijk op", schoolnaam(stand.plek_school)))
    uit.append(("Beslist", beslisser(tenant, stand.beslist)))
    if stand.gevraagd_cent is not None:
        uit.append(("Gevraagd bedrag", bedrag(stand.gevraagd_cent)))
    if stand.gevraagd_inzet is not None:
        uit.append((f"Gevraagde {stand.eenheid}", str(stand.gevraagd_inzet)))
    if stand.cent is not None:
        uit.append(("Toegekend bedrag", bedrag(stand.cent)))
    if stand.inzet is not None:
        uit.append((f"Toegekende {stand.eenheid}", str(stand.inzet)))
    if stand.besteed_cent is not None and stand.besteed_cent != stand.cent:
        uit.append((f"Telt tot en met {datum_bij(stand.tot, vandaag)}", bedrag(stand.besteed_cent)))
    if stand.ouders_akkoord:
        uit.append(("Ouders", "Vinden het goed"))
    if stand.evaluatie and stand.evaluatie_op is not None:
        uit.append((f"Hoe het daar gaat ({datum_bij(stand.evaluatie_op, vandaag)})", stand.evaluatie))
    if stand.opbouw and stand.status in ("gevraagd", "loopt"):
        uit.append(("Uiterste dag", stand.opbouw))
    return uit


def _besluit(b: BesluitRegel, eenheid: str, vandaag: date) -> TermijnStap:
    delen = []
    if b.tot is not None:
        delen.append(f"Tot en met {datum(b.tot)}")
    if b.soort in ("toegekend", "verlengd"):
        delen += [bedrag(b.cent)] if b.cent is not None else []
        delen += [f"{b.inzet} {eenheid}"] if b.inzet is not None else []
    delen += [deel for deel in (b.reden, b.door) if deel]
    return TermijnStap(
        soort="mijlpaal", titel=BESLUIT[b.soort], datum=datum_bij(b.op, vandaag), uitleg=". ".join(delen)
    )


# ------------------------------------------------------------------------------------------------- amounts


def budget(telling: BudgetTelling, dit_jaar: int) -> views.Budget:
    """Whole cents, added up from the same rows as the table."""
    per_bestuur: Counter[str] = Counter()
    for r in telling.regels:
        per_bestuur[bestuur(r.bestuur).naam or f"Bestuur {r.bestuur}"] += r.cent
    jaar = telling.schooljaar
    return views.Budget(
        schooljaar=schooljaar_in_woorden(jaar),
        inleiding="Per school en soort, zonder namen. Stopte iets eerder, dan telt het bedrag tot en met die dag.",
        totaal=bedrag(sum(r.cent for r in telling.regels)),
        besturen=[(naam, bedrag(cent)) for naam, cent in sorted(per_bestuur.items(), key=lambda p: (-p[1], p[0]))],
        regels=[
            views.BudgetRegel(
                school=schoolnaam(r.school),
                titel=r.titel,
                lopend=str(r.lopend),
                beeindigd=str(r.beeindigd),
                bedrag=bedrag(r.cent) if r.cent else "",
            )
            for r in telling.regels
        ],
        vorige=Link(schooljaar_in_woorden(jaar - 1), f"/arrangementen/budget?schooljaar={jaar - 1}"),
        volgende=Link(schooljaar_in_woorden(jaar + 1), f"/arrangementen/budget?schooljaar={jaar + 1}")
        if jaar < dit_jaar
        else None,
    )


__all__ = ["ALLE", "UITKOMSTEN", "arrangement", "budget", "kiezen", "knop", "lijst", "van_leerling"]
