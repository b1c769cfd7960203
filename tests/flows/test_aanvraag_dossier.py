"""An aanvraag that begins from the dossier: OPP and interventies come without typing, and stay as they were sent."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta
from uuid import UUID, uuid4

import pikepdf
import pytest

from infra import clock
from services.intake.contract import (
    AanvraagIndienen,
    AanvraagOndertekenen,
    AanvraagStand,
    DocumentOphalen,
    DocumentStand,
    DocumentVerwijderen,
    StukOvernemen,
)
from services.intake.interventies.contract import InterventieWeghalen
from services.intake.opp.contract import OppBeginnen, OppVaststellen, OppVoorleggen
from services.kern.errors import KanNiet, NietGevonden, OngeldigeInvoer
from tests.flows.gesprek_dossier import geevalueerd, interventie_doen, interventie_maken
from tests.flows.intake_dossier import School, school
from tests.flows.leerling_dossier import dossier_maken, ouder_erbij
from tests.flows.opp_dossier import Opp
from tests.flows.test_opp_gezin import geef
from tests.stack import Stack, eventually


async def met_dossier(stack: Stack, **anders: str) -> tuple[School, UUID]:
    wie = school(stack, soort="so", **anders)
    sinds = clock.vandaag() - timedelta(days=400)
    return wie, await dossier_maken(wie, achternaam=f"Stuk{uuid4().hex[:8]}", ingeschreven_op=sinds)


async def beginnen(wie: School, dossier: UUID) -> AanvraagStand:
    antwoord = await wie.stack.ask("intake", wie.beginnen(dossier_id=dossier), als=wie.ib)
    wie.id, wie.versie = antwoord.id, antwoord.versie
    return await wie.zien()


async def stuk(wie: School, soort: str, zin: str = "", als: str | None = None, **hoed: object) -> DocumentStand:
    """The document of this kind, usable, when its origin says `zin`."""

    async def klaar() -> DocumentStand | None:
        stukken = [d for d in (await wie.zien(als, **hoed)).documenten if d.soort == soort and d.status == "bruikbaar"]
        return next((d for d in stukken if d.herkomst and zin in d.herkomst.zin), None)

    return await eventually(klaar, seconden=120, wat=f"{soort} is uit het dossier gekomen")


async def tekst(stack: Stack, document: UUID, als: str, **hoed: object) -> str:
    bestand = await stack.ask("intake", DocumentOphalen(document_id=document), als, **hoed)
    with pikepdf.open(io.BytesIO(bestand.inhoud)) as pdf:
        return f"{len(pdf.pages)}/{hashlib.sha256(bestand.inhoud).hexdigest()}"


async def test_het_opp_komt_vanzelf_mee_en_de_instemming_telt_als_handtekening(stack: Stack):
    """Nothing is uploaded twice; without everyone's agreement the piece is there and the reason is said in words."""
    wie, dossier = await met_dossier(stack)
    ada = await ouder_erbij(wie, dossier, naam=f"Ada {uuid4().hex[:6]}")
    opp = await Opp.begonnen(wie, dossier)
    await opp.vullen()
    await opp.vastgesteld("De moeder denkt er nog over na.")
    stand = await beginnen(wie, dossier)
    assert stand.antwoorden["ondersteuningsbehoefte"] == "Korte opdrachten, één tegelijk."
    eerst = await stuk(wie, "opp")
    assert eerst.herkomst.zin.startswith("OPP uit het dossier, versie 1, vastgesteld op ")
    assert "Niet iedereen met gezag" in eerst.herkomst.zin and len(eerst.herkomst.afdruk) == 64
    tekort = next(t for t in (await wie.zien()).tekorten if t.naam == "opp")
    assert (tekort.reden, tekort.blokkeert) == ("niet_ondertekend", True)
    assert "stemde in met het handelingsdeel" in tekort.melding

    await geef(opp, ada, akkoord=True)
    stand = await wie.zien()
    assert next(d for d in stand.documenten if d.soort == "opp").herkomst.nieuwer
    await wie.doe(StukOvernemen, versie=stand.versie, bron="opp")
    daarna = await stuk(wie, "opp", "stemt in met het handelingsdeel sinds")
    assert daarna.id != eerst.id and daarna.ondertekend_door == ["directeur", "ouders"]
    assert daarna.gedagtekend_op == clock.vandaag()
    stand = await wie.zien()
    assert [d.id for d in stand.documenten if d.soort == "opp"] == [daarna.id]  # in the place of the first
    assert not [t for t in stand.tekorten if t.naam == "opp"] and not daarna.herkomst.nieuwer
    with pytest.raises(NietGevonden):
        await stack.ask("intake", DocumentOphalen(document_id=eerst.id), wie.ib)


