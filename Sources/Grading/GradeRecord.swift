import WorkedExamples

/// All that is kept of one file: its marks, or why there are none.
///
/// What comes after grading works from records alone. So they can be written down, moved to
/// another machine, put together there, and read as often as a report needs it.
package struct GradeRecord: Equatable, Sendable {
  /// The file's place among all files of its run, from 0.
  package let index: Int
  package let file: String
  /// The name of its page of feedback, without an ending.
  package let page: String?
  package let content: Content

  package enum Content: Equatable, Sendable {
    case graded(GradeRow)
    case problem([Fault])
  }

  package init(index: Int, file: String, page: String? = nil, _ content: Content) {
    self.index = index
    self.file = file
    self.page = page
    self.content = content
  }
}

/// Records in the order of their files, which can be read again and again.
package protocol RecordSource: Sendable {
  func forEachRecord(_ body: (GradeRecord) -> Void)
}

/// Few records, kept in memory.
extension [GradeRecord]: RecordSource {
  package func forEachRecord(_ body: (GradeRecord) -> Void) { forEach(body) }
}
