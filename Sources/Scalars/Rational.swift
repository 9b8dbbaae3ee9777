/// Stand-in.
@usableFromInline
package struct Rational: Hashable, Sendable {}
