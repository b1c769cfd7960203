"""A file that belongs to something in the dossier of a pupil, in words: what it is, and how it stands with it."""

from __future__ import annotations

from datetime import date

from services.intake.stukken.contract import DossierstukStand
from web.formatting import bestandsgrootte, datum_bij, moment
from web.views import Formulier, Status
from web.views_stukken import StukRegel

STATUS = {
    "wacht": Status("Wordt gecontroleerd", "stil", "clock"),
    "bruikbaar": Status("Gecontroleerd", "ok", "check"),
    "geweigerd": Status("Geweigerd", "fout", "alert"),
    "ingetrokken": Status("Ingetrokken", "stil", "x"),
}


def regel(
    stuk: DossierstukStand, basis: str, vandaag: date, intrekken: str = "", getypt: Formulier | None = None
) -> StukRegel:
    """`basis`: the address of the dossier for who reads. `intrekken`: where it is withdrawn, "" for who may not."""
    delen = [f"Toegevoegd door {stuk.door}, {moment(stuk.op, vandaag)}", bestandsgrootte(stuk.grootte)]
    if stuk.wie is not None and stuk.getekend_op is not None:
        delen.insert(0, f"Getekend op {datum_bij(stuk.getekend_op, vandaag)}")
        delen.insert(1, f"op papier, want: {stuk.reden}")
    melding = stuk.melding
    if stuk.ingetrokken_op is not None:
        waarom = f": {stuk.ingetrokken_reden}" if stuk.ingetrokken_reden else "."
        melding = f"Ingetrokken door {stuk.ingetrokken_door}, {moment(stuk.ingetrokken_op, vandaag)}{waarom}"
    kan = bool(intrekken) and stuk.status != "ingetrokken"
    leeg = Formulier(url=intrekken, waarden={"stuk": str(stuk.id)})
    return StukRegel(
        id=str(stuk.id),
        naam=f"{stuk.wie_naam}, {stuk.naam}" if stuk.wie_naam else stuk.naam,
        sub=" · ".join(delen),
        status=STATUS[stuk.status] if intrekken or stuk.status != "bruikbaar" else None,
        url=f"{basis}/stukken/{stuk.id}" if stuk.status == "bruikbaar" else "",
        melding=melding,
        intrekken=(getypt or leeg) if kan else None,
        vraagt_reden=stuk.geopend or not stuk.eigen,
        open=getypt is not None,
    )


def wacht(*stukken: list[DossierstukStand]) -> bool:
    """Whether one is being judged: the page looks again by itself."""
    return any(stuk.status == "wacht" for lijst in stukken for stuk in lijst)
