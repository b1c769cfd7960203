"""Door 1 of commissie: somebody acts on a behandeling. Each act: lock, scope, process, rules, change, record."""

from __future__ import annotations

from uuid import uuid4

from infra.involvement import involve, release
from infra.unit_of_work import UnitOfWork
from services.commissie import (
    advice,  # noqa: F401  (hangs the acts of the deskundige in this door)
    deskundigen,
    mandaat,
    termijnen,
)
from services.commissie import advies as adviesregels
from services.commissie import besluit as besluitregels
from services.commissie.beletsels import belet
from services.commissie.besluit import TOEGEKEND
from services.commissie.cases import bewaar, openen, regels_van, stap, tekst_toetsen, weiger, zo_nodig_afsluiten
from services.commissie.contract import (
    AanvullingGevraagd,
    AanvullingVragen,
    BeslistermijnOpgeschort,
    BeslistermijnOpschorten,
    BeslistermijnVerdaagd,
    BeslistermijnVerdagen,
    BesluitBekendgemaakt,
    BesluitBekendmaken,
    BesluitGenomen,
    BesluitNemen,
    Bewaard,
    ComplexAangemerkt,
    ComplexAanmerken,
    DeskundigeAanmelden,
    DeskundigeBenoemd,
    DeskundigenBenoemen,
    DeskundigeVervangen,
    EindadviesGemaakt,
    EindadviesMaken,
    GesprekAanbieden,
    GesprekAangeboden,
)
from services.commissie.ledger import opnemen, register, zetels
from services.commissie.links import familie_link, school_link, voor_link
from services.commissie.pool import kandidaten
from services.commissie.service import COMMISSIE
from services.commissie.tables import (
    Advies,
    Behandeling,
    Bekendmaking,
    Beschikking,
    Besluit,
    Betrokkene,
    Eindadvies,
    Vraag,
)
from services.kern.bezwaartermijn import bezwaartermijn
from services.kern.errors import KanNiet, MagNiet, OngeldigeInvoer
from services.kern.kalender import in_woorden
from services.kern.nummers import tlv_nummer
from services.kern.policy import Kring
from services.kern.rollen import Rol


@COMMISSIE.act(AanvullingVragen)
async def aanvulling_vragen(unit: UnitOfWork, opdracht: AanvullingVragen) -> Bewaard:
    """A question with a term; without one the clock would not stop (ECLI:NL:RVS:2016:2527)."""
    zaak = await openen(unit, opdracht.behandeling_id, opdracht.versie, "aanvulling_vragen")
    fouten = tekst_toetsen("tekst", opdracht.tekst, "Schrijf op wat de school moet aanvullen.")
    if zin := termijnen.hersteltermijn_toetsen(opdracht.termijn_tot, unit.vandaag):
        fouten["termijn_tot"] = zin
    bekend = {regel.soort for regel in regels_van(unit, zaak).recept(zaak.soort).documenten}
    if opdracht.document_soort is not None and opdracht.document_soort not in bekend:
        fouten["document_soort"] = "Dit document hoort niet bij deze aanvraag."
    weiger(fouten)
    vraag = unit.add(
        Vraag(
            id=uuid4(),
            behandeling_id=zaak.id,
            tekst=opdracht.tekst.strip(),
            document_soort=opdracht.document_soort,
            gevraagd_op=unit.vandaag,
            termijn_tot=opdracht.termijn_tot,
        )
    )
    await unit.flush()
    opnemen(unit, zaak.id, "aanvulling_gevraagd", unit.vandaag, termijn_tot=opdracht.termijn_tot, vraag_id=vraag.id)
    stap(zaak, "aanvulling_vragen")
    # intake writes to the school, once the question stands where the school answers it.
    unit.record(
        AanvullingGevraagd(
            zaak=zaak.id,
            vraag_id=vraag.id,
            gevraagd_op=unit.vandaag,
            termijn_tot=opdracht.termijn_tot,
            document_soort=opdracht.document_soort,
        )
    )
    return bewaar(unit, zaak)


