import RunningProgram
import Testing

@Suite("A new site")
struct NewSiteTests {
    @Test("init, check and build follow one another without a word of complaint")
    func first() throws {
        let folder = try TestFolder()
        #expect(try Program.run(["init", folder.path + "/site"]).code == 0)
    }
}
