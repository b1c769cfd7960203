"""One running set of servers and processes: its name, folder, ports and secrets.

Names: "demo" lives in var/ itself and keeps its data; "test", "bench" and "stack" live in var/<name>, on
ports of their own, and begin empty each time. Several test stacks may run at once (test, test-2, …).
"""

import contextlib
import fcntl
import hashlib
import json
import os
import random
import re
import secrets
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from infra.launcher import places
from infra.launcher.install import Kind, install
from infra.launcher.output import LauncherError

SERVICES = ("netwerk", "intake", "commissie", "thuiszitters", "financien")
WITH_FILES = ("intake", "commissie")  # as in infra/keys.py
PORT_NAMES = ("web", "database", "nats", "vrij", "valkey", "smtp", "post", "virusscan", "aanmelden")
LONGEST_FOLDER = 80  # bytes, of a folder with sockets
NAME = re.compile(r"[a-z][a-z0-9-]*")
RESERVED = {
    "ankers",
    "backup",
    "bediening",
    "data",
    "deb",
    "export",
    "log",
    "tools",
    "sockets",
    "verzonden",
}  # other things in var/
DEMO_PORTS = range(18000, 19000, 20)
# Below 32768: above it the kernel gives out ports to clients, which could take ours while a server restarts.
OTHER_PORTS = range(20000, 32000, 20)


@dataclass(frozen=True)
class Stack:
    """What every part of the launcher must know of one stack.

    `durable` says whether a power cut may lose nothing: on for demo and bench, off for tests (faster).
    `closed`: the servers listen at paths of this machine, or over TLS for who has a certificate of this installation.
    A stack that was started by a launcher from before this is not, until its next start (bijwerken.md).
    """

    name: str
    home: Path
    environment: str
    durable: bool
    ports: dict[str, int] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict, repr=False)
    closed: bool = True

    @property
    def data(self) -> Path:
        """What the servers keep: database, streams, queue, mail, files."""
        return self.home / "data"

    @property
    def logs(self) -> Path:
        """One log file per process."""
        return self.home / "log"

    @property
    def control(self) -> Path:
        """A file `<process>.neer` in this folder keeps that process down until the file is removed."""
        return self.home / "bediening"

    @property
    def failpoints(self) -> Path:
        """Where a test names the place in which a process must die; see infra/failpoints.py."""
        return self.home / "failpoints"

    @property
    def backup(self) -> Path:
        """Where `./meedoen backup` puts what this stack can be made of again."""
        return places.VAR / "backup" / self.name

    @property
    def sockets(self) -> Path:
        """Where servers listen for this machine only, mode 0700. A path to a socket may be 107 bytes long, no more."""
        folder = self.home / "sockets"
        if len(os.fsencode(folder)) <= LONGEST_FOLDER:
            return folder
        mark = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"meedoen-{os.getuid()}-{mark}"

    @property
    def certificates(self) -> Path:
        """The authority of this stack and what it gave out, as secret as geheim.json; see infra/certificates.py."""
        return self.data / "certificaten"

    @property
    def state_file(self) -> Path:
        """JSON kept by the supervisor; see supervisor.Supervisor."""
        return self.home / "stack.json"

    @property
    def environment_file(self) -> Path:
        """The environment of all processes together, to be read by a shell; holds secrets, mode 0600."""
        return places.VAR / f"{self.name}.env"

    def url(self, port: str) -> str:
        """The address of one of our web servers, by the name of its port."""
        return f"http://127.0.0.1:{self.ports[port]}"


def demo_home() -> Stack:
    """The demo stack without ports or secrets: enough to find its files."""
    return Stack("demo", places.VAR, "demo", durable=True)


def known_stacks() -> list[Stack]:
    """The demo and every other stack that has left a folder, without ports or secrets."""
    others = sorted(path.parent for path in places.VAR.glob("*/stack.json"))
    return [demo_home(), *(Stack(home.name, home, "test", durable=False) for home in others)]


@contextlib.contextmanager
def claimed(
    name: str, environment: str, packages: Kind, *, durable: bool, first_free: bool = False, keep: bool = False
) -> Iterator[Stack]:
    """Claim a stack for this command, install what it needs, and make it: folders, ports, secrets.

    With `first_free` a number is added to the name while it is in use (test-2). Otherwise a stack in use
    raises LauncherError. All stacks but the demo begin empty, unless `keep` says to go on with what is there.
    """
    if not NAME.fullmatch(name) or name in RESERVED:
        raise LauncherError(f"{name} kan niet de naam van een stapel zijn; kies kleine letters, bijvoorbeeld proef.")
    places.VAR.mkdir(exist_ok=True)
    for number in range(1, 10):
        full_name = name if number == 1 else f"{name}-{number}"
        lock = (places.VAR / f"{full_name}.slot").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            if first_free:
                continue
            raise LauncherError(f"Meedoen ({name}) draait al in deze map. Stop het eerst met ./meedoen stop.") from None
        with lock:
            install(packages)
            yield _prepared(full_name, environment, durable, keep)
        return
    raise LauncherError(f"Er draaien al te veel stapels met de naam {name} in deze map.")


