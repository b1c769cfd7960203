"""Bad input at intake: each is refused with a sentence at the right place, and leaves everything as it was."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock
from infra.bus import KOP_FOUT, KOP_PRINCIPAL, encode
from services.intake.contract import (
    AanvraagIndienen,
    AanvraagOndertekenen,
    AanvullingIndienen,
    DocumentDeel,
    DocumentOphalen,
    DocumentToevoegen,
    DocumentVerwijderen,
    OnderdeelBewaren,
    OuderUitnodigen,
    ZienswijzeGeven,
)
from services.kern.errors import Fout, Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer, TeGroot
from tests.flows.intake_dossier import DEEL, VIRUS, docx, pdf, school
from tests.stack import Stack

# Nobody else in these tests works for this school, so whatever appears under it came from here.
EIGEN = {"als": "iris", "organisatie": "06MY00"}


async def afdruk(stack: Stack, zaak: UUID | None) -> list[tuple]:
    """What intake holds of this aanvraag (or of the school of these tests), without what the platform does itself."""
    if zaak is None:
        rijen = await stack.sql(
            "select 'aanvraag', count(*) from intake.aanvraag where school = any($1) union all"
            " select 'leerling', count(*) from intake.leerling where school = any($1)",
            ["06MY00", "99ZZ99"],
        )
        return [tuple(rij) for rij in rijen]
    telling = " union all ".join(
        f"select '{t}', count(*) from intake.{t} where aanvraag = $1" for t in ("document", "zienswijze", "betrokkene")
    )
    verteld = "select 'tijdlijn', count(*) from intake.tijdlijn where zaak = $1 and door <> 'Meedoen'"
    rij = await stack.sql(
        "select status, versie, antwoorden::text, categorie, beoogde_school, ondertekend_op from intake.aanvraag"
        " where id = $1",
        zaak,
    )
    return [tuple(r) for r in (*rij, *await stack.sql(f"{telling} union all {verteld}", zaak))]


async def geweigerd(stack: Stack, soort: type[Fout], poging: Any, zaak: UUID | None = None) -> Fout:
    voor = await afdruk(stack, zaak)
    with pytest.raises(soort) as fout:
        await poging
    assert await afdruk(stack, zaak) == voor
    melding = fout.value.melding.strip("“")
    assert melding[0].isupper() or fout.value.melding[0] == "“"
    assert fout.value.melding.endswith(".")
    return fout.value


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"soort": "vso"}, "soort"),
        ({"soort": "onzin"}, "soort"),
        ({"roepnaam": "  "}, "roepnaam"),
        ({"achternaam": "x" * 101}, "achternaam"),
        ({"groep": "\u202e"}, "groep"),
        ({"geboren_op": clock.vandaag() + timedelta(days=1)}, "geboren_op"),
        ({"geboren_op": clock.vandaag() - timedelta(days=365 * 40)}, "geboren_op"),
    ],
)
async def test_beginnen_met_een_fout_in_een_veld(stack: Stack, anders: dict, veld: str):
    fout = await geweigerd(stack, OngeldigeInvoer, stack.ask("intake", school(stack).beginnen(**anders), **EIGEN))
    assert list(fout.velden) == [veld] and fout.status == 422


async def test_een_school_van_een_ander_samenwerkingsverband(stack: Stack):
    poging = stack.ask("intake", school(stack).beginnen(), als="iris", organisatie="02EB00")
    fout = await geweigerd(stack, OngeldigeInvoer, poging)
    assert "school" in fout.velden


@pytest.mark.parametrize(
    ("bericht", "veld"),
    [
        ({"soort": "sbo"}, "opdracht"),
        ({"opdracht": "x", "soort": "sbo", "roepnaam": "a", "achternaam": "b", "groep": "5"}, "opdracht"),
        (
            {
                "opdracht": str(uuid4()),
                "soort": "sbo",
                "roepnaam": "a",
                "achternaam": "b",
                "groep": "5",
                "geboren_op": "2018-01-01",
                "bsn": "123456782",
            },
            "bsn",
        ),
    ],
)
async def test_een_onbekend_of_ontbrekend_veld(stack: Stack, bericht: dict, veld: str):
    voor = await afdruk(stack, None)
    antwoord = await stack.web.client.request(
        "ask.intake.aanvraag_beginnen",
        encode(bericht),
        timeout=5,
        headers={KOP_PRINCIPAL: stack.principal("iris", organisatie="06MY00")},
    )
    assert antwoord.headers[KOP_FOUT] == "ongeldige_invoer"
    assert veld.encode() in antwoord.data
    assert await afdruk(stack, None) == voor


@pytest.mark.parametrize(
    ("antwoorden", "veld"),
    [
        ({"bestaat_niet": "x"}, "bestaat_niet"),
        ({"ost_ingezet": "misschien"}, "ost_ingezet"),
        ({"duur_advies": "voor altijd"}, "duur_advies"),
        ({"beoogde_basisschool": "x" * 201}, "beoogde_basisschool"),
        ({"doelen": "x" * 4001}, "doelen"),
    ],
)
async def test_een_antwoord_dat_niet_kan(stack: Stack, antwoorden: dict, veld: str):
    aanvraag = await school(stack).begin()
    fout = await geweigerd(
        stack, OngeldigeInvoer, aanvraag.bewaren(antwoorden | {"interventies": "Goed antwoord"}), aanvraag.id
    )
    assert list(fout.velden) == [veld]


async def test_een_categorie_of_school_die_niet_kan(stack: Stack):
    sbo = await school(stack).begin()
    assert "categorie" in (await geweigerd(stack, OngeldigeInvoer, sbo.bewaren({}, categorie="hoog"), sbo.id)).velden
    so = await school(stack, soort="so").begin()
    assert "categorie" in (await geweigerd(stack, OngeldigeInvoer, so.bewaren({}, categorie="extra"), so.id)).velden
    for onbekend in ("99ZZ99", "16MA00"):  # bestaat niet; is een gewone basisschool
        fout = await geweigerd(stack, OngeldigeInvoer, sbo.bewaren({}, beoogde_school=onbekend), sbo.id)
        assert "beoogde_school" in fout.velden


async def test_een_verouderde_versie(stack: Stack):
    aanvraag = await school(stack).begin()
    await aanvraag.bewaren({"doelen": "Lezen"})
    for soort, velden in (
        (OnderdeelBewaren, {"antwoorden": {"doelen": "Rust"}}),
        (AanvraagIndienen, {}),
        (OuderUitnodigen, {"naam": "Noor", "email": "noor@thuis.example"}),
    ):
        fout = await geweigerd(stack, Gewijzigd, aanvraag.doe(soort, versie=1, **velden), aanvraag.id)
        assert fout.extra["door"] == "Iris Bakker" and fout.status == 409
    await geweigerd(stack, Gewijzigd, aanvraag.doe(AanvraagOndertekenen, als="dirk", versie=1), aanvraag.id)


async def test_indienen_zonder_handtekening_of_met_iets_dat_ontbreekt(stack: Stack):
    leeg = await school(stack).begin()
    fout = await geweigerd(stack, KanNiet, leeg.doe(AanvraagIndienen), leeg.id)
    assert len(fout.extra["tekorten"]) > 5
    vol = await school(stack).compleet()
    await vol.bewaren({"doelen": "Iets anders"})
    fout = await geweigerd(stack, KanNiet, vol.doe(AanvraagIndienen), vol.id)
    assert fout.extra["tekorten"] == [
        "Handtekening van de schooldirecteur: De schooldirecteur heeft de aanvraag nog niet ondertekend."
    ]


async def test_een_tweede_keer_indienen(stack: Stack):
    aanvraag = await school(stack).ingediend()
    fout = await geweigerd(stack, KanNiet, aanvraag.doe(AanvraagIndienen), aanvraag.id)
    assert "kan niet" in fout.melding


async def test_ondertekenen_door_wie_dat_niet_mag(stack: Stack):
    aanvraag = await school(stack).compleet()
    await geweigerd(stack, MagNiet, aanvraag.doe(AanvraagOndertekenen, als="iris"), aanvraag.id)
    await geweigerd(stack, KanNiet, aanvraag.doe(AanvraagOndertekenen, als="dirk"), aanvraag.id)


# ---------------------------------------------------------------------------------------------- documents


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("verslag.pdf", b"", "heel aangekomen"),
        ("verslag.exe", b"MZ" + b"\0" * 200, "kunnen niet mee"),
        ("verslag", pdf(), "kunnen niet mee"),
        ("verslag.pdf.svg", b"<svg onload='x'/>", "kunnen niet mee"),
        ("verslag.pdf", b"<html>%PDF-1.4 %%EOF</html>", "past niet bij"),
        ("verslag.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "past niet bij"),
        ("verslag.docx", pdf(), "past niet bij"),
        ("verslag.pdf", pdf() + docx(), "past niet bij|verstopt"),
        ("verslag.pdf", pdf() + b"\n" + docx() + b"", "past niet bij|verstopt"),
        ("verslag.docx", docx(word__vbaProject_bin=b"macro"), "macro"),
        ("foto.jpg", b"GIF89a" + b"\0" * 50, "past niet bij"),
    ],
)
async def test_een_bestand_dat_niet_mee_kan(stack: Stack, naam: str, inhoud: bytes, zin: str):
    aanvraag = await school(stack).begin()
    upload = await aanvraag.uploaden(inhoud)
    poging = aanvraag.document("overig", upload=upload, bestandsnaam=naam)
    fout = await geweigerd(stack, Fout, poging, aanvraag.id)
    assert re.search(zin, fout.velden.get("bestand", fout.melding))


async def test_een_docx_mag_mee(stack: Stack):
    aanvraag = await school(stack).begin()
    document = await aanvraag.document("overig", docx(), bestandsnaam="Verslag van juf.docx")
    assert await aanvraag.gecontroleerd(document) == "bruikbaar"


async def test_een_te_groot_bestand(stack: Stack):
    te_groot = DocumentDeel(opdracht=uuid4(), upload=uuid4(), volgnummer=0, inhoud=b"x" * (DEEL + 1))
    fout = await geweigerd(stack, TeGroot, stack.ask("intake", te_groot, als="iris"))
    assert fout.status == 413
    te_veel = DocumentDeel(opdracht=uuid4(), upload=uuid4(), volgnummer=50, inhoud=b"x")
    await geweigerd(stack, TeGroot, stack.ask("intake", te_veel, als="iris"))


async def test_een_bestand_met_een_virus(stack: Stack):
    aanvraag = await school(stack).begin()
    document = await aanvraag.document("overig", pdf("x", VIRUS))
    assert await aanvraag.gecontroleerd(document) == "geweigerd"
    stand = (await aanvraag.zien()).documenten[0]
    assert "virus" in stand.reden
    with pytest.raises(KanNiet, match="geweigerd"):
        await stack.ask("intake", DocumentOphalen(document_id=document), als="iris")
    await aanvraag.doe(DocumentVerwijderen, document_id=document)
    assert (await aanvraag.zien()).documenten == []


async def test_een_virus_in_een_vereist_document_houdt_indienen_tegen(stack: Stack):
    aanvraag = await school(stack).begin()
    document = await aanvraag.document("opp", pdf("x", VIRUS))
    assert await aanvraag.gecontroleerd(document) == "geweigerd"
    opp = next(t for t in (await aanvraag.zien()).tekorten if t.naam == "opp")
    assert (opp.reden, opp.blokkeert) == ("geweigerd", True)


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"gedagtekend_op": clock.vandaag() + timedelta(days=1)}, "gedagtekend_op"),
        ({"gedagtekend_op": None}, "gedagtekend_op"),
        ({"ondertekend_door": ["de buurman"]}, "ondertekend_door"),
    ],
)
async def test_gegevens_van_een_document_die_niet_kloppen(stack: Stack, anders: dict, veld: str):
    aanvraag = await school(stack).begin()
    upload = await aanvraag.uploaden(pdf())
    fout = await geweigerd(stack, OngeldigeInvoer, aanvraag.document("opp", upload=upload, **anders), aanvraag.id)
    assert list(fout.velden) == [veld]


async def test_een_soort_document_die_niet_bestaat(stack: Stack):
    aanvraag = await school(stack).begin()
    upload = await aanvraag.uploaden(pdf())
    fout = await geweigerd(
        stack, OngeldigeInvoer, aanvraag.document("rapport_van_de_buurman", upload=upload), aanvraag.id
    )
    assert list(fout.velden) == ["soort"]


async def test_te_oud_of_niet_ondertekend_wordt_getoond_met_de_regel(stack: Stack):
    aanvraag = await school(stack).begin()
    oud = await aanvraag.document("opp", gedagtekend_op=clock.vandaag() - timedelta(days=400))
    assert await aanvraag.gecontroleerd(oud) == "bruikbaar"
    opp = next(t for t in (await aanvraag.zien()).tekorten if t.naam == "opp")
    assert (opp.reden, opp.blokkeert) == ("te_oud", True) and "WPO" in opp.bron
    half = await aanvraag.document("opp", ondertekend_door=["ouders"])
    assert await aanvraag.gecontroleerd(half) == "bruikbaar"
    opp = next(t for t in (await aanvraag.zien()).tekorten if t.naam == "opp")
    assert opp.reden == "niet_ondertekend" and "directeur" in opp.melding
    goed = await aanvraag.document("opp")
    assert await aanvraag.gecontroleerd(goed) == "bruikbaar"
    assert not any(t.naam == "opp" for t in (await aanvraag.zien()).tekorten)


async def test_delen_van_een_ander(stack: Stack):
    """Whoever knows an upload key still cannot use what somebody else sent."""
    aanvraag = await school(stack).begin()
    upload = await aanvraag.uploaden(pdf())
    await geweigerd(stack, KanNiet, aanvraag.document("overig", upload=upload, als="dirk"), aanvraag.id)
    await aanvraag.document("overig", upload=upload)
    await geweigerd(stack, KanNiet, aanvraag.document("overig", upload=upload), aanvraag.id)


async def test_een_gat_in_de_delen(stack: Stack):
    aanvraag = await school(stack).begin()
    upload = uuid4()
    for volgnummer in (0, 2):
        deel = DocumentDeel(opdracht=uuid4(), upload=upload, volgnummer=volgnummer, inhoud=pdf())
        await stack.ask("intake", deel, als="iris")
    await geweigerd(stack, KanNiet, aanvraag.document("overig", upload=upload), aanvraag.id)


# ------------------------------------------------------------------------------------------------- family


@pytest.mark.parametrize(
    ("naam", "email", "rol", "veld"),
    [
        ("", "noor@thuis.example", "ouder", "naam"),
        ("Noor", "geen adres", "ouder", "email"),
        ("Noor", "noor@thuis.example\r\nBcc: x@y.nl", "ouder", "email"),
        ("Noor", "noor@thuis.example", "schooldirecteur", "rol"),
    ],
)
async def test_uitnodigen_met_een_fout(stack: Stack, naam: str, email: str, rol: str, veld: str):
    aanvraag = await school(stack).begin()
    fout = await geweigerd(stack, OngeldigeInvoer, aanvraag.uitnodigen(naam, email, rol), aanvraag.id)
    assert list(fout.velden) == [veld]


async def test_dezelfde_persoon_twee_keer_uitnodigen(stack: Stack):
    aanvraag = await school(stack).begin()
    await aanvraag.uitnodigen("Noor", "Noor@thuis.example")
    fout = await geweigerd(stack, OngeldigeInvoer, aanvraag.uitnodigen("Noor", "noor@THUIS.example"), aanvraag.id)
    assert "email" in fout.velden
    stack.klok(clock.nu() + timedelta(days=15))  # de uitnodiging is verlopen
    assert (await aanvraag.zien()).ouders[0].status == "verlopen"
    await aanvraag.uitnodigen("Noor", "noor@thuis.example")
    assert [o.status for o in (await aanvraag.zien()).ouders] == ["uitgenodigd"]


async def test_een_opdracht_om_uit_te_nodigen_maakt_een_uitnodiging(stack: Stack):
    aanvraag = await school(stack).begin()
    opdracht, versie = uuid4(), aanvraag.versie
    velden = {"naam": "Noor", "email": "noor@thuis.example", "opdracht": opdracht, "versie": versie}
    eerste = await aanvraag.doe(OuderUitnodigen, **velden)
    assert await aanvraag.doe(OuderUitnodigen, **velden) == eerste
    aantal = "select count(*) from netwerk.uitnodiging where zaak = $1"
    assert (await stack.sql(aantal, aanvraag.id))[0][0] == 1


async def test_de_school_schrijft_geen_zienswijze(stack: Stack):
    aanvraag = await school(stack).begin()
    vraag = ZienswijzeGeven(opdracht=uuid4(), aanvraag_id=aanvraag.id, tekst="Ouders vinden dit goed.")
    for wie in ("iris", "dirk", "vera"):
        await geweigerd(stack, MagNiet, stack.ask("intake", vraag, als=wie), aanvraag.id)


async def test_een_lege_zienswijze_en_een_na_het_indienen(stack: Stack):
    aanvraag = await school(stack).compleet()
    ouder = (await aanvraag.zien()).ouders[0].persoon
    hoed = aanvraag.gezinshoed("noor") | {"persoon": ouder}
    leeg = ZienswijzeGeven(opdracht=uuid4(), aanvraag_id=aanvraag.id, tekst="\u200f ")
    fout = await geweigerd(stack, OngeldigeInvoer, stack.ask("intake", leeg, als="noor", **hoed), aanvraag.id)
    assert "tekst" in fout.velden
    await aanvraag.doe(AanvraagIndienen)
    laat = ZienswijzeGeven(opdracht=uuid4(), aanvraag_id=aanvraag.id, tekst="Toch niet.")
    await geweigerd(stack, KanNiet, stack.ask("intake", laat, als="noor", **hoed), aanvraag.id)


async def test_antwoorden_zonder_vraag(stack: Stack):
    aanvraag = await school(stack).ingediend()
    poging = aanvraag.doe(AanvullingIndienen, vraag_id=uuid4(), antwoord_tekst="Hier is het.")
    await geweigerd(stack, KanNiet, poging, aanvraag.id)


async def test_een_document_van_een_andere_aanvraag(stack: Stack):
    een, ander = await school(stack).begin(), await school(stack).begin()
    document = await een.document("overig")
    await een.gecontroleerd(document)
    await geweigerd(stack, NietGevonden, ander.doe(DocumentVerwijderen, document_id=document), ander.id)
    upload = await ander.uploaden(pdf())
    vreemd = DocumentToevoegen(
        opdracht=uuid4(),
        aanvraag_id=uuid4(),
        soort="overig",
        bestandsnaam="x.pdf",
        gedagtekend_op=None,
        upload=upload,
    )
    await geweigerd(stack, NietGevonden, stack.ask("intake", vreemd, als="iris"), ander.id)
