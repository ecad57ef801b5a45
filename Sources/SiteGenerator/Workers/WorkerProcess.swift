import CSystemCalls

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A child process with a pipe to its standard input and one from its standard output.
///
/// Not copyable, because it owns the process and both descriptors: its end kills the child and waits for it.
struct WorkerProcess: ~Copyable {
    let identifier: pid_t
    /// Written to by the parent; not blocking.
    let input: Int32
    /// Read from by the parent; not blocking.
    let output: Int32

    /// Starts `executable` with `arguments`, no environment but what Swift's runtime needs to stay quiet in a crash, and nothing open but
    /// its three standard descriptors (standard error goes to `/dev/null`: what a worker has to say is in its answer).
    init(executable: String, arguments: [String]) throws(MachineError) {
        var toChild: [Int32] = [-1, -1]
        var fromChild: [Int32] = [-1, -1]
        guard pipe(&toChild) == 0 else { throw .last("cannot open a pipe for", executable) }
        guard pipe(&fromChild) == 0 else {
            close(toChild[0])
            close(toChild[1])
            throw .last("cannot open a pipe for", executable)
        }
        for descriptor in toChild + fromChild { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(toChild[1], F_SETFL, O_NONBLOCK)
        _ = fcntl(fromChild[0], F_SETFL, O_NONBLOCK)

        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
        #else
            var actions: posix_spawn_file_actions_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

        // What the parent's own parent left open is nothing for a worker.
        answerable_close_from(&actions, 3)

        // A thread of the parent may block or ignore signals, and a child inherits that: the one that ends a file that takes too long must
        // reach it.
        #if canImport(Glibc)
            var attributes = posix_spawnattr_t()
        #else
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPROF)
        sigaddset(&signals, SIGXCPU)
        sigaddset(&signals, SIGSYS)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

        var vector: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = [strdup("SWIFT_BACKTRACE=enable=no"), nil]
        defer { for pointer in vector + environment { free(pointer) } }

        var child: pid_t = 0
        let result = posix_spawn(&child, executable, &actions, &attributes, &vector, &environment)
        close(toChild[0])
        close(fromChild[1])
        guard result == 0 else {
            close(toChild[1])
            close(fromChild[0])
            throw MachineError("cannot start", executable, number: result)
        }
        identifier = child
        input = toChild[1]
        output = fromChild[0]
    }

    deinit {
        close(input)
        close(output)
        kill(identifier, SIGKILL)
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    }

    /// Ends the process and tells how it ended, as a phrase for a message.
    consuming func end(killing: Bool) -> String {
        if killing { kill(identifier, SIGKILL) }
        // Before waiting: a child that still reads or writes must not wait for us in its turn.
        close(input)
        close(output)
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        discard self
        let signal = status & 0x7F
        if signal == 0 { return "ended with code \((status >> 8) & 0xFF)" }
        switch signal {
        case SIGPROF, SIGXCPU: return "took too much processor time"
        case SIGSYS: return "tried to do what no parser needs"
        default: return "was stopped by signal \(signal)"
        }
    }
}
