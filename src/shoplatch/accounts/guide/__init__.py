"""The eight steps from nothing to a tested integration: what each needs, and whether it is done, looked at by machine."""
