/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open nodes: a heap, best bound first, then the newest. */
#include "solver/branch_parts.h"

static bool comes_first(const struct branch *branch, uint32_t a, uint32_t b) {
    double x = branch->nodes[a].bound, y = branch->nodes[b].bound;
    return x != y ? better(branch, x, y) : a > b;
}

static void swap(uint32_t *a, uint32_t *b) {
    uint32_t kept = *a;
    *a = *b;
    *b = kept;
}

void branch_open(struct branch *branch, uint32_t node, double bound) {
    branch->nodes[node].state = NODE_OPEN;
    branch->nodes[node].bound = isnan(bound) ? -worst(branch) : bound;
    ARRAY_RESERVE(branch->heap, branch->heap_count, branch->heap_capacity);
    ARRAY_RESERVE(branch->stack, branch->stack_count, branch->stack_capacity);
    branch->stack[branch->stack_count++] = node;
    uint32_t at = branch->heap_count++;
    branch->heap[at] = node;
    for (; at > 0; at = (at - 1) / 2) {
        uint32_t *above = &branch->heap[(at - 1) / 2];
        if (!comes_first(branch, branch->heap[at], *above))
            break;
        swap(above, &branch->heap[at]);
    }
}

uint32_t branch_take_best(struct branch *branch) {
    uint32_t best = branch->heap[0];
    branch->heap[0] = branch->heap[--branch->heap_count];
    for (uint32_t at = 0, child; (child = 2 * at + 1) < branch->heap_count; at = child) {
        if (child + 1 < branch->heap_count &&
            comes_first(branch, branch->heap[child + 1], branch->heap[child]))
            child++;
        if (!comes_first(branch, branch->heap[child], branch->heap[at]))
            break;
        swap(&branch->heap[at], &branch->heap[child]);
    }
    return best;
}
