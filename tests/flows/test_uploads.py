"""N16: a file on its way goes on where it stopped, is of who sends it, and leads to nothing by itself."""

from __future__ import annotations

import os
import random
import socket
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import httpx2
import pytest
from selectolax.lexbor import LexborHTMLParser

from infra import clock, files, people
from infra.settings import settings
from services.intake.contract import DocumentToevoegen
from services.intake.onderweg import operations
from services.intake.onderweg.contract import UploadBeginnen, UploadStand, UploadTonen, UploadVervolgen, UploadWeggooien
from services.kern.errors import KanNiet, MagNiet, NietGevonden, OngeldigeInvoer, TeGroot
from tests.flows.intake_dossier import DEEL, pdf, school
from tests.flows.web_bezoek import COOKIE, csrf, herkomst, ingelogd, los, token
from tests.guards import hek
from tests.stack import Stack, eventually

TENANT = "swv2202po"


def dik(octetten: int = 2 * DEEL + 1000) -> bytes:
    """A PDF of more than two parts."""
    return pdf("Dik", b"%" + random.Random(octetten).randbytes(octetten).hex()[:octetten].encode())


async def begin(stack: Stack, inhoud: bytes, als: str = "iris", **velden: Any) -> UploadStand:
    gewoon = {"naam": "Verslag.pdf", "grootte": len(inhoud), "kenmerk": os.urandom(32).hex()}
    return await stack.ask("intake", UploadBeginnen(opdracht=uuid4(), **(gewoon | velden)), als=als)


async def deel(stack: Stack, upload: UUID, vanaf: int, inhoud: bytes, als: str = "iris") -> UploadStand:
    opdracht = UploadVervolgen(opdracht=uuid4(), upload=upload, vanaf=vanaf, inhoud=inhoud)
    return await stack.ask("intake", opdracht, als=als)


async def heel(stack: Stack, inhoud: bytes, als: str = "iris", **velden: Any) -> UploadStand:
    stand = await begin(stack, inhoud, als, **velden)
    while stand.ontvangen < len(inhoud):
        stand = await deel(stack, stand.id, stand.ontvangen, inhoud[stand.ontvangen :][:DEEL], als)
    return stand


async def test_n16_verder_waar_het_stopte_en_dan_een_document(stack: Stack):
    """N16: announced again the same file is the same upload; taken by a document it is under way no more."""
    eigen, inhoud, kenmerk = await school(stack).begin(), dik(), os.urandom(32).hex()
    stand = await begin(stack, inhoud, kenmerk=kenmerk)
    stand = await deel(stack, stand.id, 0, inhoud[:DEEL])
    assert stand.ontvangen == DEEL
    opnieuw = await begin(stack, inhoud, kenmerk=kenmerk)
    assert (opnieuw.id, opnieuw.ontvangen) == (stand.id, DEEL)
    assert opnieuw.verloopt_op - clock.nu() <= timedelta(days=1)
    ander = await begin(stack, inhoud)
    assert ander.id != stand.id and ander.ontvangen == 0
    velden = {"soort": "opp", "bestandsnaam": "Verslag.pdf", "gedagtekend_op": clock.vandaag()}
    with pytest.raises(KanNiet, match="niet heel aangekomen"):
        await eigen.doe(DocumentToevoegen, **velden, upload=stand.id)
    for vanaf in (DEEL, 2 * DEEL):
        await deel(stack, stand.id, vanaf, inhoud[vanaf:][:DEEL])
    document = await eigen.doe(DocumentToevoegen, **velden, upload=stand.id)
    assert await eigen.gecontroleerd(document.id) == "bruikbaar"
    with pytest.raises(NietGevonden):
        await stack.ask("intake", UploadTonen(upload=stand.id), als="iris")

    async def opgeruimd() -> bool:
        [rij] = await stack.sql("select persoon::text as wie from intake.upload where id = $1", ander.id)
        return not await files.sizes(f"{TENANT}/onderweg/{rij['wie']}/{stand.id}")

    await eventually(opgeruimd, seconden=60, wat="de delen van wat een document werd zijn weg")
    nog_eens = await begin(stack, inhoud, kenmerk=kenmerk)
    assert nog_eens.id != stand.id and nog_eens.ontvangen == 0
    for weg in (ander, nog_eens):
        await stack.ask("intake", UploadWeggooien(opdracht=uuid4(), upload=weg.id), als="iris")
        with pytest.raises(NietGevonden):
            await stack.ask("intake", UploadTonen(upload=weg.id), als="iris")


