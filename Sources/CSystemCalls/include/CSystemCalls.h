// System calls that Swift can't name: they are macros, take a variable number of arguments, or hide behind _GNU_SOURCE.
//
// Every function returns 0, or -1 with errno set, as the calls themselves do.

#ifndef ANSWERABLE_SYSTEM_CALLS_H
#define ANSWERABLE_SYSTEM_CALLS_H

/// Exchanges two names, of files or whole folders, in one step that nobody sees half done.
int answerable_exchange(int first_folder, const char *first, int second_folder, const char *second);

/// Renames, unless something has the new name already (EEXIST).
int answerable_rename_to_free_name(int old_folder, const char *old_name, int new_folder, const char *new_name);

/// Waits until everything that was written to the file system of an open file is on the disk. ENOSYS where the system has no such call.
int answerable_sync_file_system(int descriptor);

/// 1 when a name in an open folder is where a file system is mounted, 0 when it isn't or the system can't tell.
int answerable_is_mount_point(int folder, const char *name);

#endif
