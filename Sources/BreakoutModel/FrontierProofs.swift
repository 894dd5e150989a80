/// The proofs of a frontier: the contents of `frontier.json`. The verifier's target documents it field by field.
///
/// A frontier says for every number of extra moves what the best allocation with them is. More moves never make the best
/// worse, so two points of the same quality prove that nothing is better between them: only those on either side of an
/// improvement are here, and one without any limit on moves, beyond which nothing can be.
public struct FrontierProofs: Sendable, Codable {
    public static let format = "breakouts frontier 1"

    /// Where a point has somebody elsewhere than the run.
    public struct Placement: Hashable, Sendable, Codable {
        /// The attendee's id.
        public var attendee: String
        /// Counted from 1.
        public var round: Int
        /// Empty for no place at all.
        public var session: String

        public init(attendee: String, round: Int, session: String) {
            self.attendee = attendee
            self.round = round
            self.session = session
        }
    }

    public struct Point: Sendable, Codable {
        /// Moves allowed on top of the fewest possible.
        public var extraMoves: Int
        public var placements: [Placement]
        public var certificate: Certificate

        public init(extraMoves: Int, placements: [Placement], certificate: Certificate) {
            self.extraMoves = extraMoves
            self.placements = placements
            self.certificate = certificate
        }
    }

    public var format: String
    /// In ascending order of `extraMoves`.
    public var points: [Point]
    /// What moves to places that people want less would bring, where that is more.
    public var allowingWorse: Point?

    public init(points: [Point], allowingWorse: Point? = nil) {
        format = FrontierProofs.format
        self.points = points
        self.allowingWorse = allowingWorse
    }
}
