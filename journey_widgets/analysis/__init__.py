"""What a journey tells: the curve, its spread, its summary numbers. Reads documents, changes nothing."""
