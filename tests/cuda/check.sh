#!/usr/bin/env bash
# Runs a published finercut on CUDA, compares with the references and with the CPU, and prints a Markdown table.
# It builds nothing and needs bash, awk, grep and sed. See docs/benchmarks/cuda.md.
set -euo pipefail

usage() {
    echo "usage: check.sh PUBLISHED REFERENCE [--smollm2 FOLDER] [--provider cuda|cpu]" >&2
    echo "  PUBLISHED   folder with the program 'finercut', or with finercut.dll" >&2
    echo "  REFERENCE   folder with models/tales-3m/onnx and oracle/*.search.json" >&2
    echo "  --smollm2   folder of SmolLM2-135M-Instruct's optimum export in float32; left out without it" >&2
    echo "  --provider  cpu tries the script itself where there is no device; default cuda" >&2
    exit 64
}

(($# >= 2)) || usage
published=$1 reference=$2 smollm2="" provider=cuda
shift 2
while (($# > 0)); do
    case $1 in
        --smollm2) smollm2=${2:?} ;;
        --provider) provider=${2:?} ;;
        *) usage ;;
    esac
    shift 2
done
[[ $provider == cuda || $provider == cpu ]] || usage

if [[ -x $published/finercut ]]; then
    finercut=("$published/finercut")
elif [[ -f $published/finercut.dll ]]; then
    finercut=(dotnet "$published/finercut.dll")
else
    echo "There is no finercut in '$published'." >&2
    exit 66
fi
for file in models/tales-3m/onnx/model.onnx oracle/tales-3m.search.json; do
    [[ -f $reference/$file ]] || { echo "There is no '$reference/$file'." >&2; exit 66; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# Token ids of a reference, one row a line.
ids_of() {
    grep -o '"ids": \[\[[^]]*\(\], \[[^]]*\)*\]\]' "$1" | sed 's/^"ids": \[\[//; s/\]\]$//; s/\], \[/\n/g' |
        sed 's/.*/[&]/'
}

# The order by js in a reference.
expected_order() {
    grep -o '"js": {"order": \[[^]]*\]' "$1" | sed 's/.*"order": \[//; s/[]" ]//g' | tr ',' '\n' | sed "$2q"
}

# The order in a plan.
found_order() {
    awk '/"removed": \[/ { on = 1 } on && /"sublayer":/ { gsub(/[",]/, "", $2); print $2 } on && /^ *\]/ { exit }' "$1"
}

# A number or word of a JSON answer, by its key; the first one.
value_of() { grep -m 1 "\"$2\":" "$1" | sed 's/.*": *//; s/[",]//g'; }

# Seconds since midnight of an event in a log.
time_of() {
    grep -m 1 "\"@mt\":\"$2" "$1" | sed 's/.*"@t":"[^T]*T//; s/Z".*//' | awk -F: '{ print $1 * 3600 + $2 * 60 + $3 }'
}

# Milliseconds of a dense row in a plan with latencies.
row_milliseconds() {
    awk '/"parts": \[/ { on = 1 }
        on && /"sublayers": \[\]/ { n = 1 }
        on && /"sublayers": \[$/ { n = 0; counting = 1; next }
        counting && /\]/ { counting = 0 }
        counting { n++ }
        on && /"prefill_milliseconds":/ { gsub(/[^0-9.eE+-]/, "", $2); sum += n * $2 }
        END { print sum }' "$1"
}

row() { printf '| %s | %s | %s | %s |\n' "$@"; }

judge() {
    if [[ $2 == "$3" ]]; then verdict=same; else verdict=DIFFERS failed=1; fi
    row "$1" "$verdict" "" "$4"
}

# Continues a text, and leaves $work/NAME.json.
generate() {
    "${finercut[@]}" generate "$2" --prompt "Once upon a time" --max-tokens 64 --json --provider "$3" >"$work/$1.json"
}

speed_of() { printf '%.1f' "$(value_of "$work/$1.json" tokens_per_second)"; }

# Searches, and leaves $work/NAME.json and $work/NAME.log. Warnings about so small a set tell nothing here.
search() {
    local name=$1 where=$2
    shift 2
    "${finercut[@]}" prune "$@" --metric js --dry-run --json -q --provider "$where" --log-file "$work/$name.log" \
        >"$work/$name.json" 2>"$work/$name.err" || { cat "$work/$name.err" >&2; exit 1; }
}

# The same on the CPU: a copy of what was found where that is what was asked for.
search_on_cpu() {
    local name=$1 same=$2
    shift 2
    if [[ $provider == cpu ]]; then
        cp "$work/$same.json" "$work/$name.json"
        cp "$work/$same.log" "$work/$name.log"
    else
        search "$name" cpu "$@"
    fi
}

# Forward equivalents a second over a set of so many rows, as rows a second.
search_rate() {
    local begin end equivalents
    begin=$(time_of "$work/$1.log" Calibrating)
    end=$(time_of "$work/$1.log" Searched)
    equivalents=$(value_of "$work/$1.json" forward_equivalents)
    awk -v e="$equivalents" -v r="$2" -v s="$begin" -v t="$end" \
        'BEGIN { d = t - s; if (d < 0) d += 86400; printf "%.2f", e * r / d }'
}

pass_rate() { awk -v m="$(row_milliseconds "$work/$1.json")" 'BEGIN { printf "%.2f", 1000 / m }'; }

# All checks of one model: name, folder, reference, steps, and steps and rows of the CPU's search.
check() {
    local name=$1 model=$2 oracle=$3 steps=$4 cpu_steps=$5 cpu_rows=$6 rows tokens
    ids_of "$oracle" >"$work/$name.ids.jsonl"
    rows=$(wc -l <"$work/$name.ids.jsonl")
    tokens=$(head -n 1 "$work/$name.ids.jsonl" | tr ',' '\n' | wc -l)
    [[ $provider == cuda ]] || cpu_steps=$steps cpu_rows=$rows
    local set=(--calibration "$work/$name.ids.jsonl" --sample-tokens "$tokens")

    search "$name.order" "$provider" "$model" --count "$steps" --samples "$rows" "${set[@]}"
    judge "$name: order of $steps removals" \
        "$(found_order "$work/$name.order.json")" "$(expected_order "$oracle" "$steps")" "the reference"
    search_on_cpu "$name.cpu" "$name.order" "$model" --count "$cpu_steps" --samples "$cpu_rows" "${set[@]}"
    row "$name: forward equivalents a second (rows of $tokens tokens)" \
        "$(search_rate "$name.order" "$rows")" "$(search_rate "$name.cpu" "$cpu_rows")" \
        "$steps removals, $cpu_steps on the CPU"

    search "$name.speed" "$provider" "$model" --speedup 1.01x --speedup-of prefill --samples 1 "${set[@]}"
    search_on_cpu "$name.cpuspeed" "$name.speed" "$model" --speedup 1.01x --speedup-of prefill --samples 1 "${set[@]}"
    row "$name: dense passes a second (rows of $tokens tokens)" \
        "$(pass_rate "$name.speed")" "$(pass_rate "$name.cpuspeed")" "medians of all pieces, added"

    local gone pruned=$work/$name.pruned
    gone=$(expected_order "$oracle" 3 | paste -sd, -)
    "${finercut[@]}" prune "$model" --remove "$gone" -o "$pruned" -q --provider "$provider" >"$work/prune.txt"
    "${finercut[@]}" verify "$pruned" --against "$model" --json -q --provider "$provider" >"$work/verify.json" || true
    judge "$name: verify without $gone" "$(value_of "$work/verify.json" same)" true "the dense model on $provider"

    generate found "$pruned" "$provider"
    generate cpu "$pruned" cpu
    judge "$name: text of 64 tokens" "$(value_of "$work/found.json" text)" "$(value_of "$work/cpu.json" text)" "the CPU"
    row "$name: tokens a second" "$(speed_of found)" "$(speed_of cpu)" "generate"
}

start=$SECONDS
"${finercut[@]}" --version
echo
row "what" "$provider" cpu "compared with, or how"
row "---" "--:" "--:" "---"
check tales-3m "$reference/models/tales-3m/onnx" "$reference/oracle/tales-3m.search.json" 23 23 8
if [[ -n $smollm2 ]]; then
    check smollm2 "$smollm2" "$reference/oracle/smollm2.search.json" 15 1 2
fi
echo
echo "$((SECONDS - start)) s in all."
exit "$failed"