@COMMISSIE.act(ComplexAanmerken)
async def complex_aanmerken(unit: UnitOfWork, opdracht: ComplexAanmerken) -> Bewaard:
    """May change which seats there are, which targets run and who decides; the status stays."""
    zaak = await openen(unit, opdracht.behandeling_id, opdracht.versie, "complex_aanmerken")
    fouten = tekst_toetsen("reden", opdracht.reden, "Schrijf op waarom.")
    categorieen = regels_van(unit, zaak).soorten[zaak.soort].categorieen
    if opdracht.categorie is not None and opdracht.categorie not in categorieen:
        fouten["categorie"] = (
            f"Kies uit {', '.join(categorieen)}." if categorieen else "Deze soort TLV kent geen categorie."
        )
    weiger(fouten)
    zaak.complex = opdracht.complex
    zaak.categorie = opdracht.categorie or zaak.categorie
    await _plekken_bijwerken(unit, zaak)
    soort = "bijzonder complex" if zaak.complex else "niet bijzonder complex"
    met = f", categorie {zaak.categorie}" if zaak.categorie else ""
    unit.record(
        ComplexAangemerkt(zaak=zaak.id, complex=zaak.complex, categorie=zaak.categorie),
        zin=f"De aanvraag is aangemerkt als {soort}{met}. Reden: {opdracht.reden.strip()}",
    )
    return bewaar(unit, zaak)


async def _plekken_bijwerken(unit: UnitOfWork, zaak: Behandeling) -> None:
    """A seat that is no longer needed lapses, unless its advice was sealed; what is left may then be complete."""
    nodig = {plek.naam for plek in regels_van(unit, zaak).plekken(zaak.categorie, zaak.complex, zaak.soort)}
    for zetel in await zetels(unit, zaak.id):
        if zetel.plek not in nodig and zetel.verzegeld_op is None:
            zetel.vervallen_op = unit.nu
            await release(unit, zaak.id, Kring.DESKUNDIGE, zetel.persoon)
            unit.record(DeskundigeVervangen(zaak=zaak.id, persoon=zetel.persoon, plek=zetel.plek))
    await unit.flush()
    await zo_nodig_afsluiten(unit, zaak)


@COMMISSIE.act(DeskundigenBenoemen)
async def deskundigen_benoemen(unit: UnitOfWork, opdracht: DeskundigenBenoemen) -> Bewaard:
    """Fill the seats. Somebody else on a seat replaces who sat there, until that advice is sealed."""
    zaak = await openen(unit, opdracht.behandeling_id, opdracht.versie, "deskundigen_benoemen")
    plekken = regels_van(unit, zaak).plekken(zaak.categorie, zaak.complex, zaak.soort)
    if not plekken:
        raise KanNiet("Voor deze aanvraag benoemt het samenwerkingsverband geen deskundigen.")
    zitten = {zetel.plek: zetel for zetel in await zetels(unit, zaak.id)}
    pool = await kandidaten(unit)
    weiger(
        deskundigen.benoeming_toetsen(
            regels_van(unit, zaak),
            plekken,
            pool,
            zaak.school,
            opdracht.benoemingen,
            vervuld={plek: zetel.persoon for plek, zetel in zitten.items()},
            verzegeld=[plek for plek, zetel in zitten.items() if zetel.verzegeld_op],
            betrokken=zaak.aanvragers,
        )
    )
    nieuw = {
        plek: persoon
        for plek, persoon in opdracht.benoemingen.items()
        if plek not in zitten or zitten[plek].persoon != persoon
    }
    if not nieuw:
        raise KanNiet("Op elke plek zit al deze deskundige.")
    for plek in nieuw:
        if plek in zitten:
            zitten[plek].vervallen_op = unit.nu
            await release(unit, zaak.id, Kring.DESKUNDIGE, zitten[plek].persoon)
            unit.record(DeskundigeVervangen(zaak=zaak.id, persoon=zitten[plek].persoon, plek=plek))
    await unit.flush()
    for plek, persoon in nieuw.items():
        wie = pool[persoon]
        await involve(unit, zaak.id, Kring.DESKUNDIGE, persoon)
        unit.add(
            Advies(
                id=uuid4(),
                behandeling_id=zaak.id,
                plek=plek,
                persoon=persoon,
                naam=wie.naam,
                discipline=wie.discipline,
                extern=wie.extern,
                benoemd_op=unit.nu,
            )
        )
        unit.mail("bericht_klaar", aan=persoon, zaak=zaak.id, link=voor_link("adviezen"))
        unit.record(DeskundigeBenoemd(zaak=zaak.id, persoon=persoon, plek=plek))
    opnemen(unit, zaak.id, "deskundigen_benoemd", unit.vandaag)
    stap(zaak, "deskundigen_benoemen")
    return bewaar(unit, zaak)


