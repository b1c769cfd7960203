"""De dwangsom bij niet tijdig beslissen (Awb 4:17 en 4:18)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from services.kern.bedrag import in_euro, verdelen
from services.kern.beslistermijn import beslistermijn
from services.kern.conventies import STANDAARD, Conventies
from services.kern.kalender import DAG, aantal_in_woorden, in_woorden
from services.kern.lopende_termijn import Gebeurtenis, enige
from services.kern.uitleg import Stap, met_rol, stap, waarde
from services.kern.wetsartikelen import AWB_4_17, AWB_4_18
from services.kern.wetsgetallen import DWANGSOM_DAGEN, DWANGSOM_TARIEF, DWANGSOM_VASTSTELLEN_WEKEN

UITSLUITINGEN = {
    "onredelijk_laat": "De ingebrekestelling kwam onredelijk laat",
    "geen_belanghebbende": "De aanvrager is geen belanghebbende",
    "kennelijk": "De aanvraag is kennelijk niet-ontvankelijk of ongegrond",
}


class Dwangsom(msgspec.Struct, frozen=True):
    """`ingebrekestelling`: geen, te_vroeg, te_laat of geldig. Bedragen in centen.

    De drie datums zijn None als er niets verschuldigd is of wordt. `dagen` en `bedrag` gaan over de dagen tot en
    met de peildatum, of zonder peildatum over alle.
    """

    uiterste_beslisdatum: date
    ingebrekestelling: str
    eerste_dag: date | None
    laatste_dag: date | None
    dagen: int
    bedrag: int
    per_aanvrager: list[int]
    vaststellen_uiterlijk: date | None
    uitleg: list[Stap]


def bedrag_over(dagen: int, eerste_dag: date) -> int:
    """Het bedrag in centen over zoveel dagen vanaf `eerste_dag`; over alle 42 dagen is het 144200."""
    totaal = 0
    for hoogstens, per_dag in DWANGSOM_TARIEF.op(eerste_dag):
        deel = min(dagen, hoogstens)
        totaal += deel * per_dag
        dagen -= deel
    return totaal


def dwangsom(
    gebeurtenissen: Sequence[Gebeurtenis],
    *,
    aanvragers: int = 1,
    uitsluiting: str | None = None,
    peildatum: date | None = None,
    conventies: Conventies = STANDAARD,
    weken: int | None = None,
) -> Dwangsom:
    """Bereken de dwangsom uit dezelfde gebeurtenissen als de beslistermijn. `uitsluiting`: een van UITSLUITINGEN."""
    termijn = beslistermijn(gebeurtenissen, peildatum, weken=weken, conventies=conventies)
    besluit = enige(gebeurtenissen, "besluit_bekendgemaakt")
    besloten_op = besluit.op if besluit else None
    uitleg = termijn.uitleg
    oordeel, ingebreke_op = ingebrekestelling_beoordelen(
        gebeurtenissen, termijn.uiterste_beslisdatum, besloten_op, uitleg
    )

    eerste = laatste = vaststellen = None
    if oordeel == "geldig" and uitsluiting is not None:
        uitleg.append(waarde(f"{UITSLUITINGEN[uitsluiting]}. Er is geen dwangsom.", 0, AWB_4_17))
    elif oordeel == "geldig":
        eerste, laatste = _looptijd(ingebreke_op, besloten_op, conventies, uitleg)
    dagen = 0
    if eerste is not None:
        tot_en_met = laatste if peildatum is None else min(laatste, peildatum)
        dagen = max(0, (tot_en_met - eerste).days + 1)
    bedrag = bedrag_over(dagen, eerste) if eerste is not None else 0
    uitleg.append(waarde(f"Over {aantal_in_woorden(dagen, 'dag', 'dagen')} is dat {in_euro(bedrag)}.", dagen, AWB_4_17))
    delen = verdelen(bedrag, [1] * aanvragers)
    if aanvragers > 1:
        zin = f"Er zijn {aanvragers} aanvragers; zij krijgen elk een gelijk deel, tot op de cent (CONV-7)."
        uitleg.append(waarde(zin, aanvragers, AWB_4_17, "CONV-7"))
    if laatste is not None:
        weken = DWANGSOM_VASTSTELLEN_WEKEN.op(laatste)
        einde = laatste + timedelta(weeks=weken)
        zin = f"De hoogte wordt vastgesteld binnen {weken} weken na de laatste dag: {in_woorden(einde)}."
        uitleg.append(stap(zin, einde, AWB_4_18))
        vaststellen = met_rol(einde, uitleg)

    return Dwangsom(
        termijn.uiterste_beslisdatum, oordeel, eerste, laatste, dagen, bedrag, delen, vaststellen, uitleg
    )  # fmt: skip


def ingebrekestelling_beoordelen(
    gebeurtenissen: Sequence[Gebeurtenis], uiterste: date, besloten_op: date | None, uitleg: list[Stap]
) -> tuple[str, date | None]:
    """Het oordeel en de dag van ontvangst: de eerste geldige telt; is er geen, dan zegt de laatste waarom niet."""
    oordeel, ontvangen_op = "geen", None
    for g in sorted((g for g in gebeurtenissen if g.soort == "ingebrekestelling"), key=lambda g: g.op):
        ontvangen_op = g.op
        zin = f"De ingebrekestelling is ontvangen op {in_woorden(g.op)}"
        if g.op <= uiterste:
            oordeel = "te_vroeg"
            uitleg.append(stap(f"{zin}. De termijn was toen nog niet voorbij.", g.op, AWB_4_17))
        elif besloten_op is not None and g.op >= besloten_op:
            oordeel = "te_laat"
            uitleg.append(stap(f"{zin}. Toen was het besluit er al.", g.op, AWB_4_17))
        else:
            uitleg.append(stap(f"{zin}, na het einde van de termijn. Zij is geldig.", g.op, AWB_4_17))
            return "geldig", ontvangen_op
    return oordeel, ontvangen_op


def _looptijd(
    ingebreke_op: date, besloten_op: date | None, conventies: Conventies, uitleg: list[Stap]
) -> tuple[date | None, date | None]:
    """De eerste en de laatste dag; de dag van de bekendmaking telt niet mee (CONV-4)."""
    eerste = ingebreke_op + timedelta(days=conventies.dwangsom_dagen)
    hoogstens = DWANGSOM_DAGEN.op(eerste)
    laatste = eerste + timedelta(days=hoogstens - 1)
    afspraak = f"afspraak CONV-4: {conventies.dwangsom_dagen} dagen"
    if besloten_op is not None and besloten_op <= eerste:
        zin = f"Het besluit kwam voor of op de eerste dwangsomdag, {in_woorden(eerste)} ({afspraak})."
        uitleg.append(stap(f"{zin} Er is geen dwangsom.", eerste, AWB_4_17, "CONV-4"))
        return None, None
    uitleg.append(
        stap(f"De eerste dag van de dwangsom is {in_woorden(eerste)} ({afspraak}).", eerste, AWB_4_17, "CONV-4")
    )
    if besloten_op is not None and besloten_op - DAG < laatste:
        laatste = besloten_op - DAG
        zin = f"Het besluit is bekendgemaakt op {in_woorden(besloten_op)}. De laatste dag is {in_woorden(laatste)}."
    else:
        zin = f"De dwangsom loopt ten hoogste {hoogstens} dagen, tot en met {in_woorden(laatste)}."
    uitleg.append(stap(zin, laatste, AWB_4_17))
    return eerste, laatste
