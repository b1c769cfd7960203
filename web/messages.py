"""What a page says after something was done. Kept as a key in a short cookie, never as text."""

from __future__ import annotations

from web.views import Melding


def _ok(kop: str, tekst: str = "") -> Melding:
    return Melding(soort="ok", kop=kop, tekst=tekst)


MELDINGEN: dict[str, Melding] = {
    "rol_gekozen": _ok("U werkt nu in een andere rol."),
    "welkom_familie": _ok("Uw account is gekoppeld.", "U kunt voortaan gewoon inloggen."),
    "hoed_beeindigd": _ok("De rol is beëindigd.", "Wie ermee werkte, is uitgelogd."),
    "persoon_uitgeschreven": _ok("Deze persoon is uitgeschreven.", "Alle rollen hier zijn beëindigd."),
    "passkeys_ingetrokken": _ok("De passkeys zijn ingetrokken.", "Na het inloggen maakt deze persoon een nieuwe."),
    "sessie_geeindigd": _ok("Daar bent u nu uitgelogd."),
    "passkey_verwijderd": _ok("De passkey is verwijderd."),
    "passkey_hernoemd": _ok("De passkey heet nu anders."),
    "leerlingdossier_begonnen": _ok("Het dossier is begonnen.", "Alleen uw school kan het zien."),
    "leerling_gewijzigd": _ok("De gegevens van de leerling zijn gewijzigd."),
    "aanvraag_begonnen": _ok("Het concept is begonnen.", "Alleen uw school kan het zien."),
    "onderdeel_bewaard": _ok("Opgeslagen."),
    "document_toegevoegd": _ok("Het document is toegevoegd.", "We controleren het. Dit duurt meestal enkele seconden."),
    "document_verwijderd": _ok("Het document is verwijderd."),
    "zienswijze_gegeven": _ok("Uw mening is verstuurd.", "De school kan uw tekst lezen en niet veranderen."),
    "zienswijze_gegeven_leerling": _ok("Je mening is verstuurd.", "Niemand kan je tekst veranderen."),
    "aanvraag_ondertekend": _ok("De aanvraag is ondertekend.", "U kunt hem nu indienen."),
    "aanvraag_ingediend": _ok("De aanvraag is ingediend.", "U krijgt een bevestiging met de datum van ontvangst."),
    "aanvraag_ingetrokken": _ok("De aanvraag is ingetrokken."),
    "aanvulling_ingediend": _ok("Uw antwoord is verstuurd.", "De beslistermijn loopt weer."),
    "aanvulling_gevraagd": _ok("De vraag is verstuurd.", "De beslistermijn staat vanaf morgen stil."),
    "complex_aangemerkt": _ok("Dat is vastgelegd."),
    "deskundigen_benoemd": _ok("De deskundigen zijn benoemd.", "Zij krijgen bericht."),
    "eindadvies_gemaakt": _ok("Het eindadvies is gemaakt."),
    "gesprek_aangeboden": _ok("Het gesprek is aangeboden."),
    "beslistermijn_verdaagd": _ok("De beslistermijn is verdaagd.", "School en ouders krijgen bericht."),
    "beslistermijn_opgeschort": _ok("De beslistermijn staat stil op deze dagen.", "School en ouders krijgen bericht."),
    "besluit_genomen": _ok("Het besluit is genomen.", "De beschikking wordt gemaakt."),
    "besluit_bekendgemaakt": _ok("Het besluit is bekendgemaakt.", "School en ouders krijgen bericht."),
    "advies_bewaard": _ok("Uw concept is bewaard."),
    "advies_verzegeld": _ok("Uw advies is verzegeld."),
    "dossier_vastgehouden": _ok("Het dossier wordt vastgehouden.", "Niemand kan het nu vernietigen."),
    "dossier_vrijgegeven": _ok("Het dossier is vrijgegeven.", "Het volgt weer de bewaartermijn."),
    "vernietiging_gevraagd": _ok("Uw vraag staat klaar.", "Een collega moet het goedvinden."),
    "vernietiging_goedgekeurd": _ok("Goedgekeurd.", "Het gebeurt in de nacht die komt, of na de dertig dagen."),
    "groep_toegevoegd": _ok("De groep staat erbij.", "Andere scholen en ouders zien hoeveel plekken er zijn."),
    "plekken_bijgewerkt": _ok("Het aantal plekken is bijgewerkt."),
    "plekken_bevestigd": _ok("Bijgewerkt.", "Bij al uw groepen staat nu de dag van vandaag."),
    "groep_weggehaald": _ok("De groep is weggehaald."),
    "volverklaring_gedaan": _ok("De groep is vol verklaard.", "Dat eindigt vanzelf na de laatste dag."),
    "volverklaring_ingetrokken": _ok("De volverklaring is ingetrokken.", "Vul nu in hoeveel plekken er zijn."),
    "nazicht_beoordeeld": _ok("Uw oordeel is bewaard."),
    "nazicht_ondertekend": _ok("De lijst is ondertekend.", "Er verandert niets meer aan."),
    "noodtoegang_gevraagd": _ok("Uw verzoek is verstuurd.", "Bel de voorzitter of de directeur."),
    "noodtoegang_verleend": _ok("U gaf noodtoegang, voor 60 minuten.", "De FG en de directeur krijgen bericht."),
    "noodtoegang_geweigerd": _ok("Het verzoek is geweigerd.", "De vrager krijgt bericht."),
    "noodtoegang_beeindigd": _ok("De noodtoegang is beëindigd.", "Het dossier is meteen weer dicht."),
    "concept_bewaard": _ok("Bewaard in het concept.", "Er verandert pas iets als u het vaststelt."),
    "concept_ongewijzigd": _ok("Er is niets veranderd."),
    "concept_weggegooid": _ok("Het concept is weggegooid.", "De regels die gelden, zijn niet veranderd."),
    "rij_weggehaald": _ok("Weggehaald uit het concept.", "Terugdraaien kan op de eerste pagina van beheer."),
    "wijziging_teruggedraaid": _ok("De wijziging is teruggedraaid."),
    "regels_vastgesteld": _ok("De regels zijn vastgesteld.", "Ze gaan in op de dag die u koos."),
    "regels_ingetrokken": _ok("De versie is ingetrokken.", "Zij gaat niet in. De bestanden blijven bewaard."),
    "bestanden_ingelezen": _ok("De bestanden staan in het concept.", "Bekijk de verschillen voordat u vaststelt."),
}
