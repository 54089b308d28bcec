/* Stands between a program and its files: counts what changes anything below one folder, and lets one of it go wrong.

   cc -O1 -shared -fPIC -o shim.so shim.c -ldl -pthread; LD_PRELOAD=shim.so python ...; shim.py arms it.

   An operation is one call that changes something: opening to write, write, truncate, rename, link, unlink, mkdir,
   rmdir, chmod; and fsync, which promises something. Reading is none, unless it is asked for. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { NOTHING, KILL, TORN, FAIL, HALF, WAIT };

enum { OPEN, WRITE, SYNC, RENAME, LINK, SYMLINK, UNLINK, MKDIR, RMDIR, TRUNCATE, CHMOD, READ };

static char root[PATH_MAX];
static size_t root_length;
static int armed, mode, number, for_good, with_reads, log_file = -1;
static long at, count, waiting;
static int torn, syncs;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

/* `which` is the operation that goes wrong, from 1; 0 for none. `to` is a file that takes the log, -1 for none. */
void shim_arm(const char *folder, long which, int how, int with, int forever, int reads, long microseconds, int to)
{
    strncpy(root, folder, sizeof root - 1);
    root_length = strlen(root);
    at = which, mode = how, number = with, for_good = forever, with_reads = reads, waiting = microseconds;
    log_file = to, count = 0, torn = 0, syncs = getenv("SHIM_SYNCS") != 0, armed = 1;
}

long shim_disarm(void)
{
    armed = 0;
    return count;
}

long shim_count(void)
{
    return count;
}

static int below(const char *path)
{
    return strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

/* The whole path of a name in a folder; whether it is below ours. */
static int placed(int folder, const char *name, char *path)
{
    char start[PATH_MAX] = "";
    if (!armed || !name) return 0;
    if (name[0] == '/') {
        snprintf(path, PATH_MAX, "%s", name);
    } else {
        if (folder == AT_FDCWD) {
            if (!getcwd(start, sizeof start)) return 0;
        } else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            ssize_t length = readlink(link, start, sizeof start - 1);
            if (length < 0) return 0;
            start[length] = 0;
        }
        if (strlen(start) + strlen(name) + 2 > PATH_MAX) return 0;
        stpcpy(stpcpy(stpcpy(path, start), "/"), name);
    }
    return below(path);
}

static int opened(int file, char *path)
{
    char link[64];
    if (!armed) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return below(path);
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int needs_room(int kind)
{
    return kind != UNLINK && kind != RMDIR && kind != CHMOD && kind != READ;
}

/* One more operation. 0: do it; 1: do half of it; -1: it fails, and errno says why. */
static int next(int kind)
{
    int result = 0;
    if (!armed || (kind == READ && !with_reads)) return 0;
    pthread_mutex_lock(&turn);
    count++;
    int now = at && (count == at || (for_good && count > at));
    if (torn && kind == WRITE) {
        result = -1;
        torn = 0;
    } else if (now && mode == KILL) {
        die();
    } else if (now && (mode == TORN || mode == HALF) && kind == WRITE && count == at) {
        result = 1;
    } else if (now && mode == FAIL && (needs_room(kind) || (number != ENOSPC && number != EDQUOT))) {
        result = -1;
    } else if (now && mode == HALF && count > at && needs_room(kind)) {
        result = -1;
    } else if (mode == WAIT && kind == RENAME) {
        struct timespec pause = {waiting / 1000000, waiting % 1000000 * 1000};
        nanosleep(&pause, 0);
    }
    pthread_mutex_unlock(&turn);
    if (result < 0) errno = number;
    return result;
}

/* In the log an operation is a head of 32 bytes, its paths, and the bytes that were written. */
static void note(int failed, int kind, const char *path, const char *other, int64_t offset, const void *data, size_t size)
{
    if (!armed || log_file < 0 || (kind == READ && !with_reads)) return;
    int before = errno;
    struct { int32_t kind, path, other, failed; int64_t offset, size; } head = {
        kind, strlen(path), other ? strlen(other) : 0, failed, offset, size
    };
    struct iovec parts[] = {
        {&head, sizeof head}, {(void *)path, head.path}, {(void *)other, head.other}, {(void *)data, size}
    };
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    pthread_mutex_lock(&turn);
    if (real(log_file, parts, 4) < 0) die();
    pthread_mutex_unlock(&turn);
    errno = before;
}

static int64_t place_in(int file)
{
    struct stat found;
    if ((fcntl(file, F_GETFL) & O_APPEND) && fstat(file, &found) == 0) return found.st_size;
    return lseek(file, 0, SEEK_CUR);
}

#define OPENING(name, mask_type) \
int name(const char *path, int flags, ...) \
{ \
    REAL(int, #name, const char *, int, ...); \
    char whole[PATH_MAX]; \
    mode_t bits = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); bits = va_arg(more, mask_type); va_end(more); } \
    if (!placed(AT_FDCWD, path, whole)) return real(path, flags, bits); \
    int kind = flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC) ? OPEN : READ; \
    if (next(kind) < 0) return -1; \
    int file = real(path, flags, bits); \
    note(file < 0, kind, whole, 0, flags, 0, 0); \
    return file; \
}