async def test_de_interventies_die_de_school_kiest_gaan_mee_als_stuk_en_als_antwoord(stack: Stack):
    wie, dossier = await met_dossier(stack)
    een = (await interventie_maken(wie, dossier)).id
    ander = (await interventie_maken(wie, dossier, wat="Elke week gym in een kleine groep")).id
    await geevalueerd(wie, dossier, een)
    stand = await beginnen(wie, dossier)
    assert (stand.uit_dossier.opp, [k.gekozen for k in stand.uit_dossier.interventies]) == ("", [False, False])
    assert stand.documenten == []
    with pytest.raises(OngeldigeInvoer):
        await wie.doe(StukOvernemen, bron="interventies")
    with pytest.raises(OngeldigeInvoer):
        await wie.doe(StukOvernemen, bron="interventies", interventies=[een, uuid4()])
    with pytest.raises(OngeldigeInvoer):
        await wie.doe(StukOvernemen, bron="alles")
    with pytest.raises(KanNiet, match="geen OPP"):
        await wie.doe(StukOvernemen, bron="opp")
    assert (await wie.zien()).versie == stand.versie

    await wie.doe(StukOvernemen, bron="interventies", interventies=[een])
    document = await stuk(wie, "verslag_interventies", "1 interventie uit het dossier")
    stand = await wie.zien()
    assert "voorinstructie rekenen" in stand.antwoorden["interventies"]
    assert "Effect: hielp deels." in stand.antwoorden["interventies"] and "gym" not in stand.antwoorden["interventies"]
    assert [k.gekozen for k in stand.uit_dossier.interventies if k.id == een] == [True]
    assert not [t for t in stand.tekorten if t.naam in ("verslag_interventies", "interventies")]

    await interventie_doen(wie, InterventieWeghalen, dossier, een)
    assert next(d for d in (await wie.zien()).documenten if d.id == document.id).herkomst.nieuwer
    await wie.doe(StukOvernemen, bron="interventies", interventies=[ander])
    await stuk(wie, "verslag_interventies", "1 interventie uit het dossier, vanaf")
    await wie.bewaren({"interventies": "In eigen woorden."})
    await wie.doe(StukOvernemen, bron="interventies", interventies=[ander])
    assert (await wie.zien()).antwoorden["interventies"] == "In eigen woorden."  # what the school wrote stays


async def test_wat_is_ingediend_verandert_niet_mee_met_het_opp(stack: Stack):
    """The commissie and the parents read the version that was sent, with its print, whatever the school does after."""
    wie, dossier = await met_dossier(stack)
    ada = await ouder_erbij(wie, dossier, naam=f"Ada {uuid4().hex[:6]}")
    opp = await Opp.begonnen(wie, dossier)
    await opp.vullen()
    await opp.doe(OppVoorleggen)
    await geef(opp, ada, akkoord=True)
    await opp.doe(OppVaststellen, reden="")
    await interventie_maken(wie, dossier)
    stand = await beginnen(wie, dossier)
    document = await stuk(wie, "opp")
    await wie.doe(StukOvernemen, bron="interventies", interventies=[k.id for k in stand.uit_dossier.interventies])
    await stuk(wie, "verslag_interventies")
    wie.versie = (await wie.zien()).versie
    await wie.invullen()
    for soort in ("advies_eerste_deskundige", "advies_tweede_deskundige"):
        assert await wie.gecontroleerd(await wie.document(soort)) == "bruikbaar"
    await wie.gezin_horen()
    await wie.doe(AanvraagOndertekenen, als=wie.directeur)

    await wie.doe(AanvraagIndienen)
    voor = await tekst(stack, document.id, "vera")
    with pytest.raises(KanNiet):
        await wie.doe(DocumentVerwijderen, document_id=document.id)
    with pytest.raises(KanNiet):
        await wie.doe(StukOvernemen, bron="opp")
    await opp.doe(OppBeginnen)
    await opp.vullen(hulpvraag="Iets heel anders.")
    await opp.vastgesteld("De moeder stemt later in.")
    gezien = await stuk(wie, "opp", als="vera")
    assert (gezien.id, gezien.herkomst, gezien.herkomst.nieuwer) == (document.id, document.herkomst, False)
    assert await tekst(stack, document.id, "vera") == voor
    rij = (
        await stack.sql("select sha256, herkomst->>'afdruk' as afdruk from intake.document where id = $1", document.id)
    )[0]
    assert rij["afdruk"] == document.herkomst.afdruk == (await opp_afdruk(stack, dossier, 1))
    assert (await wie.zien("vera")).uit_dossier is None
    assert {d.soort for d in (await wie.zien("noor", **(await hoed_van(stack, wie)))).documenten} >= {"opp"}


async def opp_afdruk(stack: Stack, dossier: UUID, nummer: int) -> str:
    rijen = await stack.sql("select afdruk from intake.opp where dossier = $1 and nummer = $2", dossier, nummer)
    return rijen[0]["afdruk"]


async def hoed_van(stack: Stack, wie: School) -> dict[str, object]:
    """The hat of the parent whom the aanvraag invited."""
    rij = (await stack.sql("select persoon from intake.betrokkene where aanvraag = $1 and rol = 'ouder'", wie.id))[0]
    return wie.gezinshoed("noor") | {"persoon": rij["persoon"]}


async def test_zonder_dossier_of_van_een_ander_valt_er_niets_over_te_nemen(stack: Stack):
    wie = await school(stack, soort="so").begin()
    with pytest.raises(KanNiet, match="dossier"):
        await wie.doe(StukOvernemen, bron="opp")
    assert (await wie.zien()).uit_dossier is None
    with pytest.raises(NietGevonden):
        opdracht = StukOvernemen(opdracht=uuid4(), aanvraag_id=wie.id, versie=1, bron="opp")
        await stack.ask("intake", opdracht, "rob", organisatie="06SV11")
