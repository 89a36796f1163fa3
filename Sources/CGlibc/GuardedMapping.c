// A mapped file that another program cuts, or whose disk fails, faults where it is read: SIGBUS. Here the page that is gone
// becomes one of zeros, and the program that looked something up goes on.
#define _GNU_SOURCE 1
#include "CGlibc.h"
#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { most_mappings = 256 };
// Start and length of each, 0 where the place is free. Written by whoever maps, read by the handler.
static volatile uintptr_t starts[most_mappings];
static volatile size_t lengths[most_mappings];
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static struct sigaction bus_before;
static uintptr_t page_size;

static int is_guarded(uintptr_t address) {
  for (int at = 0; at < most_mappings; at++) {
    uintptr_t start = starts[at];
    if (start != 0 && address >= start && address - start < lengths[at]) return 1;
  }
  return 0;
}

static void on_bus(int number, siginfo_t *information, void *context) {
  (void)context;
  int kept = errno;
  uintptr_t address = (uintptr_t)information->si_addr;
  if (information->si_code > 0 && is_guarded(address)) {
    void *page = (void *)(address & ~(page_size - 1));
    if (mmap(page, page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED) {
      errno = kept;
      return;
    }
  }
  // Not ours: the fault comes again, for whoever was there before.
  sigaction(SIGBUS, &bus_before, NULL);
  if (information->si_code <= 0) raise(number);
}

static void install(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_bus;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  struct sigaction now;
  sigaction(SIGBUS, NULL, &now);
  if (now.sa_flags & SA_SIGINFO && now.sa_sigaction == on_bus) return;
  bus_before = now;
  sigaction(SIGBUS, &action, NULL);
}

void loket_guard_again(void) {
  if (page_size != 0) install();
}

const void *loket_map_file(int descriptor, size_t length) {
  void *start = mmap(NULL, length, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (start == MAP_FAILED) return NULL;
  pthread_mutex_lock(&gate);
  int at = 0;
  while (at < most_mappings && starts[at] != 0) at++;
  if (at < most_mappings) {
    lengths[at] = length;
    starts[at] = (uintptr_t)start;
    page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
    install();
  }
  pthread_mutex_unlock(&gate);
  if (at < most_mappings) return start;
  munmap(start, length);
  return NULL;
}

void loket_unmap_file(const void *start, size_t length) {
  pthread_mutex_lock(&gate);
  for (int at = 0; at < most_mappings; at++) {
    if (starts[at] == (uintptr_t)start) starts[at] = 0;
  }
  pthread_mutex_unlock(&gate);
  munmap((void *)start, length);
}
