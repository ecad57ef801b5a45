import Diagnostics

/// The known name that a mistyped one most probably means, or `nil` when none is near.
func nearestName(to name: String, among known: [String]) -> String? { suggestion(for: name, among: known) }

/// ASCII letters alone.
func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
