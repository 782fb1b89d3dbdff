/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include "tests/close.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/failure.h"

/* Each test has a directory of its own, and works in it. */
struct bench {
    char directory[32];
    char before[4096];
    struct notes notes;
};

static int set_up(void **state) {
    struct bench *bench = calloc(1, sizeof *bench);

    memcpy(bench->directory, "/tmp/arrimage-test-XXXXXX", 26);
    *state = bench;
    return bench == NULL || getcwd(bench->before, sizeof bench->before) == NULL ||
                   mkdtemp(bench->directory) == NULL || chdir(bench->directory) != 0
               ? -1
               : 0;
}

static size_t entries_here(bool remove_them) {
    DIR *directory = opendir(".");
    size_t count = 0;

    assert_non_null(directory);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            count++;
            if (remove_them && remove(entry->d_name) != 0) {
                break;
            }
        }
    }
    closedir(directory);
    return count;
}

static int tear_down(void **state) {
    struct bench *bench = *state;
    int status = 0;

    (void)entries_here(true);
    status |= chdir(bench->before);
    status |= rmdir(bench->directory);
    notes_free(&bench->notes);
    free(bench);
    return status;
}

static void assert_holds(const char *path, const char *expected) {
    char bytes[4096] = "";
    FILE *file = fopen(path, "r");

    assert_non_null(file);
    bytes[fread(bytes, 1, sizeof bytes - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(bytes, expected);
}

/* In the language of the notes. */
static const char *in_words(int error) {
    return failure_words(error, FRENCH);
}

static bool put(struct bench *bench, const char *path, const char *string) {
    return file_write(path, string, strlen(string), &bench->notes);
}

static unsigned mode_of(const char *path) {
    struct stat status;

    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 07777;
}

/* The path could not be written: one note says so, names it, and says what to do. */
static void assert_refused(struct bench *bench, const char *path, int error) {
    assert_false(put(bench, path, "nouveau"));
    assert_notes(&bench->notes, 1);
    assert_int_equal(bench->notes.list[0].severity, NOTE_SYSTEM);
    assert_noted(&bench->notes, path);
    assert_noted(&bench->notes, in_words(error));
    assert_non_null(bench->notes.list[0].advice);
}

static void assert_unreadable(struct bench *bench, const char *path, const char *why) {
    assert_null(file_read(path, &bench->notes));
    assert_notes(&bench->notes, 1);
    assert_int_equal(bench->notes.list[0].severity, NOTE_INPUT);
    assert_noted(&bench->notes, path);
    assert_noted(&bench->notes, why);
    assert_non_null(bench->notes.list[0].advice);
}

/* Root may read and write everything: what is forbidden is tried as somebody else. */
static void be_nobody(bool nobody) {
    static bool was_root;

    if (nobody && geteuid() == 0) {
        assert_int_equal(chmod(".", 0777), 0);
        was_root = seteuid(65534) == 0;
    } else if (!nobody && was_root) {
        assert_int_equal(seteuid(0), 0);
    }
}

/* Root could put a file in the place of a device, were file_write wrong. */
static void be_harmless_to_devices(void) {
    be_nobody(true);
    if (faccessat(AT_FDCWD, "/dev", W_OK, AT_EACCESS) == 0) {
        be_nobody(false);
        skip();
    }
}

static void what_is_written_is_read_back(void **state) {
    static const char bytes[] = "title: Côte-Nord\n\0fin";
    struct bench *bench = *state;
    struct source *source;

    assert_true(file_write("plan.yaml", bytes, sizeof bytes, &bench->notes));
    source = file_read("plan.yaml", &bench->notes);
    assert_no_notes(&bench->notes);
    assert_string_equal(source->name, "plan.yaml");
    assert_int_equal(source->length, sizeof bytes);
    assert_memory_equal(source->bytes, bytes, sizeof bytes);
    assert_int_equal(source->bytes[source->length], 0);
    assert_int_equal(entries_here(false), 1);
    source_free(source);
}

static void files_of_no_bytes_and_of_many_are_read_whole(void **state) {
    enum { MANY = 300001 };
    struct bench *bench = *state;
    char *bytes = malloc(MANY);
    struct source *source;

    assert_true(put(bench, "vide", ""));
    source = file_read("vide", &bench->notes);
    assert_int_equal(source->length, 0);
    assert_string_equal(source->bytes, "");
    source_free(source);
    for (size_t i = 0; i < MANY; i++) {
        bytes[i] = (char)(i % 251);
    }
    assert_true(file_write("long", bytes, MANY, &bench->notes));
    source = file_read("long", &bench->notes);
    assert_int_equal(source->length, MANY);
    assert_memory_equal(source->bytes, bytes, MANY);
    source_free(source);
    free(bytes);
}

static void a_missing_file_is_the_users_mistake(void **state) {
    assert_unreadable(*state, "absent.yaml", in_words(ENOENT));
}

static void a_directory_is_not_a_plan(void **state) {
    assert_unreadable(*state, ".", "dossier");
}

static void a_file_that_may_not_be_read_is_the_users_mistake(void **state) {
    struct bench *bench = *state;
    struct source *source;

    assert_true(put(bench, "secret", "x"));
    assert_int_equal(chmod("secret", 0200), 0);
    be_nobody(true);
    source = file_read("secret", &bench->notes);
    be_nobody(false);
    assert_null(source);
    assert_notes(&bench->notes, 1);
    assert_noted(&bench->notes, in_words(EACCES));
    assert_int_equal(notes_exit_status(&bench->notes), 2);
}

static void a_file_beyond_the_limit_is_refused_unread(void **state) {
    assert_true(put(*state, "long", ""));
    assert_int_equal(truncate("long", (off_t)SOURCE_MOST_BYTES + 1), 0);
    assert_unreadable(*state, "long", "64");
}

static void a_file_of_just_the_limit_is_read(void **state) {
    struct bench *bench = *state;
    struct source *source;

    assert_true(put(bench, "long", ""));
    assert_int_equal(truncate("long", (off_t)SOURCE_MOST_BYTES), 0);
    source = file_read("long", &bench->notes);
    assert_no_notes(&bench->notes);
    assert_int_equal(source->length, SOURCE_MOST_BYTES);
    source_free(source);
}

static void a_read_that_fails_is_not_the_users_mistake(void **state) {
    struct bench *bench = *state;

    assert_null(file_read("/proc/self/mem", &bench->notes)); /* nothing is mapped at 0: EIO */
    assert_notes(&bench->notes, 1);
    assert_noted(&bench->notes, in_words(EIO));
    assert_int_equal(notes_exit_status(&bench->notes), 4);
    assert_non_null(bench->notes.list[0].advice);
}

static void an_endless_device_is_refused_at_the_limit(void **state) {
    assert_unreadable(*state, "/dev/zero", "64");
}

static void a_dash_reads_standard_input(void **state) {
    struct bench *bench = *state;
    int before = dup(STDIN_FILENO), ends[2];
    struct source *source;

    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "max: 2.385", 10), 10);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    source = file_read("-", &bench->notes);
    dup2(before, STDIN_FILENO);
    close(before);
    assert_no_notes(&bench->notes);
    assert_string_equal(source->name, "<stdin>");
    assert_string_equal(source->bytes, "max: 2.385");
    source_free(source);
}

