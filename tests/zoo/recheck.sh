#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# recheck.sh [NAME...]: solves model.lp of each problem, written by hand from the source, with
# glpsol, cbc and qsopt_ex (LPs only), and compares with `expected`. Never runs arrimage.
# A ranked problem's model.lp holds its last goal, the earlier ones being fixed at their optimum.
cd "$(dirname "$0")" || exit 4
work=$(mktemp -d) || exit 4
trap 'rm -rf "$work"' EXIT
same() { awk -v a="$1" -v b="$2" 'BEGIN { d = a - b; if (d < 0) d = -d; m = b < 0 ? -b : b
    if (m < 1) m = 1; exit !(a != "" && d <= 1e-6 * m) }'; }
bad=0
[ $# -gt 0 ] || set -- */
for name; do
    name=${name%/}
    status=$(awk '$1 == "status" { print $2 }' "$name/expected")
    want=$(awk '$1 ~ /^goal\./ { v = $2 } END { print v }' "$name/expected")
    glpsol --lp "$name/model.lp" --mipgap 0 -o "$work/glp" > "$work/log" 2>&1
    g=$(awk '$1 == "Objective:" { print $4 }' "$work/glp")
    cbc "$name/model.lp" ratioGap 0 allowableGap 0 solve solution "$work/cbc" > "$work/cbclog" 2>&1
    c=$(sed -n '1s/.*objective value *//p' "$work/cbc")
    # cbc prints the objective it minimises; the sign of a maximisation may be turned round
    cneg=$(echo "$c" | sed 's/^-//; t; s/^/-/')
    q=-
    if [ "$status" = optimal ] && ! grep -Eq '^(Binary|General)' "$name/model.lp"; then
        esolver -L -O "$work/q.sol" "$name/model.lp" > "$work/qlog" 2>&1
        q=$(sed -n 's/^.*Value = *//p' "$work/q.sol" | head -1 | awk -F/ '{ v = $1; if (NF == 2) v = $1 / $2; printf "%.10g", v }')
    fi
    ok=yes
    if [ "$status" = optimal ]; then
        same "$g" "$want" || ok=no
        same "$c" "$want" || same "$cneg" "$want" || ok=no
        [ "$q" = - ] || same "$q" "$want" || ok=no
    else
        c=$(sed -n '1s/ .*//p' "$work/cbc")
        case $status in
        infeasible) grep -Eiq 'no (primal )?feasible|INTEGER EMPTY|INFEASIBLE' "$work/log" "$work/glp" || ok=no
                    grep -Eiq infeasible "$work/cbclog" || ok=no ;;
        unbounded)  grep -Eiq 'unbounded|no dual feasible' "$work/log" || ok=no
                    grep -Eiq 'unbounded|dual infeasible' "$work/cbclog" || ok=no ;;
        esac
        want=$status g=-
    fi
    [ $ok = yes ] || bad=$((bad + 1))
    printf '%-20s expected %-16s glpsol %-14s cbc %-16s qsopt_ex %-14s %s\n' \
        "$name" "$want" "$g" "$c" "$q" "$ok"
done
echo "$bad differ"
[ $bad = 0 ]
