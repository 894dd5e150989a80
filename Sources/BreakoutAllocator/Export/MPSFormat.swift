/// The MPS format in its free form (fields parted by spaces, names of any length), column by column.
struct MPSFormat {
    let model: LinearModel
    let job: ModelJob

    func write(to sink: @escaping ([UInt8]) throws -> Void) throws {
        var out = ModelWriter(sink)
        for text in job.comments { try out.line("* " + text) }
        try out.line("NAME breakouts")
        try writeRows(&out)
        try out.line("COLUMNS\n MARKER 'MARKER' 'INTORG'")
        for unit in 0..<model.inner.unitCount {
            for column in model.columns(of: unit) { try write(column, &out) }
        }
        for column in model.heldColumns { try write(column, &out) }
        try out.line(" MARKER 'MARKER' 'INTEND'")
        for stage in job.rows {
            let column = LinearModel.stageColumn(stage)
            if stage == job.stage { try out.line(" \(column) cost 1") }
            try out.line(" \(column) \(model.name(.stage(stage))) -1")
        }
        try writeLimits(&out)
        try writeBounds(&out)
        try out.line("ENDATA")
        try out.flush()
    }

    private func writeRows(_ out: inout ModelWriter) throws {
        try out.line("ROWS\n N cost")
        for unit in 0..<model.inner.unitCount {
            for row in model.rows(of: unit) { try out.line(" \(row.sense.rawValue) \(row.name)") }
        }
        for global in globals {
            let row = model.head(global)
            try out.line(" \(row.sense.rawValue) \(row.name)")
        }
    }

    private var globals: [LinearModel.Global] { model.globals + job.rows.map { .stage($0) } }

    private func write(_ column: LinearModel.Column, _ out: inout ModelWriter) throws {
        for (row, coefficient) in column.entries { try out.line(" \(column.name) \(row) \(coefficient)") }
        for stage in job.rows {
            let cost = column.cost(model, stage)
            if cost != 0 { try out.line(" \(column.name) \(model.name(.stage(stage))) \(cost)") }
        }
    }

    private func writeLimits(_ out: inout ModelWriter) throws {
        try out.line("RHS")
        for unit in 0..<model.inner.unitCount {
            for row in model.rows(of: unit) where row.limit != 0 { try out.line(" RHS \(row.name) \(row.limit)") }
        }
        for global in globals {
            let row = model.head(global)
            if row.limit != 0 { try out.line(" RHS \(row.name) \(row.limit)") }
        }
    }

    private func writeBounds(_ out: inout ModelWriter) throws {
        try out.line("BOUNDS")
        for unit in 0..<model.inner.unitCount {
            for column in model.columns(of: unit) { try out.line(" UP BND \(column.name) 1") }
        }
        for column in model.heldColumns { try out.line(" UP BND \(column.name) 1") }
        for stage in job.rows {
            let column = LinearModel.stageColumn(stage)
            guard let value = job.values[stage] else {
                try out.line(" FR BND \(column)")
                continue
            }
            try out.line(" MI BND \(column)\n UP BND \(column) \(value)")
        }
    }
}
