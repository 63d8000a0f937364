"""How a reminder reaches her: mail, the desktop, a daily job, and what was sent."""
