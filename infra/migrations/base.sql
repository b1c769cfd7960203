-- The signed context (infra/context.py; docs/besluiten/0004 and 0013): who asks, with which hat, in which tenant, on
-- which legal day. Owner: the migration role. The key table is readable by nobody else.
set lock_timeout = '5s';
set statement_timeout = '10min';
create schema if not exists sec;

-- A key is known by the first digits of its own hash. After a change the one before counts for ten minutes more, for
-- the processes that still run with it.
create table if not exists sec.contextsleutel (
    dienst text not null,
    kid text not null,
    ipad bytea not null,
    opad bytea not null,
    vervangen_op timestamptz,
    primary key (dienst, kid)
);
revoke all on sec.contextsleutel from public;

-- When the clock last looked whether something is due: who watches over the installation reads it (infra/watch.py).
create table if not exists sec.hartslag (
    proces text primary key,
    op timestamptz not null
);
revoke all on sec.hartslag from public;

-- Until when the context of the release before this one counts (it named tenant, person and role only), so that its
-- processes can end in peace. A new installation has no row, and an old one an hour.
create table if not exists sec.overgang (tot timestamptz not null primary key);
revoke all on sec.overgang from public;

-- {tenant, persoon, rol, organisatie, dag} of a context that is whole, of this service and not over; else an error.
-- HMAC-SHA256 from sha256() alone (no extension needed); the padded keys are stored ready. The seals are compared by
-- their hashes, so that how long a comparison takes says nothing of the right one.
create or replace function sec.context() returns text[]
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp as $$
declare
    ctx text := current_setting('app.ctx', true);
    deel text[];
    binnen bytea;
    buiten bytea;
begin
    -- '' is what a setting becomes after the transaction that set it: no context, no rows, said out loud.
    if ctx is null or ctx = '' then
        raise exception 'geen tenantcontext' using errcode = '28000';
    end if;
    deel := string_to_array(ctx, '|');
    if array_length(deel, 1) = 6 and exists (select from sec.overgang o where o.tot > clock_timestamp()) then
        select k.ipad, k.opad into binnen, buiten from sec.contextsleutel k
            where k.dienst = deel[4] and k.vervangen_op is null;
        if ('svc_' || deel[4]) = session_user and deel[5]::bigint >= extract(epoch from clock_timestamp())
            and encode(sha256(buiten || sha256(binnen || convert_to(array_to_string(deel[1:5], '|'),
                'UTF8'))), 'hex') = deel[6] then
            return array[deel[1], '', 'systeem', deel[4], current_date::text];
        end if;
    end if;
    if array_length(deel, 1) <> 9 or ('svc_' || deel[6]) <> session_user then
        raise exception 'ongeldige tenantcontext' using errcode = '28000';
    end if;
    select k.ipad, k.opad into binnen, buiten from sec.contextsleutel k where k.dienst = deel[6] and k.kid = deel[7]
        and (k.vervangen_op is null or k.vervangen_op > clock_timestamp() - interval '10 minutes');
    -- What is sealed is all before the last bar, as it came: nine parts, so eight bars, and the seal is the last part.
    if buiten is null or sha256(convert_to(deel[9], 'UTF8')) <> sha256(convert_to(encode(
        sha256(buiten || sha256(binnen || convert_to(left(ctx, -1 - length(deel[9])), 'UTF8'))),
        'hex'), 'UTF8')) then
        raise exception 'ongeldige tenantcontext' using errcode = '28000';
    end if;
    if deel[8]::bigint < extract(epoch from clock_timestamp()) then
        raise exception 'verlopen tenantcontext' using errcode = '28000';
    end if;
    return deel[1:5];
end $$;
revoke all on function sec.context() from public;

create or replace function sec.tenant() returns text
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return (sec.context())[1];
end $$;
revoke all on function sec.tenant() from public;

-- A table that is made or altered in a schema of a service has a closed fence when its transaction ends, or that
-- transaction fails (RLS-17). The event trigger sees each statement; a deferred trigger judges the table as it then stands.
create table if not exists sec.te_keuren (id bigint generated always as identity primary key, tabel oid not null);
revoke all on sec.te_keuren from public;

create or replace function sec.tabel_gemaakt() returns event_trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
    insert into sec.te_keuren (tabel)
    select distinct d.objid from pg_event_trigger_ddl_commands() d
    where d.classid = 'pg_class'::regclass and d.object_type in ('table', 'view', 'materialized view')
        and exists (select from pg_roles r where r.rolname = 'svc_' || d.schema_name);
end $$;

create or replace function sec.keuren() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
    naam text;
begin
    select c.oid::regclass::text into naam from pg_class c
    where c.oid = new.tabel and c.relname <> 'alembic_version' and not (
        c.relkind in ('r', 'p') and c.relrowsecurity and c.relforcerowsecurity
            and exists (select from pg_policy p where p.polrelid = c.oid)
        or c.relkind = 'v' and 'security_invoker=true' = any (coalesce(c.reloptions, '{}')));
    if naam is not null then
        raise exception 'tabel % heeft geen gesloten hek', naam
            using errcode = '42501', hint = 'gebruik fence() uit infra/migrations/schema.py';
    end if;
    delete from sec.te_keuren where id = new.id;
    return null;
end $$;
revoke all on function sec.keuren() from public;

do $$
begin
    if not exists (select from pg_trigger t where t.tgname = 'keurt' and t.tgrelid = 'sec.te_keuren'::regclass) then
        create constraint trigger keurt after insert on sec.te_keuren
            deferrable initially deferred for each row execute function sec.keuren();
    end if;
    if not exists (select from pg_event_trigger e where e.evtname = 'hek_verplicht') then
        create event trigger hek_verplicht on ddl_command_end
            when tag in ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'ALTER TABLE', 'CREATE VIEW',
                'CREATE MATERIALIZED VIEW', 'ALTER VIEW')
            execute function sec.tabel_gemaakt();
    end if;
end $$;
