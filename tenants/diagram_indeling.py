"""Waar de stappen van een procedure op papier komen, en langs welke weg de pijlen lopen.

Elke rol heeft een baan naast de andere; de tijd loopt naar beneden. Tussen twee rijen ligt een gang en tussen twee
kolommen een goot; pijlen lopen alleen door gangen, goten en lege vakken, en dus nooit door een stap. Maten in pixels.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tenants.schema import Procedure, Stap

BREEDTE, MARGE = 176, 10  # van een stap, en van de tekst daarin tot de rand
REGEL, REGEL_KLEIN = 18, 15
KORREL, KORREL_KLEIN = 14, 12  # lettergrootte
SPOOR = 9  # tussen twee pijlen naast elkaar
GANG, GOOT = 26, 20  # zonder pijlen
OPZIJ = 16  # hoe ver naast het midden een pijl van opzij binnenkomt
PUNT = 30  # ruimte voor het begin of het einde
KOP = 46  # de kop met de rollen, als elke naam in twee regels past
DIK = 1.1  # hoeveel breder vette letters zijn

# De breedte van letters in duizendsten van de lettergrootte (Helvetica): ruim voor het lettertype van Meedoen.
_SMAL = {222: "ijl'", 278: " !,./:;ft|I", 333: "()-r`[]", 500: "ckvxyzsJ", 584: "+<=>"}
_BREED = {667: "ABEKPSVXY&", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1000: "@…—"}
_BREEDTES = {teken: breedte for soort in (_SMAL, _BREED) for breedte, tekens in soort.items() for teken in tekens}


@dataclass
class Vak:
    """Een stap op zijn plek. `kop`, `titel` en `klein` zijn regels tekst; `als` staat boven de stap."""

    stap: Stap
    baan: int
    rij: int
    kolom: int = 0
    als: list[str] = field(default_factory=list)
    kop: list[str] = field(default_factory=list)
    titel: list[str] = field(default_factory=list)
    klein: list[str] = field(default_factory=list)
    x: float = 0
    y: float = 0

    @property
    def als_hoogte(self) -> float:
        return len(self.als) * REGEL_KLEIN + 8 if self.als else 0

    @property
    def hoogte(self) -> float:
        """Met de voorwaarde erboven."""
        klein = (len(self.kop) + len(self.klein)) * REGEL_KLEIN
        tussen = 4 * (bool(self.kop) + bool(self.klein))
        return self.als_hoogte + len(self.titel) * REGEL + klein + tussen + 2 * MARGE

    @property
    def midden(self) -> float:
        return self.x + BREEDTE / 2


@dataclass
class Baan:
    """`naam`: hoe de rol heet, in regels."""

    naam: list[str]
    x: float = 0
    breedte: float = 0


@dataclass
class Pijl:
    """`punten`: de hoeken van de weg; de laatste is de punt van de pijl. `terug`: naar een eerdere stap."""

    van: Vak
    naar: Vak
    terug: bool
    punten: list[tuple[float, float]] = field(default_factory=list)


@dataclass
class Indeling:
    vakken: list[Vak]
    banen: list[Baan]
    pijlen: list[Pijl]
    breedte: float
    hoogte: float
    kop: float


def tekstbreedte(tekst: str, grootte: float) -> float:
    """Hoe breed deze tekst ongeveer wordt, in pixels."""
    return sum(_BREEDTES.get(teken, 556) for teken in tekst) * grootte / 1000


def regels(tekst: str, breedte: float, grootte: float) -> list[str]:
    """De tekst in regels die passen; een te lang woord wordt afgebroken."""
    uit: list[str] = []
    for woord in tekst.split():
        if uit and tekstbreedte(f"{uit[-1]} {woord}", grootte) <= breedte:
            uit[-1] += f" {woord}"
            continue
        while tekstbreedte(woord, grootte) > breedte:
            past = next(n for n in range(len(woord), 0, -1) if n == 1 or tekstbreedte(woord[:n], grootte) < breedte - 6)
            # Liever na een teken in het woord, en nooit met een of twee letters op de volgende regel.
            breuk = max(woord.rfind(teken, 0, past) + 1 for teken in "-/)")
            past = max(1, min(past, len(woord) - 3))
            eerste, woord = (woord[:breuk], woord[breuk:]) if breuk else (woord[:past] + "-", woord[past:])
            uit.append(eerste)
        uit.append(woord)
    return uit


def indelen(procedure: Procedure, rolnaam: Callable[[str], str], organen: dict[str, str]) -> Indeling:
    """De hele tekening. `rolnaam` en `organen`: hoe elke rol en elk orgaan heet."""
    stappen = {stap.naam: stap for stap in procedure.stappen}
    verbindingen = [(stappen[vorige], stap) for stap in procedure.stappen for vorige in stap.na if vorige in stappen]
    terug = _terug(procedure.stappen, verbindingen)
    rijen = _rijen(procedure.stappen, [(a, b) for a, b in verbindingen if (a.naam, b.naam) not in terug])
    volgorde = sorted(procedure.stappen, key=lambda stap: (rijen[stap.naam], procedure.stappen.index(stap)))
    rollen = list(dict.fromkeys(stap.door for stap in volgorde))
    vakken = {stap.naam: _vak(stap, rollen.index(stap.door), rijen[stap.naam], organen) for stap in volgorde}
    banen_van_kolommen = _kolommen(list(vakken.values()), len(rollen))
    pijlen = [Pijl(vakken[a.naam], vakken[b.naam], (a.naam, b.naam) in terug) for a, b in verbindingen]
    namen = [rolnaam(rol) for rol in rollen]
    return _Tekening(list(vakken.values()), pijlen, namen, banen_van_kolommen).teken()


def _vak(stap: Stap, baan: int, rij: int, organen: dict[str, str]) -> Vak:
    vak, breedte = Vak(stap, baan, rij), BREEDTE - 2 * MARGE
    vak.als = regels(stap.als, breedte, KORREL_KLEIN)
    vak.kop = regels(organen.get(stap.orgaan or "", ""), breedte, KORREL_KLEIN)
    vak.titel = regels(stap.titel, breedte, KORREL)
    vak.klein = regels(f"Termijn: {stap.termijn}" if stap.termijn else "", breedte, KORREL_KLEIN)
    return vak


def _terug(stappen: Sequence[Stap], verbindingen: list[tuple[Stap, Stap]]) -> set[tuple[str, str]]:
    """De verbindingen die een kring sluiten: naar een stap die al onderweg is."""
    verder: dict[str, list[str]] = {stap.naam: [] for stap in stappen}
    for a, b in verbindingen:
        verder[a.naam].append(b.naam)
    terug: set[tuple[str, str]] = set()
    klaar: set[str] = set()

    def loop(naam: str, onderweg: tuple[str, ...]) -> None:
        for volgende in verder[naam]:
            if volgende in (*onderweg, naam):
                terug.add((naam, volgende))
            elif volgende not in klaar:
                loop(volgende, (*onderweg, naam))
        klaar.add(naam)

    for stap in stappen:
        if stap.naam not in klaar:
            loop(stap.naam, ())
    return terug


def _rijen(stappen: Sequence[Stap], vooruit: list[tuple[Stap, Stap]]) -> dict[str, int]:
    """Elke stap onder alles waar hij op volgt."""
    rijen = {stap.naam: 0 for stap in stappen}
    for _ in stappen:
        for a, b in vooruit:
            rijen[b.naam] = max(rijen[b.naam], rijen[a.naam] + 1)
    return rijen


def _kolommen(vakken: list[Vak], aantal_banen: int) -> list[int]:
    """Geeft elk vak zijn kolom, en van elke kolom de baan. Een baan is zo breed als haar volste rij."""
    per_baan = [[vak for vak in vakken if vak.baan == baan] for baan in range(aantal_banen)]
    banen: list[int] = []
    for baan, eigen in enumerate(per_baan):
        begin = len(banen)
        bezet: dict[int, int] = {}
        for vak in eigen:
            vak.kolom = begin + bezet.get(vak.rij, 0)
            bezet[vak.rij] = bezet.get(vak.rij, 0) + 1
        banen += [baan] * max(bezet.values())
    return banen


class _Sporen:
    """Verdeelt stukken lijn over sporen naast elkaar; alleen stukken van dezelfde stap mogen over elkaar liggen."""

    def __init__(self) -> None:
        self._sporen: list[list[tuple[float, float, str]]] = []

    def plaats(self, van: float, tot: float, stap: str) -> int:
        van, tot = min(van, tot), max(van, tot)
        for nummer, spoor in enumerate(self._sporen):
            if all(stap == wie or tot < a or b < van for a, b, wie in spoor):
                spoor.append((van, tot, stap))
                return nummer
        self._sporen.append([(van, tot, stap)])
        return len(self._sporen) - 1

    @property
    def aantal(self) -> int:
        return len(self._sporen)


class _Tekening:
    def __init__(self, vakken: list[Vak], pijlen: list[Pijl], namen: list[str], banen: list[int]) -> None:
        self.vakken, self.pijlen, self.namen, self.banen = vakken, pijlen, namen, banen
        self.bezet = {(vak.rij, vak.kolom) for vak in vakken}
        self.rijen = 1 + max(vak.rij for vak in vakken)
        self.goten = [_Sporen() for _ in range(len(banen) + 1)]
        self.gangen = [_Sporen() for _ in range(self.rijen + 1)]  # gang n ligt boven rij n
        # Van elke pijl de goot en het spoor daarin, als hij door een goot gaat.
        self.goot: dict[int, tuple[int, int]] = {}

    def teken(self) -> Indeling:
        for nummer, pijl in enumerate(self.pijlen):
            self._kies_goot(nummer, pijl)
        self._zet_kolommen()
        gangen = [list(self._gangen_van(nummer, pijl)) for nummer, pijl in enumerate(self.pijlen)]
        # Korte stukken eerst: die komen het dichtst bij hun stap, en lange lopen er dan niet doorheen.
        stukken = sorted(
            ((nummer, plek, stuk) for nummer, eigen in enumerate(gangen) for plek, stuk in enumerate(eigen)),
            key=lambda s: abs(s[2][1] - s[2][2]),
        )
        sporen = {
            (nummer, plek): self.gangen[gang].plaats(a - SPOOR, b + SPOOR, self.pijlen[nummer].van.stap.naam)
            for nummer, plek, (gang, a, b) in [(n, p, (g, min(a, b), max(a, b))) for n, p, (g, a, b) in stukken]
        }
        banen = self._zet_banen()
        kop = max(KOP, 10 + max(len(baan.naam) for baan in banen) * REGEL)
        hoogte = self._zet_rijen(kop)
        for nummer, pijl in enumerate(self.pijlen):
            ys = [self._y(gang, sporen[nummer, plek]) for plek, (gang, _, _) in enumerate(gangen[nummer])]
            pijl.punten = list(self._punten(nummer, pijl, ys))
        return Indeling(self.vakken, banen, self.pijlen, banen[-1].x + banen[-1].breedte + 1, hoogte, kop)

    # -------------------------------------------------------------------------------- langs welke weg

    def _vrij(self, kolom: int, van: int, tot: int) -> bool:
        return not any((rij, kolom) in self.bezet for rij in range(van, tot))

    def _weg(self, pijl: Pijl) -> str:
        """`recht`, `gang` (alleen de gang onder de eerste stap), `kolom` (eerst recht omlaag), `goot` of `terug`."""
        van, naar = pijl.van, pijl.naar
        if pijl.terug:
            return "terug"
        if van.kolom == naar.kolom and self._vrij(van.kolom, van.rij + 1, naar.rij):
            return "recht"
        if self._vrij(naar.kolom, van.rij + 1, naar.rij):
            return "gang"
        return "kolom" if self._vrij(van.kolom, van.rij + 1, naar.rij) else "goot"

    def _kies_goot(self, nummer: int, pijl: Pijl) -> None:
        van, naar, weg = pijl.van, pijl.naar, self._weg(pijl)
        if weg == "terug":
            goot = van.kolom if naar.kolom < van.kolom else van.kolom + 1
            spoor = self.goten[goot].plaats(naar.rij - 0.5, van.rij, van.stap.naam)
        elif weg == "goot":
            goot = naar.kolom if van.kolom < naar.kolom else naar.kolom + 1
            spoor = self.goten[goot].plaats(van.rij + 0.5, naar.rij - 0.5, van.stap.naam)
        else:
            return
        self.goot[nummer] = goot, spoor

    def _binnen(self, nummer: int, pijl: Pijl) -> float:
        """De x waarop de pijl van boven in de stap komt: recht in het midden, van opzij ernaast."""
        if self._weg(pijl) == "recht":
            return pijl.naar.midden
        vanaf = self._goot_x(nummer) if nummer in self.goot else pijl.van.midden
        return pijl.naar.midden + (-OPZIJ if vanaf < pijl.naar.midden else OPZIJ)

    def _gangen_van(self, nummer: int, pijl: Pijl) -> Iterator[tuple[int, float, float]]:
        """De stukken door een gang: welke gang, en van welke tot welke x."""
        weg, binnen = self._weg(pijl), self._binnen(nummer, pijl)
        if weg == "gang":
            yield pijl.van.rij + 1, pijl.van.midden, binnen
        elif weg == "kolom":
            yield pijl.naar.rij, pijl.van.midden, binnen
        elif weg == "goot":
            yield pijl.van.rij + 1, pijl.van.midden, self._goot_x(nummer)
            yield pijl.naar.rij, self._goot_x(nummer), binnen
        elif weg == "terug":
            yield pijl.naar.rij, self._goot_x(nummer), binnen

    def _punten(self, nummer: int, pijl: Pijl, ys: list[float]) -> Iterator[tuple[float, float]]:
        weg, binnen = self._weg(pijl), self._binnen(nummer, pijl)
        x = pijl.van.midden
        onder = pijl.van.y + pijl.van.hoogte
        if weg == "terug":
            links = self._goot_x(nummer) < x
            # Links en rechts op een eigen hoogte: twee buren kunnen door dezelfde goot terug.
            opzij = pijl.van.y + (26 if links else 14)
            yield pijl.van.x if links else pijl.van.x + BREEDTE, opzij
            x = self._goot_x(nummer)
            yield x, opzij
        else:
            yield x, onder
            if weg == "goot":
                yield x, ys[0]
                x = self._goot_x(nummer)
                yield x, ys[0]
        if ys:
            yield x, ys[-1]
            yield binnen, ys[-1]
        yield binnen, pijl.naar.y

    # ------------------------------------------------------------------------------------ op welke plek

    def _zet_kolommen(self) -> None:
        self.goot_links: list[float] = []
        self.kolom_x: list[float] = []
        x = 0.0
        for kolom, goot in enumerate(self.goten):
            self.goot_links.append(x)
            x += GOOT + goot.aantal * SPOOR
            if kolom < len(self.banen):
                self.kolom_x.append(x)
                x += BREEDTE
        self.rechts = x
        for vak in self.vakken:
            vak.x = self.kolom_x[vak.kolom]

    def _goot_x(self, nummer: int) -> float:
        goot, spoor = self.goot[nummer]
        return self.goot_links[goot] + GOOT / 2 + (spoor + 0.5) * SPOOR

    def _zet_rijen(self, kop: float) -> float:
        y = kop + 8.0
        self.gang_y: list[float] = []
        for rij, gang in enumerate(self.gangen):
            self.gang_y.append(y)
            y += GANG + gang.aantal * SPOOR + (PUNT if rij == 0 else 0)
            if rij < self.rijen:
                eigen = [vak for vak in self.vakken if vak.rij == rij]
                hoogste = max(vak.hoogte + (PUNT if vak.stap.einde else 0) for vak in eigen)
                for vak in eigen:
                    vak.y = y
                y += hoogste
        return y

    def _y(self, gang: int, spoor: int) -> float:
        begin = self.gang_y[gang] + (PUNT if gang == 0 else 0)
        return begin + 8 + (spoor + 0.5) * SPOOR

    def _zet_banen(self) -> list[Baan]:
        """De grens tussen twee banen ligt links in de goot ertussen, voor de pijlen in die goot."""
        uit = []
        for nummer, naam in enumerate(self.namen):
            kolommen = [kolom for kolom, baan in enumerate(self.banen) if baan == nummer]
            links, laatste = self.goot_links[kolommen[0]] + GOOT / 2, kolommen[-1] + 1
            rechts = self.goot_links[laatste] + GOOT / 2 if laatste < len(self.banen) else self.rechts
            links = 0 if nummer == 0 else links
            kop = regels(naam, (rechts - links - 2 * MARGE) / DIK, KORREL)
            uit.append(Baan(kop, links, rechts - links))
        return uit
