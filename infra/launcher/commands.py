"""The words after ./meedoen. Each function here is one of them and gives its exit code."""

import argparse
import asyncio
import contextlib
import functools
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from infra.launcher import browser, environment, inspection, places, postgres, rolling, servers, stack
from infra.launcher.install import forget, install
from infra.launcher.output import LauncherError, say
from infra.launcher.programs import STOPPED, run_beside
from infra.launcher.stack import Stack
from infra.launcher.supervisor import Process, Supervisor, die_with_parent

ROLL_SECONDS = 20 * 60  # a migration may take its time
LANES = 2  # of tests side by side, each with a stack of its own: some 2 GB of memory a lane
GRACE_SECONDS = 8  # how long a process of `run` may take to stop
RUNNABLE = (*stack.SERVICES, "klok", "werker", "web")
Body = Callable[[Supervisor], Awaitable[int]]


HELP = f"""\
Meedoen: zaaksysteem voor samenwerkingsverbanden passend onderwijs.

  ./meedoen demo                installeer wat ontbreekt, start alles, speel de hoofdtaak en blijf aan
            --exit              stop na het spelen
            --json              geef de stappen als één JSON-document op de standaarduitvoer
            --speel NAAM        speel in plaats van de hoofdtaak dit ene verhaal, met controle van de uitkomst
  ./meedoen test [...]          voer alle tests uit, de isolatiekern eerst; wat erna staat gaat naar pytest
            --banen N           in zoveel banen, elk met een eigen stapel (standaard 2; 1 als u tests noemt)
  ./meedoen bench [--cases N]   meet de snelheid (standaard 100000 zaken) en geef de cijfers als JSON
  ./meedoen faults [--kills N]  dood elk proces op elk punt en tel na dat niets verloren of dubbel is
            --seed S            in dezelfde volgorde als een eerdere keer
            --json              (altijd) het verslag als één JSON-document op de standaarduitvoer
  ./meedoen upgrade [--van COMMIT] ga onder belasting over van die versie op deze, tel wat mislukte (JSON)
            --seconden N        hoe lang de belasting duurt (standaard 600)
            --per-seconde N     hoeveel verzoeken per seconde (standaard 60)
  ./meedoen rekenen [...]       reken termijnen en bedragen na, zonder servers
  ./meedoen tenants check       toets wat samenwerkingsverbanden vastleggen
            new NAAM            begin een nieuw samenwerkingsverband vanuit het sjabloon
            diagram WIE WAT     teken een procedure van een samenwerkingsverband (SVG)
  ./meedoen audit verify        controleer of aan de auditregels niets is veranderd of weggehaald (--json: als JSON)
            anchor              schrijf nu buiten de database op waar elke keten van auditregels eindigt
  ./meedoen backup              zet alles veilig: de database met elke wijziging erna, de bestanden en de ankers
            --telling           schrijf alleen op hoeveel er nu is
  ./meedoen restore             zet terug in een nieuwe stapel naast de oude, en toets of het klopt
            --to MOMENT         tot dit moment (2026-11-22T14:30); zonder: zo ver als het kan
            --als NAAM          hoe de nieuwe stapel heet (standaard terug); --ja wist wat er van die naam al is
            --json              de cijfers als één JSON-document (ook bij backup)
  ./meedoen geparkeerd          toon welke feiten een dienst niet kon verwerken (--json: als JSON)
            opnieuw KENMERK     probeer er een nog eens
            weg KENMERK         leg er een weg
  ./meedoen stroom tellen       tel na of elk verteld feit op de stroom ligt en niets anders (JSON); elke dag
            herbouwen           maak de stroom opnieuw uit de database
  ./meedoen export TENANT       schrijf een samenwerkingsverband helemaal weg, leesbaar zonder Meedoen
            --naar MAP          waarheen (standaard een nieuwe map in var/export); --ja vraagt niets
  ./meedoen import MAP          voer zo'n export in, in een lege installatie
  ./meedoen sbom                geef alle onderdelen met hun versie (CycloneDX, JSON)

  ./meedoen status              toon wat er draait en wat te lang wacht (--json: als JSON, voor bewaking)
  ./meedoen logs [PROCES] [-f]  toon de logboeken; -f blijft volgen
  ./meedoen roll                ga zonder onderbreking over op de code die hier nu staat
  ./meedoen stop                stop de demo
  ./meedoen reset [--ja]        wis de gegevens van de demo

  ./meedoen setup [--test]      installeer alleen; --test ook wat de tests nodig hebben
            --vernieuw          haal de systeempakketten opnieuw op
  ./meedoen stack [--alles]     start lege servers voor ontwikkelaars; --alles ook Meedoen zelf
            --naam NAAM         een eigen naam, voor meer stapels naast elkaar
            --verder            ga verder met wat er van die naam al is
  ./meedoen run DIENST...       start diensten in de voorgrond naast servers die al draaien:
                                {", ".join(RUNNABLE[:4])},
                                {", ".join(RUNNABLE[4:])}

status, stop, logs, roll, geparkeerd, stroom, audit, backup, restore, export en import kennen --stapel NAAM
voor een andere stapel dan de demo.
Waar iets staat: gegevens, logboeken en hulpmiddelen in var/, Python-pakketten in .venv/.
"""


