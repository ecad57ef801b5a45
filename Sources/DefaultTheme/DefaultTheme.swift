/// The files of the project's `Templates/` folder, compiled into the program, so that the binary alone can build a site.
///
/// The build writes the other half of this type from the folder (`Plugins/EmbedTheme`).
package enum DefaultTheme {
    package struct File: Sendable {
        /// Below `Templates/`: `partials/post.mustache`.
        package let path: String
        package let content: StaticString

        package var bytes: [UInt8] { content.withUTF8Buffer(Array.init) }
    }
}
