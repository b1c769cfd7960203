-- The signed tenant context (infra/context.py). Owner: the migration role. The key table is readable by nobody else.
set lock_timeout = '5s';
set statement_timeout = '10min';
create schema if not exists sec;

create table if not exists sec.sleutel (
    dienst text primary key,
    ipad bytea not null,
    opad bytea not null
);
revoke all on sec.sleutel from public;

-- HMAC-SHA256 from sha256() alone (no extension needed); the padded keys are stored ready.
create or replace function sec.tenant() returns text
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp as $$
declare
    ctx text := current_setting('app.ctx', true);
    deel text[];
    kern text;
    sleutel sec.sleutel;
begin
    -- '' is what a setting becomes after the transaction that set it: no context, no rows, said out loud.
    if ctx is null or ctx = '' then
        raise exception 'geen tenantcontext' using errcode = '28000';
    end if;
    deel := string_to_array(ctx, '|');
    if array_length(deel, 1) <> 6 or ('svc_' || deel[4]) <> session_user then
        raise exception 'ongeldige tenantcontext' using errcode = '28000';
    end if;
    select * into sleutel from sec.sleutel k where k.dienst = deel[4];
    kern := array_to_string(deel[1:5], '|');
    if sleutel.dienst is null or encode(
        sha256(sleutel.opad || sha256(sleutel.ipad || convert_to(kern, 'UTF8'))), 'hex') <> deel[6] then
        raise exception 'ongeldige tenantcontext' using errcode = '28000';
    end if;
    if deel[5]::bigint < extract(epoch from clock_timestamp()) then
        raise exception 'verlopen tenantcontext' using errcode = '28000';
    end if;
    return deel[1];
end $$;
revoke all on function sec.tenant() from public;
