"""Checks scenario files against the JSON Schema, as an editor would: schema_check.py SCHEMA [--refused] FILE…

Exit 0 if every file is valid (with --refused: if none is). Timestamps stay text, as in the YAML 1.2 core schema that
editors and Headroom read.
"""
import json
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    pass


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":int", ":float", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:int", __import__("re").compile(r"^[-+]?(0|[1-9][0-9]*)$"), list("-+0123456789"))
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    __import__("re").compile(r"^[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$"), list("-+0123456789"))
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile(r"^(true|false)$"), list("tf"))


def main() -> int:
    schema = json.load(open(sys.argv[1], encoding="utf-8"))
    files = sys.argv[2:]
    refused = files and files[0] == "--refused"
    validator = jsonschema.Draft202012Validator(schema)
    jsonschema.Draft202012Validator.check_schema(schema)
    wrong = 0
    for file in files[1 if refused else 0:]:
        errors = list(validator.iter_errors(yaml.load(open(file, encoding="utf-8"), Loader)))
        if bool(errors) != bool(refused):
            wrong += 1
            print(f"{file}: " + ("valid, and should not be" if refused else errors[0].message[:400]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
