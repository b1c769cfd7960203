"""Agreement with the handelingsdeel on paper: the exception, with the scan and a reason."""

from __future__ import annotations

from uuid import uuid5

from litestar import Response, get, post

from infra import clock
from services.intake.opp.contract import InstemmingVastleggen, OppBlad, OppStand, OppTonen
from services.kern.errors import Fout, Gewijzigd, KanNiet
from services.kern.rollen import SCHOOLROLLEN
from web import views_opp as views
from web.filling.opp_kaarten import blad_kan
from web.forms import lees, te_groot
from web.pages.aanvraag_acts import UPLOAD
from web.pages.uploads import aannemen
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Keuze, Link
from web.visit import Verzoek


def _adres(request: Verzoek) -> str:
    return f"/leerlingen/{request.path_params['id']}/opp"


@get("/leerlingen/{id:uuid}/opp/instemming-vastleggen", opt=voor(*SCHOOLROLLEN, audit="opp_tonen"))
async def opp_papier(request: Verzoek) -> Response:
    """Begins with the person whose line was clicked."""
    stand = await _stand(request)
    wie = [str(een.id) for een in stand.instemmingen if blad_kan(een)]
    gekozen = request.query_params.get("wie", "")
    gekozen = gekozen if gekozen in wie else wie[0] if len(wie) == 1 else ""
    waarden = {"wie": gekozen, "op": clock.vandaag().isoformat()}
    return _tonen(request, stand, Formulier(url=_url(request), versie=str(stand.versie), waarden=waarden))


def _url(request: Verzoek) -> str:
    return f"{_adres(request)}/instemming-vastleggen"


async def _stand(request: Verzoek) -> OppStand:
    """The version that papers can come for. Raises KanNiet when there is none."""
    blad: OppBlad = await request.vraag("intake", OppTonen(dossier_id=request.path_params["id"]))
    standen = [stand for stand in (blad.werk, blad.geldend) if stand is not None]
    gevonden = next((stand for stand in standen if "instemming_vastleggen" in stand.handelingen), None)
    if gevonden is None:
        raise KanNiet("Er is nu niemand van wie u een handtekening op papier kunt vastleggen.")
    return gevonden


def _tonen(request: Verzoek, stand: OppStand, formulier: Formulier, status: int = 200) -> Response:
    pagina = views.OppPapier(
        leerling=stand.kop.naam,
        kenmerk="",
        terug=Link("Terug naar het OPP", _adres(request)),
        formulier=formulier,
        mensen=[Keuze(str(een.id), een.naam) for een in stand.instemmingen if blad_kan(een)],
        oordelen=[Keuze("ja", "Ja, het blad zegt: eens"), Keuze("nee", "Nee, het blad zegt: niet eens")],
    )
    return toon(request, "opp_papier.html", pagina, status=status)


@post("/leerlingen/{id:uuid}/opp/instemming-vastleggen", opt=UPLOAD, status_code=200)
async def instemming_vastleggen(request: Verzoek) -> Response:
    if request.te_groot:
        fout, stand = te_groot(), await _stand(request)
        formulier = Formulier(url=_url(request), versie=str(stand.versie), fouten=fout.velden)
        return _tonen(request, stand, formulier, fout.status)
    invoer = await lees(request, "wie", "akkoord", "op", "reden", bestanden=["bestand"])
    try:
        stand = await _stand(request)
        wie, op = invoer.uuid("wie"), invoer.datum("op")
        akkoord = invoer.keuze("akkoord", ("ja", "nee"), "Kies wat er op het blad staat.") == "ja"
        reden = invoer.nodig("reden", "Schrijf op waarom het op papier ging.")
        versie = invoer.versie
        upload, naam = await aannemen(request, invoer, "Kies een foto of scan van het getekende blad.")
        opdracht = InstemmingVastleggen(
            opdracht=uuid5(upload, "instemming"),
            dossier_id=request.path_params["id"],
            versie=versie,
            opp_id=stand.id,
            wie=wie,
            op=op,
            akkoord=akkoord,
            reden=reden,
            upload=upload,
            bestandsnaam=naam,
        )
        await request.vraag("intake", opdracht, timeout=20)
    except Fout as fout:
        if fout.status not in (409, 413, 422, 503):
            raise
        stand = await _stand(request)
        getypt = invoer.formulier(_url(request), fout)
        if isinstance(fout, Gewijzigd):
            getypt = Formulier(
                url=getypt.url,
                versie=str(stand.versie),
                waarden=invoer.waarden,
                algemene_fout=f"{fout.melding} Kies het bestand opnieuw en verstuur nog eens.",
            )
        return _tonen(request, stand, getypt, fout.status)
    return door(request, _adres(request), "instemming_vastgelegd")


ROUTES = [opp_papier, instemming_vastleggen]
