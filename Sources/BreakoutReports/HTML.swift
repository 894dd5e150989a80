/// The little that a self-contained page needs. Names and titles are data: everything that is not markup of ours goes
/// through `escaped`.
enum HTML {
    /// Text as it stands between tags or in a quoted attribute; controls and overrides of direction do not get through.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in SafeText.clean(text) {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
        return result
    }

    static func element(_ name: String, _ text: String, classes: String = "") -> String {
        let attribute = classes.isEmpty ? "" : " class=\"\(classes)\""
        return "<\(name)\(attribute)>\(escaped(text))</\(name)>\n"
    }

    /// A table; columns whose number is in `numbers` are aligned right. On a narrow screen each row becomes a list of its
    /// cells, every one behind the heading of its column.
    static func table(_ header: [String], _ rows: [[String]], numbers: Set<Int> = []) -> String {
        func row(_ cells: [String], _ tag: String) -> String {
            "<tr>"
                + cells.enumerated().map { position, cell in
                    let label = tag == "td" ? " data-label=\"\(escaped(header[position]))\"" : ""
                    return
                        "<\(tag)\(numbers.contains(position) ? " class=\"n\"" : "")\(label)>\(escaped(cell))</\(tag)>"
                }.joined() + "</tr>\n"
        }
        return "<table>\n<thead>\n" + row(header, "th") + "</thead>\n<tbody>\n"
            + rows.map { row($0, "td") }.joined() + "</tbody>\n</table>\n"
    }

    /// A whole page without anything from elsewhere.
    static func page(title: String, language: String, body: String) -> String {
        """
        <!doctype html>
        <html lang="\(language)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(title))</title>
        <style>
        :root { color-scheme: light; }
        body { font: 16px/1.5 system-ui, "Segoe UI", sans-serif; color: #1b1f24; margin: 0 auto; padding: 2rem 1.25rem;
               max-width: 60rem; }
        h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
        h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; border-bottom: 2px solid #d8dee4; padding-bottom: .25rem; }
        p { margin: .4rem 0; }
        .lead { font-size: 1.15rem; }
        .good { color: #11632d; font-weight: 600; }
        .warn { color: #8a5a00; font-weight: 600; }
        .dim { color: #57606a; }
        table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; font-size: .93rem; }
        th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #e4e8ec; vertical-align: top; }
        th { font-weight: 600; color: #57606a; }
        .n { text-align: right; font-variant-numeric: tabular-nums; }
        figure { margin: 1rem 0; }
        figcaption { color: #57606a; font-size: .93rem; }
        svg { width: 100%; height: auto; }
        dl { display: grid; grid-template-columns: 11rem 1fr; gap: .15rem 1rem; margin: .5rem 0; }
        dt { color: #57606a; }
        dd { margin: 0; }
        @media screen and (max-width: 42rem) {
          dl { display: block; }
          dd { margin: 0 0 .5rem; }
          thead { display: none; }
          tr { display: block; border-bottom: 1px solid #d8dee4; padding: .4rem 0; }
          td, td.n { display: flex; gap: .75rem; text-align: left; border: 0; padding: .1rem 0; }
          td::before { content: attr(data-label); flex: 0 0 7rem; color: #57606a; }
          td:empty { display: none; }
        }
        @media print { body { padding: 0; font-size: 12px; } h2 { break-after: avoid; } tr, figure { break-inside: avoid; } }
        </style>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }
}
