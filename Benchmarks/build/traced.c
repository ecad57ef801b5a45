/* Put before the program by instructions.sh, so that valgrind can count what the program and its workers do.
 *
 * valgrind 3.19 writes into the mask that sigsuspend is given, and libdispatch's lies in memory that can't be written. A worker under valgrind needs system
 * calls, memory and time that workers are refused; the content is our own here, so it isn't held. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

int sigsuspend(const sigset_t *mask) {
    (void)mask;
    for (;;) pause();
}

int setrlimit(__rlimit_resource_t resource, const struct rlimit *limit) {
    (void)resource, (void)limit;
    return 0;
}

int setitimer(__itimer_which_t which, const struct itimerval *value, struct itimerval *old) {
    (void)which, (void)value, (void)old;
    return 0;
}

/* A worker ends by itself when its input does, and writes down what was counted. */
int kill(pid_t process, int number) {
    (void)process, (void)number;
    return 0;
}

int prctl(int option, ...) {
    (void)option;
    return 0;
}

long syscall(long number, ...) {
    if (number == SYS_seccomp) return 0;
    va_list list;
    va_start(list, number);
    long a[6];
    for (int i = 0; i < 6; i++) a[i] = va_arg(list, long);
    va_end(list);
    static long (*real)(long, ...);
    if (!real) real = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
    return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

/* A worker's environment is empty: it is given the one thing that it needs to come here too. */
int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes, char *const arguments[],
                char *const environment[]) {
    int (*real)(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *, char *const[], char *const[]) =
        (int (*)(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *, char *const[], char *const[]))dlsym(RTLD_NEXT, "posix_spawn");
    size_t count = 0;
    while (environment[count]) count++;
    char **longer = calloc(count + 2, sizeof *longer);
    memcpy(longer, environment, count * sizeof *longer);
    static char preload[4096] = "LD_PRELOAD=";
    const char *own = getenv("LD_PRELOAD");
    if (own) strncat(preload, own, sizeof preload - strlen(preload) - 1);
    longer[count] = preload;
    return real(pid, path, actions, attributes, arguments, longer);
}
