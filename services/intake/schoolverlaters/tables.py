"""The table of the schoolverlatersonderzoek: one row per pupil and schooljaar."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, Text
from sqlmodel import Field

from services.intake.tables import Basis


class Schoolverlater(Basis, table=True):
    """A pupil of groep 8 who was registered. `leerling`, `geboren_op`, `groep`: as on that day, for who does the
    research and sees no dossier. `swv`: the own samenwerkingsverband; `onderzoeker`: who may see this row.

    The numbers are those of the tests, as the law names them (UB WVO 2.46): `dl` and `dle_...` in months.
    """

    __tablename__ = "schoolverlater"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    swv: str = Field(sa_type=Text)
    school: str = Field(sa_type=Text)
    leerling: str = Field(sa_type=Text)
    geboren_op: date
    groep: str = Field(sa_type=Text)
    versie: int = 1
    status: str = Field(sa_type=Text)
    schooljaar: int
    sluit_op: date
    advies: str = Field(sa_type=Text)
    toestemming_op: date
    toestemming_bewijs: str = Field(sa_type=Text)
    aangemeld_op: datetime = Field(sa_type=DateTime(timezone=True))
    aangemeld_door_naam: str = Field(sa_type=Text)
    onderzoeker: UUID | None = None
    onderzoeker_naam: str = Field(default="", sa_type=Text)
    onderzoek_op: date | None = None
    plaats: str = Field(default="", sa_type=Text)
    uitkomst: str = Field(default="", sa_type=Text)
    bevindingen: str = Field(default="", sa_type=Text)
    iq: int | None = None
    iq_test: str = Field(default="", sa_type=Text)
    dl: int | None = None
    dle_inzichtelijk_rekenen: int | None = None
    dle_begrijpend_lezen: int | None = None
    dle_technisch_lezen: int | None = None
    dle_spellen: int | None = None
    sociaal_emotioneel: bool = False
    besproken_op: date | None = None
    afgemeld_reden: str = Field(default="", sa_type=Text)
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)
