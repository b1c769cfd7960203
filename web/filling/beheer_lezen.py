"""A part of the declaration to read: every value in words, with where it comes from and since when."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from tenants.organisaties import gemeente
from web.filling.beheer_boom import ALGEMEEN, Regels, algemeen, is_blad, soort_van, tekst_van, waarde_op
from web.filling.beheer_schema import HERKOMST, Soort, Veldsoort, keuzes, sleutels, velden
from web.filling.beheer_toml import Pad
from web.filling.beheer_views import DeelKaart, Feit, Groep
from web.filling.beheer_woorden import TITELS, label
from web.filling.beheer_zinnen import gezegd, voorwaarde, zin
from web.formatting import bedrag, datum

_INHOUD = {("recepten",), ("procedures",), ("formulieren",)}
_EENHEID = re.compile(r" \((dagen|werkdagen|weken|maanden|schooljaren|jaar)\)$")
NIETS = "Hierover is niets vastgelegd."


def deel(regels: Regels, pad: Pad, *, wijzigen: bool) -> list[Groep]:
    """What stands at this place, as groups to read. `wijzigen`: with the addresses where one changes it."""
    lezer = _Lezer(regels.data, wijzigen)
    if not pad:
        return [lezer.algemeen()]
    soort, waarde = soort_van(pad), waarde_op(regels.data, pad)
    erft = herkomst(regels.data, pad)
    titel = titel_van(regels.data, pad)
    if waarde is None or waarde in ({}, []):
        return [Groep(id=_id(pad), titel=titel, leeg=NIETS, url=lezer.url(pad))]
    if soort.aard == "groep":
        return lezer.plat(lezer.groep(soort, waarde, pad, titel, erft))
    if soort.aard in ("groepen", "groepenkaart"):
        rijen = lezer.rijen(soort, waarde, pad, ("", erft[1]), binnen=True)
        bron = erft[0] if any(not rij.bron for rij in rijen) else ""
        return [Groep(_id(pad), titel, groepen=rijen, bron=bron, geldt=erft[1], url=lezer.url(pad))]
    if soort.aard == "kaart":
        return [lezer.kaart(soort, waarde, pad, titel, erft)]
    return []


def titel_van(data: Any, pad: Pad) -> str:
    """What this place is called: a part by its name, a row by its sentence."""
    if len(pad) < 2:
        return TITELS.get(tekst_van(pad), tekst_van(pad))
    if pad[0] == "recepten" and len(pad) == 2:
        return f"Dossier {pad[1]}"
    soort = soort_van(pad)
    if soort.aard == "groep" and not isinstance(pad[-1], int) and soort_van(pad[:-1]).aard == "groep":
        return label(_klasse(soort_van(pad[:-1])), pad[-1])
    return zin(_klasse(soort), waarde_op(data, pad), data) if soort.aard == "groep" else label("", str(pad[-1]))


def heeft_blad(pad: Pad) -> bool:
    """Whether this place has a page of its own: a part, a row, but no list within another page."""
    if len(pad) < 2:
        return True
    return soort_van(pad).aard == "groep" and soort_van(pad[:-1]).aard != "groep"


def inhoud(regels: Regels, pad: Pad) -> list[DeelKaart]:
    """The table of contents of a part whose rows are pages of their own; empty for other parts."""
    waarde = waarde_op(regels.data, pad)
    if pad not in _INHOUD or not isinstance(waarde, dict):
        return []
    uit = []
    for naam, rij in waarde.items():
        hier = (*pad, naam)
        klasse = soort_van(hier).klasse
        delen = [str(rij["uitleg"])] if isinstance(rij, dict) and rij.get("uitleg") else []
        for veld in velden(klasse) if klasse and isinstance(rij, dict) else ():
            if veld.soort.aard == "groepen" and isinstance(rij.get(veld.naam), list):
                delen.append(f"{label(veld.klasse, veld.naam)}: {len(rij[veld.naam])}.")
        uit.append(DeelKaart(titel_van(regels.data, hier), " ".join(delen), f"/beheer/delen/{tekst_van(hier)}"))
    return uit


def herkomst(data: Any, pad: Pad) -> tuple[str, str]:
    """The source and the words for the days of the nearest enclosing rule that names one; else of the version."""
    bron, geldt = "", ""
    for lengte in range(len(pad) + 1):
        rij = waarde_op(data, pad[:lengte]) if lengte else waarde_op(data, ("versie",))
        if isinstance(rij, dict):
            if isinstance(rij.get("bron"), str) and rij["bron"]:
                bron = rij["bron"]
            geldt = dagen(rij) or geldt
    return bron, geldt


def dagen(rij: dict[str, Any]) -> str:
    van, tot = rij.get("vanaf"), rij.get("tot_en_met")
    delen = []
    if isinstance(van, date):
        delen.append(f"vanaf {datum(van)}")
    if isinstance(tot, date):
        delen.append(f"tot en met {datum(tot)}")
    tekst = " ".join(delen)
    return f"Geldt {tekst}" if tekst else ""


def _klasse(soort: Soort) -> str:
    return soort.klasse.__name__ if soort.klasse else ""


def _id(pad: Pad) -> str:
    return "p-" + "-".join(map(str, pad or (ALGEMEEN,)))


class _Lezer:
    def __init__(self, data: dict[str, Any], wijzigen: bool):
        self.data, self.wijzigen = data, wijzigen

    def url(self, pad: Pad) -> str:
        return f"/beheer/wijzigen/{tekst_van(pad)}" if self.wijzigen else ""

    def algemeen(self) -> Groep:
        feiten = [self.feit(v, self.data[v.naam], ()) for v in algemeen() if v.naam in self.data]
        bron, geldt = herkomst(self.data, ())
        return Groep(_id(()), TITELS[ALGEMEEN], feiten, bron=bron, geldt=geldt, url=self.url(()))

    def plat(self, groep: Groep) -> list[Groep]:
        """The values of the whole first, its lists after it, side by side on the page."""
        zonder = Groep(
            groep.id, groep.titel, groep.feiten, [], groep.bron, groep.geldt, groep.opmerking, groep.url, groep.leeg
        )
        return [*([zonder] if zonder.feiten or zonder.opmerking or not groep.groepen else []), *groep.groepen]

    def groep(
        self, soort: Soort, waarde: Any, pad: Pad, titel: str, erft: tuple[str, str], *, binnen: bool = False
    ) -> Groep:
        if not isinstance(waarde, dict) or soort.klasse is None:
            return Groep(_id(pad), titel, leeg="Dit is niet geschreven zoals het hoort.", url=self.url(pad))
        al = gezegd(soort.klasse.__name__) if titel != TITELS.get(str(pad[-1])) else frozenset()
        feiten, groepen = [], []
        eigen, boven = waarde.get("bron"), erft
        erft = (eigen if isinstance(eigen, str) and eigen else erft[0], dagen(waarde) or erft[1])
        for veld in velden(soort.klasse):
            inhoud = waarde.get(veld.naam)
            if inhoud is None or inhoud in ("", [], {}) or _is_herkomst(veld) or veld.naam in al:
                continue
            if is_blad(veld.soort):
                feiten.append(self.feit(veld, inhoud, (*pad, veld.naam)))
            elif veld.naam == "als":
                feiten.append(Feit(label("", "als"), voorwaarde(inhoud, self.data)))
            elif binnen and veld.soort.aard == "groepen":
                # The rows of a row (the questions of a chapter) need no title of their own.
                groepen += self.rijen(veld.soort, inhoud, (*pad, veld.naam), erft, binnen=True)
            else:
                groepen.append(self.onder(veld, inhoud, (*pad, veld.naam), erft))
        # What a row inherits stands with what it is part of, and is not said again.
        return Groep(
            _id(pad),
            titel,
            feiten,
            groepen,
            bron="" if binnen and erft[0] == boven[0] else erft[0],
            geldt="" if binnen and erft[1] == boven[1] else erft[1],
            opmerking=str(waarde.get("opmerking", "")),
            url=self.url(pad),
        )

    def onder(self, veld: Veldsoort, inhoud: Any, pad: Pad, erft: tuple[str, str]) -> Groep:
        titel = label(veld.klasse, veld.naam)
        if veld.soort.aard == "groep":
            if gezegd(_klasse(veld.soort)):
                regel = zin(_klasse(veld.soort), inhoud, self.data)
                titel = f"{titel}: {regel[:1].lower()}{regel[1:].removesuffix('.')}"
            return self.groep(veld.soort, inhoud, pad, titel, erft, binnen=True)
        if veld.soort.aard in ("kaart", "lijsten"):
            return self.kaart(veld.soort, inhoud, pad, titel, erft)
        rijen = self.rijen(veld.soort, inhoud, pad, erft, binnen=True)
        return Groep(_id(pad), titel, groepen=rijen, url=self.url(pad[:-1]))

    def rijen(self, soort: Soort, inhoud: Any, pad: Pad, erft: tuple[str, str], *, binnen: bool = False) -> list[Groep]:
        paren = inhoud.items() if isinstance(inhoud, dict) else enumerate(inhoud if isinstance(inhoud, list) else [])
        rij = Soort("groep", klasse=soort.klasse)
        return [
            self.groep(rij, waarde, (*pad, sleutel), titel_van(self.data, (*pad, sleutel)), erft, binnen=binnen)
            for sleutel, waarde in paren
        ]

    def kaart(self, soort: Soort, inhoud: Any, pad: Pad, titel: str, erft: tuple[str, str]) -> Groep:
        veld = Veldsoort("Tenant", str(pad[-1]), soort, True)
        namen = {k.waarde: k.titel for k in sleutels(veld, self.data)}
        volgorde = [*[s for s in namen if s in inhoud], *[s for s in inhoud if s not in namen]]
        feiten = [_regels(namen.get(s, s), inhoud[s]) for s in volgorde]
        url = self.url(pad if len(pad) == 1 else pad[:-1])
        return Groep(_id(pad), titel, feiten, bron=erft[0], geldt=erft[1], url=url)

    def feit(self, veld: Veldsoort, inhoud: Any, pad: Pad) -> Feit:
        naam = label(veld.klasse, veld.naam)
        if veld.naam == "gemeenten" and isinstance(inhoud, list):
            return Feit("Gemeenten", "", [f"{g.naam} ({c})" if (g := gemeente(str(c))) else str(c) for c in inhoud])
        keus = {k.waarde: k.titel for k in keuzes(veld, self.data, self._rijen_om(pad))}
        if veld.naam == "momenten" and isinstance(inhoud, list):
            return Feit(naam, "", [_dag(str(w)) for w in inhoud])
        if isinstance(inhoud, list):
            return Feit(naam, "", [keus.get(str(w), str(w)) for w in inhoud])
        if isinstance(inhoud, bool):
            return Feit(naam, "Ja" if inhoud else "Nee")
        if isinstance(inhoud, date):
            return Feit(naam, datum(inhoud))
        if veld.naam == "cent" and isinstance(inhoud, int):
            return Feit("Bedrag", bedrag(inhoud))
        if isinstance(inhoud, int) and (eenheid := _EENHEID.search(naam)):
            return Feit(naam[: eenheid.start()], f"{inhoud} {eenheid[1]}")
        return Feit(naam, keus.get(str(inhoud), str(inhoud)))

    def _rijen_om(self, pad: Pad) -> tuple[Any, ...]:
        return tuple(rijen_om(self.data, pad))


def rijen_om(data: Any, pad: Pad) -> list[Any]:
    """The rows that a name at this place may point to: the steps of the procedure, the questions of the recept."""
    if not pad:
        return []
    if pad[0] in ("recepten", "formulieren") and len(pad) > 2:
        hoofdstukken = waarde_op(data, (*pad[:2], "onderdelen"))
        return [v for h in hoofdstukken or [] if isinstance(h, dict) for v in h.get("vragen", []) or []]
    if pad[0] == "procedures" and len(pad) > 2:
        return waarde_op(data, (*pad[:2], "stappen")) or []
    return []


def _regels(naam: str, inhoud: Any) -> Feit:
    return Feit(naam, "", [str(w) for w in inhoud]) if isinstance(inhoud, list) else Feit(naam, str(inhoud))


def _dag(maand_dag: str) -> str:
    """`08-01`: 1 augustus"""
    try:
        return datum(date.fromisoformat(f"2024-{maand_dag}"), jaar=False)
    except ValueError:
        return maand_dag


def _is_herkomst(veld: Veldsoort) -> bool:
    return veld.naam in HERKOMST and not (veld.klasse == "StreefRegel" and veld.naam == "vanaf")
