"""A young child goes wholly when its days are over: lines, mails and tasks too, and with a line of the certificate."""

from alembic import op

from infra.migrations.retention import may
from infra.migrations.schema import run

revision = "intake_0056"
down_revision = "intake_0055"
branch_labels = None
depends_on = None

EIGEN = ("overdrachtsbijlage", "onderinstroomouder", "voorschooltoegang", "onderinstroom")
VAN_ELKE_ZAAK = ("betrokkenheid", "tijdlijn", "termijn", "taak", "bericht")


def upgrade() -> None:
    run("""
        alter table intake.bewaring drop constraint bewaring_regel_check;
        alter table intake.bewaring add constraint bewaring_regel_check
            check (regel in ('beoordeling', 'ingetrokken', 'concept', 'leerlingdossier', 'jong_kind')) not valid""")
    may("intake", *EIGEN)
    # The service itself deletes none of these any more: a file that was added wrongly is all that it takes away.
    op.execute(
        "revoke delete on intake.onderinstroom, intake.onderinstroomouder, intake.voorschooltoegang from svc_intake"
    )
    # By the day of the one who asks, as row security: taken in or closed, and its day has come.
    op.execute("""
        create function intake.onderinstroom_verlopen(p_zaak uuid) returns boolean
        language sql stable security definer set search_path = pg_catalog, pg_temp as $$
            select exists (select from intake.onderinstroom o
                where o.tenant = (select sec.tenant()) and o.id = p_zaak and o.status in ('aangenomen', 'gesloten')
                    and o.weg_op <= ((sec.context())[5])::date)
        $$""")
    op.execute("revoke all on function intake.onderinstroom_verlopen(uuid) from public")
    op.execute("grant execute on function intake.onderinstroom_verlopen(uuid) to bewaren")
    kolom = dict.fromkeys(VAN_ELKE_ZAAK, "zaak") | dict.fromkeys(EIGEN, "onderinstroom") | {"onderinstroom": "id"}
    stappen = "".join(
        f"""
            delete from intake.{t} r where r.tenant = (select sec.tenant()) and r.{kolom[t]} = p_zaak;
            get diagnostics n = row_count;
            geteld := geteld || jsonb_build_object('{t}', n);"""
        for t in (*EIGEN, *VAN_ELKE_ZAAK)
    )
    op.execute(f"""
        create function intake.onderinstroom_wissen(p_zaak uuid) returns jsonb
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
            n int;
            geteld jsonb := '{{}}';
        begin
            if not intake.onderinstroom_verlopen(p_zaak) then
                raise exception 'de dag van dit kind is niet gekomen' using errcode = '42501';
            end if;{stappen}
            return geteld;
        end $$""")
    op.execute("alter function intake.onderinstroom_wissen(uuid) owner to bewaren")
    op.execute("revoke all on function intake.onderinstroom_wissen(uuid) from public")
    op.execute("grant execute on function intake.onderinstroom_wissen(uuid) to svc_intake")
