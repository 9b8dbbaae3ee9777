/// Why a file could not be read or written.
package struct FileError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case missing
    case isFolder
    case isNoFolder
    case isNoRegularFile
    case noPermission
    case tooLarge(limit: Int)
    case tooManyLinks
    case nameTooLong
    case noSpace
    case sizeLimit
    case readOnly
    /// It was read in this run, and nothing that was read is written to.
    case wasRead
    /// Another file stands there, which the program did not write.
    case isForeign
    /// Whoever started the program closed it.
    case isClosed
    /// Anything else, by the system's own number.
    case system(Int32)
  }

  package var path: Path
  package var reason: Reason

  package init(_ path: Path, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  init(_ path: Path, failure: System.Failure) {
    self.init(path, Reason(failure))
  }

  /// The reason in words, to follow the file's name and a colon.
  package var message: String {
    switch reason {
    case .missing: "there is no such file"
    case .isFolder: "this is a folder, not a file"
    case .isNoFolder: "this is not a folder"
    case .isNoRegularFile: "this is a pipe, socket or device, not a regular file"
    case .noPermission: "there is no permission for this"
    case .tooLarge(let limit): "the file is larger than \(limit) bytes, which is the limit"
    case .tooManyLinks: "symbolic links lead round in a circle"
    case .nameTooLong: "the name is too long"
    case .noSpace: "there is no space left"
    case .sizeLimit: "the file would be larger than the system lets this program write"
    case .readOnly: "the file system is read-only"
    case .wasRead: "this was read, and nothing that was read is written to: name another file"
    case .isForeign:
      "there is a file that this program did not write, or that was changed: --force replaces it"
    case .isClosed: "this is closed"
    case .system(let code): "the system reports error \(code)"
    }
  }
}

extension FileError.Reason {
  init(_ failure: System.Failure) {
    switch failure {
    case .noSuchFile: self = .missing
    case .notFolder: self = .isNoFolder
    case .isFolder: self = .isFolder
    case .noPermission, .notPermitted: self = .noPermission
    case .linkLoop: self = .tooManyLinks
    case .nameTooLong: self = .nameTooLong
    case .noDevice: self = .isNoRegularFile
    case .noSpace: self = .noSpace
    case .fileSize: self = .sizeLimit
    case .readOnly: self = .readOnly
    case .badDescriptor: self = .isClosed
    default: self = .system(failure.code)
    }
  }
}