@COMMISSIE.act(EindadviesMaken)
async def eindadvies_maken(unit: UnitOfWork, opdracht: EindadviesMaken) -> Bewaard:
    """By the role that this samenwerkingsverband names; of the deskundigen only who sits on the first seat."""
    zaak = await openen(unit, opdracht.behandeling_id, opdracht.versie, "eindadvies_maken")
    regels, zitten = regels_van(unit, zaak), await zetels(unit, zaak.id)
    plekken = regels.plekken(zaak.categorie, zaak.complex, zaak.soort)
    plaats = {zetel.plek: zetel.persoon for zetel in zitten}
    if not mandaat.maakt_eindadvies(regels, plekken, plaats, rol=unit.principal.rol, persoon=unit.principal.persoon):
        wie = mandaat.eindadviseur(regels, plekken)
        raise MagNiet(f"Het eindadvies maakt hier: {wie[0].lower()}{wie[1:]}.")
    await _niet_belet(unit, zaak, "eindadvies_maken")
    advies = adviesregels.Advies(opdracht.oordeel, opdracht.categorie, opdracht.tekst, {})
    fouten = adviesregels.verzegelen_toetsen(advies, regels_van(unit, zaak).soorten[zaak.soort].categorieen)
    if "onderbouwing" in fouten:
        fouten["tekst"] = fouten.pop("onderbouwing")
    weiger(fouten)
    eenstemmig = adviesregels.eenstemmig([(zetel.oordeel, zetel.categorie) for zetel in zitten])
    unit.add(
        Eindadvies(
            id=uuid4(),
            behandeling_id=zaak.id,
            tekst=opdracht.tekst.strip(),
            oordeel=opdracht.oordeel,
            categorie=opdracht.categorie,
            eenstemmig=eenstemmig,
            gemaakt_op=unit.nu,
            gemaakt_door=unit.principal.naam,
        )
    )
    opnemen(unit, zaak.id, "eindadvies_gemaakt", unit.vandaag)
    stap(zaak, "eindadvies_maken")
    unit.record(EindadviesGemaakt(zaak=zaak.id, oordeel=opdracht.oordeel, eenstemmig=eenstemmig))
    return bewaar(unit, zaak)


async def _berichten(unit: UnitOfWork, zaak: Behandeling) -> None:
    """Tell the school and each parent that there is something to read."""
    for persoon in zaak.aanvragers:
        unit.mail("bericht_klaar", aan=persoon, zaak=zaak.id, link=school_link(zaak.id))
    for ouder in await unit.all(Betrokkene, Betrokkene.behandeling_id == zaak.id, Betrokkene.rol == Rol.OUDER):
        unit.mail("bericht_klaar", aan=ouder.persoon, zaak=zaak.id, link=familie_link(zaak.id))


