"""The window on a file on its way."""

from __future__ import annotations

from infra.runtime import Reading
from services.intake.onderweg.contract import UploadStand, UploadTonen
from services.intake.onderweg.operations import AANVOERDERS, GELDIG
from services.intake.service import INTAKE
from services.kern.errors import NietGevonden

_UPLOAD = """
select id, naam, grootte, ontvangen, begonnen_op from upload where tenant = $1 and id = $2 and persoon = $3
"""


@INTAKE.question(UploadTonen, rollen=AANVOERDERS)
async def upload_tonen(lezer: Reading, vraag: UploadTonen) -> UploadStand:
    rij = await lezer.fetchrow(_UPLOAD, lezer.asker.tenant, vraag.upload, lezer.principal.persoon)
    if rij is None:
        raise NietGevonden()
    velden = dict(rij)
    return UploadStand(verloopt_op=velden.pop("begonnen_op") + GELDIG, **velden)
