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
    var parts = [graded]
    if gradebook.supersededCount > 0 {
      parts.append("\(counted(gradebook.supersededCount, "other attempt")) not counted")
    }
    if files > 0 { parts.append("\(counted(files, "file")) not graded") }
    if gradebook.refusedMarks > 0 {
      parts.append("\(counted(gradebook.refusedMarks, "mark")) of a person not used")
    }
    return parts.joined(separator: ", ")
  }
}
