"""The termijnlijn: one legal term drawn on the calendar, as SVG, from values that were computed elsewhere.

The drawing takes dates and lays them out; it applies no rule of law. Colours come from CSS classes, so theme,
print and forced colours apply. It is aria-hidden: the page gives the same facts as a list (`als_tekst`).
Positions are ends of days, so the distance between two dates is a number of days.
"""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

from msgspec import Struct

from web.formatting import MAANDEN, aantal, korte_dag, lange_datum

_DAG = timedelta(days=1)
_LINKS = _RECHTS = 22
_BREED = 1160
_SPOOR_Y, _SPOOR_HOOG = 118, 26
_WEEK_BREED, _WEEK_TUSSEN = 46, 5
_RIJ = 48  # height of a row of names


class Onderbreking(Struct, frozen=True, kw_only=True):
    """Awb 4:15: the clock stops the day after `gevraagd_op` and runs again on `hervat_op`, which counts."""

    gevraagd_op: date
    hervat_op: date
    gepland: bool = False  # hervat_op is the last day it can be, the answer is still out

    @property
    def dagen(self) -> int:
        return max(0, (self.hervat_op - self.gevraagd_op).days - 1)


class Merk(Struct, frozen=True, kw_only=True):
    """Something that happened, or is planned, to be named above the line."""

    dag: date
    titel: str
    gepland: bool = False


class Termijnlijn(Struct, frozen=True, kw_only=True):
    """One term. `oorspronkelijk_einde` when the decision was put off (`einde` is then the named date)."""

    begin: date
    einde: date
    vandaag: date
    lengte_dagen: int = 56
    onderbrekingen: list[Onderbreking] = []
    merken: list[Merk] = []
    oorspronkelijk_einde: date | None = None
    besluit_op: date | None = None
    begin_titel: str = "Aanvraag ontvangen"
    einde_titel: str = "Uiterste beslisdatum"
    besluit_titel: str = "Besluit genomen"
    vandaag_titel: str = "Vandaag"  # what the peil is called; another day may be looked at

    @property
    def peil(self) -> date:
        """The day up to which time was used: of the decision, else today."""
        return self.besluit_op or self.vandaag

    @property
    def stil(self) -> int:
        """Days on which the clock stood still until the peil."""
        return sum(max(0, (min(o.hervat_op - _DAG, self.peil) - o.gevraagd_op).days) for o in self.onderbrekingen)

    @property
    def verbruikt(self) -> int:
        return max(0, (self.peil - self.begin).days - self.stil)

    @property
    def komt_stil(self) -> int:
        """Days after the peil on which the clock will stand still."""
        return sum(max(0, (o.hervat_op - _DAG - max(o.gevraagd_op, self.peil)).days) for o in self.onderbrekingen)

    @property
    def nog(self) -> int:
        """Days of the term that are left after the peil; days that the clock stands still are none of them."""
        return max(0, (self.einde - self.peil).days - self.komt_stil)

    @property
    def totaal(self) -> int:
        """Days of the term in all: `lengte_dagen`, and what was added (a weekend at the end, a later date)."""
        stil = sum(max(0, (min(o.hervat_op - _DAG, self.einde) - o.gevraagd_op).days) for o in self.onderbrekingen)
        return max(self.lengte_dagen, (self.einde - self.begin).days - stil)


def als_tekst(lijn: Termijnlijn) -> list[tuple[str, str]]:
    """The same facts in order, for readers who do not see the drawing: (what, on which day)."""
    return [(naam, lange_datum(dag)) for dag, naam, _ in _gebeurtenissen(lijn, met_vandaag=True)]


def _gebeurtenissen(lijn: Termijnlijn, *, met_vandaag: bool) -> list[tuple[date, str, str]]:
    """(day, title, kind) by day; kind: start, stop, hervat, klaar, gepland, vandaag, eind."""
    uit = [(lijn.begin, lijn.begin_titel, "start")]
    for stop in lijn.onderbrekingen:
        uit.append((stop.gevraagd_op, "Klok gestopt", "stop"))
        titel = "Klok loopt uiterlijk weer" if stop.gepland else "Klok loopt weer"
        uit.append((stop.hervat_op, titel, "hervat"))
    uit += [(merk.dag, merk.titel, "gepland" if merk.gepland else "klaar") for merk in lijn.merken]
    if lijn.besluit_op:
        uit.append((lijn.besluit_op, lijn.besluit_titel, "klaar"))
    elif met_vandaag:
        uit.append((lijn.vandaag, lijn.vandaag_titel, "vandaag"))
    uit.append((lijn.einde, lijn.einde_titel, "eind"))
    return sorted(uit, key=lambda g: (g[0], g[2] == "eind"))


