/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrupted results: none holds that does not say the same.
 *
 *     test_recheck [COUNT [SEED]]      COUNT corruptions (2,000), drawn from SEED (1)
 *
 * Each of the results below is altered: a digit, a sign, a position in the evidence, a letter, a
 * line dropped or doubled, two numbers swapped, the end cut off. What is still made of the same
 * tokens (reports/alike) says the same, and holds; everything else must not hold. Half of them are
 * forged with care: the seal is made anew. Then only the proof stands against them, and what may
 * pass is another proof of the same claims, or what the audit calls the solver's word. */
#include "cli/recheck.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/digest.h"
#include "reports/alike.h"
#include "reports/write.h"
#include "tests/plans.h"

static unsigned corruption_count = 2000;
static uint64_t draws = 1;

static const char *const plans[] = {
    "examples/fondation/plan.yaml",         "examples/municipalite/plan.yaml",
    "tests/zoo/wyndor/plan.yaml",           "tests/zoo/burnit/plan.yaml",
    "tests/zoo/dewright_ranked/plan.yaml",  "tests/zoo/keshav_weighted/plan.yaml",
    "tests/zoo/bevco_infeasible/plan.yaml", "tests/zoo/taha_unbounded/plan.yaml",
    "tests/zoo/knapsack_p06/plan.yaml",     "tests/zoo/petersen1/plan.yaml",
    "tests/zoo/steiner9/plan.yaml",         "tests/zoo/stigler_dantzig/plan.yaml",
};

struct stored {
    struct planned planned;
    struct text json;
};

/* Steele, Lea & Flood 2014 (OOPSLA): the same numbers everywhere. */
static size_t draw(size_t below) {
    uint64_t z = draws += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return below == 0 ? 0 : (size_t)((z ^ (z >> 31)) % below);
}

static void solve_and_store(struct stored *s, const char *path) {
    s->planned = plan_of_file(path);
    plan_solve_as(&s->planned, &(struct solve_options){.prices = true, .evidence = true});
    s->json = (struct text){0};
    write_json(s->planned.answer, NULL, 0, &s->json);
}

static void forget(struct stored *s) {
    text_free(&s->json);
    plan_end(&s->planned);
}

/* --- corruptions -------------------------------------------------------------------------- */

static void splice(struct text *text, size_t at, size_t length, const char *with) {
    struct text made = {0};
    text_add_bytes(&made, text->bytes, at);
    text_add(&made, with);
    text_add_bytes(&made, text->bytes + at + length, text->length - at - length);
    text_free(text);
    *text = made;
}

/* A place from `from` on where `is` holds, by chance; the text's length: there is none. */
static size_t find(const struct text *text, size_t from, int (*is)(int)) {
    size_t start = from + draw(text->length - from);
    for (size_t i = 0; i < text->length - from; i++) {
        size_t at = from + (start - from + i) % (text->length - from);
        if (is((unsigned char)text->bytes[at]))
            return at;
    }
    return text->length;
}

static void change_digit(struct text *text, size_t from) {
    size_t at = find(text, from, isdigit);
    if (at < text->length)
        text->bytes[at] = (char)('0' + (text->bytes[at] - '0' + 1 + (int)draw(9)) % 10);
}

static void change_letter(struct text *text) {
    size_t at = find(text, 0, islower);
    if (at < text->length)
        text->bytes[at] = (char)('a' + (text->bytes[at] - 'a' + 1 + (int)draw(25)) % 26);
}

static size_t number_at(const struct text *text, size_t *length) {
    size_t at = find(text, 0, isdigit);
    while (at > 0 && at < text->length && strchr("0123456789.-", text->bytes[at - 1]) != NULL)
        at--;
    *length = at < text->length ? strspn(text->bytes + at, "0123456789.-") : 0;
    return at;
}

static void change_sign(struct text *text) {
    size_t length, at = number_at(text, &length);
    if (length > 0)
        splice(text, at, text->bytes[at] == '-', text->bytes[at] == '-' ? "" : "-");
}

static void swap_numbers(struct text *text) {
    size_t length[2], at[2];
    for (int i = 0; i < 2; i++)
        at[i] = number_at(text, &length[i]);
    int last = at[1] > at[0];
    if (at[0] == at[1] || length[0] == 0 || length[1] == 0)
        return;
    struct text one = {0}, other = {0};
    text_add_bytes(&one, text->bytes + at[last], length[last]);
    text_add_bytes(&other, text->bytes + at[!last], length[!last]);
    splice(text, at[last], length[last], text_string(&other));
    splice(text, at[!last], length[!last], text_string(&one));
    text_free(&one);
    text_free(&other);
}

static void change_line(struct text *text, bool twice) {
    size_t start = draw(text->length), end;
    while (start > 0 && text->bytes[start - 1] != '\n')
        start--;
    end = start + strcspn(text->bytes + start, "\n") + 1;
    end = end > text->length ? text->length : end;
    struct text line = {0};
    text_add_bytes(&line, text->bytes + start, end - start);
    splice(text, twice ? end : start, twice ? 0 : end - start, twice ? text_string(&line) : "");
    text_free(&line);
}

