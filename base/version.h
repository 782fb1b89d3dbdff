/* SPDX-License-Identifier: GPL-3.0-or-later */
/* version: of the program; the plan format has its own. */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#define ARRIMAGE_VERSION "0.1.0"

#endif
