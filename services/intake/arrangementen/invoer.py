"""Wat iemand over extra ondersteuning invult, getoetst aan wat het samenwerkingsverband vastlegt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from services.intake.arrangementen.contract import MEESTE_DOELEN, UITKOMSTEN
from services.intake.arrangementen.duur import uiterste_tot
from services.intake.tekst import alinea, regel
from services.kern import bsn
from services.kern.bedrag import in_euro
from services.kern.errors import OngeldigeInvoer
from services.kern.kalender import in_woorden, plus_jaren
from tenants.schema import Arrangement

TEKST_KORT, TEKST_LANG, DOEL_LANG, GROEP_LANG = 10, 2_000, 300, 80
#: Zo ver terug mag het begonnen zijn: na een crisis komt de vraag soms een paar dagen later.
TERUG = timedelta(days=14)
#: Zo ver vooruit kan worden gevraagd; verder is het een tikfout.
VOORUIT = timedelta(days=366)
MEESTE_CENT = 100_000_000


def fout(veld: str, zin: str) -> OngeldigeInvoer:
    return OngeldigeInvoer("Niet alles is goed ingevuld.", velden={veld: zin})


def tekst_toetsen(tekst: str, veld: str, zin: str = "Schrijf dit in een zin op.", *, nodig: bool = True) -> str:
    """In eigen woorden. OngeldigeInvoer bij `veld`."""
    schoon = alinea(tekst)
    if (nodig or schoon) and len(schoon) < TEKST_KORT:
        raise fout(veld, zin)
    if len(schoon) > TEKST_LANG:
        raise fout(veld, f"Dit is te lang: hooguit {TEKST_LANG} tekens.")
    if bsn.staat_erin(schoon):
        raise fout(veld, bsn.MELDING)
    return schoon


def doelen_toetsen(doelen: Iterable[str]) -> list[str]:
    """Eén tot drie doelen, elk een zin. OngeldigeInvoer bij `doelen`."""
    schoon = [doel for doel in map(regel, doelen) if doel]
    if not schoon or any(len(doel) < TEKST_KORT for doel in schoon):
        raise fout("doelen", "Schrijf in een zin op wat er daarna lukt.")
    if len(schoon) > MEESTE_DOELEN:
        raise fout("doelen", f"Kies hooguit {MEESTE_DOELEN} doelen.")
    if any(len(doel) > DOEL_LANG for doel in schoon):
        raise fout("doelen", f"Een doel is hooguit {DOEL_LANG} tekens lang.")
    if len({doel.casefold() for doel in schoon}) < len(schoon):
        raise fout("doelen", "Dit doel staat er twee keer.")
    if any(map(bsn.staat_erin, schoon)):
        raise fout("doelen", bsn.MELDING)
    return schoon


def groep_toetsen(groep: str) -> str:
    """De groep waar het om gaat, zonder een kind te noemen. OngeldigeInvoer bij `groep`."""
    schoon = regel(groep)
    if not schoon or len(schoon) > GROEP_LANG:
        raise fout("groep", "Vul in om welke groep het gaat, bijvoorbeeld: groep 5 blauw.")
    if bsn.staat_erin(schoon):
        raise fout("groep", bsn.MELDING)
    return schoon


def periode_toetsen(soort: Arrangement, van: date, tot: date, vandaag: date, *, gemeld: bool = False) -> None:
    """Van de eerste tot en met de laatste dag, binnen wat mag. OngeldigeInvoer bij `van` of `tot`.

    `gemeld`: iemand van buiten besliste, misschien al een tijd terug.
    """
    if van < (plus_jaren(vandaag, -6) if gemeld else vandaag - TERUG):
        raise fout("van", "Deze dag ligt te ver terug.")
    if van > vandaag + VOORUIT:
        raise fout("van", "Deze dag ligt meer dan een jaar vooruit.")
    tot_toetsen(soort, van, tot)
    if tot < vandaag:
        raise fout("tot", "Deze dag is al voorbij.")


def tot_toetsen(soort: Arrangement, van: date, tot: date) -> None:
    """OngeldigeInvoer bij `tot`: voor het begin, of later dan kan."""
    if tot < van:
        raise fout("tot", "De laatste dag ligt voor de eerste.")
    uiterste, waarom = uiterste_tot(soort, van)
    if uiterste is not None and tot > uiterste:
        raise fout("tot", waarom)
    if tot > plus_jaren(van, 5):
        raise fout("tot", "Dit is langer dan vijf jaar. Klopt het jaar?")


def omvang_toetsen(soort: Arrangement, cent: int | None, inzet: int | None, *, nodig: bool) -> None:
    """Bedrag en inzet, binnen wat deze soort kent. `nodig`: bij het toekennen. OngeldigeInvoer bij het veld."""
    if cent is not None:
        if not soort.geld:
            raise fout("cent", "Bij deze soort hoort geen bedrag.")
        if not 0 < cent <= MEESTE_CENT:
            raise fout("cent", "Vul een bedrag in, bijvoorbeeld 1.250,00.")
        if soort.hoogstens_cent is not None and cent > soort.hoogstens_cent:
            raise fout("cent", f"Hoogstens {in_euro(soort.hoogstens_cent)}.")
    if inzet is not None:
        if soort.inzet is None:
            raise fout("inzet", "Bij deze soort hoort geen aantal uren.")
        if not 0 < inzet <= (soort.hoogstens_inzet or 2_000):
            raise fout("inzet", f"Vul een aantal in van 1 tot en met {soort.hoogstens_inzet or 2_000}.")
    if nodig and cent is None and inzet is None and (soort.geld or soort.inzet):
        raise fout("inzet" if soort.inzet else "cent", "Vul in wat u toekent.")


def stop_toetsen(per: date, van: date, tot: date, vandaag: date) -> None:
    """De laatste dag als er eerder wordt gestopt. OngeldigeInvoer bij `per`."""
    if per < van - timedelta(days=1):
        raise fout("per", f"Het begon pas op {in_woorden(van)}.")
    if per >= tot:
        raise fout("per", f"Het eindigt al na {in_woorden(tot)}. Kies een eerdere dag.")
    if per < vandaag - TERUG:
        raise fout("per", "Deze dag ligt te ver terug.")


def uitkomsten_toetsen(aantal: int, uitkomsten: tuple[str, ...], teksten: tuple[str, ...]) -> list[str]:
    """De toelichtingen, schoon. OngeldigeInvoer bij `uitkomst_1`, `toelichting_1` enzovoort."""
    if len(uitkomsten) != aantal or len(teksten) != aantal:
        raise OngeldigeInvoer("Er zijn intussen andere doelen. Laad de pagina opnieuw.")
    schoon = []
    for nummer, (uitkomst, tekst) in enumerate(zip(uitkomsten, teksten, strict=True), 1):
        if uitkomst not in UITKOMSTEN:
            raise fout(f"uitkomst_{nummer}", "Kies hoe het ging.")
        zin = "Schrijf in een zin op waarom het niet helemaal lukte."
        schoon.append(tekst_toetsen(tekst, f"toelichting_{nummer}", zin, nodig=uitkomst != "behaald"))
    return schoon