def as_it_runs(stack: Stack) -> Stack:
    """This stack with the ports and secrets of the supervisor that holds it. Raises LauncherError when none does."""
    try:
        state = json.loads(stack.state_file.read_text())
    except (OSError, ValueError):
        state = None
    if state is None or not is_running(stack):
        raise LauncherError("Meedoen draait niet.")
    secrets_of_it = _kept_secrets(stack.data / "geheim.json")
    closed = state.get("closed", False)
    if closed:
        _keep_certificates(stack)
    return Stack(stack.name, stack.home, state["environment"], state["durable"], state["ports"], secrets_of_it, closed)


def is_running(stack: Stack) -> bool:
    """Tell whether some command holds this stack."""
    path = places.VAR / f"{stack.name}.slot"
    if not path.exists():
        return False
    with path.open("r+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _prepared(name: str, environment: str, durable: bool, keep: bool) -> Stack:
    home = places.VAR if name == "demo" else places.VAR / name
    ports = _free_ports(list(DEMO_PORTS) if name == "demo" else random.sample(OTHER_PORTS, len(OTHER_PORTS)))
    stack = Stack(name, home, environment, durable, ports)
    if name != "demo" and not keep:
        shutil.rmtree(home, ignore_errors=True)
    for folder in (stack.data, stack.logs, stack.control, stack.failpoints):
        folder.mkdir(parents=True, exist_ok=True)
    for left_over in stack.control.iterdir():
        left_over.unlink()
    for log in stack.logs.glob("*.log"):
        log.replace(log.with_suffix(".log.vorige"))
    stack.data.chmod(0o700)
    _empty_sockets(stack.sockets)
    _keep_certificates(stack)
    stack.secrets.update(_kept_secrets(stack.data / "geheim.json"))
    return stack


def _empty_sockets(folder: Path) -> None:
    """What an earlier start left is of nobody: this stack is ours alone. A folder of another is refused."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise LauncherError(f"De map {folder} is van een ander. Haal haar weg en start opnieuw.")
    folder.chmod(0o700)
    for left_over in folder.iterdir():
        left_over.unlink()


def _keep_certificates(stack: Stack) -> None:
    """Make or renew what is due; the standard library cannot, .venv can."""
    with contextlib.suppress(FileNotFoundError, ValueError):
        if time.time() < int((stack.certificates / "vernieuwen").read_text()):
            return
    subprocess.run([places.PYTHON, "-m", "infra.certificates", stack.certificates], cwd=places.ROOT, check=True)


def _free_ports(starts: list[int]) -> dict[str, int]:
    """The first block in which all our ports are free. MEEDOEN_POORT names a block to try first."""
    if wish := os.environ.get("MEEDOEN_POORT", ""):
        if not wish.isdigit():
            raise LauncherError("MEEDOEN_POORT moet een getal zijn, bijvoorbeeld 18000.")
        starts = [int(wish), *starts]
    for start in starts:
        block = {name: start + place for place, name in enumerate(PORT_NAMES)}
        if all(map(_is_free, block.values())):
            return block
    raise LauncherError("Geen vrije poorten gevonden. Kies er zelf een: MEEDOEN_POORT=25000 ./meedoen …")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _kept_secrets(path: Path) -> dict[str, str]:
    """Read the secrets, after making those that are missing. The file is readable by its owner only."""
    kept: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    missing = [name for name in _secret_names() if name not in kept]
    if missing:
        kept |= {name: _new_secret(name) for name in missing}
        if "PRINCIPAL_PRIVATE" in missing:
            kept["PRINCIPAL_PUBLIC"] = _public_key(kept["PRINCIPAL_PRIVATE"])
        fresh = path.with_suffix(".nieuw")
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(kept, file, indent=1)
        fresh.replace(path)
    return kept


def _secret_names() -> list[str]:
    names = ["DATABASE_MIGRATIE", "DATABASE_KLOK", "VALKEY", "VALKEY_WEB", "OIDC_CLIENT", "PRINCIPAL_PRIVATE", "LDV"]
    names += [f"DATABASE_{service.upper()}" for service in SERVICES]
    names += [f"CONTEXT_{service.upper()}" for service in SERVICES]
    names += [f"MASTER_{service.upper()}{after}" for service in WITH_FILES for after in ("", "_2")]
    names += [f"NATS_{user.upper()}" for user in ("web", *SERVICES, "beheer")]
    return names


def _new_secret(name: str) -> str:
    if name.startswith(("CONTEXT_", "LDV", "MASTER_", "PRINCIPAL_")):
        return secrets.token_hex(32)
    # A letter first: the NATS configuration would read "12e4…" as a number.
    return "w" + secrets.token_hex(20)


def _public_key(seed: str) -> str:
    """The Ed25519 public key of a seed, both in hex; the standard library cannot compute it, .venv can."""
    code = (
        "import sys\n"
        "from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey as Key\n"
        "print(Key.from_private_bytes(bytes.fromhex(sys.stdin.read())).public_key().public_bytes_raw().hex())"
    )
    done = subprocess.run([places.PYTHON, "-c", code], input=seed, capture_output=True, text=True, check=True)
    return done.stdout.strip()
