/// A big value that thousands of others hold, each by one reference instead of by a copy with all its parts.
@propertyWrapper
struct Shared<Value: Sendable>: Sendable {
    private final class Box: Sendable {
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    private var box: Box

    init(wrappedValue: Value) { box = Box(wrappedValue) }

    var wrappedValue: Value {
        // Lent, not copied.
        _read { yield box.value }
        set { box = Box(newValue) }
    }
}