def main(words: Sequence[str]) -> int:
    """Run one command. Exit codes: 0 done, 1 it did not succeed, 2 wrong words, 130 interrupted."""
    if not words or words[0] in ("-h", "--help", "help"):
        print(HELP, end="", file=sys.stdout if words else sys.stderr)
        return 0 if words else 2
    parser = _parser()
    arguments, rest = parser.parse_known_args(words)
    if rest and not arguments.takes_rest:
        parser.error("unknown words")
    arguments.rest = rest
    try:
        return arguments.command(arguments)
    except LauncherError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:  # the reader of our output (head, less) has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


# ---- commands that start a stack


def demo(arguments: argparse.Namespace) -> int:
    """Install, start everything, play the main job through the front door, stay up (or stop with --exit)."""
    if arguments.speel is not None and arguments.speel not in stories():
        print(f"Het verhaal {arguments.speel} bestaat niet; kies uit {', '.join(stories())}.", file=sys.stderr)
        return 2
    told: list[dict] = []

    def tell(outcome: dict) -> None:
        told.append(outcome)
        if arguments.json:
            print(json.dumps(outcome, ensure_ascii=False, indent=1), flush=True)

    try:
        with stack.claimed("demo", "demo", "run", durable=True) as demo_stack:
            environment.write_file(demo_stack.environment_file, environment.for_everything(demo_stack))
            body = functools.partial(
                _demo_body, demo_stack=demo_stack, tell=tell, stay=not arguments.exit, story=arguments.speel
            )
            code = _serve(demo_stack, servers.everything(demo_stack), body)
            if not told:
                tell({"geslaagd": False, "fout": "De servers en diensten zijn niet gestart."})
            return code
    except LauncherError as trouble:
        if arguments.json:
            tell({"geslaagd": False, "fout": str(trouble)})
        raise


def stories() -> list[str]:
    """What `--speel` can play: the files of infra/demo/spelen."""
    found = (places.ROOT / "infra/demo/spelen").glob("[a-z]*.py")
    return sorted(story.stem.replace("_", "-") for story in found)


async def _demo_body(
    supervisor: Supervisor, *, demo_stack: Stack, tell: Callable[[dict], None], stay: bool, story: str | None
) -> int:
    code, steps = await _play(supervisor, demo_stack, story)
    where = {"adres": demo_stack.url("web"), "post": demo_stack.url("post")}
    tell(steps | where | {"geslaagd": code == 0})
    if stay and not supervisor.stop_requested.is_set():
        _say_where(demo_stack, code)
        await supervisor.wait_for_stop()
    return code


