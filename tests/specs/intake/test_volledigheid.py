"""Wat er ontbreekt, op lastige dagen."""

from datetime import date
from uuid import UUID

import msgspec
import pytest

from services.intake.dossier import Dossier, Familielid, Gehoord, Stuk
from services.intake.volledigheid import blokkerend, reageren_tot_en_met, tekorten
from tenants.registry import get

PO, VO = get("swv2202po"), get("swv2201vo")
NOOR, SAM, YOUSSEF = UUID(int=1), UUID(int=2), UUID(int=3)
OP = date(2026, 11, 23)
HANDTEKENINGEN = ["ouders", "directeur", "deskundige"]


def _antwoord(vraag) -> str:
    """Een antwoord dat bij de vraag past; bij ja of nee: nee, behalve of toetsen goedgekeurd zijn."""
    if vraag.naam == "toetsen_op_lijst":
        return "ja"
    if vraag.soort == "getal":
        return str(vraag.minimum or 0)
    return vraag.keuzes[0] if vraag.keuzes else "2026-09-01" if vraag.soort == "datum" else "nee"


def vol(tenant=PO, soort="sbo", **anders) -> Dossier:
    """Een dossier waar niets aan ontbreekt."""
    recept, antwoorden = tenant.recept(soort), {}
    for _ in range(2):
        for vraag in recept.vragen_voor(antwoorden):
            antwoorden.setdefault(vraag.naam, _antwoord(vraag))
    stukken = [
        Stuk(soort=r.soort, status="bruikbaar", gedagtekend_op=date(2026, 11, 1), ondertekend_door=HANDTEKENINGEN)
        for r in recept.documenten_voor(antwoorden)
        if r.verplicht
    ]
    rollen = {z.van for z in recept.zienswijzen_voor(antwoorden)}
    familie = [Familielid(persoon=NOOR, naam="Noor de Vries", rol="ouder", uitgenodigd_op=date(2026, 11, 2))]
    gehoord = [Gehoord(persoon=NOOR, van="ouder", instemming=True)]
    if "leerling" in rollen:
        familie.append(Familielid(persoon=YOUSSEF, naam="Youssef", rol="leerling", uitgenodigd_op=date(2026, 11, 2)))
        gehoord.append(Gehoord(persoon=YOUSSEF, van="leerling"))
    dossier = Dossier(
        soort=soort,
        antwoorden=antwoorden,
        categorie="laag" if tenant.soorten[soort].categorieen else None,
        stukken=stukken,
        familie=familie,
        gehoord=gehoord,
        ondertekend=True,
    )
    return msgspec.structs.replace(dossier, **anders)


def met_opp(**anders) -> Dossier:
    opp = Stuk(
        **({"soort": "opp", "status": "bruikbaar", "gedagtekend_op": OP, "ondertekend_door": HANDTEKENINGEN} | anders)
    )
    return vol(stukken=[stuk for stuk in vol().stukken if stuk.soort != "opp"] + [opp])


def wat(dossier: Dossier, tenant=PO, op: date = OP) -> list[tuple[str, str, str, bool]]:
    return [(t.soort, t.naam, t.reden, t.blokkeert) for t in tekorten(tenant, dossier, op)]


@pytest.mark.parametrize(("tenant", "soort"), [(PO, "sbo"), (PO, "so"), (VO, "vso"), (VO, "pro")])
def test_aan_een_vol_dossier_ontbreekt_niets(tenant, soort):
    assert tekorten(tenant, vol(tenant, soort), OP) == []


@pytest.mark.parametrize(("tenant", "soort"), [(PO, "sbo"), (PO, "so"), (VO, "vso"), (VO, "pro")])
def test_elk_tekort_noemt_zijn_regel_en_houdt_een_leeg_dossier_tegen(tenant, soort):
    leeg = tekorten(tenant, Dossier(soort=soort), OP)
    assert blokkerend(leeg) == leeg
    assert all(t.bron and t.titel and t.melding.endswith(".") for t in leeg)


