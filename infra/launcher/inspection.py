"""Look at a stack that runs, or ran: status, logs, stop, erase, and the environment to join it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

from infra.launcher import environment, places, postgres, stack
from infra.launcher.output import LauncherError
from infra.launcher.stack import Stack

STOP_SECONDS = 60
WATCH_SECONDS = 30
KIBIBYTE = 1024
TAIL_LINES = 20


def named(name: str) -> Stack:
    """The stack of this name; raises LauncherError when there is no such folder."""
    for known in stack.known_stacks():
        if known.name == name:
            return known
    raise LauncherError(f"Er is geen stapel met de naam {name}.")


def state_of(one: Stack) -> dict:
    """What the supervisor wrote about this stack; empty when it does not run."""
    if not stack.is_running(one):
        return {}
    try:
        return json.loads(one.state_file.read_text())
    except (OSError, ValueError):
        return {}


def stop(one: Stack) -> int:
    """Ask the supervisor to stop and wait until it has."""
    state = state_of(one)
    if not state:
        print("Meedoen draait niet.", file=sys.stderr)
        return 0
    os.kill(state["supervisor"], signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while stack.is_running(one):
        if time.monotonic() > deadline:
            raise LauncherError(f"Meedoen is na {STOP_SECONDS} seconden nog niet gestopt.")
        time.sleep(0.1)
    print("Meedoen is gestopt.", file=sys.stderr)
    return 0


def status(only: Stack | None, *, as_json: bool = False) -> int:
    """Print a table per stack that runs. 0 when there is one, all of it is ready and nothing waits too long, else 1."""
    running = [(one, state) for one in ([only] if only else stack.known_stacks()) if (state := state_of(one))]
    watched = {one.name: findings(one, state) for one, state in running}
    if as_json:
        return _status_as_json(running, watched)
    if not running:
        print("Meedoen draait niet.")
        return 1
    everything_ready = True
    for one, state in running:
        print(f"{one.name}: http://127.0.0.1:{state['ports']['web']}")
        for name, process in state["processes"].items():
            memory = memory_of(process["pid"]) if process["pid"] else 0
            everything_ready &= process["ready"]
            how = _in_words(process)
            again = f", {process['starts'] - 1} keer herstart" if process["starts"] > 1 else ""
            print(f"  {name:<10} {how}{again}{f'  {memory} MB' if memory else ''}")
        print(f"  samen      {memory_of(state['supervisor'])} MB")
        for line in faults_of_tenants(one):
            print(f"  {line}")
        for found in watched[one.name]:
            everything_ready = False
            print(f"  LET OP {found['dienst']} {found['tenant']}: {found['aantal']} {found['zin']}")
    return 0 if everything_ready else 1


def _status_as_json(running: list[tuple[Stack, dict]], watched: dict[str, list[dict]]) -> int:
    """For who watches by machine: one document with, per stack, its processes and what waits too long."""
    told = []
    for one, state in running:
        processes = {
            name: {key: process[key] for key in ("ready", "pid", "starts")}
            for name, process in state["processes"].items()
        }
        fine = all(process["ready"] for process in processes.values()) and not watched[one.name]
        told.append(
            {
                "stapel": one.name,
                "in_orde": fine,
                "processen": processes,
                "tenants": faults_of_tenants(one),
                "meldingen": watched[one.name],
            }
        )
    fine = bool(told) and all(one["in_orde"] for one in told)
    print(json.dumps({"in_orde": fine, "stapels": told}, ensure_ascii=False, indent=1))
    return 0 if fine else 1


def findings(one: Stack, state: dict) -> list[dict]:
    """What took too long in this stack (infra/watch.py). That it cannot be asked is a finding too."""
    if "diensten" not in state["processes"]:
        return []
    cannot = {"wat": "toezicht", "zin": "keer niet na te gaan wat er wacht", "dienst": "toezicht", "tenant": ""}
    try:
        variables = environment.for_services(stack.as_it_runs(one))
        command = [places.PYTHON, "-m", "infra.watch", "--json"]
        done = subprocess.run(
            command, cwd=places.ROOT, env=variables, capture_output=True, text=True, timeout=WATCH_SECONDS
        )
        return json.loads(done.stdout)["meldingen"]
    except (LauncherError, subprocess.TimeoutExpired, ValueError, KeyError):
        return [cannot | {"aantal": 1, "oudste_s": 0}]


def faults_of_tenants(one: Stack) -> list[str]:
    """A sentence for each samenwerkingsverband whose folder could not be used, as the migration left them."""
    try:
        faults = json.loads((one.home / "gebreken.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    how = {True: "werkt met de vorige versie", False: "werkt niet"}
    return [f"{tenant}: {how[fault['vorige']]}: {fault['melding']}" for tenant, fault in sorted(faults.items())]


def logs(one: Stack, name: str | None, follow: bool) -> int:
    """Print one log whole, or the end of each; with `follow` go on until interrupted."""
    files = sorted(one.logs.glob("*.log"))
    if name:
        files = [file for file in files if file.stem == name]
    if not files:
        raise LauncherError(f"Er is geen logboek {name}." if name else "Er zijn nog geen logboeken.")
    places = {}
    for file in files:
        with file.open(errors="replace") as text:
            for line in text if name else deque(text, TAIL_LINES):
                _print_line(file, line, name)
            places[file] = text.tell() if name else file.stat().st_size
    while follow:
        for file, place in places.items():
            with file.open(errors="replace") as text:
                text.seek(place if file.stat().st_size >= place else 0)
                for line in text:
                    _print_line(file, line, name)
                places[file] = text.tell()
        time.sleep(0.3)
    return 0


def erase_demo() -> None:
    """Remove data, results and logs of the demo; raises LauncherError while it runs."""
    one = stack.demo_home()
    if stack.is_running(one):
        raise LauncherError("Meedoen draait nog. Stop het eerst met ./meedoen stop.")
    postgres.remove(one)
    for folder in (one.data, one.home / "demo", one.home / "ankers", one.home / "verzonden", one.logs):
        shutil.rmtree(folder, ignore_errors=True)


def environment_to_join(name: str | None = None) -> dict[str, str]:
    """With which environment to take part: of the stack named, else the caller's own when complete, else a stack's."""
    if name is None and "NATS_URL" in os.environ:
        return dict(os.environ)
    for one in [named(name)] if name else stack.known_stacks():
        if stack.is_running(one) and one.environment_file.exists():
            return environment.base() | environment.read_file(one.environment_file)
    raise LauncherError("Er draait geen Meedoen. Start eerst ./meedoen stack, of geef de omgeving zelf.")


def memory_of(pid: int) -> int:
    """Resident memory in MB of a process and its descendants; what they share is counted once (Linux)."""
    total = 0
    for one in (pid, *_descendants(pid)):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total // KIBIBYTE


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    for listing in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in listing.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *_descendants(child)]
    return found


def _in_words(process: dict) -> str:
    if process["ready"]:
        return "klaar" if process["pid"] is None else "gereed"
    return "gestopt" if process["pid"] is None else "start op"


def _print_line(file: Path, line: str, name: str | None) -> None:
    print(line.rstrip("\n") if name else f"{file.stem:<10} | {line.rstrip()}", flush=True)
