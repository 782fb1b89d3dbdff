# SPDX-License-Identifier: GPL-3.0-or-later
#
#   make              build/arrimage
#   make demo         install what is missing, build, and share out the Côte-Nord's envelope
#   make check        every test; ends with `N passed, N failed`
#   make lint         the house rules
#   make help         all targets
#
# VARIANT=san builds and checks with AddressSanitizer and UndefinedBehaviorSanitizer in a folder of
# its own; CC=clang changes the compiler; V=1 shows the commands.

VARIANT ?= release
PREFIX  ?= /usr/local
DESTDIR ?=
V       ?= 0
FUZZ_SECONDS ?= 300

ifeq ($(origin CC),default)
CC := gcc
endif

# --- how things are compiled -------------------------------------------------------------------

# No multiplication is fused with an addition: the same bytes on every machine.
CPPFLAGS := -I. -D_POSIX_C_SOURCE=200809L
CFLAGS   := -std=c11 -g -ffp-contract=off -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wvla \
            -Wstrict-prototypes -Wmissing-prototypes -Werror
LDFLAGS  :=
LDLIBS   := -lxlsxwriter -lglpk -lyaml -lnettle -lgmp -lm

sanitizers := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

ifeq ($(VARIANT),release)
CPPFLAGS += -D_FORTIFY_SOURCE=2
CFLAGS   += -O2 -fstack-protector-strong
else ifeq ($(VARIANT),san)
CPPFLAGS += -DARENA_REAL_BLOCKS
CFLAGS   += -O1 $(sanitizers)
LDFLAGS  += $(sanitizers)
else ifeq ($(VARIANT),fuzz)
CC       := clang
CPPFLAGS += -DARENA_REAL_BLOCKS
CFLAGS   += -O1 $(sanitizers) -fsanitize=fuzzer-no-link
LDFLAGS  += $(sanitizers)
else
$(error VARIANT is release, san or fuzz, not '$(VARIANT)')
endif

out     := build/$(VARIANT)
program := $(out)/arrimage
quiet   := $(if $(filter 0,$(V)),@)
# All the cores, unless the user says how many jobs (make -j2).
many     = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell getconf _NPROCESSORS_ONLN))
say      = $(if $(filter 0,$(V)),@printf '  %-5s %s\n' '$1' '$2')

# --- what there is -----------------------------------------------------------------------------

