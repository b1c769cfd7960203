"""Of wat een samenwerkingsverband over zichzelf vastlegt volledig is, binnen de wet blijft en op dagen klopt."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from services.kern.bewaartermijn import JAREN
from services.kern.bezwaartermijn import BEZWAARTERMIJN_WEKEN
from tenants import dagwaarden, organisaties
from tenants.schema import Tenant

Bezwaar = tuple[str, str]

# Zonder dit kan een samenwerkingsverband geen zaak van begin tot eind behandelen.
VERPLICHT = ("versie", "gebied", "organen", "procedures", "opschorten", "vergaderen", "bezwaar", "bewaren")
HOOFDPROCEDURE = "tlv_aanvraag"
GEEN_LEEG = ("onbekend", "geen", "n.v.t.", "nvt", "-")


def bezwaren(tenant: Tenant, vandaag: date) -> Iterator[Bezwaar]:
    """Wat er niet kan aan gebied, opschorten, instroom, bezwaar, bewaren en geld; en wat ontbreekt."""
    for naam in VERPLICHT:
        if not getattr(tenant, naam):
            yield naam, f"{naam} ontbreekt; elk samenwerkingsverband legt dit vast"
    if tenant.procedures and HOOFDPROCEDURE not in tenant.procedures:
        yield "procedures", f"de procedure {HOOFDPROCEDURE} ontbreekt"
    yield from _gebied(tenant)
    yield from _wisselingen(tenant)
    yield from _fusies(tenant)
    yield from _opschorten(tenant)
    for nummer, moment in enumerate(tenant.instroom.momenten if tenant.instroom else [], 1):
        if not _elk_jaar(moment):
            yield f"instroom.momenten[{nummer}]", f"{moment} is niet elk jaar een dag"
    yield from _bezwaar(tenant, vandaag)
    yield from _bewaren(tenant, vandaag)
    yield from _geld(tenant)
    yield from _gesprekken(tenant)


def dagen(tenant: Tenant, begin: date) -> Iterator[Bezwaar]:
    """Of regels beginnen en eindigen op dagen die kunnen. `tenant`: met de regels van alle dagen."""
    for sleutel, regel in dagwaarden.regels(tenant):
        if regel.vanaf and regel.tot_en_met and regel.vanaf > regel.tot_en_met:
            yield f"{sleutel}.tot_en_met", "deze dag ligt vóór vanaf"
    for sleutel, regel in dagwaarden.regels(tenant, los=True):
        if sleutel == "versie":
            if regel.tot_en_met:
                yield f"{sleutel}.tot_en_met", "een versie eindigt als de volgende begint"
            continue
        if regel.vanaf and regel.vanaf > begin:
            waarom = "deze regel begint pas na het begin van de versie; maak er een nieuwe versie voor"
            yield f"{sleutel}.vanaf", waarom
        if regel.tot_en_met:
            yield f"{sleutel}.tot_en_met", "deze regel kan niet eindigen; maak een nieuwe versie als zij verandert"


def _gesprekken(tenant: Tenant) -> Iterator[Bezwaar]:
    """Punten en stappen heten elk anders; een vervolg volgt op een gesprek dat er is."""
    for naam, soort in tenant.gesprekken.items():
        if soort.vervolg_op is not None and (soort.vervolg_op == naam or soort.vervolg_op not in tenant.gesprekken):
            yield f"gesprekken.{naam}.vervolg_op", f"{soort.vervolg_op} is geen ander gesprek"
        for dubbel in _dubbel([punt.naam for punt in soort.punten]):
            yield f"gesprekken.{naam}.punten", f"het punt {dubbel} staat er twee keer"
        if not any(punt.verplicht for punt in soort.punten):
            yield f"gesprekken.{naam}.punten", "ten minste één punt is verplicht"
    for dubbel in _dubbel([stap.naam for stap in tenant.checklist.stappen] if tenant.checklist else []):
        yield "checklist.stappen", f"de stap {dubbel} staat er twee keer"


def _dubbel(namen: list[str]) -> list[str]:
    return [naam for naam, aantal in Counter(namen).items() if aantal > 1]


def _gebied(tenant: Tenant) -> Iterator[Bezwaar]:
    if tenant.gebied is None:
        return
    for code, reeksen in tenant.gebied.postcodes.items():
        if code not in tenant.gemeenten:
            yield f"gebied.postcodes.{code}", f"gemeente {code} staat niet bij gemeenten"
        for nummer, reeks in enumerate(reeksen, 1):
            for pc4, swv in _bekend(reeks, tenant.sector).items():
                if swv != tenant.swv_nummer:
                    yield (
                        f"gebied.postcodes.{code}[{nummer}]",
                        f"postcode {pc4} hoort bij {swv or 'geen enkel verband'}",
                    )
            if not _bekend(reeks, tenant.sector):
                yield f"gebied.postcodes.{code}[{nummer}]", f"{reeks} is geen bestaande postcode"
    for wat, nummers in (
        ("besturen", [bestuur.nummer for bestuur in tenant.gebied.besturen]),
        ("scholen", [school.vestiging for school in tenant.gebied.scholen]),
    ):
        dubbel = {naam for naam, keer in Counter(nummers).items() if naam and keer > 1}
        for volgnummer, id in enumerate(nummers, 1):
            sleutel = f"gebied.{wat}[{volgnummer}]"
            if id in dubbel:
                yield sleutel, f"{id} staat er twee keer"
            elif id and wat == "besturen" and not organisaties.is_bestuur(id):
                yield f"{sleutel}.nummer", f"een bestuur met het nummer {id} bestaat niet"
            elif id and wat == "scholen" and organisaties.elke_school(id) is None:
                yield f"{sleutel}.vestiging", f"een school met de vestigingscode {id} bestaat niet"


def _wisselingen(tenant: Tenant) -> Iterator[Bezwaar]:
    if tenant.gebied is None:
        return
    gezien = set()
    for nummer, wissel in enumerate(tenant.gebied.wisselingen, 1):
        sleutel = f"gebied.wisselingen[{nummer}]"
        if organisaties.school(tenant.swv_nummer, wissel.vestiging) is None:
            yield f"{sleutel}.vestiging", f"een school met de vestigingscode {wissel.vestiging} hoort hier niet bij"
        if not organisaties.is_bestuur(wissel.bestuur):
            yield f"{sleutel}.bestuur", f"een bestuur met het nummer {wissel.bestuur} bestaat niet"
        if (wissel.vestiging, wissel.vanaf) in gezien:
            yield sleutel, f"{wissel.vestiging} staat er twee keer met deze dag"
        gezien.add((wissel.vestiging, wissel.vanaf))


def _fusies(tenant: Tenant) -> Iterator[Bezwaar]:
    if tenant.gebied is None:
        return
    fusies = tenant.gebied.fusies
    for nummer, fusie in enumerate(fusies, 1):
        sleutel = f"gebied.fusies[{nummer}]"
        for veld, code in (("van", fusie.van), ("naar", fusie.naar)):
            if organisaties.school(tenant.swv_nummer, code) is None:
                yield f"{sleutel}.{veld}", f"een school met de vestigingscode {code} hoort hier niet bij"
        if fusie.van == fusie.naar:
            yield f"{sleutel}.naar", "een school kan niet in zichzelf opgaan"
        if any(ander.van == fusie.van for ander in fusies[: nummer - 1]):
            yield sleutel, f"{fusie.van} staat er twee keer"
        if any(ander.van == fusie.naar and ander.vanaf <= fusie.vanaf for ander in fusies):
            yield f"{sleutel}.naar", f"{fusie.naar} is er op die dag zelf niet meer"


def _bekend(reeks: str, sector: str) -> dict[str, str | None]:
    van, _, tot = reeks.partition("-")
    alle = (str(pc4) for pc4 in range(int(van), int(tot or van) + 1))
    return {pc4: organisaties.swv_van_postcode(pc4, sector) for pc4 in alle if pc4 in organisaties.postcodes()}


def _opschorten(tenant: Tenant) -> Iterator[Bezwaar]:
    regels = tenant.opschorten
    if regels is None:
        return
    if len(set(regels.gronden)) < len(regels.gronden):
        yield "opschorten.gronden", "een grond staat er twee keer"
    if "aanvulling" not in regels.gronden:
        yield "opschorten.gronden", "bij een verzoek om aanvulling staat de beslistermijn altijd stil (art. 4:15 Awb)"
    if regels.hoogstens_weken and regels.hoogstens_weken * 7 < tenant.termijnen.hersteltermijn_dagen:
        yield "opschorten.hoogstens_weken", "dit is korter dan de hersteltermijn die de school krijgt"


def _elk_jaar(moment: str) -> bool:
    maand, dag = (int(deel) for deel in moment.split("-"))
    try:
        date(2025, maand, dag)  # geen schrikkeljaar
    except ValueError:
        return False
    return True


def _bezwaar(tenant: Tenant, vandaag: date) -> Iterator[Bezwaar]:
    regels = tenant.bezwaar
    if regels is None:
        return
    wet = BEZWAARTERMIJN_WEKEN.op(vandaag)
    if regels.weken != wet:
        vergelijking = "korter" if regels.weken < wet else "langer"
        yield "bezwaar.weken", f"{regels.weken} weken is {vergelijking} dan de {wet} weken van art. 6:7 Awb"
    if regels.adviescommissie.strip().lower() in GEEN_LEEG or not regels.adviescommissie.strip():
        yield "bezwaar.adviescommissie", "over een bezwaar tegen een TLV adviseert een commissie (art. 7:13 Awb)"


def _bewaren(tenant: Tenant, vandaag: date) -> Iterator[Bezwaar]:
    for nummer, regel in enumerate(tenant.bewaren, 1):
        if regel.soort not in JAREN:
            continue
        jaren, artikel = JAREN[regel.soort].op(vandaag), JAREN[regel.soort].grondslag
        sleutel = f"bewaren[{nummer}].jaren"
        if regel.soort == "toelaatbaarheid" and regel.jaren != jaren:
            yield sleutel, f"gegevens over toelaatbaarheid blijven {jaren} jaar bewaard, niet {regel.jaren} ({artikel})"
        elif regel.jaren < jaren:
            yield sleutel, f"{regel.jaren} jaar is korter dan de {jaren} jaar van {artikel}"
    if tenant.bewaren and not any(regel.soort == "toelaatbaarheid" for regel in tenant.bewaren):
        yield "bewaren", "er staat niet hoelang gegevens over toelaatbaarheid bewaard blijven"


def _geld(tenant: Tenant) -> Iterator[Bezwaar]:
    for wat in ("verdeling", "pijlers", "streefcijfers"):
        regels = getattr(tenant.financien, wat)
        for dubbel in (naam for naam, keer in Counter(regel.naam for regel in regels).items() if keer > 1):
            yield f"financien.{wat}.{dubbel}", f"{dubbel} staat er twee keer"
    for nummer, regel in enumerate(tenant.financien.verdeling, 1):
        sleutel = f"financien.verdeling[{nummer}]"
        if regel.soort == "naar_rato" and not regel.leerlingen:
            yield f"{sleutel}.leerlingen", "naar rato van welke leerlingen staat er niet"
        if regel.soort == "norm" and regel.procent is None:
            yield f"{sleutel}.procent", "een norm heeft een procent"
        if regel.procent is not None and float(regel.procent) > 100:
            yield f"{sleutel}.procent", "meer dan 100 procent kan niet"
    for nummer, cijfer in enumerate(tenant.financien.streefcijfers, 1):
        if cijfer.eenheid == "procent" and not 0 <= float(cijfer.grens) <= 100:
            yield f"financien.streefcijfers[{nummer}].grens", "een procent ligt tussen 0 en 100"
