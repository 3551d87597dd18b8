"""The safe: the only code that touches SQLCipher, keys, the keychain and destruction."""
