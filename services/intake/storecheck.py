"""Door 3 of intake, every night: what lies in the store against the rows that name it, both ways (N9).

The letters of commissie lie in the same store and go along. A document cannot be without a dossier (foreign keys);
here it is seen whether each row still has its file, and each file a row. A row without a file counts at once; a file
without a row may be on its way, so it counts when it is there the next night too. What was put right goes from the
list by itself. The functioneel beheerder answers for it.
"""

from __future__ import annotations

from infra import files, nights
from infra.jobs import Task, Uitstellen
from infra.log import log
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.commissie.contract import BestandenNoemen
from services.intake.service import INTAKE
from services.intake.tables import Bestandsbevinding
from services.kern.errors import NietBeschikbaar
from services.kern.rollen import Rol
from services.netwerk.contract import PersonenVanRol

OPNIEUW = 60  # seconds
ZONDER_RIJ, ZONDER_BESTAND = "zonder_rij", "zonder_bestand"
#: Where files of dossiers are kept, and the letters of commissie; what is on its way lies elsewhere, a day at most.
MAPPEN = ("stukken", "dossierstukken", "oso", "jongekind", "overdracht", "facturen", "beschikkingen")
#: Every column of a table of intake that names a file, found in the catalogue: a new table goes along by itself.
_KOLOMMEN = """
select c.table_name as tabel, c.column_name as kolom,
    exists (select from information_schema.columns s where s.table_schema = c.table_schema
        and s.table_name = c.table_name and s.column_name = 'status') as standen
from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
where :tenant <> '' and c.table_schema = 'intake' and c.column_name in ('sleutel', 'leesbaar')
    and c.data_type = 'text' and t.table_type = 'BASE TABLE' and c.table_name <> 'bestandsbevinding' order by 1, 2
"""


async def _genoemd(unit: UnitOfWork, plekken: tuple[str, ...]) -> set[str]:
    """The keys of files that a row names. Of what was refused nothing is kept."""
    gevonden: set[str] = set()
    for kolom in (await unit.execute(_KOLOMMEN)).all():
        goed = " and status <> 'geweigerd'" if kolom.standen else ""
        rijen = await unit.execute(
            f"select {kolom.kolom} from {kolom.tabel} where tenant = :tenant and {kolom.kolom} is not null{goed}"
        )
        gevonden |= {sleutel for sleutel in rijen.scalars() if sleutel.startswith(plekken)}
    return gevonden | await _van_commissie(unit)


async def _van_commissie(unit: UnitOfWork) -> set[str]:
    """The letters. Raises NietBeschikbaar."""
    gevonden: set[str] = set()
    deel = await ask(unit, "commissie", BestandenNoemen())
    while deel.meer:
        gevonden.update(deel.sleutels)
        deel = await ask(unit, "commissie", BestandenNoemen(na=deel.sleutels[-1]))
    return gevonden.union(deel.sleutels)


@INTAKE.night("bestanden_nalopen")
async def bestanden_nalopen(unit: UnitOfWork, task: Task) -> None:
    """Keep the list as it is tonight; who answers for it hears when there is something new that counts."""
    tenant = unit.asker.tenant
    plekken = tuple(f"{tenant}/{map_}/" for map_ in MAPPEN)
    try:
        vraag = PersonenVanRol(rollen=[Rol.BEHEERDER.value], organisatie=unit.tenant.swv_nummer)
        eigenaars = (await ask(unit, "netwerk", vraag)).personen
        # Work goes on meanwhile: a file is missed only when a row named it before and after the looking.
        voor = await _genoemd(unit, plekken)
        liggen = {sleutel for plek in plekken for sleutel in await files.sizes(plek.rstrip("/"))}
        na = await _genoemd(unit, plekken)
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    nu = dict.fromkeys((voor & na) - liggen, ZONDER_BESTAND) | dict.fromkeys(liggen - voor - na, ZONDER_RIJ)
    nieuw = 0
    for staat in await unit.all(Bestandsbevinding):
        soort = nu.pop(staat.sleutel, None)
        if soort is None:
            await unit.delete(staat)
            continue
        if soort != staat.soort:
            staat.soort, staat.gevonden_op, staat.telt = soort, unit.vandaag, soort == ZONDER_BESTAND
        elif not staat.telt and staat.gevonden_op < unit.vandaag:
            staat.telt = True
            nieuw += 1
    for sleutel, soort in sorted(nu.items()):
        telt = soort == ZONDER_BESTAND
        nieuw += telt
        unit.add(Bestandsbevinding(sleutel=sleutel, soort=soort, gevonden_op=unit.vandaag, telt=telt))
    if nieuw:
        log.error("bestanden en rijen kloppen niet met elkaar", aantal=nieuw)
        for persoon in dict.fromkeys(p.persoon for p in eigenaars):
            link = f"{settings().app_url}/bewaren#bestanden"
            unit.mail("bericht_klaar", aan=persoon, zaak=nights.of_tenant(tenant), link=link)
