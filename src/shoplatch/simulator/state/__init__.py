"""What exists in a world: records and look-ups. The behaviour of each thing lives in its own folder above."""
