"""Which files of a dossier this subject keeps: they go when the dossier goes."""

BESTANDEN = "select sleutel from oso_stuk where tenant = :tenant and dossier = :zaak"