async def test_n16_wat_niet_past_verandert_niets(stack: Stack):
    """N16: a wrong place, too much, half a part, an empty file, a kind that cannot come along, too large."""
    inhoud = dik()
    stand = await begin(stack, inhoud)
    fout: list[tuple[type[Exception], int, bytes]] = [
        (KanNiet, DEEL, inhoud[:DEEL]),
        (TeGroot, 0, inhoud[: DEEL + 1]),
        (OngeldigeInvoer, 0, inhoud[: DEEL - 1]),
        (OngeldigeInvoer, 0, b""),
        (KanNiet, -DEEL, inhoud[:DEEL]),
    ]
    for soort, vanaf, bytes_ in fout:
        with pytest.raises(soort):
            await deel(stack, stand.id, vanaf, bytes_)
    assert (await stack.ask("intake", UploadTonen(upload=stand.id), als="iris")).ontvangen == 0
    klein = await begin(stack, pdf())
    with pytest.raises(TeGroot, match="meer aan"):
        await deel(stack, klein.id, 0, pdf() + b"x")
    with pytest.raises(OngeldigeInvoer, match="leeg"):
        await begin(stack, b"")
    with pytest.raises(OngeldigeInvoer, match="kunnen niet mee"):
        await begin(stack, pdf(), naam="Verslag.exe")
    with pytest.raises(OngeldigeInvoer, match="aangekondigd"):
        await begin(stack, pdf(), kenmerk="x")
    with pytest.raises(TeGroot, match="MB"):
        await begin(stack, b"", grootte=operations.MAX_GROOTTE + 1)
    for weg in (stand, klein):
        await stack.ask("intake", UploadWeggooien(opdracht=uuid4(), upload=weg.id), als="iris")


async def test_n16_een_upload_is_van_wie_hem_stuurt(stack: Stack):
    """N16: for a colleague of the same school it is not there, as it is not for another samenwerkingsverband."""
    stand = await begin(stack, pdf())
    vragen = (
        lambda: UploadTonen(upload=stand.id),
        lambda: UploadVervolgen(opdracht=uuid4(), upload=stand.id, vanaf=0, inhoud=pdf()),
        lambda: UploadWeggooien(opdracht=uuid4(), upload=stand.id),
    )
    for als in ("dirk", "sofie"):
        for vraag in vragen:
            with pytest.raises(NietGevonden):
                await stack.ask("intake", vraag(), als=als)
    with pytest.raises(MagNiet):
        await begin(stack, pdf(), als="saar")
    # What another sent cannot be taken either, not even when all of it is there.
    vreemd = await heel(stack, pdf(), als="dirk")
    eigen = await school(stack).begin()
    with pytest.raises(KanNiet):
        await eigen.doe(DocumentToevoegen, soort="overig", bestandsnaam="a.pdf", gedagtekend_op=None, upload=vreemd.id)
    await stack.ask("intake", UploadWeggooien(opdracht=uuid4(), upload=stand.id), als="iris")
    await stack.ask("intake", UploadWeggooien(opdracht=uuid4(), upload=vreemd.id), als="dirk")


