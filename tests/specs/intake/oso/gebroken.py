"""For every rule of the profile a way to break it, in a dossier that is right otherwise. Each leaves a mark (`GIF`)
where something stands that may not be read."""

from __future__ import annotations

from collections.abc import Callable

from infra.demo.oso import Tak, adres, bereikbaar, dossier, plek

GIF = "GIFGIF"
BSN = "999990342"  # the one number that may stand in a test
KIND = ("huidigeschool", "leerling")


def zonder(takken: list[Tak], naam: str) -> None:
    takken[:] = [tak for tak in takken if tak[0] != naam]


def zet(takken: list[Tak], naam: str, waarde: str | list[Tak]) -> None:
    zonder(takken, naam)
    takken.append((naam, waarde))


def _bij(*pad: str, tak: Tak) -> Callable[[list[Tak]], None]:
    return lambda boom: plek(boom, *pad).append(tak)


def _weg(*pad: str, naam: str) -> Callable[[list[Tak]], None]:
    return lambda boom: zonder(plek(boom, *pad), naam)


def _zet(*pad: str, naam: str, waarde: str) -> Callable[[list[Tak]], None]:
    return lambda boom: zet(plek(boom, *pad), naam, waarde)


def _geheim_adres(boom: list[Tak]) -> None:
    kind = plek(boom, *KIND)
    zet(kind, "adresgeheim", "true")
    kind.append(("adreslijst", [adres("bezoek", GIF, "1", "7811AA", GIF)]))


def _geheim_buitenland(boom: list[Tak]) -> None:
    kind = plek(boom, *KIND)
    zet(kind, "adresgeheim", "true")
    kind.append(("adresbuitenland", GIF))


def _zonder_adres(boom: list[Tak]) -> None:
    zonder(plek(boom, *KIND), "adreslijst")


def _geheime_verzorger(boom: list[Tak]) -> None:
    ouder = plek(boom, *KIND, "verzorger")
    zet(ouder, "adresgeheim", "true")
    ouder.append(("adreslijst", [adres("bezoek", GIF, "1", "7811AA", GIF)]))


def _bereikbaar(*pad: str, soort: str) -> Callable[[list[Tak]], None]:
    waar = f"{GIF}@school.example" if soort == "e-mail" else f"06{GIF}"

    def breek(boom: list[Tak]) -> None:
        persoon = plek(boom, *pad)
        if not any(naam == "communicatielijst" for naam, _ in persoon):
            persoon.append(("communicatielijst", []))
        plek(persoon, "communicatielijst").append(bereikbaar(soort, waar, geheim=True))

    return breek


def _uitslag(resultaat: list[Tak]) -> Callable[[list[Tak]], None]:
    toets: Tak = ("toets", [("toetsidentificatie", [("toetsnaam", "Lege toets")]), ("resultaat", resultaat)])
    return _bij(*KIND, "toetslijst", tak=toets)


