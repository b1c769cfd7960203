"""Who finds an aanvraag and who does not; what is outside scope does not exist."""

from __future__ import annotations

from uuid import uuid4

import pytest

from infra import clock, people, principals
from services.commissie import contract as commissie
from services.intake.contract import (
    AanvraagIntrekken,
    AanvraagTonen,
    AanvragenTonen,
    DocumentOphalen,
    OnderdeelBewaren,
    ZienswijzeGeven,
)
from services.kern.errors import MagNiet, NietGevonden
from services.kern.principal import Principal
from services.kern.rollen import Rol
from tests.flows.intake_dossier import School, school
from tests.flows.test_intake import lijst, vertel
from tests.stack import Stack, eventually

BUITEN = [
    ("rob", {"rol": "ib_er", "organisatie": "19CO00"}),  # een andere school
    ("iris", {"rol": "schooldirecteur", "organisatie": "07OY00"}),
    ("bea", {"rol": "schoolbestuurder", "organisatie": "41551"}),  # een ander bestuur
    ("eva", {}),  # deskundige, niet benoemd
    ("saskia", {}),  # secretaris van een ander samenwerkingsverband
    ("vera", {"organisatie": "VO2201"}),
    ("noor", {"rol": "ouder", "organisatie": str(uuid4()), "tenant": "swv2202po"}),
]
NA_INDIENEN = [("bea", {}), ("vera", {}), ("cor", {}), ("bert", {})]


async def onvindbaar(stack: Stack, aanvraag: School, als: str, hoed: dict) -> None:
    with pytest.raises(NietGevonden):
        await aanvraag.zien(als, **hoed)
    assert aanvraag.id not in await lijst(stack, als, **hoed)


async def test_een_concept_bestaat_alleen_voor_de_school(stack: Stack):
    aanvraag = await school(stack).begin()
    for als, hoed in BUITEN + NA_INDIENEN:
        await onvindbaar(stack, aanvraag, als, hoed)
    for als in ("iris", "dirk"):
        assert (await lijst(stack, als))[aanvraag.id] == "concept"


async def test_na_indienen_zien_bestuur_en_samenwerkingsverband_haar(stack: Stack):
    aanvraag = await school(stack).ingediend()
    for als, hoed in BUITEN:
        await onvindbaar(stack, aanvraag, als, hoed)
    for als, hoed in NA_INDIENEN:
        assert (await aanvraag.zien(als, **hoed)).status == "ingediend"
        assert (await lijst(stack, als, **hoed))[aanvraag.id] == "ingediend"


async def test_een_ingetrokken_concept_blijft_van_de_school(stack: Stack):
    aanvraag = await school(stack).begin()
    await aanvraag.doe(AanvraagIntrekken, reden="Vergissing.")
    for als, hoed in NA_INDIENEN:
        await onvindbaar(stack, aanvraag, als, hoed)


async def test_wat_elk_van_de_aanvraag_ziet(stack: Stack):
    aanvraag = await school(stack).ingediend()
    secretaris = await aanvraag.zien("vera")
    assert secretaris.documenten and secretaris.zienswijzen and secretaris.antwoorden
    bestuur = await aanvraag.zien("bea")
    assert not (bestuur.documenten or bestuur.zienswijzen or bestuur.antwoorden or bestuur.ouders)
    document = secretaris.documenten[0].id
    assert (await stack.ask("intake", DocumentOphalen(document_id=document), als="vera")).inhoud
    with pytest.raises(MagNiet):
        await stack.ask("intake", DocumentOphalen(document_id=document), als="bea")
    for als, hoed in (("eva", {}), ("rob", {"organisatie": "19CO00"}), ("saskia", {})):
        with pytest.raises(NietGevonden):
            await stack.ask("intake", DocumentOphalen(document_id=document), als=als, **hoed)


