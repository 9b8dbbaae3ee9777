import JSONText
import Scalars
import WorkedExamples

/// A gradebook that somebody exported, to be filled in and imported again: of Canvas, or a
/// worksheet of Moodle.
package struct GradebookForm {
  package enum Kind: Sendable {
    case canvas
    case worksheet
  }

  package let kind: Kind
  private var document: CSVDocument
  private let roster: Roster
  /// Rows of people.
  private let people: Set<Int>
  /// The first column that may hold marks.
  private let firstColumn: Int
  private let worksheet: MoodleWorksheet?

  /// Sheets that found no place, and why.
  package private(set) var problems: [Fault] = []
  /// What a person should know, though nothing is lost.
  package private(set) var notes: [Fault] = []
  private var filled: Set<Int> = []
  private var excused: Set<Int> = []

  package var bytes: [UInt8] { document.bytes }

  /// How far it is filled in, in a line.
  package var summary: String {
    let name = document.source.name
    var text = "\(counted(filled.count, "row")) of \(name) filled in"
    if !excused.isEmpty { text += ", \(excused.count) excused" }
    let rest = people.subtracting(filled).subtracting(excused).count
    if rest > 0 { text += ", \(rest) without a sheet" }
    return text
  }

  package init(_ source: SourceText) throws(Fault) {
    let document = try CSVDocument(source)
    self.document = document
    let header = document.rows.first?.map(\.text.trimmingBlanks) ?? []
    func column(_ name: String) -> Int? { header.firstIndex(of: name) }
    var levels: [(level: Roster.Level, columns: [Int])] = []
    if let id = column("ID"), let section = column("Section"),
      header.first == "Student" || header.first == "LastName"
    {
      kind = .canvas
      firstColumn = section + 1
      levels = [(Roster.Level(.canvasID), [id])]
      for name in ["SIS User ID", "SIS Login ID", "Integration ID"] {
        if let column = column(name) { levels.append((Roster.Level(.text), [column])) }
      }
      levels.append((Roster.Level(.name), header.first == "Student" ? [0] : [1, 0]))
      worksheet = nil
    } else if let worksheet = MoodleWorksheet(document) {
      kind = .worksheet
      firstColumn = 0
      self.worksheet = worksheet
      levels = [(Roster.Level(.moodleParticipant), [worksheet.identifier])]
      levels += worksheet.handles.map { (Roster.Level(.text), [$0]) }
      if let name = worksheet.name { levels.append((Roster.Level(.name), [name])) }
    } else {
      throw Fault(
        file: source.name, "this is neither a gradebook of Canvas nor a worksheet of Moodle",
        help: "the first begins Student,ID and has a column Section; "
          + "the other has the columns Identifier and Grade, or their like in another language")
    }
    var people: Set<Int> = []
    for row in document.rows.indices.dropFirst() {
      let isPerson = levels.contains { entry in
        entry.columns.contains { !document.text(row, $0).trimmingBlanks.isEmpty }
      }
      guard isPerson, !document.text(row, 0).contains("Points Possible") else { continue }
      people.insert(row)
      for index in levels.indices {
        var text = levels[index].columns.map { document.text(row, $0) }.joined(separator: " ")
        if kind == .worksheet, index == 0 {
          text = MoodleWorksheet.number(of: text)
        }
        levels[index].level.add(text, row)
      }
    }
    self.people = people
    roster = Roster(levels: levels.map(\.level))
  }

  /// Fills in all rows of a gradebook; `column` is a header, its title or its number.
  package mutating func fill(_ gradebook: Gradebook, _ library: Library, column: String?) {
    let groups = gradebook.groups
    guard groups.count < 2 || (kind == .canvas && column == nil) else {
      problems.append(
        Fault(
          file: document.source.name,
          "one column cannot hold the marks of \(listed(groups.map(\.exercise)))",
          help: "choose one with --exercise"))
      return
    }
    for group in groups {
      let exercise = group.exercise
      let title = library.exercise(exercise)?.title ?? exercise
      let wanted = column.map { [$0] } ?? (kind == .worksheet ? ["Grade"] : [title, exercise])
      do throws(Fault) {
        let place = try self.place(of: wanted, possible: group.possible)
        enter(gradebook, exercise, in: place)
      } catch {
        problems.append(error)
      }
    }
  }

  // MARK: Columns

  private mutating func place(of wanted: [String], possible: Rational) throws(Fault) -> Int {
    let header = document.rows.first?.map(\.text.trimmingBlanks) ?? []
    // Nobody asked for another: the worksheet has one column of marks, whatever its header says.
    let own = wanted == ["Grade"] ? worksheet?.grade : nil
    let matches =
      own.map { [$0] }
      ?? header.indices.filter { index in
        index >= firstColumn && wanted.contains { Self.header(header[index], is: $0) }
      }
    guard matches.count < 2 else {
      throw fault(
        "there are \(matches.count) columns \(wanted[0])", help: "choose one by its number")
    }
    guard let column = matches.first else {
      guard kind == .canvas else {
        throw fault(
          "there is no column \(wanted[0])",
          help: "name that of the marks with --column: \(listed(header))")
      }
      return addColumn(wanted[0], possible: possible)
    }
    let limits = kind == .canvas ? pointsPossible(column) : maximumGrade
    if limits.contains(where: { $0.contains("read only") }) {
      throw fault("the column \(header[column]) is read only", help: nil)
    }
    for limit in limits {
      guard let points = try? Rational(decimal: limit.trimmingBlanks.replacing(",", with: ".")),
        points != possible
      else { continue }
      notes.append(
        fault(
          "\(header[column]) is out of \(Marks.text(points)), the exercise of \(Marks.text(possible))",
          help: "points are entered as they are"))
      break
    }
    return column
  }

  private mutating func addColumn(_ title: String, possible: Rational) -> Int {
    let column = document.rows.map(\.count).max() ?? 0
    let used = added
    added += 1
    document.fill(0, column + used, with: title)
    if let row = pointsRow { document.fill(row, column + used, with: Marks.text(possible)) }
    return column + used
  }

  private var added = 0

  private var pointsRow: Int? {
    document.rows.indices.dropFirst().first { document.text($0, 0).contains("Points Possible") }
  }

  private func pointsPossible(_ column: Int) -> [String] {
    pointsRow.map { [document.text($0, column)] } ?? []
  }

  private var maximumGrade: [String] {
    guard let column = worksheet?.maximum else { return [] }
    return people.sorted().map { document.text($0, column) }
  }

  /// `Title (12345)` is meant by all of it, by its title and by its number.
  private static func header(_ header: String, is wanted: String) -> Bool {
    if header == wanted { return true }
    guard header.hasSuffix(")"), let open = header.lastIndex(of: "(") else { return false }
    let number = String(header[header.index(after: open)...].dropLast())
    guard number.isWholeNumber else { return false }
    return number == wanted || String(header[..<open]).trimmingBlanks == wanted
  }

  // MARK: Marks

  /// What is kept of a sheet until all are there.
  private struct Entry {
    let file: String
    let points: String
  }

  private mutating func enter(_ gradebook: Gradebook, _ exercise: String, in column: Int) {
    var owners: [Int: [Entry]] = [:]
    gradebook.forEachRow(of: exercise) { row, _ in
      switch roster.match(row) {
      case .row(let place):
        owners[place, default: []].append(Entry(file: row.file, points: Marks.text(row.points)))
      case .none:
        problems.append(
          Fault(file: row.file, "\(row.student) has no row in \(document.source.name)"))
      case .several:
        problems.append(
          Fault(file: row.file, "\(row.student) may be several rows of \(document.source.name)"))
      case .disagreement(let file, let sheet):
        problems.append(
          Fault(
            file: row.file,
            "the file is of \(name(file)), but the sheet says that it is by \(name(sheet))",
            help: "neither gets the points"))
      }
    }
    for (place, entries) in owners.sorted(by: { $0.key < $1.key }) {
      guard entries.count == 1 else {
        for entry in entries {
          problems.append(
            Fault(file: entry.file, "this is one of \(entries.count) sheets for \(name(place))"))
        }
        continue
      }
      if document.text(place, column).trimmingBlanks.uppercased() == "EX" {
        excused.insert(place)
        notes.append(
          Fault(file: entries[0].file, "\(name(place)) is excused, and stays so"))
      } else {
        document.fill(place, column, with: entries[0].points)
        filled.insert(place)
      }
    }
  }

  /// What a row is called in messages.
  private func name(_ row: Int) -> String {
    "\(document.text(row, worksheet?.name ?? 0)) (row \(row + 1))"
  }

  private func fault(_ message: String, help: String?) -> Fault {
    Fault(file: document.source.name, message, help: help)
  }
}
