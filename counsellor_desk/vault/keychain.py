"""The system's keychain: Secret Service, macOS Keychain or Windows Credential Manager.

keyring's own search for a backend is not used: it reads a settings file and the environment, and
starts compilers on Linux. Each system has the one backend named here. A call may hang for good
when the keychain wants to ask something and has nobody to ask, so each runs in a thread that can
be left behind. keyring costs 0.2 s to import: load this module through ``lazily``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from threading import Event, Thread
from types import TracebackType
from typing import Final, Generic, TypeVar

from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringError, KeyringLocked, PasswordDeleteError

from counsellor_desk.logs import Happening, say
from counsellor_desk.vault.remembered import KeptIn, NotRemembered
from counsellor_desk.wording import N_

if sys.platform == "win32":
    from keyring.backends.Windows import WinVaultKeyring
    from win32ctypes.pywin32 import pywintypes

    _MISSING: tuple[type[Exception], ...] = (InitError, OSError, pywintypes.error)

    _windows: Callable[[], WinVaultKeyring] = WinVaultKeyring

    def _backend() -> KeyringBackend:
        """Credentials that do not roam to other computers."""
        backend = _windows()
        backend.persist = "local machine"
        return backend

elif sys.platform == "darwin":
    from keyring.backends import macOS

    _backend: Callable[[], KeyringBackend] = macOS.Keyring
    _MISSING: tuple[type[Exception], ...] = (InitError, OSError)
else:
    import secretstorage
    from jeepney import DBusErrorResponse
    from keyring.backends import SecretService
    from secretstorage.exceptions import SecretStorageException

    class _SecretService(SecretService.Keyring):
        """keyring leaves its connection open where the collection stays locked; this does not."""

        def get_preferred_collection(self) -> secretstorage.Collection:
            with ExitStack() as undo:
                connection = secretstorage.dbus_init()
                undo.callback(connection.close)
                collection = secretstorage.get_default_collection(connection)
                if collection.is_locked():
                    collection.unlock()
                    if collection.is_locked():
                        raise KeyringLocked
                undo.pop_all()
                return collection

    _backend: Callable[[], KeyringBackend] = _SecretService
    _MISSING: tuple[type[Exception], ...] = (
        InitError,
        SecretStorageException,
        DBusErrorResponse,
        EOFError,
        OSError,
    )

LIMIT_SECONDS: Final = 5.0
_USER: Final = "counsellor-desk"
_WINDOWS_SETTLING: Final = 60.0

Value = TypeVar("Value")


class KeychainLocked(NotRemembered):
    """It is there, and closed."""

    happened = N_("This computer's keychain is locked.")
    next_step = N_(
        "Unlock it with your login password and try again. Otherwise use the recovery sheet."
    )


class KeychainMissing(NotRemembered):
    """Nothing answers."""

    happened = N_("This computer's keychain does not answer.")
    next_step = N_("Log in to your desktop and try again. Otherwise use the recovery sheet.")


class KeychainSlow(NotRemembered):
    """It took longer than a person would wait."""

    happened = N_("This computer's keychain did not answer within {seconds} seconds.")
    next_step = N_(
        "Look for a window that asks for your login password, and try again. Otherwise use the "
        "recovery sheet."
    )


class KeychainRefused(NotRemembered):
    """It answered no."""

    happened = N_("This computer's keychain refused to keep or show what the store needs.")


class Keychain:
    """The port's keychain kind. Every item is a service of its own (FORMAT.md 7)."""

    kept_in: Final = KeptIn.KEYCHAIN

    def __init__(self, limit: float = LIMIT_SECONDS) -> None:
        self._limit = limit
        self._backend = _backend()

    @property
    def settling(self) -> float:
        """Windows writes credentials later than any flush we could ask for."""
        return _WINDOWS_SETTLING if sys.platform == "win32" else 0.0

    def get(self, name: str) -> str | None:
        """The value, if there is one.

        Raises:
            KeychainLocked, KeychainMissing, KeychainSlow, KeychainRefused: as they say.
        """
        return self._asked(lambda: self._backend.get_password(_service(name), _USER))

    def set(self, name: str, value: str) -> None:
        """Write or overwrite it.

        Raises:
            KeychainLocked, KeychainMissing, KeychainSlow, KeychainRefused: as they say.
        """
        self._asked(lambda: self._backend.set_password(_service(name), _USER, value))

    def delete(self, name: str) -> None:
        """Remove it; a missing one is fine.

        Raises:
            KeychainLocked, KeychainMissing, KeychainSlow, KeychainRefused: as they say.
        """
        try:
            self._asked(lambda: self._backend.delete_password(_service(name), _USER))
        except KeychainRefused as refused:
            if not isinstance(refused.__cause__, PasswordDeleteError) or self.get(name):
                raise

    def _asked(self, question: Callable[[], Value]) -> Value:
        answer = _Answer(question)
        Thread(target=answer.find, name="keychain", daemon=True).start()
        try:
            return answer.within(self._limit)
        except TimeoutError:
            say(Happening.KEYCHAIN_SLOW)
            raise KeychainSlow(seconds=f"{self._limit:g}") from None
        except KeyringLocked as locked:
            raise KeychainLocked from locked
        except _MISSING as missing:
            raise KeychainMissing from missing
        except KeyringError as refused:
            raise KeychainRefused from refused


def answers(keychain: Keychain) -> bool:
    """Whether a keychain is there and open: what set-up asks before it offers a key folder."""
    try:
        keychain.get("answers")
    except NotRemembered:
        return False
    return True


def _service(name: str) -> str:
    return f"counsellor-desk {name}"


class _Answer(Generic[Value]):
    """Carries what a thread returned or raised over to the thread that waits for it."""

    def __init__(self, question: Callable[[], Value]) -> None:
        self._question = question
        self._values: list[Value] = []
        self._error: BaseException | None = None
        self._done = Event()

    def find(self) -> None:
        with self:
            self._values.append(self._question())

    def within(self, seconds: float) -> Value:
        """The answer, or what was raised instead.

        Raises:
            TimeoutError: neither came in time.
        """
        if not self._done.wait(seconds):
            raise TimeoutError
        if self._error is not None:
            raise self._error
        return self._values[0]

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        self._error = error
        self._done.set()
        return True
