"""The page of a leerlingdossier for parents and pupil: blocks of every subject, then what the school knows."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from litestar import Response

from infra import clock
from services.intake.leerlingen.contract import MijnDossierStand, MijnDossierTonen
from services.kern.bericht import Vraag
from services.kern.errors import MagNiet, NietGevonden
from services.kern.rollen import Rol
from web.filling import mijn_dossier as vullen
from web.filling.onderdelen import familiedelen
from web.show import toon
from web.views_mijn_dossier import Familieblok
from web.visit import Verzoek


async def tonen(request: Verzoek, getypt: dict[str, Familieblok] | None = None, status: int = 200) -> Response:
    """`getypt`: blocks to show instead, by their place, with a form as it was typed."""
    id: UUID = request.path_params["id"]
    rol, vandaag = request.ingelogd.rol, clock.vandaag()
    delen = [deel for deel in familiedelen() if rol in deel.rollen]
    stand: MijnDossierStand
    stand, *antwoorden = await asyncio.gather(
        request.vraag("intake", MijnDossierTonen(dossier_id=id)), *(mag(request, deel.vraag(id)) for deel in delen)
    )
    wie = vullen.gezin(stand, request.tenant, rol == Rol.LEERLING, vandaag)
    blokken = [deel.blok(a, wie) for deel, a in zip(delen, antwoorden, strict=True) if a is not None]
    over = {blok.sleutel: blok for blok in blokken if blok is not None} | (getypt or {})
    return toon(
        request, "mijn_dossier.html", vullen.mijn_dossier(stand, wie, list(over.values()), vandaag), status=status
    )


async def mag(request: Verzoek, vraag: Vraag) -> Any:
    """The answer, or None when this is not for the asker."""
    try:
        return await request.vraag("intake", vraag)
    except (MagNiet, NietGevonden):
        return None
