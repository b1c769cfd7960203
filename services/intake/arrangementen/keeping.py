"""Which files of a dossier this subject keeps: they go when the dossier goes."""

BESTANDEN = """
select s.sleutel from (select unnest(array[sleutel, leesbaar]) as sleutel from factuur
    where tenant = :tenant and zaak = :zaak) s where s.sleutel is not null
"""
