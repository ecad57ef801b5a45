#define _GNU_SOURCE

#include "CSystemCalls.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

int answerable_close_from(posix_spawn_file_actions_t *actions, int first) {
#if defined(__GLIBC_PREREQ)
#if __GLIBC_PREREQ(2, 34)
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
#endif
#endif
    (void)actions;
    (void)first;
    return 0;
}

int answerable_limit_processor_time(long microseconds) {
    struct itimerval timer = {{0, 0}, {microseconds / 1000000, microseconds % 1000000}};
    return setitimer(ITIMER_PROF, &timer, NULL);
}

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#ifdef __x86_64__
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifndef SECCOMP_RET_KILL_PROCESS
#define SECCOMP_RET_KILL_PROCESS 0x80000000U
#endif

// Both machines keep the low half of a number first.
#define LOW_HALF_OF_ARGUMENT(n) (offsetof(struct seccomp_data, args) + 8 * (n))

#define LOAD(offset) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset)
#define RETURN(action) BPF_STMT(BPF_RET | BPF_K, action)
#define LOAD_NUMBER LOAD(offsetof(struct seccomp_data, nr))

// Each piece begins and ends with the call's number in the accumulator, and goes on behind itself when the number is another.
#define ALLOW(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1), RETURN(SECCOMP_RET_ALLOW)
#define ALLOW_WHERE_ARGUMENT_IS(call, n, value)                                                                                                    \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4), LOAD(LOW_HALF_OF_ARGUMENT(n)), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1),             \
        RETURN(SECCOMP_RET_ALLOW), RETURN(SECCOMP_RET_KILL_PROCESS)
#define ALLOW_WHERE_ARGUMENT_IS_AT_MOST(call, n, value)                                                                                            \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4), LOAD(LOW_HALF_OF_ARGUMENT(n)), BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, value, 1, 0),              \
        RETURN(SECCOMP_RET_ALLOW), RETURN(SECCOMP_RET_KILL_PROCESS)
#define ALLOW_WITHOUT_BITS(call, n, bits)                                                                                                          \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4), LOAD(LOW_HALF_OF_ARGUMENT(n)), BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 1, 0),             \
        RETURN(SECCOMP_RET_ALLOW), RETURN(SECCOMP_RET_KILL_PROCESS)

int answerable_restrict_worker(void) {
    struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0) return -1;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    struct sock_filter filter[] = {
        LOAD(offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0),
        RETURN(SECCOMP_RET_KILL_PROCESS),
        LOAD_NUMBER,
        // The messages; and the last words of a crash, which go to /dev/null.
        ALLOW_WHERE_ARGUMENT_IS(__NR_read, 0, STDIN_FILENO),
        ALLOW_WHERE_ARGUMENT_IS_AT_MOST(__NR_write, 0, STDERR_FILENO),
        // Memory, but no new code.
        ALLOW(__NR_brk),
        ALLOW(__NR_munmap),
        ALLOW(__NR_mremap),
        ALLOW(__NR_madvise),
        ALLOW_WITHOUT_BITS(__NR_mmap, 2, PROT_EXEC),
        ALLOW_WITHOUT_BITS(__NR_mprotect, 2, PROT_EXEC),
        // Its own limits and clocks; `prlimit64` of process 0 is of itself.
        ALLOW_WHERE_ARGUMENT_IS(__NR_prlimit64, 0, 0),
        ALLOW(__NR_setitimer),
        ALLOW(__NR_getrusage),
        ALLOW(__NR_clock_gettime),
        // What the C library and Swift's runtime do of themselves, also on the way to an abort.
        ALLOW(__NR_futex),
        ALLOW(__NR_sched_yield),
        ALLOW(__NR_getrandom),
        ALLOW(__NR_gettid),
        ALLOW(__NR_getpid),
        ALLOW(__NR_rt_sigprocmask),
        ALLOW(__NR_rt_sigreturn),
        ALLOW(__NR_restart_syscall),
        ALLOW_WHERE_ARGUMENT_IS(__NR_tgkill, 0, (unsigned)getpid()),
        ALLOW(__NR_exit),
        ALLOW(__NR_exit_group),
        RETURN(SECCOMP_RET_KILL_PROCESS),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
}

#else

int answerable_restrict_worker(void) {
    errno = ENOSYS;
    return -1;
}

#endif
