"""Ways to spoil a run: each gives the files that change, None for one that goes. A checker that accepts one of them is no
checker, but for those in MAY_STILL_HOLD; and one that rejects what is in MUST_STILL_HOLD is wrong as well.

Python 3.9 or later, standard library only.
"""

import copy
import csv
import json
import os


# A price that changes, a leaf in another's place, or one rule fewer may by luck prove as much as before; and where nobody is
# disappointed at the end of a frontier, a further line says the same of one more move.
MAY_STILL_HOLD = {
    "a price changed", "a price raised", "leaves exchanged", "frontier: a line more",
    "kept jointly: all rules and no price", "kept jointly: a name dropped", "kept jointly: another name",
    "kept jointly: all names dropped", "kept jointly: on a leaf of another stage",
}

# More rules that are kept jointly prove no less.
MUST_STILL_HOLD = {"rules kept jointly added", "no rules kept jointly, in so many words"}


def nodes(node, path=()):
    """All nodes of a proof with the way to them."""
    yield path, node
    for side in ("yes", "no", "held", "cancelled"):
        if isinstance(node.get(side), dict):
            yield from nodes(node[side], path + (side,))


def place(proof, path, node):
    if not path:
        return node
    spot = proof
    for side in path[:-1]:
        spot = spot[side]
    spot[path[-1]] = node
    return proof


def text(value):
    return json.dumps(value, indent=1)


