"""De uitslag van een aanvraag in een zin, met nummer, geldigheid en bron; voor de bekendmaking niets (Awb 3:41)."""

from datetime import date

import pytest

from services.intake.uitslag import in_een_zin, van_besluit

VAN, TOT, BEKEND = date(2026, 8, 1), date(2028, 7, 31), date(2026, 6, 15)
NUMMER = "PO2202-2026-00017"
JA = van_besluit("toegekend", NUMMER, VAN, TOT)
BRON = "; besluit bekendgemaakt op 15 juni 2026."


@pytest.mark.parametrize(
    ("uitslag", "vandaag", "zin"),
    [
        (JA, TOT, f"TLV toegekend, nummer {NUMMER}, geldig van 1 augustus 2026 tot en met 31 juli 2028{BRON}"),
        (
            JA,
            date(2028, 8, 1),
            f"TLV toegekend, nummer {NUMMER}, verlopen: gold van 1 augustus 2026 tot en met 31 juli 2028{BRON}",
        ),
        (
            van_besluit("toegekend", NUMMER, VAN, None),
            date(2040, 1, 1),
            f"TLV toegekend, nummer {NUMMER}, geldig vanaf 1 augustus 2026, voor de hele schoolloopbaan{BRON}",
        ),
        (van_besluit("afgewezen", None, None, None), TOT, f"TLV afgewezen{BRON}"),
        (None, TOT, "TLV: besluit bekendgemaakt op 15 juni 2026."),
    ],
)
def test_in_een_zin(uitslag, vandaag, zin):
    assert in_een_zin(uitslag, BEKEND, vandaag) == zin


def test_voor_de_bekendmaking_staat_er_niets():
    assert in_een_zin(JA, None, VAN) == ""
