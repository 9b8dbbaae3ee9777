import CommandLine

/// Test suites as JUnit XML, in what the schemas of its readers have in common.
///
/// Times and dates are left out, so that the same sheets give the same bytes. A place stands in
/// the text of a case, since a strict reader (`junit-10.xsd` of Jenkins) knows no attribute for it.
package struct JUnitXML {
  let name: String
  let suites: [TestSuite]

  package init(_ name: String, _ suites: [TestSuite]) {
    self.name = name
    self.suites = suites
  }

  package var text: String {
    let cases = suites.flatMap(\.cases)
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites\(attributes([("name", name)] + totals(cases)))>\n"
    for suite in suites {
      let skipped = suite.count(.skipped)
      text += "  <testsuite\(attributes([("name", suite.name), ("file", suite.file)]))"
      text += "\(attributes(totals(suite.cases) + [("skipped", "\(skipped)")]))>\n"
      text += suite.cases.map { element($0, in: suite) }.joined()
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  private func totals(_ cases: [TestCase]) -> [(String, String)] {
    [
      ("tests", "\(cases.count)"), ("failures", "\(cases.count { $0.verdict == .failed })"),
      ("errors", "\(cases.count { $0.verdict == .error })"),
    ]
  }

  private func element(_ test: TestCase, in suite: TestSuite) -> String {
    let start = "    <testcase\(attributes([("name", test.name), ("classname", test.group)]))"
    let element: String
    switch test.verdict {
    case .passed: return start + "/>\n"
    case .skipped:
      return
        "\(start)>\n      <skipped\(attributes([("message", test.message)]))/>\n    </testcase>\n"
    case .failed: element = "failure"
    case .error: element = "error"
    }
    let place = test.note?.place.map { ":\($0.start)" } ?? ""
    let content = "\(suite.file)\(place): \(test.message)".escapedForMarkup
    return """
      \(start)>
            <\(element)\(attributes([("message", test.message), ("type", test.kind)]))>\(content)</\(element)>
          </testcase>

      """
  }

  private func attributes(_ list: [(name: String, value: String)]) -> String {
    list.map { " \($0.name)=\"\($0.value.escapedForMarkup)\"" }.joined()
  }
}
