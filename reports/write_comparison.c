/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/write_comparison.h"

#include <string.h>

#include "base/version.h"
#include "reports/csv.h"
#include "reports/json.h"
#include "base/numbers.h"
#include "reports/write.h"

#define DECIMALS 20

/* --- CSV -------------------------------------------------------------------------------------- */

static const char *fate_word(enum fate fate) {
    static const char *const words[] = {[FATE_UNKNOWN] = "unknown",
                                        [FATE_NEITHER] = "neither",
                                        [FATE_KEPT] = "kept",
                                        [FATE_GAINED] = "gained",
                                        [FATE_LOST] = "lost"};
    return words[fate];
}

static void next_number(struct text *out, struct ratio number) {
    text_add_char(out, ',');
    if (ratio_known(number)) {
        text_add_ratio(out, number, DECIMALS);
    }
}

void write_comparison_csv(const struct comparison *c, struct text *out) {
    text_add(out, "scenario,scenario_name,line,line_name,amount,base_amount,change,"
                  "fate" CSV_LINE_END);
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        for (uint32_t i = 0; i < c->lines.count && c->scenarios[s].has_amounts; i++) {
            struct ratio amount = comparison_line(c, s, i);
            struct ratio base = comparison_line(c, c->base, i);
            enum fate fate = comparison_fate(c, s, i);
            if (fate == FATE_NEITHER || (fate == FATE_UNKNOWN && ratio_sign(amount) == 0)) {
                continue;
            }
            csv_text(out, c->scenarios[s].scenario->id);
            csv_next(out, c->scenarios[s].scenario->names[c->scenarios[s].notes->language]);
            csv_next(out, c->lines.ids[i]);
            csv_next(out, c->lines.names[i]);
            next_number(out, amount);
            next_number(out, base);
            next_number(out, ratio_less(amount, base));
            csv_next(out, fate_word(fate));
            text_add(out, CSV_LINE_END);
        }
    }
}

/* --- JSON: pieces ----------------------------------------------------------------------------- */

static void open_object(struct json *json, const char *key, enum json_form form) {
    json_key(json, key);
    json_object(json, form);
}

static void open_list(struct json *json, const char *key, enum json_form form) {
    json_key(json, key);
    json_list(json, form);
}

/* "file.yaml:12:5" */
static void key_place(struct json *json, const char *key, struct place place) {
    struct text text = {0};
    if (place.source == NULL) {
        return;
    }
    struct position position = source_position(place.source, place.offset);
    text_format(&text, "%s:%u:%u", place.source->name, (unsigned)position.line,
                (unsigned)position.column);
    json_key_string(json, key, text_string(&text));
    text_free(&text);
}

static void write_by(struct json *json, const char *key, const struct things *things,
                     const struct ratio *values, const char *rest) {
    open_object(json, key, JSON_INLINE);
    for (uint32_t i = 0; i < things->count; i++) {
        json_key_ratio(json, things->ids[i], values[i]);
    }
    if (rest != NULL) {
        json_key_ratio(json, rest, values[things->count]);
    }
    json_close(json);
}

static void write_outcome(struct json *json, const struct comparison *c,
                          const struct outcome *outcome) {
    json_key_ratio(json, "goal", outcome->all[OUTCOME_GOAL]);
    json_key_ratio(json, "total", outcome->all[OUTCOME_TOTAL]);
    write_by(json, "territory", &c->territories, outcome->by_territory, "whole_region");
    write_by(json, "axis", &c->axes, outcome->by_axis, "no_axis");
    write_by(json, "fund", &c->funds, outcome->by_fund, NULL);
}

/* --- JSON: scenarios -------------------------------------------------------------------------- */

static void write_change(struct json *json, const struct change *change) {
    static const char *const kinds[] = {[CHANGE_SET] = "set",
                                        [CHANGE_SCALE] = "scale",
                                        [CHANGE_ADD] = "add",
                                        [CHANGE_REMOVE] = "remove"};
    json_object(json, JSON_INLINE);
    json_key_string(json, kinds[change->kind], change->path);
    key_place(json, "place", change->place);
    json_close(json);
}

