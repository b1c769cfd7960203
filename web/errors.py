"""Faults as people see them: the right status, one sentence, and what to do now. Nothing of how we are made.

The framework calls these handlers without waiting for them, so they ask nobody anything.
"""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit

from litestar import Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect
from msgspec import structs

from infra.log import log
from services.kern.errors import BevestigOpnieuw, Fout, NietBeschikbaar, NietGevonden, NietIngelogd, OnverwachteFout
from web import views
from web.api import problems
from web.limits import TeVaak
from web.login import inlogadres
from web.show import koek, toon
from web.visit import EerstPasskey, KiesEerstEenRol, Verzoek

_KOPPEN = {
    400: "Dit kan niet",
    401: "Log eerst in",
    403: "Dit mag u hier niet doen",
    404: "Niet gevonden",
    405: "Dit kan niet",
    409: "Dit kan nu niet",
    413: "Dit is te groot",
    422: "Dit klopt niet",
    429: "Even wachten",
    500: "Er ging iets mis bij ons",
    503: "Even niet bereikbaar",
}
_GEEN_TEKST = {"onderdeel", "hoed", "document", "van", "bevestigd", "verklaring"}  # fields that nobody types
LATER = {"retry-after": "30"}
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WAT_NU = {
    403: ["Heeft u meer rollen? Wissel dan van rol via uw naam rechtsboven.", "Of ga terug naar het begin."],
    404: ["Controleer het adres.", "Of ga naar het begin en zoek het daar op."],
    409: ["Ga terug en bekijk hoe het er nu voor staat."],
    413: ["Ga terug en maak het kleiner."],
    422: ["Ga terug en pas aan wat u invulde."],
    429: [
        "Wacht even en probeer het dan opnieuw.",
        "Werkt u met meer mensen achter één internetverbinding en ziet u dit vaker? Laat het ons weten.",
    ],
    500: ["Probeer het nog een keer.", "Lukt het weer niet? Bel ons en noem het kenmerk hieronder."],
    503: ["Er is niets verloren: alles wat bewaard was, is er nog.", "Probeer het over een minuut opnieuw."],
}


def _fout(request: Verzoek, fout: Fout) -> Response:
    if isinstance(fout, NietIngelogd):
        return _niet_ingelogd(request, fout)
    if isinstance(fout, BevestigOpnieuw) and request.bezoek is not None:
        return _bevestigen(request, met_passkey=bool(fout.extra.get("met_passkey")))
    if isinstance(fout, OnverwachteFout):
        return pagina(request, 500, "Dat ligt niet aan u. Wat u typte is niet verwerkt.", kenmerk=fout.kenmerk or "")
    if isinstance(fout, NietBeschikbaar) and request.method == "POST" and not request.is_deel:
        return _opnieuw_versturen(request, fout, LATER)
    if isinstance(fout, TeVaak):
        wacht = {"retry-after": str(fout.wacht)}
        if request.method == "POST" and request.formulier is not None and not request.is_deel:
            return _opnieuw_versturen(request, fout, wacht)
        return pagina(request, fout.status, fout.melding, koppen=wacht)
    zinnen = [zin for zin in fout.velden.values() if zin != fout.melding]
    return pagina(request, fout.status, " ".join([fout.melding, *zinnen]))


def _http(request: Verzoek, fout: HTTPException) -> Response:
    if fout.status_code == 404:
        return pagina(request, 404, NietGevonden().melding)
    if fout.status_code >= 500:
        return _onverwacht(request, fout)
    return pagina(request, fout.status_code, "Deze vraag kunnen we niet behandelen.")


def _onverwacht(request: Verzoek, fout: Exception) -> Response:
    route = request.scope.get("path_template")
    log.exception("onverwachte fout", kenmerk=request.kenmerk, route=route, exc_info=fout)
    return pagina(request, 500, "Dat ligt niet aan u. Wat u typte is niet verwerkt.", kenmerk=request.kenmerk)


def _kies_rol(request: Verzoek, fout: KiesEerstEenRol) -> Response:
    return Redirect("/rol-kiezen", status_code=303)


def _eerst_passkey(request: Verzoek, fout: EerstPasskey) -> Response:
    return Redirect("/passkey", status_code=303)


def _niet_ingelogd(request: Verzoek, fout: NietIngelogd) -> Response:
    """First arrival: on to logging in. A session that ended: say so, and let the person choose to come back.

    What was typed cannot be sent again from here: the token of the next session is not known, and nothing of a form
    is kept for somebody who is not signed in. It stands on the page, to be copied.
    """
    terug = request.scope["path"] if request.method == "GET" else _vorige_pagina(request)
    velden, bestand, _ = _getypt(request)
    if not request.cookies.get(request.web.cookie) and request.method == "GET" and not request.is_deel:
        return Redirect(inlogadres(terug=terug), status_code=303)
    request.scope["state"].pop("bezoek", None)
    pagina = views.Uitgelogd(
        inlog_url=inlogadres(terug=terug),
        reden=fout.melding,
        velden=[veld for veld in velden if _door_mensen(veld)],
        bestand=bestand,
    )
    weg = [koek(request, request.web.cookie, "", weg=True)]
    return toon(request, "uitgelogd.html", pagina, status=401, cookies=weg)


