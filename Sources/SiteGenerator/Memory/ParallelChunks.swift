import Dispatch
import Synchronization

/// `body` of neighbouring ranges that together are `0..<count`, on all cores; the results in order.
func inParallelChunks<Result: Sendable>(_ count: Int, atLeast least: Int = 256, _ body: @Sendable (Range<Int>) -> Result) -> [Result] {
    let size = max(least, (count + 31) / 32)
    let parts = (count + size - 1) / size
    let results = Mutex([Result?](repeating: nil, count: parts))
    DispatchQueue.concurrentPerform(iterations: parts) { part in
        let result = body(part * size..<min((part + 1) * size, count))
        results.withLock { $0[part] = result }
    }
    return results.withLock { $0 }.compactMap(\.self)
}