static void a_dash_writes_standard_output_after_what_was_printed(void **state) {
    struct bench *bench = *state;
    int before, file = open("out", O_WRONLY | O_CREAT, 0600);
    bool written;

    fflush(stdout);
    before = dup(STDOUT_FILENO);
    dup2(file, STDOUT_FILENO);
    printf("d'abord ");
    written = put(bench, "-", "ensuite");
    dup2(before, STDOUT_FILENO);
    close(before);
    close(file);
    assert_true(written);
    assert_holds("out", "d'abord ensuite");
}

static void a_new_file_takes_its_mode_from_the_umask(void **state) {
    mode_t before = umask(027);
    bool written = put(*state, "out", "x");

    umask(before);
    assert_true(written);
    assert_int_equal(mode_of("out"), 0640);
}

static void an_old_file_keeps_its_mode(void **state) {
    struct bench *bench = *state;

    assert_true(put(bench, "out", "ancien"));
    assert_int_equal(chmod("out", 0604), 0);
    assert_true(put(bench, "out", "nouveau"));
    assert_holds("out", "nouveau");
    assert_int_equal(mode_of("out"), 0604);
    assert_int_equal(entries_here(false), 1);
}

static void a_file_protected_from_writing_is_left_alone(void **state) {
    struct bench *bench = *state;
    bool written;

    assert_true(put(bench, "out", "ancien"));
    assert_int_equal(chmod("out", 0444), 0);
    be_nobody(true); /* who may well rename files here */
    written = put(bench, "out", "nouveau");
    be_nobody(false);
    assert_false(written);
    assert_notes(&bench->notes, 1);
    assert_noted(&bench->notes, in_words(EACCES));
    assert_holds("out", "ancien");
}

