"""Forms gone through with a client: the guide, signing, and the consent that comes of it."""
