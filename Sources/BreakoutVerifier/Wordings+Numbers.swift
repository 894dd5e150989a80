import BreakoutModel

// All wordings of violations in the summary and the certificate, and the names of checks.

extension Violation {
    /// A part of `summary.json`, by the code of what is wrong in it.
    enum Part: String {
        case summaryAttendees = "summary-attendees"
        case summaryRounds = "summary-rounds"
        case summaryRegret = "summary-regret"
        case summaryFairness = "summary-fairness"
        case summaryRerun = "summary-rerun"
    }

    static func wrongNumber(_ part: Part, _ field: String, is stated: String, not counted: String)
        -> Violation
    {
        Violation(
            part.rawValue, en: "summary.json says \(field) = \(stated); counted again it is \(counted)",
            nl: "summary.json zegt \(field) = \(stated); opnieuw geteld is het \(counted)")
    }

    static func wrongEvent(in file: Document, is stated: String, not right: String) -> Violation {
        Violation(
            "\(file.code)-event", en: "\(file.file) is about '\(stated)'; the event is '\(right)'",
            nl: "\(file.file) gaat over '\(stated)'; het evenement is '\(right)'")
    }

    static func wrongStages(in file: Document, is stated: [String], not right: [String]) -> Violation {
        let stated = stated.joined(separator: "; "), right = right.joined(separator: "; ")
        return Violation(
            "\(file.code)-stages", en: "\(file.file) has the stages [\(stated)]; they should be [\(right)]",
            nl: "\(file.file) heeft de stappen [\(stated)]; het moeten zijn [\(right)]")
    }

    static func wrongSense(_ stage: String, in file: Document) -> Violation {
        Violation(
            "\(file.code)-sense", en: "\(file.file) has the wrong sense (min or max) for '\(stage)'",
            nl: "\(file.file) heeft de verkeerde richting (min of max) bij '\(stage)'")
    }

    static func wrongValue(_ stage: String, in file: Document, is stated: Int, not counted: Int) -> Violation {
        Violation(
            "\(file.code)-value",
            en: "\(file.file) says '\(stage)' has the value \(stated); in the allocation it is \(counted)",
            nl: "\(file.file) zegt dat '\(stage)' de waarde \(stated) heeft; in de indeling is het \(counted)"
        )
    }

    static func boundBeyondValue(_ stage: String, in file: Document, bound: Int, value: Int) -> Violation {
        Violation(
            "\(file.code)-bound-beyond-value",
            en: "\(file.file) has the bound \(bound) for '\(stage)', which the value \(value) disproves",
            nl: "\(file.file) heeft de grens \(bound) bij '\(stage)', maar de waarde \(value) weerlegt die")
    }

    static func wrongProven(_ stage: String) -> Violation {
        Violation(
            "summary-proven", en: "summary.json says wrongly whether '\(stage)' is proven",
            nl: "summary.json zegt ten onrechte of '\(stage)' bewezen is")
    }

    static func optimalWithGap(_ stage: String, value: Int, bound: Int) -> Violation {
        Violation(
            "stage-not-proven", en: "'\(stage)' is not proven: the value is \(value), the bound \(bound)",
            nl: "'\(stage)' is niet bewezen: de waarde is \(value), de grens \(bound)")
    }

    static func feasibleWithoutGap() -> Violation {
        Violation(
            "summary-status", en: "summary.json says 'feasible', but every stage is proven",
            nl: "summary.json zegt 'feasible', maar elke stap is bewezen")
    }

    static func infeasibleWithAllocation() -> Violation {
        Violation(
            "summary-status", en: "summary.json says 'infeasible', but there is an allocation",
            nl: "summary.json zegt 'infeasible', maar er is een indeling")
    }

    // MARK: A rerun

    static func publishedRunMissing() -> Violation {
        Violation(
            "rerun-without-published",
            en: "summary.json is of a rerun, but the run that people were told about is not given",
            nl: "summary.json is van een herindeling, maar de run die is meegedeeld ontbreekt")
    }