async def test_n16_meer_dan_vijftig_en_na_een_dag_weg(stack: Stack):
    """N16: the 51st has to wait; what lay still for an hour makes room, and after a day the job takes it."""
    try:
        eerste = await begin(stack, pdf("de eerste"), "hans")
        await deel(stack, eerste.id, 0, pdf("de eerste"), "hans")
        [rij] = await stack.sql("select tenant, persoon from intake.upload where id = $1", eerste.id)
        while len(await _van(stack, rij["persoon"])) < 50:
            await begin(stack, pdf(), "hans")
        with pytest.raises(KanNiet, match="al 50 bestanden"):
            await begin(stack, pdf(), "hans")
        stack.klok(clock.nu() + timedelta(hours=1, minutes=1))
        verse = await begin(stack, pdf(), "hans")
        assert await _van(stack, rij["persoon"]) == [verse.id]

        async def delen_weg() -> bool:
            return not await files.sizes(f"{rij['tenant']}/onderweg/{rij['persoon']}/{eerste.id}")

        await eventually(delen_weg, seconden=60, wat="de delen van wat plaats maakte zijn weg")
        stack.klok(clock.nu() + timedelta(days=1, minutes=1))

        async def rij_weg() -> bool:
            return not await _van(stack, rij["persoon"])

        await eventually(rij_weg, seconden=60, wat="na een dag is de upload weg")
    finally:
        stack.klok_terug()


async def _van(stack: Stack, persoon: UUID) -> list[UUID]:
    return [rij["id"] for rij in await stack.sql("select id from intake.upload where persoon = $1", persoon)]


async def test_n16_de_database_toont_een_upload_alleen_aan_wie_hem_stuurt(stack: Stack):
    """N16: the second fence, without the service; and what all have under way together is one number."""
    stand, iris = await begin(stack, pdf()), people.persoon_id("iris")
    connection = await hek.verbinding()
    try:
        for persoon, rol, organisatie, ziet in (
            (iris, "ib_er", "16MA00", 1),
            (iris, "secretaris", "PO2202", 0),
            (iris, "ouder", "16MA00", 0),
            (uuid4(), "ib_er", "16MA00", 0),
            (uuid4(), "partner", "16MA00", 0),
        ):
            wie = hek.iemand(TENANT, rol, organisatie, persoon)
            async with hek.terug(connection), hek.als(connection, "intake", wie):
                rijen = await connection.fetch("select 1 from intake.upload where id = $1", stand.id)
                weg = await connection.execute("update intake.upload set naam = 'x' where id = $1", stand.id)
                assert (len(rijen), weg) == (ziet, f"UPDATE {ziet}"), rol
                assert await connection.fetchval("select intake.upload_samen()") >= stand.grootte
        vreemd = hek.iemand("swv2201vo", "ib_er", "02EB00", iris)
        async with hek.terug(connection), hek.als(connection, "intake", vreemd):
            assert await connection.fetch("select 1 from intake.upload where id = $1", stand.id) == []
    finally:
        await connection.close()
        await stack.ask("intake", UploadWeggooien(opdracht=uuid4(), upload=stand.id), als="iris")


async def test_n16_een_samenwerkingsverband_heeft_een_grens(stack: Stack):
    """N16: what all persons of it have under way together; another samenwerkingsverband does not notice."""
    [rij] = await stack.sql(
        "insert into intake.upload values ('swv2510po', $1, $2, 'a.pdf', $3, $4, 0, now(), now()) returning id",
        uuid4(),
        uuid4(),
        os.urandom(32).hex(),
        operations.MAX_SAMEN,
    )
    try:
        with pytest.raises(KanNiet, match="te veel bestanden tegelijk"):
            await begin(stack, pdf(), als="sofie")
        elders = await begin(stack, pdf())
        await stack.ask("intake", UploadWeggooien(opdracht=uuid4(), upload=elders.id), als="iris")
    finally:
        await stack.sql("delete from intake.upload where id = $1", rij["id"])


# -------------------------------------------------------------------------------------------- over the web


@pytest.fixture
def iris(stack: Stack) -> Iterator[tuple[httpx2.Client, str]]:
    with ingelogd("iris") as robot, los(token(robot)) as client:
        yield client, csrf(robot.ga("/aanvragen/nieuw"))


def koppen(teken: str, **meer: str) -> dict[str, str]:
    return herkomst(**({"tus_resumable": "1.0.0", "x_csrf_token": teken} | meer))


def aankondigen(client: httpx2.Client, teken: str, inhoud: bytes, naam: str = "Verslag.pdf", **meer: str) -> Any:
    meta = {"naam": naam, "kenmerk": f"{len(inhoud)}|{hash(inhoud)}", "plek": "/aanvragen/x"}
    tekst = ",".join(f"{sleutel} {b64encode(waarde.encode()).decode()}" for sleutel, waarde in meta.items())
    gewoon = {"upload_metadata": tekst, "upload_length": str(len(inhoud))}
    return client.post("/uploads", headers=koppen(teken, **(gewoon | meer)))


