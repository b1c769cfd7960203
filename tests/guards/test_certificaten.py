"""The certificates of an installation: made once, renewed in time, one folder per holder."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from infra import certificates
from infra.launcher.stack import SERVICES

NU = datetime(2026, 11, 22, 12, tzinfo=UTC)


def gelezen(map_: Path) -> dict[str, bytes]:
    return {str(pad.relative_to(map_)): pad.read_bytes() for pad in map_.rglob("*") if pad.is_file()}


def test_elke_dienst_een_eigen_certificaat_en_alleen_de_eigenaar_leest_ze(tmp_path: Path):
    map_ = tmp_path / "certificaten"
    certificates.make(map_, NU)
    assert set(SERVICES) | {"web", "beheer"} == set(certificates.USERS)
    for pad in (map_, *map_.rglob("*")):
        assert stat.S_IMODE(pad.stat().st_mode) == (0o700 if pad.is_dir() else 0o600), pad
    ca = x509.load_pem_x509_certificate((map_ / "ca.pem").read_bytes())
    for naam in (*certificates.USERS, *certificates.SERVERS):
        eigen = x509.load_pem_x509_certificate((map_ / naam / "certificaat.pem").read_bytes())
        eigen.verify_directly_issued_by(ca)
        assert isinstance(eigen.public_key().curve, ec.SECP256R1)
        gebruik = list(eigen.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)
        soort = x509.ExtendedKeyUsageOID
        assert gebruik == [soort.SERVER_AUTH if naam in certificates.SERVERS else soort.CLIENT_AUTH]
        assert not list((map_ / naam).glob("ca.key"))
    assert len({inhoud for naam, inhoud in gelezen(map_).items() if naam.endswith("sleutel.pem")}) == 8


def test_een_tweede_keer_verandert_niets(tmp_path: Path):
    certificates.make(tmp_path / "c", NU)
    eerst = gelezen(tmp_path / "c")
    certificates.make(tmp_path / "c", NU + timedelta(days=certificates.DAYS // 2 - 2))
    assert gelezen(tmp_path / "c") == eerst


def test_lang_voor_het_einde_komt_er_een_nieuw(tmp_path: Path):
    """Half way: a year before it ends, with the same authority, so that old and new understand each other."""
    certificates.make(tmp_path / "c", NU)
    eerst = gelezen(tmp_path / "c")
    wanneer = datetime.fromtimestamp(int(eerst["vernieuwen"]), UTC)
    assert timedelta(days=360) < wanneer - NU < timedelta(days=370)
    certificates.make(tmp_path / "c", wanneer + timedelta(seconds=1))
    daarna = gelezen(tmp_path / "c")
    assert daarna["ca.pem"] == eerst["ca.pem"]
    for naam in (*certificates.USERS, *certificates.SERVERS):
        assert daarna[f"{naam}/certificaat.pem"] != eerst[f"{naam}/certificaat.pem"]


def test_wat_weg_is_komt_terug_en_een_nieuwe_uitgever_vernieuwt_alles(tmp_path: Path):
    certificates.make(tmp_path / "c", NU)
    eerst = gelezen(tmp_path / "c")
    (tmp_path / "c/web/sleutel.pem").unlink()
    certificates.make(tmp_path / "c", NU)
    assert gelezen(tmp_path / "c")["intake/sleutel.pem"] == eerst["intake/sleutel.pem"]
    assert gelezen(tmp_path / "c")["web/sleutel.pem"] != eerst["web/sleutel.pem"]
    (tmp_path / "c/ca.key").unlink()
    certificates.make(tmp_path / "c", NU)
    daarna = gelezen(tmp_path / "c")
    assert daarna["intake/certificaat.pem"] != eerst["intake/certificaat.pem"]
    assert daarna["intake/ca.pem"] == daarna["ca.pem"] != eerst["ca.pem"]