static void write_goals(struct json *json, const struct compared *its) {
    open_list(json, "goals", JSON_INLINE);
    for (uint32_t g = 0; its->has_amounts && g < its->plan->goal_count; g++) {
        json_object(json, JSON_INLINE);
        json_key_string(json, "goal", its->plan->goals[g].text);
        json_key_ratio(json, "value", its->answer->goals[g].value);
        json_key(json, "bound");
        json_double(json, its->answer->goals[g].bound);
        json_close(json);
    }
    json_close(json);
}

static void write_lines(struct json *json, const struct comparison *c, uint32_t s) {
    open_object(json, "lines", JSON_INLINE);
    for (uint32_t i = 0; i < c->lines.count; i++) {
        struct ratio amount = comparison_line(c, s, i);
        if (ratio_known(amount) && ratio_sign(amount) != 0) {
            json_key_ratio(json, c->lines.ids[i], amount);
        }
    }
    json_close(json);
}

/* Ids of the lines of a fate, or of the rules of a turn. */
static void write_fates(struct json *json, const struct comparison *c, uint32_t s,
                        const char *key, enum fate fate) {
    open_list(json, key, JSON_INLINE);
    for (uint32_t i = 0; i < c->lines.count; i++) {
        if (comparison_fate(c, s, i) == fate) {
            json_string(json, c->lines.ids[i]);
        }
    }
    json_close(json);
}

static void write_turns(struct json *json, const struct comparison *c, uint32_t s,
                        const char *key, enum turn turn) {
    open_list(json, key, JSON_INLINE);
    for (uint32_t i = 0; i < c->rules.count; i++) {
        if (comparison_turn(c, s, i) == turn) {
            json_string(json, c->rules.ids[i]);
        }
    }
    json_close(json);
}

/* {"parsis": {"minganie": {"axe1": 12}}}, without zeros. */
static void write_dollars(struct json *json, const struct comparison *c, uint32_t s) {
    open_list(json, "dollars", JSON_INLINE);
    for (uint32_t t = 0; t <= c->territories.count; t++) {
        for (uint32_t a = 0; a <= c->axes.count; a++) {
            for (uint32_t f = 0; f < c->funds.count; f++) {
                struct ratio dollars = comparison_dollars(c, s, t, a, f);
                if (!ratio_known(dollars) || ratio_sign(dollars) == 0) {
                    continue;
                }
                json_object(json, JSON_INLINE);
                if (t < c->territories.count) {
                    json_key_string(json, "territory", c->territories.ids[t]);
                }
                if (a < c->axes.count) {
                    json_key_string(json, "axis", c->axes.ids[a]);
                }
                json_key_string(json, "fund", c->funds.ids[f]);
                json_key_ratio(json, "amount", dollars);
                json_close(json);
            }
        }
    }
    json_close(json);
}

static void write_causes(struct json *json, const struct comparison *c,
                         const struct compared *its) {
    if (its->method == CAUSES_NONE) {
        return;
    }
    open_object(json, "causes", JSON_LINES);
    json_key_string(json, "method", its->method == CAUSES_EXACT ? "shapley" : "waterfall");
    open_list(json, "shares", JSON_LINES);
    for (uint32_t i = 0; i < its->cause_count; i++) {
        const struct cause *cause = &its->causes[i];
        json_object(json, JSON_INLINE);
        open_list(json, "changes", JSON_INLINE);
        for (uint32_t k = 0; k < cause->change_count; k++) {
            write_change(json, cause->changes[k]);
        }
        json_close(json);
        json_key_bool(json, "withdrawn", cause->withdrawn[0]);
        write_outcome(json, c, &cause->share);
        json_close(json);
    }
    json_close(json);
    json_close(json);
}

static void write_reason(struct json *json, const struct compared *its) {
    open_list(json, "notes", JSON_INLINE);
    if (its->hopeless[its->notes->language] != NULL) {
        json_string(json, its->hopeless[its->notes->language]);
    }
    for (size_t i = 0; i < its->notes->count; i++) {
        json_string(json, its->notes->list[i].what);
    }
    json_close(json);
}