def vervolgen(client: httpx2.Client, teken: str, plek: str, vanaf: int, inhoud: bytes, **meer: str) -> Any:
    gewoon = {
        "x_http_method_override": "PATCH",
        "content_type": "application/offset+octet-stream",
        "upload_offset": str(vanaf),
    }
    return client.post(plek, content=inhoud, headers=koppen(teken, **(gewoon | meer)))


def test_n16_het_protocol(iris: tuple[httpx2.Client, str]):
    """N16: tus 1.0.0, with PATCH as POST: announce, ask how far, send on from there, and nothing else."""
    client, teken = iris
    inhoud = dik()
    begonnen = aankondigen(client, teken, inhoud)
    assert begonnen.status_code == 201 and begonnen.headers["upload-offset"] == "0"
    plek = begonnen.headers["location"]
    assert begonnen.headers["tus-resumable"] == "1.0.0" and begonnen.headers["upload-expires"].endswith(" GMT")
    stuk = vervolgen(client, teken, plek, 0, inhoud[: DEEL + 10])
    assert (stuk.status_code, stuk.headers["upload-offset"]) == (204, str(DEEL))  # half a part is sent again
    for anders, status in [
        ({"upload_offset": "0"}, 409),
        ({"upload_offset": "x"}, 422),
        ({"content_type": "text/plain"}, 415),
        ({"x_http_method_override": "PUT"}, 422),
        ({"tus_resumable": "0.2.2"}, 412),
        ({"x_csrf_token": "x"}, 403),
        ({"origin": "https://elders.example"}, 403),
    ]:
        fout = vervolgen(client, teken, plek, DEEL, inhoud[DEEL:], **anders)
        assert fout.status_code == status, anders
    assert vervolgen(client, teken, plek, DEEL, inhoud[DEEL:] + b"xx").status_code == 413
    hoever = client.head(plek, headers={"tus-resumable": "1.0.0"})
    assert (hoever.status_code, hoever.headers["upload-offset"]) == (200, str(DEEL))
    assert hoever.headers["upload-length"] == str(len(inhoud)) and hoever.headers["cache-control"] == "no-store"
    weer = aankondigen(client, teken, inhoud)
    assert (weer.headers["location"], weer.headers["upload-offset"]) == (plek, str(DEEL))
    laatste = vervolgen(client, teken, plek, DEEL, inhoud[DEEL:])
    assert (laatste.status_code, laatste.headers["upload-offset"]) == (204, str(len(inhoud)))
    assert client.patch(plek, content=b"x", headers=koppen(teken)).status_code == 405
    assert client.post(f"{plek}/upload-weggooien", headers=koppen(teken)).status_code == 204
    assert client.head(plek, headers={"tus-resumable": "1.0.0"}).status_code == 404
    assert vervolgen(client, teken, plek, 0, inhoud).status_code == 404
    assert client.post(f"{plek}/upload-weggooien", headers=koppen(teken)).status_code == 404


def test_n16_wat_niet_mee_kan_hoort_dat_voor_het_verstuurd_is(iris: tuple[httpx2.Client, str]):
    """N16: a Dutch sentence before the first byte."""
    client, teken = iris
    for naam, inhoud, status, zin in [
        ("leeg.pdf", b"", 422, "Dit bestand is leeg."),
        ("spel.exe", b"x", 422, "Bestanden van de soort “.exe” kunnen niet mee."),
        ("a\u202eb.pdf", b"x", 422, "Er staan tekens in de naam"),
    ]:
        fout = aankondigen(client, teken, inhoud, naam)
        assert fout.status_code == status and zin in fout.text, naam
    groot = aankondigen(client, teken, b"x", "groot.pdf", upload_length="999999999")
    assert groot.status_code == 413 and "groter dan" in groot.text
    assert aankondigen(client, teken, b"x", upload_metadata="naam !!").status_code == 422
    assert aankondigen(client, teken, b"x", tus_resumable="2.0").status_code == 412


