"""Rebuilds the facts of the API from the two packages that publish them, and reports what changed in plain words.

    make catalog                                     the newest packages; writes, and tells what changed
    make catalog ARGS="--dry"                        tells, and writes nothing
    make catalog ARGS="--official 0.1.7 --community 0.1.0"
    make catalog ARGS="--official-from DIR --community-from DIR"    packages that lie unpacked already

It writes `catalog/facts/operations.json`, and make then the client's stubs; nothing else: what we know better stays in
`corrections.json`, which lies over it. Corrections that no longer fit are named, and the exit code is 1 until they do.
The packages are read as text; nothing of them is installed or run. It needs npm and pip to fetch them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [path for path in (str(ROOT / "src"), str(ROOT)) if path not in sys.path]

from shoplatch.catalog import changes  # noqa: E402
from shoplatch.catalog.operations import node_at  # noqa: E402
from tools.catalog.assembly import build, dump, package_info  # noqa: E402
from tools.catalog.community import Community  # noqa: E402
from tools.catalog.merging import Report  # noqa: E402
from tools.catalog.official import load_official  # noqa: E402
from tools.catalog.terms import Node  # noqa: E402

FACTS = ROOT / "src/shoplatch/catalog/facts"
OFFICIAL, COMMUNITY = "@tts-open-toolkit/cli", "tiktok-shop-api"


def fetch_official(version: str, folder: Path) -> Path:
    """The npm package, unpacked; no script of it runs."""
    told = subprocess.run(
        ["npm", "pack", "--silent", "--ignore-scripts", f"{OFFICIAL}@{version}"],
        cwd=folder, check=True, capture_output=True, text=True,
    )  # fmt: skip
    with tarfile.open(folder / told.stdout.split()[-1]) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def fetch_community(version: str, folder: Path) -> Path:
    """The wheel, unpacked; it is not installed."""
    wanted = COMMUNITY if version == "latest" else f"{COMMUNITY}=={version}"
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--only-binary=:all:",
        "--dest",
        str(folder),
        wanted,
    ]
    subprocess.run(command, check=True, capture_output=True, text=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    return folder


def rebuilt(official: Path, community: Path) -> tuple[Node, list[Node]]:
    """The sources and the operations, as they stand in the two packages.

    Raises:
        ValueError: two operations came out with the same id.
    """
    found = build(load_official(official), Community(community).operations(), Report())
    twice = [id_ for id_, count in Counter(one["id"] for one in found).items() if count > 1]
    if twice:
        raise ValueError(f"two operations have the id {', '.join(twice)}: tell them apart in tools/catalog/naming.py")
    return package_info(official, community), found


def unfit(corrections: dict[str, Any], operations: list[Node]) -> list[str]:
    """The corrections that lie over nothing any more, in words."""
    known = {_stable_key(one): one for one in operations}
    missing = [
        f"{section}: there is no {key}"
        for section in ("nodes", "ends", "pii")
        for key in corrections[section]
        if key not in known
    ]
    for key, paths in corrections["nodes"].items():
        for path in paths if key in known else ():
            try:
                node_at(known[key], path)
            except (KeyError, TypeError):
                missing.append(f"nodes: {key} has no {path}")
    return missing


def _stable_key(operation: Node) -> str:
    stage = operation.get("stage")
    return f"{operation['capability']}@{operation['version']}" + (f"-{stage}" if stage else "")


def main(argv: list[str] | None = None) -> int:
    """Fetch, build, compare, write; gives the exit code."""
    parser = argparse.ArgumentParser(prog="make catalog", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--official", default="latest", metavar="VERSION", help=f"of the npm package {OFFICIAL}")
    parser.add_argument("--community", default="latest", metavar="VERSION", help=f"of the Python package {COMMUNITY}")
    parser.add_argument("--official-from", type=Path, metavar="DIR", help="the unpacked npm package")
    parser.add_argument("--community-from", type=Path, metavar="DIR", help="the folder that holds tiktok_shop_api/")
    parser.add_argument("--facts", type=Path, default=FACTS, help=argparse.SUPPRESS)
    parser.add_argument("--dry", action="store_true", help="tell what would change, write nothing")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="shoplatch-catalog-") as folder:
        try:
            official = args.official_from or fetch_official(args.official, _made(folder, "official"))
            community = args.community_from or fetch_community(args.community, _made(folder, "community"))
        except (OSError, subprocess.CalledProcessError) as failure:
            why = getattr(failure, "stderr", "") or failure
            print(
                f"A package could not be fetched: {why}\nGive it with --official-from or --community-from.", file=sys.stderr
            )
            return 4
        missing = [
            one for one in (official / "package.json", community / "tiktok_shop_api" / "generated") if not one.exists()
        ]
        if missing:
            print(
                f"There is no {', no '.join(map(str, missing))}: --official-from is the npm package unpacked (with its "
                "package.json), --community-from the folder that holds tiktok_shop_api/.",
                file=sys.stderr,
            )
            return 2
        sources, operations = rebuilt(official, community)
    path = args.facts / "operations.json"
    before = json.loads(path.read_text("utf-8"))
    for name, source in sources.items():
        was = before["sources"][name]["version"]
        print(f"{source['package']} {source['version']}" + (f" (was {was})" if was != source["version"] else ""))
    print(changes.told(changes.between(before["operations"], operations)))
    misfits = unfit(json.loads((args.facts / "corrections.json").read_text("utf-8")), operations)
    if misfits:
        print("Corrections that no longer fit; mend corrections.json", *misfits, sep="\n  ")
    if not args.dry:
        dump(path, sources, operations)
    return 1 if misfits else 0


def _made(folder: str, name: str) -> Path:
    made = Path(folder) / name
    made.mkdir()
    return made


if __name__ == "__main__":
    sys.exit(main())
