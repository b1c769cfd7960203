"""A file that belongs to something in the dossier of a pupil: a report made elsewhere, a paper that was signed.

It comes in parts as every file does (uploads.py), is judged by a job (`services.intake.stukken`), and only the cleaned
version stays, under the key of the dossier. Of one that was withdrawn the bytes go and the row stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import DateTime, Text
from sqlmodel import Field

from infra import vault
from infra.unit_of_work import UnitOfWork
from services.intake.bestand import Geweigerd, schone_naam
from services.intake.filetype import herkennen
from services.intake.stukken.contract import DossierstukIngetrokken, DossierstukStand, DossierstukToegevoegd
from services.intake.tables import Basis
from services.intake.tekst import alinea
from services.intake.uploads import samengevoegd
from services.kern import bsn
from services.kern.errors import KanNiet, NietGevonden, OngeldigeInvoer

VERSLAG, HANDTEKENING_GESPREK, HANDTEKENING_OPP = "verslag", "handtekening_gesprek", "handtekening_opp"
WACHT, BRUIKBAAR, GEWEIGERD, INGETROKKEN = "wacht", "bruikbaar", "geweigerd", "ingetrokken"
REDEN_KORT, REDEN_LANG = 10, 1_000
#: Of a signed paper: a photo or a scan, nothing that can be typed in.
BEELD = frozenset({"application/pdf", "image/jpeg", "image/png"})
GEEN_BEELD = "Voeg een foto of scan toe: PDF, JPEG of PNG."
ONGELDIG = "Niet alles is goed ingevuld."


class Dossierstuk(Basis, table=True):
    """`voorwerp`: what it belongs to, the talk or the version of the OPP. `sleutel`: where it lies as it came, until
    it was judged; `leesbaar`: cleaned. `wie`: the gezag (or the dossier, for the pupil) of who signed on
    `getekend_op`; `reden`: why that was on paper. `geopend_op`: when somebody else first opened it."""

    __tablename__ = "dossierstuk"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    doel: str = Field(sa_type=Text)
    voorwerp: UUID
    wie: UUID | None = None
    wie_naam: str = Field(default="", sa_type=Text)
    getekend_op: date | None = None
    reden: str = Field(default="", sa_type=Text)
    naam: str = Field(sa_type=Text)
    mediatype: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    melding: str | None = Field(default=None, sa_type=Text)
    sleutel: str | None = Field(default=None, sa_type=Text)
    leesbaar: str | None = Field(default=None, sa_type=Text)
    grootte: int = 0
    sha256: str | None = Field(default=None, sa_type=Text)
    bladzijden: int | None = None
    pogingen: int = 0
    toegevoegd_op: datetime = Field(sa_type=DateTime(timezone=True))
    toegevoegd_door: UUID
    toegevoegd_door_naam: str = Field(sa_type=Text)
    geopend_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    ingetrokken_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    ingetrokken_door_naam: str = Field(default="", sa_type=Text)
    ingetrokken_reden: str = Field(default="", sa_type=Text)


_STANDEN = """
select id, doel, voorwerp, wie, wie_naam, getekend_op, reden, naam, mediatype, status, coalesce(melding, '') as melding,
       grootte, toegevoegd_op as op, toegevoegd_door, toegevoegd_door_naam as door, geopend_op is not null as geopend,
       ingetrokken_op, ingetrokken_door_naam as ingetrokken_door, ingetrokken_reden
