// What Swift cannot import from ncurses by itself (global variables, macros, variadic functions), as functions.
// Input is not here: Loket reads the terminal's bytes itself and decodes them (LoketWidgets, KeyDecoder).
#pragma once
#define NCURSES_WIDECHAR 1
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#include <stdio.h>
#include <wchar.h>
#include <ncurses.h>

int tigetnum(const char *name);
char *tigetstr(const char *name);
int wcwidth(wchar_t character);

// A screen on the standard streams; NULL when this machine has no description of `name`.
static inline SCREEN *loket_screen(const char *name) {
  use_env(FALSE);
  use_tioctl(TRUE);
  return newterm(name, stdout, stdin);
}

static inline int loket_rows(void) { return LINES; }
static inline int loket_columns(void) { return COLS; }
// As the description says: ncurses itself counts only once colours are on, and then sends them in mono too.
static inline int loket_colours(void) { return has_colors() ? tigetnum("colors") : 0; }
static inline int loket_pairs(void) { return tigetnum("pairs"); }

static inline unsigned int loket_bold(void) { return A_BOLD; }
static inline unsigned int loket_reverse(void) { return A_REVERSE; }
static inline unsigned int loket_underline(void) { return A_UNDERLINE; }

// No flow control, no signals from keys, nothing echoed, no newline made of a return.
static inline void loket_raw(void) {
  raw();
  noecho();
  nonl();
  scrollok(stdscr, FALSE);
  leaveok(stdscr, FALSE);
  idlok(stdscr, FALSE);
  typeahead(-1);
}

static inline void loket_background(unsigned int attributes, short pair) {
  cchar_t cell;
  if (setcchar(&cell, L" ", attributes, pair, NULL) == OK) wbkgrndset(stdscr, &cell);
}

// `text` is one spacing character with at most four marks, closed by 0. Answers 0 when the locale cannot show it.
static inline int loket_put(int row, int column, const wchar_t *text, unsigned int attributes, short pair) {
  cchar_t cell;
  if (setcchar(&cell, text, attributes, pair, NULL) != OK) return 0;
  // The last cell of the screen answers ERR though it is drawn.
  (void)mvwadd_wch(stdscr, row, column, &cell);
  return 1;
}

static inline void loket_move(int row, int column) { wmove(stdscr, row, column); }
static inline void loket_refresh(void) { wrefresh(stdscr); }
static inline void loket_forget(void) { clearok(stdscr, TRUE); }
static inline void loket_erase(void) { werase(stdscr); }
