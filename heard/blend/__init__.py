"""Layer 3: what a person is, says and wants: motivators, work wishes, statements about oneself."""
