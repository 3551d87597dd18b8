"""Session notes: choosing the case, and the page that is written on."""
