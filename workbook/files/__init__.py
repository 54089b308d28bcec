"""What touches bytes: reading and writing files safely, and knowing no word of the domain."""
