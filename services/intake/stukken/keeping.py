"""Which files of a dossier this subject keeps: they go when the dossier goes."""

BESTANDEN = """
select s.sleutel from (select unnest(array[sleutel, leesbaar]) as sleutel from dossierstuk
    where tenant = :tenant and dossier = :zaak) s where s.sleutel is not null
"""
