"""Een lopende termijn: wat er gebeurde, dag voor dag nagelopen.

Drie termijnen lopen zo: de beslistermijn van een TLV-aanvraag, de termijn voor een beslissing op bezwaar en de
termijn voor een beslissing op een aanmelding. De volgorde waarin gebeurtenissen zijn ingevoerd doet er niet
toe; alleen bij twee antwoorden of twee mededelingen op één dag gaat de eerst genoemde voor.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date

import msgspec

from services.kern.conventies import Conventies
from services.kern.feestdagen import rol
from services.kern.kalender import DAG, Periode, aantal_in_woorden, in_woorden, periodes
from services.kern.rekenfout import Rekenfout
from services.kern.uitleg import Stap, stap


class Gebeurtenis(msgspec.Struct, frozen=True):
    """Eén gebeurtenis. `soort` is de naam (`aanvulling_gevraagd`), `op` de dag.

    Alleen `opschorting` heeft geen `op` maar `van`, `tot_en_met` en `grond`. Velden die bij een soort niet horen
    blijven leeg. `aanvulling_ontvangen.volledig` zegt of de aanvulling genoeg was.
    """

    soort: str
    op: date | None = None
    termijn_tot: date | None = None
    nieuwe_datum: date | None = None
    volledig: bool = True
    grond: str | None = None
    van: date | None = None
    tot_en_met: date | None = None
    weken: int | None = None
    gepost_op: date | None = None
    elders_ontvangen_op: date | None = None
    gedagtekend_op: date | None = None


class Verzoek(msgspec.Struct):
    """Een verzoek om aan te vullen of te herstellen, met de termijn daarvoor en het antwoord erop."""

    gevraagd_op: date
    termijn_tot: date
    antwoord: Gebeurtenis | None = None

    def opgeschorte_periode(self, conventies: Conventies) -> Periode | None:
        """Van de dag na het verzoek tot de dag van het antwoord of van het ongebruikte einde (Awb 4:15)."""
        if self.antwoord is not None:
            laatste = self.antwoord.op - DAG
        elif conventies.herstel == "lang":
            laatste = self.termijn_tot
        else:
            laatste = self.termijn_tot - DAG
        eerste = self.gevraagd_op + DAG
        return Periode(eerste, laatste) if eerste <= laatste else None


class Loop(msgspec.Struct, frozen=True):
    """Hoe de termijn liep. `einde` is het getelde einde; `vast` zegt dat het een genoemde datum is die niet rolt."""

    einde: date
    geteld: list[date]
    mededeling: str
    vast: bool
    einde_bij_mededeling: date | None = None

    @property
    def laatste_dag(self) -> date:
        return self.einde if self.vast else rol(self.einde)


def termijn_nalopen(
    start: date,
    einde: date,
    opgeschort: Collection[date],
    mededeling_op: date | None = None,
    verzetten: Callable[[date], tuple[date, bool]] | None = None,
) -> Loop:
    """Kijk naar elke dag na `start` zolang die binnen de termijn valt.

    Een opgeschorte dag schuift het einde een dag op. Een mededeling (verdaging, verlenging) is op tijd tot en met
    de laatste dag, ook als die door een weekeinde of feestdag later valt; `verzetten` geeft dan het nieuwe einde.
    Een opschorting die pas na het einde begint doet niets; samenvallende dagen tellen één keer (CONV-3).
    """
    geteld: list[date] = []
    bij_mededeling = None
    vast = False
    open_mededeling = mededeling_op if verzetten else None
    if open_mededeling is not None and open_mededeling <= start:
        bij_mededeling, open_mededeling = einde, None
        einde, vast = verzetten(einde)

    dag = start + DAG
    while True:
        while dag <= einde:
            if dag in opgeschort:
                geteld.append(dag)
                einde += DAG
            if dag == open_mededeling:
                bij_mededeling, open_mededeling = einde, None
                einde, vast = verzetten(einde)
            dag += DAG
        if open_mededeling is None or not einde < open_mededeling <= rol(einde):
            break
        bij_mededeling = einde
        dag = open_mededeling + DAG
        open_mededeling = None
        einde, vast = verzetten(einde)

    oordeel = "te_laat" if bij_mededeling is None else "tijdig"
    return Loop(einde, geteld, "geen" if mededeling_op is None else oordeel, vast, bij_mededeling)


def verzoeken_beantwoorden(gebeurtenissen: Iterable[Gebeurtenis], gevraagd: str, ontvangen: str) -> list[Verzoek]:
    """De verzoeken met een termijn, elk met het antwoord dat erbij hoort.

    Een antwoord hoort bij het oudste open verzoek waarvan de termijn nog liep; zijn er twee van één dag, dan bij
    dat met de kortste termijn. Een verzoek zonder termijn schort niet op (ABRvS 21 september 2016,
    ECLI:NL:RVS:2016:2527) en staat er dus niet bij.
    """
    verzoeken: list[Verzoek] = []
    antwoorden: list[Gebeurtenis] = []
    for gebeurtenis in gebeurtenissen:
        if gebeurtenis.soort == gevraagd and gebeurtenis.termijn_tot is not None:
            verzoeken.append(Verzoek(gebeurtenis.op, gebeurtenis.termijn_tot))
        elif gebeurtenis.soort == ontvangen:
            antwoorden.append(gebeurtenis)
    verzoeken.sort(key=lambda verzoek: (verzoek.gevraagd_op, verzoek.termijn_tot))
    for antwoord in sorted(antwoorden, key=lambda gebeurtenis: gebeurtenis.op):
        for verzoek in verzoeken:
            if verzoek.antwoord is None and verzoek.gevraagd_op <= antwoord.op <= verzoek.termijn_tot:
                verzoek.antwoord = antwoord
                break
    return verzoeken


def opgeschorte_dagen(stukken: Iterable[Periode | None]) -> set[date]:
    """Alle dagen die in een van de periodes liggen, elke dag één keer (CONV-3)."""
    dagen: set[date] = set()
    for periode in stukken:
        if periode is not None:
            dag = periode.van
            while dag <= periode.tot_en_met:
                dagen.add(dag)
                dag += DAG
    return dagen


def eerste_van(gebeurtenissen: Iterable[Gebeurtenis], soort: str) -> Gebeurtenis | None:
    """De vroegste gebeurtenis van een soort; bij gelijke dag de eerst genoemde."""
    return min((g for g in gebeurtenissen if g.soort == soort), key=lambda g: g.op, default=None)


def enige(gebeurtenissen: Sequence[Gebeurtenis], soort: str) -> Gebeurtenis | None:
    """De gebeurtenis die maar één keer kan voorkomen, of None. `dubbel` als zij er vaker staat."""
    gevonden = None
    for nummer, gebeurtenis in enumerate(gebeurtenissen):
        if gebeurtenis.soort == soort:
            if gevonden is not None:
                raise Rekenfout(
                    "dubbel", f"gebeurtenissen[{nummer}]", f"“{leesbaar(soort)}” kan maar één keer voorkomen."
                )
            gevonden = gebeurtenis
    return gevonden


def vereiste(gebeurtenissen: Sequence[Gebeurtenis], soort: str) -> Gebeurtenis:
    """Als `enige`, maar de gebeurtenis moet er zijn (`ontbreekt`)."""
    gevonden = enige(gebeurtenissen, soort)
    if gevonden is None:
        raise Rekenfout("ontbreekt", "gebeurtenissen", f"De gebeurtenis “{leesbaar(soort)}” ontbreekt.")
    return gevonden


def gebeurtenissen_toetsen(
    gebeurtenissen: Sequence[Gebeurtenis],
    begin: date,
    begin_naam: str,
    peildatum: date | None = None,
    mag_eerder: Collection[str] = (),
) -> None:
    """Niets mag voor het begin liggen (`volgorde`) en niets mag eindigen voor het begint (`einde_voor_begin`)."""
    for nummer, g in enumerate(gebeurtenissen):
        plek = f"gebeurtenissen[{nummer}]"
        for veld, dag in _termijndagen(g):
            if dag is not None and dag < g.op:
                raise Rekenfout(
                    "einde_voor_begin",
                    f"{plek}.{veld}",
                    f"{veld} ligt voor de dag van “{leesbaar(g.soort)}”.",
                )
        for veld in ("gepost_op", "elders_ontvangen_op"):
            dag = getattr(g, veld)
            if dag is not None and dag > g.op:
                raise Rekenfout(
                    "einde_voor_begin", f"{plek}.{veld}", f"{veld} ligt na de dag van “{leesbaar(g.soort)}”."
                )
        if g.soort == "opschorting" and g.tot_en_met < g.van:
            raise Rekenfout("einde_voor_begin", f"{plek}.tot_en_met", "De opschorting eindigt voordat zij begint.")
        # Een opschorting die voor het begin is ingegaan en nog doorloopt mag; alleen de dagen erna tellen.
        veld = "tot_en_met" if g.soort == "opschorting" else "op"
        if getattr(g, veld) < begin and g.soort not in mag_eerder:
            raise Rekenfout("volgorde", f"{plek}.{veld}", f"“{leesbaar(g.soort)}” ligt voor “{leesbaar(begin_naam)}”.")
    if peildatum is not None and peildatum < begin:
        raise Rekenfout("volgorde", "peildatum", f"De peildatum ligt voor “{leesbaar(begin_naam)}”.")


def _termijndagen(g: Gebeurtenis) -> Iterator[tuple[str, date | None]]:
    if g.termijn_tot is not None:
        yield "termijn_tot", g.termijn_tot
    if g.nieuwe_datum is not None:
        yield "nieuwe_datum", g.nieuwe_datum


def status_op(
    laatste_dag: date, geteld: Collection[date], besloten_op: date | None, peildatum: date | None
) -> str | None:
    """`tijdig_besloten`, `te_laat_besloten`, `verstreken`, `opgeschort`, `loopt`, of None zonder peildatum."""
    if besloten_op is not None:
        return "tijdig_besloten" if besloten_op <= laatste_dag else "te_laat_besloten"
    if peildatum is None:
        return None
    if peildatum > laatste_dag:
        return "verstreken"
    return "opgeschort" if peildatum in geteld else "loopt"


def verzoeken_uitleggen(
    verzoeken: Sequence[Verzoek], conventies: Conventies, wat: str, grondslag: object, peildatum: date | None
) -> Iterator[Stap]:
    """Per verzoek een zin: wanneer gevraagd, tot wanneer, en wat er kwam."""
    for verzoek in verzoeken:
        gevraagd = f"Op {in_woorden(verzoek.gevraagd_op)} is gevraagd om {wat}"
        if verzoek.antwoord is not None:
            yield stap(
                f"{gevraagd}, uiterlijk {in_woorden(verzoek.termijn_tot)}. "
                f"Het antwoord kwam op {in_woorden(verzoek.antwoord.op)}.",
                verzoek.antwoord.op,
                grondslag,
            )
            continue
        telt = "telt weer mee" if conventies.herstel == "kort" else "telt nog niet mee"
        loopt_nog = peildatum is not None and peildatum <= verzoek.termijn_tot
        yield stap(
            f"{gevraagd}, uiterlijk {in_woorden(verzoek.termijn_tot)}. "
            f"{'Er is nog geen antwoord.' if loopt_nog else 'Er kwam geen antwoord.'} "
            f"De laatste dag van die termijn {telt} (afspraak CONV-2: {conventies.herstel}).",
            verzoek.termijn_tot,
            grondslag,
            "CONV-2",
        )


def opschortingen_uitleggen(
    geteld: Sequence[date], stukken: Sequence[Periode | None], grondslag: object
) -> Iterator[Stap]:
    """Per aaneengesloten periode een zin, met de laatste dag als datum. `stukken`: waaruit zij is ontstaan."""
    for periode in periodes(geteld):
        dagen = aantal_in_woorden(periode.aantal_dagen, "dag", "dagen")
        wanneer = (
            f"op {in_woorden(periode.van)}"
            if periode.van == periode.tot_en_met
            else f"van {in_woorden(periode.van)} tot en met {in_woorden(periode.tot_en_met)}"
        )
        binnen = [(max(stuk.van, periode.van), min(stuk.tot_en_met, periode.tot_en_met)) for stuk in stukken if stuk]
        dubbel = sum((tot - van).days + 1 for van, tot in binnen if van <= tot) > periode.aantal_dagen
        if dubbel:
            zin = f"De klok stond stil {wanneer}: {dagen}. Samenvallende dagen tellen één keer (CONV-3)."
            yield stap(zin, periode.tot_en_met, grondslag, "CONV-3")
        else:
            yield stap(f"De klok stond stil {wanneer}: {dagen}.", periode.tot_en_met, grondslag)


def op_volgorde(gebeurtenissen: Iterable[Gebeurtenis]) -> list[Gebeurtenis]:
    """Op dag gesorteerd; op één dag blijft de volgorde van invoeren staan."""
    return sorted(gebeurtenissen, key=lambda g: g.van if g.soort == "opschorting" else g.op)


def leesbaar(soort: str) -> str:
    return soort.replace("_", " ")
