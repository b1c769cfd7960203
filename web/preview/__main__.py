"""Renders every screen with sample data to static files, to look at: `python -m web.preview OUTDIR`.

Opened through any file server rooted at OUTDIR. Links to other screens lead nowhere; styles, fonts and script do.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment

from services.kern.rollen import Rol
from web import views as v
from web.environment import build_environment
from web.preview import (
    access,
    acts,
    advice,
    beheer,
    commissie,
    consults,
    duty,
    ending,
    family,
    keeping,
    leavers,
    oso,
    oversight,
    overviews,
    people,
    places,
    plans,
    pupils,
    school,
    stays,
    support,
    talks,
    transition,
    worklist,
)

STATIC = Path(__file__).parent.parent / "static"
GEDAAN = v.Melding(soort="ok", kop="De aanvulling is gevraagd", tekst="De klok staat stil vanaf morgen.")
Screen = tuple[str, str, v.User | None, Any]


def screens() -> list[Screen]:
    """(file, template, who looks, what the page is given) of every screen and its main states."""
    p, s, c, a, f = people, school, commissie, acts, family
    kies = v.KiesRol(hoeden=p._HOEDEN, formulier=v.Formulier(url="/rol-kiezen"))
    uitgelogd = v.Uitgelogd(inlog_url="/", reden="U was 30 minuten niet actief.")
    getypt = v.Uitgelogd(
        inlog_url="/",
        reden="Uw sessie is verlopen. Log opnieuw in.",
        velden=[
            v.BewaardVeld("tekst", "Tekst", "Sem leert het best in een kleine groep, met een vaste juf.", True),
            v.BewaardVeld("oordeel", "Oordeel", "eens", False),
        ],
    )
    vo = p.deskundige
    return [
        ("welkom", "welkom.html", None, f.welkom()),
        ("uitgelogd", "uitgelogd.html", None, uitgelogd),
        ("uitgelogd-getypt", "uitgelogd.html", None, getypt),
        ("kies-aanmelddienst", "kies_aanmelddienst.html", None, access.kiezen()),
        ("passkey-maken", "passkey.html", p.secretaris(""), access.passkey(heeft=False)),
        ("passkey-gebruiken", "passkey.html", p.secretaris(""), access.passkey(heeft=True)),
        ("bevestigen", "bevestigen.html", p.secretaris(""), access.bevestigen()),
        ("account", "account.html", p.secretaris(""), access.account()),
        ("account-eerste", "account.html", p.secretaris(""), access.account(eerste=True)),
        ("beheer-mensen", "beheer_mensen.html", p.beheerder(), access.mensen()),
        ("beheer-mensen-leeg", "beheer_mensen.html", p.beheerder(), access.mensen(leeg=True)),
        ("kies-rol", "kies_rol.html", p.secretaris(""), kies),
        ("fout-404", "fout.html", p.iber(), f.fout("404")),
        ("fout-503", "fout.html", None, f.fout("503")),
        ("uitnodiging", "uitnodiging.html", None, f.uitnodiging("code")),
        ("uitnodiging-verlopen", "uitnodiging.html", None, f.uitnodiging("verlopen")),
        ("uitnodiging-ingetrokken", "uitnodiging.html", None, f.uitnodiging("ingetrokken")),
        ("uitnodiging-onbekend", "uitnodiging.html", None, f.uitnodiging("onbekend")),
        ("uitnodiging-gebruikt", "uitnodiging.html", None, f.uitnodiging("gebruikt")),
        ("mijn-aanvragen", "mijn_aanvragen.html", p.iber(), s.mijn_aanvragen()),
        ("mijn-aanvragen-leeg", "mijn_aanvragen.html", p.iber(), s.mijn_aanvragen_leeg()),
        ("consulten", "consulten.html", p.secretaris("Consulten"), consults.lijst()),
        ("consulten-school", "consulten.html", p.iber("Consulten"), consults.lijst(school=True)),
        ("consulten-leeg", "consulten.html", p.iber("Consulten"), consults.lijst(school=True, leeg=True)),
        ("consult-vragen", "consult_vragen.html", p.iber("Consulten"), consults.vragen()),
        ("consult-naam", "consult_vragen.html", p.iber("Consulten"), consults.vragen(naam=True)),
        ("consult", "consult.html", p.iber("Consulten"), consults.consult()),
        ("consult-gekoppeld", "consult.html", p.iber("Consulten"), consults.consult(gekoppeld=True)),
        ("consult-adviseur", "consult.html", p.secretaris("Consulten"), consults.consult(school=False)),
        ("consult-afwezig", "consult_afwezig.html", p.secretaris("Consulten"), consults.afwezig()),
        ("leerling-consulten", "leerling_consulten.html", p.iber("Leerlingen"), consults.van_leerling()),
        ("leerling-consulten-leeg", "leerling_consulten.html", p.iber("Leerlingen"), consults.van_leerling(leeg=True)),
        ("overdracht", "overdracht.html", p.iber("Overstap"), transition.lijst()),
        ("overdracht-swv", "overdracht.html", p.secretaris("Overstap"), transition.lijst(school=False)),
        ("overdracht-leeg", "overdracht.html", p.iber("Overstap"), transition.lijst(leeg=True)),
        ("overdracht-lezen", "overdracht_lezen.html", p.secretaris("Overstap"), transition.lezen()),
        ("overdracht-school-leest", "overdracht_lezen.html", p.iber("Leerlingen"), transition.lezen(school=True)),
        ("overdracht-begin", "leerling_overdracht.html", p.iber("Leerlingen"), transition.van_leerling()),
        ("overdracht-delen", "leerling_overdracht.html", p.iber("Leerlingen"), transition.van_leerling("gesignaleerd")),
        ("overdracht-gedeeld", "leerling_overdracht.html", p.iber("Leerlingen"), transition.van_leerling("gedeeld")),
        ("zorgplicht", "zorgplicht.html", p.iber("Zorgplicht"), duty.klokken()),
        ("zorgplicht-bestuur", "zorgplicht.html", p.iber("Zorgplicht"), duty.klokken(Rol.SCHOOLBESTUURDER)),
        ("zorgplicht-leeg", "zorgplicht.html", p.iber("Zorgplicht"), duty.klokken(leeg=True)),
        ("zorgplicht-tellen", "zorgplicht_tellen.html", p.secretaris("Zorgplicht"), duty.tellingen()),
        ("aanmelding", "aanmelding.html", p.iber("Leerlingen"), duty.aanmelding()),
        ("aanmelding-nog-geen", "aanmelding.html", p.iber("Leerlingen"), duty.aanmelding("nog_geen")),
        ("aanmelding-te-laat", "aanmelding.html", p.iber("Leerlingen"), duty.aanmelding("te_laat")),
        ("aanmelding-elders", "aanmelding.html", p.iber("Leerlingen"), duty.aanmelding("elders")),
        ("aanmelding-bestuur", "aanmelding.html", p.iber("Zorgplicht"), duty.aanmelding("bestuur")),
        ("aanmelding-handeling", "handeling.html", p.iber("Leerlingen"), duty.handeling()),
        ("leerlingen", "leerlingen.html", p.iber("Leerlingen"), pupils.leerlingen()),
        ("leerlingen-leeg", "leerlingen.html", p.iber("Leerlingen"), pupils.leerlingen_leeg()),
        ("leerlingen-niemand", "leerlingen.html", p.iber("Leerlingen"), pupils.leerlingen_leeg("Pietje")),
        ("leerling-nieuw", "leerling_nieuw.html", p.iber("Leerlingen"), pupils.leerling_nieuw()),
        ("leerlingdossier", "leerlingdossier.html", p.iber("Leerlingen"), pupils.leerling()),
        ("oso-inlezen", "oso_inlezen.html", p.iber("Leerlingen"), oso.inlezen()),
        ("oso-geweigerd", "oso_inlezen.html", p.iber("Leerlingen"), oso.inlezen(oso.BSN)),
        ("oso-concept", "oso_concept.html", p.iber("Leerlingen"), oso.concept()),
        ("oso-concept-nieuw", "oso_concept.html", p.iber("Leerlingen"), oso.concept(bestaand=False)),
        ("oso-gegevens", "oso_gegevens.html", p.iber("Leerlingen"), oso.gegevens()),
        ("oso-gegevens-leeg", "oso_gegevens.html", p.iber("Leerlingen"), oso.gegevens(leeg=True)),
        ("leerling-gegevens", "leerling_gegevens.html", p.iber("Leerlingen"), pupils.gegevens()),
        ("arrangementen", "arrangementen.html", p.iber("Leerlingen"), support.lijst()),
        ("arrangementen-leeg", "arrangementen.html", p.iber("Leerlingen"), support.lijst(leeg=True)),
        ("arrangementen-swv", "arrangementen.html", p.secretaris(), support.lijst(Rol.STEUNPUNTCOORDINATOR)),
        ("arrangementen-leerling", "leerling_arrangementen.html", p.iber("Leerlingen"), support.van_leerling()),
        ("arrangementen-geen", "leerling_arrangementen.html", p.iber("Leerlingen"), support.van_leerling(leeg=True)),
        ("arrangement-kiezen", "arrangement_kiezen.html", p.iber("Leerlingen"), support.kiezen()),
        ("arrangement-kiezen-gestopt", "arrangement_kiezen.html", p.iber("Leerlingen"), support.kiezen("swv2202po")),
        ("arrangement-aanvragen", "arrangement_aanvragen.html", p.iber("Leerlingen"), support.aanvragen()),
        ("arrangement-aanvragen-fout", "arrangement_aanvragen.html", p.iber(), support.aanvragen(fout=True)),
        ("arrangement-gevraagd", "arrangement.html", p.secretaris(), support.arrangement("gevraagd")),
        ("arrangement", "arrangement.html", p.secretaris(), support.arrangement()),
        ("arrangement-loopt-af", "arrangement.html", p.iber("Leerlingen"), support.arrangement("loopt_af", Rol.IB_ER)),
        ("arrangement-gestopt", "arrangement.html", p.iber("Leerlingen"), support.arrangement("gestopt", Rol.IB_ER)),
        ("crisis", "crisis.html", p.iber("Leerlingen"), support.crisis()),
        ("crisis-geen", "crisis.html", p.iber("Leerlingen"), support.crisis("geen")),
        ("crisis-te-laat", "crisis.html", p.iber("Leerlingen"), support.crisis("te_laat")),
        ("crisis-plan", "crisis.html", p.iber("Leerlingen"), support.crisis("plan")),
        ("crisis-afgesloten", "crisis.html", p.iber("Leerlingen"), support.crisis("afgesloten")),
        ("crisis-melden", "crisis_melden.html", p.iber("Leerlingen"), support.crisis_melden()),
        ("crises", "crises.html", p.secretaris(), support.crises()),
        ("crises-leeg", "crises.html", p.secretaris(), support.crises(leeg=True)),
        ("arrangement-budget", "arrangement_budget.html", p.secretaris(), support.budget()),
        ("arrangement-budget-leeg", "arrangement_budget.html", p.secretaris(), support.budget(leeg=True)),
        ("verblijven", "verblijven.html", p.iber("Leerlingen"), stays.lijst()),
        ("verblijven-leeg", "verblijven.html", p.iber("Leerlingen"), stays.lijst(leeg=True)),
        ("verblijf", "verblijf.html", p.iber("Leerlingen"), stays.verblijf()),
        ("verblijf-geschreven", "verblijf.html", p.iber("Leerlingen"), stays.verblijf(geschreven=True)),
        ("arrangementen-bestuur", "arrangementen_bestuur.html", p.secretaris(), stays.bestuur()),
        ("arrangementen-bestuur-leeg", "arrangementen_bestuur.html", p.secretaris(), stays.bestuur(leeg=True)),
        ("schoolverlaters", "schoolverlaters.html", p.iber("Leerlingen"), leavers.school()),
        ("schoolverlaters-fout", "schoolverlaters.html", p.iber("Leerlingen"), leavers.school("fout")),
        ("schoolverlaters-dicht", "schoolverlaters.html", p.iber("Leerlingen"), leavers.school("dicht")),
        ("schoolverlaters-leeg", "schoolverlaters.html", p.iber("Leerlingen"), leavers.school("leeg")),
        ("schoolverlaters-swv", "schoolverlaters_overzicht.html", p.secretaris(), leavers.overzicht()),
        ("schoolverlaters-swv-leeg", "schoolverlaters_overzicht.html", p.secretaris(), leavers.overzicht(leeg=True)),
        ("onderzoeken", "onderzoeken.html", p.deskundige(), leavers.onderzoeken()),
        ("onderzoeken-leeg", "onderzoeken.html", p.deskundige(), leavers.onderzoeken(leeg=True)),
        ("onderzoek", "onderzoek.html", p.deskundige(), leavers.onderzoek()),
        ("onderzoek-klaar", "onderzoek.html", p.deskundige(), leavers.onderzoek("onderzocht")),
        ("onderzoek-besproken", "onderzoek.html", p.deskundige(), leavers.onderzoek("besproken")),
        ("onderzoek-leerling", "leerling_schoolverlater.html", p.iber("Leerlingen"), leavers.van_leerling()),
        ("onderzoek-gepland", "leerling_schoolverlater.html", p.iber("Leerlingen"), leavers.van_leerling("ingepland")),
        (
            "onderzoek-uitkomst",
            "leerling_schoolverlater.html",
            p.iber("Leerlingen"),
            leavers.van_leerling("onderzocht"),
        ),
        (
            "onderzoek-gesproken",
            "leerling_schoolverlater.html",
            p.iber("Leerlingen"),
            leavers.van_leerling("besproken"),
        ),
        ("opp-bord", "opp_bord.html", p.iber("OPP’s"), plans.bord()),
        ("opp-tellen", "opp_tellen.html", p.secretaris("OPP’s"), plans.tellen()),
        ("opp-tellen-leeg", "opp_tellen.html", p.secretaris("OPP’s"), plans.tellen(leeg=True)),
        ("opp-bord-leeg", "opp_bord.html", p.iber("OPP’s"), plans.bord(leeg=True)),
        ("opp", "opp.html", p.iber("Leerlingen"), plans.opp()),
        ("opp-nog-geen", "opp.html", p.iber("Leerlingen"), plans.opp("")),
        ("opp-voorgelegd", "opp.html", p.iber("Leerlingen"), plans.opp("voorgelegd")),
        ("opp-vastgesteld", "opp.html", p.iber("Leerlingen"), plans.opp("vastgesteld")),
        ("opp-opschrijven", "opp_bijdrage.html", p.iber("Leerlingen"), plans.opschrijven()),
        ("opp-leesversie", "opp_leesversie.html", p.iber("Leerlingen"), plans.leesversie()),
        ("opp-ouder-meeschrijven", "opp_ouder.html", p.ouder(), plans.ouder("concept")),
        ("opp-ouder-instemmen", "opp_ouder.html", p.ouder(), plans.ouder("voorgelegd")),
        ("opp-leerling", "opp_leerling.html", p.leerling(), plans.kind()),
        ("gesprekken", "gesprekken.html", p.iber("Leerlingen"), talks.gesprekken()),
        ("gesprekken-leeg", "gesprekken.html", p.iber("Leerlingen"), talks.gesprekken(leeg=True)),
        ("gesprek", "gesprek.html", p.iber("Leerlingen"), talks.gesprek()),
        ("gesprek-alarm", "gesprek.html", p.iber("Leerlingen"), talks.gesprek_alarm()),
        ("gesprek-elders", "gesprek.html", p.iber("Leerlingen"), talks.gesprek_elders()),
        ("gesprek-papier", "gesprek.html", p.iber("Leerlingen"), talks.gesprek_papier()),
        ("opp-papier", "opp_papier.html", p.iber("Leerlingen"), plans.papier()),
        ("gesprek-gedeeld", "gesprek.html", p.iber("Leerlingen"), talks.gesprek_gedeeld()),
        ("afspraken", "afspraken.html", p.iber("Afspraken"), talks.afspraken()),
        ("afspraken-leeg", "afspraken.html", p.iber("Afspraken"), talks.afspraken(leeg=True)),
        ("interventies", "interventies.html", p.iber("Leerlingen"), talks.interventies()),
        ("interventies-leeg", "interventies.html", p.iber("Leerlingen"), talks.interventies_leeg()),
        ("leerling-gegevens-leeg", "leerling_gegevens.html", p.iber("Leerlingen"), pupils.gegevens_leeg()),
        ("dubbelen", "dubbelen.html", p.iber("Leerlingen"), pupils.dubbelen()),
        ("leerling-wijzigen", "leerling_wijzigen.html", p.iber("Leerlingen"), pupils.leerling_wijzigen()),
        ("aanvraag-nieuw", "aanvraag_nieuw.html", p.iber(), s.aanvraag_nieuw()),
        ("aanvraag", "aanvraag.html", p.iber(), s.aanvraag()),
        ("aanvraag-pro", "aanvraag.html", p.iber(), s.aanvraag_pro()),
        ("aanvraag-directeur", "aanvraag.html", p.schooldirecteur(), s.aanvraag(directeur=True)),
        ("aanvraag-ingediend", "aanvraag.html", p.iber(), s.aanvraag_ingediend()),
        ("conflict", "conflict.html", p.iber(), s.conflict()),
        ("school-vraag", "school_vraag.html", p.iber(), s.school_vraag()),
        ("werkvoorraad", "werkvoorraad.html", p.secretaris(), worklist.werkvoorraad()),
        ("werkvoorraad-leeg", "werkvoorraad.html", p.secretaris(), worklist.werkvoorraad_leeg()),
        ("nazichten", "nazichten.html", p.fg("Nazicht"), oversight.nazichten()),
        ("nazicht", "nazicht.html", p.fg("Nazicht"), oversight.nazicht()),
        ("noodtoegang-vragen", "noodtoegang.html", p.deskundige(), oversight.noodtoegang("vrager")),
        ("noodtoegang-beslissen", "noodtoegang.html", p.coordinator(), oversight.noodtoegang("verlener")),
        ("noodtoegang-leeg", "noodtoegang.html", p.fg("Noodtoegang"), oversight.noodtoegang("leeg")),
        ("nooddossier", "nooddossier.html", p.deskundige(), oversight.nooddossier()),
        ("origineel", "origineel.html", p.coordinator(), oversight.origineel()),
        ("wie-zag-wat", "wie_zag_wat.html", p.fg("Wie zag wat"), oversight.wie_zag_wat()),
        ("dossier", "dossier.html", p.coordinator(), c.dossier()),
        ("dossier-besloten", "dossier.html", p.secretaris(), c.dossier(besloten=True)),
        ("aanvulling-vragen", "aanvulling_vragen.html", p.secretaris(), a.aanvulling_vragen()),
        ("deskundigen-benoemen", "deskundigen_benoemen.html", p.directeur_vo(), a.deskundigen_benoemen()),
        ("eindadvies-maken", "eindadvies_maken.html", p.coordinator(), a.eindadvies_maken()),
        ("besluit-nemen", "besluit_nemen.html", p.coordinator(), a.besluit_nemen()),
        ("besluit-bekendmaken", "besluit_bekendmaken.html", p.secretaris(), a.besluit_bekendmaken()),
        ("besluit-bekendmaken-wacht", "besluit_bekendmaken.html", p.secretaris(), a.besluit_bekendmaken(wacht=True)),
        ("beslistermijn-verdagen", "beslistermijn_verdagen.html", p.secretaris(), a.beslistermijn_verdagen()),
        ("complex-aanmerken", "handeling.html", p.secretaris(), a.complex_aanmerken()),
        ("mijn-adviezen", "mijn_adviezen.html", vo(), advice.mijn_adviezen()),
        ("advies", "advies.html", vo(), advice.advies()),
        ("advies-verzegeld", "advies.html", vo(), advice.advies(verzegeld=True)),
        ("ouder-zienswijze", "ouder.html", p.ouder(), f.ouder(fase="zienswijze")),
        ("ouder-punten", "ouder.html", p.ouder(), f.ouder(fase="punten")),
        ("ouder-wachten", "ouder.html", p.ouder(), f.ouder(fase="wachten")),
        ("ouder-besluit", "ouder.html", p.ouder(), f.ouder(fase="besluit")),
        ("wie-keek", "wie_keek.html", p.ouder(), f.wie_keek()),
        ("leerling", "leerling.html", p.leerling(), f.leerling()),
        ("mijn-dossier", "mijn_dossier.html", p.ouder(), f.mijn_dossier()),
        ("mijn-aanmelding", "mijn_aanmelding.html", p.ouder(), f.mijn_aanmelding()),
        ("ontvangende-school", "ontvangende_school.html", p.ontvanger(), overviews.ontvangende_school()),
        ("verloop", "verloop.html", p.ontvanger(), ending.school()),
        ("verloop-leeg", "verloop.html", p.ontvanger(), ending.school(leeg=True)),
        ("verlengd", "verlengd.html", p.ontvanger(), ending.verlengd()),
        ("ondertekenen", "ondertekenen.html", p.ontvanger(), ending.tekenen()),
        ("plekken", "plekken.html", p.ontvanger(), places.plekken(eigen=True)),
        ("plekken-leeg", "plekken.html", p.ontvanger(), places.plekken(eigen=True, leeg=True)),
        ("plekken-swv", "plekken.html", p.secretaris(), places.plekken(swv=True)),
        ("plekken-ouder", "plekken.html", p.ouder(), places.plekken(ouder=True)),
        ("wachtlijst", "wachtlijst.html", p.ontvanger(), places.wachtlijst()),
        ("wachtlijst-leeg", "wachtlijst.html", p.ontvanger(), places.wachtlijst(leeg=True)),
        ("wachtlijst-swv", "wachtlijst.html", p.secretaris(), places.wachtlijst(swv=True)),
        ("wachtplek-vragen", "wachtplek_vragen.html", p.iber(), places.wachtplek_vragen()),
        ("plekgroep", "plekgroep.html", p.schooldirecteur(), places.plekgroep()),
        ("plekgroep-vol", "plekgroep.html", p.schooldirecteur(), places.plekgroep(vol=True)),
        ("bewaren", "bewaren.html", p.secretaris(), keeping.bewaren()),
        ("bewaren-leeg", "bewaren.html", p.secretaris(), keeping.bewaren(leeg=True)),
        ("verplichtingen", "verplichtingen.html", p.controller(), overviews.verplichtingen()),
        ("beheer", "beheer.html", p.beheerder(), beheer.beheer()),
        ("beheer-concept", "beheer.html", p.beheerder(), beheer.beheer(concept=True)),
        ("beheer-deel", "beheer_deel.html", p.beheerder(), beheer.deel("termijnen")),
        ("beheer-dossier", "beheer_deel.html", p.beheerder(), beheer.deel("recepten.so")),
        ("beheer-geld", "beheer_deel.html", p.beheerder(), beheer.deel("financien")),
        ("beheer-procedures", "beheer_deel.html", p.beheerder(), beheer.deel("procedures")),
        ("beheer-procedure", "beheer_procedure.html", p.beheerder(), beheer.procedure()),
        ("beheer-wijzigen", "beheer_wijzigen.html", p.beheerder(), beheer.wijzigen("termijnen", fout=True)),
        ("beheer-rij", "beheer_wijzigen.html", p.beheerder(), beheer.wijzigen("termijnen.streeftermijnen.0")),
        ("beheer-rijen", "beheer_wijzigen.html", p.beheerder(), beheer.wijzigen("soorten")),
        ("beheer-tekst", "beheer_tekst.html", p.beheerder(), beheer.tekst()),
        ("beheer-brieven", "beheer_brieven.html", p.beheerder(), beheer.brieven()),
        ("beheer-brief", "beheer_brief.html", p.beheerder(), beheer.brief("beschikking_toegekend")),
        ("beheer-mail", "beheer_brief.html", p.beheerder(), beheer.brief("aanvulling_gevraagd")),
        ("beheer-vergelijken", "beheer_vergelijken.html", p.beheerder(), beheer.vergelijking()),
        ("beheer-vergelijken-gelijk", "beheer_vergelijken.html", p.beheerder(), beheer.vergelijking(gelijk=True)),
        ("beheer-proef", "beheer_proef.html", p.beheerder(), beheer.proef()),
        ("beheer-proef-leeg", "beheer_proef.html", p.beheerder(), beheer.proef(leeg=True)),
        ("beheer-vaststellen", "beheer_vaststellen.html", p.beheerder(), beheer.vaststellen()),
        ("beheer-inlezen", "beheer_inlezen.html", p.beheerder(), beheer.inlezen()),
        ("beheer-weggooien", "beheer_weggooien.html", p.beheerder(), beheer.weggooien()),
    ]


def render(environment: Environment, screen: Screen) -> str:
    name, template, user, pagina = screen
    site = people.site(GEDAAN if name == "dossier" else None)
    return environment.get_template(template).render(site=site, user=user, pagina=pagina)


def main(out: Path) -> None:
    environment = build_environment(lambda path: f"static/{path}")
    out.mkdir(parents=True, exist_ok=True)
    shutil.copytree(STATIC, out / "static", dirs_exist_ok=True)
    index = []
    for screen in screens():
        (out / f"{screen[0]}.html").write_text(render(environment, screen), encoding="utf-8")
        index.append(f'<li><a href="{screen[0]}.html">{screen[0]}</a></li>')
    page = f'<!doctype html><html lang="nl"><title>Schermen</title><h1>Schermen</h1><ul>{"".join(index)}</ul>'
    (out / "index.html").write_text(page, encoding="utf-8")
    print(f"{len(index)} schermen in {out}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
