import SiteGenerator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Sockets that wait for connections: one for each address of the host, all at one port.
///
/// A class, because it owns the sockets, and whoever holds it last closes them.
package final class Listener: Sendable {
    package enum Fault: Error, Hashable, Sendable {
        /// Somebody else listens there. The next port that is free, if one of the next hundred is.
        case portTaken(port: Int, free: Int?)
        case machine(MachineError)
    }

    let sockets: [Int32]
    package let port: Int

    /// - Parameters:
    ///   - host: An address, or a name of this machine.
    ///   - port: 0 takes any that is free.
    package init(host: String, port: Int) throws(Fault) {
        let addresses = try Self.addresses(of: host)
        var sockets: [Int32] = []
        var port = port
        for address in addresses {
            switch Self.listen(address, port: port) {
            case .success(let (socket, bound)):
                sockets.append(socket)
                port = bound
            case .failure(let number) where sockets.isEmpty:
                if number == EADDRINUSE { throw .portTaken(port: port, free: Self.freePort(after: port, address)) }
                let advice = number == EACCES ? "ports below 1024 are the system's; take 8080" : nil
                throw .machine(MachineError("cannot listen at", "\(host):\(port)", number: number, detail: advice))
            // A name may stand for addresses that this machine doesn't have, as 'localhost' for an IPv6 one.
            case .failure: continue
            }
        }
        self.sockets = sockets
        self.port = port
    }

    deinit {
        for socket in sockets { close(socket) }
    }

    private struct Address {
        var bytes: [UInt8]
        var family: Int32
    }

    private static func addresses(of host: String) throws(Fault) -> [Address] {
        var hints = addrinfo()
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var first: UnsafeMutablePointer<addrinfo>?
        let result = getaddrinfo(host, nil, &hints, &first)
        guard result == 0, first != nil else {
            throw .machine(
                MachineError("cannot listen at", host, detail: "it is no address and no name of this machine (take 127.0.0.1, or 0.0.0.0 for every address)"))
        }
        defer { freeaddrinfo(first) }
        var found: [Address] = []
        var next = first
        while let info = next {
            if let address = info.pointee.ai_addr, info.pointee.ai_family == AF_INET || info.pointee.ai_family == AF_INET6 {
                let bytes = Array(UnsafeRawBufferPointer(start: address, count: Int(info.pointee.ai_addrlen)))
                if !found.contains(where: { $0.bytes == bytes }) { found.append(Address(bytes: bytes, family: info.pointee.ai_family)) }
            }
            next = info.pointee.ai_next
        }
        return found
    }

    private enum Outcome {
        case success((socket: Int32, port: Int))
        case failure(Int32)
    }

    private static func listen(_ address: Address, port: Int) -> Outcome {
        #if canImport(Glibc)
            let descriptor = socket(address.family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        #else
            let descriptor = socket(address.family, SOCK_STREAM, 0)
            if descriptor >= 0 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        #endif
        guard descriptor >= 0 else { return .failure(errno) }
        // A server that ended a moment ago leaves its port waiting for late packets; that is no reason to refuse it.
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var bytes = address.bytes
        // The port lies at offset 2 of both kinds of address, in network order.
        bytes[2] = UInt8(port >> 8 & 0xFF)
        bytes[3] = UInt8(port & 0xFF)
        let isBound = bytes.withUnsafeBytes { raw in
            raw.withMemoryRebound(to: sockaddr.self) { buffer in
                bind(descriptor, buffer.baseAddress, socklen_t(raw.count)) == 0
            }
        }
        guard isBound, systemListen(descriptor), fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else {
            let number = errno
            close(descriptor)
            return .failure(number)
        }
        return .success((descriptor, boundPort(descriptor) ?? port))
    }

    private static func boundPort(_ descriptor: Int32) -> Int? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &storage) { raw in
            let isKnown = raw.withMemoryRebound(to: sockaddr.self) { getsockname(descriptor, $0.baseAddress, &length) == 0 }
            return isKnown ? Int(raw[2]) << 8 | Int(raw[3]) : nil
        }
    }

    private static func freePort(after port: Int, _ address: Address) -> Int? {
        for candidate in (port + 1)..<min(port + 101, 65_536) {
            if case .success(let (socket, _)) = listen(address, port: candidate) {
                close(socket)
                return candidate
            }
        }
        return nil
    }
}

/// `listen(2)`, under a name that a method called `listen` doesn't hide.
private func systemListen(_ descriptor: Int32) -> Bool { listen(descriptor, 128) == 0 }
