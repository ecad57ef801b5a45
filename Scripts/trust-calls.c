// Runs a program, counts the system calls by which it changes files, and kills it before the Nth of them or lets that one fail.
//
//     trust-calls REPORT kill|EIO|ENOSPC N PROGRAM ARGUMENT…      N = 0 only counts
//
// All threads of the program count together, in the order in which they come to their calls; processes that it starts run free. What happened goes to
// the file REPORT: how many calls there were, and the one that was met. Ends as the program does; 128 and the signal's number when it was killed.
// Linux on x86_64 only.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef __x86_64__
#error "registers are read as x86_64 has them"
#endif

struct call {
    long number;
    const char *name;
    // Which argument is a descriptor that must be a regular file, or -1; and which are flags of `open`.
    int file, flags;
};

static const struct call calls[] = {
    {SYS_open, "open", -1, 1}, {SYS_openat, "openat", -1, 2}, {SYS_creat, "creat", -1, -1},
    {SYS_write, "write", 0, -1}, {SYS_pwrite64, "pwrite64", 0, -1}, {SYS_writev, "writev", 0, -1}, {SYS_pwritev, "pwritev", 0, -1},
    {SYS_ftruncate, "ftruncate", -1, -1}, {SYS_truncate, "truncate", -1, -1}, {SYS_fallocate, "fallocate", -1, -1},
    {SYS_mkdir, "mkdir", -1, -1}, {SYS_mkdirat, "mkdirat", -1, -1}, {SYS_rmdir, "rmdir", -1, -1},
    {SYS_unlink, "unlink", -1, -1}, {SYS_unlinkat, "unlinkat", -1, -1}, {SYS_link, "link", -1, -1}, {SYS_linkat, "linkat", -1, -1},
    {SYS_symlink, "symlink", -1, -1}, {SYS_symlinkat, "symlinkat", -1, -1},
    {SYS_rename, "rename", -1, -1}, {SYS_renameat, "renameat", -1, -1}, {SYS_renameat2, "renameat2", -1, -1},
    {SYS_fsync, "fsync", -1, -1}, {SYS_fdatasync, "fdatasync", -1, -1}, {SYS_syncfs, "syncfs", -1, -1}, {SYS_sync, "sync", -1, -1},
    {SYS_sync_file_range, "sync_file_range", -1, -1}, {SYS_msync, "msync", -1, -1},
    {SYS_chmod, "chmod", -1, -1}, {SYS_fchmod, "fchmod", -1, -1}, {SYS_fchmodat, "fchmodat", -1, -1},
    {SYS_chown, "chown", -1, -1}, {SYS_fchown, "fchown", -1, -1}, {SYS_fchownat, "fchownat", -1, -1},
    {SYS_utimensat, "utimensat", -1, -1}, {SYS_copy_file_range, "copy_file_range", -1, -1}, {SYS_sendfile, "sendfile", -1, -1},
};

static const struct call *changing(pid_t process, const struct user_regs_struct *registers) {
    const unsigned long long arguments[] = {registers->rdi, registers->rsi, registers->rdx};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if (calls[i].number != (long)registers->orig_rax) continue;
        if (calls[i].flags >= 0 && !(arguments[calls[i].flags] & (O_CREAT | O_TRUNC))) return NULL;
        if (calls[i].file >= 0) {
            char path[64];
            struct stat status;
            snprintf(path, sizeof path, "/proc/%d/fd/%d", process, (int)arguments[calls[i].file]);
            if (stat(path, &status) != 0 || !S_ISREG(status.st_mode)) return NULL;
        }
        return &calls[i];
    }
    return NULL;
}

static void report(const char *path, long count, const struct call *met) {
    FILE *file = fopen(path, "w");
    if (!file) return;
    fprintf(file, "%ld %s\n", count, met ? met->name : "-");
    fclose(file);
}

int main(int count, char **arguments) {
    if (count < 5) return fprintf(stderr, "trust-calls REPORT kill|EIO|ENOSPC N PROGRAM ARGUMENT…\n"), 2;
    const char *action = arguments[2];
    const int failure = !strcmp(action, "EIO") ? EIO : !strcmp(action, "ENOSPC") ? ENOSPC : 0;
    const long wanted = atol(arguments[3]);
    const pid_t program = fork();
    if (program == 0) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        raise(SIGSTOP);
        execvp(arguments[4], arguments + 4);
        _exit(127);
    }
    int status;
    waitpid(program, &status, 0);
    ptrace(PTRACE_SETOPTIONS, program, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL);
    ptrace(PTRACE_SYSCALL, program, 0, 0);
    long seen = 0;
    const struct call *met = NULL;
    // The thread whose call is made to fail, between the call's beginning and its end.
    pid_t failing = 0;
    for (;;) {
        const pid_t thread = waitpid(-1, &status, __WALL);
        if (thread < 0) break;
        if (WIFEXITED(status) || WIFSIGNALED(status)) {
            if (thread != program) continue;
            report(arguments[1], seen, met);
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
        int signal = WSTOPSIG(status);
        if (signal == (SIGTRAP | 0x80)) {
            struct __ptrace_syscall_info { unsigned char op; unsigned char rest[87]; } info;
            struct user_regs_struct registers;
            const long size = ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof info, &info);
            if (size > 0 && info.op == PTRACE_SYSCALL_INFO_ENTRY && ptrace(PTRACE_GETREGS, thread, 0, &registers) == 0) {
                const struct call *call = changing(thread, &registers);
                if (call && ++seen == wanted) {
                    met = call;
                    if (!failure) {
                        kill(program, SIGKILL);
                    } else {
                        registers.orig_rax = (unsigned long long)-1;
                        ptrace(PTRACE_SETREGS, thread, 0, &registers);
                        failing = thread;
                    }
                }
            } else if (size > 0 && info.op == PTRACE_SYSCALL_INFO_EXIT && thread == failing && ptrace(PTRACE_GETREGS, thread, 0, &registers) == 0) {
                registers.rax = (unsigned long long)-failure;
                ptrace(PTRACE_SETREGS, thread, 0, &registers);
                failing = 0;
            }
            signal = 0;
        } else if (signal == SIGTRAP || signal == SIGSTOP) {
            // A thread begins, or the program does.
            signal = 0;
        }
        ptrace(PTRACE_SYSCALL, thread, 0, signal);
    }
    return 3;
}
