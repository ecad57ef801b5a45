import Diagnostics
import Foundation
import RunningProgram
import Testing

@testable import SiteGenerator

@Suite("Files of strangers")
struct AssetTests {
    private func svg(_ inside: String, attributes: String = "") -> String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" \(attributes)>\(inside)</svg>"
    }

    @Test(
        "a picture that only draws is inert",
        arguments: [
            "<rect width='1' height=\"2\" fill=\"url(#g)\"/>", "<title>a &lt; b</title><g style=\"fill: #002654\"><path d='M0 0h9v9z'/></g>",
            "<style>.a { fill: red } /* <b> is fine */</style><use href=\"#a\"/>".replacingOccurrences(of: "<b>", with: "b"),
            "<style><![CDATA[ .a > .b { fill: url( '#x' ) } ]]></style>", "<image href=\"data:image/png;base64,AAAA\" width='1'/>",
            "<!-- made by hand -->\n<text x='1'>日本語</text>", "<defs><linearGradient id='g'><stop offset='0'/></linearGradient></defs>",
        ])
    func inert(inside: String) {
        #expect(danger(inSVG: Array(svg(inside).utf8)) == nil)
        #expect(danger(inSVG: Array(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg(inside) + "\n").utf8)) == nil)
    }

    @Test(
        "a picture that could do anything else is not",
        arguments: [
            "<script>alert(1)</script>", "<SCRIPT>alert(1)</SCRIPT>", "<rect onclick='x'/>", "<rect OnLoad='x'/>", "<foreignObject/>", "<a href='#x'/>",
            "<use href='http://evil/x#y'/>", "<use xlink:href='//evil/x#y'/>", "<image href='data:image/svg+xml;base64,AA'/>", "<image href='x.png'/>",
            "<use HREF='http://evil/x#y'/>", "<image hhref=\"data:imonload=age/png;base64,aa\"/>",
            "<animate attributeName='href' to='javascript:x'/>", "<set attributeName='onclick' to='x'/>", "<style>@import 'http://evil'</style>",
            "<style>a{fill:url(http://evil)}</style>", "<style>a{fill:\\75rl(http://evil)}</style>", "<style>@im\\port 'x'</style>",
            "<rect style='fill:url(\"//evil\")'/>", "<rect fill='u&#114;l(//evil)'/>", "<rect style='fill:URL( //evil )'/>", "<h:script xmlns:h='http://www.w3.org/1999/xhtml'/>",
            "<g xmlns='http://www.w3.org/1999/xhtml'/>", "<s:script xmlns:s='http://www.w3.org/2000/svg'/>", "<iframe/>", "<rect a=b/>", "<g>", "</g>", "<g></h>",
            "<![CDATA[</x><script>]]>", "<?xml-stylesheet href='x'?>", "<handler/>", "<feImage href='//evil'/>", "<rect xml:base='http://evil/'/>",
        ])
    func active(inside: String) {
        #expect(danger(inSVG: Array(svg(inside).utf8)) != nil)
    }

    @Test("what isn't one picture in plain UTF-8 is refused")
    func strange() {
        for text in [
            "", "x", "<svg", "<svg>", "<html/>", "<svg/><svg/>", "<!DOCTYPE svg [<!ENTITY x '<script/>'>]><svg/>", "text<svg/>",
            "<?xml version='1.0' encoding='UTF-7'?><svg/>", "<svg/><script/>",
        ] {
            #expect(danger(inSVG: Array(text.utf8)) != nil, "\(text)")
        }
        #expect(danger(inSVG: [0xFF, 0xFE] + Array("<svg/>".utf8)) != nil)
        #expect(danger(inSVG: Array("<svg/>".utf8) + [0xC3]) != nil)
    }

    @Test("the published pictures of an attack collection: none")
    func collection() throws {
        let folder = packageRoot + "/../shared/data/hostile/svg"
        guard FileManager.default.fileExists(atPath: folder) else { return }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            #expect(danger(inSVG: [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))) != nil, "\(name)")
        }
    }

    @Test("an asset is what its name says, or it isn't published")
    func kinds() throws {
        let folder = try TestFolder()
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]
        try folder.write(png, to: "assets/a.png")
        try folder.write(png, to: "assets/b.JPG")
        // The header of a picture of 60,000 by 60,000 pixels; a few bytes can hold them.
        try folder.write(png.dropLast() + [0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 6, 0, 0, 0], to: "assets/big.png")
        try folder.write("<script>alert(1)</script>", to: "assets/c.png")
        try folder.write("", to: "assets/d.gif")
        try folder.write("<p>", to: "assets/e.html")
        try folder.write("x", to: "assets/f.txt")
        try folder.write("x", to: "assets/g.JS")
        try folder.write(svg("<script/>"), to: "assets/h.Svg")
        var content = try ContentFolder(folder.path)
        let paths = ["a.png", "b.JPG", "big.png", "c.png", "d.gif", "e.html", "f.txt", "g.JS", "h.Svg"].map { "assets/" + $0 }
        let (sound, faults) = try checkAssets(paths, in: &content)
        #expect(sound == ["assets/a.png", "assets/b.JPG", "assets/f.txt"])
        #expect(faults.map(\.path) == ["big.png", "c.png", "d.gif", "e.html", "g.JS", "h.Svg"].map { "Content/assets/" + $0 })
        #expect(faults.allSatisfy { $0.code == .unsafeAsset && $0.severity == .error })
    }

    @Test("a picture's size is read from its file, turned as a camera's note says")
    func sizes() throws {
        func big(_ number: Int) -> [UInt8] { [UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)] }
        let png = [0x89] + Array("PNG\r\n\u{1A}\n".utf8) + [0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0] + big(640) + [0, 0] + big(300) + [8, 6, 0, 0, 0]
        let gif = Array("GIF89a".utf8) + [0x2C, 0x01, 0xC8, 0x00, 0, 0]
        let frame = [0xFF, 0xC2, 0, 17, 8] + big(600) + big(800) + [3]
        func jpeg(orientation: UInt8) -> [UInt8] {
            let tiff = Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
            let exif = Array("Exif".utf8) + [0, 0] + tiff
            return [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xE1] + big(exif.count + 2) + exif + frame
        }
        func webP(_ chunk: String, _ data: [UInt8]) -> [UInt8] {
            Array("RIFF".utf8) + [40, 0, 0, 0] + Array(("WEBP" + chunk).utf8) + [20, 0, 0, 0] + data + [UInt8](repeating: 0, count: 20 - data.count)
        }
        let files: [(String, [UInt8])] = [
            ("a.png", png), ("b.gif", gif), ("c.jpg", jpeg(orientation: 1)), ("d.JPEG", jpeg(orientation: 6)), ("e.webp", webP("VP8X", [0, 0, 0, 0, 0x1F, 0x03, 0, 0x57, 0x02, 0])),
            ("f.webp", webP("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, 0x20, 0x03, 0x58, 0x02])), ("g.webp", webP("VP8L", [0x2F, 0x1F, 0xC3, 0x95, 0])),
            ("h.svg", Array(svg("", attributes: "viewBox='0 0 680.4 320'").utf8)), ("i.svg", Array(svg("", attributes: "width=\"120px\" height=\"80\"").utf8)),
            ("j.svg", Array(svg("", attributes: "width=\"100%\"").utf8)), ("k.png", Array(png.prefix(20))), ("l.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 1]), ("m.pdf", []),
        ]
        let folder = try TestFolder()
        for (name, bytes) in files {
            try FileManager.default.createDirectory(atPath: folder.path + "/assets", withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/assets/" + name))
        }
        var content = try ContentFolder(folder.path)
        let sizes = try pictureSizes(of: files.map { "assets/" + $0.0 }, in: &content)
        let texts = files.map { name, _ in sizes["assets/" + name].map { "\(name) \($0.width)x\($0.height)" } ?? name }
        #expect(
            texts == [
                "a.png 640x300", "b.gif 300x200", "c.jpg 800x600", "d.JPEG 600x800", "e.webp 800x600", "f.webp 800x600", "g.webp 800x600", "h.svg 680x320", "i.svg 120x80",
                "j.svg", "k.png", "l.jpg", "m.pdf",
            ])
    }
}
