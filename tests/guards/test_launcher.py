"""The launcher: secrets, who gets which environment, and processes that are started in order and kept alive."""

import asyncio
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from infra.launcher import environment, places, rolling, stack
from infra.launcher.output import LauncherError
from infra.launcher.stack import SERVICES, Stack
from infra.launcher.supervisor import Process, Supervisor

SECRET = (
    "DATABASE_URL_",
    "NATS_PASSWORD_",
    "CONTEXT_KEY_",
    "MASTER_KEYS_",
    "LDV_KEY",
    "PRINCIPAL_PRIVATE_KEY",
    "REDIS_URL",
    "LIMIETEN_URL",
)
SLEEPER = [sys.executable, "-c", "import time; print('op', flush=True); time.sleep(600)"]


@pytest.fixture
def own_var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A var/ of this test alone."""
    monkeypatch.setattr(places, "VAR", tmp_path)
    yield tmp_path


def claim(name: str = "proef"):
    return stack.claimed(name, "test", "run", durable=False)


def secrets_in(variables: dict[str, str]) -> set[str]:
    return {name for name in variables if name.startswith(SECRET)}


def test_secrets_are_made_once_and_readable_by_their_owner_only(own_var: Path) -> None:
    with stack.claimed("demo", "demo", "run", durable=True) as one:
        first = dict(one.secrets)
    file = own_var / "data/geheim.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text()) == first
    assert len(set(first.values())) == len(first) > 20
    with stack.claimed("demo", "demo", "run", durable=True) as one:
        assert one.secrets == first


def test_the_two_halves_of_the_signing_key_belong_together(own_var: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    with claim() as one:
        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(one.secrets["PRINCIPAL_PRIVATE"]))
        assert key.public_key().public_bytes_raw().hex() == one.secrets["PRINCIPAL_PUBLIC"]


def test_a_second_start_in_the_same_folder_is_refused_in_one_sentence(own_var: Path) -> None:
    with claim(), pytest.raises(LauncherError, match=r"^Meedoen \(proef\) draait al in deze map\."), claim():
        pass
    with claim():
        pass


def test_test_stacks_get_a_name_and_ports_of_their_own(own_var: Path) -> None:
    def test_stack():
        return stack.claimed("test", "test", "run", durable=False, first_free=True)

    with test_stack() as one, test_stack() as other:
        assert (one.name, other.name) == ("test", "test-2")
        assert not set(one.ports.values()) & set(other.ports.values())


@pytest.mark.parametrize("name", ["tools", "data", "../elders", "Proef", ""])
def test_a_stack_cannot_take_the_place_of_something_else(own_var: Path, name: str) -> None:
    with pytest.raises(LauncherError), claim(name):
        pass


def test_web_gets_no_key_but_its_own(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also not when the developer who starts it has the environment of another stack in the shell."""
    monkeypatch.setenv("DATABASE_URL_INTAKE", "postgresql://iemand:anders@127.0.0.1/meedoen")
    with claim() as one:
        assert secrets_in(environment.for_web(one)) == {"NATS_PASSWORD_WEB", "LIMIETEN_URL"}
        assert one.secrets["VALKEY"] not in environment.for_web(one)["LIMIETEN_URL"]
        assert secrets_in(environment.for_post(one)) == set()
        assert secrets_in(environment.for_identity_provider(one)) == set()


def test_only_the_migration_is_superuser(own_var: Path) -> None:
    with claim() as one:
        powerful = {"DATABASE_URL_MIGRATIE", "NATS_PASSWORD_BEHEER"}
        assert powerful <= secrets_in(environment.for_migration(one))
        services = secrets_in(environment.for_services(one))
        assert not powerful & services
        assert {f"DATABASE_URL_{name.upper()}" for name in SERVICES} <= services


def test_environment_file_reads_back(own_var: Path) -> None:
    variables = {"APP_URL": "http://127.0.0.1:1/a b", "MEEDOEN_VAR": "/een 'map'"}
    file = own_var / "proef.env"
    environment.write_file(file, variables)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert environment.read_file(file) == variables
    shell = subprocess.run(
        ["sh", "-c", f'. "{file}"; printf %s "$MEEDOEN_VAR"'], capture_output=True, text=True, check=True
    )
    assert shell.stdout == variables["MEEDOEN_VAR"]


