/// The people of a gradebook, found by what a sheet says of its owner.
struct Roster {
  /// What the rows are called in one respect, the most certain first: IDs before names.
  struct Level {
    enum Kind {
      case canvasID, moodleParticipant, text, name
    }

    let kind: Kind
    var rows: [String: [Int]] = [:]

    init(_ kind: Kind) { self.kind = kind }

    mutating func add(_ text: String, _ row: Int) {
      let key = self.key(text)
      if !key.isEmpty, rows[key]?.last != row { rows[key, default: []].append(row) }
    }

    func key(_ text: String) -> String {
      kind == .name ? Roster.name(text) : text.trimmingBlanks
    }
  }

  enum Match: Equatable {
    case row(Int)
    case none
    case several
    /// The file says one person, and the sheet in it another.
    case disagreement(file: Int, sheet: Int)
  }

  let levels: [Level]

  /// The row of a sheet's owner.
  func match(_ row: GradeRow) -> Match {
    let byFile = row.handles.lazy.map { find($0) }.first { $0 != .none } ?? .none
    let bySheet = row.handles.contains(row.student) ? .none : find(row.student)
    switch (byFile, bySheet) {
    case (.row(let file), .row(let sheet)) where file != sheet:
      return .disagreement(file: file, sheet: sheet)
    case (.none, let match), (let match, .none): return match
    case (.row, _): return byFile
    case (_, .row): return bySheet
    default: return .several
    }
  }

  private func find(_ handle: String) -> Match {
    for level in levels {
      for key in Self.keys(of: handle, for: level.kind).map(level.key) {
        guard let rows = level.rows[key] else { continue }
        return rows.count == 1 ? .row(rows[0]) : .several
      }
    }
    return .none
  }

  /// The handle itself, and what the names of downloaded files say besides.
  private static func keys(of handle: String, for kind: Level.Kind) -> [String] {
    let parts = handle.split(separator: "_", omittingEmptySubsequences: false).map(String.init)
    switch kind {
    case .canvasID:
      // Canvas: leeann_LATE_12345_678901_sheet: user, submission.
      let numbers = parts.dropFirst(parts.dropFirst().first == "LATE" ? 2 : 1)
      if let user = numbers.first, user.isWholeNumber,
        numbers.dropFirst().first?.isWholeNumber == true
      {
        return [handle, user]
      }
    case .moodleParticipant:
      // Moodle: Ann Lee_123_assignsubmission_file_: the participant.
      if let end = parts.firstIndex(of: "assignsubmission"), end > 0, parts[end - 1].isWholeNumber {
        return [parts[end - 1]]
      }
      return [handle.split(separator: " ").last.map(String.init) ?? handle]
    case .name:
      if let end = parts.firstIndex(of: "assignsubmission"), end > 1 {
        return [handle, parts[..<(end - 1)].joined(separator: "_")]
      }
    case .text: break
    }
    return [handle]
  }

  /// `Lee,  Ann` and `Ann Lee` are one name.
  private static func name(_ text: String) -> String {
    let parts = text.split(separator: ",", maxSplits: 1)
    let ordered = parts.count == 2 ? "\(parts[1]) \(parts[0])" : text
    return ordered.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension String {
  var isWholeNumber: Bool { !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) } }

  package var trimmingBlanks: String {
    let start = drop(while: \.isWhitespace)
    return String(
      start.prefix(
        upTo: start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex))
  }
}
