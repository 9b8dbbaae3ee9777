import CommandLine

/// Test suites as JUnit XML, in what the schemas of its readers have in common.
///
/// Times and dates are left out, so that the same sheets give the same bytes. A place stands in
/// the text of a case, since a strict reader (`junit-10.xsd` of Jenkins) knows no attribute for it.
package struct JUnitXML: GradeReport {
  let name: String
  let suites: TestSuites

  package init(_ name: String, _ suites: TestSuites) {
    self.name = name
    self.suites = suites
  }

  package func write(to stream: inout some TextOutputStream) {
    var totals = Totals()
    suites.forEach { totals.add($0.cases) }
    stream.write("\(Self.beginning(name))\(Self.attributes(totals.attributes))>\n")
    suites.forEach { suite in
      var totals = Totals()
      totals.add(suite.cases)
      let skipped = suite.count(.skipped)
      stream.write("  <testsuite\(Self.attributes([("name", suite.name), ("file", suite.file)]))")
      stream.write("\(Self.attributes(totals.attributes + [("skipped", "\(skipped)")]))>\n")
      for test in suite.cases { stream.write(element(test, in: suite)) }
      stream.write("  </testsuite>\n")
    }
    stream.write("</testsuites>\n")
  }

  static func beginning(_ name: String) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites\(attributes([("name", name)]))"
  }

  private struct Totals {
    private var tests = 0
    private var failures = 0
    private var errors = 0

    mutating func add(_ cases: [TestCase]) {
      tests += cases.count
      failures += cases.count { $0.verdict == .failed }
      errors += cases.count { $0.verdict == .error }
    }

    var attributes: [(String, String)] {
      [("tests", "\(tests)"), ("failures", "\(failures)"), ("errors", "\(errors)")]
    }
  }

  private func element(_ test: TestCase, in suite: TestSuite) -> String {
    let start = "    <testcase\(Self.attributes([("name", test.name), ("classname", test.group)]))"
    let element: String
    switch test.verdict {
    case .passed: return start + "/>\n"
    case .skipped:
      return
        "\(start)>\n      <skipped\(Self.attributes([("message", test.message)]))/>\n    </testcase>\n"
    case .failed: element = "failure"
    case .error: element = "error"
    }
    let place = test.note?.place.map { ":\($0.start)" } ?? ""
    let content = "\(suite.file)\(place): \(test.message)".escapedForMarkup
    return """
      \(start)>
            <\(element)\(Self.attributes([("message", test.message), ("type", test.kind)]))>\(content)</\(element)>
          </testcase>

      """
  }

  private static func attributes(_ list: [(name: String, value: String)]) -> String {
    list.map { " \($0.name)=\"\($0.value.escapedForMarkup)\"" }.joined()
  }
}