def _stukken(lijn: Termijnlijn) -> list[tuple[str, date, date]]:
    """The track in parts: run, rest, stop, wacht (planned stop), extra (put off), te-laat."""
    nu, cursor = lijn.peil, lijn.begin
    uit: list[tuple[str, date, date]] = []

    def tot(dag: date, voorbij: str, toekomst: str) -> None:
        nonlocal cursor
        if dag <= cursor:
            return
        if cursor < nu < dag:
            uit.extend([(voorbij, cursor, nu), (toekomst, nu, dag)])
        else:
            uit.append((voorbij if dag <= nu else toekomst, cursor, dag))
        cursor = dag

    for stop in sorted(lijn.onderbrekingen, key=lambda o: o.gevraagd_op):
        tot(stop.gevraagd_op, "run", "rest")
        tot(stop.hervat_op - _DAG, "stop", "wacht")
    tot(lijn.besluit_op or lijn.oorspronkelijk_einde or lijn.einde, "run", "rest")
    if lijn.oorspronkelijk_einde and not lijn.besluit_op and lijn.einde > cursor:
        uit.append(("extra", cursor, lijn.einde))
    if nu > lijn.einde:
        # what was drawn as used beyond the last day is the part that is too late
        uit = [(s, a, min(b, lijn.einde)) for s, a, b in uit if a < lijn.einde]
        uit.append(("te-laat", lijn.einde, nu))
    return uit


class _Vel:
    """Collects elements and turns a date into a place on the paper."""

    def __init__(self, lijn: Termijnlijn) -> None:
        self.van = lijn.begin - 4 * _DAG
        self.tot = max(lijn.einde, lijn.peil) + 9 * _DAG
        self.delen: list[str] = []

    def x(self, dag: date) -> float:
        return _LINKS + (_BREED - _LINKS - _RECHTS) * (dag - self.van).days / (self.tot - self.van).days

    def tekst(self, x: float, y: float, woorden: str, klasse: str, anker: str = "") -> None:
        anker = f' text-anchor="{anker}"' if anker else ""
        self.delen.append(f'<text x="{x:.1f}" y="{y:.1f}" class="{klasse}"{anker}>{escape(woorden)}</text>')

    def vorm(self, markering: str) -> None:
        self.delen.append(markering)


def _patronen(uid: str) -> str:
    return (
        f'<defs><pattern id="{uid}-stop" width="8" height="8" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="swv-tl__hatch-bg" width="8" height="8"/>'
        '<rect class="swv-tl__hatch" width="3" height="8"/></pattern>'
        f'<pattern id="{uid}-extra" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(-45)"><rect class="swv-tl__extra-bg" width="7" height="7"/>'
        '<rect class="swv-tl__extra-line" width="2.5" height="7"/></pattern></defs>'
    )