@COMMISSIE.act(GesprekAanbieden)
async def gesprek_aanbieden(unit: UnitOfWork, opdracht: GesprekAanbieden) -> Bewaard:
    zaak = await openen(unit, opdracht.behandeling_id, opdracht.versie, "gesprek_aanbieden")
    weiger(tekst_toetsen("toelichting", opdracht.toelichting, "Schrijf op waarover het gesprek gaat en wanneer."))
    opnemen(unit, zaak.id, "gesprek_aangeboden", unit.vandaag)
    await _berichten(unit, zaak)
    unit.record(
        GesprekAangeboden(zaak=zaak.id),
        zin=f"School en ouders is een gesprek aangeboden: {opdracht.toelichting.strip()}",
    )
    return bewaar(unit, zaak)


@COMMISSIE.act(BeslistermijnVerdagen)
async def beslistermijn_verdagen(unit: UnitOfWork, opdracht: BeslistermijnVerdagen) -> Bewaard:
    """Once, before the term ends, with a concrete date (Awb 4:14-3). The applicant is told the same day."""
    zaak = await openen(unit, opdracht.behandeling_id, opdracht.versie, "beslistermijn_verdagen")
    kan_niet, fout = termijnen.verdaging_toetsen(
        regels_van(unit, zaak), await register(unit, zaak.id), opdracht.nieuwe_datum, unit.vandaag
    )
    if kan_niet:
        raise KanNiet(kan_niet)
    fouten = tekst_toetsen("reden", opdracht.reden, "Schrijf op waarom het besluit later komt.")
    weiger(fouten | ({"nieuwe_datum": fout} if fout else {}))
    opnemen(unit, zaak.id, "verdaging_meegedeeld", unit.vandaag, nieuwe_datum=opdracht.nieuwe_datum)
    await _berichten(unit, zaak)
    unit.record(
        BeslistermijnVerdaagd(zaak=zaak.id, nieuwe_datum=opdracht.nieuwe_datum),
        zin=f"Het besluit komt uiterlijk {in_woorden(opdracht.nieuwe_datum)}. Reden: {opdracht.reden.strip()}",
    )
    return bewaar(unit, zaak)


@COMMISSIE.act(BeslistermijnOpschorten)
async def beslistermijn_opschorten(unit: UnitOfWork, opdracht: BeslistermijnOpschorten) -> Bewaard:
    """On a ground of the law and with an end (Awb 4:15). As often as needed; overlapping days count once."""
    zaak = await openen(unit, opdracht.behandeling_id, opdracht.versie, "beslistermijn_opschorten")
    regels = regels_van(unit, zaak)
    fouten = tekst_toetsen("reden", opdracht.reden, "Schrijf op waarom de termijn stilstaat.")
    fouten |= termijnen.opschorting_toetsen(
        regels, await register(unit, zaak.id), opdracht.grond, opdracht.van, opdracht.tot_en_met, unit.vandaag
    )
    weiger(fouten)
    soort = termijnen.OPSCHORTING + opdracht.grond
    opnemen(unit, zaak.id, soort, opdracht.van, termijn_tot=opdracht.tot_en_met)
    await _berichten(unit, zaak)
    dagen = f"van {in_woorden(opdracht.van)} tot en met {in_woorden(opdracht.tot_en_met)}"
    unit.record(
        BeslistermijnOpgeschort(zaak=zaak.id, van=opdracht.van, tot_en_met=opdracht.tot_en_met),
        zin=f"De beslistermijn staat stil {dagen}. Reden: {opdracht.reden.strip()}",
    )
    return bewaar(unit, zaak)


