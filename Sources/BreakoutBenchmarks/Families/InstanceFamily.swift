import BreakoutModel

/// A family of made-up events, each for one question. `InstanceFamily.all` is the registry: the command, the page and
/// the tests go through it.
public struct InstanceFamily: Sendable {
    /// As on the command line.
    public let name: String
    /// Why it is there.
    public let reason: Bilingual
    public let instances: [Instance]

    public struct Instance: Sendable {
        /// `family/size`.
        public let name: String
        public let options: GeneratorOptions
        /// How many of a hundred people sign up late, all together; nil: one at a time.
        public let latePercent: Int?

        public func event() -> Event { EventGenerator.event(options) }
    }

    public static func family(named name: String) -> InstanceFamily? { all.first { $0.name == name } }

    private init(
        _ name: String, _ reason: Bilingual, _ instances: [(String, GeneratorOptions)], latePercent: Int? = nil
    ) {
        self.name = name
        self.reason = reason
        self.instances = instances.map { .init(name: name + "/" + $0.0, options: $0.1, latePercent: latePercent) }
    }
}

extension InstanceFamily {
    public static let all: [InstanceFamily] = [
        InstanceFamily(
            "netwerkdag",
            Bilingual(
                en: "The size and the tightness of the event that all this is for: what works here matters most.",
                nl: "De omvang en de krapte van de dag waar dit alles om begonnen is: wat hier werkt, telt het meest."),
            (1...3).map { ("200-\($0)", GeneratorOptions(attendees: 200, sessionsPerRound: [4, 6], seed: UInt64($0))) }),
        InstanceFamily(
            "conference",
            Bilingual(
                en: "A thousand people and many small rooms: rankings cover less than half of what there is.",
                nl: "Duizend deelnemers en veel kleine zalen: de voorkeuren dekken nog niet de helft van het aanbod."),
            [("1000", GeneratorOptions(attendees: 1000, sessionsPerRound: [12, 12], seed: 1))]),
        InstanceFamily(
            "skew",
            Bilingual(
                en:
                    "From all sessions equally wanted to a star that nearly everybody wants: when does the method matter?",
                nl: "Van gelijk geliefd tot één ster die bijna iedereen wil: wanneer doet de methode ertoe?"),
            [("even", 0), ("usual", 0.8), ("star", 2.0)].map {
                ($0.0, GeneratorOptions(attendees: 200, sessionsPerRound: [4, 6], seed: 11, popularitySkew: $0.1))
            }),
        InstanceFamily(
            "cities",
            Bilingual(
                en: "People of one city want the same, so whole delegations are disappointed together.",
                nl: "Mensen van één gemeente willen hetzelfde, dus hele delegaties worden samen teleurgesteld."),
            [("alike", GeneratorOptions(attendees: 200, sessionsPerRound: [4, 6], seed: 12, cityTaste: 2.0))]),
        InstanceFamily(
            "scarce",
            Bilingual(
                en: "Exactly as many seats as people: every favour to one is somebody else's loss.",
                nl: "Precies zo veel plaatsen als mensen: elke gunst aan de een is het verlies van een ander."),
            [("200", GeneratorOptions(attendees: 200, sessionsPerRound: [4, 6], seed: 13, slack: 1.0...1.0))]),
        InstanceFamily(
            "minimums",
            Bilingual(
                en: "Every session needs half an even share of the people: somebody must go where nobody wants to.",
                nl: "Elke deelsessie heeft een half gelijk deel van de mensen nodig: iemand moet naar wat niemand wil."),
            [
                (
                    "200",
                    GeneratorOptions(
                        attendees: 200, sessionsPerRound: [6, 8], seed: 14, popularitySkew: 1.4, minimums: true)
                )
            ]),
        InstanceFamily(
            "late",
            Bilingual(
                en: "A tenth of the people sign up after everything was done: how many of the others would move?",
                nl: "Een tiende meldt zich pas aan als alles klaar is: hoeveel van de anderen zouden verhuizen?"),
            [("200", GeneratorOptions(attendees: 200, sessionsPerRound: [4, 6], seed: 15, slack: 1.05...1.05))],
            latePercent: 10),
        InstanceFamily(
            "growth",
            Bilingual(
                en: "The same day for ten times as many people each time: how do time and memory grow?",
                nl: "Dezelfde dag voor telkens tien keer zo veel mensen: hoe groeien tijd en geheugen?"),
            [100, 1_000, 10_000, 100_000, 1_000_000].map {
                ("\($0)", GeneratorOptions(attendees: $0, sessionsPerRound: [4, 6], seed: 16))
            }),
    ]
}
