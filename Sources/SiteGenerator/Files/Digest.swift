/// 128 bits that stand for the inputs of a pure function: equal digests mean equal results.
///
/// Whoever makes one must use a hash that nobody can find two inputs for: content of strangers may be among the inputs.
package struct Digest: Hashable, Sendable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}