OPENING(open, int)
OPENING(open64, int)

#define OPENING_AT(name, mask_type) \
int name(int folder, const char *path, int flags, ...) \
{ \
    REAL(int, #name, int, const char *, int, ...); \
    char whole[PATH_MAX]; \
    mode_t bits = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); bits = va_arg(more, mask_type); va_end(more); } \
    if (!placed(folder, path, whole)) return real(folder, path, flags, bits); \
    int kind = flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC) ? OPEN : READ; \
    if (next(kind) < 0) return -1; \
    int file = real(folder, path, flags, bits); \
    note(file < 0, kind, whole, 0, flags, 0, 0); \
    return file; \
}

OPENING_AT(openat, int)
OPENING_AT(openat64, int)

int creat(const char *path, mode_t bits) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, bits); }
int creat64(const char *path, mode_t bits) { return open64(path, O_CREAT | O_WRONLY | O_TRUNC, bits); }

ssize_t write(int file, const void *data, size_t size)
{
    REAL(ssize_t, "write", int, const void *, size_t);
    char path[PATH_MAX];
    if (!opened(file, path)) return real(file, data, size);
    int how = next(WRITE);
    if (how < 0) return -1;
    int64_t offset = log_file < 0 ? 0 : place_in(file);
    ssize_t done = real(file, data, how ? size / 2 : size);
    if (how && mode == TORN) die();
    if (how) torn = 1;
    note(done < 0, WRITE, path, 0, offset, data, done < 0 ? 0 : done);
    return done;
}

