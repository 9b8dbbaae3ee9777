/// What marks are printed as.
package enum GradeFormat: String, CaseIterable, Sendable {
  case table, csv, json
  case jsonLines = "json-lines"
  case gradescope, autolab, canvas, moodle, nbgrader, junit, github, records

  /// Whether it says of an answer why, and where.
  package var usesAnnotations: Bool {
    switch self {
    case .table, .csv, .canvas, .moodle, .nbgrader: false
    case .json, .jsonLines, .gradescope, .autolab, .junit, .github, .records: true
    }
  }
}
