"""N3 over real servers: what comes to nobody lies within a minute in the herstelbak of who sent it and of the FB."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock
from services.intake.consult.contract import ConsultSluiten, ConsultVragen
from services.intake.herstel.contract import (
    HerstelbakTonen,
    HerstelpuntSluiten,
    HerstelpuntStand,
    HerstelpuntVersturen,
)
from services.intake.leerlingen.contract import VandaagTonen
from services.intake.onderinstroom.contract import (
    OnderinstroomouderUitnodigen,
    OnderinstroomOverdragen,
    OnderinstroomTerughalen,
    OuderhandtekeningVastleggen,
)
from services.kern.errors import KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.netwerk.contract import PersoonAanmelden
from tenants.organisaties import scholen
from tests.flows.intake_dossier import school
from tests.flows.jong_kind import BEWIJS, CJK, IB_ER, STEUNPUNT, TENANT, JongKind, alles, jong_kind
from tests.stack import Stack, eventually

FB, SWV = "lotje", "PO2510"


async def bak(stack: Stack, als: str, **hoed: Any) -> list[HerstelpuntStand]:
    return (await stack.ask("intake", HerstelbakTonen(), als, **hoed)).punten


async def punt(stack: Stack, als: str, zaak: UUID, **hoed: Any) -> HerstelpuntStand | None:
    return next((p for p in await bak(stack, als, **hoed) if p.zaak == zaak and p.status == "open"), None)


async def _weg(stack: Stack, als: str, zaak: UUID) -> bool:
    return await punt(stack, als, zaak) is None


async def in_de_bak(stack: Stack, als: str, zaak: UUID, **hoed: Any) -> HerstelpuntStand:
    """Within a minute (N3)."""
    return await eventually(lambda: punt(stack, als, zaak, **hoed), seconden=60, wat="het ligt in de herstelbak")


async def lege_school(stack: Stack) -> str:
    """A school of this samenwerkingsverband where nobody works with Meedoen; not where another test put somebody."""
    bezet = await stack.sql("select distinct organisatie from netwerk.hoed where tenant = $1", TENANT)
    return max({s.id for s in scholen(SWV)} - {rij["organisatie"] for rij in bezet})


async def iemand_bij(stack: Stack, organisatie: str) -> UUID:
    """A new ib'er there, as the platform makes one."""
    persoon = uuid4()
    wie = {"issuer": "https://school.example", "subject": uuid4().hex, "naam": "Sanne Visser"}
    await stack.beheer.ask_intern(
        "netwerk",
        PersoonAanmelden(
            opdracht=uuid4(), persoon=persoon, rol="ib_er", organisatie=organisatie, van=clock.vandaag(),
            email=f"{uuid4().hex[:8]}@school.example", **wie,
        ),
        tenant=TENANT,
    )  # fmt: skip
    return persoon


async def overgedragen(stack: Stack, naar: str) -> JongKind:
    kind = await jong_kind(stack)
    await kind.binnen()
    await kind.schrijven(alles())
    await kind.inleveren()
    papier = {"naam": "Faiza Bouzian", "op": clock.vandaag(), "bijlagen_mee": False, "bewijs": BEWIJS}
    await kind.doe(OuderhandtekeningVastleggen, **papier)
    await kind.doe(OnderinstroomOverdragen, school=naar, aangemeld_op=clock.vandaag())
    return kind


