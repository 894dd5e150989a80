/// The data from which someone else can recompute the bounds without trusting the solver: the contents of
/// `certificate.json`. The verifier's target documents it field by field.
///
/// Every proof is weak duality. Stage k minimises a cost c_k (a stage that maximises has the cost: minus the
/// number counted). Give every row a price and add to the cost of an option what its rows cost; then no allocation
/// is better than everybody taking their cheapest option, minus what the rows allow:
///
///     bound = ( sum over attendees of min over their options o of
///                   [ D·c_k(o) + sum over rows r of price(r)·a_r(o) ]
///               - sum over rows r of price(r)·limit(r) ) / D
///
/// where D is the denominator, rows are written as "sum of a_r(o) <= limit(r)" with price >= 0:
/// a capacity row has a = 1 for an option with the session and limit = the capacity; a minimum row a = -1 and
/// limit = minus the minimum (a session that may be cancelled is one more attendee, who holds it or not: these limits
/// are then what holding it costs); a stage row (earlier stages only) a = the earlier stage's cost and limit = its value
/// (negated where that stage maximises). Stages have whole values, so a stage is proven when the bound, rounded
/// up, reaches the value.
///
/// Where a leaf names rules that are kept jointly, the people whom these tie to each other stand in the sum together, with
/// the least over all ways to give each an option that keep these rules: what an allocation gives them is one of those.
public struct Certificate: Sendable, Codable {
    public static let format = "breakouts certificate 1"

    public var format: String
    public var event: String
    public var objective: Objective
    public var seed: UInt64
    public var stages: [StageProof]

    public init(event: String, objective: Objective, seed: UInt64, stages: [StageProof]) {
        self.format = Certificate.format
        self.event = event
        self.objective = objective
        self.seed = seed
        self.stages = stages
    }
}

/// The proof of one stage.
public struct StageProof: Sendable, Codable {
    /// `Stage.name`.
    public var name: String
    public var sense: Stage.Sense
    /// What the allocation reaches, as in `summary.json`.
    public var value: Int
    /// What no allocation that keeps the earlier stages can beat, as in `summary.json`.
    public var bound: Int
    public var proof: ProofNode

    public init(name: String, sense: Stage.Sense, value: Int, bound: Int, proof: ProofNode) {
        self.name = name
        self.sense = sense
        self.value = value
        self.bound = bound
        self.proof = proof
    }
}

/// A proof is a tree: at a branch, either the attendee is at the session or they are not, or a cancellable session is
/// held (with at least its minimum) or is cancelled (with nobody in it), and both sides are proven; at a leaf stand
/// prices. The bound of a branch is the worse of its two sides.
///
/// A leaf may name rules that are kept *jointly*: people whom these tie to each other do not each take the cheapest of
/// their options, but together the cheapest selection that keeps these rules, without any price for that.
public indirect enum ProofNode: Sendable {
    case leaf(denominator: Int128, prices: [RowPrice], jointly: [JointRule] = [])
    case branch(attendee: String, session: String, yes: ProofNode, no: ProofNode)
    case cancellation(session: String, held: ProofNode, cancelled: ProofNode)
}

/// A row over all attendees, by the names that stand in the event folder.
public indirect enum Row: Hashable, Sendable {
    case capacity(session: String)
    case minimum(session: String)
    /// An earlier stage stays at its value; the stage's place in `Certificate.stages`, from 0.
    case stage(Int)
    /// At most so many people of one organisation in one session.
    case organisation(String, session: String)
    /// At most one member of an "apart" group in one session.
    case apart(group: String, session: String)
    /// Where the attendee is at the session, which may be cancelled, it is held.
    case held(session: String, attendee: String)
    /// At most so many of these attendees, since more of them, with who comes along, would break the `capacity`,
    /// `organisation` or `apart` row.
    case cover(Row, atMost: Int, among: [String])
}

/// All rows of an organisation or of an "apart" group, in every session. An organisation has rows where there is a maximum
/// per organisation.
public enum JointRule: Hashable, Sendable {
    case organisation(String)
    case apart(group: String)
}

/// The price of one row: a whole number of 1/denominator, never negative.
public struct RowPrice: Hashable, Sendable {
    public var row: Row
    public var price: Int128

    public init(_ row: Row, price: Int128) {
        self.row = row
        self.price = price
    }
}

extension RowPrice: Codable {
    private enum Key: String, CodingKey {
        case row, session, stage, organisation, group, attendee, among, price
        case atMost = "at most"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        price = try container.decode(Int128.self, forKey: .price)
        func text(_ key: Key) throws -> String { try container.decode(String.self, forKey: key) }
        var fields: [Key] = [.row, .price]
        switch try text(.row) {
        case "capacity":
            row = .capacity(session: try text(.session))
            fields += [.session]
        case "minimum":
            row = .minimum(session: try text(.session))
            fields += [.session]
        case "stage":
            row = .stage(try container.decode(Int.self, forKey: .stage))
            fields += [.stage]
        case "organisation":
            row = .organisation(try text(.organisation), session: try text(.session))
            fields += [.organisation, .session]
        case "apart":
            row = .apart(group: try text(.group), session: try text(.session))
            fields += [.group, .session]
        case "held":
            row = .held(session: try text(.session), attendee: try text(.attendee))
            fields += [.session, .attendee]
        case let other:
            throw DecodingError.dataCorruptedError(
                forKey: .row, in: container, debugDescription: "no kind of row is called '\(other)'")
        }
        guard container.contains(.among) || container.contains(.atMost) else {
            try decoder.expectOnly(fields)
            return
        }
        try decoder.expectOnly(fields + [.among, .atMost])
        row = .cover(
            row, atMost: try container.decode(Int.self, forKey: .atMost),
            among: try container.decode([String].self, forKey: .among))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try RowPrice.encode(row, to: &container)
        try container.encode(price, forKey: .price)
    }

