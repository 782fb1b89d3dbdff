/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published problems with known answers: tests/zoo/README.md. One test a problem, named
 * after its folder: our answer against its `expected`, then what glpsol and cbc say of the
 * exported program. */
#include "tests/plans.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "solver/export.h"
#include "tests/other_solvers.h"

#define ZOO "tests/zoo"
#define GOAL_ROOM 1e-7  /* relative, of the objective */
#define PRICE_ROOM 1e-6 /* relative, of amounts and prices */
#define PATIENCE 60     /* seconds for each of the other solvers */
#define BESIDE 1e-3     /* relative: how far from the end of a range it is tried */
#define FAR 1e6         /* stands for an end that is infinite */

/* --- the expected file: `key value` a line ------------------------------------------------ */

/* If `key` is `before` + something + `after`, that something; it lives until the next call. */
static const char *between(const char *key, const char *before, const char *after) {
    static char middle[256];
    size_t length = strlen(key), first = strlen(before), last = strlen(after);

    if (length <= first + last || length - first - last >= sizeof middle ||
        strncmp(key, before, first) != 0 || strcmp(key + length - last, after) != 0) {
        return NULL;
    }
    memcpy(middle, key + first, length - first - last);
    middle[length - first - last] = '\0';
    return middle;
}

static void check_number(const char *key, double actual, const char *value, double room) {
    char *end;
    double expected = strtod(value, &end);

    if (end == value || *end != '\0') {
        fail_msg("%s: \"%s\" is no number", key, value);
    }
    close_double(actual, expected, room, key, __FILE__, __LINE__);
}

static double goal_value(const struct planned *p, const char *number) {
    unsigned long goal = strtoul(number, NULL, 10);

    assert_in_range(goal, 1, p->plan->goal_count);
    return ratio_double(p->answer->goals[goal - 1].value);
}

/* Both sides of the bound, where the problem gives one price for both. */
static void check_price(const char *key, struct price price, const char *value) {
    check_number(key, price.above, value, PRICE_ROOM);
    check_number(key, price.below, value, PRICE_ROOM);
}

/* Parts `FROM TO`; what comes back is TO. */
static char *part_range(char *value) {
    char *to = strchr(value, ' ');

    assert_non_null(to);
    *to = '\0';
    return to + 1;
}

/* `FROM TO`, either of them `-` where it is not published, `inf` or `-inf` where it has no end. */
static void check_range(const char *key, struct price price, char *value) {
    const char *to = part_range(value);

    if (strcmp(value, "-") != 0) {
        check_number(key, price.from, value, PRICE_ROOM);
    }
    if (strcmp(to, "-") != 0) {
        check_number(key, price.to, to, PRICE_ROOM);
    }
}

/* Whether all lines get the same when the value at a path of the plan is another. */
static bool is_same_with(const struct planned *p, const char *path, double value) {
    char set[320];

    assert_in_range(snprintf(set, sizeof set, "%s=%.9f", path, value), 1, sizeof set - 1);
    struct planned other = plan_of_file_but(p->source->name, set);
    bool same = plan_solve(&other)->status == p->answer->status;
    for (uint32_t i = 0; i < p->plan->line_count && same; i++) {
        double before = ratio_double(p->answer->lines[i].amount);
        double now = ratio_double(other.answer->lines[i].amount);
        same = fabs(now - before) <= PRICE_ROOM * fmax(1, fabs(before));
    }
    plan_end(&other);
    return same;
}

/* One end of a range of a value, `outwards` being 1 or -1: just within it the amounts are the same,
 * just outside they are not. */
static void check_same_until(const struct planned *p, const char *path, const char *end,
                             int outwards) {
    double at = strtod(end, NULL), step = outwards * BESIDE * fmax(1, fabs(at));

    if (!is_same_with(p, path, isinf(at) ? outwards * FAR : at - step)) {
        fail_msg("%s: the amounts are not the same up to %s", path, end);
    }
    if (!isinf(at) && is_same_with(p, path, at + step)) {
        fail_msg("%s: the amounts are the same beyond %s", path, end);
    }
}

