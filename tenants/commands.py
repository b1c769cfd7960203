"""`./meedoen tenants …`: judge the folders, begin a new one, draw a procedure. Exit codes: 0 well, 1 not, 2 wrong."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from tenants import building, dagwaarden, diagram, registry, template
from tenants.fouten import ConfiguratieFout
from tenants.letter_layout import datum_in_woorden
from tenants.schema import Tenant

HELP = """\
./meedoen tenants check [MAP]                  toets elk samenwerkingsverband in de map (standaard tenants/)
./meedoen tenants new NAAM                     begin een nieuw samenwerkingsverband vanuit het sjabloon
                  --nummer PO2202              zijn nummer; daaruit volgen sector en gemeenten
                  --sector PO                  in plaats van het nummer, als dat in de naam staat (swv2202)
                  --map MAP                    een andere map dan tenants/
./meedoen tenants diagram TENANT PROCEDURE     teken een procedure als SVG
                  --uit BESTAND                naar een bestand in plaats van de standaarduitvoer
                  --map MAP                    een andere map dan tenants/
"""


class Afgewezen(Exception):
    """What was asked cannot be done; one Dutch sentence."""


def main(words: Sequence[str]) -> int:
    """Run one command and give its exit code."""
    if not words or words[0] in ("-h", "--help", "help"):
        print(HELP, end="", file=sys.stdout if words else sys.stderr)
        return 0 if words else 2
    arguments = _parser().parse_args(words)
    try:
        return arguments.command(arguments)
    except (Afgewezen, ConfiguratieFout, template.Onmogelijk) as fout:
        print(fout, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output (head, less) has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def check(arguments: argparse.Namespace) -> int:
    """One line for each samenwerkingsverband that is right, and every fault of those that are not."""
    folders = _folders(arguments.map)
    nummers: dict[str, str] = {}
    goed = True
    for folder in folders:
        try:
            bestanden = registry.read_folder(folder)
        except ConfiguratieFout as fout:
            versie, fouten = None, [fout]
        else:
            versie, fouten = building.judge(folder.name, bestanden, op=registry.vandaag())
        if versie and (eerder := nummers.setdefault(versie.tenant.swv_nummer, folder.name)) != folder.name:
            waarom = f"{versie.tenant.swv_nummer} hoort al bij {eerder}"
            fouten.append(building.fault(folder.name, bestanden, "swv_nummer", waarom))
        if fouten:
            goed = False
            print(f"{folder.name}: {_aantal(len(fouten), 'fout', 'fouten')}")
            for fout in fouten:
                print(f"  {fout}")
        else:
            print(_regel(versie))
    return 0 if goed else 1


def new(arguments: argparse.Namespace) -> int:
    """Make a folder that check accepts. Nothing is written when that cannot be."""
    folder = arguments.map / arguments.naam
    if folder.exists():
        raise Afgewezen(f"De map {folder} bestaat al; kies een andere naam.")
    if not arguments.map.is_dir():
        raise Afgewezen(f"De map {arguments.map} bestaat niet.")
    nummer = template.number(arguments.naam, arguments.sector, arguments.nummer)
    bestanden = template.files(arguments.naam, nummer, registry.vandaag())
    for ander in registry.folders(arguments.map):
        if registry.load_tenant(ander).swv_nummer == nummer:
            raise Afgewezen(f"{nummer} hoort al bij {ander.name}.")
    versie = registry.build(arguments.naam, bestanden)
    for naam, tekst in bestanden.items():
        (folder / naam).parent.mkdir(parents=True, exist_ok=True)
        (folder / naam).write_text(tekst, encoding="utf-8")
    print(_regel(versie))
    print(f"Gemaakt in {folder}. Pas aan wat hier anders is, en toets met: ./meedoen tenants check", file=sys.stderr)
    return 0


def draw(arguments: argparse.Namespace) -> int:
    """Write the drawing of one procedure, as on today."""
    tenant = _tenant(arguments.tenant, arguments.map)
    if arguments.procedure not in tenant.procedures:
        bekend = ", ".join(tenant.procedures) or "geen"
        raise Afgewezen(f"{tenant.id} heeft geen procedure {arguments.procedure}; kies uit {bekend}.")
    tekening = diagram.svg(tenant, arguments.procedure) + "\n"
    if arguments.uit is None:
        print(tekening, end="")
        return 0
    try:
        arguments.uit.write_text(tekening, encoding="utf-8")
    except OSError as fout:
        raise Afgewezen(f"Het bestand {arguments.uit} kan hier niet worden geschreven.") from fout
    return 0


def _tenant(tenant_id: str, map_: Path) -> Tenant:
    for folder in _folders(map_):
        if folder.name == tenant_id:
            return dagwaarden.op_dag(registry.load_tenant(folder), registry.vandaag())
    bekend = ", ".join(folder.name for folder in _folders(map_))
    raise Afgewezen(f"Er is geen samenwerkingsverband {tenant_id}; kies uit {bekend}.")


def _regel(versie: building.Versie) -> str:
    tenant = versie.tenant
    procedures = _aantal(len(tenant.procedures), "procedure", "procedures")
    delen = [procedures, ", ".join(tenant.soorten), f"vanaf {datum_in_woorden(versie.vanaf)}"]
    return f"{tenant.id}: {tenant.naam}; {'; '.join(delen)}"


def _aantal(aantal: int, enkel: str, meer: str) -> str:
    return f"{aantal} {enkel if aantal == 1 else meer}"


def _folders(map_: Path) -> list[Path]:
    """The folder itself when it is a samenwerkingsverband, else those in it. Raises Afgewezen when there is none."""
    if not map_.is_dir():
        raise Afgewezen(f"De map {map_} bestaat niet.")
    if (map_ / building.KERNBESTAND).is_file():
        return [map_.resolve()]
    folders = registry.folders(map_)
    if not folders:
        raise Afgewezen(f"In de map {map_} staat geen samenwerkingsverband ({building.KERNBESTAND}).")
    return folders


class _Parser(argparse.ArgumentParser):
    """argparse, but its complaint is one Dutch sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"Dit begrijpt meedoen tenants niet: {' '.join(sys.argv[1:])}. Zie ./meedoen tenants --help.\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(add_help=False, allow_abbrev=False)
    words = parser.add_subparsers(required=True, parser_class=lambda **k: _Parser(add_help=False, **k))
    one = words.add_parser("check", allow_abbrev=False)
    one.set_defaults(command=check)
    one.add_argument("map", nargs="?", type=Path, default=registry.MAP)
    one = words.add_parser("new", allow_abbrev=False)
    one.set_defaults(command=new)
    one.add_argument("naam")
    one.add_argument("--sector", choices=("PO", "VO"), type=str.upper)
    one.add_argument("--nummer", type=str.upper)
    one.add_argument("--map", type=Path, default=registry.MAP)
    one = words.add_parser("diagram", allow_abbrev=False)
    one.set_defaults(command=draw)
    one.add_argument("tenant")
    one.add_argument("procedure")
    one.add_argument("--uit", type=Path)
    one.add_argument("--map", type=Path, default=registry.MAP)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
