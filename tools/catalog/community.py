"""The community source: generated models and functions of the package tiktok-shop-api, read as text, never imported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.catalog.limits import apply_facts
from tools.catalog.terms import COMMUNITY_ROOT, Node, OpKey

_SCALARS = {"str": "string", "int": "integer", "bool": "boolean", "float": "number", "File": "file", "Any": "string"}


class Community:
    """Reads the generated SDK's models and functions without importing them."""

    def __init__(self, root: Path) -> None:
        self.root = root / COMMUNITY_ROOT
        self.classes: dict[str, ast.ClassDef] = {}
        self.uses_model: dict[str, set[str]] = {}  # class -> names its module takes from other models
        for file in sorted((self.root / "models").glob("*.py")):
            if file.name == "__init__.py":
                continue
            tree = ast.parse(file.read_text("utf-8"))
            imported = {
                a.name
                for n in ast.walk(tree)
                if isinstance(n, ast.ImportFrom) and (n.module or "").startswith("models.")
                for a in n.names
            }
            for stmt in tree.body:
                if isinstance(stmt, ast.ClassDef):
                    self.classes[stmt.name] = stmt
                    self.uses_model[stmt.name] = imported

    # -- types

    def enum_values(self, cls: ast.ClassDef) -> list[Any] | None:
        bases = {b.id for b in cls.bases if isinstance(b, ast.Name)}
        if not bases & {"StrEnum", "IntEnum", "Enum"}:
            return None
        return [s.value.value for s in cls.body if isinstance(s, ast.Assign) and isinstance(s.value, ast.Constant)]

    def type_node(self, expr: ast.expr, seen: tuple[str, ...]) -> Node:
        if isinstance(expr, ast.Constant) and isinstance(expr.value, str):
            expr = ast.parse(expr.value, mode="eval").body
        if isinstance(expr, ast.BinOp):
            parts = [p for p in self._union(expr) if not self._absent(p)]
            return self.type_node(parts[0], seen)
        if isinstance(expr, ast.Attribute):  # datetime.date, datetime.datetime
            return {"type": "string", "format": "date" if expr.attr == "date" else "date-time"}
        if isinstance(expr, ast.Subscript) and isinstance(expr.value, ast.Name):
            if expr.value.id == "list":
                return {"type": "array", "items": self.type_node(expr.slice, seen)}
            return {"type": "object", "properties": {}}
        if isinstance(expr, ast.Name):
            is_model = bool(seen) and expr.id in self.uses_model[seen[-1]]  # a model may be called File too
            if expr.id in _SCALARS and not is_model:
                return {"type": _SCALARS[expr.id]}
            if expr.id in self.classes:
                cls = self.classes[expr.id]
                values = self.enum_values(cls)
                if values is not None:
                    kind = "integer" if values and all(isinstance(v, int) for v in values) else "string"
                    return {"type": kind, "enum": values}
                if expr.id in seen:
                    return {"type": "object", "properties": {}}
                return self.model_node(cls, (*seen, expr.id))
        raise ValueError(f"unreadable annotation: {ast.unparse(expr)}")

    def _union(self, expr: ast.expr) -> Iterator[ast.expr]:
        if isinstance(expr, ast.BinOp):
            yield from self._union(expr.left)
            yield from self._union(expr.right)
        else:
            yield expr

    @staticmethod
    def _absent(expr: ast.expr) -> bool:
        return (isinstance(expr, ast.Name) and expr.id == "Unset") or (isinstance(expr, ast.Constant) and expr.value is None)

    # -- models

    def model_node(self, cls: ast.ClassDef, seen: tuple[str, ...]) -> Node:
        docs = self._attribute_docs(ast.get_docstring(cls, clean=False) or "")
        wire = self._wire_names(cls)
        props: dict[str, Node] = {}
        required: list[str] = []
        for stmt in cls.body:
            if not isinstance(stmt, ast.AnnAssign) or not isinstance(stmt.target, ast.Name):
                continue
            attr = stmt.target.id
            if attr not in wire:
                continue
            node = self.type_node(stmt.annotation, seen)
            self._facts(node, docs.get(attr, ""))
            props[wire[attr]] = node
            if stmt.value is None:
                required.append(wire[attr])
        node = {"type": "object", "properties": props}
        if required:
            node["required"] = required
        return node

    @staticmethod
    def _facts(node: Node, desc: str) -> None:
        known = list(node.get("enum", []))
        apply_facts(node, desc, None, bare_lists=False)  # no examples here to confirm a bare list
        if known:
            node["enum"] = known
            for k in ("min", "max", "minLength", "maxLength"):
                node.pop(k, None)
            if node.get("default") not in known:
                node.pop("default", None)

    @staticmethod
    def _wire_names(cls: ast.ClassDef) -> dict[str, str]:
        names: dict[str, str] = {}
        to_dict = next((f for f in cls.body if isinstance(f, ast.FunctionDef) and f.name == "to_dict"), None)
        for stmt in ast.walk(to_dict) if to_dict else ():
            if isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Subscript):
                target = stmt.targets[0]
                if (
                    isinstance(target.value, ast.Name)
                    and target.value.id == "field_dict"
                    and isinstance(target.slice, ast.Constant)
                    and isinstance(stmt.value, ast.Name)
                ):
                    names[stmt.value.id] = target.slice.value
            elif (
                isinstance(stmt, ast.Call)
                and isinstance(stmt.func, ast.Attribute)
                and stmt.func.attr == "update"
                and stmt.args
                and isinstance(stmt.args[0], ast.Dict)
            ):
                for k, v in zip(stmt.args[0].keys, stmt.args[0].values, strict=False):
                    if isinstance(k, ast.Constant) and isinstance(v, ast.Name):
                        names[v.id] = k.value
        return names

    @staticmethod
    def _attribute_docs(doc: str) -> dict[str, str]:
        out: dict[str, str] = {}
        name = None
        for line in doc.split("\n"):
            m = re.match(r"^ {12}(\w+) \([^\n]*?\):(?: (.*))?$", line)
            if m:
                name = m.group(1)
                out[name] = m.group(2) or ""
            elif name and line.startswith(" " * 16):
                out[name] += "\n" + line[16:]
            elif name and not line.strip():
                out[name] += "\n"
        return out

    # -- operations

    def operations(self) -> dict[OpKey, Node]:
        meta = self._meta()
        ops: dict[OpKey, Node] = {}
        for file in sorted((self.root / "api").glob("*/*.py")):
            if file.name == "__init__.py":
                continue
            funcs = {
                f.name: f
                for f in ast.parse(file.read_text("utf-8")).body
                if isinstance(f, (ast.FunctionDef, ast.AsyncFunctionDef))
            }
            op = self._operation(funcs)
            info = meta[(op["method"], op["path"])]
            op["operation_id"] = info["operationId"]
            op["shop_cipher"] = bool(info["requiresShopCipher"])
            ops[(op.pop("method"), op.pop("path"))] = op
        missing = set(meta) - set(ops)
        if missing:
            raise ValueError(f"operations named in _meta.py without a function: {sorted(missing)}")
        return ops

    def _meta(self) -> dict[OpKey, Node]:
        for stmt in ast.parse((self.root / "_meta.py").read_text("utf-8")).body:
            target = stmt.target if isinstance(stmt, ast.AnnAssign) else None
            if isinstance(target, ast.Name) and target.id == "OPERATIONS":
                return {(o["method"].upper(), o["path"]): o for o in ast.literal_eval(stmt.value)}
        raise ValueError("no OPERATIONS in _meta.py")

    def _operation(self, funcs: dict[str, Any]) -> Node:
        build = funcs["_get_kwargs"]
        strings: dict[str, Any] = {}
        wire: dict[str, str] = {}
        content = "none"
        for stmt in ast.walk(build):
            if isinstance(stmt, ast.Dict):
                for k, v in zip(stmt.keys, stmt.values, strict=False):
                    if isinstance(k, ast.Constant) and k.value in ("method", "url"):
                        call = v.func.value if isinstance(v, ast.Call) else v  # "…".format(…)
                        strings[k.value] = call.value
            if (
                isinstance(stmt, ast.Assign)
                and isinstance(stmt.targets[0], ast.Subscript)
                and isinstance(stmt.targets[0].value, ast.Name)
            ):
                holder, key = stmt.targets[0].value.id, stmt.targets[0].slice
                if holder == "params" and isinstance(stmt.value, ast.Name):
                    wire[stmt.value.id] = key.value
                elif holder == "_kwargs" and isinstance(key, ast.Constant):
                    content = {"json": "json", "files": "multipart"}.get(key.value, content)
        doc = ast.get_docstring(funcs["sync_detailed"], clean=False) or ""
        docs = self._attribute_docs(re.sub(r"(?m)^ {4}(?= {4})", " " * 8, doc.split("Args:")[-1].split("Raises:")[0]))
        op: Node = {
            "method": strings["method"].upper(),
            "path": strings["url"],
            "name": doc.strip().split("\n")[0].strip(),
            "path_params": {},
            "query": {},
            "body": None,
            "content_type": content,
            "response": None,
        }
        names = re.findall(r"\{(\w+)\}", op["path"])
        for arg in build.args.args:
            node = self.type_node(arg.annotation, ())
            self._facts(node, docs.get(arg.arg, ""))
            op["path_params"][next((n for n in names if n == arg.arg or n.rstrip("_") == arg.arg.rstrip("_")), arg.arg)] = (
                node
            )
        for arg, default in zip(build.args.kwonlyargs, build.args.kw_defaults, strict=False):
            node = self.type_node(arg.annotation, ())
            if arg.arg == "body":
                op["body"] = node
                continue
            # Models are rendered by json_<name> for enums and dates; both names lead to the same key.
            key = wire.get(arg.arg) or wire.get("json_" + arg.arg) or arg.arg
            self._facts(node, docs.get(arg.arg, ""))
            node["required"] = default is None
            op["query"][key] = node
        if op["body"] is None:
            op["content_type"] = "none"
        ret = funcs["_parse_response"].returns
        envelope = self.type_node(ret, ())
        op["response"] = envelope.get("properties", {}).get("data")
        return op
