import Grading
import Scalars
import WorkedExamples

/// What an instructor reads about a class: marks, steps, slips, and sheets that need a person.
package struct ClassPage {
  let gradebook: Gradebook
  let exercises: [String: Exercise]
  /// The page of each file, relative to this one.
  let pages: [String: String]

  package init(_ gradebook: Gradebook, exercises: [String: Exercise], pages: [String: String]) {
    self.gradebook = gradebook
    self.exercises = exercises
    self.pages = pages
  }

  /// As many rows as a page of moderate size can hold; the rest is in the gradebook files.
  private static let rowLimit = 300

  package var html: String {
    var sections: [HTML] = []
    for (index, group) in gradebook.byExercise.enumerated() {
      guard let exercise = exercises[group.exercise] else { continue }
      sections += section(ClassTally(group.rows, exercise), "e\(index + 1)")
    }
    if !gradebook.problems.isEmpty { sections += problems }
    let head: [HTML] = [
      .tag("h1", "Class"), .tag("p", GradeSummary(gradebook).text + "."),
      .tag(
        "p",
        [
          .tag("a", ["href": "grades.csv"], "grades.csv"), " and ",
          .tag("a", ["href": "results.json"], "results.json"), " have all marks.",
        ]),
    ]
    return HTMLPage(
      title: "Class", header: head, main: sections,
      footer: "What could not be read or decided counts neither as right nor as wrong."
    ).text
  }

  private func section(_ tally: ClassTally, _ id: String) -> [HTML] {
    let exercise = tally.exercise
    return [HTML.tag("h2", ["id": id], "\(exercise.title) (\(exercise.id))"), summary(tally)]
      + distribution(tally, id) + steps(tally, id) + slips(tally, id) + forPerson(tally)
      + students(tally)
  }

  private func heading(_ text: String) -> HTML { .tag("h3", ["class": "part"], text) }

  // MARK: Marks

  private func summary(_ tally: ClassTally) -> HTML {
    let statistics = tally.statistics
    let possible = tally.rows.first.map { Marks.text($0.possible) } ?? "0"
    return .table(
      ["sheets", "points possible", "mean", "median", "standard deviation", "consistency (α)"],
      caption: "All sheets of \(tally.exercise.id)", numeric: [1, 2, 3, 4, 5],
      [
        [
          .text("\(statistics.count)"), .text(possible), .text(Self.decimal(statistics.mean)),
          .text(Self.decimal(statistics.median)), .text(Self.decimal(statistics.deviation)),
          .text(Self.percent(statistics.consistency)),
        ]
      ])
  }

  private func distribution(_ tally: ClassTally, _ id: String) -> [HTML] {
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
      heading("Distribution"),
      SVGBars(bars: bars).figure(title: "Distribution of points", id: "\(id)d"),
      .tag("details", [.tag("summary", "The same as a table"), table]),
    ]
  }

  // MARK: Steps

  private func steps(_ tally: ClassTally, _ id: String) -> [HTML] {
    let counts = tally.steps
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
      return [.code(count.step.id), .text(count.step.ask)] + figures + [
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
      heading("Steps"),
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
          SVGBars(bars: facility).figure(title: "Facility of each step", id: "\(id)f"),
        ]),
      heading("Where the first slip is"),
      stops.isEmpty
        ? .tag("p", "No sheet has a slip.")
        : SVGBars(
          bars: stops.filter { $0.firstSlip > 0 }.map {
            .init(
              label: $0.step.id, share: Double($0.firstSlip) / mostSlips, figure: "\($0.firstSlip)")
          }
        ).figure(title: "Sheets by the step of their first slip", id: "\(id)s"),
    ]
  }

  private func slips(_ tally: ClassTally, _ id: String) -> [HTML] {
    let slips = tally.slips
    guard !slips.isEmpty else {
      return [heading("Slips"), .tag("p", "Nobody made a mistake that the exercise lists.")]
    }
    let most = Double(slips[0].count)
    let bars = slips.prefix(12).map {
      SVGBars.Bar(
        label: $0.code, share: Double($0.count) / most, figure: "\($0.count) (\($0.step.id))")
    }
    return [
      heading("Slips"),
      SVGBars(bars: Array(bars)).figure(title: "The most frequent slips", id: "\(id)l"),
      .table(
        ["slip", "step", "made by", "hint"], caption: "Listed mistakes that were made",
        numeric: [2], words: [3],
        slips.prefix(Self.rowLimit).map {
          [.code($0.code), .code($0.step.id), .text("\($0.count)"), .text($0.hint)]
        }),
    ]
  }

  // MARK: Sheets

  private func forPerson(_ tally: ClassTally) -> [HTML] {
    let sheets = tally.forPerson
    guard !sheets.isEmpty else {
      return [heading("Sheets that need a person"), .tag("p", "None.")]
    }
    return [
      heading("Sheets that need a person"),
      .table(
        ["student", "why"], caption: counted(sheets.count, "sheet"), words: [1],
        sheets.prefix(Self.rowLimit).map { [link($0.row.student, $0.row.file), .text($0.reasons)] }),
    ] + more(sheets.count)
  }

  private func students(_ tally: ClassTally) -> [HTML] {
    guard let first = tally.rows.first else { return [] }
    let columns = first.questions.map(\.question)
    let rows = tally.rows.prefix(Self.rowLimit).map { row -> [HTML] in
      [link(row.student, row.file)]
        + row.questions.map { .text($0.possible.isZero ? "–" : Marks.text($0.points)) }
        + [.text(Marks.text(row.points)), .text(Marks.percent(row.share))]
    }
    return [
      heading("Students"),
      .table(
        ["student"] + columns + ["points", "%"], caption: "Points by question",
        numeric: Set(1...(columns.count + 2)), rows),
    ] + more(tally.rows.count)
  }

  private func more(_ count: Int) -> [HTML] {
    count > Self.rowLimit
      ? [.tag("p", "\(count - Self.rowLimit) more are in grades.csv and results.json.")] : []
  }

  private func link(_ name: String, _ file: String) -> HTML {
    pages[file].map { .tag("a", ["href": $0], name.cut(to: 80)) } ?? .text(name.cut(to: 80))
  }

  private var problems: [HTML] {
    [
      .tag("h2", "Files that were not graded"),
      .table(
        ["file", "why"], caption: counted(gradebook.problems.count, "problem"), words: [1],
        gradebook.problems.prefix(Self.rowLimit).map { fault in
          let place = fault.position.map { "line \($0.line), column \($0.column): " } ?? ""
          return [
            link(fault.file, fault.file),
            .text((place + fault.message + (fault.help.map { " (\($0))" } ?? "")).cut(to: 300)),
          ]
        }),
    ] + more(gradebook.problems.count)
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
