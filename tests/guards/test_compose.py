"""compose.yaml describes the same processes as the launcher, each with only the keys it needs."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from infra.launcher.servers import MAY_COUNT
from infra.launcher.stack import SERVICES, WITH_FILES

ROOT = Path(__file__).parents[2]
SERVERS = {"database", "nats", "valkey", "post", "aanmelden", "virusscan"}
OURS = {"migratie", *SERVICES, "klok", "werker", "web"}
SECRET = re.compile(
    r"DATABASE_URL_|NATS_PASSWORD_|CONTEXT_KEY_|LDV_KEY|MASTER_KEYS_|PRINCIPAL_PRIVATE_KEY|REDIS_URL|LIMIETEN_URL"
)


@pytest.fixture(scope="module")
def services() -> dict[str, dict]:
    return yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]


def secrets_of(service: dict) -> set[str]:
    return {name for name in service.get("environment", {}) if SECRET.match(name)}


def test_every_process_has_a_container(services: dict[str, dict]) -> None:
    assert services.keys() == SERVERS | OURS | {"demo"}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_its_own_keys_only(services: dict[str, dict], name: str) -> None:
    own = {f"{kind}_{name.upper()}" for kind in ("DATABASE_URL", "NATS_PASSWORD", "CONTEXT_KEY")} | {"LDV_KEY"}
    signs = {"PRINCIPAL_PRIVATE_KEY"} if name == "netwerk" else set()
    seals = {f"MASTER_KEYS_{name.upper()}"} if name in WITH_FILES else set()
    assert secrets_of(services[name]) == own | signs | seals
    assert services[name]["command"] == ["python", "-m", "infra.processes", name]


def test_web_has_no_key_of_the_database(services: dict[str, dict]) -> None:
    assert secrets_of(services["web"]) == {"NATS_PASSWORD_WEB", "LIMIETEN_URL"}
    assert services["web"]["environment"]["LIMIETEN_URL"].startswith("redis://web:")


def test_web_may_only_count_in_valkey_and_others_have_no_key_of_it(services: dict[str, dict]) -> None:
    command = services["valkey"]["command"]
    user = command[command.index("--user") + 1 :]
    assert (user[0], user[2]) == ("web", ">${VALKEY_PASSWORD_WEB:-ontwikkeling}")
    assert user[3:] == MAY_COUNT.split()
    assert {name for name in OURS if "REDIS_URL" in secrets_of(services[name])} == {"klok", "werker"}


def test_only_the_migration_may_change_database_and_streams(services: dict[str, dict]) -> None:
    powerful = {"DATABASE_URL_MIGRATIE", "NATS_PASSWORD_BEHEER"}
    assert {name for name in OURS if secrets_of(services[name]) & powerful} == {"migratie"}


def test_nats_knows_every_password_of_its_configuration(services: dict[str, dict]) -> None:
    used = set(re.findall(r"\$(NATS_PASSWORD_[A-Z]+)", (ROOT / "infra/deploy/nats.conf").read_text()))
    assert secrets_of(services["nats"]) == used


def test_ports_are_open_on_this_machine_only(services: dict[str, dict]) -> None:
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert len(ports) == 3
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_docker_accepts_the_file() -> None:
    """`docker compose config -q`, where Docker and its compose plugin are installed (no engine needed)."""
    try:
        present = subprocess.run(["docker", "compose", "version"], capture_output=True).returncode == 0
    except FileNotFoundError:
        present = False
    if not present:
        pytest.skip("docker compose is not installed here")
    command = ["docker", "compose", "--profile", "demo", "config", "-q"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
