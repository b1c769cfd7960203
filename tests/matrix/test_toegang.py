"""ISO-2: every place of the application, tried by everybody, and the answer is what the decision table says.

The places come from the routes, the people from the roles, the expectation from toegang.csv. Afterwards it is looked
into what all those answers showed (ISO-3), and what they left behind (AUD-1, AUD-4).
"""

from __future__ import annotations

from collections import Counter, defaultdict

from services.kern.rollen import Rol
from tests.matrix.ronde import Ronde
from tests.matrix.tabel import lees, verwacht
from tests.matrix.wereld import CONCEPT, EIGEN
from web.policy import Gegevens

#: To begin with what is wrong most: what was open and should be closed comes before what was closed and should be open.
ERG = ("ja", "niet gevonden", "niet uw rol", "rol kiezen", "inloggen")


async def test_elk_antwoord_is_wat_de_tabel_zegt(ronde: Ronde):
    """ISO-2. What is red here is a hole, or a row that the owner of the domain must change."""
    regels, fout, geteld = lees(), defaultdict(list), Counter()
    for cel, antwoord in ronde.antwoorden.items():
        rol = ronde.wereld.bezoekers[cel.bezoeker].rol
        rij = verwacht(regels, cel.plek.naam, rol, cel.relatie)
        geteld[rij.uitkomst] += 1
        if antwoord.uitkomst != rij.uitkomst:
            erg = ERG.index(antwoord.uitkomst) if antwoord.uitkomst in ERG else -1
            fout[erg, cel.plek.naam, antwoord.uitkomst, antwoord.status, rij].append(f"{rol}/{cel.relatie}")
    zinnen = [
        f"{plek}: {uitkomst} ({status}), regel {rij.nummer} van toegang.csv zegt {rij.uitkomst}; {len(wie)} cellen: "
        f"{', '.join(wie[:6])}{' …' if len(wie) > 6 else ''}"
        for (_, plek, uitkomst, status, rij), wie in sorted(fout.items(), key=lambda paar: paar[0][:4])
    ]
    assert not zinnen, "\n".join(["", *zinnen])
    assert {cel.relatie for cel in ronde.antwoorden} >= {EIGEN, CONCEPT}
    assert {ronde.wereld.bezoekers[cel.bezoeker].rol for cel in ronde.antwoorden} >= {str(rol) for rol in Rol}
    assert geteld["ja"] > 500 and geteld["niet gevonden"] > 300 and geteld["niet uw rol"] > 1_500, geteld


async def test_wat_geweigerd_is_heeft_niets_veranderd(ronde: Ronde):
    """ISO-5: of all that was refused no row came, went or changed; only the audit knows that somebody tried."""
    assert ronde.veranderd == set()


async def test_op_een_verzonnen_nummer_is_het_antwoord_hetzelfde(ronde: Ronde):
    """Not found says the same of a case that is not yours as of one that nobody has."""
    verschil = [
        f"{cel.plek.naam} | {ronde.wereld.bezoekers[cel.bezoeker]}"
        for cel, (een, twee) in ronde.verzonnen.items()
        if een != twee
    ]
    assert verschil == []
    assert len(ronde.verzonnen) > 150


#: Only of a school that nobody here is of: where the pupil of the matrix waits (tests/flows/test_wachtlijst.py).
ELDERS = {"wachtplek_bevestigen", "wachtplek_toekennen"}
#: The samenwerkingsverband of the matrix declares no route for it (tests/flows/test_crisis.py).
ELDERS |= {"crisis_tonen", "crisis_melden", "crisisplan_vastleggen", "crisis_afsluiten"}
#: The page looks first which hand-over it is, and there is none (tests/flows/test_overdracht.py).
ELDERS |= {"plek_vastleggen"}
#: The samenwerkingsverband of the matrix has no such research (tests/flows/test_schoolverlaters.py).
ELDERS |= {"schoolverlaters_tonen", "schoolverlaters_aanmelden", "schoolverlaters_volgen", "onderzoeker_aanwijzen"}
ELDERS |= {"onderzoeken_tonen", "onderzoek_tonen", "onderzoek_inplannen", "onderzoek_vastleggen"}
ELDERS |= {"leerlingonderzoek_tonen", "onderzoek_bespreken"}
#: Nobody of elsewhere is here, and nothing was granted (tests/flows/test_verblijven.py, test_facturen.py).
ELDERS |= {"gastleerling_tonen", "gastplaatsing_evalueren"}  # tests/flows/test_gastleerlingen.py
ELDERS |= {"verblijf_tonen", "verblijf_evalueren", "facturen_tonen", "factuur_ophalen"}
ELDERS |= {"factuur_indienen", "factuur_goedkeuren", "factuur_afkeuren"}
#: Likewise what another samenwerkingsverband offers (tests/flows/test_bevoegdheid.py).
ELDERS |= {"doorzending_aanvaarden", "doorzending_terugsturen", "doorzending_toelaten"}


async def test_een_plek_over_een_kind_bereikt_de_audit(ronde: Ronde):
    """The name of the mark is the name under which the audit knows it (ISO-1), at least where it was opened."""
    stil = set()
    for plek in {cel.plek for cel in ronde.antwoorden if cel.plek.over_een_zaak}:
        if plek.gegevens is not Gegevens.LEERLING or plek.methode == "OPTIONS":
            continue
        if plek.audit in ELDERS:
            continue
        alle = [(cel, a) for cel, a in ronde.antwoorden.items() if cel.plek == plek]
        # What one person read in is there for nobody of the matrix: then what was asked and refused counts.
        geopend = [a for _, a in alle if a.uitkomst == "ja"] or [a for _, a in alle]
        namen = {bericht.naam for antwoord in geopend for bericht in antwoord.gevraagd}
        if plek.audit not in namen:
            stil.add(f"{plek.naam}: {plek.audit} niet in {sorted(namen)}")
    assert stil == set()