async def test_n3_een_school_waar_niemand_is_staat_met_reden_in_de_bak_en_verdwijnt_als_er_iemand_is(stack: Stack):
    """N3: the wrong school. Who sent it and the FB see it and nobody else does; it mends by itself."""
    leeg = await lege_school(stack)
    kind = await overgedragen(stack, leeg)
    ligt = await in_de_bak(stack, CJK, kind.id)
    assert (ligt.soort, ligt.reden, ligt.naar) == ("jong_kind", "niemand", leeg)
    assert ligt.kenmerk == (await kind.zien()).kenmerk and ligt.pad == f"/jonge-kinderen/{kind.id}"
    beheer = await punt(stack, FB, kind.id)
    assert beheer is not None and beheer.pad == ""  # no way into a case that is not the FB's
    tekst = repr(beheer)
    assert "Lev" not in tekst and "Zandstra" not in tekst and "Zandkorrel" not in tekst
    for als, hoed in (
        (STEUNPUNT, {}), (IB_ER, {}), ("sofie", {}), ("elske", {}), ("iris", {}), (FB, {"organisatie": "PO2202"}),
        (FB, {"tenant": "swv2202po", "organisatie": "PO2202"}), (CJK, {"organisatie": "PO2202"}),
    ):  # fmt: skip
        assert await punt(stack, als, kind.id, **hoed) is None, (als, hoed)
        with pytest.raises(NietGevonden):
            await stack.ask("intake", HerstelpuntVersturen(opdracht=uuid4(), herstelpunt_id=ligt.id), als, **hoed)
    for als in ("carolien", "nadia", "bas"):
        with pytest.raises(MagNiet):
            await bak(stack, als)
    with pytest.raises(KanNiet, match="nog steeds niemand"):
        await stack.ask("intake", HerstelpuntVersturen(opdracht=uuid4(), herstelpunt_id=ligt.id), CJK)
    assert "ligt in de herstelbak" in " ".join(regel.zin for regel in (await kind.zien()).tijdlijn)

    # Somebody gets the role: Meedoen looks every minute, the FB need not wait for that.
    persoon = await iemand_bij(stack, leeg)
    await stack.ask("intake", HerstelpuntVersturen(opdracht=uuid4(), herstelpunt_id=ligt.id), FB)
    await eventually(lambda: _weg(stack, CJK, kind.id), wat="het is alsnog aangekomen")
    post = await stack.sql("select aan from intake.bericht where zaak = $1 and aan = $2", kind.id, persoon)
    assert len(post) == 1
    klaar = next(p for p in await bak(stack, CJK) if p.id == ligt.id)
    assert (klaar.status, klaar.handelingen) == ("hersteld", [])
    with pytest.raises(KanNiet):
        await stack.ask("intake", HerstelpuntVersturen(opdracht=uuid4(), herstelpunt_id=ligt.id), CJK)


async def test_n3_terughalen_haalt_het_meteen_uit_de_bak_en_meedoen_kijkt_vanzelf(stack: Stack):
    """To another address: taken back, it is gone at once. And what was mended elsewhere goes without a click."""
    leeg = await lege_school(stack)
    kind = await overgedragen(stack, leeg)
    await in_de_bak(stack, CJK, kind.id)
    await kind.doe(OnderinstroomTerughalen)
    assert await punt(stack, CJK, kind.id) is None and await punt(stack, FB, kind.id) is None
    await kind.doe(OnderinstroomOverdragen, school=leeg, aangemeld_op=clock.vandaag())
    opnieuw = await in_de_bak(stack, CJK, kind.id)
    await iemand_bij(stack, leeg)
    nu = clock.nu()
    try:
        stack.klok(nu + timedelta(minutes=1, seconds=5))
        await eventually(lambda: _weg(stack, CJK, kind.id), wat="Meedoen keek zelf opnieuw")
    finally:
        stack.klok_terug()
    assert next(p for p in await bak(stack, CJK) if p.id == opnieuw.id).status == "hersteld"


async def test_n3_een_uitnodiging_naar_een_adres_dat_niet_bestaat(stack: Stack):
    """N3 for mail: refused for good by the other side. Invited anew with a good address, it is over."""
    kind = await jong_kind(stack)
    fout = {"naam": "Faiza Bouzian", "email": f"{uuid4().hex[:8]}@bestaat-niet.invalid"}
    await kind.doe(OnderinstroomouderUitnodigen, **fout)
    ligt = await in_de_bak(stack, CJK, kind.id)
    assert (ligt.soort, ligt.reden, ligt.brief) == ("bericht", "adres", "uitnodiging_jonge_kind")
    assert "Faiza" not in repr(ligt) and "invalid" not in repr(ligt)
    assert await punt(stack, STEUNPUNT, kind.id) is None
    await stack.ask("intake", HerstelpuntVersturen(opdracht=uuid4(), herstelpunt_id=ligt.id), CJK)

    async def nog_eens() -> bool:
        rij = (await stack.sql("select pogingen from intake.herstelpunt where id = $1", ligt.id))[0]
        return rij["pogingen"] >= 1

    await eventually(nog_eens, seconden=30, wat="het adres bestaat nog steeds niet")
    assert await punt(stack, CJK, kind.id) is not None
    await kind.doe(OnderinstroomouderUitnodigen, **fout | {"email": f"{uuid4().hex[:8]}@thuis.example"})
    assert await punt(stack, CJK, kind.id) is None
    assert next(p for p in await bak(stack, CJK) if p.id == ligt.id).status == "vervallen"