RAPPORT: Tak = (
    "cijferlijstlijst",
    [("cijferlijst", [("cijferlijstTypelijst", [("naam", GIF), ("score", [("anders", GIF)])])])],
)
#: Rule to how it is broken; None as soort: in both.
BREKEN: dict[str, tuple[str | None, Callable[[list[Tak]], None]]] = {
    "PaO.MD01": (None, _zet("metadata", naam="deeldossier", waarde="LVS")),
    "PaO.MD02": (None, _zet("metadata", naam="validatieversie", waarde="2018.1.1")),
    "PaO.MD03": (None, _weg("metadata", naam="categorie_uitlevering")),
    "PaO.SO01": (None, _weg("metadata", naam="overstap")),
    "PaO.SO02": (None, _zet("metadata", naam="overstap", waarde="POVO")),
    "PaO.SO03": (None, lambda boom: zet(boom, "overdrachtsoort", "overstapdossier")),
    "PaO.SL01-school": (None, _weg("huidigeschool", naam="adreslijst")),
    "PaO.SL02": (None, _weg("huidigeschool", naam="communicatielijst")),
    "PaO.LL01": (None, _weg(*KIND, naam="voornaam")),
    "PaO.LL02": (None, _zet(*KIND, naam="geboortedatum", waarde="2017-02-30")),
    "PaO.LL03": (None, _bij(*KIND, tak=("geboortemaand", GIF))),
    "PaO.LL04": (None, _weg(*KIND, naam="adresgeheim")),
    "PaO.LL05": (None, _zonder_adres),
    "PaO.LL06": (None, _geheim_adres),
    "PaO.LL07": (None, _bij(*KIND, tak=("postcode4adres", GIF))),
    "PaO.LL08-telefoon": (None, _bereikbaar(*KIND, soort="telefoon")),
    "PaO.OV04-telefoon": (None, _bereikbaar(*KIND, "verzorger", soort="telefoon")),
    "PaO.LL08-e-mail": (None, _bereikbaar(*KIND, soort="e-mail")),
    "PaO.OV04-e-mail": (None, _bereikbaar(*KIND, "verzorger", soort="e-mail")),
    "PaO.LL09": (None, _geheim_buitenland),
    "PaO.LL10": (None, _bij(*KIND, tak=("geboorteplaats", GIF))),
    "PaO.LL11": (None, _bij(*KIND, tak=("nationaliteit", GIF))),
    "PaO.LL12": (None, _bij(*KIND, tak=("bsn", BSN))),
    "PaO.VV01": ("VOSWV", _bij(*KIND, tak=("vanpeuterspeelzaal", "true"))),
    "PaO.VV02": ("VOSWV", _bij(*KIND, tak=("naampeuterspeelzaal", GIF))),
    "PaO.VV03": ("VOSWV", _bij(*KIND, tak=("voorschools", [("codevoorschoolsprogramma", GIF)]))),
    "PaO.VV04": ("VOSWV", _bij(*KIND, tak=("vroegschools", [("codevroegschoolsprogramma", GIF)]))),
    "PaO.SL01-schoolloopbaan": (None, _weg(*KIND, naam="schoolloopbaanlijst")),
    "PaO.EB01": ("POSWV", _bij(*KIND, tak=("eindtoets_basisonderwijs", [("deelgenomen", GIF)]))),
    "PaO.OV01": (None, _weg(*KIND, naam="verzorger")),
    "PaO.VM01": ("POSWV", _bij(*KIND, tak=("bevorderd", [("elementcode", GIF)]))),
    "PaO.VM02": ("POSWV", _bij(*KIND, tak=("examenresultaat", [("soortdiploma", GIF)]))),
    "PaO.VM03": ("POSWV", _bij(*KIND, tak=("resultaatvakkenvo", [("vakcode", GIF)]))),
    "PaO.VM04": ("POSWV", _bij(*KIND, tak=("certificaat", GIF))),
    "PaO.VM05": ("POSWV", _bij(*KIND, tak=("competenties", [("competentiereferentie", GIF)]))),
    "PaO.VM06": ("POSWV", _bij(*KIND, tak=("stage", [("functierol", GIF)]))),
    "PaO.VM07": ("POSWV", _bij(*KIND, tak=("overigvombo", [("keuzevervolgopleiding", GIF)]))),
    "PaO.OV03": (None, _geheime_verzorger),
    "PaO.OV05": (None, _bij(*KIND, "verzorger", tak=("banknummer", GIF))),
    "PaO.ZB01": (None, _bij(*KIND, "onderwijsondersteuning", tak=("vir", [("melding", GIF)]))),
    "PaO.ZB02": (None, _bij(*KIND, tak=("zat", GIF))),
    "PaO.TR01": (None, _uitslag([])),
    "PaO.TR02": (None, _uitslag([("toetsscore", [("codevaardigheidsschaal", GIF)])])),
    "PaO.CL01": (None, _bij(*KIND, tak=RAPPORT)),
}


def goed(soort: str = "POSWV") -> list[Tak]:
    return dossier(soort=soort, jaargroep=5 if soort == "POSWV" else 12)
