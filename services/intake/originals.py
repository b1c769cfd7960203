"""The original of a document, as the school sent it: sealed evidence, opened by few, with a reason (trust.md 5.7).

What people read is the cleaned version. The original is given out only when somebody must compare the two, for five
minutes after saying why, to who just proved who they are; each part leaves an audit line as every look does.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from infra import clock, vault
from infra.files import get_part
from infra.runtime import Reading
from infra.unit_of_work import UnitOfWork
from services.intake.contract import (
    Bestand,
    OrigineelInzage,
    OrigineelOpenen,
    OrigineelOphalen,
    OrigineelStand,
    OrigineelTonen,
)
from services.intake.dossier import BRUIKBAAR, GEWEIGERD
from services.intake.proces import ORIGINEEL
from services.intake.service import INTAKE
from services.intake.tekst import alinea
from services.kern.errors import KanNiet, NietGevonden, OngeldigeInvoer
from services.kern.noodtoegang import bezwaar_tegen_reden
from services.kern.policy import Deel

#: So long after saying why the file may be fetched.
GELDIG = timedelta(minutes=5)

_DOCUMENT = (
    "select d.id, d.aanvraag, d.bestandsnaam, d.status, d.sleutel, d.grootte, d.verzegeld,"
    " v.id is null or v.status = 'beantwoord' as verstuurd"
    " from document d left join vraag v on v.tenant = d.tenant and v.id = d.vraag where d.tenant = {} and d.id = {}"
)
_EERDER = (
    "select naam, rol, reden, op from origineelinzage where tenant = $1 and document = $2 order by op desc limit 20"
)
_MAG = """
select exists (select from origineelinzage
    where tenant = $1 and document = $2 and persoon = $3 and op > $4 and op <= $5)
"""


def _open(d: Any) -> None:
    """Raises NietGevonden for what was not sent yet, KanNiet for what nobody may read."""
    if not d.verstuurd:
        raise NietGevonden()
    if d.status == GEWEIGERD:
        raise KanNiet("Dit bestand is geweigerd. Er is niets van bewaard.")
    if d.status != BRUIKBAAR:
        raise KanNiet("Dit bestand wordt nog gecontroleerd. Het origineel gaat niet open.")


class _Rij:
    """A row of `_DOCUMENT` by name, of whichever driver."""

    def __init__(self, rij: Any):
        self.__dict__.update(dict(rij))


async def _document(lezer: Reading, id: UUID) -> Any:
    rij = await lezer.fetchrow(_DOCUMENT.format("$1", "$2"), lezer.asker.tenant, id)
    if rij is None:
        raise NietGevonden()
    await lezer.admit(rij["aanvraag"], Deel.STUKKEN)
    d = _Rij(rij)
    _open(d)
    return d


@INTAKE.question(OrigineelTonen, rollen=ORIGINEEL, kijkt="antwoord.aanvraag_id")
async def origineel_tonen(lezer: Reading, vraag: OrigineelTonen) -> OrigineelStand:
    """What would be opened, and who opened it before and why; nothing of what is in it."""
    d = await _document(lezer, vraag.document_id)
    eerder = await lezer.fetch(_EERDER, lezer.asker.tenant, d.id)
    return OrigineelStand(
        id=d.id,
        aanvraag_id=d.aanvraag,
        bestandsnaam=d.bestandsnaam,
        grootte=d.grootte,
        eerder=[OrigineelInzage(**dict(rij)) for rij in eerder],
    )


@INTAKE.act(OrigineelOpenen)
async def origineel_openen(unit: UnitOfWork, opdracht: OrigineelOpenen) -> None:
    """Write down who and why; from now on the file can be fetched, by this person, for five minutes."""
    rij = (await unit.execute(_DOCUMENT.format(":tenant", ":id"), id=opdracht.document_id)).mappings().first()
    if rij is None:
        raise NietGevonden()
    await unit.admit(rij["aanvraag"], Deel.STUKKEN)
    _open(_Rij(rij))
    reden = alinea(opdracht.reden)
    if bezwaar := bezwaar_tegen_reden(reden):
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"reden": bezwaar})
    unit.zaak, wie = rij["aanvraag"], unit.principal
    await unit.execute(
        "insert into origineelinzage (tenant, id, zaak, document, persoon, naam, rol, reden, op)"
        " values (:tenant, :id, :zaak, :document, :persoon, :naam, :rol, :reden, :op)",
        id=uuid4(),
        zaak=rij["aanvraag"],
        document=rij["id"],
        persoon=wie.persoon,
        naam=wie.naam,
        rol=wie.rol.value,
        reden=reden,
        op=unit.nu,
    )


@INTAKE.question(OrigineelOphalen, rollen=ORIGINEEL, kijkt="antwoord.aanvraag_id", opnieuw=True)
async def origineel_ophalen(lezer: Reading, vraag: OrigineelOphalen) -> Bestand:
    """One part. Its type is said to be unknown, so that nothing opens it by itself."""
    d, nu = await _document(lezer, vraag.document_id), clock.nu()
    if not await lezer.fetchval(_MAG, lezer.asker.tenant, d.id, lezer.principal.persoon, nu - GELDIG, nu):
        raise KanNiet("Schrijf eerst waarom u het origineel opent.")
    delen = -(-d.grootte // vault.DEEL)
    if not 0 <= vraag.deel < delen:
        raise NietGevonden()
    begin = vraag.deel * vault.DEEL
    if d.verzegeld:
        inhoud = await vault.get_part(lezer, d.aanvraag, d.sleutel, vraag.deel)
    else:
        inhoud = await get_part(d.sleutel, begin, min(vault.DEEL, d.grootte - begin))
    return Bestand(
        id=d.id,
        aanvraag_id=d.aanvraag,
        bestandsnaam=d.bestandsnaam,
        mediatype="application/octet-stream",
        grootte=d.grootte,
        deel=vraag.deel,
        delen=delen,
        inhoud=inhoud,
    )
