import Checking
import CommandLine
import Foundation
import Grading
import JSONText
import Scalars
import TestSupport
import Testing
import WorkedExamples

@testable import Reports

/// What is said of a step is said once: every format carries it.
@Suite("One account of each step")
struct StepAccountTests {
  private static let exercise = #"""
    {"id": "tiny", "title": "Of every kind", "given": ["w = 3", "x0 = 0.5"],
     "definitions": ["z = w*x0", "h = z + 2", "L = (h - 1)^2"],
     "questions": [
       {"id": "1", "steps": [
         {"id": "z", "via": "w*x0", "slips": [{"code": "sum", "value": "w + x0", "hint": "multiply"}]},
         {"id": "h", "via": "z + 2"}, {"id": "L", "via": "(h - 1)^2"}, {"id": "t", "value": "tanh(z)"},
         {"id": "u", "value": "1000*tanh(z)", "via": "1000*t"},
         {"id": "v", "value": "(z, h)"}, {"id": "c", "value": "(z, h)", "via": "(w*x0, z + 2)"},
         {"id": "M", "value": "[[1, 2, 3], [4, 5, 6]]"},
         {"id": "r", "value": "relu(z)", "via": "relu(z)"},
         {"id": "exact", "value": "2/3", "exact": true},
         {"id": "way", "choice": ["up", "down"], "value": "down"}, {"id": "why", "prose": true}]},
       {"id": "2", "given": ["x, s : real > 0"], "steps": [
         {"id": "f", "value": "x^2 + 2*x", "in": ["x"]},
         {"id": "g", "value": "exp(2*x)", "in": ["x"], "using": ["exp"]},
         {"id": "d", "show": ["(x + s)^2", "x^2 + 2*x*s + s^2"], "in": ["x", "s"]},
         {"id": "eq", "equation": "x*s = 2", "in": ["x", "s"]}]}]}
    """#

  /// Right ones and mistakes of each kind.
  private static let numbers = [
    "3*0.5 = 1.5", "1.5", "3.5", "6.25", "2", "-1.5", "3*0.5 = -1.5", "3*0.5 = 15", "3*0.5 = 1.6",
    "1 + 1 = 3", "w*x0 = 1.6", "w*x0 = 3 = 1.5", "3*0.5", "1.7^2 = 3.4", "((", "1/0",
    "w + x0 = 3.5",
    "z + 2 = 3.5", "z + 2 = 4", "(h - 1)^2 = 6.25", "tanh(1.5) = 0.905", "0.9", "0.91", "0.905148",
    "100*sqrt(2) - 141 = 100*1.41 - 141 = 0", "1.5 + sign(exp(ln(2)) - 2) = 1.5", "0.6667", "2/3",
    "sqrt(2) = 1.41 = 1.5", "relu(z) = 0", "0", "[1.5, 3.5]",
  ]
  private static let lists: [JSONValue] = [
    ["3*0.5 = 1.5", "3.5"], ["1.5", "4.2"], [2, "3.5"], ["1.5"], ["1.5", "3.5", 1],
    ["2 = 3", "3.5"],
    "(1.5, 3.5)",
    [["1.5"], ["3.5"]], ["1 + 1 = 3", "3.5"], "(z, h) = (1.5, 3.5)", "(1.5, 3.5) = (2, 3.5)", "1.5",
    [2, 4],
  ]
  private static let matrices: [JSONValue] = [
    [[1, 2, 3], [4, 5, 6]], [[1, 4], [2, 5], [3, 6]], [1, 2, 3, 4, 5, 6], [[1, 2, 3], [4, 5, 7]],
    [[1, 2]],
    [[1, 2, "3 = 4"], [4, 5, 6]],
  ]
  private static let formulas: [String: [String]] = [
    "f": [
      "x^2 + 2*x", "x*(x + 2)", "x^2", "x^2 + 2*x = x*(x + 2)", "x^2 + 2*x = x^2 = x*(x + 2)",
      "2*x + 2",
      "sqrt(x - 5)", "-x^2 - 2*x", "x^2 +", "y", "1/0",
    ],
    "g": ["exp(2*x)", "exp(x)^2", "exp(x)", "sinh(2*x) + cosh(2*x)", "(exp(x), 1)"],
    "d": [
      "(x + s)^2 = x^2 + 2*x*s + s^2", "(x + s)^2 = (x + s)*(x + s) = x^2 + 2*x*s + s^2",
      "(x + s)^2 = x^2 + s^2 = x^2 + 2*x*s + s^2", "x = x", "(x + s)^2 = (x + s)^2", "x^2 = x*x",
    ],
    "eq": ["x*s = 2", "2*x*s = 4", "x*s = 1", "x*s - 2", "x*s = x + 1", "s = 2/x"],
  ]

  private static let following: [String: JSONValue] = [
    "z": "3 - 1 = 2", "h": "z + 2 = 4", "L": "(h - 1)^2 = 9", "c": ["1.5", "z + 2 = 4"],
    "t": "tanh(1.5) = 0.905", "u": "1000*t = 905.0",
  ]

  private static func answer(_ step: String, _ random: inout SplitMix64) -> JSONValue {
    func one<Element>(_ list: [Element], _ random: inout SplitMix64) -> Element {
      list[Int.random(in: list.indices, using: &random)]
    }
    if Int.random(in: 0..<12, using: &random) == 0 { return .null }
    switch step {
    case "v", "c": return one(lists, &random)
    case "M": return one(matrices, &random)
    case "way": return one(["up", "down", "sideways"], &random)
    case "why": return "It is so."
    default: return .string(one(formulas[step] ?? numbers, &random))
    }
  }

  private static func sheets(_ judge: SheetJudge, _ count: Int, seed: UInt64) throws
    -> [SheetFinding]
  {
    var random = SplitMix64(seed: seed)
    return try (0..<count).map { number in
      let members = judge.key.exercise.steps.map { step in
        // Every third has a slip that others build on.
        let own = number.isMultiple(of: 3) ? following[step.id] : nil
        return JSONMember(step.id, own ?? answer(step.id, &random))
      }
      let text = JSONWriter(.indented).text(
        of: ["exercise": .string(judge.key.exercise.id), "answers": .object(members)])
      return judge.judge(try AnswerSheet(SourceText(name: "s\(number).json", text: text)))
    }
  }

  // MARK: What formats carry

  /// What must be found, whatever a format does to spaces, capitals and signs.
  private static func bare(_ text: String) -> String {
    let plain = text.replacing(#/&[a-z#0-9]+;|%[0-9A-F]{2}/#, with: "")
    return plain.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  private static func phrases(_ account: StepAccount) -> [String] {
    var phrases = account.sentences
    // Pages list links, and point at the first that fails.
    if let remark = account.remark {
      phrases.append(remark.words.replacing("this link ", with: ""))
    }
    if case .unreadable(let fault) = account.finding.outcome {
      phrases += [fault.message, fault.help].compactMap(\.self)
    }
    return phrases + [account.hint].compactMap(\.self)
  }

  /// The part of a text from one mark to the next of several.
  private static func part(of text: String, from start: String, to ends: [String]) -> String? {
    guard let begin = text.range(of: start) else { return nil }
    let rest = text[begin.upperBound...]
    let end = ends.compactMap { rest.range(of: $0)?.lowerBound }.min() ?? rest.endIndex
    return String(rest[..<end])
  }

  private static func strings(in value: JSONValue) -> [String] {
    (value.string.map { [$0] } ?? []) + (value.elements ?? []).flatMap(strings)
      + (value.members ?? []).flatMap { strings(in: $0.value) }
  }

  /// What each format says of each step.
  private static func formats(
    _ finding: SheetFinding, _ key: AnswerKey
  ) throws -> [Format] {
    let steps = finding.steps.map(\.step)
    let row = GradeRow(
      finding, student: "s", key: key.exercise, annotations: finding.annotations(key))
    let book = Gradebook(rows: [row])
    let page = StudentPage(finding, key: key, row: row, showsAnswers: false)
    let terminal = SheetReport(finding, key: key, showsAnswers: false, width: 100_000).text
    let json = try JSONDocument(
      name: "json", text: JSONReports.document(.found, JSONReports.sheet(finding, key)))
    let gradebook = try JSONDocument(
      name: "json", text: JSONGradebook(book, status: .right).text)
    var library = Library()
    library.add(SourceText(name: "tiny.json", text: exercise))
    let gradescope = try JSONDocument(
      name: "json", text: GradescopeReport(book, library, expected: nil).text)
    let autolab = try JSONDocument(
      name: "json", text: String(AutolabReport(book, expected: nil).text.prefix { $0 != "\n" }))
    let suite = TestSuite(row)
    let details = GradeDetails(book).text
    let junit = JUnitXML("grade", TestSuites([suite])).text
    func strings(of list: JSONValue?, _ index: Int) -> String? {
      list?.elements.map { Self.strings(in: $0[index]).joined(separator: " ") }
    }
    return [
      Format("terminal") { index in
        Self.part(
          of: terminal, from: "\n  \(steps[index].id) ",
          to: steps.map { "\n  \($0.id) " } + ["\n\nquestion ", "\n\n["])
      },
      Format("HTML") { index in
        Self.part(of: page.html, from: "id=\"s\(index + 1)\"", to: ["</section>"])?
          .replacing(#/<[^>]*>/#, with: "")
      },
      Format("Markdown") { index in
        Self.part(
          of: page.markdown, from: "\n### \(steps[index].id.asCode) ", to: ["\n### ", "\n## "])
      },
      Format("JSON of a sheet") { strings(of: json.root["steps"], $0) },
      Format("JSON of a gradebook", isOfRecords: true) { index in
        strings(of: gradebook.root["sheets"]?.elements?[0]["steps"], index)
      },
      Format("Gradescope", isOfRecords: true) { strings(of: gradescope.root["tests"], $0) },
      Format("details of a table", isOfRecords: true) { index in
        Self.part(
          of: details, from: ": \(steps[index].id): ", to: steps.map { ": \($0.id): " })
      },
      Format("Autolab", isOfRecords: true, onlyProblems: true) { index in
        autolab.root["Question \(row.steps[index].question)"]?[steps[index].id].map {
          Self.strings(in: $0).joined(separator: " ")
        }
      },
      Format("JUnit", isOfRecords: true, onlyProblems: true) { index in
        Self.part(of: junit, from: "<testcase name=\"\(steps[index].id)\"", to: ["</testcase>"])
      },
      Format("GitHub", isOfRecords: true, onlyProblems: true) { index in
        let one = TestSuite(name: suite.name, file: suite.file, cases: [suite.cases[index]])
        return GitHubReport(TestSuites([one])).text("", token: "t")
      },
    ]
  }

  private struct Format {
    let name: String
    /// Whether nothing is said of an answer that is right, or open.
    let onlyProblems: Bool
    let text: (Int) -> String?

    /// Whether it is made from records, which tell links without values.
    let isOfRecords: Bool

    init(
      _ name: String, isOfRecords: Bool = false, onlyProblems: Bool = false,
      text: @escaping (Int) -> String?
    ) {
      (self.name, self.onlyProblems, self.text) = (name, onlyProblems, text)
      self.isOfRecords = isOfRecords
    }
  }

  @Test("whatever comes of an answer, all formats carry the same sentences")
  func everyFormat() throws {
    let judge = SheetJudge(try Sheets.key(Self.exercise))
    var seen: Set<OutcomeKind> = []
    for (number, sheet) in try Self.sheets(judge, 40, seed: 18).enumerated() {
      let formats = try Self.formats(sheet, judge.key)
      for (index, finding) in sheet.steps.enumerated() {
        let account = StepAccount(finding, key: judge.key)
        seen.insert(account.outcome)
        let isProblem = !account.outcome.isSound
        for format in formats where isProblem || !format.onlyProblems {
          let phrases = Self.phrases(
            StepAccount(finding, key: judge.key, tellsValues: !format.isOfRecords))
          // Where nothing is said a format may say nothing.
          let text = Self.bare(format.text(index) ?? "")
          for phrase in phrases where !text.contains(Self.bare(phrase)) {
            Issue.record(
              "seed 18, sheet \(number): of \(finding.step.id) \(format.name) lacks: \(phrase)")
          }
        }
      }
    }
    #expect(Set(OutcomeKind.allCases).subtracting(seen) == [.marked, .excused])
  }

  @Test("a hint says what the account does, unless it tells what is asked for")
  func hints() throws {
    let judge = SheetJudge(try Sheets.key(Self.exercise))
    for (number, sheet) in try Self.sheets(judge, 20, seed: 19).enumerated() {
      for finding in sheet.steps where !finding.outcome.isSound {
        let account = StepAccount(finding, key: judge.key)
        let hints = try #require(StepHints(finding.step.id, key: judge.key, sheet: sheet))
        let said = Self.bare(hints.texts.joined(separator: " "))
        for phrase in [account.remark?.words, account.hint].compactMap(\.self)
        where !hints.tellsAnswer(phrase) {
          #expect(said.contains(Self.bare(phrase)), "seed 19, sheet \(number): \(finding.step.id)")
        }
      }
    }
  }
}
