import Foundation
import PackagePlugin

/// Compiles the folder `Templates/` into the target that uses the plugin.
@main
struct EmbedTheme: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let folder = context.package.directoryURL.appendingPathComponent("Templates")
        let files = try paths(below: folder)
        let output = context.pluginWorkDirectoryURL.appendingPathComponent("DefaultThemeFiles.swift")
        return [
            .buildCommand(
                displayName: "Compile Templates/ into the program", executable: try context.tool(named: "ThemeEmbedder").url,
                arguments: [folder.path, output.path] + files, inputFiles: files.map { folder.appendingPathComponent($0) }, outputFiles: [output])
        ]
    }

    /// Paths below the folder, sorted, hidden files left out.
    private func paths(below folder: URL) throws -> [String] {
        let keys: Set<URLResourceKey> = [.isRegularFileKey]
        guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: Array(keys), options: [.skipsHiddenFiles]) else {
            return []
        }
        let start = folder.standardizedFileURL.path.count + 1
        return try walk.compactMap { $0 as? URL }.filter { try $0.resourceValues(forKeys: keys).isRegularFile == true }
            .map { String($0.standardizedFileURL.path.dropFirst(start)) }.sorted()
    }
}