static void a_link_stays_and_its_target_is_replaced(void **state) {
    struct bench *bench = *state;
    struct stat status;

    assert_int_equal(mkdir("loin", 0700), 0);
    assert_true(put(bench, "loin/cible", "ancien"));
    assert_int_equal(symlink("cible", "loin/second"), 0); /* relative to where it stands */
    assert_int_equal(symlink("loin/second", "lien"), 0);
    assert_true(put(bench, "lien", "nouveau"));
    assert_holds("loin/cible", "nouveau");
    assert_int_equal(lstat("lien", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(lstat("loin/second", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(unlink("loin/second") | unlink("loin/cible"), 0);
}

static void a_link_to_nothing_yet_gets_its_target(void **state) {
    struct bench *bench = *state;
    struct stat status;

    assert_int_equal(symlink("cible", "lien"), 0);
    assert_true(put(bench, "lien", "nouveau"));
    assert_holds("cible", "nouveau");
    assert_int_equal(lstat("lien", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
}

static void a_long_link_is_followed_to_its_end(void **state) {
    struct text link = {0};

    text_add_repeated(&link, "./", 400);
    text_add(&link, "cible");
    assert_int_equal(symlink(text_string(&link), "lien"), 0);
    text_free(&link);
    assert_true(put(*state, "lien", "nouveau"));
    assert_holds("cible", "nouveau");
}

static void links_in_a_circle_are_refused(void **state) {
    assert_int_equal(symlink("b", "a") | symlink("a", "b"), 0);
    assert_refused(*state, "a", ELOOP);
}

static void a_full_device_is_noticed(void **state) {
    be_harmless_to_devices();
    assert_refused(*state, "/dev/full", ENOSPC);
    be_nobody(false);
}

static void devices_are_written_to_not_replaced(void **state) {
    struct stat status;

    be_harmless_to_devices();
    assert_true(put(*state, "/dev/null", "x"));
    be_nobody(false);
    assert_int_equal(stat("/dev/null", &status), 0);
    assert_true(S_ISCHR(status.st_mode));
}

static void a_pipe_is_written_to(void **state) {
    char bytes[16] = "";
    int reader;

    assert_int_equal(mkfifo("tube", 0600), 0);
    reader = open("tube", O_RDONLY | O_NONBLOCK);
    assert_true(put(*state, "tube", "2.385"));
    assert_int_equal(read(reader, bytes, sizeof bytes), 5);
    close(reader);
    assert_string_equal(bytes, "2.385");
}

static void an_open_file_named_through_dev_is_added_to(void **state) {
    int file = open("journal", O_RDWR | O_CREAT, 0600);
    char path[32];

    assert_int_equal(write(file, "avant ", 6), 6);
    snprintf(path, sizeof path, "/dev/fd/%d", file);
    assert_true(put(*state, path, "après"));
    close(file);
    assert_holds("journal", "avant après");
}

static void a_directory_that_is_missing_is_named(void **state) {
    assert_refused(*state, "absent/out", ENOENT);
}

static void a_directory_is_not_written_over(void **state) {
    assert_refused(*state, ".", EISDIR);
}

static void after_a_failure_the_old_file_is_intact_and_alone(void **state) {
    struct bench *bench = *state;
    struct rlimit before, little = {.rlim_cur = 1000};
    static char bytes[5000];
    void (*handler)(int);
    bool written;

    assert_true(put(bench, "out", "ancien"));
    getrlimit(RLIMIT_FSIZE, &before);
    little.rlim_max = before.rlim_max;
    handler = signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &little);
    written = file_write("out", bytes, sizeof bytes, &bench->notes);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, handler);
    assert_false(written);
    assert_notes(&bench->notes, 1);
    assert_noted(&bench->notes, in_words(EFBIG));
    assert_holds("out", "ancien");
    assert_int_equal(entries_here(false), 1);
}

static void a_draft_left_by_a_crash_does_not_stand_in_the_way(void **state) {
    struct bench *bench = *state;
    char name[64];

    snprintf(name, sizeof name, ".arrimage-%ld-0", (long)getpid());
    assert_true(put(bench, name, "reste"));
    assert_true(put(bench, "out", "nouveau"));
    assert_holds("out", "nouveau");
    assert_holds(name, "reste");
}

#define IN_A_DIRECTORY(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_A_DIRECTORY(what_is_written_is_read_back),
        IN_A_DIRECTORY(files_of_no_bytes_and_of_many_are_read_whole),
        IN_A_DIRECTORY(a_missing_file_is_the_users_mistake),
        IN_A_DIRECTORY(a_directory_is_not_a_plan),
        IN_A_DIRECTORY(a_file_that_may_not_be_read_is_the_users_mistake),
        IN_A_DIRECTORY(a_file_beyond_the_limit_is_refused_unread),
        IN_A_DIRECTORY(a_file_of_just_the_limit_is_read),
        IN_A_DIRECTORY(a_read_that_fails_is_not_the_users_mistake),
        IN_A_DIRECTORY(an_endless_device_is_refused_at_the_limit),
        IN_A_DIRECTORY(a_dash_reads_standard_input),
        IN_A_DIRECTORY(a_dash_writes_standard_output_after_what_was_printed),
        IN_A_DIRECTORY(a_new_file_takes_its_mode_from_the_umask),
        IN_A_DIRECTORY(an_old_file_keeps_its_mode),
        IN_A_DIRECTORY(a_file_protected_from_writing_is_left_alone),
        IN_A_DIRECTORY(a_link_stays_and_its_target_is_replaced),
        IN_A_DIRECTORY(a_link_to_nothing_yet_gets_its_target),
        IN_A_DIRECTORY(a_long_link_is_followed_to_its_end),
        IN_A_DIRECTORY(links_in_a_circle_are_refused),
        IN_A_DIRECTORY(a_full_device_is_noticed),
        IN_A_DIRECTORY(devices_are_written_to_not_replaced),
        IN_A_DIRECTORY(a_pipe_is_written_to),
        IN_A_DIRECTORY(an_open_file_named_through_dev_is_added_to),
        IN_A_DIRECTORY(a_directory_that_is_missing_is_named),
        IN_A_DIRECTORY(a_directory_is_not_written_over),
        IN_A_DIRECTORY(after_a_failure_the_old_file_is_intact_and_alone),
        IN_A_DIRECTORY(a_draft_left_by_a_crash_does_not_stand_in_the_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
