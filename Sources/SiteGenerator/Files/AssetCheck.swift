import Diagnostics
import KnowledgeBase

extension DiagnosticCode {
    static let unsafeAsset = DiagnosticCode(
        "unsafe-asset",
        "A file of assets/ is not what its name says, a browser would run what is in it, or it would take a gigabyte to show it. It is not published: whoever opened it would run a stranger's script with the rights of the site, or see the page stop.")
}

/// Pixels of a picture: four bytes each in a browser, a gigabyte. No camera makes as many.
private let mostPixels = 1 << 28

package let assetCodes: [DiagnosticCode] = [.unsafeAsset]

/// Looks at the first bytes of each asset, and at the whole of those that are pictures in SVG.
///
/// - Returns: The assets that may be published, and why the others may not.
func checkAssets(_ paths: [String], in content: inout ContentFolder) throws(MachineError) -> (sound: [String], diagnostics: [Diagnostic]) {
    var sound: [String] = []
    var faults: [Diagnostic] = []
    for path in paths {
        let ending = path.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(path[path.index(after: $0)...]).lowercased() } ?? ""
        if let fault = try danger(in: path, ending: ending, &content) {
            faults.append(Diagnostic(.unsafeAsset, fault.message, advice: fault.advice, path: "Content/" + path))
        } else {
            sound.append(path)
        }
    }
    return (sound, faults)
}

private func danger(in path: String, ending: String, _ content: inout ContentFolder) throws(MachineError) -> (message: String, advice: String)? {
    if activeEndings.contains(ending) {
        return ("a browser would run what is in a '.\(ending)' file", "publish it as text or in an archive, or leave it out")
    }
    if ending == "svg" {
        // A picture in SVG is read as a whole, so it may not be as long as a film.
        let bytes = try content.read(path, limit: 4 << 20)
        guard bytes.count < 4 << 20 else { return ("this picture is longer than 4 MiB", "save it as PNG or WebP") }
        return danger(inSVG: bytes).map { ("this picture is not inert: \($0)", "save it as plain SVG, or as PNG or WebP") }
    }
    guard imageKinds.contains(where: { $0.endings.contains(ending) }) else { return nil }
    // A PNG called .jpg is shown all the same, and harms nobody.
    let start = try content.read(path, limit: 32)
    guard imageKinds.contains(where: { $0.matches(start) }) else { return ("this file is no picture, as its name says", "give it the ending of what it is") }
    if let size = try pictureSize(of: path, in: &content), size.width.multipliedReportingOverflow(by: size.height).partialValue > mostPixels {
        return ("this picture says that it has \(size.width) × \(size.height) pixels, which no browser can show", "save it smaller")
    }
    return nil
}

/// Kinds that a browser runs, or shows as a page with what it holds.
private let activeEndings: Set<String> = [
    "html", "htm", "xhtml", "xht", "shtml", "mhtml", "mht", "xml", "xsl", "xslt", "rdf", "svgz", "js", "mjs", "cjs", "wasm", "swf", "htc", "hta",
    "appcache", "webmanifest", "php", "phtml", "asp", "aspx", "jsp", "cgi", "htaccess",
]

private struct ImageKind {
    let endings: [String]
    let matches: @Sendable ([UInt8]) -> Bool
}

private let imageKinds: [ImageKind] = [
    ImageKind(endings: ["png"]) { $0.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) },
    ImageKind(endings: ["jpg", "jpeg"]) { $0.starts(with: [0xFF, 0xD8, 0xFF]) },
    ImageKind(endings: ["gif"]) { $0.starts(with: "GIF87a".utf8) || $0.starts(with: "GIF89a".utf8) },
    ImageKind(endings: ["webp"]) { $0.starts(with: "RIFF".utf8) && $0.dropFirst(8).starts(with: "WEBP".utf8) },
    ImageKind(endings: ["avif"]) { $0.dropFirst(4).starts(with: "ftypavif".utf8) || $0.dropFirst(4).starts(with: "ftypavis".utf8) },
    ImageKind(endings: ["ico"]) { $0.starts(with: [0, 0, 1, 0]) },
    ImageKind(endings: ["bmp"]) { $0.starts(with: "BM".utf8) },
]
