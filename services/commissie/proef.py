"""Andere regels op proef: wat er anders was gegaan bij aanvragen die er echt zijn geweest, in aantallen.

Zuiver rekenwerk op kenmerken en data; wie de leerling is komt hier niet. De oude kant is wat de regels van de dag van
de aanvraag zeiden, niet wat mensen er daarna van maakten: zo is een verschil altijd een verschil van regels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from services.commissie.advies import eenstemmig
from services.commissie.besluit import AFGEWEZEN, VOLGT, leeftijd_op
from services.commissie.contract import Proef, ProefOnderwerp, ProefTelling
from services.commissie.mandaat import met_lidwoord, rolnaam
from services.commissie.termijnen import Voorval, uitslagen
from services.commissie.termijnen import Zaak as Termijnzaak
from services.kern.kalender import aantal_in_woorden
from tenants.schema import Tenant

#: Een uitkomst van een onderwerp: de naam waaronder geteld wordt. Een zaak kan onder meer namen vallen.
Uitkomst = frozenset[str]
GEEN: Uitkomst = frozenset()
OP_TIJD, TE_LAAT = "op_tijd", "te_laat"


class Zaak(msgspec.Struct, frozen=True):
    """Wat van een aanvraag telt. `oordelen`: van de verzegelde adviezen; `compleet`: die zijn er allemaal.

    `uitkomst`: van het besluit, anders wat uit het eindadvies volgt, anders None. `begin`: de eerste dag van de TLV,
    of zolang die er niet is de uiterste beslisdatum.
    """

    soort: str
    categorie: str | None
    complex: bool
    geboren_op: date
    vakantieregio: str
    ontvangen_op: date
    begin: date
    register: Sequence[Voorval]
    oordelen: Sequence[tuple[str, str | None]]
    compleet: bool
    uitkomst: str | None


class _Onderwerp(msgspec.Struct, frozen=True):
    """`uitkomst`: wat regels bij een zaak zeggen, None als daar niets over te zeggen is.

    `woorden`: per naam hoe zij in een tabel heet. `zin`: van een telling en hoeveel er aan elke kant zijn beoordeeld
    (`groep:naam` telt alleen binnen de groep); leeg als er over deze naam niets apart te zeggen is.
    """

    naam: str
    titel: str
    uitkomst: Callable[[Tenant, Zaak, date], Uitkomst | None]
    woorden: Callable[[Tenant], Mapping[str, str]]
    zin: Callable[[ProefTelling, tuple[int, int]], str]


def proef(
    zaken: Sequence[Zaak],
    oud: Callable[[date], Tenant],
    nieuw: Tenant,
    *,
    van: date,
    tot_en_met: date,
    vandaag: date,
) -> Proef:
    """Elke zaak twee keer: met de regels van haar eigen dag (`oud`) en met `nieuw`."""
    kent = [zaak for zaak in zaken if zaak.soort in nieuw.soorten]
    vroeger = [oud(zaak.ontvangen_op) for zaak in kent]
    anders = [False] * len(kent)
    onderwerpen = []
    for onderwerp in ONDERWERPEN:
        paren = [
            (onderwerp.uitkomst(regels, zaak, vandaag), onderwerp.uitkomst(nieuw, zaak, vandaag))
            for regels, zaak in zip(vroeger, kent, strict=True)
        ]
        for nummer, (was, wordt) in enumerate(paren):
            anders[nummer] |= was is not None and wordt is not None and was != wordt
        woorden = dict(onderwerp.woorden(nieuw))
        for regels in {id(r): r for r in vroeger}.values():
            woorden = {**onderwerp.woorden(regels), **woorden}
        onderwerpen.append(_tellen(onderwerp, paren, woorden))
    aantal, onbekend = len(zaken), len(zaken) - len(kent)
    return Proef(
        van=van,
        tot_en_met=tot_en_met,
        aantal=aantal,
        anders=sum(anders) + onbekend,
        onderwerpen=onderwerpen,
        zinnen=list(_zinnen(aantal, sum(anders) + onbekend, onbekend, onderwerpen)),
    )


def _tellen(
    onderwerp: _Onderwerp, paren: list[tuple[Uitkomst | None, Uitkomst | None]], woorden: Mapping[str, str]
) -> ProefOnderwerp:
    vergeleken = [(was, wordt) for was, wordt in paren if was is not None and wordt is not None]
    was_telling = Counter(naam for was, _ in vergeleken for naam in was)
    wordt_telling = Counter(naam for _, wordt in vergeleken for naam in wordt)
    samen = was_telling | wordt_telling
    tellingen = [
        ProefTelling(naam=naam, titel=woorden.get(naam, naam), was=was_telling[naam], wordt=wordt_telling[naam])
        for naam in [*(n for n in woorden if n in samen), *sorted(samen.keys() - woorden.keys())]
    ]
    veranderd = sorted((t for t in tellingen if t.was != t.wordt), key=lambda t: -abs(t.was - t.wordt))

    def van_hoeveel(telling: ProefTelling) -> tuple[int, int]:
        groep, met_groep, _ = telling.naam.partition(":")
        if not met_groep:
            return len(vergeleken), len(vergeleken)
        zelfde = [t for t in tellingen if t.naam.startswith(f"{groep}:")]
        return sum(t.was for t in zelfde), sum(t.wordt for t in zelfde)

    return ProefOnderwerp(
        naam=onderwerp.naam,
        titel=onderwerp.titel,
        beoordeeld=len(vergeleken),
        anders=sum(was != wordt for was, wordt in vergeleken),
        tellingen=tellingen,
        zinnen=[zin for t in veranderd if (zin := onderwerp.zin(t, van_hoeveel(t)))],
    )


def _zinnen(aantal: int, anders: int, onbekend: int, onderwerpen: list[ProefOnderwerp]) -> Iterator[str]:
    if not aantal:
        yield "In deze periode is geen aanvraag ontvangen."
        return
    if not anders:
        alle = aantal_in_woorden(aantal, "aanvraag", "aanvragen")
        yield f"Met deze regels was bij geen van de {alle} iets anders gegaan."
        return
    yield f"Met deze regels {_waren(anders)} {_van_de(anders, aantal)} anders gegaan."
    if onbekend:
        yield f"Deze regels kennen de soort van {_van_de(onbekend, aantal)} niet; die tellen hieronder niet mee."
    for onderwerp in onderwerpen:
        yield from onderwerp.zinnen[:2]


# ------------------------------------------------------------------------------------------- de onderwerpen


def _beslist(regels: Tenant, zaak: Zaak, vandaag: date) -> Uitkomst:
    return frozenset({regels.beslisser(zaak.categorie, zaak.complex, zaak.soort).beslist})


def _beslist_zin(t: ProefTelling, van: tuple[int, int]) -> str:
    wie = met_lidwoord(t.titel)
    return f"Met deze regels {_waren(t.wordt)} {_van_de(t.wordt, van[1])} naar {wie} gegaan, in plaats van {t.was}."


def _deskundigen(regels: Tenant, zaak: Zaak, vandaag: date) -> Uitkomst:
    plekken = frozenset(plek.naam for plek in regels.plekken(zaak.categorie, zaak.complex, zaak.soort))
    return plekken or frozenset({"geen"})


def _deskundigen_zin(t: ProefTelling, van: tuple[int, int]) -> str:
    wat = "geen deskundige benoemd" if t.naam == "geen" else f"een plek voor: {t.titel[0].lower()}{t.titel[1:]}"
    return f"Met deze regels was bij {_van_de(t.wordt, van[1])} {wat}, in plaats van bij {t.was}."


def _vergaderen(regels: Tenant, zaak: Zaak, vandaag: date) -> Uitkomst | None:
    regel = regels.vergaderen
    if regel is None:
        return None
    if regel.wanneer == "bij_verschil":
        if not zaak.compleet:
            return None
        return GEEN if eenstemmig(zaak.oordelen) else frozenset({"vergadert"})
    return frozenset({"vergadert"}) if regel.wanneer == "altijd" else GEEN


def _vergaderen_zin(t: ProefTelling, van: tuple[int, int]) -> str:
    return f"Met deze regels had de commissie over {_van_de(t.wordt, van[1])} vergaderd, in plaats van over {t.was}."


def _op_tijd(regels: Tenant, zaak: Zaak, vandaag: date) -> Uitkomst:
    """Per termijn of zij gehaald is; wat nog loopt of verviel telt niet."""
    alle = uitslagen(
        regels,
        Termijnzaak(
            soort=zaak.soort,
            categorie=zaak.categorie,
            complex=zaak.complex,
            vakantieregio=zaak.vakantieregio,
            register=zaak.register,
        ),
        vandaag,
    )
    return frozenset(f"{naam}:{OP_TIJD if gehaald else TE_LAAT}" for naam, gehaald in alle.items())


def _op_tijd_woorden(regels: Tenant) -> Mapping[str, str]:
    wat = {"beslistermijn": "Besluit binnen de wettelijke termijn"}
    wat |= {f"streef_{regel.naam}": f"Streven: {regel.wat}" for regel in regels.termijnen.streeftermijnen}
    return {
        f"{naam}:{uitkomst}": f"{titel} ({'gehaald' if uitkomst == OP_TIJD else 'niet gehaald'})"
        for naam, titel in wat.items()
        for uitkomst in (OP_TIJD, TE_LAAT)
    }


def _op_tijd_zin(t: ProefTelling, van: tuple[int, int]) -> str:
    if not t.naam.endswith(OP_TIJD):
        return ""
    wat = t.titel.removesuffix(" (gehaald)").removeprefix("Streven: ")
    if not van[0]:
        return f"Nieuw met deze regels is “{wat}”: dat was bij {_van_de(t.wordt, van[1])} op tijd."
    if not van[1]:
        return f"“{wat}” is er met deze regels niet meer."
    was = f"{t.was}" if van[0] == van[1] else f"{t.was} van de {van[0]}"
    return f"Met deze regels was “{wat}” bij {_van_de(t.wordt, van[1])} op tijd, in plaats van bij {was}."


def _geldigheid(regels: Tenant, zaak: Zaak, vandaag: date) -> Uitkomst:
    regel = regels.geldigheid(zaak.soort, leeftijd_op(zaak.geboren_op, zaak.begin))
    if regel is None:
        return frozenset({"wet"})
    return frozenset({"loopbaan" if regel.hele_schoolloopbaan else f"{regel.min_jaren}-{regel.max_jaren or ''}"})


def _geldigheid_woorden(regels: Tenant) -> Mapping[str, str]:
    woorden = {"wet": "Zo lang als de wet zegt", "loopbaan": "De hele schoolloopbaan"}
    for regel in regels.tlv.geldigheid:
        minstens = f"ten minste {_jaren(regel.min_jaren)}" if regel.min_jaren > 1 or not regel.max_jaren else ""
        hoogstens = f"ten hoogste {_jaren(regel.max_jaren)}" if regel.max_jaren else ""
        samen = " en ".join(filter(None, (minstens, hoogstens)))
        woorden[f"{regel.min_jaren}-{regel.max_jaren or ''}"] = samen.capitalize()
    return woorden


def _geldigheid_zin(t: ProefTelling, van: tuple[int, int]) -> str:
    duur = f"{t.titel[0].lower()}{t.titel[1:]}"
    return f"Met deze regels gold de TLV bij {_van_de(t.wordt, van[1])} {duur}, in plaats van bij {t.was}."


def _gesprek(regels: Tenant, zaak: Zaak, vandaag: date) -> Uitkomst | None:
    if zaak.uitkomst != AFGEWEZEN:
        return None
    return frozenset({"gesprek"}) if regels.commissie.gesprek_voor_afwijzing else GEEN


def _gesprek_zin(t: ProefTelling, van: tuple[int, int]) -> str:
    wat = aantal_in_woorden(van[1], "afwijzing", "afwijzingen")
    return f"Met deze regels hoorde bij {t.wordt} van de {wat} eerst een gesprek, in plaats van bij {t.was}."


def _rollen(regels: Tenant) -> Mapping[str, str]:
    return {m.beslist: rolnaam(regels, m.beslist) for m in regels.mandaten}


def _plektitels(regels: Tenant) -> Mapping[str, str]:
    return {plek.naam: plek.titel for plek in regels.commissie.plekken} | {"geen": "Geen deskundige"}


def _vast(**woorden: str) -> Callable[[Tenant], Mapping[str, str]]:
    return lambda regels: woorden


ONDERWERPEN = (
    _Onderwerp("beslist", "Wie beslist", _beslist, _rollen, _beslist_zin),
    _Onderwerp("deskundigen", "Deskundigen", _deskundigen, _plektitels, _deskundigen_zin),
    _Onderwerp(
        "vergaderen",
        "Vergadering van de commissie",
        _vergaderen,
        _vast(vergadert="De commissie vergadert"),
        _vergaderen_zin,
    ),
    _Onderwerp("streeftermijnen", "Termijnen", _op_tijd, _op_tijd_woorden, _op_tijd_zin),
    _Onderwerp("geldigheid", "Hoe lang een TLV geldt", _geldigheid, _geldigheid_woorden, _geldigheid_zin),
    _Onderwerp("gesprek", "Gesprek voor een afwijzing", _gesprek, _vast(gesprek="Eerst een gesprek"), _gesprek_zin),
)


def uitkomst_van(besluit: str | None, eindadvies: str | None) -> str | None:
    """De uitkomst van het besluit, of zolang dat er niet is wat uit het eindadvies volgt."""
    return besluit or VOLGT.get(eindadvies or "")


# ------------------------------------------------------------------------------------------------ woorden


def _waren(aantal: int) -> str:
    return "was" if aantal == 1 else "waren"


def _van_de(deel: int, aantal: int) -> str:
    if deel == aantal == 1:
        return "de enige aanvraag"
    return f"{deel} van de {aantal_in_woorden(aantal, 'aanvraag', 'aanvragen')}"


def _jaren(aantal: int) -> str:
    return aantal_in_woorden(aantal, "schooljaar", "schooljaren")
