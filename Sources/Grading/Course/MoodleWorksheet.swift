import Scalars

/// Which columns of Moodle's grading worksheet say what.
///
/// Its headers are in the language of the site, so that only English ones are read; in others the
/// columns are told by what stands below: `Participant 12` or `Teilnehmer/in12`, addresses, and the
/// same greatest mark in every row, which stands behind the column of the marks.
struct MoodleWorksheet {
  let identifier: Int
  let name: Int?
  /// Columns that may also say who somebody is.
  let handles: [Int]
  /// Nil where several columns might be it.
  let grade: Int?
  let maximum: Int?

  init?(_ document: CSVDocument) {
    let header = document.rows.first?.map(\.text.trimmingBlanks) ?? []
    func column(_ name: String) -> Int? {
      header.firstIndex { $0.lowercased() == name.lowercased() }
    }
    if let identifier = column("Identifier"), let grade = column("Grade") {
      self.identifier = identifier
      self.grade = grade
      name = column("Full name")
      maximum = column("Maximum grade")
      handles = ["ID number", "Email address", "Username"].compactMap(column)
      return
    }
    let people = document.rows.indices.dropFirst().filter { row in
      document.rows[row].contains { !$0.text.trimmingBlanks.isEmpty }
    }
    let prefixes = Set(people.map { Self.parts(of: document.text($0, 0)).prefix })
    guard header.count > 3, prefixes.count == 1, prefixes.first?.isEmpty == false,
      people.allSatisfy({ !Self.number(of: document.text($0, 0)).isEmpty })
    else { return nil }
    identifier = 0
    name = 1
    let others = header.indices.dropFirst(2)
    handles = others.filter { column in
      let texts = people.map { document.text($0, column) }
      return texts.contains { $0.contains("@") }
        && texts.allSatisfy { $0.isEmpty || $0.contains("@") }
    }
    let limits = others.filter { column in
      let values = Set(people.map { Self.mark(document.text($0, column)) })
      guard values.count == 1, case .some(.some(let limit)) = values.first else { return false }
      // A column of the same marks stands in front of its limit, never behind.
      return limit > .zero && column - 1 >= 2
        && people.allSatisfy { row in
          let text = document.text(row, column - 1).trimmingBlanks
          return text.isEmpty || text == "-" || Self.mark(text) != nil
        }
    }
    maximum = limits.count == 1 ? limits.first : nil
    grade = maximum.map { $0 - 1 }
  }

  /// `Participant 12` in its word and its number.
  private static func parts(of text: String) -> (prefix: String, number: String) {
    let text = text.trimmingBlanks
    let digits = text.reversed().prefix { "0"..."9" ~= $0 }
    let prefix = String(text.dropLast(digits.count)).trimmingBlanks
    return (prefix.contains(where: \.isLetter) ? prefix : "", String(digits.reversed()))
  }

  static func number(of text: String) -> String { parts(of: text).number }

  private static func mark(_ text: String) -> Rational? {
    try? Rational(decimal: text.trimmingBlanks.replacing(",", with: "."))
  }
}
