"""The way of an aanvraag through intake, over the bus and through the real servers."""

from __future__ import annotations

import asyncio
import io
import os
from datetime import timedelta
from uuid import UUID, uuid4

import msgspec
import pytest
from PIL import Image

from infra import clock, files
from services.commissie import contract as commissie
from services.intake.contract import (
    AanvraagIndienen,
    AanvraagIntrekken,
    AanvraagOndertekenen,
    AanvragenTonen,
    DocumentOphalen,
    DocumentVerwijderen,
    DossierInzien,
    OnderdeelBewaren,
    ZienswijzeGeven,
)
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden
from services.kern.feit import Feit, envelope
from tests.flows.intake_dossier import pdf, school, vo_school
from tests.stack import Stack, eventually


async def vertel(stack: Stack, feit: Feit, tenant: str = "swv2202po") -> None:
    """Put a fact of another service on the stream, as the user of the deployment."""
    id = uuid4()
    wrapped = envelope(feit, id=id, tenant=tenant, time=clock.nu())
    await stack.beheer.publish_fact(feit.onderwerp(tenant), str(id), msgspec.json.encode(wrapped))


async def test_van_concept_tot_ingediend(stack: Stack):
    aanvraag = await school(stack).begin()
    begin = await aanvraag.zien()
    assert begin.status == "concept" and begin.kenmerk.startswith(f"{clock.vandaag().year}-")
    assert "aanvraag_indienen" in begin.handelingen and "aanvraag_ondertekenen" not in begin.handelingen
    assert {t.soort for t in begin.tekorten} == {"vraag", "document", "zienswijze", "handtekening"}
    assert all(t.bron for t in begin.tekorten)

    await aanvraag.invullen()
    await aanvraag.documenten()
    await aanvraag.gezin_horen()
    assert [t.soort for t in (await aanvraag.zien()).tekorten] == ["handtekening"]
    await aanvraag.doe(AanvraagOndertekenen, als="dirk")
    assert (await aanvraag.zien()).tekorten == []
    await aanvraag.doe(AanvraagIndienen)

    stand = await aanvraag.zien()
    assert stand.status == "ingediend" and stand.ingediend_op == clock.vandaag()
    assert stand.ondertekend_door == "Dirk Hoving"
    assert stand.tijdlijn[0].zin == "De school is met de aanvraag begonnen."
    assert "De school heeft de aanvraag ingediend." in [regel.zin for regel in stand.tijdlijn]


async def test_elke_stap_laat_een_auditregel_en_een_feit_zonder_namen_na(stack: Stack):
    aanvraag = await school(stack).ingediend()

    async def verteld() -> list[dict]:
        rijen = await stack.sql("select envelope from intake.outbox where envelope like $1", f"%{aanvraag.id}%")
        wacht = await stack.sql(
            "select 1 from intake.outbox where envelope like $1 and verzonden_op is null", f"%{aanvraag.id}%"
        )
        return [] if wacht else [msgspec.json.decode(rij["envelope"]) for rij in rijen]

    feiten = await eventually(verteld, wat="alle feiten zijn verteld")
    assert {f["type"] for f in feiten} >= {
        "nl.meedoen.intake.aanvraag-begonnen",
        "nl.meedoen.intake.document-toegevoegd",
        "nl.meedoen.intake.document-gecontroleerd",
        "nl.meedoen.intake.familie-uitgenodigd",
        "nl.meedoen.intake.zienswijze-gegeven",
        "nl.meedoen.intake.aanvraag-ondertekend",
        "nl.meedoen.intake.aanvraag-ingediend",
    }
    for naam in ("Mees", "Vries", "Noor", "Iris", "Dirk", "@"):
        assert naam not in msgspec.json.encode(feiten).decode()
    audit = await stack.sql("select wat from intake.audit where zaak = $1 and soort = 'handeling'", aanvraag.id)
    assert {r["wat"] for r in audit} >= {"aanvraag_begonnen", "aanvraag_ondertekend", "aanvraag_ingediend"}
    await aanvraag.zien()
    inzage = await stack.sql("select 1 from intake.audit where zaak = $1 and soort = 'inzage'", aanvraag.id)
    assert inzage


