"""Of een procedure van begin tot eind te lopen is, en of zij en de overleggen naar iets verwijzen dat er is."""

from collections import Counter
from collections.abc import Iterator

from services.kern.rollen import FAMILIEROLLEN
from tenants.handelingen import HANDELINGEN, VOOR_OUDERS
from tenants.schema import Arrangement, Procedure, Stap, Tenant

Bezwaar = tuple[str, str]

# Wat een mens nog als één tekening kan lezen.
HOOGSTENS_STAPPEN = 60
# Wie over extra ondersteuning kan beslissen: de school, wie er bij het verband over gaat, of iemand buiten.
BESLISSERS = frozenset({"schooldirecteur", "steunpuntcoordinator", "secretaris", "directeur", "partner"})
WEKEN = {"weken": 1, "maanden": 4, "schooljaren": 38}


def bezwaren(tenant: Tenant) -> Iterator[Bezwaar]:
    """Wat er niet kan aan procedures, organen, overleggen en arrangementen."""
    for naam, procedure in tenant.procedures.items():
        yield from _volgorde(f"procedures.{naam}", procedure)
        for stap in procedure.stappen:
            yield from _stap(tenant, f"procedures.{naam}.stappen.{stap.naam}", stap)
    for naam, orgaan in tenant.organen.items():
        if not orgaan.rollen:
            yield f"organen.{naam}.rollen", "in dit orgaan zit niemand"
    for naam, overleg in tenant.overleggen.items():
        sleutel = f"overleggen.{naam}"
        if not overleg.deelnemers:
            yield f"{sleutel}.deelnemers", "aan dit overleg neemt niemand deel"
        over_een_kind = bool(FAMILIEROLLEN & set(overleg.deelnemers)) or overleg.terugkoppeling_weken is not None
        if over_een_kind and not overleg.toestemming_ouders:
            waarom = "dit overleg gaat over een kind met anderen erbij; dat kan alleen met toestemming van ouders"
            yield f"{sleutel}.toestemming_ouders", f"{waarom} (AVG art. 6)"
        if overleg.formulier and overleg.formulier not in tenant.formulieren:
            yield f"{sleutel}.formulier", f"het formulier {overleg.formulier} ontbreekt"
    gebruikt = {overleg.formulier for overleg in tenant.overleggen.values()}
    for naam in tenant.formulieren:
        if naam not in gebruikt:
            yield f"formulieren.{naam}", "geen enkel overleg gebruikt dit formulier"
    for naam, arrangement in tenant.arrangementen.items():
        sleutel, wanneer = f"arrangementen.{naam}.waarschuwing_weken", arrangement.waarschuwing_weken
        if wanneer and arrangement.hoogstens is None:
            yield sleutel, "zonder einde is er niets om voor te waarschuwen: noem ook hoogstens"
        elif wanneer and wanneer >= arrangement.hoogstens * WEKEN[arrangement.eenheid]:
            yield sleutel, "de waarschuwing komt vóór het begin van het arrangement"
        yield from _arrangement(f"arrangementen.{naam}", arrangement)


def _arrangement(plek: str, arrangement: Arrangement) -> Iterator[Bezwaar]:
    if arrangement.beslist not in BESLISSERS:
        yield (
            f"{plek}.beslist",
            f"hierover beslist een van {', '.join(sorted(BESLISSERS))}; partner is iemand buiten",
        )
    if arrangement.voor == "groep" and (arrangement.plaatsing or arrangement.instemming_ouders):
        yield f"{plek}.voor", "plaatsing en instemming van ouders horen bij één leerling, niet bij een groep"
    if arrangement.inschrijving == "andere" and not arrangement.plaatsing:
        yield f"{plek}.inschrijving", "op een andere school ingeschreven kan alleen bij plaatsing op een andere school"
    if arrangement.hoogstens_inzet and arrangement.inzet is None:
        yield f"{plek}.hoogstens_inzet", "hoogstens waarvan: noem ook inzet (uren of dagdelen)"
    if arrangement.hoogstens_cent and not arrangement.geld:
        yield f"{plek}.hoogstens_cent", "een grootste bedrag hoort bij geld = true"


def _volgorde(plek: str, procedure: Procedure) -> Iterator[Bezwaar]:
    stappen = {stap.naam: stap for stap in procedure.stappen}
    if not stappen:
        yield f"{plek}.stappen", "deze procedure heeft geen stappen"
        return
    if len(procedure.stappen) > HOOGSTENS_STAPPEN:
        waarom = f"{len(procedure.stappen)} stappen zijn er meer dan {HOOGSTENS_STAPPEN}; verdeel deze procedure"
        yield f"{plek}.stappen", waarom
        return
    for dubbel in (naam for naam, keer in Counter(s.naam for s in procedure.stappen).items() if keer > 1):
        yield f"{plek}.stappen.{dubbel}", f"twee stappen heten {dubbel}"
    if procedure.stappen[0].na:
        eerste = procedure.stappen[0].naam
        yield f"{plek}.stappen.{eerste}.na", f"{eerste} is de eerste stap en volgt dus nergens op"
    for stap in procedure.stappen[1:]:
        if not stap.na:
            yield f"{plek}.stappen.{stap.naam}", f"de stap {stap.naam} volgt nergens op; alleen de eerste begint"
    for stap in procedure.stappen:
        for vorige in stap.na:
            if vorige not in stappen:
                yield f"{plek}.stappen.{stap.naam}.na", f"de stap {vorige} bestaat niet in deze procedure"
            elif vorige == stap.naam:
                yield f"{plek}.stappen.{stap.naam}.na", f"de stap {vorige} volgt op zichzelf"
    verder = {naam: {s.naam for s in procedure.stappen if naam in s.na} for naam in stappen}
    bereikt = _bereikbaar([procedure.stappen[0].naam], verder)
    terug = {naam: [v for v in stap.na if v in stappen] for naam, stap in stappen.items()}
    eindigt = _bereikbaar([naam for naam, stap in stappen.items() if stap.einde], terug)
    for naam in stappen:
        if naam not in bereikt and stappen[naam].na:
            yield f"{plek}.stappen.{naam}", f"de stap {naam} is vanaf het begin niet te bereiken"
    for naam in stappen:
        if naam in bereikt and naam not in eindigt:
            yield f"{plek}.stappen.{naam}", f"na de stap {naam} komt de procedure nooit aan een einde"


def _bereikbaar(begin: list[str], verder: dict[str, set[str]] | dict[str, list[str]]) -> set[str]:
    bereikt: set[str] = set()
    te_gaan = list(begin)
    while te_gaan:
        naam = te_gaan.pop()
        if naam not in bereikt:
            bereikt.add(naam)
            te_gaan += verder[naam]
    return bereikt


def _stap(tenant: Tenant, plek: str, stap: Stap) -> Iterator[Bezwaar]:
    if stap.orgaan and stap.orgaan not in tenant.organen:
        yield f"{plek}.orgaan", f"het orgaan {stap.orgaan} ontbreekt in organen"
    if stap.handeling and stap.handeling not in HANDELINGEN:
        yield f"{plek}.handeling", f"de handeling {stap.handeling} bestaat niet in Meedoen"
    elif stap.handeling and HANDELINGEN[stap.handeling] and stap.door not in HANDELINGEN[stap.handeling]:
        yield f"{plek}.door", f"de rol {stap.door} kan in Meedoen niet {stap.handeling.replace('_', ' ')}"
    if not stap.openbaar and (stap.handeling in VOOR_OUDERS or stap.door in FAMILIEROLLEN):
        yield f"{plek}.openbaar", "ouders zien deze stap, maar er staat niet wat zij lezen"
