"""The words after ./meedoen. Each function here is one of them and gives its exit code."""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from infra.launcher import debian, environment, inspection, places, postgres, servers, stack
from infra.launcher.install import forget, install
from infra.launcher.output import LauncherError, say
from infra.launcher.programs import STOPPED, run_beside
from infra.launcher.stack import Stack
from infra.launcher.supervisor import Process, Supervisor

RUNNABLE = (*stack.SERVICES, "klok", "werker", "web")
Body = Callable[[Supervisor], Awaitable[int]]


def main(words: Sequence[str]) -> int:
    """Run one command. Exit codes: 0 done, 1 it did not succeed, 2 wrong words, 130 interrupted."""
    arguments, rest = _parser().parse_known_args(words)
    if rest and not arguments.takes_rest:
        _parser().error(f"dit ken ik niet: {' '.join(rest)}")
    arguments.rest = rest
    try:
        return arguments.command(arguments)
    except LauncherError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output (head, less) has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


# ---- commands that start a stack


def demo(arguments: argparse.Namespace) -> int:
    """Install, start everything, play the main job through the front door, stay up (or stop with --exit)."""
    with stack.claimed("demo", "demo", "run", durable=True) as demo_stack:
        (places.VAR / "demo").mkdir(exist_ok=True)
        environment.write_file(demo_stack.environment_file, environment.for_everything(demo_stack))

        async def body(supervisor: Supervisor) -> int:
            code, steps = await _play(supervisor, demo_stack)
            if arguments.json:
                outcome = {
                    "geslaagd": code == 0,
                    "adres": demo_stack.url("web"),
                    "post": demo_stack.url("post"),
                    "spel": steps,
                }
                print(json.dumps(outcome, ensure_ascii=False, indent=1), flush=True)
            if not arguments.exit and not supervisor.stop_requested.is_set():
                _tell_where(demo_stack, code)
                await supervisor.wait_for_stop()
            return code

        return _serve(demo_stack, servers.everything(demo_stack), body)


def test(arguments: argparse.Namespace) -> int:
    """Install the test set too, start an empty stack, run pytest against it; pytest's exit code."""
    with stack.claimed("test", "test", "test", durable=False, first_free=True) as test_stack:
        variables = environment.for_everything(test_stack)
        variables["CHROMIUM"] = debian.find_program("chromium-headless-shell", "chromium")
        command = [places.PYTHON, "-m", "pytest", *arguments.rest]
        return _serve(test_stack, servers.everything(test_stack), lambda s: run_beside(s, command, variables))


def bench(arguments: argparse.Namespace) -> int:
    """Start an empty stack that really writes to disk, measure on it, print the figures as JSON."""
    with stack.claimed("bench", "test", "run", durable=True, first_free=True) as bench_stack:
        variables = environment.for_everything(bench_stack)
        command = [places.PYTHON, "-m", "infra.bench", "--cases", str(arguments.cases), *arguments.rest]
        return _serve(bench_stack, servers.everything(bench_stack), lambda s: run_beside(s, command, variables))


def developers_stack(arguments: argparse.Namespace) -> int:
    """Start an empty stack for developers and stay up: only the servers, or with --alles all of Meedoen."""
    with stack.claimed(arguments.naam, "test", "test", durable=False) as own_stack:
        variables = environment.for_everything(own_stack)
        variables["CHROMIUM"] = debian.find_program("chromium-headless-shell", "chromium")
        environment.write_file(own_stack.environment_file, variables)
        processes = servers.everything(own_stack) if arguments.alles else servers.servers(own_stack)

        async def body(supervisor: Supervisor) -> int:
            print(own_stack.environment_file, flush=True)
            say(f"Gebruik: set -a; . {own_stack.environment_file}; set +a.  Stoppen: Ctrl-C")
            await supervisor.wait_for_stop()
            return 0

        return _serve(own_stack, processes, body)


def run(arguments: argparse.Namespace) -> int:
    """Run some processes of Meedoen in the foreground against a stack that runs, or the environment given."""
    if unknown := [name for name in arguments.dienst if name not in RUNNABLE]:
        raise LauncherError(f"Onbekende dienst: {', '.join(unknown)}. Kies uit: {', '.join(RUNNABLE)}.")
    install("run")
    variables = inspection.environment_to_join()
    commands = [[places.PYTHON, "-m", "web"]] if "web" in arguments.dienst else []
    if names := [name for name in arguments.dienst if name != "web"]:
        commands.append([places.PYTHON, "-m", "infra.processes", *names])
    children = [subprocess.Popen(command, cwd=places.ROOT, env=variables) for command in commands]
    try:
        return max(child.wait() for child in children)
    except KeyboardInterrupt:  # the children hear Ctrl-C themselves; wait until they are done
        for child in children:
            child.wait()
        return 0
    finally:
        for child in children:
            child.terminate()


def _serve(own_stack: Stack, processes: list[Process], body: Body) -> int:
    """Start the processes, run the body once all are ready, stop everything; the body's exit code."""
    if own_stack.name != "demo":
        postgres.remove(own_stack)
    postgres.create(own_stack)
    return asyncio.run(_serve_async(own_stack, processes, body))


async def _serve_async(own_stack: Stack, processes: list[Process], body: Body) -> int:
    say("Servers en diensten starten …")
    code = STOPPED
    async with Supervisor(own_stack, processes) as supervisor:
        if await supervisor.start():
            say("Alles is gereed")
            code = await body(supervisor)
        if supervisor.failure:
            say(f"Mislukt: {supervisor.failure}")
            code = 1
        say("Alles stoppen …")
    if own_stack.name != "demo":
        postgres.remove(own_stack)
    return code