    static func notARerun() -> Violation {
        Violation(
            "summary-rerun", en: "summary.json does not say what the rerun changed",
            nl: "summary.json zegt niet wat de herindeling heeft gewijzigd")
    }

    static func filledSeatUnknown(_ seat: FilledSeat) -> Violation {
        Violation(
            "rerun-filled-seat",
            en: "summary.json gives '\(seat.attendee)' a freed seat in \(seat.to), which does not fit the event",
            nl:
                "summary.json geeft '\(seat.attendee)' een vrijgekomen plaats bij \(seat.to); dat past niet bij het evenement"
        )
    }

    static func filledSeatNotTaken(_ person: String, session: String) -> Violation {
        Violation(
            "rerun-filled-seat",
            en: "\(person) has no place in \(session), though a freed seat there was given to them",
            nl: "\(person) heeft geen plaats bij \(session), hoewel daar een vrijgekomen plaats is gegeven")
    }

    static func filledSeatNotFree(_ person: String, session: String) -> Violation {
        Violation(
            "rerun-filled-seat", en: "\(person) was given a seat in \(session) that was not free",
            nl: "\(person) kreeg een plaats bij \(session) die niet vrij was")
    }

    static func filledSeatWithoutGain(_ person: String, session: String) -> Violation {
        Violation(
            "rerun-filled-seat", en: "\(person) was given a freed seat in \(session) and gains nothing by it",
            nl: "\(person) kreeg een vrijgekomen plaats bij \(session) en wint daar niets bij")
    }

    static func frozenRoundChanged(_ person: String, round: Int) -> Violation {
        Violation(
            "frozen-round-changed",
            en: "\(person) is not where they were in round \(round), in which nothing may change",
            nl: "\(person) is niet meer waar hij of zij was in ronde \(round), terwijl daarin niets mag wijzigen")
    }

    // MARK: The certificate

    static func proofMissing() -> Violation {
        Violation(
            "proof-missing",
            en: "certificate.json is missing, and nothing else proves the bounds that are stated; put it back, or make "
                + "the run again",
            nl: "certificate.json ontbreekt, en niets anders bewijst de genoemde grenzen; zet het terug, of maak de "
                + "run opnieuw")
    }

    static func wrongFormat(is stated: String, not right: String) -> Violation {
        Violation(
            "certificate-format", en: "certificate.json has the format '\(stated)'; '\(right)' is known here",
            nl: "certificate.json heeft het formaat '\(stated)'; hier is '\(right)' bekend")
    }

    static func otherObjective(_ certificate: Objective, _ summary: Objective) -> Violation {
        Violation(
            "certificate-objective",
            en: "certificate.json is for '\(certificate.rawValue)', summary.json for '\(summary.rawValue)'",
            nl: "certificate.json is voor '\(certificate.rawValue)', summary.json voor '\(summary.rawValue)'")
    }

    static func otherSeed(_ certificate: UInt64, _ summary: UInt64) -> Violation {
        Violation(
            "certificate-seed", en: "certificate.json has the seed \(certificate), summary.json \(summary)",
            nl: "certificate.json heeft het lotgetal \(certificate), summary.json \(summary)")
    }

    static func statementsDiffer(
        _ stage: String, certificate: (value: Int, bound: Int), summary: (value: Int, bound: Int)
    ) -> Violation {
        Violation(
            "certificate-differs-from-summary",
            en:
                "for '\(stage)' certificate.json states value \(certificate.value), bound \(certificate.bound); "
                + "summary.json value \(summary.value), bound \(summary.bound)",
            nl:
                "bij '\(stage)' geeft certificate.json waarde \(certificate.value), grens \(certificate.bound); "
                + "summary.json waarde \(summary.value), grens \(summary.bound)")
    }

    static func boundNotProven(_ stage: String, bound: Int, proven: String) -> Violation {
        Violation(
            "certificate-bound-not-proven",
            en: "the bound \(bound) for '\(stage)' does not follow from the prices, which prove \(proven)",
            nl: "de grens \(bound) bij '\(stage)' volgt niet uit de prijzen; die bewijzen \(proven)")
    }

