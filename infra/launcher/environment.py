"""Which environment variables each process gets: only what it needs, and nothing of another stack.

The web process, which listens to the outside, gets no database address, no key that signs, and no NATS
password but its own.
"""

import json
import os
import shlex
from pathlib import Path
from urllib.parse import quote

from infra.launcher import debian, places, postgres
from infra.launcher.stack import SERVICES, WITH_FILES, Stack

NATS_USERS = ("web", *SERVICES, "beheer")
# A samenwerkingsverband that exists in tests only.
INVENTED = places.ROOT / "tests/specs/tenants/zesde"
OURS = (
    "MEEDOEN_", "DATABASE_URL", "NATS_", "REDIS_URL", "SMTP_", "POST_URL", "OIDC_", "CLAMD_", "FILES_",
    "CONTEXT_KEY_", "LDV_KEY", "MASTER_KEYS_", "PRINCIPAL_", "APP_URL", "WEB_", "LIMIETEN", "BACKUP_DIR",
)  # fmt: skip


def base() -> dict[str, str]:
    """The caller's environment without our own variables (a developer may have read another stack's file)."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    direct = ",".join(filter(None, (kept.get("NO_PROXY") or kept.get("no_proxy"), "127.0.0.1")))
    kept |= {"NO_PROXY": direct, "no_proxy": direct}  # our own servers are never behind the proxy
    return kept | {"PYTHONUNBUFFERED": "1", "MALLOC_ARENA_MAX": "2"}  # few arenas: less memory per thread


def for_web(stack: Stack) -> dict[str, str]:
    """What the web process gets."""
    limits = {"LIMIETEN_URL": _valkey(stack, f"web:{stack.secrets['VALKEY_WEB']}")}
    if stack.environment == "test":  # tests and the bench ask more than any school; the counting itself stays
        limits["LIMIETEN"] = "*=10000000/60"
    return _common(stack) | _nats(stack, "web") | limits | {"WEB_PORT": str(stack.ports["web"])}


def for_services(stack: Stack) -> dict[str, str]:
    """What the process of services, clock and worker gets."""
    keys = {f"CONTEXT_KEY_{name.upper()}": stack.secrets[f"CONTEXT_{name.upper()}"] for name in SERVICES}
    masters = {f"MASTER_KEYS_{name.upper()}": _masters(stack, name) for name in WITH_FILES}
    keys["LDV_KEY"] = stack.secrets["LDV"]
    signing = {"PRINCIPAL_PRIVATE_KEY": stack.secrets["PRINCIPAL_PRIVATE"]}
    queue = {"REDIS_URL": _valkey(stack, f":{stack.secrets['VALKEY']}")}
    queue["BACKUP_DIR"] = str(stack.backup)
    return (
        _common(stack)
        | _databases(stack, *SERVICES, "klok")
        | _nats(stack, *SERVICES)
        | queue
        | keys
        | masters
        | signing
    )


def for_migration(stack: Stack) -> dict[str, str]:
    """What the migration gets: it alone may change the database and declare streams."""
    return for_services(stack) | _databases(stack, "migratie") | _nats(stack, "beheer")


def for_everything(stack: Stack) -> dict[str, str]:
    """The environment of every process together: for tests, the bench and developers."""
    everything = for_migration(stack) | for_web(stack)
    everything["MEEDOEN_STACK"] = str(stack.state_file)
    everything["AXE_JS"] = str(places.DEV / "idp/node_modules/axe-core/axe.min.js")
    return everything


def for_post(stack: Stack) -> dict[str, str]:
    """What the mail sink gets."""
    ports = {"SMTP_PORT": str(stack.ports["smtp"]), "POST_PORT": str(stack.ports["post"])}
    return base() | ports | {"POST_DIR": str(stack.data / "post")}


def for_identity_provider(stack: Stack) -> dict[str, str]:
    """What the OIDC provider gets."""
    return base() | {
        "MEEDOEN_OMGEVING": stack.environment,
        "IDP_PORT": str(stack.ports["aanmelden"]),
        "IDP_STATE": str(stack.data / "aanmelden.json"),
        "IDP_ACCOUNTS": str(places.DEV / "idp/accounts.json"),
        "APP_URL": stack.url("web"),
        "OIDC_ISSUER": stack.url("aanmelden"),
        "OIDC_CLIENT_ID": "meedoen",
        "OIDC_CLIENT_SECRET": stack.secrets["OIDC_CLIENT"],
    }


def for_nats(stack: Stack) -> dict[str, str]:
    """What nats.conf reads: the passwords of its users."""
    own = stack.certificates / "nats"
    files = {name: own / f"{name.lower()}.pem" for name in ("CERTIFICAAT", "SLEUTEL", "CA")} if stack.closed else {}
    # In quotes: NATS reads the value as a word of its configuration.
    certificate = {f"NATS_TLS_{name}": json.dumps(str(path)) for name, path in files.items()}
    passwords = {f"NATS_PASSWORD_{user.upper()}": stack.secrets[f"NATS_{user.upper()}"] for user in NATS_USERS}
    return base() | passwords | certificate


def write_file(path: Path, variables: dict[str, str]) -> None:
    """Write variables that the caller's environment lacks, so that a shell can read them (mode 0600)."""
    ours = ((name, value) for name, value in sorted(variables.items()) if os.environ.get(name) != value)
    lines = [f"{name}={shlex.quote(value)}\n" for name, value in ours]
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(lines)


