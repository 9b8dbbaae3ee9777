import Checking
import Grading
import Notation
import Scalars
import WorkedExamples

/// The page of feedback for one sheet, as HTML and as Markdown.
package struct StudentPage {
  let finding: SheetFinding
  /// The marks, as the rules of the course have them.
  let row: GradeRow
  let parts: PageParts
  private let memory: PageMemory
  /// The first step that is wrong, and the first that is open.
  let next: (wrong: StepParts?, open: StepParts?)

  /// A page of many, which share the `memory`.
  package init(_ finding: SheetFinding, key: AnswerKey, row: GradeRow, memory: PageMemory) {
    self.finding = finding
    self.row = row
    self.memory = memory
    let parts = memory.parts(for: key)
    self.parts = parts
    func first(_ isWanted: (Outcome) -> Bool) -> StepParts? {
      finding.steps.firstIndex { isWanted($0.outcome) }.flatMap { parts.step(at: $0) }
    }
    next = (first { !$0.isSound }, first { $0.kind == .open })
  }

  /// A page by itself.
  package init(_ finding: SheetFinding, key: AnswerKey, row: GradeRow, showsAnswers: Bool) {
    self.init(finding, key: key, row: row, memory: PageMemory(showsAnswers: showsAnswers))
  }

  package var html: String { String(decoding: written.html, as: UTF8.self) }
  package var markdown: String { String(decoding: written.markdown, as: UTF8.self) }

  /// Both, as files.
  package var written: (html: [UInt8], markdown: [UInt8]) {
    var formulas = PageFormulas()
    var sections = [overview]
    if let map = parts.map { sections.append(map.figure(of: finding.steps)) }
    if let given = parts.given(&formulas) { sections.append(given) }
    var markdown: [UInt8] = []
    markdown.reserveCapacity(1 << 14)
    markdown += markdownHead.utf8
    for question in parts.questions {
      var pieces = [question.head]
      markdown += question.markdown
      if let given = question.given(&formulas) { pieces.append(given) }
      for step in question.steps where step.position < min(finding.steps.count, row.steps.count) {
        let text = text(of: step, &formulas)
        pieces.append(.ready(text.html))
        markdown += text.markdown
      }
      pieces.append(question.figures)
      sections.append(.tag("section", ["aria-labelledby": question.anchor], pieces))
    }
    if !finding.strays.isEmpty {
      sections.append(strays)
      markdown += markdownStrays.utf8
    }
    let page = HTMLPage(
      title: title, header: head, main: sections,
      footer:
        "Each link and each value was recomputed, exactly or with certain bounds. What could not be read or decided counts neither as right nor as wrong."
    )
    return (page.bytes, markdown)
  }

  // MARK: Steps

  /// What is said of a step: as it was for somebody else, if all is the same.
  private func text(
    of place: StepParts, _ formulas: inout PageFormulas
  ) -> (html: [UInt8], markdown: [UInt8]) {
    let finding = finding.steps[place.position]
    let isPictured = finding.outcome.kind.isPictured
    let step = ShownStep(
      finding, mark: row.steps[place.position], in: self.finding.sheet,
      argument: isPictured ? argument(of: place) : nil)
    if step.isShared, let known = memory.texts[step], formulas.take(known.html) {
      return (known.html.html, known.markdown)
    }
    let article = PageArticle(step, place, parts)
    let figures = isPictured ? figures(beside: place, step.argument) : []
    let (html, piece) = formulas.write { article.html(figures, &$0) }
    let markdown = Array(article.markdown.utf8)
    if step.isShared, let piece {
      memory.texts.keep(PageMemory.Text(html: piece, markdown: markdown), for: step)
    }
    return (html, markdown)
  }

  /// What helps a student: the function that went wrong, and only if asked for what is right.
  private func figures(beside step: StepParts, _ mark: Double?) -> [HTML] {
    [
      parts.figure(of: step, at: mark),
      parts.showsAnswers ? parts.computation(of: step) : nil,
    ].compactMap(\.self)
  }

  /// The student's own number that the picture beside a step shows.
  private func argument(of step: StepParts) -> Double? {
    guard let name = parts.activation(of: step)?.argument,
      let own = finding.finding(name)?.answer?.result, let numbers = WrittenNumber.all(of: own),
      numbers.count == 1
    else { return nil }
    return Double(numbers[0].value)
  }

  // MARK: Head

  var student: String { row.student }

  var exercise: Exercise { parts.exercise }

  var title: String { "\(student.cut(to: 120)): \(exercise.title)" }

  var score: (points: String, possible: String, percent: String) {
    (Marks.text(row.points), Marks.text(row.possible), Marks.percent(row.share))
  }

  /// Which attempt it is, and how late.
  var remarks: [String] {
    var remarks: [String] = []
    if let attempt = row.attempt { remarks.append("attempt \(attempt)") }
    if let lateness = row.lateness { remarks.append(lateness.words) }
    return remarks
  }

  private var head: [HTML] {
    let score = score
    return [
      .tag("h1", exercise.title),
      .tag(
        "p", ["class": "quiet"],
        [.tag("strong", student.cut(to: 120)), " · \(exercise.id) · ", .code(fileName)]),
      .tag(
        "p", ["class": "score"],
        [
          .tag("strong", score.points), " of \(score.possible) points",
          .tag(
            "span", ["class": "quiet"],
            ([" · \(score.percent) %"] + remarks).joined(separator: " · ")),
        ]),
    ]
  }

  /// The file without the folders above, which are nobody's business.
  var fileName: String {
    String(finding.sheet.document.source.name.split(separator: "/").last ?? "").cut(to: 120)
  }

  private var overview: HTML {
    var parts: [HTML] = []
    if let wrong = next.wrong { parts.append(pointer("Look first at", to: wrong)) }
    if let open = next.open { parts.append(pointer("Go on with", to: open)) }
    let rows = zip(self.parts.questions, row.questions).map { question, mark -> [HTML] in
      [
        .tag("a", ["href": "#\(question.anchor)"], question.question.id),
        .text(mark.possible.isZero && mark.points.isZero ? "–" : Marks.text(mark.points)),
        .text(mark.possible.isZero ? "–" : Marks.text(mark.possible)),
        .text(outcomes(of: question)),
      ]
    }
    parts.append(
      .table(
        ["question", "points", "of", "steps"], caption: "Points by question", numeric: [1, 2], rows)
    )
    return .tag("section", ["aria-label": "overview"], parts)
  }

  /// `3 right, 1 wrong`.
  private func outcomes(of question: QuestionParts) -> String {
    var counts: [(kind: OutcomeKind, count: Int)] = []
    for step in question.steps where row.steps.indices.contains(step.position) {
      let kind = row.steps[step.position].outcome
      if let known = counts.firstIndex(where: { $0.kind == kind }) {
        counts[known].count += 1
      } else {
        counts.append((kind, 1))
      }
    }
    return counts.sorted { ($1.count, $0.kind.word) < ($0.count, $1.kind.word) }
      .map { "\($0.count) \($0.kind.word)" }.joined(separator: ", ")
  }

  private func pointer(_ words: String, to place: StepParts) -> HTML {
    .tag(
      "p",
      [
        "\(words) ", .tag("a", ["href": "#\(place.anchor)"], place.step.id),
        ": \(place.step.ask)",
      ])
  }

  private var strays: HTML {
    let items = finding.strays.prefix(50).map { stray -> HTML in
      .tag("li", stray.message.cut(to: 300) + (stray.help.map { " (\($0))" } ?? ""))
    }
    return .tag(
      "section", ["aria-labelledby": "strays"],
      [.tag("h2", ["id": "strays"], "What could not be used"), .tag("ul", items)])
  }
}

extension OutcomeKind {
  /// Whether pictures may help.
  fileprivate var isPictured: Bool {
    switch self {
    case .wrong, .partly, .brokenLink: true
    default: false
    }
  }
}
