// The bodies of CGlibc.h. Nothing here decides anything: each is one call of glibc in a form that Swift can import.
#define _GNU_SOURCE 1
#include <malloc.h>
#include "CGlibc.h"
#include <crypt.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

int loket_errno(void) { return errno; }

int loket_open(const char *path, int how) {
  static const int flags[] = {
    O_RDONLY, O_RDWR | O_CREAT | O_EXCL, O_RDWR, O_RDWR | O_CREAT, O_WRONLY | O_CREAT | O_APPEND,
    O_RDONLY | O_DIRECTORY,
  };
  if (how < 0 || how > 5) { errno = EINVAL; return -1; }
  for (;;) {
    int descriptor = open(path, flags[how] | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor >= 0 || errno != EINTR) return descriptor;
  }
}

int loket_lock_exclusive(int descriptor) {
  for (;;) {
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return 1;
    if (errno == EWOULDBLOCK) return 0;
    if (errno != EINTR) return -1;
  }
}

int loket_syncfs(int descriptor) { return syncfs(descriptor); }

int loket_exchange(const char *first, const char *second) {
  return renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE);
}

int loket_information(const char *path, loket_file_information *result) {
  struct stat found;
  if (lstat(path, &found) != 0) return -1;
  result->size = found.st_size;
  result->permissions = found.st_mode & 07777;
  result->owner = found.st_uid;
  result->kind = S_ISREG(found.st_mode) ? LOKET_KIND_FILE : S_ISDIR(found.st_mode) ? LOKET_KIND_FOLDER : LOKET_KIND_OTHER;
  return 0;
}

int loket_volume_of(const char *path, loket_volume *result) {
  struct statfs found;
  if (statfs(path, &found) != 0) return -1;
  // f_type is a signed word: magic numbers above 2^31 must not spread their sign.
  result->magic = (uint32_t)found.f_type;
  result->available = (uint64_t)found.f_bavail * (uint64_t)found.f_bsize;
  result->read_only = (found.f_flags & ST_RDONLY) != 0;
  return 0;
}

uint64_t loket_magic_cifs(void) { return 0xff534d42u; }
uint64_t loket_magic_smb2(void) { return 0xfe534d42u; }

const void *loket_memmem(const void *in, size_t length, const void *what, size_t what_length) {
  return memmem(in, length, what, what_length);
}

const void *loket_memrchr(const void *in, int byte, size_t length) { return memrchr(in, byte, length); }

int loket_memory_file(void) { return memfd_create("loket", MFD_CLOEXEC); }

int loket_pipe2(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int loket_ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask) {
  return ppoll(fds, count, timeout, mask);
}

int loket_exited(int status) { return WIFEXITED(status); }
int loket_exit_code(int status) { return WEXITSTATUS(status); }
int loket_signaled(int status) { return WIFSIGNALED(status); }
int loket_signal_of(int status) { return WTERMSIG(status); }

int loket_random(void *bytes, size_t length) {
  char *next = bytes;
  while (length > 0) {
    ssize_t got = getrandom(next, length > 256 ? 256 : length, 0);
    if (got < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    next += got;
    length -= (size_t)got;
  }
  return 0;
}

static int hash_with(const char *phrase, const char *setting, char *result, size_t length) {
  struct crypt_data work;
  memset(&work, 0, sizeof work);
  char *hash = crypt_r(phrase, setting, &work);
  // crypt(3) reports a setting that it cannot use by a hash that starts with '*'.
  int ok = hash != NULL && hash[0] != '*' && strlen(hash) < length;
  if (ok) memcpy(result, hash, strlen(hash) + 1);
  explicit_bzero(&work, sizeof work);
  if (!ok) errno = EINVAL;
  return ok ? 0 : -1;
}

// yescrypt's cost is a number from 1 to 11; 5 is crypt(3)'s own and takes 16 MiB for a moment, 4 takes 8: a look at a PIN
// then costs a PC of 2 GiB less memory than everything else that the program holds.
static const unsigned long loket_crypt_cost = 4;

int loket_crypt_new(const char *phrase, char *result, size_t length) {
  char setting[CRYPT_GENSALT_OUTPUT_SIZE];
  char salt[32];
  if (loket_random(salt, sizeof salt) != 0) return -1;
  if (crypt_gensalt_rn("$y$", loket_crypt_cost, salt, sizeof salt, setting, sizeof setting) == NULL) return -1;
  return hash_with(phrase, setting, result, length);
}

int loket_crypt_again(const char *phrase, const char *hash, char *result, size_t length) {
  return hash_with(phrase, hash, result, length);
}

int64_t loket_build_date(void) {
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  char name[4] = {0};
  int day = 1, year = 1970;
  if (sscanf(__DATE__, "%3s %d %d", name, &day, &year) != 3) return 0;
  const char *at = strstr(months, name);
  int month = at == NULL ? 1 : (int)(at - months) / 3 + 1;
  // Days since 1970-01-01, counted in years that begin in March.
  int64_t y = month <= 2 ? year - 1 : year;
  int64_t days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1 - 719468;
  return days * 86400;
}

void loket_share_heap(void) { mallopt(M_ARENA_MAX, 1); }
