"""What pages read from people."""
