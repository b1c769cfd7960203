"""Een procedure als tekening (SVG): per rol een baan, de stappen van boven naar beneden, pijlen met hun voorwaarden.

De tekening staat op zichzelf, en werkt ook midden in een pagina die geen eigen opmaak toelaat: kleuren en letters
zijn attributen, geen stijlen. De klassen (`stap`, `pijl`, …) zijn er voor wie haar toch wil opmaken.
"""

from collections.abc import Iterator
from html import escape

from tenants.diagram_indeling import (
    BREEDTE,
    KORREL,
    KORREL_KLEIN,
    MARGE,
    REGEL,
    REGEL_KLEIN,
    Indeling,
    Pijl,
    Vak,
    indelen,
)
from tenants.schema import Procedure, Tenant

INKT, GRIJS, LIJN, BAAN = "#1d2326", "#4b5357", "#c9d0d3", "#f6f8f8"
RONDING = 6
LETTERTYPE = "'Source Sans 3', 'Source Sans Pro', Arial, Helvetica, sans-serif"


def svg(tenant: Tenant, procedure: str) -> str:
    """De tekening van deze procedure. Geeft KeyError als het samenwerkingsverband haar niet heeft."""
    gekozen = tenant.procedures[procedure]
    organen = {naam: orgaan.titel for naam, orgaan in tenant.organen.items()}
    tekening = indelen(gekozen, tenant.rolnaam, organen)
    accent, id = tenant.thema.accent, f"diagram-{tenant.id}-{procedure}"
    breedte, hoogte = f"{tekening.breedte:.0f}", f"{tekening.hoogte:.0f}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="procesdiagram" viewBox="0 0 {breedte} {hoogte}" '
            f'width="{breedte}" height="{hoogte}" role="img" aria-labelledby="{id}-titel {id}-uitleg" '
            f'font-family="{LETTERTYPE}" fill="{INKT}">',
            f'<title id="{id}-titel">{escape(gekozen.titel)}, {escape(tenant.korte_naam)}</title>',
            f'<desc id="{id}-uitleg">{escape(in_woorden(tenant, gekozen))}</desc>',
            *_banen(tekening, accent),
            *(deel for pijl in tekening.pijlen for deel in _pijl(pijl, accent)),
            *(deel for vak in tekening.vakken for deel in _stap(vak, accent, eerste=not vak.stap.na)),
            "</svg>",
        ]
    )


def in_woorden(tenant: Tenant, procedure: Procedure) -> str:
    """De stappen als zinnen, voor wie de tekening niet ziet."""
    nummers = {stap.naam: nummer for nummer, stap in enumerate(procedure.stappen, 1)}
    zinnen = []
    for stap in procedure.stappen:
        na = " of ".join(f"stap {nummers[vorige]}" for vorige in stap.na if vorige in nummers)
        wanneer = f", na {na}" if na else ""
        als = f", als: {stap.als}" if stap.als else ""
        termijn = f" Termijn: {stap.termijn}." if stap.termijn else ""
        einde = " Hier kan de procedure eindigen." if stap.einde else ""
        rol = tenant.rolnaam(stap.door)
        zinnen.append(f"Stap {nummers[stap.naam]}, {rol}: {stap.titel}{wanneer}{als}.{termijn}{einde}")
    return " ".join(zinnen)


def _banen(tekening: Indeling, accent: str) -> Iterator[str]:
    onder = tekening.hoogte
    for nummer, baan in enumerate(tekening.banen):
        vlak = BAAN if nummer % 2 == 0 else "#ffffff"
        yield _rechthoek("baan", baan.x, 0, baan.breedte, onder, fill=vlak, stroke=LIJN)
        yield _rechthoek("baankop", baan.x, 0, baan.breedte, tekening.kop, fill=accent)
        begin = (tekening.kop - len(baan.naam) * REGEL) / 2
        for regel, naam in enumerate(baan.naam):
            y = begin + regel * REGEL + 13
            yield _tekst(naam, baan.x + baan.breedte / 2, y, KORREL, "baannaam", fill="#ffffff", dik=True, midden=True)