def _vorige_pagina(request: Verzoek) -> str:
    """The page of ours that the form stood on."""
    eigen, adres = request.web.settings.app_url, urlsplit(request.headers.get("referer", ""))
    return adres.path if f"{adres.scheme}://{adres.netloc}" == eigen and adres.path else "/"


def _door_mensen(veld: views.BewaardVeld) -> bool:
    """Something that a person wrote or chose, and can read back."""
    return bool(veld.waarde.strip()) and veld.naam not in _GEEN_TEKST and not _UUID.fullmatch(veld.waarde)


def _getypt(request: Verzoek) -> tuple[list[views.BewaardVeld], bool, dict[str, str]]:
    """What was in the form, whether a file was with it, and the hidden fields that every form has."""
    velden, bestand, vast = [], False, {"csrf": "", "opdracht": "", "versie": ""}
    for naam, waarde in request.formulier.multi_items() if request.formulier else ():
        if not isinstance(waarde, str):
            bestand = True
        elif naam in vast:
            vast[naam] = waarde
        else:
            lang = len(waarde) > 40 or " " in waarde.strip()
            velden.append(views.BewaardVeld(naam, naam.replace("_", " ").capitalize(), waarde, lang))
    return velden, bestand, vast


def pagina(
    request: Verzoek, status: int, tekst: str, *, kenmerk: str = "", koppen: dict[str, str] | None = None
) -> Response:
    """The page of a fault. Whoever was found to be signed in keeps the frame around it.

    Another program gets the same in JSON.
    """
    if problems.is_api(request.scope["path"]):
        return problems.antwoord(status, tekst, koppen=koppen or problems.meer_koppen(request, status), kenmerk=kenmerk)
    view = views.Fout(
        code=str(status),
        kop=_KOPPEN.get(status, _KOPPEN[400]),
        tekst=tekst,
        wat_nu=_WAT_NU.get(status, []),
        kenmerk=kenmerk,
        links=[views.Link(titel="Naar het begin", url="/")],
    )
    return toon(request, "fout.html", view, status=status, koppen=koppen or (LATER if status == 503 else None))


def _bevestigen(request: Verzoek, *, met_passkey: bool) -> Response:
    """Nothing was done. What was typed stands in the page, goes along, and is there when the person comes back."""
    velden, bestand, vast = _getypt(request)
    vraag = request.scope["query_string"].decode("ascii", "replace")
    pad = f"{request.scope['path']}?{vraag}" if vraag else request.scope["path"]
    via = f"/bevestigen?{urlencode({'doel': pad})}"
    getypt = request.method == "POST"
    view = bevestigen(request, pad, met_passkey=met_passkey)
    if getypt:
        formulier = views.Formulier(url=via, versie=vast["versie"], opdracht=vast["opdracht"])
        view = structs.replace(view, formulier=formulier, velden=velden, bestand=bestand)
    return toon(request, "bevestigen.html", view, status=BevestigOpnieuw.status)


def bevestigen(request: Verzoek, doel: str, *, met_passkey: bool = False) -> views.Bevestigen:
    """Prove who you are, and go on to this page. `met_passkey`: the provider does not count for this."""
    stand = request.ingelogd.stand
    return views.Bevestigen(
        formulier=views.Formulier(url=f"/bevestigen/aanmelddienst?{urlencode({'doel': doel})}"),
        velden=None,
        csrf=stand.csrf,
        doel=doel,
        passkey=stand.passkeys > 0,
        aanmelddienst=not (met_passkey or _alleen_passkey(request)),
    )


def _alleen_passkey(request: Verzoek) -> bool:
    hoed = request.ingelogd.stand.hoed
    return hoed is not None and request.web.tenants[hoed.tenant].vraagt_passkey(hoed.rol)


def _opnieuw_versturen(request: Verzoek, fout: Fout, koppen: dict[str, str]) -> Response:
    """Nothing typed is lost: the same form, filled in, with the same idempotency key, to be sent again."""
    if request.formulier is None:
        return pagina(request, fout.status, fout.melding, koppen=koppen)
    velden, bestand, vast = _getypt(request)
    vraag = request.scope["query_string"].decode("ascii", "replace")
    view = views.Opnieuw(
        kop=_KOPPEN[fout.status],
        tekst=fout.melding,
        formulier=views.Formulier(
            url=f"{request.scope['path']}?{vraag}" if vraag else request.scope["path"],
            versie=vast["versie"],
            waarden={veld.naam: veld.waarde for veld in velden},
            opdracht=vast["opdracht"],
        ),
        velden=velden,
        csrf=vast["csrf"],
        bestand=bestand,
    )
    return toon(request, "opnieuw.html", view, status=fout.status, koppen=koppen)


HANDLERS = {
    Fout: _fout,
    HTTPException: _http,
    KiesEerstEenRol: _kies_rol,
    EerstPasskey: _eerst_passkey,
    Exception: _onverwacht,
}
