"""Whether what a samenwerkingsverband declares about onderinstroom can be done: form, kinds and questions are there."""

from collections.abc import Iterator

from tenants.schema import Tenant


def bezwaren(tenant: Tenant) -> Iterator[tuple[str, str]]:
    """Where it looked, and why it cannot stay."""
    regels = tenant.onderinstroom
    if regels is None:
        return
    for rol in regels.rollen:
        if rol not in tenant.rolnamen:
            yield "onderinstroom.rollen", f"de rol {rol} heeft hier niemand: noem haar in rolnamen"
    formulier = tenant.formulieren.get(regels.formulier)
    if formulier is None:
        yield "onderinstroom.formulier", f"er is geen formulier {regels.formulier}"
        return
    eigen = {vraag.naam for onderdeel in formulier.onderdelen for vraag in onderdeel.vragen}
    for soort in regels.soorten:
        if soort not in tenant.soorten:
            yield "onderinstroom.soorten", f"er is geen soort {soort}"
            continue
        recept = tenant.recept(soort)
        if not any(kenmerk.naam == "onderinstroom" for kenmerk in recept.kenmerken):
            yield "onderinstroom.soorten", f"het recept van {soort} kent het kenmerk onderinstroom niet"
        if regels.document not in {document.soort for document in recept.documenten}:
            yield "onderinstroom.document", f"het recept van {soort} vraagt geen document {regels.document}"
        for naam in regels.bijlagen:
            if naam not in {document.soort for document in recept.documenten}:
                yield "onderinstroom.bijlagen", f"het recept van {soort} vraagt geen document {naam}"
        vragen = {vraag.naam for vraag in recept.vragen}
        for naam in regels.overnemen:
            if naam not in vragen:
                yield f"onderinstroom.overnemen.{naam}", f"het recept van {soort} heeft deze vraag niet"
    for naam, van in regels.overnemen.items():
        if van not in eigen:
            yield f"onderinstroom.overnemen.{naam}", f"het formulier {regels.formulier} heeft geen vraag {van}"
