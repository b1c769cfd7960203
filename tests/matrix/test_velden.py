"""ISO-6: of every question, per role that may ask it, exactly these fields come back. velden.csv says which.

The file is a picture of what is so, for people to read and to agree with: a field that appears in it, or goes from it,
is a decision. It is compared to the letter; what was seen instead is left in var/ to be looked at and copied.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec

from infra.processes import SERVICES, load
from services.intake.contract import OrigineelOpenen
from services.intake.proces import ORIGINEEL
from services.kern.bericht import Opdracht, Vraag
from services.kern.errors import Fout
from services.kern.rollen import FAMILIEROLLEN, Rol
from tests.flows.isolatie import bericht, is_van_dossier, noemt_een_zaak
from tests.matrix.wereld import EIGEN, THUIS, Wereld, organisatie
from tests.stack import Stack

BESTAND = Path(__file__).with_name("velden.csv")
KOPPEN = ["dienst", "vraag", "veld", "rollen"]


def velden(waarde: Any, pad: str = "") -> Iterator[str]:
    """The paths that hold something. A list counts once, a mapping shows its keys; None and empty are not shown."""
    if isinstance(waarde, msgspec.Struct):
        for naam in waarde.__struct_fields__:
            yield from velden(getattr(waarde, naam), f"{pad}.{naam}" if pad else naam)
    elif isinstance(waarde, dict):
        for sleutel, inhoud in waarde.items():
            yield from velden(inhoud, f"{pad}[{sleutel}]")
    elif isinstance(waarde, list | tuple):
        for inhoud in waarde:
            yield from velden(inhoud, f"{pad}[]")
    elif waarde not in (None, "", b""):
        yield pad


def van_de_zaak(waarde: Any, wereld: Wereld) -> Any:
    """A list of cases, without those of other tests in the same samenwerkingsverband."""
    eigen = {
        wereld.kanaries("kenmerk"),
        wereld.kanaries("tlv-nummer"),
        str(wereld.id),
        str(wereld.thuiszitter),
        str(wereld.dossier),
    }
    if not isinstance(waarde, msgspec.Struct):
        return waarde
    gekozen = {}
    for naam in waarde.__struct_fields__:
        lijst = getattr(waarde, naam)
        if isinstance(lijst, list):
            lijst = [deel for deel in lijst if any(woord in msgspec.json.encode(deel).decode() for woord in eigen)]
        gekozen[naam] = lijst
    return msgspec.structs.replace(waarde, **gekozen)


def gesteld(soort: type[Vraag], ids: dict[str, UUID]) -> Vraag:
    """The question with what it cannot do without; the rest as it is by itself."""
    leeg = bericht(soort, ids)
    nodig = [veld.name for veld in msgspec.structs.fields(soort) if veld.required or veld.name in ids]
    return soort(**{naam: getattr(leeg, naam) for naam in nodig})


def hoed(stack: Stack, wereld: Wereld, rol: str, soort: type[Vraag]) -> str:
    """Somebody of the case, with this hat on."""
    if rol in FAMILIEROLLEN and is_van_dossier(soort):
        van = {"organisatie": str(wereld.dossier), "persoon": wereld.dossiergezin[str(rol)]}
        return stack.principal("karin", rol=rol, tenant=THUIS, **van)
    organisatie_ = organisatie(wereld, Rol(rol), EIGEN)
    persoon = wereld.bezoeker(str(rol), EIGEN).persoon
    return stack.principal("karin", rol=rol, organisatie=organisatie_, tenant=THUIS, persoon=persoon)


async def gezien(stack: Stack, wereld: Wereld) -> list[tuple[str, str, str, str]]:
    """Every question asked by everybody who may ask it, about the case of the matrix."""
    ids = {"aanvraag_id": wereld.id, "behandeling_id": wereld.id, "document_id": wereld.document}
    ids |= {"dossier_id": wereld.dossier, "vraag_id": wereld.vraag, "advies_id": wereld.zetels["joost"]}
    ids |= {"stuk_id": wereld.stuk, "zaak_id": wereld.id}
    ids |= {"arrangement_id": wereld.arrangement}
    ids |= {"consult_id": wereld.consult}
    ids |= {"onderinstroom_id": wereld.id, "bijlage_id": wereld.stuk, "overdrachtsstuk_id": wereld.stuk}
    ids |= {"gesprek_id": wereld.gesprek, "dossierstuk_id": wereld.dossierstuk}
    rijen = []
    for dienst in SERVICES:
        for deur in load(dienst).doors.values():
            if issubclass(deur.bericht, Opdracht):
                continue
            for rol in sorted(deur.rollen):
                vraag = gesteld(deur.bericht, ids)
                try:
                    antwoord = await stack.web.ask(dienst, vraag, hoed(stack, wereld, rol, deur.bericht))
                except Fout as fout:
                    paden = [f"({type(fout).__name__})"]
                else:
                    if not noemt_een_zaak(deur.bericht):
                        antwoord = van_de_zaak(antwoord, wereld)
                    paden = sorted(set(velden(antwoord))) or ["(niets)"]
                rijen += [(dienst, deur.bericht.heet(), str(rol), pad) for pad in paden]
    return rijen


def als_csv(rijen: list[tuple[str, str, str, str]]) -> str:
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    schrijver.writerow(KOPPEN)
    per_veld: dict[tuple[str, str, str], list[str]] = {}
    for dienst, vraag, rol, veld in rijen:
        per_veld.setdefault((dienst, vraag, veld), []).append(rol)
    for (dienst, vraag, veld), rollen in sorted(per_veld.items()):
        schrijver.writerow([dienst, vraag, veld, ", ".join(sorted(rollen))])
    return uit.getvalue()


async def test_iedere_rol_krijgt_precies_deze_velden(stack: Stack, wereld: Wereld):
    for rol in ORIGINEEL:  # an original opens for five minutes, for who said why
        reden = OrigineelOpenen(
            opdracht=uuid4(), document_id=wereld.document, reden="De handtekening is niet te lezen."
        )
        await stack.web.ask("intake", reden, hoed(stack, wereld, rol, OrigineelOpenen))
    await gezien(stack, wereld)  # whoever asks leaves a trace that others see: a letter that was read
    nu = als_csv(await gezien(stack, wereld))
    elders = Path(os.environ["MEEDOEN_VAR"]) / "velden.csv"
    elders.write_text(nu, encoding="utf-8")
    was, is_ = set(BESTAND.read_text(encoding="utf-8").splitlines()), set(nu.splitlines())
    verschil = [f"erbij: {regel}" for regel in sorted(is_ - was)] + [f"weg:   {regel}" for regel in sorted(was - is_)]
    assert not verschil, f"{len(verschil)} regels anders; klopt het zo, kopieer dan {elders}\n" + "\n".join(verschil)


async def test_wie_minder_mag_krijgt_minder(stack: Stack, wereld: Wereld):
    """What the file must never come to say, whatever is copied into it."""
    per_vraag: dict[tuple[str, str], set[str]] = {}
    for regel in csv.DictReader(BESTAND.read_text(encoding="utf-8").splitlines(), delimiter=";"):
        for rol in regel["rollen"].split(", "):
            per_vraag.setdefault((regel["vraag"], rol), set()).add(regel["veld"].split("[")[0].split(".")[0])
    bestuurder = per_vraag["aanvraag_tonen", "schoolbestuurder"]
    assert not bestuurder & {"antwoorden", "documenten", "zienswijzen"}
    assert "documenten" not in per_vraag["aanvraag_tonen", "leerling"]
    assert not {veld for veld in per_vraag["verplichtingen_tonen", "controller"] if "leerling" in veld}
    assert FAMILIEROLLEN  # the family never reads an advice
    assert not {vraag for vraag, rol in per_vraag if rol in FAMILIEROLLEN and vraag.startswith("advies")}
