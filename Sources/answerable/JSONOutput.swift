import Diagnostics

/// One object on lines of its own, for a command's `--format json`.
func jsonObject(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter(isPretty: true)
    json.object(members)
    return json.bytes + [UInt8(ascii: "\n")]
}

extension JSONWriter {
    mutating func member(_ name: String, strings: [String]) {
        key(name)
        array { json in
            for text in strings { json.string(text) }
        }
    }
}
