/* SPDX-License-Identifier: GPL-3.0-or-later */
/* twin: numbers to about twice the precision of a double, without GMP.
 *
 * Error-free transformations (Ogita, Rump & Oishi 2005, SIAM J. on Scientific Computing 26). They
 * need -ffp-contract=off. */
#ifndef SOLVER_TWIN_H
#define SOLVER_TWIN_H

#include <math.h>

#include "base/exact.h"

/* The double nearest to a number, and the rest. */
struct twin {
    double high, low;
};

static inline struct twin twin_of(struct ratio a, double unknown) {
    if (!ratio_known(a))
        return (struct twin){unknown, 0};
    double high = ratio_double(a);
    bool whole = a.den == 1 && fabs(high) <= 0x1p53;
    return (struct twin){high, whole ? 0 : ratio_rest(a, high)};
}

static inline struct twin twin_add(struct twin a, struct twin b) {
    double sum = a.high + b.high, part = sum - a.high;
    double rest = (a.high - (sum - part)) + (b.high - part) + (a.low + b.low);
    double high = sum + rest;
    return (struct twin){high, rest - (high - sum)};
}

static inline struct twin twin_mul(struct twin a, struct twin b) {
    double product = a.high * b.high;
    double rest = fma(a.high, b.high, -product) + (a.high * b.low + a.low * b.high);
    double high = product + rest;
    return (struct twin){high, rest - (high - product)};
}

static inline struct twin twin_neg(struct twin a) {
    return (struct twin){-a.high, -a.low};
}

#endif