    static func overflow(_ stage: String) -> Violation {
        Violation(
            "certificate-overflow", en: "the numbers in the proof of '\(stage)' do not fit in 128 bits",
            nl: "de getallen in het bewijs van '\(stage)' passen niet in 128 bits")
    }

    static func proofTooDeep(_ stage: String, limit: Int) -> Violation {
        Violation(
            "certificate-too-deep", en: "the proof of '\(stage)' has more than \(limit) branches on one path",
            nl: "het bewijs van '\(stage)' heeft meer dan \(limit) vertakkingen op één pad")
    }

    static func tooManyVariants(_ person: String, limit: Int) -> Violation {
        Violation(
            "certificate-not-checkable",
            en: "\(person) has duties at so many sessions that may be cancelled that there are more than \(limit) ways "
                + "to hold some of them; a proof about that cannot be checked",
            nl: "\(person) heeft taken bij zoveel deelsessies die mogen vervallen dat er meer dan \(limit) manieren "
                + "zijn om er enkele van te houden; een bewijs daarover kan niet worden nagerekend")
    }

    static func badDenominator(_ stage: String, _ denominator: Int128) -> Violation {
        Violation(
            "certificate-denominator", en: "the proof of '\(stage)' has the denominator \(denominator)",
            nl: "het bewijs van '\(stage)' heeft de noemer \(denominator)")
    }

    static func negativePrice(_ stage: String, _ row: RowPrice) -> Violation {
        Violation(
            "certificate-negative-price",
            en: "the proof of '\(stage)' has the price \(row.price) for the row \(text(row.row).english)",
            nl: "het bewijs van '\(stage)' heeft de prijs \(row.price) voor de rij \(text(row.row).dutch)")
    }

    static func rowTwice(_ stage: String, _ row: Row) -> Violation {
        Violation(
            "certificate-row-twice",
            en: "the proof of '\(stage)' has two prices for the row \(text(row).english)",
            nl: "het bewijs van '\(stage)' heeft twee prijzen voor de rij \(text(row).dutch)")
    }

    static func noCapacity(_ stage: String, session: String) -> Violation {
        Violation(
            "certificate-no-capacity",
            en: "the proof of '\(stage)' has a price for the capacity of \(session), which has no limit",
            nl:
                "het bewijs van '\(stage)' heeft een prijs voor de capaciteit van \(session), die onbegrensd is"
        )
    }

    static func notCancellable(_ stage: String, session: String) -> Violation {
        Violation(
            "certificate-not-cancellable",
            en: "the proof of '\(stage)' branches on cancelling \(session), which may not be cancelled",
            nl: "het bewijs van '\(stage)' vertakt op het vervallen van \(session), die niet mag vervallen")
    }

    static func stageNotEarlier(_ stage: String, row: Int) -> Violation {
        Violation(
            "certificate-stage-not-earlier",
            en: "the proof of '\(stage)' has a price for stage \(row), which is not an earlier one",
            nl: "het bewijs van '\(stage)' heeft een prijs voor stap \(row), die niet eerder komt")
    }

    static func unknownOrganisation(_ stage: String, _ name: String) -> Violation {
        Violation(
            "certificate-unknown-organisation",
            en: "the proof of '\(stage)' names the organisation '\(name)', which nobody is of",
            nl: "het bewijs van '\(stage)' noemt de organisatie '\(name)', waar niemand van is")
    }

    static func noMaximum(_ stage: String, organisation: String) -> Violation {
        Violation(
            "certificate-no-maximum",
            en: "the proof of '\(stage)' names \(organisation), but there is no maximum per organisation",
            nl: "het bewijs van '\(stage)' noemt \(organisation), maar er is geen maximum per organisatie")
    }

    static func unknownGroup(_ stage: String, _ name: String) -> Violation {
        Violation(
            "certificate-unknown-group",
            en: "the proof of '\(stage)' names '\(name)', which is no group that is kept apart",
            nl: "het bewijs van '\(stage)' noemt '\(name)', maar dat is geen groep die uit elkaar blijft")
    }

