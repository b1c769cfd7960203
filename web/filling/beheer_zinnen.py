"""Rules as sentences: what a row of a list says, in plain Dutch. Reads data that may be wrong or unfinished."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from services.kern.kalender import in_woorden
from services.kern.rollen import ROLNAMEN, Rol
from tenants.organisaties import bestuur, elke_school
from web.filling.beheer_woorden import WAARDEN
from web.formatting import aantal, bedrag, getal, opsomming

Rij = dict[str, Any]
Tenant = dict[str, Any]
LEEG = "(nog leeg)"


def zin(klasse: str, rij: Any, tenant: Tenant) -> str:
    """The row in a sentence; LEEG when nothing can be said yet."""
    if not isinstance(rij, dict):
        return LEEG
    maker = _ZINNEN.get(klasse)
    try:
        gezegd = maker(rij, tenant) if maker else _naam(rij, tenant)
    except (KeyError, TypeError, ValueError, AttributeError):
        gezegd = _naam(rij, tenant)
    return gezegd or LEEG


def gezegd(klasse: str) -> frozenset[str]:
    """The keys that the sentence of such a row already says."""
    return _GEZEGD.get(klasse, frozenset())


def woord(waarde: Any, veld: str = "") -> str:
    tekst = str(waarde)
    return WAARDEN.get(f"{veld}.{tekst}", WAARDEN.get(tekst, tekst.replace("_", " ")))


def rol(naam: Any, tenant: Tenant) -> str:
    eigen = tenant.get("rolnamen")
    if isinstance(eigen, dict) and naam in eigen:
        return str(eigen[naam])
    return ROLNAMEN[Rol(naam)] if naam in set(Rol) else str(naam or "niemand")


def voorwaarde(als: Any, tenant: Tenant) -> str:
    """`als = { categorie = ["hoog"], complex = true }`: de categorie hoog is, of de aanvraag complex is"""
    if not isinstance(als, dict):
        return ""
    if "vraag" in als:
        antwoorden = opsomming(list(als.get("is_een_van", [])), slot="of")
        return f"op “{_vraagtekst(als['vraag'], tenant)}” is geantwoord: {antwoorden}"
    delen = []
    if isinstance(als.get("categorie"), list):
        delen.append(f"de categorie {opsomming([woord(c) for c in als['categorie']], slot='of')} is")
    if isinstance(als.get("complex"), bool):
        delen.append(f"de aanvraag {'' if als['complex'] else 'niet '}complex is")
    if isinstance(als.get("soort"), list):
        delen.append(f"het gaat om {opsomming([soort(s, tenant) for s in als['soort']], slot='of')}")
    return ", of ".join(delen)


def _vraagtekst(naam: str, tenant: Tenant) -> str:
    """The question of this name, in whichever dossier or form it stands first."""
    for groep in ("recepten", "formulieren"):
        for recept in tenant.get(groep, {}).values():
            for onderdeel in recept.get("onderdelen", []):
                for vraag in onderdeel.get("vragen", []):
                    if vraag.get("naam") == naam and vraag.get("label"):
                        return str(vraag["label"])
    return naam.replace("_", " ")


def soort(naam: Any, tenant: Tenant) -> str:
    soorten = tenant.get("soorten")
    gevonden = soorten.get(naam) if isinstance(soorten, dict) else None
    titel = str(gevonden.get("naam", naam)) if isinstance(gevonden, dict) else str(naam)
    return titel[:1].lower() + titel[1:]


def _als(rij: Rij, tenant: Tenant) -> str:
    gevallen = voorwaarde(rij.get("als"), tenant)
    return f"Als {gevallen}: " if gevallen else ""


def _hoofd(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def _naam(rij: Rij, tenant: Tenant) -> str:
    for sleutel in ("titel", "label", "wat", "naam", "soort"):
        if isinstance(rij.get(sleutel), str) and rij[sleutel]:
            return _hoofd(rij[sleutel].replace("_", " ") if sleutel == "soort" else rij[sleutel])
    return ""


def _mandaat(rij: Rij, tenant: Tenant) -> str:
    na = " na advies van een extern deskundige" if rij.get("na_extern_advies") else ""
    zelf = ", als bestuur" if rij.get("is_bestuur") else ""
    return _hoofd(f"{_als(rij, tenant)}{rol(rij['beslist'], tenant)} beslist{na}{zelf}.")


def _streef(rij: Rij, tenant: Tenant) -> str:
    hoeveel = rij["aantal"]
    eenheid = {"weken": ("week", "weken"), "dagen": ("dag", "dagen"), "werkdagen": ("werkdag", "werkdagen")}
    binnen = aantal(hoeveel, *eenheid[rij["eenheid"]])
    aandeel = f" Doel: bij {rij['aandeel']}% van de aanvragen." if rij.get("aandeel") else ""
    zonder = " Schoolvakanties tellen niet mee." if rij.get("schoolvakanties_tellen_niet") else ""
    wat = str(rij["wat"]).removesuffix(".")
    return f"{_hoofd(_als(rij, tenant) + wat)}, binnen {binnen} na {woord(rij['vanaf'])}.{aandeel}{zonder}"


def _geldigheid(rij: Rij, tenant: Tenant) -> str:
    wie = []
    if rij.get("soort"):
        wie.append(opsomming([soort(s, tenant) for s in rij["soort"]], slot="of"))
    van, tot = rij.get("leeftijd_van"), rij.get("leeftijd_tot")
    if van is not None and tot is not None:
        wie.append(f"een leerling van {van} tot en met {tot} jaar")
    elif van is not None:
        wie.append(f"een leerling vanaf {van} jaar")
    elif tot is not None:
        wie.append(f"een leerling tot en met {tot} jaar")
    voor = f"Voor {', '.join(wie)}" if wie else "Voor iedereen"
    if rij.get("hele_schoolloopbaan"):
        return f"{voor}: voor de hele verdere schoolloopbaan."
    minst, meest = rij.get("min_jaren", 1), rij.get("max_jaren")
    langer = " Langer mag, met redenen in het besluit." if rij.get("afwijken_mag") else ""
    if meest is None:
        return f"{voor}: minstens {aantal(minst, 'schooljaar', 'schooljaren')}."
    if meest == minst:
        return f"{voor}: {aantal(meest, 'schooljaar', 'schooljaren')}.{langer}"
    hoe = f"{minst} tot " if minst > 1 else "hoogstens "
    return f"{voor}: {hoe}{aantal(meest, 'schooljaar', 'schooljaren')}.{langer}"


def _document(rij: Rij, tenant: Tenant) -> str:
    eisen = ["verplicht" if rij.get("verplicht") else "niet verplicht"]
    if rij.get("maximaal_maanden"):
        eisen.append(f"niet ouder dan {aantal(rij['maximaal_maanden'], 'maand', 'maanden')}")
    if rij.get("handtekeningen"):
        eisen.append(f"ondertekend door {opsomming([woord(h) for h in rij['handtekeningen']])}")
    if rij.get("medisch"):
        eisen.append("alleen voor wie medische gegevens mag zien")
    gevallen = voorwaarde(rij.get("als"), tenant)
    return f"{rij['naam']}: {', '.join(eisen)}{f', als {gevallen}' if gevallen else ''}."


def _zienswijze(rij: Rij, tenant: Tenant) -> str:
    eisen = "verplicht" if rij.get("verplicht") else "niet verplicht"
    instemming = ", met de vraag om instemming" if rij.get("instemming") else ""
    gevallen = voorwaarde(rij.get("als"), tenant)
    return f"{_hoofd(woord(rij['van'], 'van'))}: {eisen}{instemming}{f', als {gevallen}' if gevallen else ''}."


def _plek(rij: Rij, tenant: Tenant) -> str:
    waar = ", van buiten het samenwerkingsverband" if rij.get("extern") else ""
    gevallen = voorwaarde(rij.get("als"), tenant)
    vakken = opsomming([woord(d) for d in rij.get("disciplines", [])], slot="of")
    return f"{rij['titel']}{waar}{f', alleen als {gevallen}' if gevallen else ''}: {vakken}."


def _bewaar(rij: Rij, tenant: Tenant) -> str:
    na = str(rij["na"]).removeprefix("na ").removesuffix(".")
    return f"{_hoofd(rij['wat'])}: {aantal(rij['jaren'], 'jaar', 'jaar')} na {na}."


def _bedrag(rij: Rij, tenant: Tenant) -> str:
    categorie = f", categorie {rij['categorie']}" if rij.get("categorie") else ""
    wat = _hoofd(soort(rij["soort"], tenant))
    return f"{wat}{categorie}, {rij['jaar']}: {bedrag(rij['cent'])} ({rij['status']})."


def _verdeel(rij: Rij, tenant: Tenant) -> str:
    procent = f", {str(rij['procent']).replace('.', ',')}%" if rij.get("procent") else ""
    cent = f", {bedrag(rij['cent'])}" if rij.get("cent") is not None else ""
    return f"{_hoofd(rij['wat']).removesuffix('.')} ({woord(rij['soort'])}{procent}{cent})."


def _streefcijfer(rij: Rij, tenant: Tenant) -> str:
    eenheid = {"procent": "%", "procent_verandering": "% verandering"}.get(rij.get("eenheid", "procent"), "")
    grens = str(rij["grens"]).replace(".", ",")
    dan = f", vergeleken met {rij['ten_opzichte_van']}" if rij.get("ten_opzichte_van") else ""
    return f"{_hoofd(rij['wat']).removesuffix('.')}: {rij['richting']} {grens}{eenheid}{dan}."


def _vraag(rij: Rij, tenant: Tenant) -> str:
    vrij = "" if rij.get("verplicht", True) else ", niet verplicht"
    gevallen = voorwaarde(rij.get("als"), tenant)
    alleen = f"; alleen als {gevallen}" if gevallen else ""
    return f"{rij['label']} ({woord(rij.get('soort', 'tekst'), 'soort')}{vrij}{alleen})"


def _termijn(rij: Rij, tenant: Tenant) -> str:
    return f"{_hoofd(aantal(rij['weken'], 'week', 'weken'))}."


def _orgaan(rij: Rij, tenant: Tenant) -> str:
    wie = opsomming([rol(r, tenant) for r in rij.get("rollen", [])])
    voor = f"; voorzitter: {rol(rij['voorzitter'], tenant)}" if rij.get("voorzitter") else ""
    return f"{rij['titel']}: {wie}{voor}."


def _arrangement(rij: Rij, tenant: Tenant) -> str:
    hoog = f", hoogstens {getal(rij['hoogstens'])} {rij.get('eenheid', 'weken')}" if rij.get("hoogstens") else ""
    return f"{rij['titel']}: {rol(rij['beslist'], tenant)} beslist{hoog}."


def _stap(rij: Rij, tenant: Tenant) -> str:
    termijn = f", {rij['termijn']}" if rij.get("termijn") else ""
    return f"{rij['titel']} ({rol(rij.get('door'), tenant)}{termijn})"


def _school(rij: Rij, tenant: Tenant) -> str:
    return ", ".join(filter(None, [rij.get("naam"), rij.get("plaats"), rij.get("vestiging") or rij.get("nummer")]))


def _school(code: Any) -> str:
    school = elke_school(str(code))
    return school.aanduiding if school else str(code)


def _fusie(rij: Rij, tenant: Tenant) -> str:
    return f"{_school(rij['van'])} gaat op {in_woorden(rij['vanaf'])} op in {_school(rij['naar'])}."


def _wisseling(rij: Rij, tenant: Tenant) -> str:
    nieuw = bestuur(str(rij["bestuur"])).aanduiding
    return f"{_school(rij['vestiging'])} gaat op {in_woorden(rij['vanaf'])} naar {nieuw}."


_ZINNEN: dict[str, Callable[[Rij, Tenant], str]] = {
    "Mandaat": _mandaat,
    "Fusie": _fusie,
    "Wisseling": _wisseling,
    "StreefRegel": _streef,
    "GeldigheidRegel": _geldigheid,
    "DocumentRegel": _document,
    "ZienswijzeRegel": _zienswijze,
    "Plek": _plek,
    "Bewaarregel": _bewaar,
    "Bedrag": _bedrag,
    "VerdeelRegel": _verdeel,
    "Streefcijfer": _streefcijfer,
    "Vraag": _vraag,
    "EigenTermijn": _termijn,
    "Orgaan": _orgaan,
    "Arrangement": _arrangement,
    "Stap": _stap,
    "BestuurRegel": _school,
    "SchoolRegel": _school,
}
_GEZEGD = {
    "Mandaat": frozenset({"als", "beslist", "na_extern_advies", "is_bestuur"}),
    "StreefRegel": frozenset(
        {"als", "wat", "aantal", "eenheid", "aandeel", "vanaf", "schoolvakanties_tellen_niet", "naam"}
    ),
    "GeldigheidRegel": frozenset(
        {"soort", "leeftijd_van", "leeftijd_tot", "min_jaren", "max_jaren", "hele_schoolloopbaan", "afwijken_mag"}
    ),
    "DocumentRegel": frozenset({"naam", "verplicht", "maximaal_maanden", "handtekeningen", "medisch", "als", "soort"}),
    "ZienswijzeRegel": frozenset({"van", "verplicht", "instemming", "als"}),
    "Plek": frozenset({"naam", "titel", "extern", "als", "disciplines"}),
    "Bewaarregel": frozenset({"wat", "jaren", "na"}),
    "Bedrag": frozenset({"soort", "categorie", "jaar", "cent", "status"}),
    "VerdeelRegel": frozenset({"wat", "soort", "procent", "cent", "naam"}),
    "Streefcijfer": frozenset({"wat", "grens", "eenheid", "richting", "ten_opzichte_van", "naam"}),
    "Vraag": frozenset({"naam", "label", "soort", "verplicht", "als", "max_lengte", "bron"}),
    "EigenTermijn": frozenset({"weken"}),
    "Orgaan": frozenset({"titel", "rollen", "voorzitter"}),
    "Arrangement": frozenset({"titel", "beslist", "hoogstens", "eenheid"}),
    "Stap": frozenset({"naam", "titel", "door", "termijn"}),
    "BestuurRegel": frozenset({"naam", "nummer"}),
    "SchoolRegel": frozenset({"naam", "plaats", "vestiging"}),
    "Pijler": frozenset({"naam", "titel"}),
    "Onderdeel": frozenset({"naam", "titel"}),
    "Soort": frozenset({"naam"}),
    "Procedure": frozenset({"titel"}),
    "Overleg": frozenset({"titel"}),
    "Formulier": frozenset({"titel"}),
}