async def test_een_ouder_ziet_de_andere_ouder_niet(stack: Stack):
    aanvraag = await school(stack).begin()
    noor = (await aanvraag.uitnodigen("Noor", f"{uuid4().hex[:8]}@thuis.example")).persoon
    sam = (await aanvraag.uitnodigen("Sam", f"{uuid4().hex[:8]}@thuis.example")).persoon
    for sub, persoon in (("noor", noor), ("sam", sam)):
        vraag = ZienswijzeGeven(opdracht=uuid4(), aanvraag_id=aanvraag.id, tekst=f"Dit vindt {sub}.", instemming=True)
        await stack.ask("intake", vraag, als=sub, **(aanvraag.gezinshoed(sub) | {"persoon": persoon}))
    stand = await aanvraag.zien("noor", **(aanvraag.gezinshoed("noor") | {"persoon": noor}))
    assert [z.tekst for z in stand.zienswijzen] == ["Dit vindt noor."]
    assert [o.persoon for o in stand.ouders] == [noor] and stand.tekorten == []
    assert "Sam de Vries" not in [regel.door for regel in stand.tijdlijn]
    assert len((await aanvraag.zien()).zienswijzen) == 2


async def test_een_ouder_zonder_tweede_stap(stack: Stack):
    aanvraag = await school(stack).begin()
    wie = Principal(
        tenant="swv2202po",
        persoon=(await aanvraag.uitnodigen("Noor", f"{uuid4().hex[:8]}@thuis.example")).persoon,
        naam="Noor",
        rol=Rol.OUDER,
        organisatie=str(aanvraag.id),
        sessie=uuid4(),
        mfa=False,
        verloopt=clock.echt_seconden() + 60,
    )
    with pytest.raises(MagNiet, match="tweede stap"):
        await stack.web.ask("intake", AanvraagTonen(aanvraag_id=aanvraag.id), principals.sign(wie))


async def test_een_benoemde_deskundige_leest_en_een_vervangen_niet_meer(stack: Stack):
    aanvraag = await school(stack).ingediend()
    eva, rob = people.persoon_id("eva"), people.persoon_id("rob")
    await vertel(stack, commissie.DeskundigeBenoemd(zaak=aanvraag.id, persoon=eva, plek="extern_deskundige"))

    async def leest(als: str, **hoed: object) -> bool:
        return aanvraag.id in await lijst(stack, als, **hoed)

    await eventually(lambda: leest("eva"), wat="de deskundige kan erbij")
    stand = await aanvraag.zien("eva")
    assert stand.documenten and stand.handelingen == []
    assert (await stack.ask("intake", DocumentOphalen(document_id=stand.documenten[0].id), als="eva")).inhoud
    await vertel(stack, commissie.DeskundigeBenoemd(zaak=aanvraag.id, persoon=rob, plek="extern_deskundige"))
    hoed = {"rol": "deskundige", "organisatie": "PO2202"}
    await eventually(lambda: leest("rob", **hoed), wat="de vervanger kan erbij")
    with pytest.raises(NietGevonden):
        await aanvraag.zien("eva")


async def test_handelen_buiten_bereik_is_niet_gevonden(stack: Stack):
    aanvraag = await school(stack).begin()
    vraag = OnderdeelBewaren(opdracht=uuid4(), aanvraag_id=aanvraag.id, versie=1, antwoorden={"doelen": "x"})
    with pytest.raises(NietGevonden):
        await stack.ask("intake", vraag, als="iris", organisatie="19CO00")
    with pytest.raises(NietGevonden):
        await stack.ask("intake", vraag, als="iris", tenant="swv2201vo", organisatie="16MA00")


@pytest.mark.parametrize("rol", [r for r in Rol if r.value in ("controller", "leerplichtambtenaar", "beheerder", "fg")])
async def test_wie_geen_dossiers_leest_komt_er_niet_in(stack: Stack, rol: Rol):
    for vraag in (AanvragenTonen(), AanvraagTonen(aanvraag_id=uuid4())):
        with pytest.raises(MagNiet):
            await stack.ask("intake", vraag, als="fenna", rol=rol.value)
