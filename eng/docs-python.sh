#!/usr/bin/env bash
# Runs the Python that the documents show, and the DVC stage, against a quickstart built in a temporary folder.
# What is not to be had here (python3, its packages, DVC) is said and is no failure.
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD"

if ! command -v python3 >/dev/null; then
  echo "docs: no python3 here, so the documents' Python was not looked at"
  exit 0
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export DOTNET_NOLOGO=1 HF_HOME="$work/hf" HF_HUB_OFFLINE=1 DVC_NO_ANALYTICS=1 DVC_SITE_CACHE_DIR="$work/dvc"

mkdir "$work/bin"
printf '#!/bin/sh\nexec dotnet run --no-build --project "%s/src/SynthTool.Cli" -- "$@"\n' "$root" >"$work/bin/dotnet-synth"
chmod +x "$work/bin/dotnet-synth"
PATH="$work/bin:$PATH"

dotnet build --verbosity quiet src/SynthTool.Cli
cp -r templates/quickstart "$work/quickstart"
rm -rf "$work/quickstart/out" "$work/quickstart/.synth"
git init --quiet "$work/quickstart"
(cd "$work/quickstart" && dotnet-synth build --frozen)

python=python3
install() { timeout "$1" "$work/venv/bin/pip" install --quiet --disable-pip-version-check --retries 0 --timeout 5 "${@:2}" >"$work/pip.txt" 2>&1; }
if python3 -m venv "$work/venv" >"$work/pip.txt" 2>&1 && install 60 duckdb polars pyarrow pandas datasets; then
  python="$work/venv/bin/python"
else
  echo "docs: Python's packages are not to be had here: $(grep -v '^ *$' "$work/pip.txt" | tail -n 1)"
fi
"$python" eng/docs-python.py "$work/quickstart"

if [ "$python" = python3 ] || ! install 40 dvc; then
  echo "docs: DVC is not to be had here, so its stage was not run"
  exit 0
fi
(
  cd "$work/quickstart"
  PATH="$work/venv/bin:$PATH"
  awk '/^```yaml \(dvc\)$/ { on = 1; next } /^```$/ { on = 0 } on' "$root/docs/dvc.md" >dvc.yaml
  dvc init --quiet
  dvc repro --quiet dataset
  dvc status dataset
  dvc repro --quiet --force dataset
  echo "docs: DVC's stage was run"
)