static void check_same_while(const struct planned *p, const char *path, char *value) {
    const char *to = part_range(value);

    check_same_until(p, path, value, -1);
    check_same_until(p, path, to, 1);
}

/* `ID` or `ID.YEAR`. */
static struct price fund_price(const struct planned *p, char *id) {
    char *year = strchr(id, '.');

    if (year == NULL) {
        return fund_told(p, id)->price;
    }
    *year++ = '\0';
    uint32_t position = plan_find(p->plan->years, p->plan->year_count, year);
    assert_int_not_equal(position, NONE);
    return fund_told(p, id)->years[position].price;
}

/* "rule.ID", "fund.ID" or "line.ID.CONDITION", one after the other, and none can be left out. */
static void check_conflict(const struct planned *p, const char *value) {
    const struct plan *plan = p->plan;
    struct text told = {0};
    for (uint32_t i = 0; i < p->answer->conflict_count; i++) {
        const struct conflict_part *part = &p->answer->conflict[i];
        text_add(&told, i > 0 ? " " : "");
        switch (part->kind) {
        case CONFLICT_RULE:
            text_format(&told, "rule.%s", plan->rules[part->position].entity.id);
            break;
        case CONFLICT_FUND:
            text_format(&told, "fund.%s", plan->funds[part->position].entity.id);
            break;
        case CONFLICT_LINE:
            text_format(&told, "line.%s.%s", plan->lines[part->position].entity.id,
                        condition_word(part->condition));
            break;
        }
    }
    assert_string_equal(text_string(&told), value);
    assert_true(p->answer->conflict_irreducible);
    text_free(&told);
}

static void check_pair(const struct planned *p, const char *key, char *value) {
    const char *id;

    if (strcmp(key, "status") == 0) {
        assert_string_equal(status_word(p->answer->status), value);
    } else if (strcmp(key, "conflict") == 0) {
        check_conflict(p, value);
    } else if ((id = between(key, "same_while.", "")) != NULL) {
        check_same_while(p, id, value);
    } else if ((id = between(key, "goal.", "")) != NULL) {
        check_number(key, goal_value(p, id), value, GOAL_ROOM);
    } else if ((id = between(key, "line.", ".level")) != NULL) {
        check_number(key, ratio_double(line_told(p, id)->level), value, PRICE_ROOM);
    } else if ((id = between(key, "line.", "")) != NULL) {
        check_number(key, ratio_double(line_told(p, id)->amount), value, PRICE_ROOM);
    } else if ((id = between(key, "fund.", ".price")) != NULL) {
        check_price(key, fund_price(p, (char *)id), value);
    } else if ((id = between(key, "fund.", ".price_range")) != NULL) {
        check_range(key, fund_price(p, (char *)id), value);
    } else if ((id = between(key, "rule.", ".price")) != NULL) {
        check_price(key, rule_told(p, id)->price, value);
    } else if ((id = between(key, "rule.", ".price_range")) != NULL) {
        check_range(key, rule_told(p, id)->price, value);
    } else {
        fail_msg("%s: what is that?", key);
    }
}

