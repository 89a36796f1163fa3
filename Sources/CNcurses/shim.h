// What Swift cannot import from ncurses by itself, as functions.
#pragma once
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