def test(arguments: argparse.Namespace) -> int:
    """Install the test set too, start an empty stack for each lane, run pytest against them; pytest's exit code.

    Whoever names tests gets one lane, in which pytest does as it is told.
    """
    named = any((places.ROOT / word.partition("::")[0]).exists() for word in arguments.rest if word[:1] != "-")
    lanes = arguments.banen or (1 if named or any(word[:2] == "-n" for word in arguments.rest) else LANES)
    with contextlib.ExitStack() as held:
        stacks = [
            held.enter_context(stack.claimed("test", "test", "test", durable=False, first_free=True))
            for _ in range(lanes)
        ]
        chromium = {"CHROMIUM": browser.find()}
        command = [places.PYTHON, "-m", "pytest"]
        variables = environment.for_everything(stacks[0]) | chromium
        if lanes > 1:
            for lane in stacks:
                environment.write_file(lane.environment_file, environment.for_everything(lane) | chromium)
                held.callback(lane.environment_file.unlink, missing_ok=True)
            command += [f"-n{lanes}", "--no-loadscope-reorder"]  # tests/banen.py
            variables["MEEDOEN_BANEN"] = os.pathsep.join(str(lane.environment_file) for lane in stacks)
        body: Body = lambda s: run_beside(s, [*command, *arguments.rest], variables)  # noqa: E731
        for extra in stacks[1:]:
            body = functools.partial(_with_lane, extra, body)
        return _serve(stacks[0], servers.everything(stacks[0]), body)


async def _with_lane(extra: Stack, body: Body, first: Supervisor) -> int:
    """The body beside one more stack. Signals go to the stack that started last, and a stack that fails ends all."""
    postgres.remove(extra)
    postgres.create(extra)

    async def inner(last: Supervisor) -> int:
        async def follow() -> None:
            await first.wait_for_stop()
            last.failure = last.failure or first.failure
            last.stop_requested.set()

        last.beside(follow())
        return await body(last)

    return await _serve_async(extra, servers.everything(extra), inner, keep=False)


def bench(arguments: argparse.Namespace) -> int:
    """Start an empty stack that really writes to disk, measure on it, print the figures as JSON."""
    with stack.claimed("bench", "test", "run", durable=True, first_free=True) as bench_stack:
        variables = environment.for_everything(bench_stack)
        command = [places.PYTHON, "-m", "infra.bench", "--cases", str(arguments.cases)]
        return _serve(bench_stack, servers.everything(bench_stack), lambda s: run_beside(s, command, variables))


def faults(arguments: argparse.Namespace) -> int:
    """Start an empty stack, kill its processes at every fail point, print what was found as JSON."""
    with stack.claimed("faults", "test", "run", durable=True, first_free=True) as own_stack:
        variables = environment.for_everything(own_stack)
        command = [places.PYTHON, "-m", "infra.faults", "--kills", str(arguments.kills)]
        command += [] if arguments.seed is None else ["--seed", str(arguments.seed)]
        return _serve(own_stack, servers.everything(own_stack), lambda s: run_beside(s, command, variables))


def upgrade(arguments: argparse.Namespace) -> int:
    """Start an empty stack on the code of another commit, load it, roll to this code, print what failed as JSON."""
    with stack.claimed("upgrade", "test", "run", durable=True, first_free=True) as own_stack:
        old = places.ROOT if arguments.van is None else _earlier(arguments.van, own_stack.home / "vorige")
        # Servers change only at a next start: code from before the certificates rolls over among servers of its time.
        own_stack = replace(own_stack, closed=(old / "infra/certificates.py").exists())
        processes = [
            replace(process, folder=old, environment=process.environment | {"MEEDOEN_BOUW": "oud"})
            if process.name in ("migratie", *rolling.EXPECTED)
            else process
            for process in servers.everything(own_stack)
        ]
        variables = environment.for_everything(own_stack)
        command = [places.PYTHON, "-m", "infra.faults.upgrade", "--seconden", str(arguments.seconden)]
        command += ["--per-seconde", str(arguments.per_seconde), "--samen", str(arguments.samen)]
        return _serve(own_stack, processes, lambda s: run_beside(s, command, variables))


def _earlier(commit: str, folder: Path) -> Path:
    """The code of that commit, in a folder of its own. Raises LauncherError when git does not know it."""
    folder.mkdir()
    packed = subprocess.run(["git", "archive", "--format=tar", commit], cwd=places.ROOT, capture_output=True)
    if packed.returncode:
        raise LauncherError(f"Deze versie is hier niet te vinden: {commit}. Is de geschiedenis van git er wel bij?")
    subprocess.run(["tar", "-x", "-C", folder], input=packed.stdout, check=True)
    return folder


