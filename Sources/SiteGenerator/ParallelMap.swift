/// `transform` of every element, in order, computed on all cores. Neighbours go together, so that small work isn't lost in the bookkeeping.
func parallelMap<Element: Sendable, Result: Sendable>(
    _ elements: [Element], chunk: Int = 64, _ transform: @escaping @Sendable (Element) -> Result
) async -> [Result] {
    await withTaskGroup(of: (Int, [Result]).self) { group in
        var starts = stride(from: 0, to: elements.count, by: chunk).makeIterator()
        var chunks = [[Result]?](repeating: nil, count: (elements.count + chunk - 1) / chunk)
        func startNext() {
            guard let start = starts.next() else { return }
            let part = elements[start..<min(start + chunk, elements.count)]
            group.addTask { (start / chunk, part.map(transform)) }
        }
        for _ in 0..<16 { startNext() }
        for await (index, part) in group {
            chunks[index] = part
            startNext()
        }
        return chunks.flatMap { $0 ?? [] }
    }
}
