"""The commissie among its neighbours: what intake filed comes in whole, and what was decided arrives everywhere."""

from __future__ import annotations

from services.commissie import contract as c
from services.financien.contract import VerplichtingenTonen
from services.kern.errors import NietGevonden
from tests.flows.commissie_zaak import PO, Zaak
from tests.flows.intake_dossier import school
from tests.stack import Stack, eventually


async def test_van_indienen_tot_een_besluit_dat_iedereen_bereikt(stack: Stack):
    aanvraag = await school(stack).ingediend()
    zaak = Zaak(
        stack=stack,
        tenant=PO,
        id=aanvraag.id,
        ouders=[],
        leerling="Mees de Vries",
        school="16MA00",
        beoogd="",
        secretaris="vera",
        eindadviseur="cor",
    )

    async def geopend() -> c.BehandelingStand | None:
        try:
            return await zaak.stand()
        except NietGevonden:
            return None

    stand = await eventually(geopend, wat="de behandeling geopend is")
    ingediend = await aanvraag.zien()
    assert (stand.kenmerk, stand.leerling, stand.groep) == (ingediend.kenmerk, "Mees de Vries", "groep 5")
    assert stand.ontvangen_op == ingediend.ingediend_op
    familie = {b.persoon: b.naam for b in stand.betrokkenen if b.rol == "ouder"}
    assert familie
    assert {z.naam for z in stand.zienswijzen if z.van == "ouder"} <= set(familie.values())

    await zaak.eindadvies(None)
    await zaak.doe(c.BesluitNemen, "cor", **zaak.toekenning())
    await zaak.brief_klaar()
    await zaak.doe(c.BesluitBekendmaken, "vera")
    besluit = (await zaak.stand()).besluit
    assert {b.aan for b in besluit.bekendmakingen if b.rol == "ouder"} == set(familie.values())

    async def overal() -> bool:
        geld = await stack.ask("financien", VerplichtingenTonen(), "fenna")
        bij_school = (await aanvraag.zien()).status
        return besluit.nummer in {v.nummer for v in geld.verplichtingen} and bij_school == "besloten"

    await eventually(overal, wat="financien en intake het besluit kennen")
    # The proof that nobody's name went along: the facts of this case, as they were told.
    rijen = await stack.sql("select envelope from commissie.outbox where envelope::json->>'subject' = $1", str(zaak.id))
    assert all(naam not in rij["envelope"] for rij in rijen for naam in ("Mees", "de Vries", *familie.values()))
