// Signals of a full-screen program: those that ask become bytes in a pipe, those that kill restore the terminal first.
#pragma once
#include <stddef.h>
#include <termios.h>

// From now on SIGWINCH, SIGTERM, SIGHUP, SIGINT and SIGCONT each write their number as one byte into a pipe; SIGTSTP is
// not obeyed. Answers the end to read from, or -1 with errno. What stood before comes back with loket_signals_stop.
int loket_signals_start(void);
void loket_signals_stop(void);
// The next signal number in the pipe, 0 when there is none.
int loket_signals_next(void);

// On SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT and SIGSYS: writes `bytes` to `descriptor`, gives it
// `settings`, then dies of that signal. Only async-signal-safe calls. Answers 0, or -1 when `bytes` is too long.
int loket_crash_arm(int descriptor, const struct termios *settings, const void *bytes, size_t count);
void loket_crash_disarm(void);

// Columns and rows as the terminal says them; 0 when it says nothing.
void loket_window_size(int descriptor, int *columns, int *rows);

// Columns of one scalar in the locale of this thread, by wcwidth; -1 when it is unknown there.
int loket_columns_of(unsigned int scalar);