async def test_n3_een_ouder_van_een_aanvraag_en_alleen_de_eigen_school_ziet_het(stack: Stack):
    """Of a school: everybody there, and no other school. It is in the list of what that school must do."""
    aanvraag = await school(stack).begin()
    await aanvraag.uitnodigen("Noor de Wit", f"{uuid4().hex[:8]}@bestaat-niet.invalid")
    ligt = await in_de_bak(stack, "iris", aanvraag.id)
    assert (ligt.soort, ligt.van, ligt.pad) == ("bericht", "16MA00", f"/aanvragen/{aanvraag.id}")
    assert await punt(stack, "dirk", aanvraag.id) is not None  # N15: of the school, not of who typed it
    for als, hoed in (("rob", {"organisatie": "19CO00"}), ("vera", {}), (FB, {}), (IB_ER, {})):
        assert await punt(stack, als, aanvraag.id, **hoed) is None, als
    werk = (await stack.ask("intake", VandaagTonen(), "iris")).regels
    assert [(r.soort, r.leerling) for r in werk if r.plek == ligt.id] == [("herstel", "")]
    for reden in ("", "kort", "x" * 501):
        with pytest.raises(OngeldigeInvoer) as fout:
            await stack.ask("intake", HerstelpuntSluiten(opdracht=uuid4(), herstelpunt_id=ligt.id, reden=reden), "iris")
        assert set(fout.value.velden) == {"reden"}
    goed = HerstelpuntSluiten(opdracht=uuid4(), herstelpunt_id=ligt.id, reden="De ouder komt zelf langs op school.")
    with pytest.raises(NietGevonden):
        await stack.ask("intake", goed, "rob", organisatie="19CO00")
    gerben = {"tenant": "swv2202po", "rol": "beheerder", "organisatie": "PO2202"}
    await stack.ask(
        "intake", goed, "gerben", **gerben
    )  # involved in no case, and it stands in the tijdlijn all the same

    async def verteld() -> bool:
        return "Gerben" in str([r.door + r.zin for r in (await aanvraag.zien()).tijdlijn if "herstelbak" in r.zin])

    await eventually(verteld, wat="de aanvraag weet wie het sloot")
    geweest = next(p for p in await bak(stack, "dirk") if p.id == ligt.id)
    assert (geweest.status, geweest.afloop) == ("gesloten", "De ouder komt zelf langs op school.")
    assert geweest.geeindigd_door and not [
        r for r in (await stack.ask("intake", VandaagTonen(), "iris")).regels if r.plek == ligt.id
    ]


async def test_n3_een_vraag_aan_een_samenwerkingsverband_waar_niemand_antwoordt(stack: Stack):
    """A consult while nobody of the samenwerkingsverband has the role: the school sees it, and it is closed with it."""
    hoeden = await stack.sql(
        "update netwerk.hoed set van = van + 4000 where tenant = 'swv2202po' and organisatie = 'PO2202'"
        " and rol = 'steunpuntcoordinator' and tot is null returning id"
    )
    try:
        vraag = ConsultVragen(opdracht=uuid4(), onderwerp="Drukke groep", tekst="Hoe begeleiden wij een drukke groep?")
        consult = (await stack.ask("intake", vraag, "iris")).id
        ligt = await in_de_bak(stack, "iris", consult)
        assert (ligt.soort, ligt.naar, ligt.van) == ("consult", "PO2202", "16MA00")
        gerben = {"tenant": "swv2202po", "rol": "beheerder", "organisatie": "PO2202"}
        assert await punt(stack, "gerben", consult, **gerben) is not None
        assert await punt(stack, FB, consult) is None and await punt(stack, "vera", consult) is None
        await stack.ask("intake", ConsultSluiten(opdracht=uuid4(), consult_id=consult, versie=1), "iris")
        assert await punt(stack, "iris", consult) is None  # who closes the question need not hear anything any more
    finally:
        await stack.sql("update netwerk.hoed set van = van - 4000 where id = any($1)", [h["id"] for h in hoeden])
