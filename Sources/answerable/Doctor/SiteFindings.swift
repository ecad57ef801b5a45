import Foundation
import KnowledgeBase
import SiteGenerator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What there is to say of one site's folder.
func siteFindings(_ site: String, output: String) -> [Finding] {
    guard isFolder(site + "/Content") else {
        return [Finding(.lacking, "site", "there is no folder 'Content' in '\(site)'", remedy: "run 'answerable init \(site)', or name the site's folder with --site")]
    }
    return [Finding(.fine, "site", site), history(site), writable(output), disk(output)]
}

private func history(_ site: String) -> Finding {
    let content = site + "/Content"
    guard output(of: ["git", "--version"]) != nil else { return Finding(.lacking, "history", "unknown, without git") }
    guard let shallow = output(of: ["git", "-C", content, "rev-parse", "--is-shallow-repository"]) else {
        return Finding(
            .lacking, "history", "'\(site)' is in no repository that git reads: figures are judged at the newest time in the content",
            remedy: "'git init', then commit; a folder that belongs to another user needs 'git config --global --add safe.directory \(site)'")
    }
    guard let commit = output(of: ["git", "-C", content, "log", "-1", "--format=%h of %cs", "--", "."]), !commit.isEmpty else {
        return Finding(.lacking, "history", "nothing in '\(content)' is committed yet", remedy: "'git add Content', then 'git commit'")
    }
    if shallow == "true" {
        return Finding(
            .lacking, "history", "a shallow clone: last changes, contributors and renamed pages are not all known",
            remedy: "'git fetch --unshallow'; in a GitHub workflow 'fetch-depth: 0', in GitLab 'GIT_DEPTH: 0'")
    }
    return Finding(.fine, "history", "the content's last commit is \(commit)")
}

/// The nearest folder at or above a path that is there.
private func existing(_ path: String) -> String {
    var path = path
    while !isFolder(path) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else { return path.utf8.first == UInt8(ascii: "/") ? "/" : "." }
        path = String(path[..<slash])
    }
    return path
}

/// Tried, not asked: permissions, quotas and read-only disks all show so.
private func writable(_ output: String) -> Finding {
    let folder = existing(output)
    let probe = folder + "/.answerable-doctor-\(getpid())"
    let file = open(probe, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
        return Finding(
            .broken, "output", "cannot write into '\(folder)': \(String(cString: strerror(errno)))", remedy: "choose another folder with --output, or mend its permissions")
    }
    close(file)
    unlink(probe)
    if let obstacle = exchangeObstacle(in: folder) {
        return Finding(
            .lacking, "output", "'\(output)' can be written, file by file: its file system can't exchange two folders in one step (\(obstacle))",
            remedy: "nothing need be done; on a local disk the whole site would change at one instant")
    }
    return Finding(.fine, "output", "'\(output)' can be written, and exchanged in one step")
}

private func disk(_ output: String) -> Finding {
    var status = statvfs()
    guard statvfs(existing(output), &status) == 0 else { return Finding(.lacking, "disk", "how much is free can't be told") }
    let free = Int(status.f_bavail) * Int(status.f_frsize) / 1_000_000
    guard free >= 500 else { return Finding(.lacking, "disk", "\(free) MB are free", remedy: "a big site takes hundreds of megabytes: make room, or name another disk with --output") }
    return Finding(.fine, "disk", "\(free) MB are free")
}