# ---- the supervisor, with small processes of its own


def sleeper(
    name: str, after: tuple[str, ...] = (), one_shot: bool = False, command: list[str] | None = None
) -> Process:
    return Process(name, command or SLEEPER, dict(os.environ), after=after, one_shot=one_shot)


def state(one: Stack) -> dict:
    return json.loads(one.state_file.read_text())


async def until(what: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "dit duurde te lang"
        await asyncio.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def test_a_killed_process_is_started_again(own_var: Path) -> None:
    with claim() as one:
        async with Supervisor(one, [sleeper("a"), sleeper("b", after=("a",))]) as supervisor:
            assert await supervisor.start()
            first = state(one)["pids"]
            os.kill(first["a"], signal.SIGKILL)
            await until(lambda: state(one)["processes"]["a"]["starts"] == 2)
            await until(lambda: state(one)["processes"]["a"]["ready"])
            assert is_alive(state(one)["pids"]["a"])
            assert state(one)["pids"]["b"] == first["b"]
        assert not one.state_file.exists()
        assert not any(map(is_alive, first.values()))


async def test_a_process_that_is_held_down_stays_down(own_var: Path) -> None:
    with claim() as one:
        async with Supervisor(one, [sleeper("a")]) as supervisor:
            assert await supervisor.start()
            hold = one.control / "a.neer"
            hold.touch()
            os.kill(state(one)["pids"]["a"], signal.SIGKILL)
            await until(lambda: state(one)["pids"] == {})
            for _ in range(20):  # long enough for any restart
                await asyncio.sleep(0.02)
                assert state(one)["pids"] == {}
            hold.unlink()
            await until(lambda: "a" in state(one)["pids"])


async def test_what_comes_after_waits_and_a_failed_one_shot_stops_the_start(own_var: Path) -> None:
    fails = sleeper("migratie", one_shot=True, command=[sys.executable, "-c", "raise SystemExit(3)"])
    with claim() as one:
        async with Supervisor(one, [fails, sleeper("diensten", after=("migratie",))]) as supervisor:
            assert not await supervisor.start()
            assert supervisor.failure == "migratie is mislukt (code 3); zie ./meedoen logs migratie"
            assert state(one)["processes"]["diensten"]["starts"] == 0


async def test_a_process_that_keeps_dying_is_given_up(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infra.launcher.supervisor.FAILURES", 1)

    async def never() -> bool:
        return False

    dies = Process("web", [sys.executable, "-c", "raise SystemExit(1)"], dict(os.environ), ready=never)
    with claim() as one:
        async with Supervisor(one, [dies]) as supervisor:
            assert not await supervisor.start()
            assert supervisor.failure == "web stopt steeds (code 1); zie ./meedoen logs web"
            assert state(one)["processes"]["web"]["starts"] == 2


# ---- going over to a new copy


def answering(word: str, *, ready: bool = True, code: int | None = None) -> list[str]:
    """A web process of three lines: on the socket that it is handed it answers its word; SIGTERM ends it."""
    lines = [
        "import os, signal, socket, sys",
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))",
        "held = socket.socket(fileno=int(os.environ['WEB_SOCKET'])); held.setblocking(True)",
        *([f"raise SystemExit({code})"] if code is not None else []),
        "notify = os.environ.get('NOTIFY_SOCKET')",
        "said = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)",
        *(["notify and said.sendto(b'READY=1\\nSTATUS=web', notify)"] if ready else []),
        f"while True: line, _ = held.accept(); line.sendall(b'{word}'); line.close()",
    ]
    return [sys.executable, "-c", "\n".join(lines)]


def heard_from(port: int) -> bytes:
    with socket.create_connection(("127.0.0.1", port), 5) as line:
        return line.recv(100)


def ask_to_roll(one: Stack, command: list[str]) -> None:
    wanted = {"naam": "web", "opdracht": command, "omgeving": dict(os.environ), "map": str(places.ROOT)}
    (one.control / "rol.json").write_text(json.dumps({"samen": 0, "processen": [wanted]}))