@COMMISSIE.act(BesluitNemen)
async def besluit_nemen(unit: UnitOfWork, opdracht: BesluitNemen) -> Bewaard:
    """By whom the mandate names. A TLV gets the next number of the year, without gaps, under a row lock."""
    zaak = await openen(unit, opdracht.behandeling_id, opdracht.versie, "besluit_nemen")
    regels = regels_van(unit, zaak)
    categorie = opdracht.categorie if opdracht.uitkomst == TOEGEKEND else zaak.categorie
    if zin := mandaat.mag_beslissen(
        regels,
        unit.principal.rol,
        soort=zaak.soort,
        complex=zaak.complex,
        gevraagd=zaak.categorie,
        besloten=categorie,
    ):
        raise MagNiet(zin)
    if unit.principal.persoon in {zetel.persoon for zetel in await zetels(unit, zaak.id)}:
        raise MagNiet("Wie als deskundige adviseerde, beslist niet over dezelfde aanvraag (R-TLV-7).")
    await _niet_belet(unit, zaak, "besluit_nemen")
    advies = (await unit.all(Eindadvies, Eindadvies.behandeling_id == zaak.id, order=Eindadvies.gemaakt_op))[-1]
    weiger(
        besluitregels.toetsen(
            regels,
            besluitregels.Zaak(zaak.soort, zaak.geboren_op, zaak.ontvangen_op, (advies.oordeel, advies.categorie)),
            _voorgenomen(opdracht),
            unit.vandaag,
        )
    )
    gesprek = termijnen.eerste(await register(unit, zaak.id), "gesprek_aangeboden")
    if opdracht.uitkomst != TOEGEKEND and regels.commissie.gesprek_voor_afwijzing and gesprek is None:
        raise KanNiet("Bied school en ouders eerst een gesprek aan. Dat hoort hier voor een afwijzing.")
    bevoegd = mandaat.beslisser(regels, soort=zaak.soort, categorie=zaak.categorie, complex=zaak.complex)
    unit.add(
        Besluit(
            id=zaak.id,
            uitkomst=opdracht.uitkomst,
            soort=zaak.soort,
            categorie=opdracht.categorie,
            van=opdracht.van,
            tot_en_met=opdracht.tot_en_met,
            motivering=opdracht.motivering.strip(),
            weging_zienswijze=opdracht.weging_zienswijze.strip(),
            afwijking=opdracht.afwijking.strip(),
            nummer=await _nummer(unit) if opdracht.uitkomst == TOEGEKEND else None,
            genomen_op=unit.vandaag,
            genomen_door=unit.principal.naam,
            persoon=unit.principal.persoon,
            functie=bevoegd.rolnaam,
            mandaat=mandaat.ondertekening(regels, bevoegd),
        )
    )
    opnemen(unit, zaak.id, "besluit_genomen", unit.vandaag)
    stap(zaak, "besluit_nemen")
    unit.later("beschikking_maken", zaak=zaak.id)
    unit.record(BesluitGenomen(zaak=zaak.id, uitkomst=opdracht.uitkomst, genomen_op=unit.vandaag))
    return bewaar(unit, zaak)


def _voorgenomen(opdracht: BesluitNemen) -> besluitregels.Voorgenomen:
    return besluitregels.Voorgenomen(
        uitkomst=opdracht.uitkomst,
        categorie=opdracht.categorie,
        van=opdracht.van,
        tot_en_met=opdracht.tot_en_met,
        motivering=opdracht.motivering,
        weging_zienswijze=opdracht.weging_zienswijze,
        afwijking=opdracht.afwijking,
    )


async def _nummer(unit: UnitOfWork) -> str:
    """The counter row stays locked until this act commits: two besluiten at once get two numbers in a row."""
    volgnummer = await unit.execute(
        "insert into tlv_teller (tenant, jaar, laatste) values (:tenant, :jaar, 1)"
        " on conflict (tenant, jaar) do update set laatste = tlv_teller.laatste + 1 returning laatste",
        jaar=unit.vandaag.year,
    )
    return tlv_nummer(unit.tenant.tlv.nummer_voorvoegsel, unit.vandaag.year, volgnummer.scalar_one())


