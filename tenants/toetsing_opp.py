"""What the law asks of every OPP must be asked, and what parents agree with must be something."""

from collections.abc import Iterator

from tenants.schema import Tenant

VERPLICHT = ("uitstroomprofiel", "uitstroom_onderbouwing", "begeleiding")


def bezwaren(tenant: Tenant) -> Iterator[tuple[str, str]]:
    """Key and reason of everything that stands in the way of this form of the OPP."""
    if tenant.opp is None:
        return
    onderdelen = tenant.opp.onderdelen
    vragen = [vraag for onderdeel in onderdelen for vraag in onderdeel.vragen]
    verplicht = {vraag.naam for vraag in vragen if vraag.verplicht and vraag.van == "school"}
    for naam in VERPLICHT:
        if naam not in verplicht:
            yield "opp.onderdelen", f"de school vult altijd {naam} in: voeg die vraag toe (WPO 40a, WVO 2.44)"
    if not any(onderdeel.kijk for onderdeel in onderdelen):
        yield "opp.onderdelen", "wat helpt en wat belemmert hoort in elk OPP: geef een onderdeel een kijk (WPO 40a)"
    delen = [onderdeel for onderdeel in onderdelen if onderdeel.handelingsdeel]
    if not any(vraag.doel and vraag.verplicht for deel in delen for vraag in deel.vragen):
        yield "opp.onderdelen", "in het handelingsdeel hoort een verplichte vraag naar doelen"
    for vraag in vragen:
        if vraag.doel and vraag.soort != "lang":
            yield f"opp.vragen.{vraag.naam}.soort", "doelen staan op eigen regels: kies lang"
        if vraag.van == "ouders" and vraag.verplicht:
            yield f"opp.vragen.{vraag.naam}.verplicht", "wat ouders schrijven is nooit verplicht"
