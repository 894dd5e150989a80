import BreakoutModel

/// The proof: whether it is about this event and this run, and whether it proves the bounds that it states.
extension Answer {
    func checkCertificate(
        _ certificate: Certificate, summary: Summary?, requireProof: Bool, _ findings: inout Findings
    ) {
        checkHead(of: certificate, summary: summary, &findings)
        let stages = stages(of: certificate.objective)
        guard certificate.stages.map(\.name) == stages.map(\.name) else {
            findings.add(
                .wrongStages(in: .certificate, is: certificate.stages.map(\.name), not: stages.map(\.name)))
            return
        }
        if let attendee = event.attendees.indices.first(where: rules.hasTooManyVariants) {
            findings.add(.tooManyVariants(event.person(attendee), limit: RuleBook.mostVariants))
            return
        }
        let lottery = LotteryTable(event: event, seed: certificate.seed)
        // How few moves are possible shows in no allocation that makes use of more: there the statement is what the
        // later proofs rest on, and `checkStatement` holds the allocation to it.
        let values = zip(stages, certificate.stages).map { stage, stated in
            stage.allowance > 0 ? stated.value : value(of: stage, lottery: lottery)
        }
        let book = ProofBook(answer: self, stages: stages, values: values, lottery: lottery)
        for index in stages.indices {
            let stated = certificate.stages[index]
            checkStatement(stated, stages[index], value: value(of: stages[index], lottery: lottery), &findings)
            checkProof(stated, index, book, &findings)
            // Without a summary there is no status that could allow a gap.
            if requireProof && summary == nil && stated.value != stated.bound {
                findings.add(.optimalWithGap(stated.name, value: stated.value, bound: stated.bound))
            }
        }
        if let summary { compareStages(certificate, summary, &findings) }
        findings.looked(at: .proofs, stages.count)
    }

    private func checkHead(of certificate: Certificate, summary: Summary?, _ findings: inout Findings) {
        if certificate.format != Certificate.format {
            findings.add(.wrongFormat(is: certificate.format, not: Certificate.format))
        }
        // A folder may be copied under another name: what it is called says nothing, but both documents must say the same.
        let title = event.settings.isTitleGiven ? event.settings.title : summary?.event
        if let title, certificate.event != title {
            findings.add(.wrongEvent(in: .certificate, is: certificate.event, not: title))
        }
        guard let summary else { return }
        if certificate.objective != summary.objective {
            findings.add(.otherObjective(certificate.objective, summary.objective))
        }
        if certificate.seed != summary.seed { findings.add(.otherSeed(certificate.seed, summary.seed)) }
    }

    private func checkStatement(
        _ stated: StageProof, _ stage: Stage, value: Int, _ findings: inout Findings
    ) {
        if stated.sense != stage.sense { findings.add(.wrongSense(stage.name, in: .certificate)) }
        if !stage.accepts(stated: stated.value, counted: value) {
            findings.add(.wrongValue(stage.name, in: .certificate, is: stated.value, not: value))
        }
        if !stage.sense.allows(bound: stated.bound, value: stated.value) {
            findings.add(
                .boundBeyondValue(stage.name, in: .certificate, bound: stated.bound, value: stated.value))
        }
    }

    /// A stated bound may be weaker than what the prices prove, never stronger.
    private func checkProof(
        _ stated: StageProof, _ index: Int, _ book: ProofBook, _ findings: inout Findings
    ) {
        do {
            var walk = ProofWalk(book: book, stage: index)
            guard let proven = try walk.prove(stated.proof) else { return }
            // The proof is about the cost: for a stage that maximises, minus the number.
            let isMaximum = book.stages[index].sense == .maximise
            let claimed = isMaximum ? -Int128(stated.bound) : Int128(stated.bound)
            if claimed > proven {
                findings.add(
                    .boundNotProven(
                        stated.name, bound: stated.bound,
                        proven: isMaximum && proven != 0
                            ? (proven < 0 ? "" : "-") + "\(proven.magnitude)" : "\(proven)"))
            }
        } catch {
            findings.add(error.violation)
        }
    }

    private func compareStages(
        _ certificate: Certificate, _ summary: Summary, _ findings: inout Findings
    ) {
        guard summary.stages.map(\.name) == certificate.stages.map(\.name) else { return }
        for (proof, stage) in zip(certificate.stages, summary.stages)
        where proof.value != stage.value || proof.bound != stage.bound {
            findings.add(
                .statementsDiffer(
                    stage.name, certificate: (proof.value, proof.bound), summary: (stage.value, stage.bound)))
        }
    }
}

extension Stage {
    /// Whether an allocation with `counted` may state the value: exactly that, save that a stage that allows more than
    /// its value is not exceeded by more than it allows.
    func accepts(stated: Int, counted: Int) -> Bool {
        allowance > 0 ? stated >= 0 && counted - stated <= allowance : stated == counted
    }
}
