// System calls that Swift can't name: they are macros, take a variable number of arguments, or hide behind _GNU_SOURCE.
//
// Every function returns 0, or -1 with errno set, as the calls themselves do.

#ifndef ANSWERABLE_SYSTEM_CALLS_H
#define ANSWERABLE_SYSTEM_CALLS_H

#include <spawn.h>

/// Exchanges two names, of files or whole folders, in one step that nobody sees half done.
int answerable_exchange(int first_folder, const char *first, int second_folder, const char *second);

/// Renames, unless something has the new name already (EEXIST).
int answerable_rename_to_free_name(int old_folder, const char *old_name, int new_folder, const char *new_name);

/// Waits until everything that was written to the file system of an open file is on the disk. ENOSYS where the system has no such call.
int answerable_sync_file_system(int descriptor);

/// 1 when a name in an open folder is where a file system is mounted, 0 when it isn't or the system can't tell.
int answerable_is_mount_point(int folder, const char *name);

/// Adds to a list of what happens before a child runs: every descriptor from `first` on is closed in it. Does nothing where the system can't.
int answerable_close_from(posix_spawn_file_actions_t *actions, int first);

/// Takes away, for good and from all threads, everything that a worker process doesn't need: it may read standard input, write standard output,
/// ask for memory (none that can be executed), tell the time, and end. Any other system call ends it by SIGSYS. It can't gain privileges
/// or leave a core file either. ENOSYS where the system has no such filter.
int answerable_restrict_worker(void);

/// Opens a new file that has no name, to read and to write; it is gone when it is closed. -1 where the folder can't hold one.
int answerable_open_nameless(const char *folder);

/// Ends the process by SIGPROF once it has used this many more microseconds of processor time.
int answerable_limit_processor_time(long microseconds);

#endif
