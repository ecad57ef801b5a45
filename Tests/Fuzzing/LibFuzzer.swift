import Foundation

/// The entry that libFuzzer calls, for the target that `ANSWERABLE_FUZZ_TARGET` names. Only `Scripts/fuzz` builds it.
private let target: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["ANSWERABLE_FUZZ_TARGET"] ?? ""
    guard let target = fuzzTargets.first(where: { $0.name == name }) else {
        fatalError("ANSWERABLE_FUZZ_TARGET must be one of: \(fuzzTargets.map(\.name).joined(separator: " "))")
    }
    return target
}()

/// Writes the target's dictionary in libFuzzer's format where `ANSWERABLE_FUZZ_DICTIONARY` names a file, and ends.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeMutablePointer<Int32>?, _ arguments: UnsafeMutableRawPointer?) -> Int32 {
    guard let path = ProcessInfo.processInfo.environment["ANSWERABLE_FUZZ_DICTIONARY"] else { return 0 }
    let lines = target.dictionary.map { piece in
        "\"" + piece.utf8.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\"\n"
    }
    do { try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: path)) } catch { fatalError("\(error)") }
    exit(0)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let fault = target.run(bytes) { fatalError(fault) }
    return 0
}