static void check_against(const struct planned *p, const struct source *expected) {
    char key[256], value[256];
    unsigned pairs = 0;

    for (const char *line = expected->bytes; *line != '\0';) {
        if (*line != '#' && sscanf(line, "%255s %255[^\n]", key, value) == 2) {
            check_pair(p, key, value);
            pairs++;
        }
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    assert_int_not_equal(pairs, 0);
}

/* --- the other solvers -------------------------------------------------------------------- */

static bool agrees(enum status ours, enum other_status theirs) {
    switch (ours) {
    case STATUS_OPTIMAL:
        return theirs == OTHER_OPTIMAL;
    case STATUS_INFEASIBLE:
        return theirs == OTHER_INFEASIBLE || theirs == OTHER_NO_OPTIMUM;
    case STATUS_UNBOUNDED:
        return theirs == OTHER_UNBOUNDED || theirs == OTHER_NO_OPTIMUM;
    default:
        return false;
    }
}

static void check_other(const struct answer *ours, struct other_answer theirs, double sign,
                        const char *who) {
    if (!agrees(ours->status, theirs.status)) {
        fail_msg("%s says %s, we say %s", who, other_status_word(theirs.status),
                 status_word(ours->status));
    }
    if (ours->status == STATUS_OPTIMAL) {
        close_double(ours->goals[0].before_rounding, sign * theirs.objective, GOAL_ROOM, who,
                     __FILE__, __LINE__);
    }
}

static void check_others(struct planned *p) {
    const struct program *program = plan_program(p);
    double sign = p->plan->goals[0].maximize ? -1 : 1; /* MPS always minimises */
    struct text mps = {0}, lp = {0};

    export_mps(program, 0, &mps);
    export_lp(program, 0, &lp);
    struct other_answer glpsol_mps = glpsol_answer(&mps, OTHER_MPS, PATIENCE);
    struct other_answer glpsol_lp = glpsol_answer(&lp, OTHER_LP, PATIENCE);
    struct other_answer cbc_mps = cbc_answer(&mps, PATIENCE);
    text_free(&mps);
    text_free(&lp);
    check_other(p->answer, glpsol_mps, sign, "glpsol on MPS");
    check_other(p->answer, glpsol_lp, 1, "glpsol on LP");
    check_other(p->answer, cbc_mps, sign, "cbc on MPS");
}

/* --- the tests ---------------------------------------------------------------------------- */

static const char *path_of(const char *problem, const char *file) {
    static char path[4096];

    assert_in_range(snprintf(path, sizeof path, ZOO "/%s/%s", problem, file), 1,
                    sizeof path - 1);
    return path;
}

static void solve_problem(void **state) {
    const char *problem = *state;
    struct planned p = plan_of_file(path_of(problem, "plan.yaml"));
    struct source *expected = file_read(path_of(problem, "expected"), &p.notes);

    assert_non_null(expected);
    plan_solve(&p);
    check_against(&p, expected);
    check_others(&p);
    source_free(expected);
    plan_end(&p);
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct CMUnitTest *)a)->name, ((const struct CMUnitTest *)b)->name);
}

static bool has_plan(const char *problem) {
    FILE *file = fopen(path_of(problem, "plan.yaml"), "r");

    if (file != NULL) {
        fclose(file);
    }
    return file != NULL;
}

/* One test for each folder that holds a plan, by name; or only for those asked for. */
static size_t collect(struct CMUnitTest **tests, int argc, char **argv) {
    size_t count = 0, capacity = 0;
    DIR *folder = opendir(ZOO);

    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        bool wanted = argc < 2;

        for (int i = 1; i < argc; i++) {
            wanted = wanted || strcmp(entry->d_name, argv[i]) == 0;
        }
        if (!wanted || entry->d_name[0] == '.' || !has_plan(entry->d_name)) {
            continue;
        }
        ARRAY_RESERVE(*tests, count, capacity);
        char *name = strdup(entry->d_name);
        (*tests)[count++] = (struct CMUnitTest){name, solve_problem, NULL, NULL, name};
    }
    if (folder != NULL) {
        closedir(folder);
    }
    if (count > 0) {
        qsort(*tests, count, sizeof **tests, by_name);
    }
    return count;
}

/* test_zoo [PROBLEM…] */
int main(int argc, char **argv) {
    struct CMUnitTest *tests = NULL;
    size_t count = collect(&tests, argc, argv);

    if (count == 0) {
        fprintf(stderr, "no problem in " ZOO "\n");
        return 1;
    }
    int failed = _cmocka_run_group_tests("zoo", tests, count, NULL, NULL);
    for (size_t i = 0; i < count; i++) {
        free((void *)(uintptr_t)tests[i].name);
    }
    free(tests);
    return failed;
}
