"""How the screens say dates, spans, money and sizes, in the words people use.

Dates are dates of Europe/Amsterdam; moments arrive as aware datetimes and are shown in Amsterdam time.
Money arrives in cents.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_KORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_TELWOORDEN = (
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)
_NBSP = "\u00a0"


def lange_datum(dag: date, *, jaar: bool = True) -> str:
    """maandag 14 december 2026"""
    return f"{DAGEN[dag.weekday()]} {datum(dag, jaar=jaar)}"


def datum(dag: date, *, jaar: bool = True) -> str:
    """14 december 2026"""
    return f"{dag.day} {MAANDEN[dag.month - 1]}" + (f" {dag.year}" if jaar else "")


def korte_datum(dag: date) -> str:
    """14 dec"""
    return f"{dag.day} {_KORT[dag.month - 1]}"


def korte_dag(dag: date) -> str:
    """ma 14 dec"""
    return f"{DAGEN[dag.weekday()][:2]} {korte_datum(dag)}"


def datum_bij(dag: date, vandaag: date) -> str:
    """The date without its year when that is this year: 14 december, 3 mei 2025."""
    return datum(dag, jaar=dag.year != vandaag.year)


def tijdstip(moment: datetime) -> str:
    """10.42 uur, in Amsterdam."""
    return f"{_lokaal(moment):%-H.%M} uur"


def moment(wanneer: datetime, vandaag: date) -> str:
    """vandaag, 10.42 uur; gisteren, 9.05 uur; 18 november, 16.05 uur; 3 mei 2025, 9.00 uur"""
    dag = _lokaal(wanneer).date()
    dagen_geleden = (vandaag - dag).days
    naam = {0: "vandaag", 1: "gisteren"}.get(dagen_geleden) or datum_bij(dag, vandaag)
    return f"{naam}, {tijdstip(wanneer)}"


def _lokaal(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(AMSTERDAM)


def aantal(n: int, enkel: str, meer: str) -> str:
    """1 dag, 3 dagen, 1.204 aanvragen"""
    return f"{getal(n)} {enkel if n == 1 else meer}"


def telwoord(n: int) -> str:
    """één, twee … twaalf, 13"""
    return _TELWOORDEN[n] if 0 <= n < len(_TELWOORDEN) else getal(n)


def dagen_over(uiterlijk: date, vandaag: date) -> str:
    """nog 3 dagen, nog 1 dag, vandaag, 2 dagen te laat"""
    over = (uiterlijk - vandaag).days
    if over == 0:
        return "vandaag"
    if over > 0:
        return f"nog {aantal(over, 'dag', 'dagen')}"
    return f"{aantal(-over, 'dag', 'dagen')} te laat"


def urgentie(uiterlijk: date, vandaag: date, *, staat_stil: bool = False, binnen_dagen: int = 7) -> str:
    """The kind the style sheet knows: fout (too late), let-op (soon), stil (suspended) or gewoon."""
    if staat_stil:
        return "stil"
    over = (uiterlijk - vandaag).days
    if over < 0:
        return "fout"
    return "let-op" if over <= binnen_dagen else "gewoon"


def deel_verbruikt(verbruikt: int, lengte: int) -> str:
    """Whole percent of a term that is used, 0 to 100, as text for a bar."""
    if lengte <= 0:
        return "100"
    return str(max(0, min(100, round(100 * verbruikt / lengte))))


def getal(n: int) -> str:
    """1.204"""
    return f"{n:,}".replace(",", ".")


def bedrag(centen: int) -> str:
    """€ 12.345,67; a minus sign where it is owed the other way."""
    euro, rest = divmod(abs(centen), 100)
    return f"{'−' if centen < 0 else ''}€{_NBSP}{getal(euro)},{rest:02d}"


def bestandsgrootte(octetten: int) -> str:
    """812 bytes, 340 kB, 1,2 MB"""
    if octetten < 1_000:
        return aantal(octetten, "byte", "bytes")
    if octetten < 999_500:
        return f"{round(octetten / 1_000)} kB"
    return f"{octetten / 1_000_000:.1f} MB".replace(".", ",")


def leeftijd(geboren: date, vandaag: date) -> str:
    """8 jaar"""
    jaren = vandaag.year - geboren.year - ((vandaag.month, vandaag.day) < (geboren.month, geboren.day))
    return f"{jaren} jaar"


def opsomming(delen: list[str], *, slot: str = "en") -> str:
    """a, b en c"""
    if len(delen) < 2:
        return "".join(delen)
    return f"{', '.join(delen[:-1])} {slot} {delen[-1]}"


def initialen(naam: str) -> str:
    """Ria de Boer → RB: first letter of the first and of the last word."""
    woorden = [w for w in naam.replace("-", " ").split() if w[:1].isalpha()]
    if not woorden:
        return "?"
    return (woorden[0][0] + (woorden[-1][0] if len(woorden) > 1 else "")).upper()
