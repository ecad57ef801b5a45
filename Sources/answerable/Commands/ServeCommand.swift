import ArgumentParser
import Foundation
import DevServer
import Diagnostics
import SiteGenerator

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Shows the site in a browser while you write it.",
        discussion: """
            Serves the site from memory, drafts included, and writes nothing but the cache of 'build'. What you save shows in the open browser at once: the page where it has \
            changed, a style without loading the page again, and errors over the page until they are mended. Ends with Ctrl-C.
            """)

    @OptionGroup var arguments: SiteArguments

    @Option(name: .long, help: ArgumentHelp("Where to listen. 0.0.0.0 lets other machines of the network in.", valueName: "ADDRESS"))
    var host = "127.0.0.1"

    @Option(name: .long, help: ArgumentHelp("The port; 0 takes any that is free.", valueName: "N"))
    var port = 8080

    @Flag(name: .long, help: "Open the site in the browser.")
    var open = false

    @Flag(name: .long, help: "Look for changes every moment, where the system doesn't tell of them: on drives of the network.")
    var poll = false

    @Option(name: .long, help: "text, or json: what happens as one object a line, on standard output.")
    var format = TextFormat.text

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be a number from 0 to 65535") }
    }

    func run() async throws {
        try await reportingFailures {
            var options = try arguments.options()
            options.includesDrafts = true
            options.remember()
            let listener = try listen()
            let report = ServeReport(format)
            let server = try DevServer(options) { report.show($0) }
            let interrupts = onInterrupt { server.stop() }
            defer { for interrupt in interrupts { interrupt.cancel() } }
            let address = "http://\(shownHost):\(listener.port)/"
            try await server.run(listener, host: host, looks: poll) { method in
                report.started(address: address, isPublic: isPublic, method: method, wasAsked: poll)
                if open { openInBrowser(address) }
            }
            report.ended()
        }
    }

    private func listen() throws -> Listener {
        do throws(Listener.Fault) {
            return try Listener(host: host, port: port)
        } catch {
            switch error {
            case .machine(let error): throw error
            case .portTaken(let port, let free):
                let advice = free.map { "take --port \($0), which is free" } ?? "take another with --port"
                writeError("error: port \(port) is taken: another program listens there (\(advice))\n")
                throw ExitStatus.machineFailed
            }
        }
    }

    /// What a browser on this machine calls the server.
    private var shownHost: String {
        switch host {
        case "0.0.0.0": "127.0.0.1"
        case "::": "[::1]"
        default: host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        }
    }

    private var isPublic: Bool { !host.hasPrefix("127.") && host != "::1" && host != "localhost" }
}

/// Calls `act` in place of ending the program when it is interrupted or told to end.
private func onInterrupt(_ act: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM, SIGHUP].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler(handler: act)
        source.resume()
        return source
    }
}

/// Opens an address with the program that the system has for it.
private func openInBrowser(_ address: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    #if os(macOS)
        process.arguments = ["open", address]
    #else
        process.arguments = ["xdg-open", address]
    #endif
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { process in
        if process.terminationStatus != 0 { writeError("no browser could be opened: open \(address) yourself\n") }
    }
    do { try process.run() } catch { writeError("no browser could be opened: open \(address) yourself\n") }
}
