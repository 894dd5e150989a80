import BreakoutModel

/// What a name in a ranking, a duty or a header stands for.
enum SessionReference: Equatable {
    /// The position in canonical order.
    case session(Int)
    case fixedItem(Int)
    /// A session, but of another round than the one at hand (from 0).
    case otherRound(Int)
    /// Two sessions are called this.
    case ambiguous([String])
    case unknown
}

/// The sessions by the names that people use for them: the id, the title, or both ("1.4 Pijleroverleg").
struct SessionNames {
    let sessions: [Session]
    let fixedItems: [FixedItem]
    let roundCount: Int
    /// Folded name → what it may stand for, by round; ids before titles, so that an id is never shadowed.
    private var byID: [String: Name] = [:]
    private var byTitle: [String: [Int]] = [:]
    private var fixedByTitle: [String: Int] = [:]
    /// Folded names of sessions whose rows could not be read: whoever names them made no mistake.
    private let lost: Set<String>

    private enum Name {
        case session(Int), fixedItem(Int)
    }

    init(sessions: [Session], fixedItems: [FixedItem], lost: Set<String> = []) {
        self.sessions = sessions
        self.fixedItems = fixedItems
        self.lost = lost
        roundCount = (sessions.map(\.round).max() ?? -1) + 1
        for (position, session) in sessions.enumerated() {
            byID[Fold.name(session.id)] = .session(position)
            byTitle[Fold.name(session.title), default: []].append(position)
        }
        for (position, item) in fixedItems.enumerated() {
            byID[Fold.name(item.id)] = .fixedItem(position)
            fixedByTitle[Fold.name(item.title)] = position
        }
        for (position, session) in sessions.enumerated() where session.title != session.id {
            for joint in ["", ":", ".", "-", ")"] {
                let both = Fold.name(session.id + joint + session.title)
                if byID[both] == nil && byTitle[both] == nil { byTitle[both] = [position] }
            }
        }
    }

    /// All folded names, for finding them within a cell. A title with a line break occurs with and without it:
    /// forms keep it or make a space of it.
    var allFoldedNames: [String] {
        let broken = (sessions.map(\.title) + fixedItems.map(\.title)).filter { $0.contains(where: \.isNewline) }
        return Array(
            Set(byID.keys).union(byTitle.keys).union(fixedByTitle.keys).union(broken.map(Fold.nameWithLineBreaks)))
    }

    /// What the name means in a round (from 0). This round's ids and titles come first: a title that two rounds
    /// share means the session of the round at hand.
    func resolve(_ name: String, inRound round: Int) -> SessionReference {
        resolve(folded: Fold.name(name), inRound: round)
    }

    /// `folded` may hold the line breaks of a title.
    func resolve(folded text: String, inRound round: Int) -> SessionReference {
        let folded = text.utf8.contains(0x0A) ? text.filter { $0 != "\n" } : text
        let id = byID[folded]
        if case .session(let position) = id, sessions[position].round == round { return .session(position) }
        let titled = byTitle[folded] ?? []
        let here = titled.filter { sessions[$0].round == round }
        if here.count == 1 { return .session(here[0]) }
        if here.count > 1 { return .ambiguous(here.map { sessions[$0].id }) }
        switch id {
        case .session(let position): return .otherRound(sessions[position].round)
        case .fixedItem(let position): return .fixedItem(position)
        case nil: break
        }
        if let other = titled.first { return .otherRound(sessions[other].round) }
        return fixedByTitle[folded].map { .fixedItem($0) } ?? .unknown
    }

    /// What the name means when no round is at hand, as in a duty.
    func resolve(_ name: String) -> SessionReference {
        let folded = Fold.name(name)
        switch byID[folded] {
        case .session(let position): return .session(position)
        case .fixedItem(let position): return .fixedItem(position)
        case nil: break
        }
        let titled = byTitle[folded] ?? []
        if titled.count > 1 { return .ambiguous(titled.map { sessions[$0].id }) }
        if let only = titled.first { return .session(only) }
        return fixedByTitle[folded].map { .fixedItem($0) } ?? .unknown
    }

    /// Whether the name is that of a session whose own row has a mistake.
    func isLost(_ name: String) -> Bool { !lost.isEmpty && lost.contains(Fold.name(name)) }

    /// The names to suggest from in a round, or over all when none is at hand.
    func suggestion(for name: String, inRound round: Int? = nil) -> String? {
        var names: [String] = []
        for session in sessions where round == nil || session.round == round {
            names.append(session.title)
            if session.id != session.title { names.append(session.id) }
        }
        if round == nil { names += fixedItems.flatMap { [$0.id, $0.title] } }
        return Suggestion.closest(to: name, among: names)
    }
}
