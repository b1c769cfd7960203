"""Wat iemand in Meedoen kan doen, en welke rollen dat doen; zonder rol doet alleen tijd of een feit het.

Dit is een kopie van de procestabellen van de diensten, omdat een verklaring van een samenwerkingsverband de diensten
niet kent. `tests/guards/test_verklaringen.py` houdt haar gelijk.
"""

from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN, Rol

REGIE = frozenset({Rol.SECRETARIS, Rol.VOORZITTER, Rol.DIRECTEUR})
BESLISSERS = REGIE | {Rol.BESTUUR}
NIEMAND: frozenset[Rol] = frozenset()

HANDELINGEN: dict[str, frozenset[Rol]] = {
    # intake
    "aanvraag_beginnen": SCHOOLROLLEN,
    "stuk_overnemen": SCHOOLROLLEN,
    "onderdeel_bewaren": SCHOOLROLLEN,
    "document_toevoegen": SCHOOLROLLEN,
    "document_verwijderen": SCHOOLROLLEN,
    "origineel_openen": frozenset({Rol.VOORZITTER, Rol.DIRECTEUR}),
    "ouder_uitnodigen": SCHOOLROLLEN,
    "zienswijze_geven": FAMILIEROLLEN,
    "aanvraag_ondertekenen": frozenset({Rol.SCHOOLDIRECTEUR}),
    "aanvraag_indienen": SCHOOLROLLEN,
    "vraag_stellen": NIEMAND,
    "aanvulling_indienen": SCHOOLROLLEN,
    "vraag_verlopen": NIEMAND,
    "deskundige_toelaten": NIEMAND,
    "aanvraag_besluiten": NIEMAND,
    "aanvraag_intrekken": SCHOOLROLLEN,
    "aanvraag_terugzetten": SCHOOLROLLEN,
    "aanvraag_verlengen": SCHOOLROLLEN,
    # commissie
    "aanvulling_vragen": REGIE,
    "aanvulling_verwerken": NIEMAND,
    "hersteltermijn_verstrijken": NIEMAND,
    "complex_aanmerken": REGIE,
    "deskundigen_benoemen": REGIE,
    "advies_bewaren": frozenset({Rol.DESKUNDIGE}),
    "advies_verzegelen": frozenset({Rol.DESKUNDIGE}),
    "adviezen_afsluiten": NIEMAND,
    "eindadvies_maken": BESLISSERS | {Rol.DESKUNDIGE},
    "gesprek_aanbieden": REGIE,
    "beslistermijn_verdagen": REGIE,
    "beslistermijn_opschorten": REGIE,
    "besluit_nemen": BESLISSERS,
    "besluit_bekendmaken": REGIE,
    "beslistermijn_verstrijken": NIEMAND,
    "bezwaartermijn_verstrijken": NIEMAND,
}
# Waarmee ouders een stap van hun aanvraag zien beginnen of klaar zijn: daar horen woorden voor hen bij.
VOOR_OUDERS = frozenset(
    {
        "aanvraag_beginnen",
        "zienswijze_geven",
        "aanvraag_indienen",
        "aanvulling_vragen",
        "eindadvies_maken",
        "besluit_nemen",
        "besluit_bekendmaken",
    }
)
