"""Reading a certificate file that somebody chose: once, and nothing of the file is kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from counsellor_desk.domain import certificate_faults as faults
from counsellor_desk.domain.sealed_documents import SealIdentity
from counsellor_desk.lazily import lazily

if TYPE_CHECKING:
    from counsellor_desk.documents import certificate_files
else:
    certificate_files = lazily("counsellor_desk.documents.certificate_files")

_MOST_BYTES: Final = 1_000_000


def read(path: Path, password: str, *, at: datetime) -> SealIdentity:
    """The certificate in it, with its key.

    Raises:
        CertificateFault: one of its kinds.
    """
    return certificate_files.identity_in(content(path), password, at)


def content(path: Path) -> bytes:
    """Everything in it; a larger file than a certificate's is not read to its end.

    Raises:
        CertificateFileNotReadable, CertificateFileTooLarge: as they say.
    """
    try:
        if not path.is_file():  # a pipe or a device may never end
            raise faults.CertificateFileNotReadable
        with path.open("rb") as file:
            found = file.read(_MOST_BYTES + 1)
            size = path.stat().st_size
    except (OSError, ValueError) as fault:
        raise faults.CertificateFileNotReadable from fault
    if len(found) > _MOST_BYTES:
        raise faults.CertificateFileTooLarge(size=f"{max(size, len(found)) / 1e6:.0f}")
    return found
