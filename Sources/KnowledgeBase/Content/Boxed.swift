/// A value that lies in memory once, however many hold it: a copy is one more reference. For big values that go from hand to hand, such as a thread
/// with its 25 fields.
package struct Boxed<Value: Hashable & Sendable>: Hashable, Sendable {
    private final class Box: Sendable {
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    private let box: Box

    package init(_ value: Value) { box = Box(value) }

    /// Lent, not copied.
    package var value: Value { _read { yield box.value } }

    package static func == (left: Boxed, right: Boxed) -> Bool { left.box === right.box || left.value == right.value }

    package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