async def test_a_new_copy_takes_the_place_of_the_old_one(own_var: Path) -> None:
    """UPG-3: the socket is handed over, so that there is no moment at which nobody listens."""
    with claim() as one:
        web = Process("web", answering("oud"), dict(os.environ), listens_on=one.ports["web"])
        async with Supervisor(one, [web]) as supervisor:
            assert await supervisor.start()
            supervisor.beside(rolling.watch(supervisor))
            old = state(one)["pids"]["web"]
            assert await asyncio.to_thread(heard_from, one.ports["web"]) == b"oud"
            ask_to_roll(one, answering("nieuw"))
            await until(lambda: rolling.answer(one) is not None)
            assert rolling.answer(one)["gelukt"], rolling.answer(one)
            assert not is_alive(old) and is_alive(state(one)["pids"]["web"])
            assert await asyncio.to_thread(heard_from, one.ports["web"]) == b"nieuw"
            # From now on the new one is kept alive.
            os.kill(state(one)["pids"]["web"], signal.SIGKILL)
            await until(lambda: state(one)["processes"]["web"]["starts"] == 3)
            assert await asyncio.to_thread(heard_from, one.ports["web"]) == b"nieuw"


@pytest.mark.parametrize("broken", [answering("nieuw", code=4), answering("nieuw", ready=False)])
async def test_a_new_copy_that_does_not_start_changes_nothing(
    own_var: Path, monkeypatch: pytest.MonkeyPatch, broken: list[str]
) -> None:
    monkeypatch.setattr(rolling, "READY_SECONDS", 1)
    with claim() as one:
        web = Process("web", answering("oud"), dict(os.environ), listens_on=one.ports["web"])
        async with Supervisor(one, [web]) as supervisor:
            assert await supervisor.start()
            supervisor.beside(rolling.watch(supervisor))
            old = state(one)["pids"]["web"]
            ask_to_roll(one, broken)
            await until(lambda: rolling.answer(one) is not None)
            assert not rolling.answer(one)["gelukt"]
            assert state(one)["pids"]["web"] == old and is_alive(old)
            assert await asyncio.to_thread(heard_from, one.ports["web"]) == b"oud"


def test_rolling_asks_for_expand_first_and_web_last(own_var: Path) -> None:
    with claim() as one:
        rolling.ask(one, places.ROOT, "nieuw", 0)
        request = one.control / rolling.REQUEST
        assert stat.S_IMODE(request.stat().st_mode) == 0o600
        wanted = json.loads(request.read_text())["processen"]
        assert [process["naam"] for process in wanted] == ["migratie", "diensten", "web"]
        assert secrets_in(wanted[2]["omgeving"]) == {"NATS_PASSWORD_WEB", "LIMIETEN_URL"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children by a death signal")
async def test_children_end_when_the_supervisor_is_killed(own_var: Path) -> None:
    script = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from infra.launcher import places, stack\n"
        "from infra.launcher.supervisor import Process, Supervisor\n"
        "places.VAR = Path(sys.argv[1])\n"
        "async def main(one):\n"
        "    command = [sys.executable, '-c', 'import time; time.sleep(600)']\n"
        "    async with Supervisor(one, [Process('a', command, {})]) as supervisor:\n"
        "        await supervisor.start()\n"
        "        await supervisor.wait_for_stop()\n"
        "with stack.claimed('proef', 'test', 'run', durable=False) as one:\n"
        "    asyncio.run(main(one))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(own_var)], cwd=places.ROOT)
    one = Stack("proef", own_var / "proef", "test", durable=False)
    await until(lambda: one.state_file.exists() and state(one)["processes"]["a"]["ready"])
    child = state(one)["pids"]["a"]
    process.kill()
    process.wait()
    await until(lambda: not is_alive(child))
    with claim():  # and the next start is not refused
        pass


@pytest.mark.parametrize("words", [["bestaat-niet"], ["demo", "--bestaat-niet"], ["bench", "--cases", "veel"], []])
def test_wrong_words_are_refused_in_dutch(words: list[str]) -> None:
    done = subprocess.run([places.ROOT / "meedoen", *words], capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "meedoen" in done.stderr
    assert "usage" not in done.stderr


def test_an_old_python_hears_in_dutch_what_is_needed() -> None:
    """The entry file itself, told that it runs on Python 3.9 on a machine without a newer one."""
    script = "import runpy, sys; sys.version_info = (3, 9, 0); runpy.run_path('meedoen', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=places.ROOT, env={"PATH": ""}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Meedoen heeft Python 3.11 of nieuwer nodig; deze computer heeft 3.9.")