async def test_school_en_bestuur_krijgen_bericht_zonder_naam_van_het_kind(stack: Stack):
    aanvraag = await school(stack).ingediend()

    async def verzonden() -> dict[str, int]:
        rijen = await stack.sql(
            "select brief, count(*) as aantal from intake.bericht where zaak = $1 and status = 'verzonden'"
            " group by brief",
            aanvraag.id,
        )
        gestuurd = {rij["brief"]: rij["aantal"] for rij in rijen}
        return gestuurd if {"ontvangst_bevestigd", "bestuur_geinformeerd"} <= set(gestuurd) else {}

    gestuurd = await eventually(verzonden, seconden=90, wat="de berichten zijn verstuurd")
    assert gestuurd["ontvangst_bevestigd"] == 2  # ib'er en directeur
    velden = await stack.sql("select velden::text as velden from intake.bericht where zaak = $1", aanvraag.id)
    assert not any("Mees" in rij["velden"] for rij in velden)
    assert "Het schoolbestuur heeft bericht dat de aanvraag is ingediend." in [
        r.zin for r in (await aanvraag.zien()).tijdlijn
    ]


async def test_dezelfde_opdracht_twee_keer_is_een_keer(stack: Stack):
    aanvraag = await school(stack).compleet()
    opdracht = uuid4()
    eerste = await aanvraag.doe(AanvraagIndienen, opdracht=opdracht)
    tweede = await aanvraag.doe(AanvraagIndienen, opdracht=opdracht, versie=eerste.versie - 1)
    assert tweede == eerste
    feiten = await stack.sql(
        "select 1 from intake.tijdlijn where zaak = $1 and feit = 'aanvraag_ingediend'", aanvraag.id
    )
    assert len(feiten) == 1
    with pytest.raises(KanNiet, match="al voor iets anders"):
        await aanvraag.doe(AanvraagIndienen, opdracht=opdracht, als="dirk")


async def test_tweede_bewerker_krijgt_beide_waarden(stack: Stack):
    """N13: nobody silently overwrites; the second hears who was first, and what stands there now."""
    aanvraag = await school(stack).begin()
    oud = aanvraag.versie
    await aanvraag.bewaren({"doelen": "Leren lezen"})
    with pytest.raises(Gewijzigd) as fout:
        await aanvraag.doe(OnderdeelBewaren, als="dirk", versie=oud, antwoorden={"doelen": "Rust in de klas"})
    assert fout.value.extra["nu"] == {"doelen": "Leren lezen"}
    assert fout.value.extra["door"] == "Iris Bakker"
    assert fout.value.extra["versie"] == aanvraag.versie
    assert (await aanvraag.zien()).antwoorden == {"doelen": "Leren lezen"}


async def test_vijf_tegelijk_een_wint_en_niemand_wacht_voor_niets(stack: Stack):
    aanvraag = await school(stack).begin()
    versie = aanvraag.versie
    uitkomsten = await asyncio.gather(
        *(
            stack.ask(
                "intake",
                OnderdeelBewaren(
                    opdracht=uuid4(), aanvraag_id=aanvraag.id, versie=versie, antwoorden={"doelen": f"Tekst {nummer}"}
                ),
                als="iris" if nummer % 2 else "dirk",
            )
            for nummer in range(5)
        ),
        return_exceptions=True,
    )
    verloren = [u for u in uitkomsten if isinstance(u, Gewijzigd)]
    (gewonnen,) = [u for u in uitkomsten if not isinstance(u, Exception)]
    assert len(verloren) == 4 and gewonnen.versie == versie + 1
    staat = (await aanvraag.zien()).antwoorden["doelen"]
    assert {fout.extra["nu"]["doelen"] for fout in verloren} == {staat}


async def test_dezelfde_opdracht_tegelijk_is_een_keer(stack: Stack):
    opdracht = school(stack).beginnen()
    antwoorden = await asyncio.gather(*(stack.ask("intake", opdracht, als="iris") for _ in range(4)))
    assert len({antwoord.id for antwoord in antwoorden}) == 1


async def test_alleen_wat_gegeven_is_verandert(stack: Stack):
    aanvraag = await school(stack).begin()
    await aanvraag.bewaren({"doelen": "Leren lezen", "interventies": "Extra leesles"})
    await aanvraag.bewaren({"doelen": "Rust"}, beoogde_school="19CO00")
    stand = await aanvraag.zien()
    assert stand.antwoorden == {"doelen": "Rust", "interventies": "Extra leesles"}
    assert stand.beoogde_school == "19CO00"
    versie = aanvraag.versie
    await aanvraag.bewaren({"doelen": " Rust "})
    assert aanvraag.versie == versie  # niets veranderd
    await aanvraag.bewaren({"doelen": ""}, beoogde_school="")
    stand = await aanvraag.zien()
    assert stand.antwoorden == {"interventies": "Extra leesles"} and stand.beoogde_school is None


