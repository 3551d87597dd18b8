"""Cases: taking a referral, finding a case, and everything that stands in it."""