from dossierstuk where tenant = $1 and voorwerp = any($2) order by toegevoegd_op, id
"""


def map_van(tenant: str, stuk: UUID) -> str:
    return f"{tenant}/dossierstukken/{stuk}"


async def toevoegen(
    unit: UnitOfWork,
    dossier: UUID,
    doel: str,
    voorwerp: UUID,
    upload: UUID,
    bestandsnaam: str,
    *,
    wie: UUID | None = None,
    wie_naam: str = "",
    getekend_op: date | None = None,
    reden: str = "",
) -> Dossierstuk:
    """The parts as one file, to be judged. Raises OngeldigeInvoer, KanNiet and TeGroot."""
    inhoud = await samengevoegd(unit, upload)
    naam = schone_naam(bestandsnaam)
    try:
        mediatype = herkennen(naam, inhoud)
        if doel != VERSLAG and mediatype not in BEELD:
            raise Geweigerd(GEEN_BEELD)
    except Geweigerd as fout:
        raise OngeldigeInvoer("Dit bestand kan niet mee.", velden={"bestand": str(fout)}) from None
    id = uuid4()
    sleutel = f"{map_van(unit.asker.tenant, id)}/origineel"
    await vault.put(unit, dossier, sleutel, inhoud)
    stuk = unit.add(
        Dossierstuk(
            id=id,
            dossier=dossier,
            doel=doel,
            voorwerp=voorwerp,
            wie=wie,
            wie_naam=wie_naam,
            getekend_op=getekend_op,
            reden=reden,
            naam=naam,
            mediatype=mediatype,
            status=WACHT,
            sleutel=sleutel,
            grootte=len(inhoud),
            sha256=hashlib.sha256(inhoud).hexdigest(),
            toegevoegd_op=unit.nu,
            toegevoegd_door=unit.principal.persoon,
            toegevoegd_door_naam=unit.principal.naam,
        )
    )
    wie_stuurt = str(unit.principal.persoon)
    unit.later("upload_opruimen", zaak=upload, upload=str(upload), persoon=wie_stuurt)
    unit.later("dossierstuk_controleren", zaak=dossier, stuk=str(id))
    unit.record(DossierstukToegevoegd(zaak=dossier, dossierstuk_id=id, doel=doel))
    return stuk


async def intrekken(unit: UnitOfWork, stuk: Dossierstuk, reden: str) -> None:
    """Who added the wrong file takes it away, without a word until somebody else opened it. Raises KanNiet and
    OngeldigeInvoer."""
    if stuk.ingetrokken_op is not None:
        raise KanNiet("Dit bestand is al ingetrokken.")
    reden, zin = alinea(reden), ""
    if stuk.toegevoegd_door != unit.principal.persoon:
        zin = "U voegde dit bestand niet zelf toe. Schrijf in een zin op waarom u het intrekt."
    elif stuk.geopend_op is not None:
        zin = "Iemand anders opende dit bestand al. Schrijf in een zin op waarom u het intrekt."
    if zin and len(reden) < REDEN_KORT:
        raise OngeldigeInvoer(ONGELDIG, velden={"reden": zin})
    if len(reden) > REDEN_LANG:
        raise OngeldigeInvoer(ONGELDIG, velden={"reden": f"Dit is te lang: hooguit {REDEN_LANG} tekens."})
    if bsn.staat_erin(reden):
        raise OngeldigeInvoer(ONGELDIG, velden={"reden": bsn.MELDING})
    for sleutel in filter(None, (stuk.sleutel, stuk.leesbaar)):
        unit.later("bestand_wissen", zaak=stuk.dossier, sleutel=sleutel)
    stuk.sleutel = stuk.leesbaar = None
    stuk.status, stuk.ingetrokken_op = INGETROKKEN, unit.nu
    stuk.ingetrokken_door_naam, stuk.ingetrokken_reden = unit.principal.naam, reden
    unit.record(DossierstukIngetrokken(zaak=stuk.dossier, dossierstuk_id=stuk.id, doel=stuk.doel))


async def van_voorwerp(unit: UnitOfWork, voorwerp: UUID, *doelen: str) -> list[Dossierstuk]:
    """Everything that belongs to this, what was withdrawn too."""
    waar = [Dossierstuk.voorwerp == voorwerp, Dossierstuk.doel.in_(doelen)]  # type: ignore[attr-defined]
    return await unit.all(Dossierstuk, *waar, order=Dossierstuk.toegevoegd_op)


async def een_van(unit: UnitOfWork, voorwerp: UUID, id: UUID) -> Dossierstuk:
    """This one, locked. Raises NietGevonden when it belongs to something else."""
    stuk = await unit.lock(Dossierstuk, id)
    if stuk.voorwerp != voorwerp:
        raise NietGevonden()
    return stuk


async def standen(lezer: Any, voorwerpen: Iterable[UUID]) -> dict[UUID, list[DossierstukStand]]:
    """What belongs to each of these, as far as the asker may know of it, in the order of time."""
    uit: dict[UUID, list[DossierstukStand]] = {}
    persoon = getattr(lezer.asker, "persoon", None)
    for rij in await lezer.fetch(_STANDEN, lezer.asker.tenant, list(voorwerpen)):
        velden = dict(rij)
        voorwerp, door = velden.pop("voorwerp"), velden.pop("toegevoegd_door")
        uit.setdefault(voorwerp, []).append(DossierstukStand(eigen=door == persoon, **velden))
    return uit


__all__ = ["Dossierstuk", "een_van", "intrekken", "standen", "toevoegen", "van_voorwerp"]
