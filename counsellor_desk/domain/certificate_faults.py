"""Why documents cannot be sealed with the certificate in a file."""

from __future__ import annotations

from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_


class CertificateFault(InputError):
    """Something about the file, or about what it holds."""

    field = "certificate_file"
    safe = N_("Nothing was changed, and nothing of the file is kept.")


class NoCertificateChosen(CertificateFault):
    """There is no file yet."""

    happened = N_("No certificate file is chosen.")
    next_step = N_("Choose the file. Its name ends in “.p12” or “.pfx”.")


class CertificateFileTooLarge(CertificateFault):
    """A certificate takes a few kilobytes."""

    happened = N_("This file is too large to be a certificate: {size} MB.")
    next_step = N_("Choose another file. Its name ends in “.p12” or “.pfx”.")


class CertificateFileNotReadable(CertificateFault):
    """It is gone, or may not be read."""

    happened = N_("The file cannot be read.")
    next_step = N_("Look whether it is still there and may be opened, and choose it again.")


class NotACertificateFile(CertificateFault):
    """Anything else under such a name."""

    happened = N_("This is no certificate file, or it is damaged.")
    next_step = N_(
        "Ask whoever gave you the certificate for it “as PKCS #12, with its key”, and choose that "
        "file."
    )


class PasswordWrong(CertificateFault):
    """It does not open the file."""

    field = "certificate_password"
    happened = N_("The password does not open this file.")
    next_step = N_(
        "Type the password that was set when the file was made. It is not the passphrase of this "
        "desk."
    )


class ProtectionUnknown(CertificateFault):
    """Old or rare ways of locking a file."""

    happened = N_("The file is locked in a way that this program does not know, or knows no more.")
    next_step = N_(
        "Export the certificate anew, with “AES-256” as the encryption, and choose the new file."
    )


class KeyMissing(CertificateFault):
    """A certificate alone shows who somebody is; it seals nothing."""

    happened = N_("The private key that belongs to the certificate is not in this file.")
    next_step = N_("Export the certificate anew “with its private key”, and choose the new file.")


class SeveralKeys(CertificateFault):
    """Which of them is meant nobody can tell."""

    happened = N_("There is more than one key in this file.")
    next_step = N_("Export the certificate that you sign with by itself, and choose that file.")


class CertificateMissing(CertificateFault):
    """A key alone says nothing about whose it is."""

    happened = N_("There is a key in this file, and no certificate that belongs to it.")
    next_step = N_("Export both together into one file, and choose that one.")


class KeyKindUnknown(CertificateFault):
    """Readers of PDF could not check it."""

    happened = N_("The key in this file is of a kind with which PDF documents are not sealed here.")
    next_step = N_("Ask for a certificate with an RSA key of 2048 to 8192 bits, or on curve P-256.")


class KeyTooShort(CertificateFault):
    """It could be broken."""

    happened = N_("The key in this file is too short to be safe: {bits} bits. {least} are needed.")
    next_step = N_("Ask for a new certificate with a longer key.")


class NotForSigning(CertificateFault):
    """Its makers say so."""

    happened = N_("This certificate may not be used to sign documents: it was made for other uses.")
    next_step = N_("Ask for a certificate for signing documents or e-mail.")


class Expired(CertificateFault):
    """It has had its time."""

    happened = N_("This certificate ended on {day}.")
    next_step = N_("Ask for a new one. If that day has not come yet, set this computer’s date.")


class NotYetValid(CertificateFault):
    """Its time has not come."""

    happened = N_("This certificate begins on {day} only.")
    next_step = N_("Bring it in on that day. If the day has come, set this computer’s date.")


class CertificateSealsNothing(CertificateFault):
    """What was sealed with it for a try did not verify."""

    happened = N_(
        "A page was sealed with this certificate for a try, and does not check as sealed."
    )
    next_step = N_("Export the certificate anew and try it once more, or ask for another one.")


class OwnCertificateInstead(CertificateFault):
    """A second person's signature with the desk's own certificate would be none."""

    happened = N_("This is the certificate that this desk seals with.")
    safe = N_("Nothing was signed.")
    next_step = N_("Whoever signs as the second person chooses a certificate of their own.")
