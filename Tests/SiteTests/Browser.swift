import Foundation
import RunningProgram

/// Chromium, driven by its own command line.
enum Browser {
    /// What a page was when its scripts had run, and what it wrote to the console: errors, refusals of its policy, files not found.
    struct Page {
        let document: String
        let console: [String]
    }

    /// `nil`, with a message, where no Chromium is installed.
    static let path: String? = {
        let names = [
            "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
        ]
        if let path = names.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) { return path }
        print("skipped: there is no Chromium on this machine")
        return nil
    }()

    static func open(_ address: String, with path: String) throws -> Page {
        let folder = try TestFolder()
        try folder.write("", to: "document")
        try folder.write("", to: "errors")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = [
            // Tests may run as the superuser of a container, where the sandbox can't be had; the pages are our own.
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--user-data-dir=" + folder.path + "/profile", "--enable-logging=stderr",
            // Virtual time runs ahead as long as nothing is being loaded: scripts come to an end without anybody waiting.
            "--virtual-time-budget=10000", "--dump-dom", address,
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path + "/document"))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path + "/errors"))
        try process.run()
        process.waitUntilExit()
        let console = try folder.text("errors").split(separator: "\n").filter { $0.contains(":CONSOLE") }.map(String.init)
        return Page(document: try folder.text("document"), console: console)
    }
}
