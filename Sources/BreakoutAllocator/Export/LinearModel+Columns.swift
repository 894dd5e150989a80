import BreakoutModel

extension LinearModel {
    /// A column with its entries in all rows but those of the stages.
    struct Column {
        enum Kind {
            case placement(alternative: Int)
            case regret(level: Int)
            case other
        }

        let name: String
        let kind: Kind
        var entries: [(row: String, coefficient: Int)] = []

        func cost(_ model: LinearModel, _ stage: Int) -> Int {
            switch kind {
            case .placement(let alternative): model.placementCost(stage, alternative)
            case .regret(let level): model.regretCost(stage, level)
            case .other: 0
            }
        }
    }

    /// The columns of a unit, in a fixed order, with their entries.
    func columns(of unit: Int) -> [Column] {
        var columns: [Column] = []
        let variants = inner.variantRange(of: unit)
        for variant in variants {
            let number = hasVariants(unit) ? variant - variants.lowerBound + 1 : nil
            if let number { columns.append(Column(name: variantColumn(unit, number), kind: .other)) }
            for alternative in inner.alternativeRange(ofVariant: variant) {
                columns.append(
                    Column(
                        name: column(alternative, unit, variant: number), kind: .placement(alternative: alternative)))
            }
        }
        for (attendee, largest) in regrets(of: unit) {
            for level in 1...largest {
                columns.append(Column(name: regretColumn(attendee, level), kind: .regret(level: level)))
            }
        }
        var place: [String: Int] = [:]
        for (position, column) in columns.enumerated() { place[column.name] = position }
        for row in rows(of: unit) {
            for term in row.terms {
                // A row of the unit may also name a session's column, which has its own place.
                guard let position = place[term.column] else { continue }
                columns[position].entries.append((row.name, term.coefficient))
            }
        }
        for position in columns.indices {
            guard case .placement(let alternative) = columns[position].kind else { continue }
            columns[position].entries += globalEntries(alternative).map { (name($0.global), $0.coefficient) }
        }
        return columns
    }

    /// Whether each session that may be cancelled is held.
    var heldColumns: [Column] {
        event.sessions.indices.filter { event.sessions[$0].cancellable }.map { session in
            let name = heldColumn(session)
            var column = Column(name: name, kind: .other)
            for global in globals {
                for term in head(global).terms where term.column == name {
                    column.entries.append((self.name(global), term.coefficient))
                }
            }
            // Only units with variants name a session's column.
            for unit in 0..<inner.unitCount where hasVariants(unit) {
                for row in rows(of: unit) {
                    for term in row.terms where term.column == name {
                        column.entries.append((row.name, term.coefficient))
                    }
                }
            }
            return column
        }
    }
}
