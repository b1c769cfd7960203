"""Files that belong to something in a dossier, over real servers: a report made elsewhere with the same points, a
signature on paper with its scan; the wrong one withdrawn (peers.md N14, N16, N23)."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from services.intake.gesprekken.contract import (
    GesprekDelen,
    GesprekspuntAfvinken,
    GesprekspuntBeschrijven,
    GesprekstukIntrekken,
    MijnGesprekkenTonen,
    VerslagToevoegen,
)
from services.intake.leerlingen.contract import GezagVastleggen
from services.intake.opp.contract import InstemmingIntrekken, InstemmingVastleggen, OppVaststellen, OppVoorleggen
from services.kern.errors import KanNiet, MagNiet, NietGevonden, OngeldigeInvoer, TeGroot
from tests.flows.gesprek_dossier import afspraak_maken, gedeeld_gesprek, gesprek_beginnen, gesprek_zien, in_gesprek
from tests.flows.intake_dossier import School, school
from tests.flows.leerling_dossier import doe, dossier_maken, dossier_zien, ouder_erbij
from tests.flows.opp_dossier import Opp
from tests.flows.stuk_dossier import (
    gecontroleerd,
    handtekening_toevoegen,
    op_papier,
    openen,
    verslag_toevoegen,
)
from tests.flows.test_documenten import BSN, EICAR, m
from tests.stack import Stack, eventually

ADA, BO = "Ada Visser", "Bo Visser"
ANDER = {"als": "rob", "organisatie": "19CO00"}


async def leerling(stack: Stack) -> tuple[School, UUID]:
    wie = school(stack)
    return wie, await dossier_maken(wie, achternaam=f"Stuk{uuid4().hex[:8]}")


async def intrekken(wie: School, dossier: UUID, gesprek: UUID, stuk: UUID, reden: str = "", als: str = "iris") -> None:
    await in_gesprek(wie, GesprekstukIntrekken, dossier, gesprek, als=als, dossierstuk_id=stuk, reden=reden)


async def bytes_over(stack: Stack, stuk: UUID) -> tuple[str | None, str | None]:
    rij = (await stack.sql("select sleutel, leesbaar from intake.dossierstuk where id = $1", stuk))[0]
    return rij["sleutel"], rij["leesbaar"]


async def test_een_verslag_van_elders_met_dezelfde_punten_en_dezelfde_dag_bij_de_ouders(stack: Stack):
    """Feature 6 of peers.md: the file instead of typing; every point ticked or said why not; agreements are kept."""
    wie, dossier = await leerling(stack)
    noor = await ouder_erbij(wie, dossier)
    id = await gesprek_beginnen(wie, dossier)
    stuk = await verslag_toevoegen(wie, dossier, id)
    with pytest.raises(KanNiet, match="al een verslag"):
        await verslag_toevoegen(wie, dossier, id)
    with pytest.raises(KanNiet, match="Nog niet besproken"):
        await in_gesprek(wie, GesprekDelen, dossier, id)
    eerste, *rest = (await gesprek_zien(wie, dossier, id)).punten
    for punt in rest:
        await in_gesprek(wie, GesprekspuntAfvinken, dossier, id, punt_id=punt.id, stand="besproken")
    await in_gesprek(wie, GesprekspuntAfvinken, dossier, id, punt_id=eerste.id, stand="niet_aan_de_orde")
    assert eerste.verplicht
    await gecontroleerd(wie, dossier, id)
    with pytest.raises(KanNiet, match="waarom dit niet aan de orde was"):
        await in_gesprek(wie, GesprekDelen, dossier, id)
    tekst = {"punt_id": eerste.id, "versie": 1, "tekst": "De leerling was ziek."}
    await in_gesprek(wie, GesprekspuntBeschrijven, dossier, id, **tekst)
    await afspraak_maken(wie, dossier, id)
    # Before it was shared the file is not there for the parents.
    with pytest.raises(NietGevonden):
        await openen(wie, dossier, stuk, als="noor", **noor)
    await in_gesprek(wie, GesprekDelen, dossier, id)
    stand = await gesprek_zien(wie, dossier, id)
    assert (stand.gemeld, stand.te_laat_gedeeld, len(stand.afspraken)) == (1, False, 1)
    vraag = MijnGesprekkenTonen(dossier_id=dossier)
    (mijn,) = (await stack.ask("intake", vraag, als="noor", **noor)).gesprekken
    assert [(een.naam, een.status) for een in mijn.verslagen] == [("ot-verslag.pdf", "bruikbaar")]
    deel = await openen(wie, dossier, stuk, als="noor", **noor)
    assert deel.laatste and deel.inhoud.startswith(b"%PDF")
    with pytest.raises(NietGevonden):
        await openen(wie, dossier, stuk, **ANDER)
    with pytest.raises(KanNiet, match="al een verslag"):  # what was shared stands still
        await verslag_toevoegen(wie, dossier, id)


async def test_n14_een_verkeerd_verslag_gaat_weg_tot_een_ander_het_opende_en_daarna_met_reden(stack: Stack):
    """N14: who added it takes it away; once somebody else opened it only with a reason, and the trace stays."""
    wie, dossier = await leerling(stack)
    id = await gesprek_beginnen(wie, dossier)
    eerste = await verslag_toevoegen(wie, dossier, id)
    await gecontroleerd(wie, dossier, id)
    await openen(wie, dossier, eerste)  # who added it is nobody else
    await intrekken(wie, dossier, id, eerste)
    assert await bytes_over(stack, eerste) == (None, None)
    with pytest.raises(KanNiet, match="gaat niet open"):
        await openen(wie, dossier, eerste)
    with pytest.raises(KanNiet, match="al ingetrokken"):
        await intrekken(wie, dossier, id, eerste)
    tweede = await verslag_toevoegen(wie, dossier, id, naam="ander.pdf")
    await gecontroleerd(wie, dossier, id)
    with pytest.raises(OngeldigeInvoer) as fout:  # a colleague did not add it
        await intrekken(wie, dossier, id, tweede, als=wie.directeur)
    assert set(fout.value.velden) == {"reden"}
    await openen(wie, dossier, tweede, als=wie.directeur)
    with pytest.raises(OngeldigeInvoer, match="Niet alles") as fout:
        await intrekken(wie, dossier, id, tweede)
    assert "opende dit bestand al" in fout.value.velden["reden"]
    await intrekken(wie, dossier, id, tweede, "Dit verslag is van een ander kind.")
    sporen = (await gesprek_zien(wie, dossier, id)).verslagen
    assert [(s.naam, s.status, s.ingetrokken_reden) for s in sporen] == [
        ("ot-verslag.pdf", "ingetrokken", ""),
        ("ander.pdf", "ingetrokken", "Dit verslag is van een ander kind."),
    ]
    assert [s.ingetrokken_door for s in sporen] == [sporen[0].door] * 2


async def test_n16_te_groot_een_virus_en_een_andere_soort_worden_geweigerd_met_een_zin(stack: Stack):
    """N16: what is too large or no document is refused at once; a virus once it was scanned, then it is not shared."""
    wie, dossier = await leerling(stack)
    id = await gesprek_beginnen(wie, dossier)
    with pytest.raises(OngeldigeInvoer) as fout:
        await verslag_toevoegen(wie, dossier, id, b"MZ" + b"x" * 100, naam="verslag.exe")
    assert set(fout.value.velden) == {"bestand"}
    with pytest.raises(KanNiet, match="niet heel"):
        onbekend = {"upload": uuid4(), "bestandsnaam": "x.pdf"}
        await in_gesprek(wie, VerslagToevoegen, dossier, id, **onbekend)
    with pytest.raises(TeGroot, match="25 MB"):
        await wie.uploaden(b"x" * (25 * 1024 * 1024 + 1))
    await verslag_toevoegen(wie, dossier, id, m.docx(word__media__a_png=EICAR), naam="ziek.docx")
    (stuk,) = await gecontroleerd(wie, dossier, id)
    assert stuk.status == "geweigerd" and stuk.melding
    assert await bytes_over(stack, stuk.id) == (None, None)
    for punt in (await gesprek_zien(wie, dossier, id)).punten:
        await in_gesprek(wie, GesprekspuntAfvinken, dossier, id, punt_id=punt.id, stand="besproken")
    with pytest.raises(KanNiet, match="geweigerd"):
        await in_gesprek(wie, GesprekDelen, dossier, id)
    await intrekken(wie, dossier, id, stuk.id)
    await in_gesprek(wie, GesprekDelen, dossier, id)


async def test_n23_een_ouder_tekent_het_verslag_op_papier_met_scan_en_reden(stack: Stack):
    """N23: paper is the exception, with a scan and a reason; the parent sees it, and only the own one."""
    wie, dossier = await leerling(stack)
    noor = await ouder_erbij(wie, dossier)
    id = await gedeeld_gesprek(wie, dossier)
    ((gezag, naam),) = (await gesprek_zien(wie, dossier, id)).ondertekenaars
    with pytest.raises(OngeldigeInvoer) as fout:
        await handtekening_toevoegen(wie, dossier, id, uuid4(), reden="")
    assert set(fout.value.velden) == {"wie", "reden"}
    with pytest.raises(OngeldigeInvoer, match="kan niet mee"):  # text that anybody can type is no signature
        await handtekening_toevoegen(wie, dossier, id, gezag, naam="blad.docx")
    stuk = (await handtekening_toevoegen(wie, dossier, id, gezag)).id
    with pytest.raises(KanNiet, match="al een handtekening"):
        await handtekening_toevoegen(wie, dossier, id, gezag)
    await gecontroleerd(wie, dossier, id)
    assert (await gesprek_zien(wie, dossier, id)).ondertekenaars == []
    vraag = MijnGesprekkenTonen(dossier_id=dossier)
    (mijn,) = (await stack.ask("intake", vraag, als="noor", **noor)).gesprekken
    assert [(een.wie_naam, een.reden) for een in mijn.handtekeningen] == [(naam, "Zij heeft thuis geen internet.")]
    bo = await ouder_erbij(wie, dossier, BO, "vader")
    (van_bo,) = (await stack.ask("intake", vraag, als="noor", **bo)).gesprekken
    assert van_bo.handtekeningen == []
    with pytest.raises(NietGevonden):
        await openen(wie, dossier, stuk, als="noor", **bo)
    assert (await openen(wie, dossier, stuk, als="noor", **noor)).inhoud.startswith(b"%PDF")
    with pytest.raises(MagNiet):
        velden = {"dossierstuk_id": stuk, "reden": "Ik wil dit niet meer."}
        await in_gesprek(wie, GesprekstukIntrekken, dossier, id, als="noor", hoed=noor, **velden)
    await intrekken(wie, dossier, id, stuk, "Het blad was van een ander gesprek.")
    (mijn,) = (await stack.ask("intake", vraag, als="noor", **noor)).gesprekken
    assert [een.status for een in mijn.handtekeningen] == ["ingetrokken"]  # withdrawn, and the parent sees that too


async def test_n23_een_getekend_blad_telt_als_instemming_zodra_het_is_gecontroleerd(stack: Stack):
    """N23, WPO 40a: the scan counts as the yes of who signed it; withdrawn, the handelingsdeel holds no longer."""
    wie = school(stack)
    dossier = await dossier_maken(wie, achternaam=f"Papier{uuid4().hex[:8]}")
    geboren = (await dossier_zien(wie, dossier)).geboren_op
    ada = await ouder_erbij(wie, dossier, ADA, "moeder")
    await doe(wie, GezagVastleggen, dossier, naam=BO, relatie="vader", grond="geboorte", van=geboren)
    opp = await Opp.begonnen(wie, dossier)
    await opp.vullen()
    await opp.doe(OppVoorleggen)
    with pytest.raises(OngeldigeInvoer) as fout:
        await op_papier(opp, BO, reden="", wachten=False)
    assert set(fout.value.velden) == {"reden"}
    await op_papier(opp, BO, inhoud=m.pdf(f"Mees de Vries, BSN {BSN}"))
    stand = (await opp.blad()).werk
    bo = next(een for een in stand.instemmingen if een.naam == BO)
    assert (bo.oordeel, bo.stuk.status) == ("", "geweigerd")  # nobody can look at it, so it does not count
    await op_papier(opp, BO)
    await op_papier(opp, ADA)
    await opp.doe(OppVaststellen, reden="")
    geldend = (await opp.blad()).geldend
    assert geldend.geldt_vanaf is not None
    eigen = next(een for een in (await opp.blad("noor", **ada)).geldend.instemmingen if een.eigen)
    assert (eigen.wijze, eigen.stuk.status) == ("papier", "bruikbaar")
    ander = next(een for een in (await opp.blad("noor", **ada)).geldend.instemmingen if een.naam == BO)
    assert (ander.oordeel, ander.stuk) == ("akkoord", None)  # that he agreed, and nothing of his paper
    van_bo = next(een.stuk.id for een in geldend.instemmingen if een.naam == BO)
    await openen(wie, dossier, eigen.stuk.id, als="noor", **ada)
    with pytest.raises(NietGevonden):
        await openen(wie, dossier, van_bo, als="noor", **ada)
    with pytest.raises(OngeldigeInvoer):  # the mother opened it
        await opp.doe(InstemmingIntrekken, opp_id=geldend.id, wie=eigen.id)
    reden = "Op het blad staat een ander kind."
    await opp.doe(InstemmingIntrekken, opp_id=geldend.id, wie=eigen.id, reden=reden)
    geldend = (await opp.blad()).geldend
    assert geldend.geldt_vanaf is None
    weer = next(een for een in geldend.instemmingen if een.naam == ADA)
    assert (weer.oordeel, weer.stuk, weer.ingetrokken[0].ingetrokken_reden) == ("", None, reden)
    await op_papier(opp, ADA)

    async def geldt() -> bool:
        nu = (await opp.blad()).geldend
        return nu is not None and nu.geldt_vanaf is not None

    await eventually(geldt, seconden=60, wat="met het goede blad geldt het handelingsdeel weer")
    with pytest.raises(MagNiet):
        niet = {"opp_id": geldend.id, "wie": weer.id, "op": geboren, "akkoord": True, "reden": "Zelf getekend"}
        await opp.doe(InstemmingVastleggen, als="noor", upload=uuid4(), bestandsnaam="x.pdf", **niet, **ada)