    static func noCover(_ stage: String, _ row: Row) -> Violation {
        Violation(
            "certificate-no-cover",
            en: "the proof of '\(stage)' has a price on '\(text(row).english)', which does not follow from the rule",
            nl: "het bewijs van '\(stage)' heeft een prijs op '\(text(row).dutch)', wat niet uit de regel volgt")
    }

    static func jointlyTwice(_ stage: String, _ rule: JointRule) -> Violation {
        Violation(
            "certificate-jointly-twice",
            en: "the proof of '\(stage)' names '\(rule.name)' twice among the rules that are kept jointly",
            nl: "het bewijs van '\(stage)' noemt '\(rule.name)' twee keer bij de regels die samen worden gehouden")
    }

    static func jointlyTooLong(_ stage: String, _ rules: [JointRule], units: Int, limit: Int) -> Violation {
        let names = rules.map { "'\($0.name)'" }.joined(separator: ", ")
        return Violation(
            "certificate-not-checkable",
            en: "the proof of '\(stage)' keeps \(names) jointly, which ties \(units) people or parties to each other; "
                + "what these cost together takes more than \(limit) cases to work out and is not checked",
            nl: "het bewijs van '\(stage)' houdt \(names) samen, wat \(units) mensen of gezelschappen aan elkaar "
                + "bindt; wat die samen kosten vergt meer dan \(limit) gevallen en wordt niet nagerekend")
    }

    private static func text(_ row: Row) -> Bilingual {
        switch row {
        case .capacity(let session): Bilingual(en: "capacity of \(session)", nl: "capaciteit van \(session)")
        case .minimum(let session): Bilingual(en: "minimum of \(session)", nl: "minimum van \(session)")
        case .stage(let index): Bilingual(en: "stage \(index)", nl: "stap \(index)")
        case .organisation(let name, let session):
            Bilingual(en: "\(name) in \(session)", nl: "\(name) in \(session)")
        case .apart(let group, let session):
            Bilingual(en: "group \(group) in \(session)", nl: "groep \(group) in \(session)")
        case .held(let session, let attendee):
            Bilingual(en: "\(session) is held where \(attendee) is", nl: "\(session) gaat door waar \(attendee) is")
        case .cover(let whole, let limit, let attendees):
            Bilingual(
                en: "\(text(whole).english), at most \(limit) of \(attendees.joined(separator: ", "))",
                nl: "\(text(whole).dutch), hoogstens \(limit) van \(attendees.joined(separator: ", "))")
        }
    }
}

extension JointRule {
    fileprivate var name: String {
        switch self {
        case .organisation(let name), .apart(let name): name
        }
    }
}

extension Bilingual {
    static let recordsComplete = Bilingual(
        en: "one row for every attendee and round", nl: "één regel per deelnemer en ronde")
    static let recordsAgree = Bilingual(
        en: "rows that agree with the event", nl: "regels die kloppen met het evenement")
    static let standings = Bilingual(
        en: "who must, may and may not be where", nl: "wie waar moet, mag en niet mag zijn")
    static let clockAndTopics = Bilingual(
        en: "pairs of activities of one person", nl: "paren van activiteiten van één persoon")
    static let rooms = Bilingual(
        en: "sessions: room, minimum, spread", nl: "deelsessies: zaal, minimum, spreiding")
    static let groups = Bilingual(en: "groups by round", nl: "groepen per ronde")
    static let summaryNumbers = Bilingual(
        en: "numbers of the summary", nl: "getallen van de samenvatting")
    static let stageValues = Bilingual(en: "values of stages", nl: "waarden van stappen")
    static let fairnessNumbers = Bilingual(en: "numbers about fairness", nl: "getallen over eerlijkheid")
    static let publishedPlacements = Bilingual(
        en: "published placements compared", nl: "meegedeelde plaatsingen vergeleken")
    static let filledSeats = Bilingual(en: "freed seats given away", nl: "vrijgekomen plaatsen vergeven")
    static let proofs = Bilingual(en: "proofs of stages", nl: "bewijzen van stappen")
}
