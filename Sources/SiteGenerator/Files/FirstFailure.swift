import Synchronization

/// The first error of many tasks. A class, because they share it.
final class FirstFailure: Sendable {
    private let first = Mutex<MachineError?>(nil)

    var error: MachineError? { first.withLock { $0 } }
    var isSet: Bool { error != nil }

    func set(_ error: MachineError) {
        first.withLock { $0 = $0 ?? error }
    }
}
