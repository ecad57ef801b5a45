import Diagnostics

/// Neighbouring shards of the dictionary, and the file that their far lists share.
struct ShardGroup: Sendable {
    struct Shard: Sendable {
        /// A string above every term before the shard and not above its own first.
        var boundary: [UInt8]
        /// The terms, front-coded.
        var text: ByteSlice
        /// Their lists, filled up to whole bytes.
        var bits: ByteSlice
        /// Where its far lists begin, if it has any.
        var farStart: Int?
        var name = IndexedName()
    }

    var shards: [Shard]
    var far: ByteSlice
    var farName = IndexedName()

    /// The term that the group begins with.
    var firstTerm: [UInt8] { shards.first.map { $0.text.withBytes { Array($0.dropFirst().prefix { !(65...90).contains($0) }) } } ?? [] }

    func data(of shard: Int) -> [UInt8] {
        var data = shards[shard].bits.array
        // Where its far lists are is the last thing in a shard: a place in a file, and the file's name.
        if let start = shards[shard].farStart {
            data += [UInt8(truncatingIfNeeded: start >> 8), UInt8(truncatingIfNeeded: start)] + farName.own.bytes
        }
        return data
    }

    /// The file of the far lists.
    var farFile: SearchFile { SearchFile(key: "b/" + farName.own.hex, text: [], data: far.array) }

    func file(of shard: Int) -> SearchFile { SearchFile(key: "t/" + shards[shard].name.own.hex, text: shards[shard].text.array, data: data(of: shard)) }
}

/// The name of a file among others of its kind.
struct IndexedName: Sendable {
    /// What its content calls it, and what it is called where another has that name already.
    var first = ContentName(value: 0)
    var own = ContentName(value: 0)
    /// Of the file; `nil` as long as the file is new.
    var digest: FileDigest?

    /// Gives the file a name that isn't among `taken`, which it joins.
    ///
    /// - Parameters:
    ///   - isNew: Whether the content is new, too.
    ///   - parts: The content.
    mutating func settle(_ taken: inout Set<ContentName>, isNew: Bool, _ parts: () -> [[UInt8]]) {
        if isNew {
            first = ContentName(parts())
            digest = nil
        }
        var name = first
        if !taken.insert(name).inserted { name = ContentName(parts(), taken: &taken) }
        if name != own { digest = nil }
        own = name
    }
}

extension [ShardGroup] {
    /// Names all files by their content, in their order.
    mutating func settleNames() {
        var (farNames, shardNames): (Set<ContentName>, Set<ContentName>) = ([], [])
        for group in indices {
            let before = self[group].farName.own
            if !self[group].far.isEmpty {
                let far = self[group].far
                self[group].farName.settle(&farNames, isNew: self[group].farName.digest == nil) { [far.array] }
            }
            let isFarNew = self[group].farName.own != before
            for shard in self[group].shards.indices {
                var name = self[group].shards[shard].name
                name.settle(&shardNames, isNew: name.digest == nil || isFarNew && self[group].shards[shard].farStart != nil) {
                    [self[group].shards[shard].text.array, self[group].data(of: shard)]
                }
                self[group].shards[shard].name = name
            }
        }
    }

    /// What the routing leads to.
    var routes: [DictionaryShards.Shard] { flatMap { $0.shards.map { DictionaryShards.Shard(name: $0.name.own, boundary: $0.boundary) } } }
}
