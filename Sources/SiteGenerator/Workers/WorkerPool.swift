import Diagnostics
import KnowledgeBase

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Parses files in worker processes: one loop that waits for all of them, no thread, no lock.
///
/// cmark-gfm 0.29 is not thread-safe, and hostile Markdown can make it run for minutes, take gigabytes or abort. In a process of its own it
/// costs one diagnostic on its own file: the worker is replaced and the rest goes on.
package struct WorkerPool {
    /// The program that runs as a worker, with the arguments that make it one.
    package var executable: String
    package var arguments: [String]
    /// Number of processes, at least 1.
    package var jobs: Int
    /// Seconds that one file may take by the clock on the wall. The processor time is limited by the worker itself (`WorkerLimits`); this
    /// limit is for a worker that sleeps, so it can be generous on a busy machine.
    package var secondsPerFile = 30

    package init(executable: String, arguments: [String], jobs: Int) {
        self.executable = executable
        self.arguments = arguments
        self.jobs = max(1, jobs)
    }

    /// The parsed files in the order of the requests, whatever the number of jobs.
    ///
    /// - Parameter progress: Called with the number of finished files.
    package func parse(_ requests: [ParseRequest], progress: (Int) -> Void = { _ in }) throws(MachineError) -> [ParsedFile] {
        try answer(requests.count, progress: progress) { requests[$0] }.compactMap { $0?.file }
    }

    /// The same with each file's record, of requests that are made when a worker is free for them: the next file is read while others are parsed.
    ///
    /// - Parameters:
    ///   - spool: Keeps the records.
    ///   - request: Makes the request of a number; `nil` where nothing has to be parsed after all.
    func answer(
        _ count: Int, spool: RecordSpool? = nil, progress: (Int) -> Void = { _ in }, _ request: (Int) throws(MachineError) -> ParseRequest?
    ) throws(MachineError) -> [ParseAnswer?] {
        // A worker that died leaves a pipe that nobody reads: writing to it is an error to handle, not a signal to die of.
        signal(SIGPIPE, SIG_IGN)
        var results = [ParseAnswer?](repeating: nil, count: count)
        var next = 0
        var finished = 0
        /// The request that is sent next, made beforehand, so that a worker that is free needn't wait for it.
        var ready: (index: Int, request: ParseRequest)?
        var lanes: [WorkerLane] = []
        var polls: [pollfd] = []
        func makeReady() throws(MachineError) {
            while ready == nil, next < count {
                if let made = try request(next) {
                    ready = (next, made)
                } else {
                    finished += 1
                }
                next += 1
            }
        }
        /// A worker that has nothing to do, else a new one, else one that will soon be done.
        func laneWithRoom() throws(MachineError) -> WorkerLane? {
            if let idle = lanes.first(where: \.isIdle) { return idle }
            if lanes.count < jobs {
                let lane = try WorkerLane(executable: executable, arguments: arguments, spool: spool)
                lanes.append(lane)
                return lane
            }
            return lanes.first(where: \.hasRoom)
        }
        try makeReady()
        while ready != nil || finished < count {
            while ready != nil, let lane = try laneWithRoom(), let (index, request) = ready.take() {
                lane.start(request, index: index, deadline: monotonicSeconds() + secondsPerFile)
                try makeReady()
            }
            polls.removeAll(keepingCapacity: true)
            for lane in lanes {
                let (input, output) = lane.polls
                polls += [input, output]
            }
            // Two answers may have come at once: the second needs no waiting for.
            let patience: Int32 = lanes.contains(where: \.hasAnswer) ? 0 : 1000
            if poll(&polls, nfds_t(polls.count), patience) < 0, errno != EINTR { throw .last("cannot wait for", executable) }
            let now = monotonicSeconds()
            for (number, lane) in lanes.enumerated() where !lane.isIdle {
                switch lane.advance(input: polls[2 * number], output: polls[2 * number + 1], now: now, deadline: now + secondsPerFile) {
                case .working: continue
                case .finished(let index, let answer): results[index] = answer
                case .failed(let index, let how, let path):
                    results[index] = ParseAnswer(file: .unparsed(path, how: how), record: nil)
                    try lane.restart(executable: executable, arguments: arguments, deadline: now + secondsPerFile)
                }
                finished += 1
                progress(finished)
            }
        }
        return results
    }
}

/// Seconds on a clock that only goes forward.
private func monotonicSeconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
}

extension DiagnosticCode {
    static let parserStopped = DiagnosticCode(
        "parser-stopped",
        "The process that parsed this file was stopped: the file took more time or memory than any honest file needs, or crashed the Markdown parser. The other files are not affected.")
}

package let workerCodes: [DiagnosticCode] = [.parserStopped]

extension ParsedFile {
    fileprivate static func unparsed(_ path: String, how: String) -> ParsedFile {
        ParsedFile(
            path: path, value: nil,
            diagnostics: [
                Diagnostic(
                    .parserStopped, "the parser \(how) on this file",
                    advice: "look for deep nesting, huge tables or thousands of repeated marks, and take them out", path: path)
            ])
    }
}
