import KnowledgeBase
import Markdown

/// The sizes of pictures, by their paths below the content folder: a page names them, so that nothing moves when a picture comes.
typealias PictureSizes = [String: PictureSize]

/// Reads the sizes from the beginnings of the files. A picture of another kind, or one that doesn't say, has none.
func pictureSizes(of paths: [String], in content: inout ContentFolder) throws(MachineError) -> PictureSizes {
    var sizes: PictureSizes = [:]
    for path in paths {
        guard let size = try pictureSize(of: path, in: &content), size.width <= 100_000, size.height <= 100_000 else { continue }
        sizes[path] = size
    }
    return sizes
}

/// What a picture says of itself, however much that is.
func pictureSize(of path: String, in content: inout ContentFolder) throws(MachineError) -> PictureSize? {
    let ending = path.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(path[path.index(after: $0)...]).lowercased() } ?? ""
    guard let kind = kinds[ending] else { return nil }
    return kind.size(try content.read(path, limit: kind.limit))
}

private struct Kind: Sendable {
    /// How much of a file is read: a camera puts a small picture and more before a JPEG's size.
    let limit: Int
    let size: @Sendable ([UInt8]) -> PictureSize?
}

private let kinds: [String: Kind] = {
    let jpeg = Kind(limit: 256 << 10, size: jpegSize)
    return [
        "png": Kind(limit: 32, size: pngSize), "gif": Kind(limit: 16, size: gifSize), "webp": Kind(limit: 32, size: webPSize), "jpg": jpeg, "jpeg": jpeg,
        "svg": Kind(limit: 16 << 10, size: svgSize),
    ]
}()

private func size(_ width: Int, _ height: Int) -> PictureSize? {
    width > 0 && height > 0 ? PictureSize(width: width, height: height) : nil
}

private func big(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int { bytes[at..<at + count].reduce(0) { $0 << 8 | Int($1) } }
private func little(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int { bytes[at..<at + count].reversed().reduce(0) { $0 << 8 | Int($1) } }

/// PNG, 11.2.2: the first chunk is IHDR, width and height its first eight bytes.
private func pngSize(_ bytes: [UInt8]) -> PictureSize? {
    guard bytes.count >= 24, bytes[12..<16].elementsEqual("IHDR".utf8) else { return nil }
    return size(big(bytes, 16, 4), big(bytes, 20, 4))
}

private func gifSize(_ bytes: [UInt8]) -> PictureSize? {
    guard bytes.count >= 10, bytes.starts(with: "GIF8".utf8) else { return nil }
    return size(little(bytes, 6, 2), little(bytes, 8, 2))
}

/// RFC 9649: the canvas of `VP8X`, else of the one picture.
private func webPSize(_ bytes: [UInt8]) -> PictureSize? {
    guard bytes.count >= 30, bytes.starts(with: "RIFF".utf8), bytes[8..<12].elementsEqual("WEBP".utf8) else { return nil }
    switch String(decoding: bytes[12..<16], as: UTF8.self) {
    case "VP8X": return size(little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1)
    case "VP8L":
        guard bytes[20] == 0x2F else { return nil }
        let bits = little(bytes, 21, 4)
        return size(bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
    case "VP8 ":
        guard bytes[23..<26].elementsEqual([0x9D, 0x01, 0x2A]) else { return nil }
        return size(little(bytes, 26, 2) & 0x3FFF, little(bytes, 28, 2) & 0x3FFF)
    default: return nil
    }
}

/// The frame header's (ITU T.81, B.2.2), turned as the camera's note says (Exif, tag 0x0112): browsers turn the picture too.
private func jpegSize(_ bytes: [UInt8]) -> PictureSize? {
    guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
    var at = 2
    var isTurned = false
    while at + 4 <= bytes.count, bytes[at] == 0xFF {
        let marker = bytes[at + 1]
        // Fill bytes, and markers that stand alone.
        if marker == 0xFF || marker == 0x01 || (0xD0...0xD7).contains(marker) {
            at += marker == 0xFF ? 1 : 2
            continue
        }
        let length = big(bytes, at + 2, 2)
        guard length >= 2 else { return nil }
        if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
            guard at + 9 <= bytes.count else { return nil }
            let (height, width) = (big(bytes, at + 5, 2), big(bytes, at + 7, 2))
            return isTurned ? size(height, width) : size(width, height)
        }
        if marker == 0xE1 { isTurned = isTurned || exifTurns(bytes[(at + 4)..<min(bytes.count, at + 2 + length)]) }
        at += 2 + length
    }
    return nil
}

/// Whether the orientation in an Exif block swaps width and height (5 to 8).
private func exifTurns(_ block: ArraySlice<UInt8>) -> Bool {
    guard block.starts(with: "Exif".utf8), block.count >= 14 else { return false }
    let tiff = Array(block.dropFirst(6))
    let isLittle = tiff.starts(with: "II".utf8)
    func number(_ at: Int, _ count: Int) -> Int? {
        guard at >= 0, at + count <= tiff.count else { return nil }
        return isLittle ? little(tiff, at, count) : big(tiff, at, count)
    }
    guard let directory = number(4, 4), let entries = number(directory, 2) else { return false }
    for entry in 0..<min(entries, 256) {
        let at = directory + 2 + 12 * entry
        guard let tag = number(at, 2) else { return false }
        if tag == 0x0112 { return number(at + 8, 2).map { (5...8).contains($0) } ?? false }
    }
    return false
}

/// `width` and `height` of the root in pixels; where it has none, its `viewBox`.
private func svgSize(_ bytes: [UInt8]) -> PictureSize? {
    guard let start = bytes.firstRange(of: Array("<svg".utf8)) else { return nil }
    let tag = bytes[start.upperBound...].prefix { $0 != UInt8(ascii: ">") }
    func value(_ name: String) -> String? {
        for mark in ["\"", "'"] {
            for space in [" ", "\n", "\t"] {
                guard let found = tag.firstRange(of: Array((space + name + "=" + mark).utf8)) else { continue }
                return String(decoding: tag[found.upperBound...].prefix { $0 != mark.utf8.first }, as: UTF8.self)
            }
        }
        return nil
    }
    func pixels(_ text: String?) -> Double? {
        guard let text else { return nil }
        return Double(text.hasSuffix("px") ? String(text.dropLast(2)) : text)
    }
    func whole(_ width: Double, _ height: Double) -> PictureSize? {
        guard (0.5...100_000).contains(width), (0.5...100_000).contains(height) else { return nil }
        return size(Int(width.rounded()), Int(height.rounded()))
    }
    if let width = pixels(value("width")), let height = pixels(value("height")) { return whole(width, height) }
    let box = value("viewBox")?.split { $0 == " " || $0 == "," }.compactMap { Double($0) } ?? []
    return box.count == 4 ? whole(box[2], box[3]) : nil
}
