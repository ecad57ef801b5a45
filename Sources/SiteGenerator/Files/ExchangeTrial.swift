import CSystemCalls

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why two folders can't be exchanged in one step where a folder lies; `nil` when they can. Tried, because no call tells.
package func exchangeObstacle(in folder: String) -> String? {
    let names = ["a", "b"].map { folder + "/.answerable-trial-\(getpid())-" + $0 }
    defer { for name in names { rmdir(name) } }
    for name in names where mkdir(name, 0o700) != 0 { return String(cString: strerror(errno)) }
    return answerable_exchange(AT_FDCWD, names[0], AT_FDCWD, names[1]) == 0 ? nil : String(cString: strerror(errno))
}
