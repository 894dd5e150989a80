import BreakoutModel

/// Puts the parts together: roles and organisations get their numbers, and the values become an `Event`, which
/// checks them once more.
struct EventAssembler {
    private let sessions: SessionsReading
    private let people: AttendeeSection
    private let roles: [(folded: String, spelling: String)]
    private let roleNumbers: [String: RoleIndex]
    private let organisations: [(folded: String, spelling: String)]
    /// By place in `AttendeesReading.organisations`; nil for one that no attendee who counts has.
    private let organisationNumbers: [OrganisationIndex?]
    /// Folded names of the roles that some attendee has.
    private let heldRoles: Set<String>

    init(sessions: SessionsReading, people: AttendeeSection) {
        self.sessions = sessions
        self.people = people
        let reading = people.reading
        var roleCounts = [Int](repeating: 0, count: reading.roleSets.count)
        var organisationCounts = [Int](repeating: 0, count: reading.organisations.count)
        // By place: a copy of each submission would count its texts up and down.
        for place in people.current.indices {
            roleCounts[Int(people.current[place].roles)] += 1
            let organisation = people.current[place].organisation
            if organisation >= 0 { organisationCounts[Int(organisation)] += 1 }
        }
        var roleNames = NameGatherer(), organisationNames = NameGatherer()
        for (set, count) in zip(reading.roleSets, roleCounts) where count > 0 {
            for role in set { roleNames.add(role, count: count) }
        }
        heldRoles = Set(roleNames.gathered.map(\.folded))
        for draft in sessions.sessions + sessions.fixedItems {
            for mention in draft.openTo + draft.requiredFor.mentions { roleNames.add(mention.name, count: 0) }
        }
        let places = zip(reading.organisations, organisationCounts).map { name, count in
            count > 0 ? organisationNames.add(name, count: count) : nil
        }
        roles = roleNames.gathered
        let numbered = organisationNames.numbered()
        organisations = numbered.names
        organisationNumbers = places.map { place in place.map { OrganisationIndex(numbered.numbers[$0]) } }
        roleNumbers = Dictionary(
            uniqueKeysWithValues: roles.enumerated().map { ($0.element.folded, RoleIndex($0.offset)) })
    }

    func event(
        _ rankings: RankingTable, duties: [Duty], groups: [Group], settings: Settings,
        _ findings: inout Findings
    ) -> Event? {
        checkRoles(&findings)
        checkCommas(&findings)
        guard !findings.hasErrors else { return nil }
        let number: (RoleMention) -> RoleIndex = { roleNumbers[Fold.name($0.name)]! }
        do {
            return try Event(
                settings: settings, sessions: sessions.sessions.map { $0.session(roles: number) },
                fixedItems: sessions.fixedItems.map { $0.fixedItem(roles: number) }, attendees: attendees(),
                organisations: organisations.map(\.spelling), roles: roles.map(\.spelling),
                rankings: rankings,
                duties: duties, groups: groups)
        } catch {
            // Every cause of this has a diagnostic of its own above; were one forgotten, the reading still fails.
            findings.add(.inconsistent("\(error)"))
            return nil
        }
    }

    private func attendees() -> [Attendee] {
        let reading = people.reading
        let roleSets = reading.roleSets.map { set in
            Set(set.compactMap { roleNumbers[Fold.name($0)] }).sorted()
        }
        let organisationNumbers = organisationNumbers
        let current = people.current
        var attendees: [Attendee] = []
        attendees.reserveCapacity(current.count)
        Parallel.forEach(current.count) { places in
            places.map { place in
                let submission = current[place]
                return Attendee(
                    id: submission.id, key: submission.key, name: submission.name, email: submission.email,
                    organisation: submission.organisation < 0
                        ? nil : organisationNumbers[Int(submission.organisation)],
                    roles: roleSets[Int(submission.roles)], absent: submission.absent,
                    registered: submission.registered)
            }
        } take: { piece in
            attendees += piece
            return true
        }
        return attendees
    }

    /// `wethouder, bestuurslid` is one role here, for roles are parted by `;`. Where a part of it is a role of its own,
    /// that is hardly what was meant, and its holder would be missed at the board meeting.
    private func checkCommas(_ findings: inout Findings) {
        let known = Set(roles.map(\.folded))
        var told: Set<String> = []
        for (set, place) in zip(people.reading.roleSets, people.reading.rolePlaces) {
            guard let place else { continue }
            for role in set where role.contains(where: { ",/|".contains($0) }) {
                let parts = role.split { ",/|".contains($0) }.map { CellValue.trimmed($0) }
                guard let part = parts.first(where: { known.contains(Fold.name($0)) }),
                    told.insert(Fold.name(role)).inserted
                else { continue }
                findings.add(.rolesRunTogether(role, part: part, at: place))
            }
        }
    }

    /// A role that no attendee has is nearly always a slip of the pen, in one file or the other.
    private func checkRoles(_ findings: inout Findings) {
        let held = roles.filter { heldRoles.contains($0.folded) }.map(\.spelling)
        for draft in sessions.sessions + sessions.fixedItems {
            for mention in draft.openTo + draft.requiredFor.mentions
            where !heldRoles.contains(Fold.name(mention.name)) {
                findings.add(
                    .roleOfNobody(
                        mention.name, session: draft.id,
                        suggestion: Suggestion.closest(to: mention.name, among: held), at: mention.location))
            }
        }
    }
}
