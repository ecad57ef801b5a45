import KnowledgeBase

/// What a build is asked to do.
package struct BuildOptions: Sendable {
    /// The folder that holds `Content/` and perhaps `Templates/`.
    package var site: String
    /// `nil` means `Output/` in the site's folder.
    package var output: String?
    /// As given; without an offset it is read in the site's time zone.
    package var asOf: WrittenTime?
    /// The value of `SOURCE_DATE_EPOCH`.
    package var sourceDateEpoch: String?
    package var includesDrafts = false
    /// Deletes what the last build wrote before writing anew.
    package var isClean = false
    /// Number of worker processes.
    package var jobs: Int
    /// The program that parses in worker processes, and the arguments that make it a worker; `nil` parses in this process, one file after
    /// the other, which only tests and tools without hostile input may do.
    package var worker: (executable: String, arguments: [String])?

    package init(site: String, jobs: Int = 1) {
        self.site = site
        self.jobs = jobs
    }

    package var outputFolder: String { output ?? site + "/Output" }
    package var contentFolder: String { site + "/Content" }
}

/// A stage of the pipeline, for whoever shows progress.
package enum BuildStage: String, Hashable, Sendable, CaseIterable {
    case discover, parse, analyse, plan
    /// Renders each file and writes it.
    case write
}

/// What a build did.
package struct BuildSummary: Hashable, Sendable {
    package var threads = 0
    package var answers = 0
    package var rules = 0
    package var people = 0
    package var tags = 0
    package var files = 0
    package var output = OutputFolder.Summary()
}
