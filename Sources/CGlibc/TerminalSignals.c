// Signal handlers stand in C: what they may call is a short list, and Swift's runtime is not on it.
#define _GNU_SOURCE 1
#include "TerminalSignals.h"
#include "CGlibc.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

static const int asked[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGCONT, SIGTSTP};
enum { asked_count = sizeof asked / sizeof asked[0] };
static struct sigaction asked_before[asked_count];
static volatile int asked_pipe[2] = {-1, -1};

static void on_asked(int number) {
  int kept = errno;
  unsigned char byte = (unsigned char)number;
  // A full pipe loses nothing: whoever reads it looks at the terminal itself.
  if (number != SIGTSTP && asked_pipe[1] >= 0) (void)!write(asked_pipe[1], &byte, 1);
  errno = kept;
}

int loket_signals_start(void) {
  if (asked_pipe[0] >= 0) return asked_pipe[0];
  int ends[2];
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  asked_pipe[0] = ends[0];
  asked_pipe[1] = ends[1];
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_asked;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (int at = 0; at < asked_count; at++) sigaction(asked[at], &action, &asked_before[at]);
  return ends[0];
}

void loket_signals_stop(void) {
  if (asked_pipe[0] < 0) return;
  for (int at = 0; at < asked_count; at++) sigaction(asked[at], &asked_before[at], NULL);
  int first = asked_pipe[0], second = asked_pipe[1];
  asked_pipe[0] = asked_pipe[1] = -1;
  close(first);
  close(second);
}

int loket_signals_next(void) {
  unsigned char byte;
  if (asked_pipe[0] < 0) return 0;
  return read(asked_pipe[0], &byte, 1) == 1 ? byte : 0;
}

static const int deadly[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT, SIGSYS};
enum { deadly_count = sizeof deadly / sizeof deadly[0] };
static struct sigaction deadly_before[deadly_count];
static volatile sig_atomic_t armed;
static int crash_descriptor;
static struct termios crash_settings;
static unsigned char crash_bytes[512];
static size_t crash_count;
// A stack overflow leaves no stack for the handler.
static _Alignas(16) unsigned char crash_stack[65536];
static stack_t stack_before;

static void on_deadly(int number) {
  if (armed) {
    armed = 0;
    size_t done = 0;
    while (done < crash_count) {
      ssize_t written = write(crash_descriptor, crash_bytes + done, crash_count - done);
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) break;
      done += (size_t)written;
    }
    tcsetattr(crash_descriptor, TCSANOW, &crash_settings);
  }
  // SA_RESETHAND and SA_NODEFER: the default action follows at once, and the parent sees the true signal.
  raise(number);
}

int loket_crash_arm(int descriptor, const struct termios *settings, const void *bytes, size_t count) {
  if (count > sizeof crash_bytes) return -1;
  armed = 0;
  crash_descriptor = descriptor;
  crash_settings = *settings;
  memcpy(crash_bytes, bytes, count);
  crash_count = count;
  stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack, .ss_flags = 0};
  sigaltstack(&stack, &stack_before);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_deadly;
  action.sa_flags = SA_RESETHAND | SA_NODEFER | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (int at = 0; at < deadly_count; at++) sigaction(deadly[at], &action, &deadly_before[at]);
  loket_guard_again();
  armed = 1;
  return 0;
}

void loket_crash_disarm(void) {
  if (!armed) return;
  armed = 0;
  for (int at = 0; at < deadly_count; at++) sigaction(deadly[at], &deadly_before[at], NULL);
  loket_guard_again();
  sigaltstack(&stack_before, NULL);
}

void loket_window_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  memset(&size, 0, sizeof size);
  *columns = *rows = 0;
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0) {
    *columns = size.ws_col;
    *rows = size.ws_row;
  }
}

int loket_columns_of(unsigned int scalar) { return wcwidth((wchar_t)scalar); }