#define WRITING_AT(name, type) \
ssize_t name(int file, const void *data, size_t size, type offset) \
{ \
    REAL(ssize_t, #name, int, const void *, size_t, type); \
    char path[PATH_MAX]; \
    if (!opened(file, path)) return real(file, data, size, offset); \
    int how = next(WRITE); \
    if (how < 0) return -1; \
    ssize_t done = real(file, data, how ? size / 2 : size, offset); \
    if (how && mode == TORN) die(); \
    if (how) torn = 1; \
    note(done < 0, WRITE, path, 0, offset, data, done < 0 ? 0 : done); \
    return done; \
}

WRITING_AT(pwrite, off_t)
WRITING_AT(pwrite64, off64_t)

ssize_t writev(int file, const struct iovec *parts, int many)
{
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    char path[PATH_MAX];
    if (!opened(file, path)) return real(file, parts, many);
    return many ? write(file, parts[0].iov_base, parts[0].iov_len) : 0;
}

/* Copying by the kernel is refused, so that whoever copies writes what can be counted. */
ssize_t sendfile(int to, int from, off_t *offset, size_t size)
{
    REAL(ssize_t, "sendfile", int, int, off_t *, size_t);
    char path[PATH_MAX];
    if (opened(to, path)) { errno = EINVAL; return -1; }
    return real(to, from, offset, size);
}

ssize_t sendfile64(int to, int from, off64_t *offset, size_t size)
{
    REAL(ssize_t, "sendfile64", int, int, off64_t *, size_t);
    char path[PATH_MAX];
    if (opened(to, path)) { errno = EINVAL; return -1; }
    return real(to, from, offset, size);
}

/* The machine itself goes on, so nothing need be waited for: a sync is counted, and done only where SHIM_SYNCS is set. */
#define SYNCING(name) \
int name(int file) \
{ \
    REAL(int, #name, int); \
    char path[PATH_MAX]; \
    if (!opened(file, path)) return real(file); \
    if (next(SYNC) < 0) return -1; \
    note(0, SYNC, path, 0, 0, 0, 0); \
    return syncs ? real(file) : 0; \
}

SYNCING(fsync)
SYNCING(fdatasync)

#define TRUNCATING(name, type) \
int name(int file, type size) \
{ \
    REAL(int, #name, int, type); \
    char path[PATH_MAX]; \
    if (!opened(file, path)) return real(file, size); \
    if (next(TRUNCATE) < 0) return -1; \
    int result = real(file, size); \
    note(result != 0, TRUNCATE, path, 0, size, 0, 0); \
    return result; \
}

TRUNCATING(ftruncate, off_t)
TRUNCATING(ftruncate64, off64_t)

int fchmod(int file, mode_t bits)
{
    REAL(int, "fchmod", int, mode_t);
    char path[PATH_MAX];
    if (!opened(file, path)) return real(file, bits);
    if (next(CHMOD) < 0) return -1;
    int result = real(file, bits);
    note(result != 0, CHMOD, path, 0, bits, 0, 0);
    return result;
}

/* Everything that takes one path. */
#define ON_PATH(name, folder, kind, extra, take, give) \
int name take \
{ \
    REAL(int, #name, give); \
    char whole[PATH_MAX]; \
    if (!placed(folder, path, whole)) return real extra; \
    if (next(kind) < 0) return -1; \
    int result = real extra; \
    note(result != 0, kind, whole, 0, 0, 0, 0); \
    return result; \
}
#define TAKES(...) __VA_ARGS__

ON_PATH(unlink, AT_FDCWD, UNLINK, (path), (const char *path), TAKES(const char *))
ON_PATH(unlinkat, folder, (flags & AT_REMOVEDIR ? RMDIR : UNLINK), (folder, path, flags), (int folder, const char *path, int flags), TAKES(int, const char *, int))
ON_PATH(remove, AT_FDCWD, UNLINK, (path), (const char *path), TAKES(const char *))
ON_PATH(rmdir, AT_FDCWD, RMDIR, (path), (const char *path), TAKES(const char *))
ON_PATH(mkdir, AT_FDCWD, MKDIR, (path, bits), (const char *path, mode_t bits), TAKES(const char *, mode_t))
ON_PATH(mkdirat, folder, MKDIR, (folder, path, bits), (int folder, const char *path, mode_t bits), TAKES(int, const char *, mode_t))
ON_PATH(chmod, AT_FDCWD, CHMOD, (path, bits), (const char *path, mode_t bits), TAKES(const char *, mode_t))
ON_PATH(fchmodat, folder, CHMOD, (folder, path, bits, flags), (int folder, const char *path, mode_t bits, int flags), TAKES(int, const char *, mode_t, int))
ON_PATH(symlink, AT_FDCWD, SYMLINK, (target, path), (const char *target, const char *path), TAKES(const char *, const char *))
ON_PATH(symlinkat, folder, SYMLINK, (target, folder, path), (const char *target, int folder, const char *path), TAKES(const char *, int, const char *))

/* Everything that takes two. */
#define ON_PATHS(name, one, other, kind, extra, take, give) \
int name take \
{ \
    REAL(int, #name, give); \
    char from[PATH_MAX], to[PATH_MAX]; \
    int ours = placed(one, source, from); \
    if (!placed(other, target, to) && !ours) return real extra; \
    if (next(kind) < 0) return -1; \
    int result = real extra; \
    note(result != 0, kind, from, to, 0, 0, 0); \
    return result; \
}

ON_PATHS(rename, AT_FDCWD, AT_FDCWD, RENAME, (source, target), (const char *source, const char *target), TAKES(const char *, const char *))
ON_PATHS(renameat, from_folder, to_folder, RENAME, (from_folder, source, to_folder, target), (int from_folder, const char *source, int to_folder, const char *target), TAKES(int, const char *, int, const char *))
ON_PATHS(renameat2, from_folder, to_folder, RENAME, (from_folder, source, to_folder, target, flags), (int from_folder, const char *source, int to_folder, const char *target, unsigned flags), TAKES(int, const char *, int, const char *, unsigned))
ON_PATHS(link, AT_FDCWD, AT_FDCWD, LINK, (source, target), (const char *source, const char *target), TAKES(const char *, const char *))
ON_PATHS(linkat, from_folder, to_folder, LINK, (from_folder, source, to_folder, target, flags), (int from_folder, const char *source, int to_folder, const char *target, int flags), TAKES(int, const char *, int, const char *, int))