class TestVragen:
    def test_een_verplichte_vraag_zonder_antwoord(self):
        zonder = {naam: tekst for naam, tekst in vol().antwoorden.items() if naam != "doelen"}
        assert wat(vol(antwoorden=zonder)) == [("vraag", "doelen", "ontbreekt", True)]

    def test_een_antwoord_uit_een_concept_van_voor_nieuwe_regels_moet_nog_passen(self):
        oud = vol(VO, "pro").antwoorden | {"iq": "ongeveer tachtig"}
        assert wat(vol(VO, "pro", antwoorden=oud), VO) == [("vraag", "iq", "ontbreekt", True)]

    def test_een_categorie_die_niet_meer_bestaat_moet_opnieuw_worden_gekozen(self):
        assert wat(vol(VO, "vso", categorie="speciaal"), VO) == [("vraag", "categorie", "ontbreekt", True)]

    def test_een_vraag_die_na_een_ander_antwoord_komt(self):
        ja = vol().antwoorden | {"ost_ingezet": "ja"}
        assert wat(vol(antwoorden=ja)) == [
            ("vraag", "ost_resultaat", "ontbreekt", True),
            ("document", "verslag_ost", "ontbreekt", True),
        ]

    def test_de_categorie_hoort_bij_so_en_niet_bij_sbo(self):
        assert wat(vol(soort="so", categorie=None)) == [("vraag", "categorie", "ontbreekt", True)]
        assert wat(vol(categorie=None)) == []


class TestDocumenten:
    @pytest.mark.parametrize(
        ("gedagtekend_op", "reden"),
        [
            (date(2025, 11, 23), None),  # precies twaalf maanden
            (date(2025, 11, 22), "te_oud"),
            (date(2026, 11, 24), None),  # vandaag is nog gisteren, over de datumgrens van een klok
            (None, "te_oud"),
        ],
    )
    def test_twaalf_maanden_tot_en_met_de_dag_van_indienen(self, gedagtekend_op, reden):
        gevonden = wat(met_opp(gedagtekend_op=gedagtekend_op))
        assert gevonden == ([("document", "opp", reden, True)] if reden else [])

    def test_een_schrikkeldag_telt_tot_de_laatste_van_de_maand(self):
        assert wat(met_opp(gedagtekend_op=date(2024, 2, 29)), op=date(2025, 2, 28)) == []
        assert wat(met_opp(gedagtekend_op=date(2024, 2, 29)), op=date(2025, 3, 1))[0][2] == "te_oud"

    def test_een_ontbrekende_handtekening_noemt_wie(self):
        (tekort,) = tekorten(PO, met_opp(ondertekend_door=["ouders"]), OP)
        assert tekort.reden == "niet_ondertekend"
        assert tekort.melding == "De handtekening van de directeur ontbreekt."

    @pytest.mark.parametrize(("status", "reden"), [("ontvangen", "wordt_gecontroleerd"), ("geweigerd", "geweigerd")])
    def test_zolang_de_scan_niet_goed_is(self, status, reden):
        assert wat(met_opp(status=status)) == [("document", "opp", reden, True)]

    def test_een_goed_stuk_naast_een_oud_is_genoeg(self):
        oud = Stuk(soort="opp", status="bruikbaar", gedagtekend_op=date(2020, 1, 1))
        for stukken in ([oud, *vol().stukken], [*vol().stukken, oud]):
            assert wat(vol(stukken=stukken)) == []

    def test_een_geweigerd_naast_een_goed_is_genoeg_en_een_dat_nog_wordt_bekeken_niet(self):
        geweigerd, nieuw = Stuk(soort="opp", status="geweigerd"), Stuk(soort="opp", status="ontvangen")
        assert wat(vol(stukken=[*vol().stukken, geweigerd])) == []
        assert wat(vol(stukken=[*vol().stukken, nieuw])) == [("document", "opp", "wordt_gecontroleerd", True)]

    def test_een_ongevraagd_document_gaat_pas_mee_na_de_scan(self):
        brief = Stuk(soort="overig", status="ontvangen")
        assert wat(vol(stukken=[*vol().stukken, brief])) == [("document", "overig", "wordt_gecontroleerd", True)]

    def test_een_vrijwillig_document_dat_geweigerd_is_houdt_niets_tegen(self):
        medisch = Stuk(soort="medische_gegevens", status="geweigerd")
        assert wat(vol(stukken=[*vol().stukken, medisch])) == [("document", "medische_gegevens", "geweigerd", False)]

    def test_een_medisch_document_mag_oud_zijn(self):
        antwoorden = vol(VO, "vso").antwoorden | {"beperking": "cluster 3: langdurige ziekte (LZ)"}
        dossier = vol(VO, "vso", antwoorden=antwoorden)
        zonder = [stuk for stuk in dossier.stukken if stuk.soort != "medische_diagnose"]
        oud = Stuk(soort="medische_diagnose", status="bruikbaar", gedagtekend_op=date(2015, 1, 1))
        assert wat(msgspec.structs.replace(dossier, stukken=[*zonder, oud]), VO) == []
        assert wat(msgspec.structs.replace(dossier, stukken=zonder), VO)[0][1] == "medische_diagnose"


