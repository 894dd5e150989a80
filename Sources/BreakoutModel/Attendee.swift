/// A delegate. Rankings are kept in `Event.rankings`.
public struct Attendee: Sendable {
    /// As the organiser wrote it: a number, an e-mail address, or the name where nothing else is given.
    public let id: String
    /// What identifies the attendee everywhere: the id without case and outer spaces. Unique.
    public let key: String
    public let name: String
    public let email: String?
    public let organisation: OrganisationIndex?
    public let roles: [RoleIndex]
    /// The rounds in which the attendee is not there.
    public let absent: RoundSet
    /// When the attendee signed up, in seconds since 1970-01-01 00:00 by the clock on the wall there
    /// (no time zone); only the order and the differences mean anything. Nil when not known.
    public let registered: Int?

    public init(
        id: String, key: String? = nil, name: String, email: String? = nil,
        organisation: OrganisationIndex? = nil, roles: [RoleIndex] = [], absent: RoundSet = RoundSet(),
        registered: Int? = nil
    ) {
        self.id = id
        self.key = key ?? Attendee.key(of: id)
        self.name = name
        self.email = email
        self.organisation = organisation
        self.roles = roles
        self.absent = absent
        self.registered = registered
    }

    /// The key for an id as written: lower case, without spaces at the ends, inner spaces single.
    public static func key(of id: String) -> String {
        id.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
