"""What psql makes of lines that are typed with the tabulator: complete.py PSQL, the lines on standard input.

psql runs in a terminal of its own, and its history tells what became of each line. A line is typed when psql has
answered the one before.
"""
import os
import pty
import re
import select
import sys
import tempfile

LIMIT = 30


def type_all(psql, lines):
    with tempfile.TemporaryDirectory() as directory:
        history = os.path.join(directory, "history")
        pid, terminal = pty.fork()
        if pid == 0:
            os.environ.update(TERM="dumb", PAGER="cat", INPUTRC=os.devnull)
            os.execvp(psql, [psql, "-X", "-v", "HISTFILE=" + history])
        for number, line in enumerate(lines):
            done = "typed %d" % number
            # What a line left unfinished must not swallow the next one.
            os.write(terminal, (line.replace("<TAB>", "\t") + "\n\\r\n\\echo " + done + "\n").encode())
            until(terminal, re.compile(r"(^|\n)" + done + r"\r?\n"))
        os.write(terminal, b"\\q\n")
        until(terminal, None)
        os.waitpid(pid, 0)
        with open(history, encoding="utf-8") as typed:
            return [line for line in typed.read().splitlines() if not re.match(r"\\r$|\\echo typed ", line)]


def until(terminal, pattern):
    """Reads until the pattern is there, or without one until the end."""
    text = ""
    while pattern is None or not pattern.search(text):
        if not select.select([terminal], [], [], LIMIT)[0]:
            sys.exit("no answer within %d seconds: %r" % (LIMIT, text))
        try:
            more = os.read(terminal, 65536)
        except OSError:
            more = b""
        if not more:
            if pattern is None:
                return
            sys.exit("psql has gone: %r" % text)
        text += more.decode("utf-8", "replace")


print("\n".join(type_all(sys.argv[1], [line for line in sys.stdin.read().splitlines() if line and line[0] != "#"])))
