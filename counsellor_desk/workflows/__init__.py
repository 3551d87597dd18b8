"""One module per act of the counsellor: each act is one transaction and one audit entry."""
