"""The window on a file in the dossier of a pupil: its cleaned version, part by part."""

from __future__ import annotations

from typing import Any

from infra import clock, vault
from infra.runtime import Reading
from services.intake.attachments import BRUIKBAAR, VERSLAG
from services.intake.leerlingen.gezaghouders import gezaghouders
from services.intake.service import INTAKE
from services.intake.stukken.contract import DossierstukDeel, DossierstukOphalen
from services.kern.errors import KanNiet, NietGevonden
from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN, Rol

LEZERS = rollen(Deel.DOSSIER)
_STUK = """
select doel, wie, naam, mediatype, status, leesbaar, grootte, toegevoegd_door
from dossierstuk where tenant = $1 and dossier = $2 and id = $3
"""
# The first one who is not who added it: from then on it does not go without a reason.
_GEOPEND = """
update dossierstuk set geopend_op = $3 where tenant = $1 and id = $2 and geopend_op is null and toegevoegd_door <> $4
"""


@INTAKE.question(DossierstukOphalen, rollen=LEZERS, kijkt="dossier_id")
async def dossierstuk_ophalen(lezer: Reading, vraag: DossierstukOphalen) -> DossierstukDeel:
    """Row security shows it to whoever may read what it belongs to."""
    await lezer.admit(vraag.dossier_id, Deel.DOSSIER)
    tenant = lezer.asker.tenant
    rij = await lezer.fetchrow(_STUK, tenant, vraag.dossier_id, vraag.dossierstuk_id)
    if rij is None or vraag.deel < 0 or not await _voor(lezer, vraag, rij):
        raise NietGevonden()
    if rij["status"] != BRUIKBAAR:
        raise KanNiet("Dit bestand gaat niet open: het is nog niet gecontroleerd, geweigerd of ingetrokken.")
    try:
        inhoud = await vault.get_part(lezer, vraag.dossier_id, rij["leesbaar"], vraag.deel)
    except (IndexError, FileNotFoundError):
        raise NietGevonden() from None
    await lezer.connection.execute(_GEOPEND, tenant, vraag.dossierstuk_id, clock.nu(), lezer.principal.persoon)
    laatste = (vraag.deel + 1) * vault.DEEL >= rij["grootte"]
    return DossierstukDeel(naam=rij["naam"], mediatype=rij["mediatype"], inhoud=inhoud, laatste=laatste)


async def _voor(lezer: Reading, vraag: DossierstukOphalen, rij: Any) -> bool:
    """A report is for all who read along; of the family a signed paper is for who signed it."""
    wie = lezer.principal
    if wie.rol not in FAMILIEROLLEN or rij["doel"] == VERSLAG:
        return True
    if wie.rol == Rol.LEERLING:
        return rij["wie"] == vraag.dossier_id
    gezag = await gezaghouders(lezer, vraag.dossier_id)
    return any(een.id == rij["wie"] and een.persoon == wie.persoon for een in gezag)
