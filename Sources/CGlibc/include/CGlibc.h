// What Swift's Glibc module does not import: GNU extensions, macros, variadic calls and crypt(3), as plain functions.
#pragma once
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>
#include "TerminalSignals.h"

// Each function that can fail returns -1 (or NULL) and leaves the reason in errno, which loket_errno() reads.
int loket_errno(void);

// Files. Modes of opening, each with O_CLOEXEC and O_NOFOLLOW.
enum {
  LOKET_OPEN_READ = 0,        // O_RDONLY
  LOKET_OPEN_CREATE = 1,      // O_RDWR|O_CREAT|O_EXCL, 0600
  LOKET_OPEN_CHANGE = 2,      // O_RDWR
  LOKET_OPEN_LOCK = 3,        // O_RDWR|O_CREAT, 0600
  LOKET_OPEN_APPEND = 4,      // O_WRONLY|O_CREAT|O_APPEND, 0600
  LOKET_OPEN_FOLDER = 5,      // O_RDONLY|O_DIRECTORY
};
int loket_open(const char *path, int how);
// 1 when the lock is ours, 0 when another holds it, -1 on an error.
int loket_lock_exclusive(int descriptor);
int loket_syncfs(int descriptor);
// Gives each of two names what the other had, in one step (renameat2).
int loket_exchange(const char *first, const char *second);

typedef struct {
  int64_t size;
  uint32_t permissions;   // the twelve mode bits
  uint32_t owner;         // user id
  int32_t kind;           // LOKET_KIND_…
} loket_file_information;
enum { LOKET_KIND_FILE = 1, LOKET_KIND_FOLDER = 2, LOKET_KIND_OTHER = 3 };
// Does not follow a symbolic link: that is LOKET_KIND_OTHER.
int loket_information(const char *path, loket_file_information *result);

typedef struct {
  uint64_t magic;         // f_type
  uint64_t available;     // bytes that this user may still write
  int32_t read_only;
} loket_volume;
int loket_volume_of(const char *path, loket_volume *result);
enum {
  LOKET_MAGIC_NFS = 0x6969,
  LOKET_MAGIC_SMB = 0x517b,
  LOKET_MAGIC_FAT = 0x4d44,
  LOKET_MAGIC_EXFAT = 0x2011bab0,
  LOKET_MAGIC_FUSE = 0x65735546,
};
uint64_t loket_magic_cifs(void);
uint64_t loket_magic_smb2(void);

// Memory.
const void *loket_memmem(const void *in, size_t length, const void *what, size_t what_length);
const void *loket_memrchr(const void *in, int byte, size_t length);

// A file mapped for reading. A part that is cut off later, or that its disk does not give, reads as zeros and kills nobody.
// NULL where it cannot be mapped.
const void *loket_map_file(int descriptor, size_t length);
void loket_unmap_file(const void *start, size_t length);
// Whoever set SIGBUS meanwhile stands behind the mappings again.
void loket_guard_again(void);

// Processes and waiting.
int loket_pipe2(int ends[2]);   // O_CLOEXEC
int loket_memory_file(void);    // a file without a name, in memory alone, O_CLOEXEC
int loket_ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask);
int loket_exited(int status);
int loket_exit_code(int status);
int loket_signaled(int status);
int loket_signal_of(int status);

// Fills `length` bytes from getrandom(2); 0, or -1.
int loket_random(void *bytes, size_t length);
// A yescrypt hash of `phrase` with a fresh salt, written to `result` (at least 384 bytes); 0, or -1.
int loket_crypt_new(const char *phrase, char *result, size_t length);
// The hash of `phrase` under the setting of `hash`; 0, or -1 when the setting is not one that crypt(3) knows.
int loket_crypt_again(const char *phrase, const char *hash, char *result, size_t length);

// The day on which this program was compiled, 00:00 UTC, in seconds since 1970.
int64_t loket_build_date(void);

// One heap for all threads. Call it before the second one begins.
void loket_share_heap(void);
