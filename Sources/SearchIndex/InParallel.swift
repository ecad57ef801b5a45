import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Processors that this machine has.
func processorCount() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

/// The results of `body` for 0…, in order, at most `jobs` of them being made at a time.
func inParallel<Result: Sendable>(_ count: Int, jobs: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    inParallel(count, jobs: jobs, with: {}) { _, number in body(number) }
}

/// The results of `body` for 0…, in order, at most `jobs` of them being made at a time.
///
/// - Parameter make: Gives each core what it keeps from one result to the next.
func inParallel<State, Result: Sendable>(
    _ count: Int, jobs: Int, with make: @Sendable () -> State, _ body: @Sendable (inout State, Int) -> Result
) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
        var state: State?
        while true {
            let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard number < count else { return }
            var own = state.take() ?? make()
            let result = body(&own, number)
            state = own
            results.withLock { $0[number] = result }
        }
    }
    return results.withLock { $0 }.compactMap { $0 }
}