static struct text corrupt(const struct text *json, unsigned kind) {
    struct text text = {0};
    text_add_bytes(&text, json->bytes, json->length);
    const char *evidence = strstr(text.bytes, "\"evidence\"");
    switch (kind) {
    case 0:
        change_digit(&text, 0);
        break;
    case 1:
        change_sign(&text);
        break;
    case 2:
        change_digit(&text, evidence == NULL ? 0 : (size_t)(evidence - text.bytes));
        break;
    case 3:
        change_line(&text, false);
        break;
    case 4:
        swap_numbers(&text);
        break;
    case 5:
        change_letter(&text);
        break;
    case 6:
        change_line(&text, true);
        break;
    default:
        splice(&text, draw(text.length), 1, "");
    }
    return text;
}

static void seal(struct text *text) {
    static const char key[] = ",\n  \"seal\": \"";
    char digits[DIGEST_DIGITS + 1];
    char *at = strstr(text->bytes, key);
    if (at == NULL || strlen(at) < sizeof key - 1 + DIGEST_DIGITS)
        return;
    digest(text->bytes, (size_t)(at - text->bytes), digits);
    memcpy(at + sizeof key - 1, digits, DIGEST_DIGITS);
}

/* --- what may pass ------------------------------------------------------------------------ */

static bool is_of_shown_goal(const struct recheck *r, const char *where) {
    for (uint32_t g = 0; g < r->verified.goals; g++) {
        struct text goal = {0};
        text_format(&goal, "goals[%s]", r->plan->goals[g].text);
        bool its = strncmp(where, text_string(&goal), goal.length) == 0;
        text_free(&goal);
        if (its)
            return true;
    }
    return false;
}

static bool may_pass(const struct recheck *r, const char *where) {
    const struct verified *v = &r->verified;
    bool of_goal = strncmp(where, "goals", 5) == 0;
    bool of_rounding =
        strstr(where, "before_rounding") != NULL || strstr(where, "costs") != NULL;
    return strncmp(where, "evidence", 8) == 0 || strcmp(where, "seal") == 0 ||
           strstr(where, "price_range") != NULL || /* less than the evidence shows is true */
           (v->prices && strstr(where, "price") != NULL) ||
           (v->ties && strncmp(where, "ties", 4) == 0) ||
           (of_goal && of_rounding && v->rounding) ||
           (of_goal && (v->best || !is_of_shown_goal(r, where)));
}

static bool all_may_pass(const struct recheck *r, const struct differences *differences) {
    bool pass = differences->all == differences->count;
    for (size_t i = 0; i < differences->count && pass; i++)
        pass = may_pass(r, text_string(&differences->list[i].where));
    return pass;
}

static void check_corruption(const struct stored *s, unsigned kind, bool forged) {
    struct text text = corrupt(&s->json, kind);
    struct notes notes = {.language = ENGLISH};
    if (forged)
        seal(&text);
    struct source *source = source_new("result.json", text_string(&text), text.length);
    struct differences differences = alike(source->bytes, text_string(&s->json));
    struct recheck r = {.plan = s->planned.plan, .result = source};
    bool holds = recheck_run(&r, &notes) && r.holds;
    bool right =
        differences.all == 0 ? holds : !holds || (forged && all_may_pass(&r, &differences));
    if (!right) {
        const struct difference *first = differences.list;
        fail_msg("%s: kind %u, %s: %s for %s", s->planned.source->name, kind,
                 first == NULL ? "" : text_string(&first->where),
                 first == NULL ? "" : text_string(&first->told),
                 first == NULL ? "" : text_string(&first->made));
    }
    if (!holds)
        assert_int_not_equal(notes_errors(&notes), 0); /* named */
    recheck_free(&r);
    differences_free(&differences);
    source_free(source);
    notes_free(&notes);
    text_free(&text);
}

static void no_corrupted_result_holds(void **state) {
    unsigned count = sizeof plans / sizeof *plans;
    (void)state;
    for (unsigned p = 0; p < count; p++) {
        struct stored s;
        solve_and_store(&s, plans[p]);
        for (unsigned i = 0; i < corruption_count / count; i++)
            check_corruption(&s, i % 8, (i / 8) % 2 == 1);
        forget(&s);
    }
}

static void a_result_holds_whatever_its_white_space(void **state) {
    (void)state;
    for (size_t p = 0; p < sizeof plans / sizeof *plans; p++) {
        struct stored s;
        struct notes notes = {.language = ENGLISH};
        solve_and_store(&s, plans[p]);
        for (size_t i = 0; i < s.json.length; i++)
            s.json.bytes[i] = s.json.bytes[i] == '\n' ? ' ' : s.json.bytes[i];
        struct source *source = source_new("result.json", s.json.bytes, s.json.length);
        struct recheck r = {.plan = s.planned.plan, .result = source};
        if (!recheck_run(&r, &notes) || !r.holds) {
            close_tell(&notes);
            fail_msg("%s", plans[p]);
        }
        recheck_free(&r);
        source_free(source);
        notes_free(&notes);
        forget(&s);
    }
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_result_holds_whatever_its_white_space),
        cmocka_unit_test(no_corrupted_result_holds),
    };
    corruption_count = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : corruption_count;
    draws = argc > 2 ? strtoull(argv[2], NULL, 10) : draws;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
