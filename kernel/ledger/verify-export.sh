#!/usr/bin/env bash
# Verifies a ledger export with bash, coreutils and openssl alone: verify-export.sh EXPORT [LEDGER-HEADS.LOG]. Rows are seq TAB hash TAB line-hash
# TAB line ("-" = hidden from the reader); line-hash = sha256(line LF), hash = sha256(hash-of-row-before LF line-hash LF).
set -euo pipefail; export LC_ALL=C; file=$1; tmp=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d); trap 'rm -rf "$tmp"' EXIT
fail() { echo "NOT VERIFIED: $*" >&2; exit 1; }
digests() { rm -rf "$tmp/d"; mkdir "$tmp/d"; split -a 4 -l "$1" - "$tmp/d/"; openssl dgst -sha256 -r "$tmp"/d/* | cut -c 1-64; }
tr -d '\000' <"$file" | cmp -s - "$file" && [ "$(tail -c 5 "$file" | od -An -c | tr -d ' ')" = '\tend\n' ] || fail "not a whole export"
IFS=$'\t' read -r seq hash _ <"$file"; from=$((seq + 1)) rows=$(($(wc -l <"$file") - 2)) hidden=0
[[ "$seq $hash" =~ ^(0 0{64}|[1-9][0-9]* [0-9a-f]{64})$ && $(head -n 1 "$file") = "$seq"$'\t'"$hash"$'\t-\tchangwat ledger' ]] || fail "bad first row"
[ "$rows" -lt 1 ] || tail -n +2 "$file" | head -n "$rows" | split -a 6 -l 5000 - "$tmp/rows."
for part in "$tmp"/rows.*; do [ -e "$part" ] || break
  mapfile -t seqs < <(cut -f 1 "$part"); mapfile -t hashes < <(cut -f 2 "$part"); mapfile -t lines < <(cut -f 3 "$part")
  mapfile -t texts < <(cut -f 4- "$part" | tee "$tmp/text" | digests 1); mapfile -t shown < <(cut -c 1-2 "$tmp/text")
  mapfile -t chain < <(paste -d '\n' <(printf '%s\n' "$hash" "${hashes[@]}" | head -n -1) <(printf '%s\n' "${lines[@]}") | digests 2)
  for i in "${!seqs[@]}"; do [ "${seqs[i]} ${hashes[i]}" = "$((++seq)) ${chain[i]}" ] || fail "the chain breaks at line $seq: changed, removed or moved"
    if [ "${shown[i]}" = - ]; then : $((hidden++)); elif [ "${texts[i]}" != "${lines[i]}" ]; then fail "line $seq was changed"; fi
  done; hash=${hashes[-1]}; done
[ "$(tail -n 1 "$file")" = "$seq"$'\t'"$hash"$'\t-\tend' ] || fail "the last row does not match"
[ $# -lt 2 ] || [ -z "$(comm -13 <(cut -f 1,2 "$file" | sort) <(cut -f 1,2 "$2" | sort -u))" ] || fail "a head in $2 is not in the export"
echo "VERIFIED lines $from to $seq ($hidden hidden), head $seq $hash"
