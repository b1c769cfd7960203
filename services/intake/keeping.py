"""The window on how long dossiers stay: what comes, what is held, what waits for a second yes, and the certificates."""

from __future__ import annotations

import asyncio
import html
from datetime import timedelta
from typing import Any

import asyncpg

from infra import clock
from infra.pdf import make_pdf
from infra.runtime import Nawerk, Reading
from services.intake import bewaren
from services.intake.contract import (
    BestandBevinding,
    Bewaring,
    BewaringStand,
    BewaringTonen,
    VasthoudingStand,
    Verklaring,
    VerklaringOphalen,
    VerklaringStand,
    VerzoekStand,
)
from services.intake.proces import BEWAREN
from services.intake.retention import ANDEREN, eigen_hoed
from services.intake.service import INTAKE
from services.kern.errors import NietGevonden
from services.kern.kalender import in_woorden
from services.kern.rollen import Rol

#: Who answers for what is kept: none of them sees a name here.
VERANTWOORDELIJK = frozenset({Rol.SECRETARIS, Rol.DIRECTEUR, Rol.BEHEERDER, Rol.FG})
HOOGSTENS = 500


@INTAKE.question(BewaringTonen, rollen=VERANTWOORDELIJK)
async def bewaring_tonen(lezer: Reading, vraag: BewaringTonen) -> Bewaring:
    """Within four months, held, waiting for a yes, and what was destroyed on which day."""
    eigen_hoed(lezer.asker, lezer.tenant)
    tenant, vandaag, ik = lezer.asker.tenant, clock.vandaag(), lezer.principal
    komen = await lezer.fetch(
        "select kenmerk, regel, vanaf, coalesce(vernietigen_op, vernietigen_vanaf) as vernietigen_op, aangekondigd_op,"
        " uitleg from bewaring where tenant = $1 and stand <> 'vernietigd' and gedeeld and vernietigen_vanaf <= $2"
        " order by 4, kenmerk limit $3",
        tenant,
        vandaag + bewaren.VOORUIT,
        HOOGSTENS,
    )
    vast = await lezer.fetch(
        "select id, kenmerk, soort, reden, van, geplaatst_door_naam as door from vasthouding"
        " where tenant = $1 and opgeheven_op is null order by van, kenmerk",
        tenant,
    )
    wacht = await lezer.fetch(
        "select id, soort, kenmerk, aantal, reden, gevraagd_door, gevraagd_door_naam, gevraagd_op"
        " from vernietigingsverzoek where tenant = $1 and goedgekeurd_op is null order by gevraagd_op",
        tenant,
    )
    weg = await lezer.fetch(
        "select vernietigd_op as op, count(*) as aantal, bool_and(bevestigd @> $2) as bevestigd from bewaring"
        " where tenant = $1 and vernietigd_op is not null group by 1 order by 1 desc limit $3",
        tenant,
        sorted(ANDEREN),
        HOOGSTENS,
    )
    los = await lezer.fetch(
        "select soort, sleutel, gevonden_op from bestandsbevinding where tenant = $1 and telt"
        " order by gevonden_op, sleutel limit $2",
        tenant,
        HOOGSTENS,
    )
    dossiers = await lezer.fetchval("select aantal_dossiers()")
    rijp = sum(rij["aangekondigd_op"] is not None and rij["vernietigen_op"] <= vandaag for rij in komen)
    return Bewaring(
        vandaag=vandaag,
        dossiers=[BewaringStand(grondslag=bewaren.GRONDSLAG[rij["regel"]], **dict(rij)) for rij in komen],
        vastgehouden=[VasthoudingStand(**dict(rij)) for rij in vast],
        verzoeken=[_verzoek(rij, eigen=rij["gevraagd_door"] == ik.persoon) for rij in wacht],
        verklaringen=[VerklaringStand(**dict(rij)) for rij in weg],
        per_nacht=bewaren.per_nacht(dossiers),
        wacht=rijp,
        handelingen=[rij.naam for rij in BEWAREN.handelingen if ik.rol in rij.rollen],
        bestanden=[
            BestandBevinding(soort=rij["soort"], plek=rij["sleutel"].partition("/")[2], sinds=rij["gevonden_op"])
            for rij in los
        ],
    )