async def test_wijzigen_na_ondertekenen_haalt_de_handtekening_weg(stack: Stack):
    aanvraag = await school(stack).compleet()
    await aanvraag.bewaren({"doelen": "Toch iets anders"})
    stand = await aanvraag.zien()
    assert stand.ondertekend_op is None
    assert any("handtekening van de directeur is vervallen" in regel.zin for regel in stand.tijdlijn)
    with pytest.raises(KanNiet, match="Handtekening"):
        await aanvraag.doe(AanvraagIndienen)
    await aanvraag.doe(AanvraagOndertekenen, als="dirk")
    extra = await aanvraag.document("overig")
    assert await aanvraag.gecontroleerd(extra) == "bruikbaar"
    assert (await aanvraag.zien()).ondertekend_op is None


async def test_een_zienswijze_laat_de_handtekening_staan(stack: Stack):
    aanvraag = await school(stack).compleet()
    ouder = next(o for o in (await aanvraag.zien()).ouders)
    vorige = (await aanvraag.zien()).versie
    vraag = ZienswijzeGeven(opdracht=uuid4(), aanvraag_id=aanvraag.id, tekst="Bij nader inzien.", instemming=False)
    await stack.ask("intake", vraag, als="noor", **(aanvraag.gezinshoed("noor") | {"persoon": ouder.persoon}))
    stand = await aanvraag.zien()
    assert stand.versie == vorige and stand.ondertekend_op is not None
    assert [z.tekst for z in stand.zienswijzen] == ["Bij nader inzien."]
    bewaard = await stack.sql(
        "select volgnummer from intake.zienswijze where aanvraag = $1 order by volgnummer", aanvraag.id
    )
    assert [r["volgnummer"] for r in bewaard] == [1, 2]  # elke versie blijft
    # De wet vraagt geen instemming: zij wordt getoond en gewogen, en houdt indienen niet tegen.
    assert [(t.soort, t.blokkeert) for t in stand.tekorten] == [("instemming", False)]
    await aanvraag.doe(AanvraagIndienen)


async def test_een_ouder_die_niet_reageert_houdt_vijf_werkdagen_tegen(stack: Stack):
    aanvraag = await school(stack).begin()
    await aanvraag.invullen()
    await aanvraag.documenten()
    await aanvraag.uitnodigen("Sam de Vries", "sam@thuis.example")
    await aanvraag.doe(AanvraagOndertekenen, als="dirk")
    with pytest.raises(KanNiet, match="om te reageren"):
        await aanvraag.doe(AanvraagIndienen)
    stack.klok(clock.nu() + timedelta(days=10))
    stand = await aanvraag.zien()
    assert [(t.soort, t.blokkeert) for t in stand.tekorten] == [("zienswijze", False)]
    await aanvraag.doe(AanvraagIndienen)


async def test_ouder_neemt_de_uitnodiging_aan(stack: Stack):
    aanvraag = await school(stack).begin()
    gast = await aanvraag.uitnodigen("Noor de Vries", f"{uuid4().hex[:8]}@thuis.example")
    assert (await aanvraag.zien()).ouders[0].status == "uitgenodigd"
    await aanvraag.aannemen("noor", gast)

    async def aangemeld() -> bool:
        return (await aanvraag.zien()).ouders[0].status == "aangemeld"

    await eventually(aangemeld, wat="intake hoort dat de ouder er is")
    stand = await aanvraag.zien(als="noor", **(aanvraag.gezinshoed("noor") | {"persoon": gast.persoon}))
    assert stand.handelingen == ["zienswijze_geven"]


async def test_intrekken(stack: Stack):
    aanvraag = await school(stack).ingediend()
    await aanvraag.doe(AanvraagIntrekken, als="dirk", reden="De leerling verhuist.")
    stand = await aanvraag.zien()
    assert stand.status == "ingetrokken" and stand.handelingen == []
    with pytest.raises(KanNiet):
        await aanvraag.bewaren({"doelen": "x"})


def ruis(zijde: int) -> bytes:
    """A picture that does not get smaller: about three octets for every point."""
    uit = io.BytesIO()
    Image.frombytes("RGB", (zijde, zijde), os.urandom(3 * zijde * zijde)).save(uit, "PNG", compress_level=1)
    return uit.getvalue()