async def _play(supervisor: Supervisor, demo_stack: Stack) -> tuple[int, object]:
    """Run the play; its exit code and the steps it wrote (None when it wrote none)."""
    with tempfile.TemporaryDirectory(dir=demo_stack.home) as folder:
        steps = Path(folder) / "stappen.json"
        command = [places.PYTHON, "-m", "infra.demo", "--json", steps]
        # Its standard output is ours only when we have nothing to print there ourselves.
        code = await run_beside(supervisor, command, environment.for_everything(demo_stack), sys.stderr.fileno())
        return code, json.loads(steps.read_text()) if steps.exists() else None


def _tell_where(demo_stack: Stack, code: int) -> None:
    """The last words of `demo`: where to look, and as whom."""
    people = json.loads((places.DEV / "idp/accounts.json").read_text())
    lines = [
        "",
        "De demo is klaar." if code == 0 else "De demo is niet gelukt; de servers blijven aan.",
        "",
        f"  Meedoen    {demo_stack.url('web')}",
        f"  E-mail     {demo_stack.url('post')}",
        f"  Resultaat  {places.VAR / 'demo'}",
        "",
        "Kies op de aanmeldpagina een van deze personen:",
        *(f"  {person['naam']} ({person['email']})" for person in people),
        "",
        "Stoppen: Ctrl-C",
    ]
    print("\n".join(lines), file=sys.stderr, flush=True)


# ---- commands about a stack that runs


def stop(arguments: argparse.Namespace) -> int:
    """Stop the demo (or the stack named) and wait until it has ended."""
    return inspection.stop(inspection.named(arguments.stapel))


def status(arguments: argparse.Namespace) -> int:
    """Show the processes of every stack that runs; exit code 0 when there is one and all of it is ready."""
    return inspection.status(inspection.named(arguments.stapel) if arguments.stapel else None)


def logs(arguments: argparse.Namespace) -> int:
    """Show the logs."""
    return inspection.logs(inspection.named(arguments.stapel), arguments.naam, arguments.volgen)


def reset(arguments: argparse.Namespace) -> int:
    """Throw away the data of the demo, after asking."""
    if not arguments.ja:
        if not sys.stdin.isatty():
            raise LauncherError("Niets gewist. Bevestig met: ./meedoen reset --ja")
        question = "Dit wist alle gegevens van de demo in var/. Doorgaan? Typ ja: "
        print(question, end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().lower() != "ja":
            print("Niets gewist.", file=sys.stderr)
            return 1
    inspection.erase_demo()
    print("De gegevens van de demo zijn gewist.", file=sys.stderr)
    return 0


# ---- other commands


def setup(arguments: argparse.Namespace) -> int:
    """Install only."""
    if arguments.vernieuw:
        forget()
    install("test" if arguments.test else "run")
    say("Alles is geïnstalleerd")
    return 0


def rekenen(arguments: argparse.Namespace) -> int:
    """Become the calculator: no server, no stack."""
    install("run")
    os.chdir(places.ROOT)
    os.execv(places.PYTHON, [str(places.PYTHON), "-m", "services.kern.rekenen", *arguments.rest])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./meedoen", description="Meedoen: zaaksysteem voor samenwerkingsverbanden passend onderwijs."
    )
    words = parser.add_subparsers(title="opdrachten", metavar="opdracht", required=True)

    def word(name: str, command: Callable[[argparse.Namespace], int], help_text: str, rest: bool = False):
        added = words.add_parser(name, help=help_text, description=help_text, add_help=not rest)
        added.set_defaults(command=command, takes_rest=rest)
        return added

    one = word("demo", demo, "installeer wat ontbreekt, start alles en speel de hoofdtaak")
    one.add_argument("--exit", action="store_true", help="stop na het spelen")
    one.add_argument("--json", action="store_true", help="geef de stappen als één JSON-document")
    word("test", test, "voer alle tests uit; wat erna staat gaat naar pytest", rest=True)
    one = word("run", run, "start diensten in de voorgrond naast servers die al draaien")
    one.add_argument("dienst", nargs="+", help=f"een of meer van: {', '.join(RUNNABLE)}")
    one = word("stop", stop, "stop de demo")
    one.add_argument("--stapel", default="demo", help="een andere stapel, bijvoorbeeld stack")
    one = word("status", status, "toon welke processen draaien")
    one.add_argument("--stapel", help="alleen deze stapel")
    one = word("logs", logs, "toon de logboeken")
    one.add_argument("naam", nargs="?", help="een proces, bijvoorbeeld web of database")
    one.add_argument("-f", "--volgen", action="store_true", help="blijf volgen")
    one.add_argument("--stapel", default="demo", help="een andere stapel, bijvoorbeeld stack")
    one = word("reset", reset, "wis de gegevens van de demo")
    one.add_argument("--ja", action="store_true", help="niet vragen")
    one = word("bench", bench, "meet de snelheid en geef de cijfers als JSON")
    one.add_argument("--cases", type=int, default=100_000, metavar="N", help="aantal zaken (standaard 100000)")
    word("rekenen", rekenen, "reken termijnen en bedragen na, zonder servers", rest=True)
    one = word("setup", setup, "installeer alleen")
    one.add_argument("--test", action="store_true", help="ook wat de tests nodig hebben")
    one.add_argument("--vernieuw", action="store_true", help="haal systeempakketten opnieuw op")
    one = word("stack", developers_stack, "start lege servers voor ontwikkelaars en blijf aan")
    one.add_argument("--alles", action="store_true", help="ook Meedoen zelf")
    one.add_argument("--naam", default="stack", help="een eigen naam, voor meer stapels naast elkaar")
    return parser