def _stap(vak: Vak, accent: str, *, eerste: bool) -> Iterator[str]:
    x, y, hoogte = vak.x, vak.y, vak.hoogte
    klasse = "stap einde" if vak.stap.einde else "stap"
    yield _rechthoek(klasse, x, y, BREEDTE, hoogte, fill="#ffffff", stroke=accent, ronding=RONDING, dikte=1.5)
    if eerste:
        yield f'<circle class="begin" cx="{_n(vak.midden)}" cy="{_n(y - 26)}" r="8" fill="{accent}"/>'
        yield _lijn([(vak.midden, y - 18), (vak.midden, y)], accent, "pijl")
        yield _punt(vak.midden, y, accent)
    if vak.als:
        # The condition is a tab on top of the step, in a tint of the house colour.
        eind = y + vak.als_hoogte
        r = RONDING
        vorm = (
            f"M{_n(x)} {_n(eind)}V{_n(y + r)}q0 {-r} {r} {-r}H{_n(x + BREEDTE - r)}q{r} 0 {r} {r}V{_n(eind)}Z"
        )  # fmt: skip
        yield f'<path class="voorwaarde" d="{vorm}" fill="{_tint(accent, 0.14)}" stroke="{accent}" stroke-width="1.5"/>'
        for nummer, regel in enumerate(vak.als):
            yield _tekst(regel, x + MARGE, y + 15 + nummer * REGEL_KLEIN, KORREL_KLEIN, "als", schuin=True)
    y += vak.als_hoogte + MARGE
    for regel in vak.kop:
        yield _tekst(regel, x + MARGE, y + 11, KORREL_KLEIN, "orgaan", fill=GRIJS)
        y += REGEL_KLEIN
    y += 4 if vak.kop else 0
    for regel in vak.titel:
        yield _tekst(regel, x + MARGE, y + 13, KORREL, "titel")
        y += REGEL
    y += 4 if vak.klein else 0
    for regel in vak.klein:
        yield _tekst(regel, x + MARGE, y + 11, KORREL_KLEIN, "termijn", fill=GRIJS)
        y += REGEL_KLEIN
    if vak.stap.einde:
        links, onder = x + 22, vak.y + hoogte
        yield _lijn([(links, onder), (links, onder + 10)], accent, "pijl")
        yield (
            f'<circle class="eind" cx="{_n(links)}" cy="{_n(onder + 18)}" r="7.5" fill="#ffffff" stroke="{accent}" '
            'stroke-width="1.5"/>'
        )
        yield f'<circle cx="{_n(links)}" cy="{_n(onder + 18)}" r="4" fill="{accent}"/>'
        yield _tekst("einde", links + 13, onder + 22, KORREL_KLEIN, "eindwoord", fill=GRIJS)


def _pijl(pijl: Pijl, accent: str) -> Iterator[str]:
    x, y = pijl.punten[-1]
    yield _lijn([*pijl.punten[:-1], (x, y - 6)], accent, "pijl terug" if pijl.terug else "pijl", stippel=pijl.terug)
    yield _punt(x, y, accent)


def _lijn(punten: list[tuple[float, float]], kleur: str, klasse: str, *, stippel: bool = False) -> str:
    """A line with rounded corners."""
    punten = [p for nummer, p in enumerate(punten) if nummer == 0 or p != punten[nummer - 1]]
    weg = f"M{_n(punten[0][0])} {_n(punten[0][1])}"
    for (ax, ay), (bx, by), (cx, cy) in zip(punten, punten[1:], punten[2:], strict=False):
        r = min(RONDING, (abs(ax - bx) + abs(ay - by)) / 2, (abs(cx - bx) + abs(cy - by)) / 2)
        voor = bx + r * _teken(ax - bx), by + r * _teken(ay - by)
        na = bx + r * _teken(cx - bx), by + r * _teken(cy - by)
        weg += f"L{_n(voor[0])} {_n(voor[1])}Q{_n(bx)} {_n(by)} {_n(na[0])} {_n(na[1])}"
    weg += f"L{_n(punten[-1][0])} {_n(punten[-1][1])}"
    streep = ' stroke-dasharray="5 3"' if stippel else ""
    return f'<path class="{klasse}" d="{weg}" fill="none" stroke="{kleur}" stroke-width="1.5"{streep}/>'


def _punt(x: float, y: float, kleur: str) -> str:
    return f'<path class="punt" d="M{_n(x)} {_n(y)}l-4.5 -8h9z" fill="{kleur}"/>'


def _rechthoek(
    klasse: str,
    x: float,
    y: float,
    breedte: float,
    hoogte: float,
    *,
    fill: str,
    stroke: str = "",
    ronding: int = 0,
    dikte: float = 1,
) -> str:
    rand = f' stroke="{stroke}" stroke-width="{dikte}"' if stroke else ""
    rond = f' rx="{ronding}"' if ronding else ""
    plek = f'x="{_n(x)}" y="{_n(y)}" width="{_n(breedte)}" height="{_n(hoogte)}"'
    return f'<rect class="{klasse}" {plek} fill="{fill}"{rand}{rond}/>'


def _tekst(
    tekst: str,
    x: float,
    y: float,
    grootte: int,
    klasse: str,
    *,
    fill: str = "",
    dik: bool = False,
    schuin: bool = False,
    midden: bool = False,
) -> str:
    extra = f' fill="{fill}"' if fill else ""
    extra += ' font-weight="600"' if dik else ""
    extra += ' font-style="italic"' if schuin else ""
    extra += ' text-anchor="middle"' if midden else ""
    return f'<text class="{klasse}" x="{_n(x)}" y="{_n(y)}" font-size="{grootte}"{extra}>{escape(tekst)}</text>'


def _tint(kleur: str, deel: float) -> str:
    """The colour mixed with white."""
    kanalen = (int(kleur[plek : plek + 2], 16) for plek in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - kanaal) * deel):02x}" for kanaal in kanalen)


def _teken(getal: float) -> int:
    return (getal > 0) - (getal < 0)


def _n(getal: float) -> str:
    """A number without needless decimals."""
    return f"{getal:.1f}".removesuffix(".0")