def developers_stack(arguments: argparse.Namespace) -> int:
    """Start an empty stack for developers and stay up: only the servers, or with --alles all of Meedoen."""
    with stack.claimed(arguments.naam, "test", "test", durable=False, keep=arguments.verder) as own_stack:
        variables = environment.for_everything(own_stack)
        variables["CHROMIUM"] = browser.find()
        environment.write_file(own_stack.environment_file, variables)
        processes = servers.everything(own_stack) if arguments.alles else servers.servers(own_stack)

        async def body(supervisor: Supervisor) -> int:
            print(own_stack.environment_file, flush=True)
            say(f"Gebruik: set -a; . {own_stack.environment_file}; set +a.  Stoppen: Ctrl-C")
            await supervisor.wait_for_stop()
            return 0

        return _serve(own_stack, processes, body, keep=arguments.verder)


def run(arguments: argparse.Namespace) -> int:
    """Run some processes of Meedoen in the foreground against a stack that runs, or the environment given."""
    if unknown := [name for name in arguments.dienst if name not in RUNNABLE]:
        raise LauncherError(f"Onbekende dienst: {', '.join(unknown)}. Kies uit: {', '.join(RUNNABLE)}.")
    install("run")
    variables = inspection.environment_to_join()
    commands = [[places.PYTHON, "-m", "web"]] if "web" in arguments.dienst else []
    if names := [name for name in arguments.dienst if name != "web"]:
        commands.append([places.PYTHON, "-m", "infra.processes", *names])
    children = [subprocess.Popen(die_with_parent(command), cwd=places.ROOT, env=variables) for command in commands]
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        return max(child.wait() for child in children)
    except KeyboardInterrupt:
        return 0
    finally:
        for child in children:
            child.terminate()
        for child in children:
            try:
                child.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()


def _serve(own_stack: Stack, processes: list[Process], body: Body, *, keep: bool = False) -> int:
    """Start the processes, run the body once all are ready, stop everything; the body's exit code."""
    keep = keep or own_stack.name == "demo"
    if not keep:
        postgres.remove(own_stack)
    postgres.create(own_stack)
    return asyncio.run(_serve_async(own_stack, processes, body, keep))


async def _serve_async(own_stack: Stack, processes: list[Process], body: Body, keep: bool) -> int:
    say("Servers en diensten starten …")
    code = STOPPED
    async with Supervisor(own_stack, processes) as supervisor:
        if await supervisor.start():
            say("Alles is gereed")
            supervisor.beside(rolling.watch(supervisor))
            code = await body(supervisor)
        if supervisor.failure:
            say(f"Mislukt: {supervisor.failure}")
            code = 1
        say("Alles stoppen …")
    if not keep:
        postgres.remove(own_stack)
    return code


async def _play(supervisor: Supervisor, demo_stack: Stack, story: str | None) -> tuple[int, dict]:
    """Run the play; its exit code and what it wrote: {"geslaagd", "stappen", …} (empty when it wrote nothing)."""
    with tempfile.TemporaryDirectory(dir=demo_stack.home) as folder:
        steps = Path(folder) / "stappen.json"
        command = [places.PYTHON, "-m", "infra.demo", "--json", steps, *(["--speel", story] if story else [])]
        # Its standard output goes to standard error: ours is for one JSON document.
        variables = environment.for_everything(demo_stack)
        code = await run_beside(supervisor, command, variables, sys.stderr.fileno())
        return code, json.loads(steps.read_text()) if steps.exists() else {}


def _say_where(demo_stack: Stack, code: int) -> None:
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
        *(f"  {person['naam']} ({person.get('omschrijving') or person['email']})" for person in people),
        "",
        "Stoppen: Ctrl-C",
    ]
    print("\n".join(lines), file=sys.stderr, flush=True)


# ---- commands about a stack that runs


def stop(arguments: argparse.Namespace) -> int:
    """Stop the demo (or the stack named) and wait until it has ended."""
    return inspection.stop(inspection.named(arguments.stapel))


def status(arguments: argparse.Namespace) -> int:
    """Show the processes of every stack that runs and what waits too long; exit code 0 when all is well."""
    return inspection.status(inspection.named(arguments.stapel) if arguments.stapel else None, as_json=arguments.json)