static void write_scenario(struct json *json, const struct comparison *c, uint32_t s) {
    const struct compared *its = &c->scenarios[s];
    json_object(json, JSON_LINES);
    json_key_string(json, "id", its->scenario->id);
    json_key_string(json, "name", its->scenario->names[its->notes->language]);
    if (its->scenario->source != NULL) {
        json_key_string(json, "source", its->scenario->source);
    }
    open_list(json, "changes", JSON_INLINE);
    for (uint32_t i = 0; i < its->scenario->change_count; i++) {
        write_change(json, its->scenario->changes[i]);
    }
    json_close(json);
    json_key_string(json, "status",
                    its->answer != NULL ? status_word(its->answer->status)
                    : its->interrupted  ? "interrupted"
                                        : "failed");
    write_reason(json, its);
    if (its->answer != NULL && its->answer->status == STATUS_INFEASIBLE) {
        write_json_conflict(json, its->answer);
    }
    write_goals(json, its);
    if (its->has_amounts) {
        open_object(json, "outcome", JSON_LINES);
        write_outcome(json, c, &its->outcome);
        json_close(json);
        write_lines(json, c, s);
        write_dollars(json, c, s);
        write_fates(json, c, s, "gained", FATE_GAINED);
        write_fates(json, c, s, "lost", FATE_LOST);
        write_turns(json, c, s, "rules_begin", TURN_BEGINS);
        write_turns(json, c, s, "rules_cease", TURN_CEASES);
    }
    write_causes(json, c, its);
    json_close(json);
}

/* --- JSON: the rest --------------------------------------------------------------------------- */

static void write_inputs(struct json *json, const struct comparison *c) {
    open_list(json, "inputs", JSON_LINES);
    for (uint32_t i = 0; i < c->input_count; i++) {
        const struct input *input = &c->inputs[i];
        json_object(json, JSON_LINES);
        json_key_string(json, "path", input->path);
        json_key_string(json, "unit", input->unit);
        open_object(json, "values", JSON_LINES);
        for (uint32_t s = 0; s < c->scenario_count; s++) {
            open_object(json, c->scenarios[s].scenario->id, JSON_INLINE);
            if (input->values[s].text != NULL) {
                json_key_string(json, "value", input->values[s].text);
            }
            key_place(json, "place", input->values[s].place);
            json_close(json);
        }
        json_close(json);
        json_close(json);
    }
    json_close(json);
}

static void write_core(struct json *json, const struct comparison *c) {
    open_object(json, "core", JSON_LINES);
    json_key(json, "scenarios");
    json_whole(json, c->core_scenarios);
    json_key_ratio(json, "total", c->core_total);
    open_list(json, "lines", JSON_LINES);
    for (uint32_t i = 0; i < c->lines.count; i++) {
        if (c->core[i].everywhere) {
            json_object(json, JSON_INLINE);
            json_key_string(json, "id", c->lines.ids[i]);
            json_key_ratio(json, "least", c->core[i].least);
            json_key_ratio(json, "most", c->core[i].most);
            json_close(json);
        }
    }
    json_close(json);
    json_close(json);
}

static void write_regrets(struct json *json, const struct comparison *c) {
    if (c->regrets == NULL) {
        return;
    }
    open_list(json, "regret", JSON_LINES);
    for (uint32_t a = 0; a < c->scenario_count; a++) {
        for (uint32_t b = 0; b < c->scenario_count && c->scenarios[a].has_amounts; b++) {
            const struct regret *regret = &c->regrets[a * c->scenario_count + b];
            json_object(json, JSON_INLINE);
            json_key_string(json, "made_for", c->scenarios[a].scenario->id);
            json_key_string(json, "happens", c->scenarios[b].scenario->id);
            json_key_string(json, "status", status_word(regret->status));
            json_key_ratio(json, "goal", regret->value);
            json_key_ratio(json, "regret", regret->regret);
            json_key_ratio(json, "cut", regret->cut);
            json_close(json);
        }
    }
    json_close(json);
}

void write_comparison_json(const struct comparison *c, struct text *out) {
    struct json json = {.out = out};
    json_object(&json, JSON_LINES);
    json_key(&json, "arrimage");
    json_whole(&json, 1);
    json_key_string(&json, "program", "arrimage " ARRIMAGE_VERSION);
    open_object(&json, "plan", JSON_INLINE);
    json_key_string(&json, "title", c->title);
    json_key_string(&json, "sha256", c->scenarios[c->base].plan->sha256);
    json_close(&json);
    json_key_string(&json, "base", c->scenarios[c->base].scenario->id);
    write_inputs(&json, c);
    open_list(&json, "scenarios", JSON_LINES);
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        write_scenario(&json, c, s);
    }
    json_close(&json);
    write_core(&json, c);
    write_regrets(&json, c);
    json_close(&json);
    text_add_char(out, '\n');
}
