"""What the initiator should do now, and when."""