async def _niet_belet(unit: UnitOfWork, zaak: Behandeling, act: str) -> None:
    """Raises KanNiet with the same sentence that the screen shows instead of the button."""
    regels = regels_van(unit, zaak)
    zitten = await zetels(unit, zaak.id)
    brieven = await unit.all(Beschikking, Beschikking.behandeling_id == zaak.id)
    zin = belet(
        act,
        plekken=regels.plekken(zaak.categorie, zaak.complex, zaak.soort),
        verzegeld={zetel.plek: bool(zetel.verzegeld_op) for zetel in zitten},
        bevoegd=mandaat.beslisser(regels, soort=zaak.soort, categorie=zaak.categorie, complex=zaak.complex),
        brieven={brief.gedateerd_op for brief in brieven},
        vandaag=unit.vandaag,
    )
    if zin:
        raise KanNiet(zin)


@COMMISSIE.act(BesluitBekendmaken)
async def besluit_bekendmaken(unit: UnitOfWork, opdracht: BesluitBekendmaken) -> Bewaard:
    """Each addressee gets an own letter in the portal and an e-mail, and an own term from tomorrow (CONV-5)."""
    zaak = await openen(unit, opdracht.behandeling_id, opdracht.versie, "besluit_bekendmaken")
    await _niet_belet(unit, zaak, "besluit_bekendmaken")
    besluit = await unit.lock(Besluit, zaak.id)
    besluit.bekendgemaakt_op = unit.vandaag
    tot_en_met = bezwaartermijn(unit.vandaag).tot_en_met
    for brief in await unit.all(Beschikking, Beschikking.behandeling_id == zaak.id):
        unit.add(
            Bekendmaking(
                behandeling_id=zaak.id,
                voor=brief.voor,
                aan=brief.naam,
                rol=brief.rol,
                op=unit.vandaag,
                bezwaar_tot_en_met=tot_en_met,
            )
        )
        link = school_link(zaak.id) if brief.voor == "school" else familie_link(zaak.id)
        for persoon in brief.personen:
            unit.mail("besluit_bekendgemaakt", aan=persoon, zaak=zaak.id, link=link)
    if besluit.uitkomst == TOEGEKEND and zaak.beoogde_school:
        await involve(unit, zaak.id, Kring.ONTVANGENDE_SCHOOL, zaak.beoogde_school)
    opnemen(unit, zaak.id, "besluit_bekendgemaakt", unit.vandaag)
    stap(zaak, "besluit_bekendmaken")
    unit.record(
        BesluitBekendgemaakt(
            zaak=zaak.id,
            uitkomst=besluit.uitkomst,
            soort=besluit.soort,
            categorie=besluit.categorie,
            nummer=besluit.nummer,
            van=besluit.van,
            tot_en_met=besluit.tot_en_met,
            school=zaak.school,
            bestuur=zaak.bestuur,
            beoogde_school=zaak.beoogde_school,
            leerling_id=zaak.leerling_id,
            bekendgemaakt_op=unit.vandaag,
        )
    )
    return bewaar(unit, zaak)


@COMMISSIE.act(DeskundigeAanmelden, intern=True)
async def deskundige_aanmelden(unit: UnitOfWork, opdracht: DeskundigeAanmelden) -> None:
    """By the administration command. A seat taken before keeps what it was taken with."""
    bekend = {d for plek in unit.tenant.commissie.plekken for d in plek.disciplines}
    if opdracht.discipline not in bekend:
        zin = "Kies een discipline die bij een plek van dit samenwerkingsverband hoort."
        raise OngeldigeInvoer(f"De discipline “{opdracht.discipline}” bestaat hier niet.", velden={"discipline": zin})
    await unit.execute(
        "insert into deskundige (tenant, id, naam, discipline, extern, verbonden_scholen)"
        " values (:tenant, :id, :naam, :discipline, :extern, :scholen)"
        " on conflict (tenant, id) do update set naam = excluded.naam, discipline = excluded.discipline,"
        " extern = excluded.extern, verbonden_scholen = excluded.verbonden_scholen",
        id=opdracht.persoon,
        naam=opdracht.naam,
        discipline=opdracht.discipline,
        extern=opdracht.extern,
        scholen=opdracht.verbonden_scholen,
    )
