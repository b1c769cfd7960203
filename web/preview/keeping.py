"""Sample page of how long dossiers stay."""

from __future__ import annotations

from web import views as v
from web.filling.bewaren import SOORTEN, VASTHOUDEN, VRAGEN

S = v.Status


def bewaren(*, leeg: bool = False) -> v.BewarenPagina:
    if leeg:
        return v.BewarenPagina(
            samenvatting="De komende vier maanden hoeft er niets weg.",
            per_nacht="Meedoen vernietigt per nacht hooguit 2% van de dossiers: nu 0.",
        )
    return v.BewarenPagina(
        samenvatting="De komende vier maanden: 3 dossiers. Namen staan hier niet.",
        per_nacht="Meedoen vernietigt per nacht hooguit 2% van de dossiers: nu 44. 1 dossier is aan de beurt. "
        "Voor meer in één nacht is toestemming van twee mensen nodig.",
        dossiers=[
            v.BewaarRegel("2023-118204", "3 december 2026", "Drie jaar na het besluit", "WPO 18a lid 13", [],
                          S("Aangekondigd op 3 november 2026", "let-op", "clock")),
            v.BewaarRegel("2025-730116", "11 januari 2027", "Een concept dat een jaar niet is gewijzigd",
                          "AVG 5 lid 1 onder e", [], S("Komt eraan", "stil", "clock")),
        ],
        vastgehouden=[
            v.VastRegel("1", "2023-090417", "Bezwaar", "Bezwaar ontvangen op 3 juni 2026, nummer B-26-014.",
                        "Sinds 4 juni 2026, door Vera Bos",
                        v.Formulier(url="/bewaren/vasthoudingen/1/dossier-vrijgeven")),
        ],
        verzoeken=[
            v.VerzoekRegel("1", "Tot 120 dossiers in één nacht", "Dossiers van voor de fusie.",
                           "Gevraagd door Cor Smit op 20 november 2026",
                           v.Formulier(url="/bewaren/verzoeken/1/vernietiging-goedkeuren"), ""),
        ],
        verklaringen=[
            v.VerklaringRegel("2 november 2026", "12 dossiers", "/bewaren/verklaringen/2026-11-02",
                              S("Overal weg", "ok", "check")),
        ],
        soorten=list(SOORTEN),
        vasthouden=v.Formulier(url=VASTHOUDEN, fouten={"kenmerk": "Dit kenmerk kennen we niet."},
                               waarden={"kenmerk": "2020-1"}),
        vragen=v.Formulier(url=VRAGEN),
    )  # fmt: skip