async def test_document_ophalen_in_delen(stack: Stack):
    aanvraag = await school(stack).begin()
    inhoud = ruis(1750)
    document = await aanvraag.document("verslag_interventies", inhoud, bestandsnaam="../../etc/foto\u202egnp.png")
    assert await aanvraag.gecontroleerd(document) == "bruikbaar"
    delen = []
    for deel in range(3):
        stuk = await stack.ask("intake", DocumentOphalen(document_id=document, deel=deel), als="iris")
        assert (stuk.delen, stuk.bestandsnaam) == (3, "fotognp.png")
        delen.append(stuk.inhoud)
    schoon = b"".join(delen)
    assert len(schoon) == stuk.grootte > 9_000_000 and schoon.startswith(b"\x89PNG")
    with pytest.raises(NietGevonden):
        await stack.ask("intake", DocumentOphalen(document_id=document, deel=3), als="iris")
    inzage = await stack.sql("select 1 from intake.audit where zaak = $1 and wat = 'document_ophalen'", aanvraag.id)
    assert len(inzage) == 3


async def test_document_verwijderen_haalt_ook_het_bestand_weg(stack: Stack):
    aanvraag = await school(stack).begin()
    upload = await aanvraag.uploaden(pdf())
    document = await aanvraag.document("overig", upload=upload)
    assert await aanvraag.gecontroleerd(document) == "bruikbaar"
    sleutel = f"swv2202po/stukken/{upload}/origineel"
    assert sleutel in await files.sizes("swv2202po/stukken")
    await aanvraag.doe(DocumentVerwijderen, document_id=document)
    assert (await aanvraag.zien()).documenten == []

    async def weg() -> bool:
        return sleutel not in await files.sizes("swv2202po/stukken")

    await eventually(weg, wat="het bestand is weg")


async def test_de_commissie_krijgt_het_dossier_pas_na_het_indienen(stack: Stack):
    aanvraag = await school(stack).compleet()
    with pytest.raises(NietGevonden):
        await stack.beheer.ask_intern("intake", DossierInzien(aanvraag_id=aanvraag.id), tenant="swv2202po")
    await aanvraag.doe(AanvraagIndienen)
    dossier = await stack.beheer.ask_intern("intake", DossierInzien(aanvraag_id=aanvraag.id), tenant="swv2202po")
    assert (dossier.school, dossier.bestuur, dossier.leerling) == ("16MA00", "42830", "Mees de Vries")
    assert [b.rol for b in dossier.betrokkenen] == ["ouder"]
    assert [z.tekst for z in dossier.zienswijzen] == ["Wij staan erachter."]
    with pytest.raises(MagNiet):
        await stack.ask("intake", DossierInzien(aanvraag_id=aanvraag.id), als="vera")


async def test_vo_met_leerling_en_categorie(stack: Stack):
    aanvraag = await vo_school(stack).ingediend()
    stand = await aanvraag.zien()
    assert stand.categorie == "laag" and {z.van for z in stand.zienswijzen} == {"ouder", "leerling"}


async def test_na_het_besluit_is_de_aanvraag_besloten(stack: Stack):
    aanvraag = await school(stack).ingediend()
    stand = await aanvraag.zien()
    await vertel(
        stack,
        commissie.BesluitBekendgemaakt(
            zaak=aanvraag.id,
            uitkomst="afgewezen",
            soort="sbo",
            categorie=None,
            nummer=None,
            van=None,
            tot_en_met=None,
            school=stand.school,
            bestuur=stand.bestuur,
            beoogde_school=None,
            leerling_id=stand.leerling.id,
            bekendgemaakt_op=clock.vandaag(),
        ),
    )

    async def besloten() -> bool:
        return (await aanvraag.zien()).status == "besloten"

    await eventually(besloten, wat="intake hoort van het besluit")
    assert (await aanvraag.zien()).handelingen == []


async def lijst(stack: Stack, als: str, **hoed: object) -> dict[UUID, str]:
    antwoord = await stack.ask("intake", AanvragenTonen(), als=als, **hoed)
    return {rij.id: rij.status for rij in antwoord.aanvragen}


async def test_de_lijst_van_de_school_telt_wat_er_ontbreekt(stack: Stack):
    aanvraag = await school(stack).begin()
    antwoord = await stack.ask("intake", AanvragenTonen(), als="iris")
    rij = next(rij for rij in antwoord.aanvragen if rij.id == aanvraag.id)
    stand = await aanvraag.zien()
    assert rij.tekorten == sum(t.blokkeert for t in stand.tekorten) > 0
