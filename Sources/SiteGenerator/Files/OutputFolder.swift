/// The folder that a build writes. The new site is put together beside it and takes its place in one step, so that whoever reads the folder finds
/// the whole old site or the whole new one. What hasn't changed is the same file as before; what no build wrote is carried over.
///
/// While it exists, no other build can write the folder.
package struct OutputFolder: Sendable {
    package struct Summary: Hashable, Sendable {
        package var written = 0
        package var unchanged = 0
        package var deleted = 0
        /// Of all files.
        package var bytes = 0
        /// Why the files had to be replaced one by one; `nil` when the whole folder was exchanged, or nothing had changed.
        package var obstacle: String?
    }

    let place: OutputSurroundings

    /// Finds the folder, makes those above it, and takes its lock.
    package init(opening path: String) throws(MachineError) {
        place = try OutputSurroundings(of: path)
    }

    /// Makes the folder hold exactly `files`, beside what was there and isn't ours.
    ///
    /// - Parameters:
    ///   - content: The folder that assets are copied from.
    ///   - isClean: Makes and writes everything anew, whatever is there.
    package func update(_ files: [OutputFile], assetsFrom content: String, clean isClean: Bool = false) async throws(MachineError) -> Summary {
        try await update(files, over: await Self.look(place.output(), place.beside), assetsFrom: content, clean: isClean).summary
    }

    /// What an update did, and what it noted of the files.
    struct Update: Sendable {
        var summary: Summary
        let record: TreeRecord
    }

    /// What lies in the output, and in the tree that takes its place next.
    struct Look: Sendable {
        fileprivate let current: Result<CurrentTree, MachineError>
        fileprivate let next: TreeListing?
    }

    /// - Parameters:
    ///   - look: What lies there, as it was looked at since the lock was taken.
    ///   - making: Called before each output that is made, on any thread.
    func update(
        _ files: [OutputFile], over look: Look, assetsFrom content: String, clean isClean: Bool, making: (@Sendable () -> Void)? = nil
    ) async throws(MachineError) -> Update {
        let current = try look.current.get()
        let planned = inParallelChunks(files.count) { range in files[range].map { (path: BytePath($0.path), file: $0) } }.flatMap { $0 }
        try current.refuseForeign(planned.map(\.path), shown: place.shown)
        let maker = FileMaker(current: current, content: content, isClean: isClean)
        var obstacle = place.obstacle ?? current.obstacle
        if obstacle == nil, let beside = place.beside {
            do throws(MachineError) {
                switch try await exchange(planned, maker, beside, listing: look.next, making: making) {
                case .success(let update): return update
                case .failure(let found): obstacle = found.why
                }
            } catch {
                // What is half done goes, so that a full disk is no fuller than before.
                try? beside.remove(NextTree.name)
                throw error
            }
        }
        if let beside = place.beside { try? beside.remove(NextTree.name) }
        var update = try await replaceInPlace(planned, maker, making: making)
        if update.summary.written + update.summary.deleted > 0 { update.summary.obstacle = obstacle }
        return update
    }

    func currentTree() async throws(MachineError) -> CurrentTree { try await Self.look(place.output(), place.beside).current.get() }

    /// What lies there. It takes the folders and not the place: whoever looks doesn't hold the lock.
    static func look(_ output: OpenFolder?, _ beside: OpenFolder?) async -> Look {
        let next = beside.flatMap { NextTree.listing(in: $0) }
        do throws(MachineError) {
            let current = try await CurrentTree(output) { root throws(MachineError) in
                try beside.flatMap { beside throws(MachineError) in try beside.read(recordName(root)) }
            }
            return Look(current: .success(current), next: next)
        } catch { return Look(current: .failure(error), next: next) }
    }

    /// The files of this build with the list of them, which is kept in the folder too.
    func withManifest(_ planned: [(path: BytePath, file: OutputFile)], _ current: CurrentTree) -> [(path: BytePath, file: OutputFile)] {
        // The list is long, so it is only made when it has changed: its key stands for "the same paths as last time".
        let isSame =
            current.oursCount == planned.count + 1
            && inParallelChunks(planned.count) { range in planned[range].allSatisfy { current[$0.path]?.isOurs == true } }.allSatisfy { $0 }
        let file = OutputFile(
            OutputManifest.fileName, .made { OutputManifest(paths: planned.map(\.path)).bytes }, isIndex: true, key: isSame ? Self.manifestKey : nil)
        return planned + [(OutputManifest.path, file)]
    }

    static func recordName(_ root: FileStatus) -> String { "\(root.inode).record" }

    static let manifestKey = Digest(high: 0, low: 1)
}
