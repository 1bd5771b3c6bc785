"""What the clients inherit: the areas of the API with their operations. The stub beside this file names all of them.

`tools/stubs.py` writes the stub from the catalog; what happens here is in `areas`.
"""

from shoplatch.client.areas import Areas

Operations = Areas
AsyncOperations = Areas

__all__ = ["AsyncOperations", "Operations"]
