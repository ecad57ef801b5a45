/// What became of one output.
enum MadeFile: Sendable {
    /// It is there already, as the record now notes it.
    case kept(TreeRecord.File)
    case written(TreeRecord.File)

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

    /// - Parameter write: Writes a file that is missing or differs.
    func make(
        _ files: [(path: BytePath, file: OutputFile)],
        write: @escaping @Sendable (BytePath, [UInt8]) throws(MachineError) -> FileStatus
    ) async throws(MachineError) -> [(path: BytePath, made: MadeFile)] {
        // After the first failure nothing more is made: a full disk would say the same of every file.
        let failure = FirstFailure()
        let made = await parallelMap(files) { path, file -> MadeFile? in
            guard !failure.isSet else { return nil }
            do throws(MachineError) { return try make(file, path, write) } catch {
                failure.set(error)
                return nil
            }
        }
        if let error = failure.error { throw error }
        return zip(files, made).compactMap { file, made in made.map { (file.path, $0) } }
    }

    private func make(
        _ file: OutputFile, _ path: BytePath, _ write: (BytePath, [UInt8]) throws(MachineError) -> FileStatus
    ) throws(MachineError) -> MadeFile {
        if !isClean, let key = file.key, let noted = current.recorded(path), noted.key == key { return .kept(noted) }
        let bytes = try file.bytes(assetsFrom: content)
        if !isClean, let status = current.status(path), try current.holds(bytes, at: path) {
            return .kept(TreeRecord.File(status, key: file.key))
        }
        return .written(TreeRecord.File(try write(path, bytes), key: file.key))
    }
}
