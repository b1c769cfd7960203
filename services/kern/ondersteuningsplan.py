"""De termijnen van het ondersteuningsplan (WPO 18a, WVO 2.47)."""

from __future__ import annotations

from datetime import date

import msgspec

from services.kern.kalender import DAG, MAANDEN, begin_schooljaar, einde_schooljaar, in_woorden
from services.kern.uitleg import Stap, stap
from services.kern.wetsartikelen import WPO_18A_7, WPO_18A_10
from services.kern.wetsgetallen import PLAN_SCHOOLJAREN, PLAN_VOOR


class Ondersteuningsplan(msgspec.Struct, frozen=True):
    naar_inspectie_uiterlijk: date
    geldt_hoogstens_tot_en_met: date
    uitleg: list[Stap]


def ondersteuningsplan(eerste_schooljaar: int) -> Ondersteuningsplan:
    """Voor 1 mei naar de inspectie; dat is terugrekenen, dus de dag schuift niet. Het plan geldt vier jaar."""
    maand, dag = PLAN_VOOR.op(begin_schooljaar(eerste_schooljaar))
    jaren = PLAN_SCHOOLJAREN.op(begin_schooljaar(eerste_schooljaar))
    inspectie = date(eerste_schooljaar, maand, dag) - DAG
    einde = einde_schooljaar(eerste_schooljaar + jaren - 1)
    return Ondersteuningsplan(
        inspectie,
        einde,
        [
            stap(
                f"Voor {dag} {MAANDEN[maand - 1]} naar de inspectie: uiterlijk {in_woorden(inspectie)}.",
                inspectie,
                WPO_18A_10,
            ),
            stap(f"Het plan geldt hoogstens {jaren} schooljaren: tot en met {in_woorden(einde)}.", einde, WPO_18A_7),
        ],
    )
