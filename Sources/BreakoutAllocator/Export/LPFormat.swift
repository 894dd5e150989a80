/// The CPLEX LP format, as HiGHS, CBC, SCIP, Gurobi and GLPK read it: objective, rows, bounds, binaries.
struct LPFormat {
    let model: LinearModel
    let job: ModelJob
    private static let termsPerLine = 5

    func write(to sink: @escaping ([UInt8]) throws -> Void) throws {
        var out = ModelWriter(sink)
        for text in job.comments { try out.line("\\ " + text) }
        try out.line("Minimize\n cost: \(LinearModel.stageColumn(job.stage))\nSubject To")
        for unit in 0..<model.inner.unitCount {
            for row in model.rows(of: unit) { try write(row, nil, &out) }
        }
        for global in model.globals + job.rows.map({ .stage($0) }) { try write(model.head(global), global, &out) }
        try out.line("Bounds")
        for stage in job.rows {
            let column = LinearModel.stageColumn(stage)
            try out.line(job.values[stage].map { " -inf <= \(column) <= \($0)" } ?? " \(column) free")
        }
        try out.line("Binary")
        for unit in 0..<model.inner.unitCount {
            for column in model.columns(of: unit) { try out.line(" " + column.name) }
        }
        for column in model.heldColumns { try out.line(" " + column.name) }
        try out.line("End")
        try out.flush()
    }

    private func write(_ row: LinearModel.Row, _ global: LinearModel.Global?, _ out: inout ModelWriter) throws {
        try out.put(" \(row.name):")
        var count = 0
        func term(_ column: String, _ coefficient: Int) throws {
            if count > 0 && count % LPFormat.termsPerLine == 0 { try out.put("\n ") }
            count += 1
            let size = coefficient.magnitude == 1 ? "" : "\(coefficient.magnitude) "
            try out.put(" \(coefficient < 0 ? "-" : "+") \(size)\(column)")
        }
        if let global { try model.forEachTerm(global, term) }
        for (column, coefficient) in row.terms { try term(column, coefficient) }
        // A row without terms says "0 <= limit" of something; the cost of the stage that is made best is always there.
        if count == 0 { try term(LinearModel.stageColumn(job.stage), 0) }
        let sense =
            switch row.sense {
            case .atMost: "<="
            case .atLeast: ">="
            case .equal: "="
            }
        try out.line(" \(sense) \(row.limit)")
    }
}
