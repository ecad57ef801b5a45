/// What became of one output.
enum MadeFile: Sendable {
    /// It is there already, as the record now notes it.
    case kept(TreeRecord.File)
    case written(TreeRecord.File)

    var isWritten: Bool { if case .written = self { true } else { false } }

    var record: TreeRecord.File {
        switch self {
        case .kept(let file), .written(let file): file
        }
    }
}

/// Makes the outputs that need it and writes those that differ from what is there.
struct FileMaker: Sendable {
    let current: CurrentTree
    /// The folder that assets are copied from.
    let content: String
    /// Everything is made and written, whatever is there.
    let isClean: Bool

    /// - Parameters:
    ///   - making: Called before each output that is made, on any thread.
    ///   - write: Writes a file that is missing or differs.
    func make(
        _ files: [(path: BytePath, file: OutputFile)], making: (@Sendable () -> Void)? = nil,
        write: @escaping @Sendable (BytePath, [UInt8]) throws(MachineError) -> FileStatus
    ) async throws(MachineError) -> [(path: BytePath, made: MadeFile)] {
        // After the first failure nothing more is made: a full disk would say the same of every file.
        let failure = FirstFailure()
        let made = await parallelMap(files) { path, file -> MadeFile? in
            guard !failure.isSet else { return nil }
            do throws(MachineError) { return try make(file, path, making, write) } catch {
                failure.set(error)
                return nil
            }
        }
        if let error = failure.error { throw error }
        return zip(files, made).compactMap { file, made in made.map { (file.path, $0) } }
    }

    private func make(
        _ file: OutputFile, _ path: BytePath, _ making: (@Sendable () -> Void)?, _ write: (BytePath, [UInt8]) throws(MachineError) -> FileStatus
    ) throws(MachineError) -> MadeFile {
        let there = isClean ? nil : current[path]
        if let key = file.key, let noted = there?.recorded, noted.key == key { return .kept(noted) }
        if case .made = file.content { making?() }
        let bytes = try file.bytes(assetsFrom: content)
        if let status = there?.status, try current.holds(bytes, at: path, there) {
            return .kept(TreeRecord.File(status, key: file.key))
        }
        return .written(TreeRecord.File(try write(path, bytes), key: file.key))
    }
}