# From the ground up; one archive per floor, so that the linker too sees that nothing calls upwards.
floors   := $(foreach floor,base model solver scenarios reports cli,\
              $(if $(wildcard $(floor)/*.c),$(floor)))
sources  := $(foreach floor,$(floors),$(wildcard $(floor)/*.c))
tests    := $(basename $(notdir $(wildcard tests/test_*.c)))
runners  := $(notdir $(wildcard tests/run_*))
fuzzers  := $(basename $(notdir $(wildcard tests/fuzz/fuzz_*.c)))
benches  := $(basename $(notdir $(wildcard bench/*.c)))
headers  := $(wildcard */*.h tests/*/*.h)
c_files  := $(wildcard */*.c */*/*.c) $(headers)

reverse   = $(if $1,$(call reverse,$(wordlist 2,$(words $1),$1)) $(firstword $1))
archives  = $(patsubst %,$(out)/lib%.a,$(call reverse,$1))
everything := $(call archives,$(floors))
# The floor of the room that a test is named after, and those below it; all where there is none.
floor_of  = $(firstword $(foreach floor,$(floors),\
              $(if $(wildcard $(floor)/$1.[ch] $(floor)/$1_*.c),$(floor))))
up_to     = $(if $(filter $1,$(firstword $2)),$1,\
              $(firstword $2) $(call up_to,$1,$(wordlist 2,$(words $2),$2)))
floors_for = $(if $(call floor_of,$1),$(call up_to,$(call floor_of,$1),$(floors)),$(floors))

# --- the program -------------------------------------------------------------------------------

.PHONY: all
all: build/arrimage

ifeq ($(VARIANT),release)
build/arrimage: $(program)
	$(quiet)ln -sf release/arrimage $@
else
.PHONY: build/arrimage
build/arrimage: $(program)
endif

$(program): $(out)/cli/main.o $(everything)
	$(call say,LD,$@)
	$(quiet)$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

define archive
$(out)/lib$1.a: $(patsubst %.c,$(out)/%.o,$(filter-out cli/main.c,$(filter $1/%,$(sources)))) \
                $(out)/sources $(if $(filter reports,$1),$(out)/reports/page.o)
	$$(call say,AR,$$@)
	$$(quiet)rm -f $$@ && ar rcs $$@ $$(filter %.o,$$^)
endef
$(foreach floor,$(floors),$(eval $(call archive,$(floor))))

$(out)/%.o: %.c $(out)/flags
	$(call say,CC,$<)
	$(quiet)mkdir -p $(@D)
	$(quiet)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

# What every HTML report carries, as one C file.
page := $(wildcard reports/page/*)
$(out)/reports/page.c: $(page) tools/embed tools/bundle_vega reports/page.h
	$(call say,EMBED,$@)
	$(quiet)mkdir -p $(@D)
	$(quiet)tools/bundle_vega >$(@D)/vega.js
	$(quiet)tools/embed reports/page.h page_vega=$(@D)/vega.js page_css=reports/page/page.css \
	    page_numbers=reports/page/numbers.js page_js=reports/page/page.js \
	    $(foreach chart,$(filter %.vg.json,$(page)),page_$(notdir $(chart:.vg.json=))=$(chart)) >$@
$(out)/reports/page.o: $(out)/reports/page.c $(out)/flags
	$(quiet)$(CC) $(CPPFLAGS) $(CFLAGS) -c $< -o $@

# Touched only when what they hold changes: then everything is compiled, or archived, again.
define stamp
	@mkdir -p $(@D)
	@printf '%s\n' '$1' | cmp -s - $@ || printf '%s\n' '$1' >$@
endef
$(out)/flags: FORCE
	$(call stamp,$(CC) $(CPPFLAGS) $(CFLAGS))
$(out)/sources: FORCE
	$(call stamp,$(sources) $(wildcard tests/*.c))

.PHONY: FORCE
FORCE:
.SECONDARY:
-include $(shell find $(out) -name '*.d' 2>/dev/null)

# --- small programs beside it ------------------------------------------------------------------

# What several tests share: tests/*.c that are no tests.
helpers := $(patsubst %.c,$(out)/%.o,$(filter-out tests/test_%,$(wildcard tests/*.c)))
$(out)/tests/helpers.a: $(helpers) $(out)/sources
	$(quiet)rm -f $@ && ar rcs $@ $(filter %.o,$^)

define test_program
$(out)/tests/$1: $(out)/tests/$1.o $(out)/tests/helpers.a $(call archives,$(call floors_for,$(1:test_%=%)))
	$$(call say,LD,$$@)
	$$(quiet)$$(CC) $$(LDFLAGS) $$^ -lcmocka $(if $(filter $1,$(unsolved)),$(filter-out \
	    -lglpk,$(LDLIBS)),$(LDLIBS)) -o $$@
endef
# Linked without GLPK, so that nothing in what they test can call it.
unsolved := test_verify test_leaves
$(foreach test,$(tests),$(eval $(call test_program,$(test))))

$(out)/bench/%: $(out)/bench/%.o $(everything)
	$(call say,LD,$@)
	$(quiet)$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(out)/tools/%: $(out)/tools/%.o $(everything)
	$(call say,LD,$@)
	$(quiet)$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(out)/tests/fuzz/%: $(out)/tests/fuzz/%.o $(everything)
	$(call say,LD,$@)
	$(quiet)$(CC) $(LDFLAGS) -fsanitize=fuzzer $^ $(LDLIBS) -o $@

# --- tests -------------------------------------------------------------------------------------

.PHONY: deps check tests
deps:
	$(quiet)tools/install_packages build

check:
	$(quiet)tools/install_packages build test
	$(quiet)$(MAKE) --no-print-directory $(many) tests

results := $(patsubst %,$(out)/results/%,$(tests) $(runners))

tests: $(results)
	@tools/sum_results $^

# One of them, with all it has to say: `make test-notes`, `make test-cases`.
test-%: FORCE
	$(quiet)$(MAKE) --no-print-directory $(if $(wildcard tests/test_$*.c),$(out)/tests/test_$*,all)
	$(if $(wildcard tests/test_$*.c),$(out)/tests/test_$*,ARRIMAGE=$(program) OUT=$(out) tests/run_$*)

$(out)/results/test_%: $(out)/tests/test_% FORCE
	@tools/run_test $@ $<

$(out)/results/run_%: tests/run_% $(program) $(benches:%=$(out)/bench/%) FORCE
	@ARRIMAGE=$(program) OUT=$(out) tools/run_test $@ $<

# --- the demonstration -------------------------------------------------------------------------

example := examples/cote-nord/plan.yaml
report  := out/cote-nord
scenarios := examples/cote-nord/scenarios.yaml

.PHONY: demo
demo: deps
	$(quiet)$(MAKE) --no-print-directory $(many) all
	@printf '%s\n' 'Solving $(example) for each report in out/'
	$(quiet)mkdir -p out
	$(quiet)for language in fr en; do for form in txt xlsx; do \
	    build/arrimage solve $(example) --lang $$language -o $(report).$$language.$$form || exit; \
	    done; done
	$(quiet)for form in html csv json; do \
	    build/arrimage solve $(example) -o $(report).$$form || exit; done
	$(quiet)build/arrimage export $(example) --lp $(report).lp --mps $(report).mps
	@printf '%s\n' 'Comparing $(scenarios)'
	$(quiet)build/arrimage compare $(scenarios) -o $(report)-scenarios.html
	$(quiet)build/arrimage solve $(example)
	@printf '%s\n' '' \
	    'In out/: $(notdir $(report)).html, one page in both languages, for a browser or a printer;' \
	    '$(notdir $(report))-scenarios.html, its scenarios side by side, for those who decide;' \
	    'text and an Excel workbook in French (.fr) and English (.en); .csv and .json;' \
	    'the program itself for other solvers, .lp and .mps.'

# --- quality -----------------------------------------------------------------------------------

.PHONY: lint docs format bench fuzz nightly
lint:
	$(quiet)tools/install_packages build lint
	$(quiet)$(MAKE) --no-print-directory all $(out)/tools/print_docs
	@CPPFLAGS='$(CPPFLAGS)' CFLAGS='$(CFLAGS)' PRINT_DOCS=$(out)/tools/print_docs tools/lint

docs: $(out)/tools/print_docs
	$(quiet)mkdir -p docs
	$(quiet)PRINT_DOCS=$< tools/update_docs

format:
	$(quiet)clang-format -i $(c_files)

bench:
	$(quiet)tools/install_packages build bench
	$(quiet)$(MAKE) --no-print-directory all $(benches:%=$(out)/bench/%)
	@ARRIMAGE=$(program) OUT=$(out) bench/run

fuzz:
	$(quiet)tools/install_packages build fuzz
	$(quiet)$(MAKE) --no-print-directory VARIANT=fuzz fuzz-programs
	@for fuzzer in $(fuzzers); do \
	    tools/run_fuzzer build/fuzz/tests/fuzz/$$fuzzer $(FUZZ_SECONDS) || exit 1; done

.PHONY: fuzz-programs
fuzz-programs: $(fuzzers:%=$(out)/tests/fuzz/%)

nightly:
	$(MAKE) lint
	$(MAKE) check
	$(MAKE) check VARIANT=san
	$(MAKE) check VARIANT=san CC=clang
	tools/compare_compilers
	tools/compare_jobs $(program)
	$(out)/tests/test_random 10000 1001
	$(out)/tests/test_caps 100000 1001
	$(out)/tests/test_shuffle 2000 1001
	$(out)/tests/test_recheck 10000 1001
	$(out)/tests/test_oracle 2000 1001
	$(MAKE) fuzz FUZZ_SECONDS=3600
	$(MAKE) bench

# --- what is installed -------------------------------------------------------------------------

documents := $(addprefix $(out)/doc/,arrimage.1 arrimage.bash _arrimage)
share     := $(DESTDIR)$(PREFIX)/share

$(out)/doc/%: $(out)/tools/print_docs
	@mkdir -p $(@D)
	$(quiet)$< $* >$@

.PHONY: install uninstall clean help
install: all $(documents)
	install -D -m 755 $(program) $(DESTDIR)$(PREFIX)/bin/arrimage
	install -D -m 644 $(out)/doc/arrimage.1 $(share)/man/man1/arrimage.1
	install -D -m 644 $(out)/doc/arrimage.bash $(share)/bash-completion/completions/arrimage
	install -D -m 644 $(out)/doc/_arrimage $(share)/zsh/site-functions/_arrimage
	install -d $(share)/doc/arrimage
	install -m 644 README.md LISEZMOI.md CHANGELOG.md $(wildcard docs/*.md) $(share)/doc/arrimage
	cp -R examples $(share)/doc/arrimage

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/arrimage $(share)/man/man1/arrimage.1
	rm -f $(share)/bash-completion/completions/arrimage $(share)/zsh/site-functions/_arrimage
	rm -rf $(share)/doc/arrimage

clean:
	rm -rf build out

help:
	@printf '%s\n' \
	    'make                 build/arrimage' \
	    'make demo            install what is missing, build, solve the Côte-Nord example; reports in out/' \
	    'make check           every test; VARIANT=san: under the sanitizers' \
	    'make test-notes      tests/test_notes alone; make test-cases: tests/run_cases' \
	    'make lint            the house rules        make format     clang-format on every file' \
	    'make docs            what is printed from the code: docs/format*.md, README, LISEZMOI' \
	    'make bench           timings                make fuzz       FUZZ_SECONDS=300 for each fuzzer' \
	    'make nightly         all of these, for hours' \
	    'make install         DESTDIR= PREFIX=/usr/local; make uninstall' \
	    'make deps            apt-get what is missing (tools/packages.txt)' \
	    'make clean'
