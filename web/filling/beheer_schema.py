"""What may stand where in a declaration, read from the schema itself: a new key there is a new field on the screen."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from services.kern.rollen import ROLNAMEN, Rol
from tenants import schema
from tenants.handelingen import HANDELINGEN
from tenants.toetsing import DISCIPLINES
from web.filling.beheer_woorden import WAARDEN
from web.formatting import getal
from web.views import Keuze

HERKOMST = ("bron", "vanaf", "tot_en_met", "opmerking")
# Names that stand for something else in the declaration, or in the platform: chosen, not typed.
_ROLVELDEN = {
    "Mandaat.beslist",
    "CommissieRegels.eindadvies_door",
    "Orgaan.rollen",
    "Orgaan.voorzitter",
    "Stap.door",
    "Overleg.voorzitter",
    "Overleg.deelnemers",
    "Arrangement.beslist",
    "BezwaarRegels.gesprek_door",
}
_SCHOOLSOORTEN = ("sbo", "so", "so_vso", "vso", "pro")


@dataclass(frozen=True)
class Soort:
    """What one value is.

    `aard`: tekst, getal, ja_nee, datum, keuze, teksten (a list), keuzes (a list out of choices), groep (a struct),
    groepen (a list of them), kaart (texts by key), lijsten (lists of texts by key), groepenkaart (structs by key).
    """

    aard: str
    klasse: type[Any] | None = None
    keuzes: tuple[str, ...] = ()
    patroon: str = ""
    minimum: int | None = None
    maximum: int | None = None
    min_lengte: int = 0
    mag_leeg: bool = False


@dataclass(frozen=True)
class Veldsoort:
    """A key of a struct. `standaard`: what counts when it is not there; None where nothing does."""

    klasse: str
    naam: str
    soort: Soort
    verplicht: bool
    standaard: Any = None

    @property
    def id(self) -> str:
        return f"{self.klasse}.{self.naam}"


@cache
def velden(klasse: type[Any]) -> tuple[Veldsoort, ...]:
    """The keys of this struct: its own first, where it comes from last."""
    alle = []
    for veld in inspect.type_info(klasse).fields:  # type: ignore[union-attr]
        standaard = None if veld.default is inspect.NODEFAULT else veld.default
        if veld.default_factory is not inspect.NODEFAULT:
            standaard = veld.default_factory()
        soort = _soort(veld.type)
        alle.append(Veldsoort(klasse.__name__, veld.name, soort, veld.required, standaard))
    return tuple(sorted(alle, key=lambda v: HERKOMST.index(v.naam) + 1 if v.naam in HERKOMST else 0))


@cache
def veld(klasse: type[Any], naam: str) -> Veldsoort | None:
    return next((v for v in velden(klasse) if v.naam == naam), None)


def _soort(soort: inspect.Type) -> Soort:
    match soort:
        case inspect.UnionType(types):
            (echt,) = [s for s in types if not isinstance(s, inspect.NoneType)]
            return replace(_soort(echt), mag_leeg=True)
        case inspect.Metadata(type=binnen):
            return _soort(binnen)
        case inspect.BoolType():
            return Soort("ja_nee")
        case inspect.IntType():
            return Soort("getal", minimum=soort.ge, maximum=soort.le)
        case inspect.DateType():
            return Soort("datum")
        case inspect.StrType():
            return Soort("tekst", patroon=soort.pattern or "", min_lengte=soort.min_length or 0)
        case inspect.LiteralType(values):
            return Soort("keuze", keuzes=tuple(sorted(map(str, values), key=_volgorde)))
        case inspect.StructType(cls):
            return Soort("groep", klasse=cls)
        case inspect.ListType(binnen):
            item = _soort(binnen)
            if item.aard == "groep":
                return Soort("groepen", klasse=item.klasse)
            if item.aard == "keuze":
                return Soort("keuzes", keuzes=item.keuzes)
            return Soort("teksten", patroon=item.patroon, min_lengte=item.min_lengte)
        case inspect.DictType(_, binnen):
            item = _soort(binnen)
            if item.aard == "groep":
                return Soort("groepenkaart", klasse=item.klasse)
            return Soort("kaart" if item.aard == "tekst" else "lijsten", patroon=item.patroon)
    raise TypeError(soort)


def _volgorde(waarde: str) -> int:
    """Choices stand in the order of the words for them: laag, midden, hoog."""
    namen = [naam.rpartition(".")[2] for naam in WAARDEN]
    return namen.index(waarde) if waarde in namen else len(namen)


# ----------------------------------------------------------------------------------------------- choices


def keuzes(veldsoort: Veldsoort, tenant: dict[str, Any], groep: tuple[Any, ...] = ()) -> list[Keuze]:
    """What may be chosen here; empty where one types. `tenant`: the declaration as data; `groep`: the rows around."""
    id, soort = veldsoort.id, veldsoort.soort
    if soort.keuzes:
        return [Keuze(w, WAARDEN.get(f"{veldsoort.naam}.{w}", WAARDEN.get(w, _woorden(w)))) for w in soort.keuzes]
    if id in _ROLVELDEN:
        eigen = tenant.get("rolnamen") if isinstance(tenant.get("rolnamen"), dict) else {}
        return [Keuze(rol.value, rolnaam(rol, eigen)) for rol in Rol]
    if id == "Plek.disciplines":
        return [Keuze(d, WAARDEN.get(d, _woorden(d))) for d in sorted(DISCIPLINES)]
    if id in ("Voorwaarde.soort", "GeldigheidRegel.soort", "Bedrag.soort"):
        return _namen(tenant.get("soorten"), "naam")
    if id == "Soort.recept":
        return _namen(tenant.get("recepten"), "")
    if id == "Soort.ontvangende_scholen":
        return [Keuze(s, WAARDEN.get(f"school.{s}", s)) for s in _SCHOOLSOORTEN]
    if id == "StreefRegel.vervalt_bij":
        return [Keuze(w, WAARDEN.get(w, _woorden(w))) for w in _TOT]
    if id == "Stap.orgaan":
        return _namen(tenant.get("organen"), "titel")
    if id == "Stap.handeling":
        return [Keuze(naam, _woorden(naam)) for naam in HANDELINGEN]
    if id == "Overleg.formulier":
        return _namen(tenant.get("formulieren"), "titel")
    if id == "Stap.na" and groep:
        return [Keuze(str(s.get("naam")), str(s.get("titel", s.get("naam")))) for s in groep if isinstance(s, dict)]
    if id == "AlsAntwoord.vraag" and groep:
        return [Keuze(str(v.get("naam")), str(v.get("label", v.get("naam")))) for v in groep if isinstance(v, dict)]
    return []


_TOT = next(v for v in velden(schema.StreefRegel) if v.naam == "tot").soort.keuzes


def rolnaam(rol: str, eigen: dict[str, Any]) -> str:
    """The tenant's word for the role, and the plain one beside it where they differ."""
    gewoon = ROLNAMEN[Rol(rol)]
    woord = str(eigen.get(rol, gewoon))
    return gewoon if woord == gewoon else f"{woord} ({gewoon.lower()})"


