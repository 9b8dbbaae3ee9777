/// A report on all sheets, written piece by piece: any number of them may pass through.
package protocol GradeReport {
  func write(to stream: inout some TextOutputStream)
}

extension GradeReport {
  /// The whole report.
  package var text: String {
    var text = ""
    write(to: &text)
    return text
  }
}