class TestZienswijzen:
    def test_ten_minste_een_ouder_is_uitgenodigd(self):
        assert wat(vol(familie=[], gehoord=[])) == [("zienswijze", "ouder", "ontbreekt", True)]

    @pytest.mark.parametrize(
        ("uitgenodigd_op", "tot_en_met"),
        [
            (date(2026, 11, 16), date(2026, 11, 23)),  # een gewone week
            (date(2026, 11, 21), date(2026, 11, 27)),  # zaterdag: maandag is de eerste werkdag
            (date(2026, 12, 23), date(2026, 12, 31)),  # kerst valt op vrijdag en zaterdag
            (date(2027, 4, 26), date(2027, 5, 4)),  # Koningsdag
            (date(2027, 5, 3), date(2027, 5, 13)),  # Bevrijdingsdag, Hemelvaart en de gelijkgestelde dag erna
        ],
    )
    def test_een_ouder_krijgt_vijf_werkdagen(self, uitgenodigd_op, tot_en_met):
        assert reageren_tot_en_met(uitgenodigd_op) == tot_en_met
        stil = vol(
            familie=[Familielid(persoon=SAM, naam="Sam", rol="ouder", uitgenodigd_op=uitgenodigd_op)],
            gehoord=[],
            stukken=[msgspec.structs.replace(s, gedagtekend_op=uitgenodigd_op) for s in vol().stukken],
        )
        assert wat(stil, op=tot_en_met) == [("zienswijze", str(SAM), "ontbreekt", True)]
        daarna = date.fromordinal(tot_en_met.toordinal() + 1)
        assert wat(stil, op=daarna) == [("zienswijze", str(SAM), "ontbreekt", False)]

    def test_elke_uitgenodigde_ouder_telt_apart(self):
        sam = Familielid(persoon=SAM, naam="Sam", rol="ouder", uitgenodigd_op=OP)
        assert wat(vol(familie=[*vol().familie, sam])) == [("zienswijze", str(SAM), "ontbreekt", True)]

    def test_bij_het_vo_hoort_de_leerling_erbij(self):
        ouders = [lid for lid in vol(VO, "vso").familie if lid.rol == "ouder"]
        gehoord = [g for g in vol(VO, "vso").gehoord if g.van == "ouder"]
        zonder = vol(VO, "vso", familie=ouders, gehoord=gehoord)
        assert wat(zonder, VO) == [("zienswijze", "leerling", "ontbreekt", True)]


class TestInstemming:
    @pytest.mark.parametrize("instemming", [False, None])
    def test_zij_wordt_getoond_en_houdt_indienen_niet_tegen(self, instemming):
        dossier = vol(gehoord=[Gehoord(persoon=NOOR, van="ouder", instemming=instemming)])
        assert wat(dossier) == [("instemming", str(NOOR), "ontbreekt", False)]

    def test_waar_niemand_om_instemming_vraagt_ontbreekt_zij_niet(self):
        gehoord = [
            Gehoord(persoon=NOOR, van="ouder", instemming=False),
            Gehoord(persoon=YOUSSEF, van="leerling"),
        ]
        assert wat(vol(VO, "vso", gehoord=gehoord), VO) == []

    def test_bij_de_bijzondere_regeling_van_het_praktijkonderwijs_is_zij_wet(self):
        vraag = next(v for v in VO.recept("pro").vragen if v.naam == "moment")
        bijzonder = next(k for k in vraag.keuzes if k.startswith("bijzondere regeling"))
        antwoorden = vol(VO, "pro").antwoorden | {"moment": bijzonder}
        dossier = vol(
            VO,
            "pro",
            antwoorden=antwoorden,
            gehoord=[Gehoord(persoon=NOOR, van="ouder", instemming=False)],
        )
        gevonden = [t for t in tekorten(VO, dossier, OP) if t.soort == "instemming"]
        assert [(t.naam, t.blokkeert) for t in gevonden] == [(str(NOOR), True)]
        assert "2.47" in gevonden[0].bron


def test_zonder_handtekening_van_de_directeur():
    assert wat(vol(ondertekend=False)) == [("handtekening", "schooldirecteur", "niet_ondertekend", True)]
    assert "schoolleider" in tekorten(VO, vol(VO, "vso", ondertekend=False), OP)[0].melding
