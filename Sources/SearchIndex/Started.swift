import Dispatch
import Synchronization

/// A result that is made on another core while its maker goes on; whoever wants it before anybody has begun with it makes it himself, so that nobody
/// waits for a thread that doesn't come.
///
/// ```swift
/// let cards = Started { CardFiles(records) }
/// let lists = encodeLists()
/// return lists + cards.value.files
/// ```
package final class Started<Value: Sendable>: Sendable {
    private enum State: Sendable {
        case waiting(@Sendable () -> Value)
        case begun
        case made(Value)
    }

    private let state: Mutex<State>
    private let end = DispatchGroup()

    package init(_ make: @escaping @Sendable () -> Value) {
        state = Mutex(.waiting(make))
        end.enter()
        // A queue of its own gets a thread of its own; the threads of the global queue are as many as cores, and one that waits for another counts.
        DispatchQueue(label: "started").async { self.begin() }
    }

    package var value: Value {
        while true {
            begin()
            if case .made(let value) = state.withLock({ $0 }) { return value }
            end.wait()
        }
    }

    /// What it is made of is let go when it is made.
    private func begin() {
        let make: (@Sendable () -> Value)? = state.withLock { state in
            guard case .waiting(let make) = state else { return nil }
            state = .begun
            return make
        }
        guard let make else { return }
        let value = make()
        state.withLock { $0 = .made(value) }
        end.leave()
    }
}