def read_file(path: Path) -> dict[str, str]:
    """Read back what write_file wrote."""
    pairs = (line.partition("=") for line in path.read_text().splitlines())
    return {name: "".join(shlex.split(value)) for name, _, value in pairs}


def _common(stack: Stack) -> dict[str, str]:
    common = {
        "MEEDOEN_OMGEVING": stack.environment,
        "MEEDOEN_VAR": str(stack.home),
        "MEEDOEN_KLOK": str(stack.data / "klok"),
        "APP_URL": stack.url("web"),
        "NATS_URL": f"{'tls' if stack.closed else 'nats'}://127.0.0.1:{stack.ports['nats']}",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(stack.ports["smtp"]),
        "POST_URL": stack.url("post"),
        "OIDC_ISSUER": stack.url("aanmelden"),
        "OIDC_CLIENT_ID": "meedoen",
        "OIDC_CLIENT_SECRET": stack.secrets["OIDC_CLIENT"],
        "CLAMD_HOST": str(stack.sockets / "clamd") if stack.closed else "127.0.0.1",
        "CLAMD_PORT": str(stack.ports["virusscan"]),
        "FILES_DIR": str(stack.data / "bestanden"),
        "PRINCIPAL_PUBLIC_KEY": stack.secrets["PRINCIPAL_PUBLIC"],
    }
    if stack.environment == "test":
        common["MEEDOEN_FAILPOINTS"] = str(stack.failpoints)
    if stack.environment == "test" and not stack.durable and INVENTED.is_dir():  # not while measuring
        common["MEEDOEN_TENANTS"] = str(INVENTED)
    return base() | debian.library_environment() | common


def _masters(stack: Stack, service: str) -> str:
    """The first seals, all open. Tests have a second, to see one follow the other."""
    kept = [stack.secrets[f"MASTER_{service.upper()}"]]
    if stack.environment == "test":
        kept.append(stack.secrets[f"MASTER_{service.upper()}_2"])
    return ",".join(f"{number}:{key}" for number, key in enumerate(kept, 1))


def _databases(stack: Stack, *roles: str) -> dict[str, str]:
    return {
        f"DATABASE_URL_{role.upper()}": postgres.url(
            stack,
            postgres.OWNER if role == "migratie" else f"svc_{role}",
            stack.secrets[f"DATABASE_{role.upper()}"],
        )
        for role in roles
    }


def _valkey(stack: Stack, who: str) -> str:
    if stack.closed:
        return f"unix://{who}@{quote(str(stack.sockets / 'valkey'))}?db=0"
    return f"redis://{who}@127.0.0.1:{stack.ports['valkey']}/0"


def _nats(stack: Stack, *users: str) -> dict[str, str]:
    passwords = {f"NATS_PASSWORD_{user.upper()}": stack.secrets[f"NATS_{user.upper()}"] for user in users}
    if not stack.closed:
        return passwords
    return passwords | {f"NATS_TLS_{user.upper()}": str(stack.certificates / user) for user in users}
