"""Alle termijnen van een behandeling, uit wat er gebeurde en wat het samenwerkingsverband zich voorneemt.

De wet gaat voor: een streeftermijn komt nooit later uit dan de uiterste beslisdatum, en schuift die nooit op.
Elke termijn legt zichzelf uit en zegt op welke dagen er vanzelf iets moet gebeuren.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from services.kern import beslistermijn as wet
from services.kern.bezwaartermijn import bezwaartermijn
from services.kern.kalender import DAG, Periode, in_woorden
from services.kern.rekenfout import Rekenfout
from services.kern.streeftermijn import streeftermijn
from services.kern.uitleg import Stap, stap
from services.kern.wetsartikelen import AWB_4_5, AWB_4_14
from tenants.schema import StreefRegel, Tenant

#: De soorten gebeurtenissen van het register, zoals mensen ze lezen.
TITELS = {
    "aanvraag_ontvangen": "Aanvraag ontvangen",
    "aanvulling_gevraagd": "Aanvulling gevraagd",
    "aanvulling_ontvangen": "Aanvulling ontvangen",
    "deskundigen_benoemd": "Deskundigen benoemd",
    "eindadvies_gemaakt": "Eindadvies gemaakt",
    "gesprek_aangeboden": "Gesprek aangeboden",
    "verdaging_meegedeeld": "Uitstel meegedeeld",
    "opschorting_instemming": "Uitstel met instemming",
    "opschorting_aanvrager": "Vertraging door de aanvrager",
    "opschorting_overmacht": "Overmacht",
    "opschorting_buitenland": "Wachten op het buitenland",
    "besluit_genomen": "Besluit genomen",
    "besluit_bekendgemaakt": "Besluit bekendgemaakt",
    "aanvraag_ingetrokken": "Aanvraag ingetrokken",
}
#: Wat in het register de beslistermijn bepaalt.
TELT_MEE = (
    "aanvraag_ontvangen",
    "aanvulling_gevraagd",
    "aanvulling_ontvangen",
    "verdaging_meegedeeld",
    "besluit_bekendgemaakt",
)
#: Hoe een opschorting in het register heet: met haar grond, van `op` tot en met `termijn_tot`.
OPSCHORTING = "opschorting_"
#: De handeling die een streeftermijn beëindigt, en wat er dan in het register staat.
GEBEURT = {
    "aanvulling_vragen": "aanvulling_gevraagd",
    "deskundigen_benoemen": "deskundigen_benoemd",
    "eindadvies_maken": "eindadvies_gemaakt",
    "besluit_nemen": "besluit_genomen",
    "besluit_bekendmaken": "besluit_bekendgemaakt",
}
#: Het uur waarop wat vanzelf gaat, gebeurt; anders als de dag begint.
UUR = {"school_herinneren": 8, "beslistermijn_waarschuwen": 8}
#: Eigen grens tegen tikfouten: langer stilstaan dan de hele beslistermijn dient niemand.
HERSTEL_HOOGSTENS = timedelta(weeks=8)
VERDAGING_HOOGSTENS = timedelta(weeks=26)
OPSCHORTING_WEKEN = 26
LOOPT = ("loopt", "opgeschort")


class Voorval(msgspec.Struct, frozen=True):
    """Een regel van het register. `vraag`: bij welke vraag aan de school hij hoort."""

    soort: str
    op: date
    termijn_tot: date | None = None
    nieuwe_datum: date | None = None
    vraag: str | None = None


class Zaak(msgspec.Struct, frozen=True):
    """Wat de termijnen van een zaak bepaalt. `bekendgemaakt`: per geadresseerde de dag van toezending (CONV-5)."""

    soort: str
    categorie: str | None
    complex: bool
    vakantieregio: str
    register: Sequence[Voorval]
    bekendgemaakt: dict[str, date] = {}


class Termijn(msgspec.Struct, frozen=True):
    """`acties`: taak en de dag waarop zij moet gebeuren, zolang de termijn loopt (het uur staat in `UUR`)."""

    naam: str
    titel: str
    soort: str
    uiterlijk_op: date
    status: str
    uitleg: list[Stap]
    voor: str = ""
    acties: dict[str, date] = {}


class Termijnen(msgspec.Struct, frozen=True):
    """Alle termijnen van een zaak; de beslistermijn staat voorop. `opschortingen`: de dagen dat zij stilstond."""

    alle: list[Termijn]
    opschortingen: list[Periode]

    @property
    def beslistermijn(self) -> Termijn:
        return self.alle[0]

    @property
    def streef_op(self) -> date | None:
        """De eerste streefdatum die nog gehaald moet worden."""
        return min((t.uiterlijk_op for t in self.alle if t.soort == "streef" and t.status in LOOPT), default=None)


def termijnen(tenant: Tenant, zaak: Zaak, vandaag: date) -> Termijnen:
    """Alles wat op deze dag over de termijnen van de zaak te zeggen is."""
    berekend = beslistermijn(tenant, zaak.register, vandaag)
    alle = [_beslistermijn(tenant, zaak, berekend)]
    alle += _hersteltermijnen(tenant, zaak, vandaag)
    alle += [
        termijn
        for regel in tenant.streeftermijnen(zaak.categorie, zaak.complex, zaak.soort)
        if (termijn := _streeftermijn(regel, zaak, berekend.uiterste_beslisdatum, vandaag)) is not None
    ]
    alle += _bezwaartermijnen(zaak, vandaag)
    return Termijnen(alle, berekend.opschortingen)


def uitslagen(tenant: Tenant, zaak: Zaak, vandaag: date) -> dict[str, bool]:
    """Van de beslistermijn en elk streven dat voorbij is, of het gehaald is; wat loopt of verviel staat er niet in."""
    berekend = beslistermijn(tenant, zaak.register, vandaag)
    alle = [_beslistermijn(tenant, zaak, berekend)]
    for regel in tenant.streeftermijnen(zaak.categorie, zaak.complex, zaak.soort):
        if (termijn := _streeftermijn(regel, zaak, berekend.uiterste_beslisdatum, vandaag)) is not None:
            alle.append(termijn)
    return {t.naam: t.status == "gehaald" for t in alle if t.status in ("gehaald", "verstreken")}


def uiterlijk_op(tenant: Tenant, register: Sequence[Voorval], vandaag: date) -> date:
    """De uiterste beslisdatum."""
    return beslistermijn(tenant, register, vandaag).uiterste_beslisdatum


def eerste(register: Sequence[Voorval], soort: str) -> Voorval | None:
    return next((v for v in register if v.soort == soort), None)


def laatste(register: Sequence[Voorval], soort: str) -> Voorval | None:
    return next((v for v in reversed(register) if v.soort == soort), None)


def beslistermijn(tenant: Tenant, register: Sequence[Voorval], vandaag: date) -> wet.Beslistermijn:
    """De beslistermijn met haar uitleg: dezelfde voor scherm, termijn en brief."""
    ontvangen = eerste(register, "aanvraag_ontvangen").op
    eigen = tenant.termijnen.beslistermijn
    # Een lopende zaak houdt de regel van haar eigen dag.
    weken = eigen.weken if eigen.vanaf is None or eigen.vanaf <= ontvangen else None
    gebeurtenissen = [
        wet.Gebeurtenis(v.soort, op=v.op, termijn_tot=v.termijn_tot, nieuwe_datum=v.nieuwe_datum)
        for v in register
        if v.soort in TELT_MEE
    ]
    gebeurtenissen += [
        wet.Gebeurtenis("opschorting", grond=v.soort.removeprefix(OPSCHORTING), van=v.op, tot_en_met=v.termijn_tot)
        for v in register
        if v.soort.startswith(OPSCHORTING)
    ]
    return wet.beslistermijn(gebeurtenissen, max(vandaag, ontvangen), weken=weken)


def _beslistermijn(tenant: Tenant, zaak: Zaak, berekend: wet.Beslistermijn) -> Termijn:
    einde = berekend.uiterste_beslisdatum
    status = {"tijdig_besloten": "gehaald", "te_laat_besloten": "verstreken"}.get(berekend.status, berekend.status)
    if eerste(zaak.register, "aanvraag_ingetrokken"):
        status = "vervallen"
    acties = {}
    # Een taak blijft staan tot zij is gedaan, ook als de dag al voorbij is: wie haar miste, haalt haar in.
    if status != "vervallen" and eerste(zaak.register, "besluit_bekendgemaakt") is None:
        acties["beslistermijn_waarschuwen"] = einde - timedelta(days=tenant.termijnen.waarschuwing_dagen)
        acties["beslistermijn_verstrijken"] = einde + DAG
    return Termijn("beslistermijn", "Uiterste beslisdatum", "wettelijk", einde, status, berekend.uitleg, "", acties)


def _hersteltermijnen(tenant: Tenant, zaak: Zaak, vandaag: date) -> list[Termijn]:
    antwoorden = {v.vraag: v.op for v in reversed(zaak.register) if v.soort == "aanvulling_ontvangen"}
    voorbij = eerste(zaak.register, "aanvraag_ingetrokken") or eerste(zaak.register, "besluit_genomen")
    uit = []
    for vraag in (v for v in zaak.register if v.soort == "aanvulling_gevraagd"):
        tot, beantwoord = vraag.termijn_tot, antwoorden.get(vraag.vraag)
        uitleg = [
            stap(f"Op {in_woorden(vraag.op)} is de school om een aanvulling gevraagd.", vraag.op, AWB_4_5),
            stap(f"De school kreeg daarvoor tijd tot en met {in_woorden(tot)}.", tot, AWB_4_5),
        ]
        acties = {}
        if beantwoord is not None:
            status = "gehaald" if beantwoord <= tot else "verstreken"
            uitleg.append(stap(f"Het antwoord kwam op {in_woorden(beantwoord)}.", beantwoord, AWB_4_5))
        elif voorbij:
            status = "vervallen" if vandaag <= tot else "verstreken"
        else:
            status = "loopt" if vandaag <= tot else "verstreken"
            herinneren = tot - timedelta(days=tenant.termijnen.herinnering_dagen)
            if status == "loopt" and herinneren > vraag.op:
                acties["school_herinneren"] = herinneren
            acties["hersteltermijn_verstrijken"] = tot + DAG
        uit.append(
            Termijn(
                "hersteltermijn", "Antwoord van de school", "hersteltermijn", tot, status, uitleg, vraag.vraag, acties
            )
        )
    return uit


def _streeftermijn(regel: StreefRegel, zaak: Zaak, uiterste: date, vandaag: date) -> Termijn | None:
    """None zolang de dag waarop zij begint er nog niet is."""
    begin, wacht_nog = _vanaf(regel, zaak.register)
    if begin is None:
        return None
    grens = uiterste if uiterste >= begin else None
    regio = zaak.vakantieregio if regel.schoolvakanties_tellen_niet else None
    uitleg = [Stap(f"Dit streven staat in: {regel.bron}.", datum=begin, grondslag="beleid")]
    try:
        berekend = streeftermijn(begin, regel.aantal, regel.eenheid, None, grens, regio=regio)
    except Rekenfout:
        # Voor dat jaar zijn de vakanties nog niet vastgesteld: dan telt elke dag, wat het streven strenger maakt.
        berekend = streeftermijn(begin, regel.aantal, regel.eenheid, None, grens)
        zin = "Voor dit jaar zijn de schoolvakanties nog niet bekend; elke dag telt mee."
        uitleg.append(Stap(zin, datum=begin, grondslag="beleid"))
    uitleg += berekend.uitleg
    gedaan = laatste(zaak.register, GEBEURT[regel.tot])
    if gedaan is not None and gedaan.op < begin:
        gedaan = None
    vervallen = any(eerste(zaak.register, GEBEURT[naam]) for naam in regel.vervalt_bij) or any(
        eerste(zaak.register, soort) for soort in ("aanvraag_ingetrokken", "besluit_bekendgemaakt")
    )
    if gedaan is not None:
        status = "gehaald" if gedaan.op <= berekend.streefdatum else "verstreken"
    elif vervallen:
        status = "vervallen"
    elif wacht_nog:
        status = "opgeschort"
    else:
        status = "loopt" if vandaag <= berekend.streefdatum else "verstreken"
    titel = regel.wat[0].upper() + regel.wat[1:]
    return Termijn(f"streef_{regel.naam}", titel, "streef", berekend.streefdatum, status, uitleg)


def _vanaf(regel: StreefRegel, register: Sequence[Voorval]) -> tuple[date | None, bool]:
    """De dag waarop het streven begint, en of die nog kan opschuiven (er staat een vraag open)."""
    ontvangen = eerste(register, "aanvraag_ontvangen").op
    if regel.vanaf == "ingediend":
        return ontvangen, False
    if regel.vanaf == "compleet":
        return compleet(register)
    voorval = laatste(register, "eindadvies_gemaakt" if regel.vanaf == "eindadvies" else "besluit_genomen")
    return (voorval.op, False) if voorval else (None, False)


def compleet(register: Sequence[Voorval]) -> tuple[date, bool]:
    """De dag waarop de aanvraag compleet was: die van indienen, of van de laatste aanvulling waarom is gevraagd.

    Staat een vraag nog open, dan is het de laatste dag voor het antwoord, en kan zij nog eerder worden.
    """
    dag, open_ = eerste(register, "aanvraag_ontvangen").op, False
    antwoorden = {v.vraag: v.op for v in reversed(register) if v.soort == "aanvulling_ontvangen"}
    for vraag in (v for v in register if v.soort == "aanvulling_gevraagd"):
        beantwoord = antwoorden.get(vraag.vraag)
        open_ = open_ or beantwoord is None
        dag = max(dag, beantwoord or vraag.termijn_tot)
    return dag, open_


def _bezwaartermijnen(zaak: Zaak, vandaag: date) -> list[Termijn]:
    uit = []
    for voor, op in zaak.bekendgemaakt.items():
        termijn = bezwaartermijn(op)
        loopt = vandaag <= termijn.tot_en_met
        uit.append(
            Termijn(
                "bezwaartermijn",
                "Bezwaar maken",
                "bezwaar",
                termijn.tot_en_met,
                "loopt" if loopt else "verstreken",
                termijn.uitleg,
                voor,
                {"bezwaartermijn_verstrijken": termijn.tot_en_met + DAG},
            )
        )
    return uit


def hersteltermijn_toetsen(termijn_tot: date, vandaag: date) -> str | None:
    """Waarom deze laatste dag voor de school niet kan, of None."""
    if termijn_tot <= vandaag:
        return "Kies een dag na vandaag, zodat de school tijd heeft om te antwoorden."
    if termijn_tot > vandaag + HERSTEL_HOOGSTENS:
        return "Kies een dag binnen acht weken."
    return None


def verdaging_toetsen(
    tenant: Tenant, register: Sequence[Voorval], nieuwe_datum: date, vandaag: date
) -> tuple[str | None, str | None]:
    """De zin waarom verdagen nu niet kan, en de zin waarom deze datum niet kan (Awb 4:14 lid 3)."""
    einde = uiterlijk_op(tenant, register, vandaag)
    if eerste(register, "verdaging_meegedeeld"):
        return f"De beslistermijn is al een keer verdaagd ({AWB_4_14}).", None
    if vandaag > einde:
        return f"De beslistermijn is voorbij. Een uitstel heeft dan geen gevolg meer ({AWB_4_14}).", None
    if nieuwe_datum <= einde:
        return None, f"Kies een dag na {in_woorden(einde)}; dat is nu de uiterste beslisdatum."
    if nieuwe_datum > einde + VERDAGING_HOOGSTENS:
        return None, "Kies een redelijke datum: binnen een half jaar na de uiterste beslisdatum."
    return None, None


def opschorting_toetsen(
    tenant: Tenant, register: Sequence[Voorval], grond: str, van: date, tot_en_met: date, vandaag: date
) -> dict[str, str]:
    """Per veld waarom deze opschorting niet kan; leeg als het mag (Awb 4:15, en wat het verband zelf bepaalt)."""
    regels = tenant.opschorten
    fouten = {}
    if grond not in wet.GRONDEN or regels is None or grond not in regels.gronden:
        fouten["grond"] = "Kies een van de redenen."
    ontvangen, einde = eerste(register, "aanvraag_ontvangen").op, uiterlijk_op(tenant, register, vandaag)
    weken = regels.hoogstens_weken if regels and regels.hoogstens_weken else OPSCHORTING_WEKEN
    if van <= ontvangen:
        fouten["van"] = f"Kies een dag na {in_woorden(ontvangen)}; toen kwam de aanvraag binnen."
    elif van > einde:
        fouten["van"] = f"Kies uiterlijk {in_woorden(einde)}: daarna loopt er geen termijn meer die stil kan staan."
    if tot_en_met < van:
        fouten["tot_en_met"] = "De laatste dag ligt voor de eerste dag."
    elif tot_en_met >= van + timedelta(weeks=weken):
        bron = f" ({regels.bron})" if regels and regels.hoogstens_weken else ""
        fouten["tot_en_met"] = f"Een opschorting duurt hier ten hoogste {weken} weken{bron}."
    return fouten
