"""Een tweede rekenaar, los van de kern: uit de tekst van het rekencontract, zo dom mogelijk en langs een andere weg.

Hier staat niets van `services.kern` in. De kern loopt een termijn dag voor dag af; dit zoekt het einde als vast
punt (het einde is het begin plus de weken plus de opgeschorte dagen tot dat einde), telt dwangsommen dag voor dag,
en haalt Pasen uit een andere formule. Alles gaat van JSON naar JSON.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

DAG = timedelta(days=1)
GELIJKGESTELD = {
    "2023-04-28", "2023-05-19", "2024-05-10", "2024-12-27", "2025-05-30",
    "2026-01-02", "2026-05-15", "2027-05-07", "2028-04-28", "2028-05-26",
}  # fmt: skip


def d(tekst: str) -> date:
    return date.fromisoformat(tekst)


@cache
def pasen(jaar: int) -> date:
    """Gauss, met de twee uitzonderingen; de kern gebruikt Meeus."""
    eeuw = jaar // 100
    m = (15 + eeuw - eeuw // 4 - (13 + 8 * eeuw) // 25) % 30
    n = (4 + eeuw - eeuw // 4) % 7
    maan = (19 * (jaar % 19) + m) % 30
    zondag = (2 * (jaar % 4) + 4 * (jaar % 7) + 6 * maan + n) % 7
    dag = 22 + maan + zondag
    if dag == 57 or (dag == 56 and maan == 28 and jaar % 19 > 10):
        dag -= 7
    return date(jaar, 3, 1) + timedelta(days=dag - 1)


@cache
def vrij(dag: date) -> bool:
    if dag.weekday() in (5, 6) or dag.isoformat() in GELIJKGESTELD:
        return True
    if (dag.month, dag.day) in ((1, 1), (5, 5), (12, 25), (12, 26)):
        return True
    if (dag.month, dag.day) == (4, 27):  # valt hij op zondag, dan is het zaterdag de 26e, en die is toch al vrij
        return True
    return (dag - pasen(dag.year)).days in (-2, 1, 39, 50)


def rol(dag: date) -> date:
    return rol(dag + DAG) if vrij(dag) else dag


def werkdagen_na(dag: date, aantal: int) -> date:
    while aantal:
        dag += DAG
        aantal -= not vrij(dag)
    return dag


def vast_punt(einde: date, stil: set[date], na: date) -> date:
    """Het kleinste einde dat alle opgeschorte dagen erna en tot en met zichzelf bevat."""
    uit = einde
    while True:
        nieuw = einde + sum(1 for dag in stil if na < dag <= uit) * DAG
        if nieuw == uit:
            return uit
        uit = nieuw


def loop(start, eerste_einde, stil, mededeling=None, nieuw_einde=None):
    """(einde, getelde dagen, geen|tijdig|te_laat, genoemde datum?)"""
    if mededeling is None:
        einde = vast_punt(eerste_einde, stil, start)
        return einde, {dag for dag in stil if start < dag <= einde}, "geen", False
    if mededeling <= start:
        einde, vast = nieuw_einde(eerste_einde)
        einde = vast_punt(einde, stil, start)
        return einde, {dag for dag in stil if start < dag <= einde}, "tijdig", vast
    voor = {dag for dag in stil if dag < mededeling}
    einde = vast_punt(eerste_einde, voor, start)
    if mededeling <= einde:
        tot_dan = {dag for dag in stil if dag <= mededeling}
        einde = vast_punt(eerste_einde, tot_dan, start) if mededeling in stil else einde
        # De stand op de dag van de mededeling: alleen de dagen tot en met die dag zijn al geteld.
        geteld = {dag for dag in tot_dan if start < dag <= mededeling}
        stand = eerste_einde + len(geteld) * DAG
    elif mededeling <= rol(einde):
        geteld = {dag for dag in voor if start < dag <= einde}
        stand = einde
    else:
        return einde, {dag for dag in stil if start < dag <= einde}, "te_laat", False
    later, vast = nieuw_einde(stand)
    einde = vast_punt(later, stil, mededeling)
    return einde, geteld | {dag for dag in stil if mededeling < dag <= einde}, "tijdig", vast


def stille_dagen(gebeurtenissen, gevraagd, ontvangen, gronden, lang):
    """De verzameling S, en de verzoeken als [V, L, antwoord]."""
    verzoeken = sorted(
        [[d(g["op"]), d(g["termijn_tot"]), None] for g in gebeurtenissen
         if g["gebeurtenis"] == gevraagd and g.get("termijn_tot")],
        key=lambda v: v[:2],
    )  # fmt: skip
    antwoorden = sorted((g for g in gebeurtenissen if g["gebeurtenis"] == ontvangen), key=lambda g: g["op"])
    for antwoord in antwoorden:
        op = d(antwoord["op"])
        open_ = [v for v in verzoeken if v[2] is None and v[0] <= op <= v[1]]
        if open_:
            open_[0][2] = antwoord
    stil = set()
    for van, tot, antwoord in verzoeken:
        laatste = d(antwoord["op"]) - DAG if antwoord else tot if lang else tot - DAG
        stil |= {van + n * DAG for n in range(1, (laatste - van).days + 1)}
    for g in gebeurtenissen:
        if g["gebeurtenis"] == "opschorting" and g["grond"] in gronden:
            stil |= {d(g["van"]) + n * DAG for n in range((d(g["tot_en_met"]) - d(g["van"])).days + 1)}
    return stil, verzoeken


def als_periodes(dagen):
    uit = []
    for dag in sorted(dagen):
        if uit and dag - DAG == d(uit[-1]["tot_en_met"]):
            uit[-1]["tot_en_met"] = dag.isoformat()
        else:
            uit.append({"van": dag.isoformat(), "tot_en_met": dag.isoformat()})
    return uit


def enig(gebeurtenissen, naam):
    return next((g for g in gebeurtenissen if g["gebeurtenis"] == naam), None)


def vroegste(gebeurtenissen, naam):
    gevonden = [g for g in gebeurtenissen if g["gebeurtenis"] == naam]
    return min(gevonden, key=lambda g: g["op"]) if gevonden else None


def stand(laatste, geteld, besluit, peildatum):
    if besluit:
        return "tijdig_besloten" if d(besluit["op"]) <= laatste else "te_laat_besloten"
    if peildatum is None:
        return None
    if d(peildatum) > laatste:
        return "verstreken"
    return "opgeschort" if d(peildatum) in geteld else "loopt"


def beslistermijn_tlv(invoer):
    g = invoer["gebeurtenissen"]
    lang = invoer.get("conventie", {}).get("CONV-2") == "lang"
    start = d(enig(g, "aanvraag_ontvangen")["op"])
    stil, verzoeken = stille_dagen(
        g, "aanvulling_gevraagd", "aanvulling_ontvangen", ("instemming", "aanvrager", "overmacht", "buitenland"), lang
    )
    verdaging = vroegste(g, "verdaging_meegedeeld")

    def verder(einde):
        nieuw = d(verdaging["nieuwe_datum"])
        return (nieuw, True) if nieuw > rol(einde) else (einde, False)

    einde, geteld, oordeel, vast = loop(
        start, start + 56 * DAG, stil, d(verdaging["op"]) if verdaging else None, verder
    )  # fmt: skip
    laatste = einde if vast else rol(einde)
    buiten = None
    if verzoeken:
        _, tot, antwoord = verzoeken[-1]
        if antwoord is None:
            buiten = rol(tot + 28 * DAG).isoformat()
        elif antwoord.get("volledig") is False:
            buiten = rol(d(antwoord["op"]) + 28 * DAG).isoformat()
    return {
        "ontvangen_op": start.isoformat(),
        "opgeschorte_dagen": len(geteld),
        "opschortingen": als_periodes(geteld),
        "nominaal_einde": einde.isoformat(),
        "uiterste_beslisdatum": laatste.isoformat(),
        "verdaging": oordeel,
        "buiten_behandeling_uiterlijk": buiten,
        "status": stand(laatste, geteld, enig(g, "besluit_bekendgemaakt"), invoer.get("peildatum")),
    }


def dwangsom(invoer):
    g = invoer["gebeurtenissen"]
    uiterste = d(beslistermijn_tlv(invoer)["uiterste_beslisdatum"])
    besluit = enig(g, "besluit_bekendgemaakt")
    oordeel, geldig = "geen", None
    for brief in sorted((d(x["op"]) for x in g if x["gebeurtenis"] == "ingebrekestelling"), reverse=False):
        if geldig is not None:
            continue
        if brief <= uiterste:
            oordeel = "te_vroeg"
        elif besluit and brief >= d(besluit["op"]):
            oordeel = "te_laat"
        else:
            oordeel, geldig = "geldig", brief
    dagen = []
    if geldig and invoer.get("uitsluiting") is None:
        wacht = invoer.get("conventie", {}).get("CONV-4") or 15
        for n in range(42):
            dag = geldig + (wacht + n) * DAG
            if besluit is None or dag < d(besluit["op"]):
                dagen.append(dag)
    nu = [dag for dag in dagen if invoer.get("peildatum") is None or dag <= d(invoer["peildatum"])]
    centen = sum(2300 if n < 14 else 3500 if n < 28 else 4500 for n in range(len(nu)))
    aanvragers = invoer.get("aanvragers") or 1
    delen = [centen // aanvragers + (n < centen % aanvragers) for n in range(aanvragers)]
    geld = lambda c: f"{c // 100}.{c % 100:02d}"  # noqa: E731
    return {
        "uiterste_beslisdatum": uiterste.isoformat(),
        "ingebrekestelling": oordeel,
        "eerste_dag": dagen[0].isoformat() if dagen else None,
        "laatste_dag": dagen[-1].isoformat() if dagen else None,
        "dagen": len(nu),
        "bedrag": geld(centen),
        "per_aanvrager": [geld(deel) for deel in delen],
        "vaststellen_uiterlijk": rol(dagen[-1] + 14 * DAG).isoformat() if dagen else None,
    }


def bezwaar(invoer):
    g = invoer["gebeurtenissen"]
    afspraak = invoer.get("conventie", {})
    soort = invoer.get("soort") or "tlv"
    commissie = invoer.get("commissie", True)
    bekend = d(enig(g, "besluit_bekendgemaakt")["op"])
    tot = rol(bekend + 42 * DAG)
    uit = {
        "bezwaartermijn_vanaf": (bekend + DAG).isoformat(), "bezwaartermijn_tot_en_met": tot.isoformat(),
        "indiening": None, "opgeschorte_dagen": 0, "opschortingen": [], "nominaal_einde": None,
        "uiterste_beslisdatum": None, "verdaging": "geen", "verdagen_uiterlijk": None,
        "dossier_naar_commissie_uiterlijk": None, "inzage_vanaf": None, "stukken_uiterlijk": None, "status": None,
    }  # fmt: skip
    ontvangen = enig(g, "bezwaar_ontvangen")
    if ontvangen is None:
        return uit
    op = d(ontvangen["op"])
    eerst = min(op, d(ontvangen.get("elders_ontvangen_op") or ontvangen["op"]))
    gepost = d(ontvangen["gepost_op"]) if ontvangen.get("gepost_op") else None
    if eerst < bekend:
        uit["indiening"] = "te_vroeg"
    elif eerst <= tot or (gepost and gepost <= tot and eerst <= rol(tot + 7 * DAG)):
        uit["indiening"] = "tijdig"
    else:
        uit["indiening"] = "te_laat"
    start = op if soort == "vo" else tot
    weken = 4 if soort in ("vo", "openbaar_po") else 12 if commissie else 6
    gronden = () if soort == "tlv" else ("geschillencommissie",)
    stil, _ = stille_dagen(g, "herstel_gevraagd", "herstel_ontvangen", gronden, afspraak.get("CONV-2") == "lang")
    verdaging = vroegste(g, "verdaging_meegedeeld")

    def verder(einde):
        begin = rol(einde) if afspraak.get("CONV-6") == "verlengd" else einde
        return begin + 7 * (verdaging.get("weken") or 6) * DAG, False

    eerste_einde = start + 7 * weken * DAG
    einde, geteld, oordeel, _ = loop(start, eerste_einde, stil, d(verdaging["op"]) if verdaging else None, verder)
    laatste = rol(einde)
    zitting = enig(g, "hoorzitting")
    uit.update(
        opgeschorte_dagen=len(geteld),
        opschortingen=als_periodes(geteld),
        nominaal_einde=einde.isoformat(),
        uiterste_beslisdatum=laatste.isoformat(),
        verdaging=oordeel,
        verdagen_uiterlijk=rol(vast_punt(eerste_einde, stil, start)).isoformat(),
        dossier_naar_commissie_uiterlijk=(op + 14 * DAG).isoformat() if soort == "tlv" and commissie else None,
        inzage_vanaf=(d(zitting["op"]) - 7 * DAG).isoformat() if zitting else None,
        stukken_uiterlijk=(d(zitting["op"]) - (afspraak.get("CONV-8") or 11) * DAG).isoformat() if zitting else None,
        status=stand(laatste, geteld, enig(g, "beslissing_bekendgemaakt"), invoer.get("peildatum")),
    )
    return uit


def verjaardag(geboren, leeftijd, keuze):
    jaar = geboren.year + leeftijd
    if (geboren.month, geboren.day) == (2, 29) and not (jaar % 4 == 0 and (jaar % 100 != 0 or jaar % 400 == 0)):
        return date(jaar, 2, 28) if keuze == "28_februari" else date(jaar, 3, 1)
    return date(jaar, geboren.month, geboren.day)


def zorgplicht(invoer):
    g = invoer["gebeurtenissen"]
    asiel = invoer.get("asielregels") is True
    start = d(enig(g, "aanmelding_ontvangen")["op"])
    verlenging = vroegste(g, "verlenging_meegedeeld")
    einde, oordeel = start + 42 * DAG, "geen"
    if verlenging and asiel:
        oordeel = "niet_toegestaan"
    elif verlenging:
        oordeel = "tijdig" if d(verlenging["op"]) <= rol(einde) else "te_laat"
        if oordeel == "tijdig":
            einde += 7 * (verlenging.get("weken") or 4) * DAG
    leeftijd = {"po": 4, "so": 4, "so_cluster_1_2": 3, "vo": None}[invoer["sector"]]
    geboren = d(invoer["geboren_op"]) if invoer.get("geboren_op") and leeftijd else None
    keuze = invoer.get("conventie", {}).get("CONV-9")
    grens = start + (42 if asiel else 70) * DAG
    gedaan = [enig(g, naam) for naam in ("elders_ingeschreven", "beslissing_meegedeeld")]
    plaatsing, vanaf = "geen", None
    if not any(x and d(x["op"]) <= grens for x in gedaan):
        plaatsing, vanaf = "toelating" if asiel else "tijdelijk", grens + DAG
        if geboren and verjaardag(geboren, leeftijd, keuze) > vanaf:
            vanaf = verjaardag(geboren, leeftijd, keuze)
    return {
        "nominaal_einde": einde.isoformat(),
        "uiterste_beslisdatum": rol(einde).isoformat(),
        "verlenging": oordeel,
        "verlengen_uiterlijk": None if asiel else rol(start + 42 * DAG).isoformat(),
        "plaatsing": plaatsing,
        "plaatsing_vanaf": vanaf.isoformat() if vanaf else None,
        "aanmelden_vanaf": verjaardag(geboren, leeftijd - 1, keuze).isoformat() if geboren else None,
    }


def plus_maanden(dag: date, maanden: int) -> date:
    for terug in range(4):
        jaar, maand = dag.year, dag.month + maanden
        while maand > 12:
            jaar, maand = jaar + 1, maand - 12
        while maand < 1:
            jaar, maand = jaar - 1, maand + 12
        try:
            return date(jaar, maand, dag.day - terug)
        except ValueError:
            continue
    raise AssertionError(dag)


def termijn(invoer):
    """Alleen de eenheden in dagen; uren zijn met de hand getoetst."""
    vanaf, aantal, eenheid = d(invoer["vanaf"]), invoer["aantal"], invoer["eenheid"]
    teken = -1 if invoer.get("richting") == "terug" else 1
    if eenheid == "werkdagen":
        einde, over = vanaf, aantal
        while over:
            einde += teken * DAG
            over -= not vrij(einde)
        return {"nominaal_einde": einde.isoformat(), "einde": einde.isoformat()}
    if eenheid in ("maanden", "jaren"):
        nominaal = plus_maanden(vanaf, teken * aantal * (12 if eenheid == "jaren" else 1))
    else:
        nominaal = vanaf + teken * aantal * (7 if eenheid == "weken" else 1) * DAG
    einde = nominaal
    kort = aantal <= {"dagen": 90, "weken": 12, "maanden": 3}.get(eenheid, 0)
    if teken == 1 and kort and invoer.get("wettelijk", True):
        einde = rol(einde)
        if eenheid != "dagen" or aantal >= 3:
            while sum(not vrij(vanaf + n * DAG) for n in range(1, (einde - vanaf).days + 1)) < 2:
                einde = rol(einde + DAG)
    return {"nominaal_einde": nominaal.isoformat(), "einde": einde.isoformat()}


def bewaartermijn(invoer):
    vanaf = d(invoer["vanaf"])
    bewaren = plus_maanden(vanaf, 12 * {"toelaatbaarheid": 3, "bekostiging": 7}[invoer["soort"]])
    dag, blokkades = bewaren + DAG, invoer.get("blokkades") or []
    while True:
        open_ = [b for b in blokkades if d(b["van"]) <= dag and (not b.get("tot_en_met") or dag <= d(b["tot_en_met"]))]
        if any(not b.get("tot_en_met") for b in open_):
            return {"bewaren_tot_en_met": bewaren.isoformat(), "vernietigen_vanaf": None}
        if not open_:
            return {"bewaren_tot_en_met": bewaren.isoformat(), "vernietigen_vanaf": dag.isoformat()}
        dag += DAG


def verdelen(bedrag: int, gewichten: list[int]) -> list[int]:
    """Centen een voor een uitdelen aan wie het meest tekortkomt."""
    som, teken = sum(gewichten), -1 if bedrag < 0 else 1
    delen = [abs(bedrag) * g // som for g in gewichten]
    resten = [(abs(bedrag) * g % som, -plek) for plek, g in enumerate(gewichten)]
    for _, plek in sorted(resten, reverse=True)[: abs(bedrag) - sum(delen)]:
        delen[-plek] += 1
    return [teken * deel for deel in delen]


def vakantiedagen(invoer):
    """Elke vakantiedag apart, als verzameling."""
    dagen = set()
    for vakantie in invoer.get("vakanties", []):
        dag = d(vakantie["van"])
        while dag <= d(vakantie["tot_en_met"]):
            dagen.add(dag)
            dag += DAG
    return dagen


def streeftermijn(invoer):
    vakantie, begin = vakantiedagen(invoer), d(invoer["ontvangen_op"])
    alle = [begin + timedelta(days=n) for n in range(1, 700)]
    tellen = [dag for dag in alle if dag not in vakantie and not (invoer["eenheid"] == "werkdagen" and vrij(dag))]
    berekend = tellen[invoer["aantal"] * (7 if invoer["eenheid"] == "weken" else 1) - 1]
    grens = d(invoer["uiterste_beslisdatum"]) if "uiterste_beslisdatum" in invoer else berekend
    return {
        "berekend_op": berekend.isoformat(),
        "streefdatum": min(berekend, grens).isoformat(),
        "begrensd": berekend > grens,
    }


def einde_schooljaar(dag: date) -> date:
    """De eerste 31 juli op of na deze dag."""
    while (dag.month, dag.day) != (7, 31):
        dag += DAG
    return dag


def tlv_geldigheid(invoer):
    begin = d(invoer["begint_op"])
    vroegste = einde_schooljaar(begin)
    if (begin.month, begin.day) != (8, 1):
        vroegste = einde_schooljaar(vroegste + DAG)
    reden = geldig = None
    if "eindigt_op" in invoer:
        einde = d(invoer["eindigt_op"])
        if einde != einde_schooljaar(einde):
            reden = "geen_31_juli"
        elif einde < vroegste:
            reden = "te_kort"
        elif "max_jaren" in invoer and einde >= plus_maanden(begin, 12 * invoer["max_jaren"]):
            reden = "langer_dan_beleid"
        geldig = reden is None
    return {"vroegste_einde": vroegste.isoformat(), "geldig": geldig, "reden": reden}


def verzuim_16_uur(invoer):
    """Zoek steeds de eerste week na de vorige melding waarin de laatste vier lesweken samen 16 uur zijn."""
    lesweken = [(plek, uren) for plek, uren in enumerate(invoer["uren_per_week"], 1) if uren is not None]
    meldweken, vanaf = [], 0
    for nr in range(1, len(lesweken) + 1):
        if sum(uren for _, uren in lesweken[max(vanaf, nr - 4) : nr]) >= 16:
            meldweken.append(lesweken[nr - 1][0])
            vanaf = nr
    return {"melden": bool(meldweken), "meldweken": meldweken}


def leerplicht(invoer):
    geboren, vakantie = d(invoer["geboren_op"]), vakantiedagen(invoer)
    keuze = invoer.get("conventie", {}).get("CONV-9")
    vijf, zestien, achttien = (verjaardag(geboren, leeftijd, keuze) for leeftijd in (5, 16, 18))
    vanaf = plus_maanden(vijf.replace(day=1), 1)
    while vanaf in vakantie or vrij(vanaf):
        vanaf += DAG
    einde = einde_schooljaar(zestien)
    if "eerste_volledige_schooljaar" in invoer:
        einde = min(einde, date(invoer["eerste_volledige_schooljaar"] + 12, 7, 31))
    kwalificatie = None if invoer.get("startkwalificatie") else (einde + DAG, achttien)
    plicht = None
    if "peildatum" in invoer:
        peil = d(invoer["peildatum"])
        plicht = "geen"
        if vanaf <= peil <= einde:
            plicht = "leerplicht"
        elif kwalificatie and kwalificatie[0] <= peil < kwalificatie[1]:
            plicht = "kwalificatieplicht"
    return {
        "leerplichtig_vanaf": vanaf.isoformat(),
        "leerplichtig_tot_en_met": einde.isoformat(),
        "kwalificatieplichtig_vanaf": kwalificatie and kwalificatie[0].isoformat(),
        "kwalificatieplichtig_tot": kwalificatie and kwalificatie[1].isoformat(),
        "plicht": plicht,
    }
