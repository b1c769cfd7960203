"""Wie keek: every line becomes one sentence with a role and an organisation, and the pages leave nothing out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from infra.processes import load
from services.kern.feit import FEITEN
from services.kern.inzage import Inzage, InzagenLijst
from services.kern.rollen import ROLNAMEN, Rol
from tenants.registry import get
from web.filling import inzage
from web.views import InzageRegel, WieKeek

ZAAK = UUID(int=7)
NU = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
TENANT = get("swv2202po")


def regel(minuten: int = 0, **anders: object) -> Inzage:
    gewoon = {"soort": "inzage", "wat": "aanvraag_tonen", "rol": "ib_er", "organisatie": "16MA00", "zelf": False}
    return Inzage(op=NU - timedelta(minutes=minuten), **(gewoon | anders))


def lijst(inzagen: list[Inzage], aantal: int | None = None) -> InzagenLijst:
    return InzagenLijst(inzagen=inzagen, aantal=len(inzagen) if aantal is None else aantal)


def bladzijde(lijsten: list[InzagenLijst], blad: int = 1) -> WieKeek | None:
    return inzage.wie_keek(
        ZAAK, lijsten, blad, NU, TENANT, lambda rol: TENANT.rolnaam(rol, ROLNAMEN[Rol(rol)]), date(2026, 11, 23)
    )


def regels(pagina: WieKeek) -> list[InzageRegel]:
    return [r for dag in pagina.dagen for r in dag.regels]


def test_elke_blik_en_elk_feit_van_een_zaak_heeft_eigen_woorden():
    diensten = {naam: load(naam) for naam in ("intake", "commissie")}
    feiten = {feit.heet() for feit in FEITEN.values() if feit.dienst in diensten}
    blikken = {naam for dienst in diensten.values() for naam, deur in dienst.doors.items() if deur.kijkt}
    assert (feiten | blikken) - set(inzage.WOORDEN) == set()


def test_een_regel_noemt_rol_en_organisatie():
    [r] = regels(bladzijde([lijst([regel()])]))
    assert (r.tijd, r.wat) == ("12.00 uur", "Las de aanvraag")
    assert r.wie == TENANT.rolnaam("ib_er", ROLNAMEN[Rol.IB_ER])
    assert "16MA00" not in r.waar and r.waar


def test_wie_het_vraagt_heet_u_zelf_en_het_systeem_meedoen():
    ouder = {"rol": "ouder", "organisatie": str(ZAAK)}
    gezien = regels(
        bladzijde(
            [
                lijst(
                    [
                        regel(0, **ouder, zelf=True),
                        regel(1, **ouder),
                        regel(2, rol="systeem", organisatie="commissie", wat="dossier_inzien"),
                        regel(3, rol="secretaris", organisatie="PO2202", wat="behandeling_tonen"),
                    ]
                )
            ]
        )
    )
    assert [(r.wie, r.waar) for r in gezien] == [
        ("U zelf", ""),
        ("Ouder", ""),
        ("Meedoen", "automatisch"),
        (TENANT.rolnaam("secretaris", "Secretaris"), TENANT.korte_naam),
    ]


def test_een_besluit_dat_nog_niet_bekend_is_gemaakt_wordt_hier_niet_verteld():
    namen = {inzage.WOORDEN[naam] for naam in ("besluit_genomen", "beschikking_gemaakt")}
    assert namen == {"Werkte aan het besluit"}


def test_wat_deze_bladzijde_nog_niet_kent_staat_er_toch():
    gezien = regels(bladzijde([lijst([regel(wat="iets_nieuws"), regel(wat="iets_nieuws", soort="handeling")])]))
    assert [r.wat for r in gezien] == ["Bekeek iets van de aanvraag", "Werkte aan de aanvraag"]


def test_de_bladzijden_van_twee_diensten_samen_slaan_niets_over():
    """Each service gives at most as many as the page can need; together each line stands on one page, newest first."""
    school = [regel(2 * n, wat="aanvraag_tonen") for n in range(73)]
    swv = [regel(2 * n + 1, wat="behandeling_tonen", rol="secretaris", organisatie="PO2202") for n in range(60)]
    gezien: list[tuple[str, str]] = []
    for blad in (1, 2, 3):
        hoogstens = blad * inzage.PER_BLADZIJDE
        pagina = bladzijde([lijst(school[:hoogstens], 73), lijst(swv[:hoogstens], 60)], blad)
        gezien += [(r.tijd, r.wat) for r in regels(pagina)]
        assert bool(pagina.nieuwer_url) == (blad > 1) and bool(pagina.ouder_url) == (blad < 3)
    verwacht = sorted(school + swv, key=lambda i: i.op, reverse=True)
    assert len(gezien) == 133
    assert [wat for _, wat in gezien] == [inzage.WOORDEN[i.wat] for i in verwacht]
    assert bladzijde([lijst(school, 73), lijst(swv, 60)], 4) is None


def test_zonder_regels_zegt_de_bladzijde_dat():
    pagina = bladzijde([lijst([])])
    assert (pagina.dagen, pagina.stand, pagina.ouder_url) == ([], "", "")