def _verzoek(rij: asyncpg.Record, *, eigen: bool) -> VerzoekStand:
    op = rij["gevraagd_op"].astimezone(clock.AMSTERDAM).date()
    velden = {naam: rij[naam] for naam in ("id", "soort", "kenmerk", "aantal", "reden")}
    return VerzoekStand(door=rij["gevraagd_door_naam"], op=op, eigen=eigen, **velden)


@INTAKE.question(VerklaringOphalen, rollen=VERANTWOORDELIJK)
async def verklaring_ophalen(lezer: Reading, vraag: VerklaringOphalen) -> Nawerk:
    """The certificate of one day. Made from rows that cannot change, so it is the same every time."""
    eigen_hoed(lezer.asker, lezer.tenant)
    rijen = await lezer.fetch(
        "select zaak, verklaring::text as verklaring, verklaring ->> 'kenmerk' as kenmerk, regel, vanaf,"
        " bewaren_tot_en_met, aangekondigd_op, afdruk, bevestigd, (verklaring ->> 'bestanden')::int as bestanden,"
        " (select coalesce(sum(w.value::int), 0) from jsonb_each_text(verklaring -> 'rijen') w) as aantal_rijen"
        " from bewaring where tenant = $1 and vernietigd_op = $2 order by kenmerk",
        lezer.asker.tenant,
        vraag.dag,
    )
    if not rijen:
        raise NietGevonden()
    tekst = _bladzijde(lezer.tenant.naam, vraag, rijen)
    titel = f"Verklaring van vernietiging, {in_woorden(vraag.dag)}"

    async def maken() -> Verklaring:
        return Verklaring(inhoud=await asyncio.to_thread(make_pdf, tekst, title=titel))

    return Nawerk(maken)


def _bladzijde(naam: str, vraag: VerklaringOphalen, rijen: list[Any]) -> str:
    dag, e = in_woorden(vraag.dag), html.escape
    kop = "".join(
        f'<th scope="col">{t}</th>' for t in ("Kenmerk", "Regel", "Telt vanaf", "Aangekondigd", "Weg", "Afdruk")
    )
    regels = "".join(
        f'<tr><th scope="row">{e(rij["kenmerk"])}</th><td>{e(rij["regel"])}, {e(bewaren.GRONDSLAG[rij["regel"]])}</td>'
        f"<td>{in_woorden(rij['vanaf'])}</td><td>{in_woorden(rij['aangekondigd_op'])}</td>"
        f"<td>{rij['aantal_rijen']} rijen, {rij['bestanden']} bestanden</td>"
        f"<td>{e(rij['afdruk'][:32])} {e(rij['afdruk'][32:])}</td></tr>"
        for rij in rijen
    )
    open_ = sum(not set(rij["bevestigd"]) >= ANDEREN for rij in rijen)
    alle = "Alle diensten die een afschrift hadden, hebben bevestigd dat het weg is."
    nog = f"Van {open_} dossiers is nog niet van elke dienst bevestigd dat haar afschrift weg is."
    return f"""<!doctype html><html lang="nl"><head><title>Verklaring van vernietiging, {dag}</title>
<meta name="dcterms.created" content="{vraag.dag.isoformat()}"><style>
@page {{ size: A4; margin: 20mm }} body {{ font-size: 10pt }} h1 {{ font-size: 16pt }}
table {{ border-collapse: collapse; width: 100% }} th, td {{ border: 0.5pt solid #666; padding: 2mm; text-align: left;
font-weight: normal; vertical-align: top; font-size: 8pt }}</style></head><body>
<h1>Verklaring van vernietiging</h1>
<p>Op {dag} zijn van {e(naam)} {len(rijen)} dossiers vernietigd, omdat hun bewaartermijn voorbij was of twee mensen
besloten dat zij niet langer nodig waren. De sleutel van elk dossier is vernietigd, de rijen en de bestanden zijn
weggehaald. Uit elke reservekopie zijn zij binnen {timedelta(days=30).days} dagen verdwenen. De regels over wie er keek
blijven vijf jaar, zonder naam van de leerling.</p><p>{nog if open_ else alle}</p>
<table><thead><tr>{kop}</tr></thead><tbody>{regels}</tbody></table></body></html>"""
