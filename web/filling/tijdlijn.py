"""What happened, newest first: one line per event, the same event several times in a row on one line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from services.commissie import contract as commissie
from services.intake import contract as intake
from web.formatting import aantal, moment
from web.views import TijdlijnRegel

ICOON = (
    ("stil", "player-pause"),
    ("loopt weer", "player-play"),
    ("verzegeld", "lock"),
    ("benoemd", "users"),
    ("document", "file"),
    ("ingediend", "send"),
    ("toegezonden", "send"),
    ("besluit", "gavel"),
    ("beschikking", "file-check"),
    ("beslisdatum", "clock"),
    ("termijn", "clock"),
)
#: What several times in a row is called: "(2 deskundigen)" rather than "(2 keer)".
SAMEN = (
    ("een deskundige", ("deskundige", "deskundigen")),
    ("een document", ("document", "documenten")),
)


def tijdlijn(regels: Iterable[commissie.Regel | intake.Regel], vandaag: date) -> list[TijdlijnRegel]:
    op_dag = sorted(regels, key=lambda r: r.op, reverse=True)
    samen = [list(groep) for _, groep in groupby(op_dag, key=lambda r: (r.zin, r.door))]
    return [
        TijdlijnRegel(
            icoon=next((icoon for woord, icoon in ICOON if woord in groep[0].zin.lower()), "history"),
            tekst=_zin(groep[0].zin, len(groep)),
            wie=groep[0].door,
            wanneer=moment(groep[0].op, vandaag),
        )
        for groep in samen
    ]


def _zin(zin: str, keer: int) -> str:
    if keer == 1:
        return zin
    enkel, meer = next((vorm for begin, vorm in SAMEN if zin.lower().startswith(begin)), ("keer", "keer"))
    return f"{zin.rstrip('.')} ({aantal(keer, enkel, meer)})."
