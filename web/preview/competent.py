"""Sample pages about who decides: the wizard, its answer, what runs, and what is offered from elsewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from msgspec.structs import replace

from services.intake.bevoegdheid import contract as c
from tenants.registry import load_all
from web import views_bevoegd as views
from web.filling import bevoegd as vullen
from web.filling.rekenhulp_bevoegd import VORM, bevoegd, uitgerekend
from web.filling.rekenhulp_formulier import lezen

VANDAAG, NU = date(2027, 4, 12), datetime(2027, 4, 12, 8, 0, tzinfo=UTC)
MOMENT = datetime(2027, 4, 9, 9, 15, tzinfo=UTC)
ID, PO, VO = UUID(int=41), "swv2202po", "swv2201vo"
UITLEG = "Het samenwerkingsverband van de woonplaats beslist. (WEC 40 lid 11)"


def _stand(doorzending: c.DoorzendingStand | None, handelingen: list[str]) -> c.BevoegdheidStand:
    return c.BevoegdheidStand(
        aanvraag_id=ID, kenmerk="2027-104293", leerling="Mees Veldhuis", soort="so", status="concept", school="16MA00",
        postcode="9401", kan_naar={"VO2201": VO}, doorzending=doorzending, handelingen=handelingen,
        familie=[c.OuderMee(persoon=ID, naam="Noor Jansen", rol="ouder")] if handelingen else [],
    )  # fmt: skip


def wizard(*, swv: str = "") -> views.Bevoegd:
    """`swv`: empty: nothing asked yet; else with the answer."""
    tenant = load_all()[PO]
    if not swv:
        stand = _stand(None, ["doorzending_aanbieden"])
        return vullen.pagina(stand, tenant, vullen.begin(stand))
    ingevuld = lezen(VORM, [("doel", "vso"), ("postcode", "9401"), ("school", "bo"), ("school_postcode", "7811")])
    uitkomst, (_, uit, _) = bevoegd(ingevuld, VANDAAG), uitgerekend(ingevuld)
    assert uit["swv"] == swv
    return vullen.pagina(_stand(None, ["doorzending_aanbieden"]), tenant, ingevuld, uitkomst, swv)


def loopt() -> views.Bevoegd:
    stand = _stand(
        c.DoorzendingStand(
            id=ID, versie=1, status="aangeboden", naar="VO2201", grond="woonplaats", uitleg=UITLEG, toelichting="",
            ouders_ingelicht_op=date(2027, 4, 8), aangeboden_op=MOMENT, gewijzigd_op=MOMENT,
            gewijzigd_door="Iris Bakker", reden="", kenmerk_daar="",
        ),
        ["doorzending_intrekken"],
    )  # fmt: skip
    return vullen.pagina(stand, load_all()[PO], vullen.begin(stand))


def overgenomen() -> views.Bevoegd:
    """What the school does once it goes on elsewhere."""
    stand = _stand(
        c.DoorzendingStand(
            id=ID, versie=3, status="aanvaard", naar="VO2201", grond="woonplaats", uitleg=UITLEG, toelichting="",
            ouders_ingelicht_op=date(2027, 4, 8), aangeboden_op=MOMENT, gewijzigd_op=MOMENT,
            gewijzigd_door="Saskia Boer", reden="", kenmerk_daar="2027-200112", mee=1,
            toegelaten=c.Toegelaten(
                school=["Iris Bakker (intern begeleider)"], familie=["Noor Jansen"], familie_zonder=1
            ),
        ),
        [],
    )  # fmt: skip
    return vullen.pagina(stand, load_all()[PO], vullen.begin(stand))


def lijst(*, leeg: bool = False) -> views.DoorzendingRegels:
    rij = c.DoorzendingKort(
        id=ID, tenant=PO, aanvraag_id=None, kenmerk="2027-104293", soort="so", school="16MA00", uitleg=UITLEG,
        toelichting="De leerling wordt twaalf.", aangeboden_op=MOMENT, ingediend_op=date(2027, 4, 1),
        familie=2, familie_mee=1, school_hier=[],
    )  # fmt: skip
    over = replace(rij, kenmerk="2027-200112", soort="vso", overgenomen_op=MOMENT, school_hier=["ib_er"])
    antwoord = c.Doorzendingen(
        doorzendingen=[] if leeg else [rij],
        overgenomen=[] if leeg else [over],
        onbereikbaar=[] if leeg else ["swv2510po"],
    )
    return vullen.lijst(antwoord, load_all(), load_all()[VO], NU, {})
