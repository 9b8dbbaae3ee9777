/// The name of a file, byte by byte: it need not be UTF-8, nor one line.
package struct Path: Hashable, Sendable {
  package var bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }

  package init(_ text: String) { self.init(bytes: Array(text.utf8)) }

  /// The name as text; bytes that are not UTF-8 show as U+FFFD.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The part behind the last slash; slashes at the end do not count.
  package var name: [UInt8] {
    let trimmed = bytes[..<endWithoutSlashes]
    return Array(trimmed.suffix(from: startOfName))
  }

  /// The folder that this stands in: `.` where the path does not say.
  package var folder: Path {
    let start = startOfName
    guard start > 0 else { return Path(".") }
    let folder = Path(bytes: Array(bytes[..<start]))
    return Path(bytes: Array(folder.bytes[..<max(1, folder.endWithoutSlashes)]))
  }

  package func appending(_ name: [UInt8]) -> Path {
    bytes.isEmpty || bytes.last == UInt8(ascii: "/")
      ? Path(bytes: bytes + name) : Path(bytes: bytes + [UInt8(ascii: "/")] + name)
  }

  package func appending(_ name: String) -> Path { appending(Array(name.utf8)) }

  /// Whether the name ends so, in letters of either case, and is not just that: `.json` is no JSON
  /// file, but `A.JSON` is one.
  package func hasSuffix(_ suffix: String) -> Bool {
    func small(_ byte: UInt8) -> UInt8 {
      UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }
    let name = name
    return name.count > suffix.utf8.count
      && name.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) { small($0) == small($1) }
  }

  /// Whether this is the folder or inside it; both are real paths.
  func isInside(_ folder: Path) -> Bool {
    self == folder || bytes.starts(with: folder.appending("").bytes)
  }

  private var endWithoutSlashes: Int {
    (bytes.lastIndex { $0 != UInt8(ascii: "/") } ?? -1) + 1
  }

  private var startOfName: Int {
    (bytes[..<endWithoutSlashes].lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
  }
}

extension Path: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self.init(text) }
}

/// What stands under a name.
package enum FileKind: Hashable, Sendable {
  case regular
  case folder
  case link
  /// A pipe, a socket or a device: reading it may never end.
  case other
}
