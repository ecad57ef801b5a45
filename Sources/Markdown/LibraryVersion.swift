import CCmarkGFM

/// The version of the libcmark-gfm that this process runs with: a program that was linked with one may find another.
package func markdownLibraryVersion() -> String { String(cString: cmark_version_string()) }
