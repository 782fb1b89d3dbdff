/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/close.h"

#include <errno.h>

#include "base/failure.h"

static void usual_reasons_are_told_in_french(void **state) {
    (void)state;
    assert_string_equal(failure_words(ENOENT, FRENCH), "ce fichier ou ce dossier n’existe pas");
    assert_string_equal(failure_words(EACCES, FRENCH), "permission refusée");
    assert_string_equal(failure_words(ENOSPC, FRENCH), "il n’y a plus de place sur le disque");
}

static void in_english_the_system_speaks_for_itself(void **state) {
    (void)state;
    assert_string_equal(failure_words(ENOENT, ENGLISH), strerror(ENOENT));
    assert_string_equal(failure_words(EROFS, ENGLISH), strerror(EROFS));
}

static void a_rare_reason_is_told_as_the_system_does(void **state) {
    (void)state;
    assert_string_equal(failure_words(EDOM, FRENCH), strerror(EDOM));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(usual_reasons_are_told_in_french),
        cmocka_unit_test(in_english_the_system_speaks_for_itself),
        cmocka_unit_test(a_rare_reason_is_told_as_the_system_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
