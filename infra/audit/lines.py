"""One audit line and the lines of the logbook of processings (LDV) beside it, in one statement.

The audit says who did or saw what, why and from where; the LDV says which processing touched which child and never by
whom. They are joined by the id of the operation (trust.md 2.6). Nothing here commits.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from infra import clock, trace
from infra.settings import settings
from services.kern.bericht import Vraag
from services.kern.principal import Asker, Principal
from services.kern.verwerkingen import verwerking

VERSIE = 2  # of the text that is hashed (infra/audit/chain.py)
HANDELING, INZAGE, VERWERKING = "handeling", "inzage", "verwerking"
GEDAAN, GEWEIGERD = "gedaan", "geweigerd"
AUDIT = (
    "tenant", "op", "soort", "wat", "zaak", "persoon", "rol", "organisatie", "sessie", "versie", "uitkomst", "reden",
    "grond", "operatie", "spoor", "herkomst", "namens", "voorwerp", "aantal", "zaken",
)  # fmt: skip
LDV = ("ouder", "vreemd", "begin", "dienst_wat", "verwerking", "betrokkenen")
#: Fields that say of which case a message is, in this order.
ZAAK = ("zaak", "aanvraag_id", "behandeling_id", "consult_id", "dossier_id", "onderinstroom_id")
AUDIT_SQL = (
    f"insert into audit ({', '.join(AUDIT)}) values ("
    + ", ".join("cast(:zaken as uuid[])" if naam == "zaken" else f":{naam}" for naam in AUDIT)
    + ")"
)
LDV_SQL = """
insert into ldv (tenant, trace_id, operation_id, parent_operation_id, foreign_operation_id, status_code, name,
    start_time, end_time, processing_activity_id, data_subject_id, data_subject_id_type)
select cast(:tenant as text), cast(:spoor as text), cast(:operatie as text), cast(:ouder as text),
    cast(:vreemd as text), 'OK', cast(:dienst_wat as text), cast(:begin as timestamptz), cast(:op as timestamptz),
    cast(:verwerking as text), b.id, 'zaak'
from unnest(cast(:betrokkenen as text[])) as b (id) on conflict do nothing
"""
#: For text() of SQLAlchemy, by name. `AUDIT_EN_LDV` needs every name of AUDIT and LDV.
AUDIT_EN_LDV = f"with regel as ({AUDIT_SQL}) {LDV_SQL}"


def _positional(sql: str, namen: tuple[str, ...]) -> str:
    """For asyncpg: `:op` becomes `$2`."""
    plaats = {naam: f"${nummer}" for nummer, naam in enumerate(namen, 1)}
    return re.sub(r"(?<!:):([a-z_]+)", lambda m: plaats[m[1]], sql)


# A look writes one line in an operation of its own, so none of its LDV rows can be there already; not having to ask
# saves a fifth of the time of writing fifty of them.
_ASYNCPG = _positional(AUDIT_EN_LDV.replace("on conflict do nothing", ""), AUDIT + LDV)


@lru_cache(maxsize=1024)
def _sleutel(tenant: str) -> bytes:
    return hmac.digest(settings().ldv_key(), tenant.encode(), "sha256")


@lru_cache(maxsize=20_000)
def betrokkene(tenant: str, zaak: UUID) -> str:
    """The pseudonym of the child of this case: the same in every service of this tenant, another in every other."""
    return hmac.digest(_sleutel(tenant), zaak.bytes, "sha256").hex()[:40]


def line(
    dienst: str,
    asker: Asker,
    *,
    soort: str,
    wat: str,
    zaak: UUID | None = None,
    voorwerp: UUID | None = None,
    zaken: Iterable[UUID] | None = None,
    grond: str | None = None,
    reden: str | None = None,
) -> dict[str, Any]:
    """The values of AUDIT and LDV. `zaken`: what a list showed. `reden`: why it was refused; then nothing was done.

    Never a name of a person, never a text.
    """
    spoor, nu = trace.huidig(), clock.echt()
    getoond = None if zaken is None else list(dict.fromkeys(zaken))
    rij: dict[str, Any] = {
        "tenant": asker.tenant,
        "op": nu,
        "soort": soort,
        "wat": wat,
        "zaak": zaak,
        "versie": VERSIE,
        "uitkomst": GEDAAN if reden is None else GEWEIGERD,
        "reden": reden,
        "grond": grond,
        "operatie": spoor.operatie,
        "spoor": spoor.trace,
        "herkomst": spoor.herkomst,
        "namens": spoor.namens,
        "voorwerp": voorwerp,
        "aantal": None if getoond is None else len(getoond),
        "zaken": getoond,
        "ouder": spoor.ouder,
        "vreemd": spoor.vreemd,
        "begin": spoor.begin,
        "dienst_wat": f"{dienst}.{wat}",
        "verwerking": verwerking(dienst, wat),
    }
    kinderen = [] if reden is not None else [*([zaak] if zaak else []), *(getoond or [])]
    rij["betrokkenen"] = [betrokkene(asker.tenant, kind) for kind in dict.fromkeys(kinderen)]
    if isinstance(asker, Principal):
        wie = {"persoon": asker.persoon, "rol": asker.rol.value, "organisatie": asker.organisatie}
        return rij | wie | {"sessie": asker.sessie}
    return rij | {"persoon": None, "rol": "systeem", "organisatie": asker.dienst, "sessie": None}


async def write(connection: asyncpg.Connection, rij: dict[str, Any]) -> None:
    """In the transaction of the look: no line, no content."""
    await connection.execute(_ASYNCPG, *(rij[naam] for naam in AUDIT + LDV))


@lru_cache(maxsize=1024)
def _velden(soort: type[Vraag]) -> tuple[str | None, tuple[str, ...]]:
    """Of a message: the field of its case, and its other fields that hold an id."""
    ids = [f.name for f in msgspec.structs.fields(soort) if f.type in (UUID, UUID | None) and f.name != "opdracht"]
    zaak = next((naam for naam in ZAAK if naam in ids), None)
    return zaak, tuple(naam for naam in ids if naam not in ZAAK)


def about(vraag: Vraag) -> tuple[UUID | None, UUID | None]:
    """The case a message names, and what else it names (a document, an advice, a person)."""
    zaak, rest = _velden(type(vraag))
    voorwerp = next((id for naam in rest if (id := getattr(vraag, naam)) is not None), None)
    return (getattr(vraag, zaak) if zaak else None), voorwerp


def shown(kijkt: str, vraag: Vraag, antwoord: Any) -> tuple[UUID | None, list[UUID] | None]:
    """What a look showed: one case (`aanvraag_id`, `antwoord.aanvraag_id`) or many (`antwoord.regels[].id`)."""
    if "[]." in kijkt:
        lijst, veld = kijkt.removeprefix("antwoord.").split("[].")
        return None, [id for deel in getattr(antwoord, lijst) if (id := getattr(deel, veld)) is not None]
    bron = antwoord if kijkt.startswith("antwoord.") else vraag
    return getattr(bron, kijkt.removeprefix("antwoord.")), None