async def test_n16_een_gebroken_lijn_kost_niet_wat_er_al_was(iris: tuple[httpx2.Client, str]):
    """N16: the line is cut in the middle of a request: every whole part of it stays."""
    client, teken = iris
    inhoud = dik(3 * DEEL)
    plek = aankondigen(client, teken, inhoud).headers["location"]
    adres = urlsplit(settings().app_url)
    regels = [
        f"POST {plek} HTTP/1.1",
        f"host: {adres.netloc}",
        f"cookie: {COOKIE}={client.cookies[COOKIE]}",
        f"content-length: {len(inhoud)}",
        "content-type: application/offset+octet-stream",
        "upload-offset: 0",
        "x-http-method-override: PATCH",
        *(f"{naam}: {waarde}" for naam, waarde in koppen(teken).items()),
    ]
    with closing(socket.create_connection((adres.hostname, adres.port), timeout=10)) as lijn:
        lijn.sendall("\r\n".join([*regels, "", ""]).encode() + inhoud[: 2 * DEEL + 77])

    def hoever() -> int:
        return int(client.head(plek, headers={"tus-resumable": "1.0.0"}).headers["upload-offset"])

    async def er() -> bool:
        return hoever() == 2 * DEEL

    await eventually(er, seconden=30, wat="de hele delen zijn er")
    assert vervolgen(client, teken, plek, 2 * DEEL, inhoud[2 * DEEL :]).headers["upload-offset"] == str(len(inhoud))
    client.post(f"{plek}/upload-weggooien", headers=koppen(teken))


async def test_n16_twee_keer_hetzelfde_formulier_is_een_document(stack: Stack, iris: tuple[httpx2.Client, str]):
    """N16: the answer got lost and the page sends again: the same answer, one document. A made-up upload gives none."""
    client, teken = iris
    eigen = await school(stack).begin()
    inhoud = pdf("Twee keer")
    plek = aankondigen(client, teken, inhoud).headers["location"]
    vervolgen(client, teken, plek, 0, inhoud)
    velden = {"csrf": teken, "soort": "overig", "gedagtekend_op": "", "opdracht": str(uuid4()), "versie": "1"}
    adres = f"/aanvragen/{eigen.id}/document-toevoegen"
    for _ in range(2):
        gedaan = client.post(adres, data=velden | {"upload": plek.rsplit("/", 1)[-1]}, headers=herkomst())
        assert gedaan.status_code == 303, gedaan.text[-2000:]
    assert [d.bestandsnaam for d in (await eigen.zien()).documenten] == ["Verslag.pdf"]
    for onzin in (str(uuid4()), "x"):
        assert client.post(adres, data=velden | {"upload": onzin}, headers=herkomst()).status_code in (409, 422)
    assert len((await eigen.zien()).documenten) == 1


def test_n16_wat_bij_het_lezen_is_geweigerd_begint_opnieuw(iris: tuple[httpx2.Client, str]):
    """N16: of a dossier that cannot be read nothing is kept (OSO); the same file again gets the same sentence."""
    client, teken = iris
    inhoud, zinnen = b"<geen-dossier/>" + b" " * random.randrange(1, 9_000), []
    for _ in range(2):
        begonnen = aankondigen(client, teken, inhoud, "dossier.xml")
        assert begonnen.headers["upload-offset"] == "0"
        plek = begonnen.headers["location"]
        vervolgen(client, teken, plek, 0, inhoud)
        velden = {"csrf": teken, "opdracht": str(uuid4()), "versie": "", "upload": plek.rsplit("/", 1)[-1]}
        geweigerd = client.post("/inlezen/oso-inlezen", data=velden, headers=herkomst())
        assert geweigerd.status_code == 422
        zinnen.append(LexborHTMLParser(geweigerd.text).css_first(".swv-errsum").text())
        assert client.head(plek, headers={"tus-resumable": "1.0.0"}).status_code == 404
    assert zinnen[0] == zinnen[1] and "niet heel aangekomen" not in zinnen[0]
