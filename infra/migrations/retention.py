"""Deleting a dossier: the right to do so belongs to a role that nobody can sign in as (trust.md RLS-2, 5.13).

The role `bewaren` owns one function per schema. The service may call it inside its own transaction; row security
holds for it as for everybody, by the tenant that the caller signed. It refuses a dossier whose day has not come: in
intake one that was not announced thirty days before, elsewhere one that intake did not destroy.
"""

from __future__ import annotations

from alembic import op

READY = {
    True: "b.stand = 'te_vernietigen' and b.aangekondigd_op + 30 <= b.vernietigen_op",
    False: "b.stand = 'vernietigd'",
}


def erasable(
    schema: str, tables: list[tuple[str, str]], *, owner: bool = False, read: tuple[str, ...] = (), extra: str = ""
) -> None:
    """Make `<schema>.dossier_wissen(zaak)`. `tables`: table and the condition on its rows `r` of case `p_zaak`, in the
    order in which they can go; `owner`: this schema decides (intake). `read`: tables that a condition looks in.
    `extra`: a second parameter."""
    s = schema
    may(s, *dict.fromkeys([name for name, _ in tables]))
    for table in read:
        own = "(tenant = (select sec.tenant()))"
        op.execute(f"create policy bewaren on {s}.{table} to bewaren using {own} with check {own}")
        op.execute(f"grant select on {s}.{table} to bewaren")
    steps = "".join(
        f"""
            delete from {s}.{table} r where r.tenant = (select sec.tenant()) and ({where});
            get diagnostics n = row_count;
            geteld := geteld || jsonb_build_object('{table}', coalesce((geteld ->> '{table}')::int, 0) + n);"""
        for table, where in tables
    )
    function(s, steps, owner=owner, extra=extra)


def may(schema: str, *tables: str, over_tenants: bool = False) -> None:
    """Let the role delete here: rows of the tenant that signed, or (tables from before there is one) any."""
    own = "true" if over_tenants else "tenant = (select sec.tenant())"
    op.execute(f"grant usage on schema {schema} to bewaren")
    for table in tables:
        op.execute(f"create policy bewaren on {schema}.{table} to bewaren using ({own}) with check ({own})")
        op.execute(f"grant select, delete on {schema}.{table} to bewaren")


def function(
    schema: str, steps: str, *, owner: bool = False, extra: str = "", declare: str = "", again: bool = False
) -> None:
    """The function itself around its steps. `again`: in the place of the one that an earlier revision made."""
    s, types = schema, "uuid, uuid" if extra else "uuid"
    create = "create or replace" if again else "create"
    op.execute(f"""
        {create} function {s}.dossier_wissen(p_zaak uuid{f", {extra} uuid" if extra else ""}) returns jsonb
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
            n int;
            geteld jsonb := '{{}}';{declare}
        begin
            if not exists (select 1 from intake.bewaring b
                where b.tenant = (select sec.tenant()) and b.zaak = p_zaak and {READY[owner]}) then
                raise exception 'de dag van dit dossier is niet gekomen' using errcode = '42501';
            end if;{steps}
            return geteld;
        end $$""")
    op.execute(f"alter function {s}.dossier_wissen({types}) owner to bewaren")
    op.execute(f"revoke all on function {s}.dossier_wissen({types}) from public")
    op.execute(f"grant execute on function {s}.dossier_wissen({types}) to svc_{s}")


#: Of every service: what people read, what was due and what was sent about a case.
PLUMBING = [(table, "r.zaak = p_zaak") for table in ("tijdlijn", "termijn", "taak", "bericht")]


def traces(schema: str, *more: str, again: bool = False) -> None:
    """Make `<schema>.sporen_wissen()`: what only helped is deleted when nothing can need it any more.

    Facts that were told, 30 days after; commands, 30 days; due rows without a term, 30 days after they were done; what
    was heard, after 400 days (trust.md 3.5, 18). `more`: statements of this schema.
    `again`: in the place of the one that an earlier revision made.
    """
    s = schema
    if not again:
        may(s, "outbox", "opdracht", "inbox")
    own = "tenant = (select sec.tenant())"
    steps = (
        f"delete from {s}.outbox where {own} and verzonden_op < now() - interval '30 days'",
        f"delete from {s}.opdracht where {own} and op < now() - interval '30 days'",
        f"delete from {s}.inbox where {own} and verwerkt_op < now() - interval '400 days'",
        f"delete from {s}.taak where {own} and termijn is null and status in ('verwerkt', 'vervallen')"
        " and coalesce(verwerkt_op, actie_op) < now() - interval '30 days'",
        *more,
    )
    op.execute(f"""
        {"create or replace" if again else "create"} function {s}.sporen_wissen() returns void
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        begin
            {"; ".join(steps)};
        end $$""")
    op.execute(f"alter function {s}.sporen_wissen() owner to bewaren")
    op.execute(f"revoke all on function {s}.sporen_wissen() from public")
    op.execute(f"grant execute on function {s}.sporen_wissen() to svc_{s}")