def sleutels(veldsoort: Veldsoort, tenant: dict[str, Any]) -> list[Keuze]:
    """The keys that a mapping of texts may have, in their order."""
    if veldsoort.naam == "rolnamen":
        return [Keuze(rol.value, ROLNAMEN[rol]) for rol in Rol]
    if veldsoort.naam == "openbare_stappen":
        return [Keuze(s, WAARDEN.get(f"stap.{s}", _woorden(s))) for s in schema.OPENBARE_STAPPEN]
    if veldsoort.naam == "postcodes":
        from tenants.organisaties import gemeente

        codes = [str(c) for c in tenant.get("gemeenten", ()) if isinstance(c, str)]
        return [Keuze(c, g.naam if (g := gemeente(c)) else c) for c in codes]
    return []


def _namen(groepen: Any, veld_: str) -> list[Keuze]:
    if not isinstance(groepen, dict):
        return []
    return [
        Keuze(naam, str(g.get(veld_, _woorden(naam))) if isinstance(g, dict) else naam) for naam, g in groepen.items()
    ]


def _woorden(naam: str) -> str:
    return naam.replace("_", " ").capitalize()


# ------------------------------------------------------------------------------------- what was typed


class Fout(ValueError):
    """One Dutch sentence to stand beside the field."""


def lezen(veldsoort: Veldsoort, getypt: str) -> Any:
    """The value that this text stands for; None for nothing. Raises Fout, with nothing lost: keep the text then."""
    soort = veldsoort.soort
    tekst = getypt.strip()
    if not tekst and soort.aard not in ("teksten", "keuzes"):
        return None
    match soort.aard:
        case "getal":
            return _getal(soort, tekst)
        case "ja_nee":
            if tekst not in ("ja", "nee"):
                raise Fout("Kies ja of nee.")
            return tekst == "ja"
        case "datum":
            return _datum(tekst)
        case "keuze":
            if tekst not in soort.keuzes:
                raise Fout("Kies een van de mogelijkheden.")
            return tekst
        case "teksten" | "keuzes":
            regels = [regel.strip() for regel in tekst.split("\n") if regel.strip()]
            for regel in regels:
                _past(soort, veldsoort, regel)
            return regels
    _past(soort, veldsoort, tekst)
    return tekst


