"""A procedure to look at: the drawing, and its steps as a table for who reads on a phone or by ear."""

from __future__ import annotations

import re
from typing import Any

from web.filling.beheer_boom import Regels, tekst_van, waarde_op
from web.filling.beheer_lezen import herkomst
from web.filling.beheer_toml import Pad
from web.filling.beheer_views import Concept, Link, Procesplaat, StapRij, VersieKeuze
from web.filling.beheer_zinnen import rol


def in_de_pagina(svg: str) -> str:
    """The drawing without what it says of itself to who cannot see it: the table below says the same, step by step."""
    svg = re.sub(r"<(title|desc)\b.*?</\1>\s*", "", svg, count=2, flags=re.DOTALL)
    return re.sub(r'role="img" aria-labelledby="[^"]*"', 'aria-hidden="true"', svg, count=1)


def procesplaat(
    regels: Regels,
    pad: Pad,
    *,
    tekening: str,
    versie: str,
    versies: list[VersieKeuze],
    kruimels: list[Link],
    wijzigen: bool,
    concept: Concept | None,
) -> Procesplaat:
    procedure = waarde_op(regels.data, pad)
    procedure = procedure if isinstance(procedure, dict) else {}
    bron, geldt = herkomst(regels.data, pad)
    return Procesplaat(
        titel=str(procedure.get("titel", pad[-1])),
        uitleg=str(procedure.get("uitleg", "")),
        versie=versie,
        versies=versies,
        tekening=tekening,
        stappen=_stappen(regels.data, pad, procedure, wijzigen),
        bron=bron,
        geldt=geldt,
        opmerking=str(procedure.get("opmerking", "")),
        kruimels=kruimels,
        wijzigen_url=f"/beheer/wijzigen/{tekst_van(pad)}" if wijzigen else "",
        concept=concept,
    )


def _stappen(data: dict[str, Any], pad: Pad, procedure: dict[str, Any], wijzigen: bool) -> list[StapRij]:
    stappen = [s for s in procedure.get("stappen", []) if isinstance(s, dict)]
    nummers = {s.get("naam"): str(n) for n, s in enumerate(stappen, 1)}
    organen = data.get("organen") if isinstance(data.get("organen"), dict) else {}
    uit = []
    for nummer, stap in enumerate(stappen, 1):
        na = [nummers.get(naam, str(naam)) for naam in stap.get("na", []) if isinstance(stap.get("na"), list)]
        als = f" ({stap['als']})" if stap.get("als") else ""
        orgaan = organen.get(stap.get("orgaan"), {})
        uit.append(
            StapRij(
                nummer=str(nummer),
                titel=str(stap.get("titel", stap.get("naam", ""))),
                door=rol(stap.get("door"), data),
                na=f"stap {' of '.join(na)}{als}" if na else "begin",
                termijn=str(stap.get("termijn", "")),
                openbaar=str(stap.get("openbaar", "")),
                orgaan=str(orgaan.get("titel", "")) if isinstance(orgaan, dict) else "",
                url=f"/beheer/wijzigen/{tekst_van((*pad, 'stappen', nummer - 1))}" if wijzigen else "",
            )
        )
    return uit
