import Foundation
import Testing

@testable import WorkedExamples

@Suite("Fields of a step")
struct StepFieldTests {
  @Test("the schema lists what a step may say, and nothing else")
  func schema() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Exercises/exercise.schema.json")
    let root = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
    let definitions = try #require(root?["$defs"] as? [String: [String: Any]])
    let step = try #require(definitions["step"]?["properties"] as? [String: Any])
    #expect(Set(step.keys) == Set(ExerciseReader.stepFields))
    let test = try #require(definitions["test"]?["properties"] as? [String: [String: Any]])
    let expected = try #require(test["expect"]?["properties"] as? [String: Any])
    #expect(Set(expected.keys) == ["points", "steps"])
  }
}