def roll(arguments: argparse.Namespace) -> int:
    """Have the stack that runs go over to the code that is here now, one process after the other."""
    one = stack.as_it_runs(inspection.named(arguments.stapel))
    install("run")
    rolling.ask(one, places.ROOT, arguments.bouw, arguments.samen)
    told = rolling.wait(one, ROLL_SECONDS + 2 * arguments.samen)
    print(json.dumps(told, ensure_ascii=False, indent=1), flush=True)
    return 0 if told["gelukt"] else 1


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


def tenants(arguments: argparse.Namespace) -> int:
    """Become the command about what samenwerkingsverbanden declare: no server, no stack, in the caller's folder."""
    install("run")
    os.environ["PYTHONPATH"] = str(places.ROOT)
    os.execv(places.PYTHON, [str(places.PYTHON), "-m", "tenants.commands", *arguments.rest])


def audit(arguments: argparse.Namespace) -> int:
    """Become the command that judges or anchors the audit lines of a stack that runs."""
    install("run")
    variables = inspection.environment_to_join(arguments.stapel)
    os.chdir(places.ROOT)
    command = [str(places.PYTHON), "-m", "infra.audit", arguments.wat, *(["--json"] if arguments.json else [])]
    os.execve(places.PYTHON, command, variables)


def backup(arguments: argparse.Namespace) -> int:
    """Become the command that makes a backup of a stack that runs."""
    install("run")
    words = ["backup", *(["--telling"] if arguments.telling else []), *(["--json"] if arguments.json else [])]
    return _become_backup(words, inspection.environment_to_join(arguments.stapel))


def restore(arguments: argparse.Namespace) -> int:
    """Become the command that puts a backup back in a stack of its own."""
    install("run")
    words = ["restore", "--stapel", arguments.stapel, "--als", arguments.als]
    words += ["--to", arguments.to] if arguments.to else []
    words += [option for option in ("--ja", "--json") if getattr(arguments, option[2:])]
    return _become_backup(words, environment.base())


def export(arguments: argparse.Namespace) -> int:
    """Become the command that writes a samenwerkingsverband out."""
    install("run")
    stamp = time.strftime("%Y%m%dT%H%M%S")
    target = Path(arguments.naar or places.VAR / "export" / f"{arguments.tenant}-{stamp}").resolve()
    return _become_transfer(["export", arguments.tenant, "--naar", str(target)], arguments)


def take_in(arguments: argparse.Namespace) -> int:
    """Become the command that takes an export in."""
    install("run")
    return _become_transfer(["import", str(Path(arguments.map).resolve())], arguments)


def _become_transfer(words: list[str], arguments: argparse.Namespace) -> int:
    words += [option for option in ("--ja", "--json") if getattr(arguments, option[2:])]
    variables = inspection.environment_to_join(arguments.stapel)
    os.chdir(places.ROOT)
    os.execve(places.PYTHON, [str(places.PYTHON), "-m", "infra.transfer", *words], variables)


def _become_backup(words: list[str], variables: dict[str, str]) -> int:
    os.chdir(places.ROOT)
    os.execve(places.PYTHON, [str(places.PYTHON), "-m", "infra.backup", *words], variables)


def parked(arguments: argparse.Namespace) -> int:
    """Become the command about facts that were put aside, on a stack that runs."""
    install("run")
    variables = inspection.environment_to_join(arguments.stapel)
    os.chdir(places.ROOT)
    words = [arguments.wat, *filter(None, [arguments.kenmerk]), *(["--json"] if arguments.json else [])]
    os.execve(places.PYTHON, [str(places.PYTHON), "-m", "infra.parked", *words], variables)


def stream(arguments: argparse.Namespace) -> int:
    """Become the command about the stream of facts, on a stack that runs."""
    install("run")
    variables = inspection.environment_to_join(arguments.stapel)
    os.chdir(places.ROOT)
    words = ["tellen"] if arguments.wat == "tellen" else []
    os.execve(places.PYTHON, [str(places.PYTHON), "-m", "infra.streams", *words], variables)