def _getal(soort: Soort, tekst: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,12}", tekst):
        raise Fout("Vul een heel getal in, alleen cijfers.")
    waarde = int(tekst)
    if soort.minimum is not None and waarde < soort.minimum:
        raise Fout(f"Dit getal is te laag: minstens {getal(soort.minimum)}.")
    if soort.maximum is not None and waarde > soort.maximum:
        raise Fout(f"Dit getal is te hoog: hoogstens {getal(soort.maximum)}.")
    return waarde


def _datum(tekst: str) -> date:
    if gevonden := re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", tekst):
        tekst = f"{gevonden[3]}-{int(gevonden[2]):02d}-{int(gevonden[1]):02d}"
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise Fout("Deze datum bestaat niet. Schrijf hem zo: 14-12-2026.") from None


_PATRONEN = {
    "^[a-z]": "Gebruik alleen kleine letters, cijfers en een laag streepje, zonder spaties.",
    "^#": "Schrijf een kleur als # met zes tekens, bijvoorbeeld #005f63.",
    "^(0[1-9]": "Schrijf een dag zo: maand en dag met een streepje, bijvoorbeeld 08-01 voor 1 augustus.",
    "^(PO|VO)": "Schrijf het nummer met PO of VO ervoor en vier cijfers, bijvoorbeeld PO2202.",
    "^([1-9]": "Schrijf een postcode zo: 7811 AA.",
    "^([^@": "Dit is geen e-mailadres.",
    "^https": "Begin met https:// en daarna het adres.",
    "^[0-9]{4}(": "Schrijf per regel een postcode of een reeks: 9482 of 9470-9479.",
    "^[0-9]{4}$": "Schrijf de code van een gemeente in vier cijfers.",
    "^[0-9]{5}$": "Schrijf het nummer van het bestuur in vijf cijfers.",
    "^[0-9]{2}[A-Z]": "Schrijf de code van een vestiging zo: 16MA00.",
}


def _past(soort: Soort, veldsoort: Veldsoort, tekst: str) -> None:
    if soort.patroon and not re.search(soort.patroon, tekst):
        zin = next((zin for begin, zin in _PATRONEN.items() if soort.patroon.startswith(begin)), "")
        raise Fout(zin or "Schrijf hier een getal, met een punt voor de decimalen.")
    if len(tekst) < soort.min_lengte:
        raise Fout("Noem het document en de plaats daarin, bijvoorbeeld: Ondersteuningsplan 2026-2030, par. 5.2.")


def schrijven(waarde: Any) -> str:
    """How a value stands in its field: the other way round of `lezen`."""
    match waarde:
        case None:
            return ""
        case bool():
            return "ja" if waarde else "nee"
        case list():
            return "\n".join(str(regel) for regel in waarde)
        case date():
            return waarde.isoformat()
    return str(waarde)


def past_bij(veldsoort: Veldsoort, waarde: Any) -> str:
    """Why this value, as it stands in the file, is not what the schema wants; "" when it is."""
    try:
        if waarde is None or waarde in ("", []):
            return "Vul dit in." if veldsoort.verplicht and waarde != [] else ""
        gelezen = lezen(veldsoort, schrijven(waarde))
    except Fout as fout:
        return str(fout)
    soort_klopt = type(gelezen) is type(waarde) or msgspec.to_builtins(gelezen) == waarde
    return "" if soort_klopt else "Dit is niet geschreven zoals het hoort."
