/// Something that reads what strangers wrote, and what must hold whatever they wrote.
///
/// The same list is run by `FuzzTests` with generated cases and by libFuzzer (`Scripts/fuzz`), which looks for its own.
struct FuzzTarget: Sendable {
    /// As `Scripts/fuzz` calls it, and the folder of its seeds.
    let name: String
    /// Pieces that mean something to what is tested; the generator puts them into its cases.
    let dictionary: [String]
    /// Cases in `Scripts/test`; what a case costs decides.
    let cases: Int
    /// Returns what is wrong, or `nil`. A crash and a hang are faults too, which the caller sees.
    let run: @Sendable ([UInt8]) -> String?
}

/// To add a target: a file in Targets, a row here, a folder in Seeds.
let fuzzTargets: [FuzzTarget] = [
    frontMatterTarget,
    contentFileTarget,
    postTarget,
    recordTarget,
    logTarget,
    htmlTarget,
    pictureTarget,
    exportTarget,
    queryTarget,
]
