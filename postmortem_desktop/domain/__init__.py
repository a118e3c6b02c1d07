"""What a post-mortem is: frozen records and questions about them; standard library only."""