class Spoiler:
    def __init__(self, run, other, draw):
        self.draw, self.other, self.run = draw, other, run
        self.certificate, self.summary = self.load(run, "certificate.json"), self.load(run, "summary.json")

    @staticmethod
    def load(run, name):
        with open(os.path.join(run, name), encoding="utf-8") as file:
            return json.load(file)

    def both(self, change):
        """The same change in the stages of the certificate and of the summary, so that they agree."""
        certificate, summary = copy.deepcopy(self.certificate), copy.deepcopy(self.summary)
        for stages in (certificate["stages"], summary["stages"]):
            change(stages)
        return {"certificate.json": text(certificate), "summary.json": text(summary)}

    def only(self, change):
        certificate = copy.deepcopy(self.certificate)
        change(certificate["stages"])
        return {"certificate.json": text(certificate)}

    def bounds(self):
        """Beyond what can be: a bound better for the prover by one, in a stage that is proven."""
        number = self.draw.randrange(len(self.certificate["stages"]))
        sign = 1 if self.certificate["stages"][number]["sense"] == "min" else -1

        def raised(stages):
            stages[number]["bound"] += sign

        def value(stages):
            stages[number]["value"] -= sign

        def value_and_bound(stages):
            stages[number]["value"] += sign
            stages[number]["bound"] += sign

        yield "a bound raised", self.both(raised)
        yield "a value lowered", self.both(value)
        yield "value and bound moved", self.both(value_and_bound)

    def prices(self):
        stages = self.certificate["stages"]
        spots = [
            (number, path, row) for number, stage in enumerate(stages) if stage["value"] == stage["bound"]
            for path, node in nodes(stage["proof"]) if "prices" in node for row in range(len(node["prices"]))
        ]
        if not spots:
            return
        number, path, row = self.draw.choice(spots)

        def on_leaf(change):
            def apply(stages):
                node = stages[number]["proof"]
                for side in path:
                    node = node[side]
                change(node)

            return self.only(apply)

        def set_price(price):
            return on_leaf(lambda node: node["prices"][row].update(price=price(node["prices"][row]["price"])))

        yield "a price changed", set_price(lambda p: p // 2 if p > 1 else p + 1)
        yield "a price raised", set_price(lambda p: p * 3 + 1000)
        yield "a negative price", set_price(lambda p: -p - 1)
        yield "a price with a point", set_price(lambda p: p + 0.5)
        yield "a denominator of 0", on_leaf(lambda node: node.update(denominator=0))
        yield "a row twice", on_leaf(lambda node: node["prices"].append(dict(node["prices"][row])))
        yield "an unknown row", on_leaf(lambda node: node["prices"][row].update(row="parking"))
        yield "an unknown session", on_leaf(
            lambda node: node["prices"].append({"row": "capacity", "session": "9.99", "price": 1})
        )
        yield "a later stage", on_leaf(
            lambda node: node["prices"].append({"row": "stage", "stage": number, "price": 1})
        )

    def covers(self):
        stages = self.certificate["stages"]
        spots = [
            (number, path, row) for number, stage in enumerate(stages) for path, node in nodes(stage["proof"])
            for row, price in enumerate(node.get("prices", [])) if "among" in price
        ]
        if not spots:
            return
        number, path, row = self.draw.choice(spots)

        def changed(change):
            def apply(stages):
                node = stages[number]["proof"]
                for side in path:
                    node = node[side]
                change(node["prices"][row])

            return self.only(apply)

        yield "a cover of fewer than none", changed(lambda price: price.update({"at most": -1}))
        yield "a cover without a limit", changed(lambda price: price.pop("at most"))
        yield "a cover of a minimum", changed(lambda price: price.update(row="minimum"))
        yield "a cover with somebody twice", changed(lambda price: price["among"].append(price["among"][0]))
        yield "a cover with a stranger", changed(lambda price: price["among"].append("nobody at all"))

    def rules_kept(self):
        """Rules that are kept jointly. A leaf may name any that the event has, so those that have a price can be added."""
        stages = self.certificate["stages"]
        leaves = [(n, path, node) for n, s in enumerate(stages) for path, node in nodes(s["proof"]) if "prices" in node]
        names = sorted({
            (row["row"], row.get("organisation", row.get("group"))) for _, _, node in leaves
            for row in node["prices"] + node.get("jointly", []) if row["row"] in ("organisation", "apart")
        })
        if not names:
            return
        every = [{"row": kind, ("group" if kind == "apart" else "organisation"): name} for kind, name in names]
        number, path, node = self.draw.choice(leaves)

        def on(spot, change):
            def apply(stages):
                leaf = stages[spot[0]]["proof"]
                for side in spot[1]:
                    leaf = leaf[side]
                change(leaf)

            return self.only(apply)

        def naming(rules):
            return on((number, path), lambda leaf: leaf.update(jointly=rules))

        yield "kept jointly: all rules and no price", on(
            (number, path), lambda leaf: leaf.update(prices=[], denominator=1, jointly=every))
        one = self.draw.choice(every)
        field = "group" if one["row"] == "apart" else "organisation"
        named = node.get("jointly", [])
        yield "rules kept jointly added", naming(named + [rule for rule in every if rule not in named])
        yield "no rules kept jointly, in so many words", on(
            (number, path), lambda leaf: leaf.update(jointly=leaf.get("jointly", [])))
        yield "kept jointly: a rule twice", naming([one, dict(one)])
        yield "kept jointly: an unknown name", naming(every + [{**one, field: "Nobody's"}])
        yield "kept jointly: another kind of rule", naming([{"row": "capacity", "session": "1.1"}])
        yield "kept jointly: a rule without a name", naming([{"row": one["row"]}])
        yield "kept jointly: a rule in one session", naming([{**one, "session": "1.1"}])
        yield "kept jointly: a rule with a price", naming([{**one, "price": 1}])
        yield "kept jointly: a rule by its name alone", naming([one[field]])
        yield "kept jointly: no list", naming(one)
        yield "kept jointly: null", naming(None)
        wrong = "organisation" if field == "group" else "group"
        yield "kept jointly: the other kind's field", naming([{"row": one["row"], wrong: one[field]}])
        branches = [(n, path) for n, s in enumerate(stages) for path, node in nodes(s["proof"]) if "prices" not in node]
        if branches:
            yield "kept jointly: on a branch", on(self.draw.choice(branches), lambda branch: branch.update(jointly=every))
        yield from self.rules_needed([leaf for leaf in leaves if leaf[2].get("jointly")], every, on)

    def rules_needed(self, leaves, every, on):
        """The same where a leaf names rules of itself: without one of them it may prove less."""
        if not leaves:
            return
        number, path, node = self.draw.choice(leaves)
        spot, rules = (number, path), node["jointly"]
        place = self.draw.randrange(len(rules))
        rest = rules[:place] + rules[place + 1:]
        yield "kept jointly: a name dropped", on(spot, lambda leaf: leaf.update(jointly=rest))
        others = [rule for rule in every if rule["row"] == rules[place]["row"]]
        if rules[place]["row"] == "organisation":
            names = sorted({row[2] for row in self.record()[1][1:] if len(row) > 2 and row[2]})
            others = [{"row": "organisation", "organisation": name} for name in names]
        others = [rule for rule in others if rule not in rules]
        if others:
            other = self.draw.choice(others)
            yield "kept jointly: another name", on(spot, lambda leaf: leaf.update(jointly=rest + [other]))
        yield "kept jointly: all names dropped", self.only(
            lambda stages: [leaf.pop("jointly", None) for _, leaf in nodes(stages[number]["proof"])])
        plain = [(n, p) for n, s in enumerate(self.certificate["stages"]) for p, leaf in nodes(s["proof"])
                 if n != number and "prices" in leaf and "jointly" not in leaf]
        if plain:
            n, p = self.draw.choice(plain)

            def move(stages):
                target = stages[n]["proof"]
                for side in p:
                    target = target[side]
                target["jointly"] = rules
                for _, leaf in nodes(stages[number]["proof"]):
                    leaf.pop("jointly", None)

            yield "kept jointly: on a leaf of another stage", self.only(move)

    def trees(self):
        stages = self.certificate["stages"]
        spots = [(n, path, node) for n, s in enumerate(stages) for path, node in nodes(s["proof"]) if "prices" not in node]
        if not spots:
            return
        number, path, node = self.draw.choice(spots)
        sides = [side for side in ("yes", "no", "held", "cancelled") if side in node]
        gone = self.draw.choice(sides)
        lost = {key: value for key, value in node.items() if key != gone}
        yield "a leaf dropped", self.only(
            lambda stages: stages[number].update(proof=place(stages[number]["proof"], path, lost))
        )
        turned = {**node, sides[0]: node[sides[1]], sides[1]: node[sides[0]]}
        yield "leaves exchanged", self.only(
            lambda stages: stages[number].update(proof=place(stages[number]["proof"], path, turned))
        )

    def stages(self):
        count = len(self.certificate["stages"])
        if count > 1:
            one, other = sorted(self.draw.sample(range(count), 2))

            def swap(stages):
                stages[one], stages[other] = stages[other], stages[one]

            yield "stages swapped", self.both(swap)
        yield "a stage left out", self.both(lambda stages: stages.pop(self.draw.randrange(count)) and None)

    def strangers(self):
        for field, value in (("event", "Another day"), ("seed", self.certificate["seed"] - 1), ("format", "2")):
            yield f"another {field}", {"certificate.json": text({**self.certificate, field: value})}
        if self.other:
            with open(os.path.join(self.other, "certificate.json"), encoding="utf-8") as file:
                yield "another run's certificate", {"certificate.json": file.read()}
        yield "no certificate", {"certificate.json": None}
        summary = copy.deepcopy(self.summary)
        for stage in summary["stages"]:
            stage.update(bound=stage["value"], proven=True)
        yield "no certificate, everything proven", {"certificate.json": None, "summary.json": text(summary)}

    def record(self):
        """The lines of `allocation.csv`, their cells, and what separates these."""
        with open(os.path.join(self.run, "allocation.csv"), encoding="utf-8", newline="") as file:
            lines = file.read().split("\r\n")
        delimiter = ";" if lines[0].count(";") > lines[0].count(",") else ","
        return lines, list(csv.reader(lines, delimiter=delimiter)), delimiter

    def placements(self):
        lines, rows, delimiter = self.record()
        spots = [i for i, row in enumerate(rows) if len(row) > 10 and row[10] == "choice"]
        if len(spots) < 2:
            return
        for _ in range(50):
            one, other = self.draw.sample(spots, 2)
            if rows[one][3] == rows[other][3] and rows[one][4] != rows[other][4]:
                moved = list(lines)
                parts = rows[one][:4] + rows[other][4:9] + rows[one][9:]
                moved[one] = delimiter.join('"' + part.replace('"', '""') + '"' for part in parts)
                yield "a placement changed", {"allocation.csv": "\r\n".join(moved)}
                break
        gone = [line for i, line in enumerate(lines) if i != spots[0]]
        yield "a placement dropped", {"allocation.csv": "\r\n".join(gone)}
        yield "a placement twice", {"allocation.csv": "\r\n".join(lines[:-1] + [lines[spots[0]], ""])}

    def numbers(self):
        for field in ("total", "worst", "sumOfSquares"):
            summary = copy.deepcopy(self.summary)
            summary["regret"][field] += 1
            yield f"summary: {field}", {"summary.json": text(summary)}
        summary = copy.deepcopy(self.summary)
        summary["status"] = "feasible" if summary["status"] == "optimal" else "optimal"
        yield "summary: status", {"summary.json": text(summary)}
        summary = copy.deepcopy(self.summary)
        self.draw.choice(summary["rounds"])["placed"] += 1
        yield "summary: placed", {"summary.json": text(summary)}


    def rerun(self):
        """What only a rerun says: its moves, and what more of them would bring."""
        if "rerun" not in self.summary:
            return
        for field in ("fewestMoves", "movedPeople", "worse", "ended", "newPeople", "withdrawnPeople", "extraMoves"):
            summary = copy.deepcopy(self.summary)
            summary["rerun"][field] += 1
            yield f"rerun: {field}", {"summary.json": text(summary)}
        summary = copy.deepcopy(self.summary)
        summary["moved"] += 1
        yield "rerun: moved", {"summary.json": text(summary)}
        if not self.summary["rerun"].get("frontier"):
            return
        for field, change in (("moved", 1), ("movedPeople", 1), ("worst", 1), ("firstChoices", 1), ("total", -1)):
            summary = copy.deepcopy(self.summary)
            self.draw.choice(summary["rerun"]["frontier"])[field] += change
            yield f"frontier: {field}", {"summary.json": text(summary)}
        summary = copy.deepcopy(self.summary)
        line = self.draw.choice(summary["rerun"]["frontier"])
        line["proven"] = not line["proven"]
        yield "frontier: proven", {"summary.json": text(summary)}
        summary = copy.deepcopy(self.summary)
        summary["rerun"]["frontier"].append({**summary["rerun"]["frontier"][-1], "worst": 0,
                                             "extraMoves": len(summary["rerun"]["frontier"])})
        yield "frontier: a line more", {"summary.json": text(summary)}
        frontier = self.load(self.run, "frontier.json")
        for number in {0, len(frontier["points"]) - 1}:
            spoiled = copy.deepcopy(frontier)
            spoiled["points"].pop(number)
            yield "frontier: a point less", {"frontier.json": text(spoiled)}
        spoiled = copy.deepcopy(frontier)
        stage = self.draw.choice(self.draw.choice(spoiled["points"])["certificate"]["stages"])
        stage["value"] += 1 if stage["sense"] == "max" else -1
        yield "frontier: a value", {"frontier.json": text(spoiled)}
        spoiled = copy.deepcopy(frontier)
        stage = self.draw.choice(self.draw.choice(spoiled["points"])["certificate"]["stages"])
        stage["bound"] += 1 if stage["sense"] == "min" else -1
        yield "frontier: a bound", {"frontier.json": text(spoiled)}


def corruptions(run, other, draw):
    """(kind, {file name: new text}) for a stored run; `other` is a run whose certificate does not belong here."""
    spoiler = Spoiler(run, other, draw)
    for part in (spoiler.bounds, spoiler.prices, spoiler.covers, spoiler.rules_kept, spoiler.trees, spoiler.stages,
                 spoiler.strangers, spoiler.placements, spoiler.numbers, spoiler.rerun):
        yield from part()
