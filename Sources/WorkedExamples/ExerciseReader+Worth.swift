import JSONText
import Scalars

/// What answers are worth: `"credit"` and `"follow"`, in an exercise and in a step.
extension ExerciseReader {
  /// What an object says of worth; where it says nothing, what holds for the whole exercise.
  mutating func worth(of value: JSONValue, hasTotal: Bool) -> Worth {
    var worth = self.worth
    if let credit = value["credit"] {
      let known = Worth.Kind.allCases.map(\.rawValue)
      if fields.object(credit, "\"credit\"", knows: known) != nil {
        for kind in Worth.Kind.allCases {
          if let part = fields.part(kind.rawValue, of: credit) { worth[kind] = part }
        }
      }
    }
    guard let follow = value["follow"] else { return worth }
    if hasTotal, follow.members != nil {
      guard fields.object(follow, "\"follow\"", knows: ["step", "total"]) != nil else {
        return worth
      }
      worth.follow = fields.part("step", of: follow) ?? worth.follow
      worth.followInTotal = fields.part("total", of: follow) ?? worth.followInTotal
    } else {
      worth.follow = fields.part("follow", of: value) ?? worth.follow
    }
    return worth
  }
}
