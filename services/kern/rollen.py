"""The roles of the platform (domain.md, Parties and roles), one sentence each.

A tenant may give a role another name on its screens (`Tenant.rolnamen`); the word here is the one that is
stored, told and tested.
"""

from __future__ import annotations

from enum import StrEnum


class Rol(StrEnum):
    IB_ER = "ib_er"  # intern begeleider of ondersteuningscoördinator van een school
    SCHOOLDIRECTEUR = "schooldirecteur"  # tekent de aanvraag van de eigen school
    REGIEVOERDER_ZORGPLICHT = "regievoerder_zorgplicht"  # bewaakt de zorgplicht van een bestuur
    SCHOOLBESTUURDER = "schoolbestuurder"  # hoort van elke aanvraag van de eigen scholen
    STEUNPUNTCOORDINATOR = "steunpuntcoordinator"  # denkt mee met de toegewezen scholen
    CONTACTPERSOON_JONGE_KIND = "contactpersoon_jonge_kind"  # begeleidt de instroom van jonge kinderen
    SECRETARIS = "secretaris"  # bewaakt volledigheid, termijnen en brieven van alle aanvragen
    VOORZITTER = "voorzitter"  # leidt de commissie
    DESKUNDIGE = "deskundige"  # schrijft een onafhankelijk advies over een toegewezen dossier
    DIRECTEUR = "directeur"  # directeur, directeur-bestuurder of coördinator van het samenwerkingsverband
    BESTUUR = "bestuur"  # het bestuur van het samenwerkingsverband, bij monde van de voorzitter
    BEZWAARCOMMISSIE = "bezwaarcommissie"  # adviseert over een bezwaar dat haar is voorgelegd
    LEERPLICHTAMBTENAAR = "leerplichtambtenaar"  # ziet toe op de Leerplichtwet in de eigen gemeente
    GEMEENTE = "gemeente"  # beleidsmedewerker of jeugdconsulent, alleen in een overleg met toestemming
    PARTNER = "partner"  # jeugdhulp, GGD, onderwijsconsulent, cluster 1 en 2
    CONTROLLER = "controller"  # het geld van het samenwerkingsverband, geen dossiers
    TOEZICHT = "toezicht"  # raad van toezicht, ondersteuningsplanraad, inspectie: alleen aantallen
    OUDER = "ouder"  # ouder, verzorger of voogd met gezag over het eigen kind
    LEERLING = "leerling"  # de leerling zelf
    FG = "fg"  # functionaris gegevensbescherming
    BEHEERDER = "beheerder"  # functioneel beheerder van het samenwerkingsverband
    PLATFORMBEHEERDER = "platformbeheerder"  # houdt het platform draaiend, ziet geen dossiers


#: How a role is called where the tenant gives no name of its own.
ROLNAMEN: dict[Rol, str] = {
    Rol.IB_ER: "Intern begeleider",
    Rol.SCHOOLDIRECTEUR: "Schooldirecteur",
    Rol.REGIEVOERDER_ZORGPLICHT: "Regievoerder zorgplicht",
    Rol.SCHOOLBESTUURDER: "Schoolbestuurder",
    Rol.STEUNPUNTCOORDINATOR: "Adviseur passend onderwijs",
    Rol.CONTACTPERSOON_JONGE_KIND: "Contactpersoon jonge kind",
    Rol.SECRETARIS: "Secretaris",
    Rol.VOORZITTER: "Voorzitter commissie",
    Rol.DESKUNDIGE: "Deskundige",
    Rol.DIRECTEUR: "Directeur",
    Rol.BESTUUR: "Bestuur",
    Rol.BEZWAARCOMMISSIE: "Bezwaarcommissie",
    Rol.LEERPLICHTAMBTENAAR: "Leerplichtambtenaar",
    Rol.GEMEENTE: "Gemeente",
    Rol.PARTNER: "Partner",
    Rol.CONTROLLER: "Controller",
    Rol.TOEZICHT: "Toezicht",
    Rol.OUDER: "Ouder",
    Rol.LEERLING: "Leerling",
    Rol.FG: "Functionaris gegevensbescherming",
    Rol.BEHEERDER: "Functioneel beheerder",
    Rol.PLATFORMBEHEERDER: "Platformbeheerder",
}

SCHOOLROLLEN = frozenset({Rol.IB_ER, Rol.SCHOOLDIRECTEUR})
COMMISSIEROLLEN = frozenset({Rol.SECRETARIS, Rol.VOORZITTER, Rol.DIRECTEUR, Rol.BESTUUR})
#: De mensen van het samenwerkingsverband zelf, en wie het inhuurt.
SWV_ROLLEN = COMMISSIEROLLEN | {
    Rol.STEUNPUNTCOORDINATOR,
    Rol.CONTACTPERSOON_JONGE_KIND,
    Rol.DESKUNDIGE,
    Rol.BEZWAARCOMMISSIE,
    Rol.CONTROLLER,
    Rol.FG,
    Rol.BEHEERDER,
}
FAMILIEROLLEN = frozenset({Rol.OUDER, Rol.LEERLING})
#: Wie van buiten wordt uitgenodigd bij één zaak, en daarbuiten niets ziet.
GENODIGDEN = FAMILIEROLLEN | {Rol.PARTNER}
