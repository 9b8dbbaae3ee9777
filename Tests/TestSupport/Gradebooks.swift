import Grading
import WorkedExamples

/// Gradebooks of few sheets, as tests make and take them apart.
extension Gradebook {
  package init(_ contents: [GradeRecord.Content] = []) {
    let records = contents.enumerated().map { index, content in
      let file =
        switch content {
        case .graded(let row): row.file
        case .problem(let faults): faults.first?.file ?? ""
        }
      return GradeRecord(index: index, file: file, page: "p\(index)", content)
    }
    var index = GradebookIndex()
    records.forEach { index.note($0) }
    self = index.gradebook(of: records)
  }

  package init(rows: [GradeRow], problems: [Fault] = []) {
    self.init(rows.map { .graded($0) } + problems.map { .problem([$0]) })
  }

  /// The rows that count.
  package var rows: [GradeRow] {
    var rows: [GradeRow] = []
    forEachRow { row, _ in rows.append(row) }
    return rows
  }

  package var problems: [Fault] {
    var problems: [Fault] = []
    forEachProblem { fault, _ in problems.append(fault) }
    return problems
  }
}

extension Grader {
  /// What is kept of a file, with what `annotations` say of its steps.
  package func content(
    _ submission: Submission, annotations: (GradedSheet) -> [Annotation?]? = { _ in nil }
  ) -> GradeRecord.Content {
    do throws(Faults) {
      let sheet = try grade(submission)
      return .graded(sheet.row(annotations: annotations(sheet)))
    } catch {
      return .problem(error.all)
    }
  }
}
