"""The certificates of one installation: its own authority, one certificate per server, one per user of it.

    python -m infra.certificates FOLDER

makes what is missing in FOLDER, and makes anew what is past half of its days. A folder per holder, so that each can be
given its own and nothing else: `<holder>/{ca,certificaat,sleutel}.pem`, readable by their owner only. The key of the
authority (`ca.key`) is needed here and nowhere else. EC P-256; a certificate of a user cannot be a server, nor the
other way round (extended key usage).
"""

from __future__ import annotations

import ipaddress
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SERVICES = ("netwerk", "intake", "commissie", "thuiszitters", "financien")
USERS = ("web", *SERVICES, "beheer")
SERVERS = {"nats": ("nats", "localhost", "127.0.0.1")}
CA_DAYS, DAYS = 3650, 730
RENEW = "vernieuwen"  # a file with the moment (seconds since 1970) from which there is something to renew


def make(folder: Path, now: datetime | None = None) -> None:
    """Authority and certificates in `folder`, made or renewed where needed. A new authority renews all of them."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = now or datetime.now(UTC)
    ca, key, fresh = _authority(folder, now)
    half = [_half(ca)]
    for name in (*SERVERS, *USERS):
        own = folder / name
        own.mkdir(mode=0o700, exist_ok=True)
        kept = _read(own / "certificaat.pem")
        if fresh or kept is None or now >= _half(kept) or not (own / "sleutel.pem").exists():
            kept = _issue(own, name, ca, key, now)
        _write(own / "ca.pem", ca.public_bytes(serialization.Encoding.PEM))
        half.append(_half(kept))
    _write(folder / RENEW, str(int(min(half).timestamp())).encode())


def _authority(folder: Path, now: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey, bool]:
    kept = _read(folder / "ca.pem")
    if kept is not None and now < _half(kept) and (folder / "ca.key").exists():
        return kept, serialization.load_pem_private_key((folder / "ca.key").read_bytes(), None), False  # type: ignore[return-value]
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Meedoen, deze installatie")])
    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
    made = (
        _begun(name, name, key, now, CA_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    _write(folder / "ca.key", _pem(key))
    _write(folder / "ca.pem", made.public_bytes(serialization.Encoding.PEM))
    return made, key, True


def _issue(
    own: Path, name: str, ca: x509.Certificate, ca_key: ec.EllipticCurvePrivateKey, now: datetime
) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(True, False, False, False, False, False, False, False, False)
    kind = ExtendedKeyUsageOID.SERVER_AUTH if name in SERVERS else ExtendedKeyUsageOID.CLIENT_AUTH
    builder = (
        _begun(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]), ca.subject, key, now, DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([kind]), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False)
        .add_extension(x509.SubjectAlternativeName([_spelled(host) for host in SERVERS.get(name, (name,))]), False)
    )
    made = builder.sign(ca_key, hashes.SHA256())
    _write(own / "sleutel.pem", _pem(key))
    _write(own / "certificaat.pem", made.public_bytes(serialization.Encoding.PEM))
    return made


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))  # clocks of two machines differ
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _spelled(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _half(certificate: x509.Certificate) -> datetime:
    begin, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    return begin + (end - begin) / 2


def _read(path: Path) -> x509.Certificate | None:
    return x509.load_pem_x509_certificate(path.read_bytes()) if path.exists() else None


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, and never readable by anybody else, not even for a moment."""
    fresh = path.with_name(f"{path.name}.nieuw")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    fresh.replace(path)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
