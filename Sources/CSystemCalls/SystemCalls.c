#define _GNU_SOURCE

#include "CSystemCalls.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int answerable_exchange(int first_folder, const char *first, int second_folder, const char *second) {
#ifdef __APPLE__
    return renameatx_np(first_folder, first, second_folder, second, RENAME_SWAP);
#else
    return renameat2(first_folder, first, second_folder, second, RENAME_EXCHANGE);
#endif
}

int answerable_rename_to_free_name(int old_folder, const char *old_name, int new_folder, const char *new_name) {
#ifdef __APPLE__
    return renameatx_np(old_folder, old_name, new_folder, new_name, RENAME_EXCL);
#else
    return renameat2(old_folder, old_name, new_folder, new_name, RENAME_NOREPLACE);
#endif
}

int answerable_sync_file_system(int descriptor) {
#ifdef __APPLE__
    (void)descriptor;
    errno = ENOSYS;
    return -1;
#else
    return syncfs(descriptor);
#endif
}

int answerable_open_nameless(const char *folder) {
#ifdef O_TMPFILE
    int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0) return file;
#endif
    // Where the file system can't: a name, for a moment.
    char *path = NULL;
    if (asprintf(&path, "%s/nameless-XXXXXX", folder) < 0) return -1;
    int named = mkstemp(path);
    if (named >= 0) {
        unlink(path);
        fcntl(named, F_SETFD, FD_CLOEXEC);
    }
    free(path);
    return named;
}

int answerable_is_mount_point(int folder, const char *name) {
#ifdef STATX_ATTR_MOUNT_ROOT
    struct statx status;
    if (statx(folder, name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &status) != 0) return 0;
    return (status.stx_attributes_mask & status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
#else
    (void)folder;
    (void)name;
    return 0;
#endif
}
