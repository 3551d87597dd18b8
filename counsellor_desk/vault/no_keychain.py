"""What stands for the keychain where the part of the program that talks to it does not load.

Nothing is remembered and nothing found, so that the recovery sheet and the service manager's key
still open the records.
"""

from __future__ import annotations

from typing import Final, NoReturn

from counsellor_desk.vault.remembered import KeptIn, NotRemembered
from counsellor_desk.wording import N_


class KeychainPartMissing(NotRemembered):
    """A library is not there."""

    happened = N_("The part of Counsellor Desk that talks to this computer's keychain is missing.")
    next_step = N_("Install Counsellor Desk again. Until then the recovery sheet opens the store.")


class NoKeychain:
    """The port, with nothing behind it."""

    kept_in: Final = KeptIn.KEYCHAIN
    settling: Final = 0.0

    def get(self, name: str) -> NoReturn:
        """Nothing can be told.

        Raises:
            KeychainPartMissing: always.
        """
        del name
        raise KeychainPartMissing

    def set(self, name: str, value: str) -> NoReturn:
        """Nothing can be kept.

        Raises:
            KeychainPartMissing: always.
        """
        del name, value
        raise KeychainPartMissing

    def delete(self, name: str) -> NoReturn:
        """Nothing can be removed.

        Raises:
            KeychainPartMissing: always.
        """
        del name
        raise KeychainPartMissing
