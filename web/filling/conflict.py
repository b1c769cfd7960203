"""Two people changed the same text: both versions side by side, nothing lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from infra import clock
from services.kern.errors import Gewijzigd
from web import views
from web.formatting import moment
from web.forms import Invoer
from web.views import Formulier, Link


def conflict(
    fout: Gewijzigd, invoer: Invoer, labels: Mapping[str, str], *, formulier: Formulier, terug: Link
) -> views.Conflict:
    """`labels`: the fields that may differ, with what they are called. Where nothing differs, all are shown."""
    nu = {naam: str(waarde or "") for naam, waarde in fout.extra.get("nu", {}).items()}
    eigen = {naam: waarde for naam, waarde in invoer.waarden.items() if naam in labels}
    anders = [naam for naam in eigen if naam in nu and nu[naam] != eigen[naam]] or list(eigen)
    wie = fout.extra.get("door") or "Een collega"
    op = fout.extra.get("op")
    return views.Conflict(
        kop=f"{wie} heeft dit intussen gewijzigd",
        wie=wie,
        wanneer=moment(datetime.fromisoformat(op), clock.vandaag()) if op else "zojuist",
        verschillen=[views.Verschil(naam, labels[naam], eigen[naam], nu.get(naam, "")) for naam in anders],
        formulier=msgspec.structs.replace(
            formulier,
            waarden={naam: w for naam, w in invoer.waarden.items() if naam not in ("opdracht", "versie")},
        ),
        terug=terug,
    )