def _kalender(vel: _Vel, lijn: Termijnlijn) -> None:
    onder = _SPOOR_Y + _SPOOR_HOOG
    dag = vel.van
    while dag <= vel.tot:
        if dag.weekday() == 0:
            vel.vorm(f'<path class="swv-tl__week" d="M{vel.x(dag):.1f} {onder + 6}v7"/>')
        dag += _DAG
    maand, eerste = vel.van.replace(day=1), True
    while maand <= vel.tot:
        volgende = date(maand.year + maand.month // 12, maand.month % 12 + 1, 1)
        x = max(vel.x(maand), _LINKS)
        if maand > vel.van:
            vel.vorm(f'<path class="swv-tl__month" d="M{x:.1f} {onder + 6}v22"/>')
        naam = MAANDEN[maand.month - 1] + (f" {maand.year}" if eerste or maand.month == 1 else "")
        x, breed = x + (7 if maand > vel.van else 0), 7.4 * len(naam)
        if not lijn.besluit_op and x - 4 < vel.x(lijn.vandaag) < x + breed:
            x = vel.x(lijn.vandaag) + 7  # the line of today runs down through the calendar
        if min(vel.x(volgende), _BREED - _RECHTS) - x > breed + 5:
            vel.tekst(x, onder + 27, naam, "swv-tl__label")
        maand, eerste = volgende, False


def _spoor(vel: _Vel, lijn: Termijnlijn, uid: str) -> None:
    y, hoog, midden_y = _SPOOR_Y, _SPOOR_HOOG, _SPOOR_Y + _SPOOR_HOOG / 2 + 5
    breedte = vel.x(lijn.einde) - vel.x(lijn.begin)
    vel.vorm(
        f'<rect class="swv-tl__base" x="{vel.x(lijn.begin):.1f}" y="{y}" width="{breedte:.1f}" height="{hoog}" rx="5"/>'
    )
    for soort, van, tot in _stukken(lijn):
        links, breed, dagen = vel.x(van), vel.x(tot) - vel.x(van), (tot - van).days
        vulling = {"wacht": "stop", "stop": "stop", "extra": "extra"}.get(soort)
        vulling = f' fill="url(#{uid}-{vulling})"' if vulling else ""
        vel.vorm(
            f'<rect class="swv-tl__seg swv-tl__seg--{soort}" x="{links:.1f}" y="{y}" width="{breed:.1f}" '
            f'height="{hoog}"{vulling} rx="{5 if soort == "rest" else 0}"/>'
        )
        woorden, pil, inkt = _opschrift(soort, dagen)
        nodig = 6.3 * len(woorden) + (20 if pil else 12)
        if soort == "te-laat" and breed <= nodig:
            woorden, nodig = f"+{dagen}", 30
        if breed <= nodig:
            continue
        midden = links + breed / 2
        if pil:
            vel.vorm(
                f'<rect class="swv-tl__pill" x="{midden - nodig / 2 + 4:.1f}" y="{y + 3}" '
                f'width="{nodig - 8:.1f}" height="{hoog - 6}" rx="{(hoog - 6) / 2}"/>'
            )
        klasse = "swv-tl__seglabel" + (" swv-tl__seglabel--ink" if inkt else "")
        vel.tekst(midden, midden_y, woorden, klasse, "middle")


def _opschrift(soort: str, dagen: int) -> tuple[str, bool, bool]:
    """Words on a part of the track, whether they need a light pill behind them, whether they are dark."""
    telling = aantal(dagen, "dag", "dagen")
    return {
        "run": (f"{telling} verbruikt", False, False),
        "rest": (f"nog {telling}", False, True),
        "stop": (f"klok stil · {telling}", True, True),
        "wacht": ("klok staat stil", True, True),
        "extra": (f"verdaagd +{dagen}", True, True),
        "te-laat": (f"{telling} te laat", False, False),
    }[soort]


class _Opschrift:
    """A name above the track: its stem at `x`, its words from `x0` to `x1`, on row `rij` (0 is the lowest)."""

    def __init__(self, x: float, titel: str) -> None:
        self.x, self.breed, self.rij = x, max(7.8 * len(titel), 66) + 12, 0
        self.richten(rechts=x + self.breed < _BREED - 4)

    def richten(self, *, rechts: bool) -> None:
        self.rechts = rechts
        self.x0, self.x1 = (self.x, self.x + self.breed) if rechts else (self.x - self.breed, self.x)

    def dekt(self, ander: _Opschrift) -> bool:
        """Whether the stem of the other one would run through these words."""
        return self is not ander and self.x0 < ander.x < self.x1

    def raakt(self, ander: _Opschrift) -> bool:
        return self.x0 < ander.x1 + 8 and ander.x0 < self.x1 + 8


def _stapelen(opschriften: list[_Opschrift]) -> None:
    """Give every name a row on which it meets no other name and no stem. `opschriften` by day."""
    for dit in reversed(opschriften):
        if dit.rechts and any(dit.dekt(ander) for ander in opschriften if not ander.rechts):
            dit.richten(rechts=False)
    # Words to the right cover later stems, words to the left earlier ones: each after those it must stand above.
    naar_rechts = [o for o in reversed(opschriften) if o.rechts]
    gezet: list[_Opschrift] = []
    for dit in [*naar_rechts, *(o for o in opschriften if not o.rechts)]:
        vol = {ander.rij for ander in gezet if dit.raakt(ander)}
        dit.rij = max((ander.rij + 1 for ander in gezet if dit.dekt(ander)), default=0)
        while dit.rij in vol:
            dit.rij += 1
        gezet.append(dit)


def _bovenschriften(vel: _Vel, lijn: Termijnlijn) -> int:
    """Names above the track, in as many rows as it takes. Gives the number of the highest row."""
    lijst = _gebeurtenissen(lijn, met_vandaag=False)
    opschriften = [_Opschrift(vel.x(dag - _DAG if soort == "hervat" else dag), titel) for dag, titel, soort in lijst]
    _stapelen(opschriften)
    for (dag, titel, soort), plek in zip(lijst, opschriften, strict=True):
        x, y, eind = plek.x, 84 - _RIJ * plek.rij, soort == "eind"
        accent = "--eind" if eind else ""
        stam = "swv-tl__stem" + (f" swv-tl__stem{accent}" if eind else "")
        vel.vorm(f'<path class="{stam}" d="M{x:.1f} {_SPOOR_Y - 2}V{y - 24}"/>')
        anker, tx = ("", x + 8) if plek.rechts else ("end", x - 8)
        vel.tekst(tx, y - 14, titel, "swv-tl__title" + (f" swv-tl__title{accent}" if eind else ""), anker)
        vel.tekst(tx, y + 3, korte_dag(dag), "swv-tl__date", anker)
        if soort in ("start", "klaar", "gepland"):
            staat = "gepland" if soort == "gepland" else "klaar"
            vel.vorm(f'<circle class="swv-tl__dot swv-tl__dot--{staat}" cx="{x:.1f}" cy="{_SPOOR_Y - 2}" r="5"/>')
        if eind:
            hoog = _SPOOR_HOOG + 12
            vel.vorm(f'<path class="swv-tl__flag" d="M{x - 2:.1f} {_SPOOR_Y - 6}h4v{hoog}h-4z"/>')
    return max(plek.rij for plek in opschriften)


def _vandaag(vel: _Vel, lijn: Termijnlijn) -> None:
    x, onder, breed = vel.x(lijn.vandaag), _SPOOR_Y + _SPOOR_HOOG, 148
    vel.vorm(
        f'<path class="swv-tl__today" d="M{x:.1f} {_SPOOR_Y - 8}v{_SPOOR_HOOG + 22}"/>'
        f'<circle class="swv-tl__todaydot" cx="{x:.1f}" cy="{_SPOOR_Y - 8}" r="4.5"/>'
    )
    links = min(max(x - breed / 2, _LINKS), _BREED - _RECHTS - breed)
    vel.vorm(
        f'<rect class="swv-tl__todaybox" x="{links:.1f}" y="{onder + 33}" width="{breed}" height="24" '
        'rx="12"/>'
        f'<path class="swv-tl__today" d="M{x:.1f} {onder + 12}v21"/>'
    )
    woorden = f"{lijn.vandaag_titel} · {korte_dag(lijn.vandaag)}"
    vel.tekst(links + breed / 2, onder + 49.5, woorden, "swv-tl__todaytext", "middle")


def _weken(vel: _Vel, lijn: Termijnlijn) -> None:
    """Every block is one week of the term itself: a suspension uses up no weeks."""
    y, weken = 232, -(-lijn.lengte_dagen // 7)
    erbij = lijn.totaal - lijn.lengte_dagen
    kop = f"Wettelijke termijn: {aantal(weken, 'week', 'weken')}"
    if erbij:
        kop = f"Termijn: {aantal(weken, 'week', 'weken')} en {aantal(erbij, 'dag', 'dagen')}"
    vel.tekst(_LINKS, y + 17, kop, "swv-tl__label swv-tl__label--strong")
    begin = _LINKS + 226
    for i in range(weken):
        x = begin + i * (_WEEK_BREED + _WEEK_TUSSEN)
        op = min(7, max(0, lijn.verbruikt - 7 * i))
        vel.vorm(f'<rect class="swv-tl__wk" x="{x}" y="{y}" width="{_WEEK_BREED}" height="24" rx="4"/>')
        if op:
            breed = _WEEK_BREED * op / 7
            vel.vorm(
                f'<rect class="swv-tl__wk swv-tl__wk--used" x="{x}" y="{y}" width="{breed:.1f}" height="24" rx="4"/>'
            )
        deel = {0: 7, 7: 7}.get(op, op if op >= 4 else 7 + op)
        klasse = "swv-tl__wklabel" + (" swv-tl__wklabel--used" if op >= 4 else "")
        vel.tekst(x + _WEEK_BREED * deel / 14, y + 16.5, str(i + 1), klasse, "middle")
    tekst = f"{min(lijn.verbruikt, lijn.totaal)} van {lijn.totaal} dagen verbruikt"
    if lijn.stil:
        tekst += f", {aantal(lijn.stil, 'dag stond', 'dagen stonden')} stil"
    vel.tekst(begin + weken * (_WEEK_BREED + _WEEK_TUSSEN) + 12, y + 17, tekst, "swv-tl__label")


def teken(lijn: Termijnlijn, uid: str = "tl") -> str:
    """The drawing as an `<svg>` element; `uid` keeps pattern ids apart when a page holds several."""
    vel = _Vel(lijn)
    _kalender(vel, lijn)
    _spoor(vel, lijn, uid)
    boven = _RIJ - _RIJ * _bovenschriften(vel, lijn)
    if not lijn.besluit_op:
        _vandaag(vel, lijn)
    _weken(vel, lijn)
    hoog = 268 - boven
    return (
        f'<svg class="swv-tl" viewBox="0 {boven} {_BREED} {hoog}" width="{_BREED}" height="{hoog}" '
        f'aria-hidden="true" focusable="false">{_patronen(uid)}{"".join(vel.delen)}</svg>'
    )


__all__ = ["Merk", "Onderbreking", "Termijnlijn", "als_tekst", "teken"]
