"""How long a dossier stays: its clock, what holds it, who agreed to more or sooner, and what is left of it."""

from alembic import op

from infra.migrations.retention import PLUMBING, erasable, traces
from infra.migrations.schema import fence, run

revision = "intake_0012"
down_revision = "intake_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        alter table intake.aanvraag add column besloten_op date;
        create table intake.bewaring (
            tenant text not null, zaak uuid not null, kenmerk text not null, leerling uuid,
            regel text not null check (regel in ('beoordeling', 'ingetrokken', 'concept')),
            vanaf date not null, bewaren_tot_en_met date not null, vernietigen_vanaf date, uitleg text[] not null,
            stand text not null check (stand in ('zichtbaar', 'te_vernietigen', 'vernietigd')),
            aangekondigd_op date, vernietigen_op date, vernietigd_op date, verklaring jsonb, afdruk text,
            bevestigd text[] not null default '{}',
            primary key (tenant, zaak),
            check ((stand = 'vernietigd') = (vernietigd_op is not null and verklaring is not null
                and afdruk is not null and leerling is null)),
            check ((stand = 'zichtbaar') = (aangekondigd_op is null)));
        create index bewaring_stand on intake.bewaring (tenant, stand, vernietigen_op);
        create table intake.vasthouding (
            tenant text not null, id uuid not null, zaak uuid not null, kenmerk text not null,
            soort text not null check (soort in ('bezwaar', 'beroep', 'klacht', 'verzoek', 'overig')),
            reden text not null check (length(reden) >= 10), van date not null, geplaatst_door uuid not null,
            geplaatst_door_naam text not null, geplaatst_op timestamptz not null,
            opgeheven_op date, opgeheven_door uuid, opgeheven_door_naam text, opgeheven_reden text,
            vast uuid generated always as (case when opgeheven_op is null then zaak end) stored,
            primary key (tenant, id),
            foreign key (tenant, vast) references intake.aanvraag (tenant, id),
            check (opgeheven_op is null or (opgeheven_op >= van and length(opgeheven_reden) >= 10)));
        create index vasthouding_zaak on intake.vasthouding (tenant, zaak);
        create table intake.vernietigingsverzoek (
            tenant text not null, id uuid not null, soort text not null check (soort in ('meer', 'eerder')),
            zaak uuid, kenmerk text, aantal bigint check (aantal > 0), reden text not null check (length(reden) >= 10),
            gevraagd_door uuid not null, gevraagd_door_naam text not null, gevraagd_op timestamptz not null,
            goedgekeurd_door uuid, goedgekeurd_door_naam text, goedgekeurd_op date, gebruikt_op date,
            primary key (tenant, id),
            check ((soort = 'eerder') = (zaak is not null)), check ((soort = 'meer') = (aantal is not null)),
            check (goedgekeurd_door <> gevraagd_door),
            check ((goedgekeurd_op is null) = (goedgekeurd_door is null)),
            check (gebruikt_op is null or goedgekeurd_op is not null));
        create index verzoek_open on intake.vernietigingsverzoek (tenant, soort) where gebruikt_op is null""")
    # On which day a besluit was made known stood only in the tijdlijn.
    op.execute("""
        update intake.aanvraag a set besloten_op = t.op from (
            select tenant, zaak, min((op at time zone 'Europe/Amsterdam')::date) as op from intake.tijdlijn
            where feit = 'aanvraag_besloten' group by 1, 2) t
        where a.status = 'besloten' and t.tenant = a.tenant and t.zaak = a.id""")
    for table in ("bewaring", "vasthouding", "vernietigingsverzoek"):
        fence("intake", table)
    # What was destroyed stays written down as it was; only who confirmed it is added.
    op.execute("""
        create function intake.bewaring_vast() returns trigger language plpgsql set search_path = pg_catalog as $$
        begin
            if to_jsonb(new) - 'bevestigd' = to_jsonb(old) - 'bevestigd' then
                return new;
            end if;
            raise exception 'deze rij staat vast' using errcode = '23514';
        end $$""")
    op.execute("""
        create trigger bewaring_vast before update on intake.bewaring
        for each row when (old.stand = 'vernietigd') execute function intake.bewaring_vast()""")
    by_case = [(table, "r.aanvraag = p_zaak") for table in ("document", "zienswijze", "betrokkene", "vraag")]
    by_case.append(("betrokkenheid", "r.zaak = p_zaak"))
    erasable(
        "intake",
        [
            *by_case,
            # A hold that was not lifted stays, and with it the case: the foreign key refuses.
            ("vasthouding", "r.zaak = p_zaak and r.opgeheven_op is not null"),
            ("vernietigingsverzoek", "r.zaak = p_zaak"),
            *PLUMBING,
            ("aanvraag", "r.id = p_zaak"),
            (
                "leerling",
                "r.id = (select b.leerling from intake.bewaring b where b.tenant = r.tenant and b.zaak = p_zaak)",
            ),
        ],
        owner=True,
        read=("bewaring",),
    )
    traces("intake")
    # How many there are: who answers for keeping counts them without seeing them.
    op.execute("""
        create function intake.aantal_dossiers() returns bigint
        language sql stable security definer set search_path = pg_catalog, pg_temp as $$
            select count(*) from intake.aanvraag where tenant = (select sec.tenant())
        $$""")
    op.execute("alter function intake.aantal_dossiers() owner to bewaren")
    op.execute("revoke all on function intake.aantal_dossiers() from public")
    op.execute("grant execute on function intake.aantal_dossiers() to svc_intake")
