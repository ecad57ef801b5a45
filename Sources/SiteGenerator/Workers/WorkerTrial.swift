import KnowledgeBase

/// Whether a worker process can be started on this machine and reads a thread.
package func parseInWorker(_ thread: String, executable: String, arguments: [String]) throws(MachineError) -> Bool {
    let request = ParseRequest(
        kind: .thread, path: "Content/threads/a.md", contentPath: "threads/a.md", bytes: Array(thread.utf8), options: ParseOptions())
    let parsed = try WorkerPool(executable: executable, arguments: arguments, jobs: 1).parse([request])
    return parsed.first?.value != nil && parsed.first?.diagnostics.isEmpty == true
}
