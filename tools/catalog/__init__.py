"""Builds the facts of the API catalog anew from the two packages that publish them, and tells what changed."""
