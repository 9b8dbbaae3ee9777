import CommandLine
import Grading

/// What a GitHub workflow shows: a table in the log, and an annotation at each answer that fails.
package struct GitHubReport {
  /// GitHub shows so many annotations of a kind for each step of a workflow.
  package static let limit = 10

  let suites: TestSuites

  package init(_ suites: TestSuites) {
    self.suites = suites
  }

  /// The log: what people read, which the runner must not obey, then commands for the runner.
  ///
  /// `token` must be nobody's guess: who knows it can end the part that is not obeyed.
  package func write<Stream: TextOutputStream>(
    to stream: inout Stream, token: String, body: (inout LogBody<Stream>) -> Void
  ) {
    var log = LogBody(stream: stream, token: token)
    body(&log)
    log.end()
    stream = log.stream
    writeCommands(to: &stream)
  }

  package func text(_ body: String, token: String) -> String {
    var text = ""
    write(to: &text, token: token) { $0.write(body) }
    return text
  }

  /// Text between two commands that stop and resume what the runner obeys; nothing, if there is
  /// none.
  package struct LogBody<Stream: TextOutputStream>: TextOutputStream {
    fileprivate var stream: Stream
    fileprivate let token: String
    private var isEmpty = true
    private var endsLine = true

    fileprivate init(stream: Stream, token: String) {
      self.stream = stream
      self.token = token
    }

    package mutating func write(_ text: String) {
      guard let last = text.utf8.last else { return }
      if isEmpty { stream.write("::stop-commands::\(token)\n") }
      isEmpty = false
      stream.write(text)
      endsLine = last == UInt8(ascii: "\n")
    }

    fileprivate mutating func end() {
      guard !isEmpty else { return }
      stream.write("\(endsLine ? "" : "\n")::\(token)::\n")
    }
  }

  /// 128 random bits.
  package static func randomToken() -> String {
    (0..<2).map { _ in
      let word = String(UInt64.random(in: 0 ... .max), radix: 16)
      return String(repeating: "0", count: 16 - word.count) + word
    }.joined()
  }

  private enum Kind: String, CaseIterable {
    case error, warning, notice

    init?(_ verdict: TestCase.Verdict, isOpen: Bool) {
      switch verdict {
      case .passed: return nil
      case .failed: self = .error
      case .error: self = .warning
      case .skipped where isOpen: return nil
      case .skipped: self = .notice
      }
    }
  }

  private func writeCommands(to stream: inout some TextOutputStream) {
    var shown: [Kind: Int] = [:]
    var left: [Kind: Int] = [:]
    suites.forEach { suite in
      for test in suite.cases {
        guard var kind = Kind(test.verdict, isOpen: test.note == nil) else { continue }
        // A file that cannot be read is as bad as a wrong answer.
        if test.isOfFile { kind = .error }
        // One notice is kept for the word on what is left out.
        let room = kind == .notice ? Self.limit - 1 : Self.limit
        if shown[kind, default: 0] < room {
          shown[kind, default: 0] += 1
          stream.write(command(kind, test, in: suite))
        } else {
          left[kind, default: 0] += 1
        }
      }
    }
    let words = Kind.allCases.compactMap { kind in
      left[kind].map { counted($0, "more \(kind.rawValue)") }
    }
    guard !words.isEmpty else { return }
    stream.write(
      "::notice::\(listed(words)) not annotated: GitHub shows \(Self.limit) of a kind\n")
  }

  private func command(_ kind: Kind, _ test: TestCase, in suite: TestSuite) -> String {
    var properties = [("file", suite.file)]
    if let place = test.note?.place {
      properties += [
        ("line", "\(place.start.line)"), ("endLine", "\(place.end.line)"),
        ("col", "\(place.start.column)"), ("endColumn", "\(place.end.column)"),
      ]
    }
    let title = test.isOfFile ? "this file was not used" : "\(suite.name): \(test.name)"
    properties.append(("title", title.cut(to: 200).escapedForTerminal))
    let list = properties.map { "\($0.0)=\($0.1.escapedForGitHub(isProperty: true))" }
    let message = test.message.cut(to: 2_000).escapedForTerminal
    return
      "::\(kind.rawValue) \(list.joined(separator: ","))::\(message.escapedForGitHub(isProperty: false))\n"
  }
}

/// The log of a run of `grade` on GitHub.
struct GitHubLog: GradeReport {
  let run: GradedRun

  init(_ run: GradedRun) { self.run = run }

  func write(to stream: inout some TextOutputStream) {
    let report = GitHubReport(TestSuites(run.gradebook))
    report.write(to: &stream, token: GitHubReport.randomToken()) { log in
      if !run.isQuiet { GradeTable(run.gradebook, ink: run.ink).write(to: &log) }
      run.messages.write(to: &log)
    }
  }
}
