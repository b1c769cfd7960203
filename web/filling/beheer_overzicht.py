"""The first page of functioneel beheer, and what stands above every other: the versions, and the concept in hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from services.netwerk.contract import Gebrek, Regelversie, Regelversies
from tenants.registry import BRIEVEN
from web.filling.beheer_boom import ALGEMEEN, Regels, algemeen, lees_regels, pad_van, plek_van_fout, soort_van
from web.filling.beheer_brieven import titel_van_brief
from web.filling.beheer_views import (
    Beheer,
    Concept,
    DeelGroep,
    DeelKaart,
    Formulier,
    GewijzigdBestand,
    Link,
    Status,
    VersieKeuze,
    VersieRegel,
)
from web.filling.beheer_woorden import DELEN
from web.formatting import datum, moment

BEHEER = Link("Beheer", "/beheer")
GEEN_BASIS = "Eerste regels"
STATUS = {
    "geldt": Status("Geldt nu", "ok", "check"),
    "straks": Status("Gaat nog in", "info", "clock"),
    "voorbij": Status("Geldt niet meer", "stil", "history"),
    "ingetrokken": Status("Ingetrokken", "stil", "x"),
}


def naam(versie: Regelversie) -> str:
    return "Concept" if versie.status == "concept" else f"Versie {versie.nummer}"


def concept(stand: Regelversies, gebrek: Gebrek | None, vandaag: date) -> Concept | None:
    """What to say of the concept; None when there is none."""
    nu = stand.concept
    if nu is None:
        return None
    wie = f" door {nu.door_naam}" if nu.door_naam else ""
    return Concept(
        tekst=f"Laatst gewijzigd {moment(nu.op, vandaag)}{wie}.",
        gebrek=zin_van(gebrek) if gebrek else "",
        gebrek_link=link_van(gebrek) if gebrek else None,
        klaar=gebrek is None,
    )


def zin_van(gebrek: Gebrek) -> str:
    """The fault without the technical place in front of it."""
    plek, _, waarom = gebrek.melding.partition(": ")
    return f"{waarom[:1].upper()}{waarom[1:]}" if waarom and "/" in plek else gebrek.melding


def plek_van(gebrek: Gebrek) -> str:
    """The dotted place of the fault; "" when it is not known or is a letter."""
    if not gebrek.sleutel:
        return ""
    plek = plek_van_fout(gebrek.sleutel)
    bestand = gebrek.bestand or ""
    if bestand.startswith("recept_") and not plek.startswith("recepten."):
        plek = f"recepten.{bestand.removeprefix('recept_').removesuffix('.toml')}.{plek}"
    return plek


def link_van(gebrek: Gebrek) -> Link | None:
    """Where one mends it."""
    bestand = gebrek.bestand or ""
    if bestand.startswith(BRIEVEN):
        kort = bestand.removeprefix(BRIEVEN).removesuffix(".md")
        return Link("Naar de brief", f"/beheer/brieven/{kort}")
    delen = plek_van(gebrek).split(".")
    while delen and delen != [""]:
        try:
            pad = pad_van(".".join(delen))
        except LookupError:
            delen = delen[:-1]
            continue
        soort = soort_van(pad)
        if soort.aard in ("groep", "groepen", "groepenkaart", "kaart"):
            return Link("Naar de plek", f"/beheer/wijzigen/{'.'.join(delen)}")
        delen = delen[:-1]
    if bestand:
        return Link(f"{bestand} als tekst openen", f"/beheer/tekst?bestand={bestand}")
    return None


# -------------------------------------------------------------------------------------------- the overview


def overzicht(
    stand: Regelversies,
    gebrek: Gebrek | None,
    nu: Regels,
    basis: Mapping[str, str],
    vandaag: date,
    getypt: Formulier | None = None,
    leest: Regelversie | None = None,
) -> Beheer:
    """`leest`: a version other than the concept, or than what counts, of which one reads the parts."""
    geldt = next((v for v in stand.versies if v.geldt), None)
    straks = [v for v in reversed(stand.versies) if v.status == "vastgesteld" and v.vanaf > vandaag]
    kenmerk = stand.concept.kenmerk if stand.concept else ""
    anders = veranderd(basis, nu.teksten) if stand.concept else {}
    oud = lees_regels(basis)
    sinds = f"{naam(geldt)} geldt sinds {datum(geldt.vanaf)}" if geldt and geldt.vanaf > date.min else ""
    return Beheer(
        geldt=sinds or (f"{naam(geldt)} geldt" if geldt else "Er gelden nog geen regels"),
        geldt_bron=bron_van(geldt) if geldt else "",
        straks=[f"{naam(v)} gaat in op {datum(v.vanaf)}." for v in straks],
        leest=f"U leest {naam(leest).lower()}." if leest else "",
        groepen=groepen(nu, oud if stand.concept else nu, f"?versie={leest.nummer}" if leest else ""),
        versies=[_regel(v, stand, vandaag) for v in stand.versies],
        concept=concept(stand, gebrek, vandaag),
        gewijzigd=[_bestand(bestand, wat, kenmerk, getypt) for bestand, wat in anders.items()],
        weggooien=Formulier(url="/beheer/concept-weggooien", versie=kenmerk) if stand.concept else None,
        gebrek=stand.gebrek or "",
        fout=getypt,
    )


def bron_van(versie: Regelversie) -> str:
    return versie.bron or "Nog geen bron genoemd."


def veranderd(oud: Mapping[str, str], nieuw: Mapping[str, str]) -> dict[str, str]:
    """The files that differ, and how: gewijzigd, nieuw or weggehaald."""
    uit = {}
    for bestand in sorted({*oud, *nieuw}):
        if oud.get(bestand, "") != nieuw.get(bestand, ""):
            uit[bestand] = "nieuw" if not oud.get(bestand) else "gewijzigd" if nieuw.get(bestand) else "weggehaald"
    return uit


def groepen(regels: Regels, oud: Regels, vraag: str = "") -> list[DeelGroep]:
    """Every part, by group; one that says something else than the version before it is marked."""
    uit = []
    for titel, icoon, delen in DELEN:
        kaarten = [
            DeelKaart(naam_, uitleg, f"/beheer/delen/{sleutel}{vraag}", _anders(regels, oud, sleutel) and not vraag)
            for sleutel, naam_, uitleg in delen
        ]
        uit.append(DeelGroep(titel, icoon, f"groep-{icoon}", kaarten))
        if titel == "Woorden" and not vraag:
            uitleg = "Lezen, wijzigen en een voorbeeld zien"
            kaart = DeelKaart("Brieven en e-mails", uitleg, "/beheer/brieven", regels.brieven != oud.brieven)
            uit.append(DeelGroep("Brieven", "mail", "groep-mail", [kaart]))
    return uit


def _anders(regels: Regels, oud: Regels, sleutel: str) -> bool:
    namen = [v.naam for v in algemeen()] if sleutel == ALGEMEEN else [sleutel]
    return any(regels.data.get(naam_) != oud.data.get(naam_) for naam_ in namen)


def titel_van_bestand(bestand: str) -> str:
    """What a file holds, for who does not think in files."""
    if bestand.startswith(BRIEVEN):
        return f"Brief: {titel_van_brief(bestand.removeprefix(BRIEVEN).removesuffix('.md'))}"
    if bestand.startswith("recept_"):
        return f"Dossier {bestand.removeprefix('recept_').removesuffix('.toml')}"
    return {
        "samenwerkingsverband.toml": "Wie wij zijn, woorden en soorten",
        "procedure.toml": "Regels voor de behandeling",
        "financien.toml": "Geld",
    }.get(bestand, bestand.removesuffix(".toml").replace("_", " ").capitalize())


def _bestand(bestand: str, wat: str, kenmerk: str, getypt: Formulier | None) -> GewijzigdBestand:
    url = f"/beheer/wijziging-terugdraaien?bestand={bestand}"
    formulier = getypt if getypt and getypt.url == url else Formulier(url=url, versie=kenmerk)
    return GewijzigdBestand(bestand, titel_van_bestand(bestand), wat, f"/beheer/tekst?bestand={bestand}", formulier)


def _regel(versie: Regelversie, stand: Regelversies, vandaag: date) -> VersieRegel:
    if versie.status == "ingetrokken":
        staat = STATUS["ingetrokken"]
    elif versie.geldt:
        staat = STATUS["geldt"]
    else:
        staat = STATUS["straks" if versie.vanaf > vandaag else "voorbij"]
    intrekbaar = versie.status == "vastgesteld" and versie.vanaf > vandaag and versie.herkomst == "beheer"
    basis = versie.basis
    if basis is None and versie.nummer:
        eerder = [v.nummer for v in stand.versies if v.nummer < versie.nummer and v.status != "concept"]
        basis = max(eerder, default=None)
    return VersieRegel(
        naam=naam(versie),
        url=f"/beheer?versie={versie.nummer}",
        vanaf=datum(versie.vanaf) if versie.vanaf.year > 1900 else "altijd",
        bron=bron_van(versie),
        toelichting=versie.toelichting,
        door=versie.door_naam or ("Met de installatie" if versie.herkomst == "map" else ""),
        staat=staat,
        vergelijken_url=f"/beheer/vergelijken?van={basis}&naar={versie.nummer}" if basis is not None else "",
        bestanden_url=f"/beheer/versies/{versie.nummer}/bestanden",
        intrekken=Formulier(url=f"/beheer/versies/{versie.nummer}/regels-intrekken") if intrekbaar else None,
    )


def keuzes(stand: Regelversies, gekozen: Regelversie, adres: str) -> list[VersieKeuze]:
    """The versions one can read a part of; the newest five, the one chosen among them."""
    alle = [*([stand.concept] if stand.concept else []), *stand.versies]
    eerste = alle[:5] if gekozen in alle[:5] else [*alle[:4], gekozen]
    return [
        VersieKeuze(
            f"{naam(v)}{', geldt nu' if v.geldt else ''}", f"{adres}?versie={v.nummer}", v.nummer == gekozen.nummer
        )
        for v in eerste
    ]
