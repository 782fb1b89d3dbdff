# SPDX-License-Identifier: GPL-3.0-or-later
# Prints `file:line:code` for C files, with comments left out and strings and characters emptied.
FNR == 1 { in_comment = 0 }
{
    rest = $0
    code = ""
    while (rest != "") {
        if (in_comment) {
            at = index(rest, "*/")
            if (at == 0) break
            rest = substr(rest, at + 2)
            in_comment = 0
        } else if (match(rest, /^"(\\.|[^"\\])*"/)) {
            code = code "\"\""
            rest = substr(rest, RLENGTH + 1)
        } else if (match(rest, /^'(\\.|[^'\\])*'/)) {
            code = code "0"
            rest = substr(rest, RLENGTH + 1)
        } else if (substr(rest, 1, 2) == "/*") {
            in_comment = 1
            rest = substr(rest, 3)
        } else if (substr(rest, 1, 2) == "//") {
            break
        } else {
            code = code substr(rest, 1, 1)
            rest = substr(rest, 2)
        }
    }
    print FILENAME ":" FNR ":" code
}