    private static func encode(_ row: Row, to container: inout KeyedEncodingContainer<Key>) throws {
        switch row {
        case .capacity(let session):
            try container.encode("capacity", forKey: .row)
            try container.encode(session, forKey: .session)
        case .minimum(let session):
            try container.encode("minimum", forKey: .row)
            try container.encode(session, forKey: .session)
        case .stage(let index):
            try container.encode("stage", forKey: .row)
            try container.encode(index, forKey: .stage)
        case .organisation(let organisation, let session):
            try container.encode("organisation", forKey: .row)
            try container.encode(organisation, forKey: .organisation)
            try container.encode(session, forKey: .session)
        case .apart(let group, let session):
            try container.encode("apart", forKey: .row)
            try container.encode(group, forKey: .group)
            try container.encode(session, forKey: .session)
        case .held(let session, let attendee):
            try container.encode("held", forKey: .row)
            try container.encode(session, forKey: .session)
            try container.encode(attendee, forKey: .attendee)
        case .cover(let whole, let limit, let attendees):
            try encode(whole, to: &container)
            try container.encode(limit, forKey: .atMost)
            try container.encode(attendees, forKey: .among)
        }
    }
}

extension JointRule: Codable {
    private enum Key: String, CodingKey { case row, organisation, group }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(String.self, forKey: .row) {
        case "organisation":
            self = .organisation(try container.decode(String.self, forKey: .organisation))
            try decoder.expectOnly([Key.row, .organisation])
        case "apart":
            self = .apart(group: try container.decode(String.self, forKey: .group))
            try decoder.expectOnly([Key.row, .group])
        case let other:
            throw DecodingError.dataCorruptedError(
                forKey: .row, in: container, debugDescription: "no rule that can be kept jointly is called '\(other)'")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .organisation(let name):
            try container.encode("organisation", forKey: .row)
            try container.encode(name, forKey: .organisation)
        case .apart(let group):
            try container.encode("apart", forKey: .row)
            try container.encode(group, forKey: .group)
        }
    }
}

extension ProofNode: Codable {
    private enum Key: String, CodingKey {
        case denominator, prices, jointly, attendee, session, yes, no, held, cancelled
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if container.contains(.prices) {
            try decoder.expectOnly([Key.denominator, .prices, .jointly])
            self = .leaf(
                denominator: try container.decode(Int128.self, forKey: .denominator),
                prices: try container.decode([RowPrice].self, forKey: .prices),
                jointly: container.contains(.jointly)
                    ? try container.decode([JointRule].self, forKey: .jointly) : [])
        } else if container.contains(.held) || container.contains(.cancelled) {
            try decoder.expectOnly([Key.session, .held, .cancelled])
            self = .cancellation(
                session: try container.decode(String.self, forKey: .session),
                held: try container.decode(ProofNode.self, forKey: .held),
                cancelled: try container.decode(ProofNode.self, forKey: .cancelled))
        } else {
            try decoder.expectOnly([Key.attendee, .session, .yes, .no])
            self = .branch(
                attendee: try container.decode(String.self, forKey: .attendee),
                session: try container.decode(String.self, forKey: .session),
                yes: try container.decode(ProofNode.self, forKey: .yes),
                no: try container.decode(ProofNode.self, forKey: .no))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .leaf(let denominator, let prices, let jointly):
            try container.encode(denominator, forKey: .denominator)
            try container.encode(prices, forKey: .prices)
            if !jointly.isEmpty { try container.encode(jointly, forKey: .jointly) }
        case .branch(let attendee, let session, let yes, let no):
            try container.encode(attendee, forKey: .attendee)
            try container.encode(session, forKey: .session)
            try container.encode(yes, forKey: .yes)
            try container.encode(no, forKey: .no)
        case .cancellation(let session, let held, let cancelled):
            try container.encode(session, forKey: .session)
            try container.encode(held, forKey: .held)
            try container.encode(cancelled, forKey: .cancelled)
        }
    }
}

/// A field of any name.
private struct FieldName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension Decoder {
    /// Refuses an object with a field that is none of these: what we would pass over may mean something to others.
    fileprivate func expectOnly(_ fields: [some CodingKey]) throws {
        let container = try container(keyedBy: FieldName.self), names = fields.map(\.stringValue)
        if let other = container.allKeys.first(where: { !names.contains($0.stringValue) }) {
            throw DecodingError.dataCorruptedError(
                forKey: other, in: container, debugDescription: "there is no such field here")
        }
    }
}
