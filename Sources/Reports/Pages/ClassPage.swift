import Grading
import Scalars
import WorkedExamples

/// What an instructor reads about a class: marks, steps, slips, and sheets that need a person.
package struct ClassPage {
  let gradebook: Gradebook
  let library: Library
  /// The address of a page by its name, relative to this one; nil where there is none.
  let link: (String) -> String?

  package init(_ gradebook: Gradebook, _ library: Library, link: @escaping (String) -> String?) {
    self.gradebook = gradebook
    self.library = library
    self.link = link
  }

  /// No page is larger, whatever there is to show: the rest is in the gradebook files.
  static let byteLimit = 200_000

  /// The exercises that have a page of their own: all, where there are several.
  package var exercises: [String] {
    gradebook.groups.count > 1 ? gradebook.groups.map(\.exercise) : []
  }

  /// The page of the class: the only exercise, or all of them in a table. `address` is that of an
  /// exercise's page, relative to this one.
  package func html(address: (String) -> String = { $0 }) -> String {
    let tallies = tallies(of: gradebook.groups.map(\.exercise))
    return Self.fitting { limit in
      var sections: [HTML] = []
      if gradebook.groups.count == 1, let group = gradebook.groups.first,
        let tally = tallies[group.exercise]
      {
        sections = section(tally, possible: group.possible, limit)
      } else if !gradebook.groups.isEmpty {
        sections = overview(tallies, address)
      }
      if gradebook.problemCount > 0 { sections += problems(limit) }
      if !gradebook.notes.isEmpty { sections += notes }
      return page("Class", [.tag("p", GradeSummary(gradebook).text + "."), Self.files], sections)
    }
  }

  /// The page of one exercise; `home` is the address of the page of the class.
  package func html(of exercise: String, home: String) -> String? {
    guard let group = gradebook.groups.first(where: { $0.exercise == exercise }),
      let tally = tallies(of: [exercise])[exercise]
    else { return nil }
    return Self.fitting { limit in
      page(
        "Class: \(exercise)",
        [.tag("p", [.tag("a", ["href": home], "All exercises")]), Self.files],
        section(tally, possible: group.possible, limit))
    }
  }

  private func tallies(of exercises: [String]) -> [String: ClassTally] {
    var tallies: [String: ClassTally] = [:]
    for id in exercises { tallies[id] = library.exercise(id).map { ClassTally($0) } }
    let only = exercises.count == 1 ? exercises[0] : nil
    gradebook.forEachRow(of: only) { row, page in tallies[row.exercise]?.add(row, page: page) }
    return tallies
  }

  /// The page with as many rows in its tables as there is room for.
  private static func fitting(_ page: (_ rows: Int) -> String) -> String {
    var text = ""
    for limit in [ClassTally.rowLimit, 200, 120, 60, 20, 5] {
      text = page(limit)
      if text.utf8.count <= byteLimit { break }
    }
    return text
  }

  private static let files = HTML.tag(
    "p",
    [
      .tag("a", ["href": "grades.csv"], "grades.csv"), " and ",
      .tag("a", ["href": "results.json"], "results.json"), " have all marks.",
    ])

  private func page(_ title: String, _ head: [HTML], _ sections: [HTML]) -> String {
    HTMLPage(
      title: title, header: [.tag("h1", title)] + head, main: sections,
      footer: "What could not be read or decided counts neither as right nor as wrong."
    ).text
  }

  /// All exercises in a table.
  private func overview(_ tallies: [String: ClassTally], _ address: (String) -> String) -> [HTML] {
    let rows = gradebook.groups.prefix(ClassTally.rowLimit).map { group -> [HTML] in
      let tally = tallies[group.exercise]
      let mean = tally?.statistics.mean
      return [
        .tag("a", ["href": address(group.exercise)], group.exercise.cut(to: 80)),
        .text((tally?.exercise.title ?? "").cut(to: 160)), .text("\(group.count)"),
        .text(Self.decimal(mean)), .text(Marks.text(group.possible)),
        .text("\(tally?.forPersonCount ?? 0)"), .text("\(tally?.forMarkerCount ?? 0)"),
      ]
    }
    return [
      HTML.tag("h2", "Exercises"),
      .table(
        [
          "exercise", "title", "sheets", "mean points", "possible", "need a person",
          "prose to mark",
        ],
        caption: "Each has a page of its own", numeric: [2, 3, 4, 5, 6], words: [1], rows),
    ] + more(gradebook.groups.count, ClassTally.rowLimit)
  }

  private func section(_ tally: ClassTally, possible: Rational, _ limit: Int) -> [HTML] {
    let exercise = tally.exercise
    return [
      HTML.tag("h2", "\(exercise.title) (\(exercise.id))".cut(to: 300)), parts(tally),
      summary(tally, possible),
    ]
      + distribution(tally) + slips(tally, limit) + steps(tally, limit)
      + forPerson(tally, limit) + students(tally, limit)
  }

  private func heading(_ text: String, _ id: String) -> HTML {
    .tag("h3", ["class": "part", "id": id], text)
  }

  /// The parts of the page, each a jump away.
  private func parts(_ tally: ClassTally) -> HTML {
    let needy = tally.forPersonCount + tally.forMarkerCount
    let parts = [
      ("distribution", "Distribution"), ("slips", "Slips"), ("steps", "Steps"),
      ("person", "Sheets that need a person (\(needy))"), ("students", "Students"),
    ]
    return .tag(
      "nav", ["aria-label": "parts"],
      [
        .tag(
          "p",
          parts.enumerated().flatMap { index, part -> [HTML] in
            (index > 0 ? [" · "] : []) + [.tag("a", ["href": "#\(part.0)"], part.1)]
          })
      ])
  }

  // MARK: Marks

  private func summary(_ tally: ClassTally, _ possible: Rational) -> HTML {
    let statistics = tally.statistics
    return .table(
      ["sheets", "points possible", "mean", "median", "standard deviation", "consistency (α)"],
      caption: "All sheets of \(tally.exercise.id)", numeric: [1, 2, 3, 4, 5],
      [
        [
          .text("\(statistics.count)"), .text(Marks.text(possible)),
          .text(Self.decimal(statistics.mean)),
          .text(Self.decimal(statistics.median)), .text(Self.decimal(statistics.deviation)),
          .text(Self.percent(statistics.consistency)),
        ]
      ])
  }

  private func distribution(_ tally: ClassTally) -> [HTML] {
    let counts = tally.distribution
    let greatest = Double(counts.max() ?? 1)
    let names = counts.indices.map { $0 == 9 ? "90–100 %" : "\($0 * 10)–\($0 * 10 + 9) %" }
    let bars = zip(names, counts).map { name, count in
      SVGBars.Bar(label: name, share: Double(count) / max(1, greatest), figure: "\(count)")
    }
    let table = HTML.table(
      ["points", "sheets"], caption: "Sheets by their part of the points", numeric: [1],
      zip(names, counts).map { [.text($0), .text("\($1)")] })
    return [
      heading("Distribution", "distribution"),
      SVGBars(bars: bars).figure(title: "Distribution of points", id: "d"),
      .tag("details", [.tag("summary", "The same as a table"), table]),
    ]
  }

  // MARK: Steps

  private func steps(_ tally: ClassTally, _ limit: Int) -> [HTML] {
    let counts = Array(tally.steps.prefix(limit))
    let items = tally.statistics.items
    let rows = counts.map { count -> [HTML] in
      let item = items[count.step.id]
      let figures: [HTML] =
        count.step.isProse
        ? ["for a person", "", ""]
        : [
          .text(Self.percent(item?.facility)), .text(Self.percent(item?.discrimination)),
          .text(Self.percent(item?.efficiency)),
        ]
      return [.code(count.step.id.cut(to: 40)), .text(count.step.ask.cut(to: 160))] + figures + [
        .text("\(count.answered)"), .text("\(count.firstSlip)"), .text("\(count.lastAnswer)"),
      ]
    }
    let facility = counts.filter { !$0.step.isProse }.map { count in
      let value = items[count.step.id]?.facility
      return SVGBars.Bar(
        label: count.step.id, share: (value ?? 0) / 100, figure: Self.percent(value))
    }
    let stops = counts.filter { $0.firstSlip + $0.lastAnswer > 0 }
    let mostSlips = Double(max(1, stops.map(\.firstSlip).max() ?? 1))
    return [
      heading("Steps", "steps"),
      .table(
        [
          "step", "asked", "facility", "discrimination", "efficiency", "answered",
          "first slip here", "stop here",
        ], caption: "What the class did at each step", numeric: [2, 3, 4, 5, 6, 7], words: [1], rows
      ),
      .tag(
        "p", ["class": "quiet"],
        "Facility: the mean part of the points. Discrimination: the correlation with the marks on the rest of the sheet. Efficiency: their covariance as a part of the most that these marks allow. Undefined where all have the same marks. Stop here: nothing after this step is answered."
      ),
      .tag(
        "details",
        [
          .tag("summary", "Facility as a picture"),
          SVGBars(bars: facility).figure(title: "Facility of each step", id: "f"),
        ]),
      heading("Where the first slip is", "first-slips"),
      stops.isEmpty
        ? .tag("p", "No sheet has a slip.")
        : SVGBars(
          bars: stops.filter { $0.firstSlip > 0 }.map {
            .init(
              label: $0.step.id, share: Double($0.firstSlip) / mostSlips, figure: "\($0.firstSlip)")
          }
        ).figure(title: "Sheets by the step of their first slip", id: "s"),
    ]
  }

  private func slips(_ tally: ClassTally, _ limit: Int) -> [HTML] {
    let slips = tally.slips
    guard !slips.isEmpty else {
      return [
        heading("Slips", "slips"), .tag("p", "Nobody made a mistake that the exercise lists."),
      ]
    }
    let most = Double(slips[0].count)
    let bars = slips.prefix(12).map {
      SVGBars.Bar(
        label: $0.code, share: Double($0.count) / most, figure: "\($0.count) (\($0.step.id))")
    }
    return [
      heading("Slips", "slips"),
      SVGBars(bars: Array(bars)).figure(title: "The most frequent slips", id: "l"),
      .table(
        ["slip", "step", "made by", "hint"], caption: "Mistakes that were recognised",
        numeric: [2], words: [3],
        slips.prefix(min(limit, 100)).map {
          [
            .code($0.code.cut(to: 60)), .code($0.step.id.cut(to: 40)), .text("\($0.count)"),
            .text($0.hint.cut(to: 200)),
          ]
        }),
    ] + more(slips.count, min(limit, 100))
  }

  // MARK: Sheets

  private func forPerson(_ tally: ClassTally, _ limit: Int) -> [HTML] {
    func table(_ sheets: [ClassTally.ForPerson], _ count: Int) -> [HTML] {
      [
        .table(
          ["student", "why"], caption: counted(count, "sheet"), words: [1],
          sheets.prefix(limit).map { [name($0.student, $0.page), .text($0.reasons)] })
      ] + more(count, limit)
    }
    var parts = [heading("Sheets that need a person", "person")]
    if tally.forPersonCount > 0 { parts += table(tally.forPerson, tally.forPersonCount) }
    if tally.forMarkerCount > 0 {
      let words = "\(counted(tally.forMarkerCount, "sheet")) with prose to mark, and nothing else"
      parts.append(
        .tag(
          "details", [.tag("summary", words)] + table(tally.forMarker, tally.forMarkerCount)))
    }
    if parts.count == 1 { parts.append(.tag("p", "None.")) }
    return parts
  }

  private func students(_ tally: ClassTally, _ limit: Int) -> [HTML] {
    guard let first = tally.students.first else { return [] }
    // Of a hundred questions and more nobody reads a row.
    let columns = first.questions.count > 60 ? [] : first.questions.map { $0.question.cut(to: 40) }
    let rows = tally.students.prefix(limit).map { student -> [HTML] in
      [name(student.name, student.page)]
        + student.questions.prefix(columns.count).map {
          .text($0.possible.isZero ? "–" : Marks.text($0.points))
        }
        + [.text(Marks.text(student.points)), .text(Marks.percent(student.share))]
    }
    return [
      heading("Students", "students"),
      .table(
        ["student"] + columns + ["points", "%"], caption: "Points by question",
        numeric: Set(1...(columns.count + 2)), rows, isFigures: true),
    ] + more(tally.count, limit)
  }

  private func more(_ count: Int, _ limit: Int) -> [HTML] {
    count > limit ? [.tag("p", "\(count - limit) more are in grades.csv and results.json.")] : []
  }

  private func name(_ name: String, _ page: String?) -> HTML {
    let address = page.flatMap(link)
    return address.map { .tag("a", ["href": $0], name.cut(to: 80)) } ?? .text(name.cut(to: 80))
  }

  private func problems(_ limit: Int) -> [HTML] {
    var rows: [[HTML]] = []
    gradebook.forEachProblem { fault, page in
      guard rows.count < limit else { return }
      let place = fault.position.map { "line \($0.line), column \($0.column): " } ?? ""
      rows.append([
        name(fault.file, page),
        .text((place + fault.message + (fault.help.map { " (\($0))" } ?? "")).cut(to: 300)),
      ])
    }
    return [
      .tag("h2", "Files that were not graded"),
      .table(
        ["file", "why"], caption: counted(gradebook.problemCount, "problem"), words: [1], rows),
    ] + more(gradebook.problemCount, limit)
  }

  private var notes: [HTML] {
    [.tag("h2", "Left out")]
      + gradebook.notes.map { .tag("p", "\($0.file): \($0.message)".cut(to: 1_000)) }
  }

  // MARK: Figures

  private static func percent(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "undefined" }
    return decimal(value) + " %"
  }

  private static func decimal(_ value: Double?) -> String {
    guard let value, value.isFinite, let exact = try? Rational(decimal: value.description) else {
      return "undefined"
    }
    return exact.decimal(places: 1).replacing("-", with: "−")
  }
}
