import Grading

/// What came of a run, in a line: nothing is left out without a word.
package struct GradeSummary {
  let gradebook: Gradebook

  package init(_ gradebook: Gradebook) {
    self.gradebook = gradebook
  }

  package var text: String {
    let files = gradebook.problemFiles
    let graded = counted(gradebook.sheetCount, "sheet") + " graded"
    return files == 0 ? graded : "\(graded), \(counted(files, "file")) not graded"
  }
}

extension GradeRow {
  /// The share of the points, in percent.
  package var percentText: String { Marks.percent(share) }
}
