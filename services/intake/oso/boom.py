"""Een stuk van een dossier als boom van velden, zonder te weten hoe het was opgeschreven."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from services.intake.tekst import alinea

LANGSTE = 4_000  # tekens van één waarde; langer is een verhaal dat in een document hoort


class Veld(msgspec.Struct):
    """`naam` zonder naamruimte; `tekst` zoals hij er staat; `kinderen` in hun volgorde."""

    naam: str
    tekst: str = ""
    kinderen: list[Veld] = msgspec.field(default_factory=list)

    def alle(self, *pad: str) -> list[Veld]:
        """De velden op dit pad, hoe vaak ook."""
        hier = [self]
        for naam in pad:
            hier = [kind for veld in hier for kind in veld.kinderen if kind.naam == naam]
        return hier

    def een(self, *pad: str) -> Veld | None:
        return next(iter(self.alle(*pad)), None)

    def lees(self, *pad: str) -> str:
        """De tekst van het eerste veld op dit pad, schoongemaakt; leeg als het er niet is."""
        gevonden = self.een(*pad)
        return schoon(gevonden.tekst) if gevonden is not None else ""

    def ja(self, *pad: str) -> bool:
        """Een waarheidswaarde zoals XML haar schrijft."""
        return self.lees(*pad) in ("true", "1")

    def datum(self, *pad: str) -> date | None:
        """De datum; None als zij er niet is of niet bestaat. Een tijdzone erachter telt niet."""
        try:
            return date.fromisoformat(self.lees(*pad)[:10])
        except ValueError:
            return None

    def doorlopen(self) -> Iterator[Veld]:
        """Dit veld en alles eronder; zonder zichzelf aan te roepen, want hoe diep het gaat bepaalt een ander."""
        wachten = [self]
        while wachten:
            veld = wachten.pop()
            yield veld
            wachten += veld.kinderen


def schoon(tekst: str) -> str:
    return alinea(tekst)