def sbom(arguments: argparse.Namespace) -> int:
    """Become the list of parts: no server, no stack. Its tool belongs to the test set."""
    install("test")
    os.chdir(places.ROOT)
    os.execv(places.PYTHON, [str(places.PYTHON), "-m", "infra.sbom"])


class _Parser(argparse.ArgumentParser):
    """argparse, but its complaint is one Dutch sentence."""

    def error(self, message: str) -> NoReturn:
        said = " ".join(sys.argv[1:])
        self.exit(2, f"Dit begrijpt meedoen niet: {said}. Zie ./meedoen --help.\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(add_help=False, allow_abbrev=False)
    words = parser.add_subparsers(required=True, parser_class=functools.partial(_Parser, add_help=False))

    def word(name: str, command: Callable[[argparse.Namespace], int], *, takes_rest: bool = False):
        added = words.add_parser(name, allow_abbrev=False)
        added.set_defaults(command=command, takes_rest=takes_rest)
        return added

    one = word("demo", demo)
    one.add_argument("--exit", action="store_true")
    one.add_argument("--json", action="store_true")
    one.add_argument("--speel")
    testing = word("test", test, takes_rest=True)
    testing.add_argument("--banen", type=int, choices=range(1, 5), metavar="N")
    one = word("bench", bench)
    one.add_argument("--cases", type=int, default=100_000)
    one = word("faults", faults)
    one.add_argument("--kills", type=int, default=500)
    one.add_argument("--seed", type=int, default=None)
    one.add_argument("--json", action="store_true")
    one = word("upgrade", upgrade)
    one.add_argument("--van")
    one.add_argument("--seconden", type=int, default=600)
    one.add_argument("--per-seconde", type=int, default=60)
    one.add_argument("--samen", type=float, default=30.0)
    one.add_argument("--json", action="store_true")
    one = word("roll", roll)
    one.add_argument("--stapel", default="demo")
    one.add_argument("--bouw", default="nieuw")
    one.add_argument("--samen", type=float, default=0.0)
    one = word("stack", developers_stack)
    one.add_argument("--alles", action="store_true")
    one.add_argument("--verder", action="store_true")
    one.add_argument("--naam", default="stack")
    one = word("run", run)
    one.add_argument("dienst", nargs="+")
    for name, command in (("stop", stop), ("status", status), ("logs", logs)):
        one = word(name, command)
        one.add_argument("--stapel", default=None if command is status else "demo")
        if command is status:
            one.add_argument("--json", action="store_true")
        if command is logs:
            one.add_argument("naam", nargs="?")
            one.add_argument("-f", "--volgen", action="store_true")
    one = word("reset", reset)
    one.add_argument("--ja", action="store_true")
    one = word("setup", setup)
    one.add_argument("--test", action="store_true")
    one.add_argument("--vernieuw", action="store_true")
    word("rekenen", rekenen, takes_rest=True)
    one = word("backup", backup)
    one.add_argument("--telling", action="store_true")
    one.add_argument("--json", action="store_true")
    one.add_argument("--stapel")
    one = word("restore", restore)
    one.add_argument("--to", default="")
    one.add_argument("--stapel", default="demo")
    one.add_argument("--als", default="terug")
    one.add_argument("--ja", action="store_true")
    one.add_argument("--json", action="store_true")
    one = word("export", export)
    one.add_argument("tenant")
    one.add_argument("--naar")
    two = word("import", take_in)
    two.add_argument("map")
    for each in (one, two):
        each.add_argument("--ja", action="store_true")
        each.add_argument("--json", action="store_true")
        each.add_argument("--stapel")
    word("sbom", sbom)
    word("tenants", tenants, takes_rest=True)
    one = word("stroom", stream)
    one.add_argument("wat", choices=("tellen", "herbouwen"))
    one.add_argument("--stapel")
    one = word("geparkeerd", parked)
    one.add_argument("wat", nargs="?", choices=("toon", "opnieuw", "weg"), default="toon")
    one.add_argument("kenmerk", nargs="?")
    one.add_argument("--json", action="store_true")
    one.add_argument("--stapel")
    one = word("audit", audit)
    one.add_argument("wat", choices=("verify", "anchor"))
    one.add_argument("--json", action="store_true")
    one.add_argument("--stapel")
    return parser
