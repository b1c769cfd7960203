"""Who is involved in a case, as a table in each schema that holds cases, and row security that goes by it.

Used by migrations. The same rules stand in `services/kern/policy.py`, in Python, for the services; here they stand a
second time, in SQL written by hand, so that a fault in one of the two is not a leak (docs/besluiten/0013).
"""

from __future__ import annotations

from alembic import op

from infra.migrations.schema import fence, run
from tenants.registry import load_all


def samenwerkingsverbanden() -> str:
    """The declared samenwerkingsverbanden as a table `(tenant, nummer)` of SQL, for what was there before."""
    rijen = ", ".join(f"('{naam}', '{tenant.swv_nummer}')" for naam, tenant in sorted(load_all().items()))
    return f"(select * from (values {rijen}) as v (tenant, nummer))"


def involvement(schema: str, roles_of_all: tuple[str, ...]) -> None:
    """The table `betrokkenheid`: who is involved in which case, and the functions by which row security asks it.

    `roles_of_all`: hats of the samenwerkingsverband that see every case of this schema, so that a list over all of them
    asks once per statement and not once per row.
    """
    s = schema
    alle = ", ".join(f"'{rol}'" for rol in roles_of_all) or "''"
    run(f"""
        create table {s}.betrokkenheid (
            tenant text not null, zaak uuid not null, houder text not null check (houder <> ''),
            rol text not null check (rol in ('school', 'schoolbestuur', 'samenwerkingsverband', 'ouder', 'leerling',
                'deskundige', 'ontvangende_school')),
            grond text not null check (grond <> ''), van date not null, tot date,
            verleend_door text not null, verleend_op timestamptz not null default now(), beeindigd_door text,
            primary key (tenant, zaak, houder, rol, van), check (tot is null or tot >= van));
        create index betrokkenheid_houder on {s}.betrokkenheid (tenant, houder, rol, zaak) include (van, tot)""")
    # Everything of the tenant: the service itself, and (`roles_of_all`) the samenwerkingsverband that is involved here.
    op.execute(f"""
        create function {s}.alles() returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
        begin
            return wie[3] = 'systeem' or wie[3] in ({alle}) and exists (
                select from {s}.betrokkenheid b
                where b.tenant = wie[1] and b.houder = wie[4] and b.rol = 'samenwerkingsverband');
        end $$""")
    sight(s)
    # Somebody may begin a case that nobody is involved in yet; nobody can involve themselves in one that is there.
    op.execute(f"""
        create function {s}.nieuw(zaak uuid) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
        begin
            return not exists (
                select from {s}.betrokkenheid b where b.tenant = wie[1] and b.zaak = nieuw.zaak);
        end $$""")
    for functie in ("alles()", "zaken(text)", "nieuw(uuid)"):
        op.execute(f"revoke all on function {s}.{functie} from public")
        op.execute(f"grant execute on function {s}.{functie} to svc_{s}")
    fence(s, "betrokkenheid")


def sight(schema: str) -> None:
    """The cases in which this person, with this hat, is involved on this day.

    `deel`: `zaak` also for whoever may know of the case and not of the child; `verklaring` also for the school that
    gets the pupil; `inhoud` for neither. Not those of the samenwerkingsverband: all (`alles`), or judged one by one.
    """
    s = schema
    op.execute(f"""
        create or replace function {s}.zaken(deel text) returns setof uuid
        language plpgsql stable security definer rows 50 set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
            dag date := wie[5]::date;
            wiens text := case
                when wie[3] in ('ib_er', 'schooldirecteur', 'schoolbestuurder', 'regievoerder_zorgplicht') then wie[4]
                when wie[3] in ('ouder', 'leerling', 'deskundige') then wie[2] end;
        begin
            return query select b.zaak from {s}.betrokkenheid b
                where b.tenant = wie[1] and b.houder = wiens and b.van <= dag and (b.tot is null or b.tot > dag) and (
                    b.rol = 'school' and wie[3] in ('ib_er', 'schooldirecteur')
                    or b.rol = 'ontvangende_school' and deel = 'verklaring' and wie[3] in ('ib_er', 'schooldirecteur')
                    or b.rol = 'schoolbestuur' and deel = 'zaak'
                        and wie[3] in ('schoolbestuurder', 'regievoerder_zorgplicht')
                    or b.rol in ('ouder', 'leerling') and b.rol = wie[3] and b.zaak::text = wie[4]
                    or b.rol = 'deskundige' and b.rol = wie[3] and exists (
                        select from {s}.betrokkenheid w
                        where w.tenant = b.tenant and w.zaak = b.zaak and w.houder = wie[4]
                            and w.rol = 'samenwerkingsverband' and w.van <= dag and (w.tot is null or w.tot > dag)));
        end $$""")


def of_case(schema: str, tables: dict[str, str], part: str = "inhoud", also: str = "") -> None:
    """Only for whoever is involved in the case: beside the fence of the tenant, and on top of it.

    `tables`: table to the column that names the case. `part`: see `sight`. `also`: another way in, as SQL, where `{}`
    stands for that column.
    """
    s = schema
    for table, column in tables.items():
        mag = f"(select {s}.alles()) or {column} in (select {s}.zaken('{part}')){also.replace('{}', column)}"
        op.execute(f"create policy betrokken on {s}.{table} as restrictive to svc_{s} using ({mag}) with check ({mag})")


def of_involvement(schema: str, part: str = "inhoud", also: str = "") -> None:
    """The table itself: who is involved sees who else is; a case of nobody yet may be begun."""
    of_case(schema, {"betrokkenheid": "zaak"}, part, f"{also} or {schema}.nieuw({{}})")


def moments(schema: str) -> None:
    """The column `einde`: of noodtoegang, the first moment that it no longer counts (docs/besluiten/0018)."""
    op.execute(f"alter table {schema}.betrokkenheid add column einde timestamptz")
