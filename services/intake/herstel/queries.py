"""The window on the herstelbak: what came to nobody, for who sent it and for the functioneel beheerder."""

from __future__ import annotations

from datetime import timedelta

from infra import clock
from infra.runtime import Reading
from services.intake.herstel.contract import HerstelbakStand, HerstelbakTonen, HerstelpuntStand
from services.intake.herstel.proces import HERSTEL, MELDERS
from services.intake.service import INTAKE
from services.kern.rollen import Rol

RIJEN = 200
#: So long it stays to be seen how something ended.
NOG_TE_ZIEN = timedelta(days=7)
_BAK = """
select id, zaak, soort, reden, kenmerk, van, naar, rollen, brief, pad, status, afloop, ontstaan_op, geprobeerd_op,
       geeindigd_op, geeindigd_door
from herstelpunt where tenant = $1 and (status = 'open' or geeindigd_op > $2)
order by status <> 'open', case when status = 'open' then ontstaan_op end, geeindigd_op desc, id limit $3
"""


@INTAKE.question(HerstelbakTonen, rollen=MELDERS, kijkt="antwoord.punten[].zaak")
async def herstelbak_tonen(lezer: Reading, vraag: HerstelbakTonen) -> HerstelbakStand:
    """Row security decides whose it is. The functioneel beheerder opens no case, so gets no way to it."""
    beheer = lezer.principal.rol is Rol.BEHEERDER
    rijen = await lezer.fetch(_BAK, lezer.asker.tenant, clock.nu() - NOG_TE_ZIEN, RIJEN + 1)
    punten = [
        HerstelpuntStand(
            **dict(rij) | {"pad": "" if beheer else rij["pad"]},
            handelingen=[h.naam for h in HERSTEL.mogelijk_voor(lezer.principal.rol, rij["status"])],
        )
        for rij in rijen[:RIJEN]
    ]
    return HerstelbakStand(punten=punten, meer=len(rijen) > RIJEN)
