"""Who was invited at a young child goes with it: also the hat of somebody of a voorschool."""

from infra.migrations.retention import PLUMBING, function

revision = "netwerk_0011"
down_revision = "netwerk_0010"
branch_labels = None
depends_on = None

# From before there is a tenant: what belongs to a person who is in no samenwerkingsverband any more (as 0008).
OF_A_PERSON = ("passkey", "bewaard_formulier", "sessie", "account")
GENODIGD = "('ouder', 'leerling', 'partner')"


def upgrade() -> None:
    count = "get diagnostics n = row_count;\n            geteld := geteld || jsonb_build_object('{0}', n);"
    steps = f"""
            select array_agg(persoon) into weg from (
                select h.persoon from netwerk.hoed h where h.tenant = (select sec.tenant())
                    and h.organisatie = p_zaak::text and h.rol in {GENODIGD}
                union select u.persoon from netwerk.uitnodiging u
                    where u.tenant = (select sec.tenant()) and u.zaak = p_zaak) genodigd;
            delete from netwerk.hoed r where r.tenant = (select sec.tenant())
                and r.organisatie = p_zaak::text and r.rol in {GENODIGD};
            {count.format("hoed")}
            delete from netwerk.uitnodiging r where r.tenant = (select sec.tenant()) and r.zaak = p_zaak;
            {count.format("uitnodiging")}
            delete from netwerk.persoon r where r.tenant = (select sec.tenant()) and r.id = any(weg)
                and not exists (select 1 from netwerk.hoed h where h.tenant = r.tenant and h.persoon = r.id)
                and not exists (select 1 from netwerk.uitnodiging u where u.tenant = r.tenant and u.persoon = r.id);
            {count.format("persoon")}
            delete from netwerk.account_tenant r where r.tenant = (select sec.tenant()) and r.persoon = any(weg)
                and not exists (select 1 from netwerk.persoon p where p.tenant = r.tenant and p.id = r.persoon);"""
    for table in OF_A_PERSON:
        steps += f"""
            delete from netwerk.{table} r where r.persoon = any(weg)
                and not exists (select 1 from netwerk.account_tenant t where t.persoon = r.persoon);"""
    for table, where in PLUMBING:
        steps += f"""
            delete from netwerk.{table} r where r.tenant = (select sec.tenant()) and ({where});"""
    function("netwerk", steps, declare="\n            weg uuid[];", again=True)
