"""Which files of a dossier this subject keeps: they go when the dossier goes."""

BESTANDEN = "select sleutel from overdrachtsstuk where tenant = :tenant and dossier = :zaak"
