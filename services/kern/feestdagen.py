"""Wanneer een dag een werkdag is: zaterdag, zondag, algemeen erkende feestdag en gelijkgestelde dag.

Feestdagen volgen voor elk jaar uit de regel (Algemene termijnenwet 3). Gelijkgestelde dagen wijst de Koning
per besluit aan; die staan hieronder als gegeven. Na LAATSTE_BEKENDE_JAAR is er nog geen besluit: een
termijn die daar eindigt, kan later een dag opschuiven. `is_voorlopig` zegt wanneer dat kan.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from services.kern.kalender import DAG

# Besluiten gelijkgestelde dagen 2023-2025 en 2026-2028 (Algemene termijnenwet 3, derde lid).
GELIJKGESTELDE_DAGEN: frozenset[date] = frozenset(
    {
        date(2023, 4, 28), date(2023, 5, 19),
        date(2024, 5, 10), date(2024, 12, 27),
        date(2025, 5, 30),
        date(2026, 1, 2), date(2026, 5, 15),
        date(2027, 5, 7),
        date(2028, 4, 28), date(2028, 5, 26),
    }
)  # fmt: skip
LAATSTE_BEKENDE_JAAR = 2028


@cache
def paaszondag(jaar: int) -> date:
    """Eerste paasdag in de gregoriaanse kalender (rekenwijze van Meeus, Jones en Butcher)."""
    a = jaar % 19
    b, c = divmod(jaar, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    maand, dag = divmod(h + m - 7 * n + 114, 31)
    return date(jaar, maand, dag + 1)


def koningsdag(jaar: int) -> date:
    """27 april; is dat een zondag, dan wordt de verjaardag op zaterdag 26 april gevierd."""
    dag = date(jaar, 4, 27)
    return dag - DAG if dag.weekday() == 6 else dag


@cache
def feestdagen(jaar: int) -> dict[date, str]:
    """De feestdagen en gelijkgestelde dagen van een jaar, met hun naam (Algemene termijnenwet 3)."""
    pasen = paaszondag(jaar)
    dagen = {
        date(jaar, 1, 1): "Nieuwjaarsdag",
        pasen - timedelta(days=2): "Goede Vrijdag",
        pasen: "eerste paasdag",
        pasen + timedelta(days=1): "tweede paasdag",
        koningsdag(jaar): "Koningsdag",
        date(jaar, 5, 5): "Bevrijdingsdag",
        pasen + timedelta(days=49): "eerste pinksterdag",
        pasen + timedelta(days=50): "tweede pinksterdag",
        date(jaar, 12, 25): "eerste kerstdag",
        date(jaar, 12, 26): "tweede kerstdag",
    }
    # Na de rest: Hemelvaart op 5 mei heet Hemelvaartsdag.
    dagen[pasen + timedelta(days=39)] = "Hemelvaartsdag"
    for dag in GELIJKGESTELDE_DAGEN:
        if dag.year == jaar:
            dagen.setdefault(dag, "een met een feestdag gelijkgestelde dag")
    return dict(sorted(dagen.items()))


def feestdag(dag: date) -> str | None:
    """De naam van de feestdag of gelijkgestelde dag, of None."""
    return feestdagen(dag.year).get(dag)


def is_werkdag(dag: date) -> bool:
    """Maandag tot en met vrijdag, en geen feestdag of gelijkgestelde dag."""
    return dag.weekday() < 5 and dag not in feestdagen(dag.year)


def rol(dag: date) -> date:
    """De dag zelf als het een werkdag is, anders de eerstvolgende werkdag (Algemene termijnenwet 1)."""
    while not is_werkdag(dag):
        dag += DAG
    return dag


def reden_geen_werkdag(dag: date) -> str:
    """Waarom een termijn hier niet kan eindigen: `geen werkdag` in een weekeinde, `Goede Vrijdag`."""
    naam = feestdag(dag)
    if naam is not None:
        return naam
    return "geen werkdag"


@cache
def werkdagen_in(jaar: int) -> int:
    """Hoeveel werkdagen een kalenderjaar telt."""
    dag, laatste, aantal = date(jaar, 1, 1), date(jaar, 12, 31), 0
    while dag < laatste:
        aantal += is_werkdag(dag)
        dag += DAG
    return aantal + is_werkdag(laatste)


def is_voorlopig(dag: date) -> bool:
    """True als de gelijkgestelde dagen van dat jaar nog niet zijn vastgesteld."""
    return dag.year > LAATSTE_BEKENDE_JAAR
