/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema_print: what printing the schema as JSON and as Markdown have in common. */
#ifndef MODEL_SCHEMA_PRINT_H
#define MODEL_SCHEMA_PRINT_H

#include "model/schema.h"

#define SCHEMA_MOST_TITLES 32

/* The shapes with a title, in the order in which a reader of the format meets them; how many. */
uint32_t schema_titled(const struct shape **titled);

#endif
