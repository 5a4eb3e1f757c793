#!/usr/bin/env bash
# compare-builds.sh BEFORE AFTER [OUT]: do two builds of archsim give the same results, byte for byte?
#
# BEFORE and AFTER are built checkouts. Both run every shipped configuration, LeNet-5 on every machine, every sweep and
# every study; all files that they write are compared, apart from the git commit in the provenance. Exit status 1 and a
# list of files if any differ. Outputs stay in OUT (a temporary folder unless given); those of BEFORE are reused.
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,6s/^# //p' "$0" >&2; exit 2; }
before=$(readlink -f "$1") after=$(readlink -f "$2") out=${3:-$(mktemp -d)}
mkdir -p "$out"

run_all() { # run_all CHECKOUT FOLDER
    local archsim=$1/archsim/bin/archsim name
    mkdir -p "$2"
    for name in $(cd "$before/archsim/configs" && ls); do
        "$archsim" --config "$name" --out "$2/config-$name" --force >"$2/config-$name.txt" 2>/dev/null
    done
    for name in $(cd "$before/archsim/engine/accelerators" 2>/dev/null && ls ./*.json | sed 's#^\./##;s#\.json$##'); do
        [ "$name" = eie ] && continue # runs fully connected layers only
        cat >"$2/$name.json" <<JSON
{ "schemaVersion": 1, "accelerator": "$name", "memory": "lpddr4-2400", "seed": 1, "workloads": [
  { "name": "dense", "network": "lenet5", "sparsity": { "kind": "bernoulli", "weightDensity": 1, "activationDensity": 0.5 }, "weightBits": 4 },
  { "name": "pruned", "network": "lenet5", "sparsity": { "kind": "clustered", "weightDensity": 0.2, "densityVariation": 0.5, "activationDensity": 0.5 }, "weightBits": 4 },
  { "name": "small", "network": "lenet5", "sparsity": { "kind": "column-filter", "weightDensity": 0.2, "activationDensity": 0.5 }, "weightBits": 4 } ] }
JSON
        "$archsim" --config "$2/$name.json" --out "$2/machine-$name" --force >"$2/machine-$name.txt" 2>"$2/machine-$name.err" ||
            echo "exit $?" >>"$2/machine-$name.err"
    done
    for name in $(cd "$before/archsim/sweep/configs" && ls); do
        "$archsim" sweep --config "$name" --out "$2/sweep-$name" --force >"$2/sweep-$name.txt" 2>/dev/null
    done
    for name in $(cd "$before/archsim/sweep/studies" && ls | sed 's/\.json$//'); do
        "$archsim" study "$name" --out "$2/study-$name" --force >"$2/study-$name.txt" 2>/dev/null
    done
}

strip() { # copies a folder of results without what names the commit or the folder
    rm -rf "$2" && cp -r "$1" "$2"
    find "$2" -type f \( -name '*.json' -o -name '*.txt' -o -name '*.md' -o -name '*.err' -o -name '*.jsonl' \) \
        -exec sed -i -E "s#\"gitCommit\": ?\"[^\"]*\"#\"gitCommit\":\"\"#; s#[0-9a-f]{40}(-dirty)?##g; s#$1##g" {} +
}

[ -e "$out/before/done" ] || { run_all "$before" "$out/before" && touch "$out/before/done"; }
rm -rf "$out/after" && run_all "$after" "$out/after" && touch "$out/after/done"
strip "$out/before" "$out/before.stripped" && strip "$out/after" "$out/after.stripped"
files=$(find "$out/before.stripped" -type f | wc -l)
if diff -rq "$out/before.stripped" "$out/after.stripped"; then echo "$files files are equal"; else echo "results differ (of $files files)" && exit 1; fi
