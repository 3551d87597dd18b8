"""Settings: who works here, how the desk looks, when it locks, and where the secrets are."""
