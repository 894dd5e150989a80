import BreakoutFormats
import BreakoutModel
import FoundationEssentials

/// The JSON documents of a run, as bytes and back.
enum RunDocuments {
    static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { preconditionFailure("a document that is no JSON") }
        return [UInt8](data) + [10]
    }

    /// With `plainNumbers` every number must be whole and written as plain digits: who checks the document elsewhere may
    /// read `1.0` as something else.
    static func decode<Value: Decodable>(
        _ type: Value.Type, from path: String, plainNumbers: Bool = false
    ) throws(Failure) -> Value {
        do throws(Failure) {
            let (value, bytes) = try bytes(type, from: path)
            if plainNumbers, let number = JSONShape(bytes).firstNotPlain {
                throw notWhatARunWrites(path, notPlain(number))
            }
            return value
        } catch {
            guard error.code == .badData else { throw error }
            throw Failure(
                error.code, error.message,
                hints: error.hints + [
                    Bilingual(
                        en: "the file was changed or damaged; make a new run with breakouts assign",
                        nl: "het bestand is gewijzigd of beschadigd; maak een nieuwe run met breakouts assign")
                ])
        }
    }

    /// The document and the bytes that it stands in.
    static func bytes<Value: Decodable>(
        _ type: Value.Type, from path: String
    ) throws(Failure) -> (value: Value, bytes: [UInt8]) {
        let bytes = try LoadedEvent.bytes(path)
        do {
            return (try JSONDecoder().decode(type, from: Data(bytes)), bytes)
        } catch {
            throw notWhatARunWrites(path, reason(error, bytes))
        }
    }

    private static func notWhatARunWrites(_ path: String, _ reason: Bilingual) -> Failure {
        Failure(
            .badData, Bilingual(en: "'\(path)' is not what a run writes", nl: "'\(path)' is niet wat een run schrijft"),
            hints: [reason])
    }

    /// What is wrong and where, in words about the document.
    private static func reason(_ error: any Error, _ bytes: [UInt8]) -> Bilingual {
        func place(_ path: [any CodingKey]) -> Bilingual {
            let name = path.reduce("") { name, key in
                name + (key.intValue.map { "[\($0)]" } ?? (name.isEmpty ? "" : ".") + key.stringValue)
            }
            return name.isEmpty ? Bilingual(en: "the whole", nl: "het geheel") : Bilingual(same: "'\(name)'")
        }
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            let place = place(context.codingPath + [key])
            return Bilingual(en: "\(place.english) is missing", nl: "\(place.dutch) ontbreekt")
        case DecodingError.valueNotFound(_, let context):
            let place = place(context.codingPath)
            return Bilingual(en: "\(place.english) is empty", nl: "\(place.dutch) is leeg")
        case DecodingError.typeMismatch(_, let context):
            let place = place(context.codingPath)
            return Bilingual(
                en: "\(place.english) is of another kind than expected",
                nl: "\(place.dutch) is van een andere soort dan verwacht")
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            let place = place(context.codingPath)
            return Bilingual(
                en: "\(place.english) has a value that is not possible",
                nl: "\(place.dutch) heeft een waarde die niet kan")
        default: return reasonOfTheWhole(bytes)
        }
    }

    /// The reader says the same of a number that it cannot take, of nesting that is too deep, and of what is no JSON at all.
    private static func reasonOfTheWhole(_ bytes: [UInt8]) -> Bilingual {
        let shape = JSONShape(bytes)
        if shape.depth > JSONShape.deepest {
            return Bilingual(
                en: "it is nested \(shape.depth) levels deep, and more than \(JSONShape.deepest) are not read",
                nl: "het is \(shape.depth) niveaus diep genest, en meer dan \(JSONShape.deepest) worden er niet gelezen"
            )
        }
        guard (try? JSONDecoder().decode(AnyDocument.self, from: Data(bytes))) != nil else {
            return Bilingual(en: "it is not valid JSON", nl: "het is geen geldige JSON")
        }
        if let number = shape.firstTooLarge { return tooLarge(number) }
        if let number = shape.firstNotPlain { return notPlain(number) }
        return Bilingual(
            en: "one of its numbers is too large, or below 0 where that is not possible",
            nl: "een van de getallen is te groot, of kleiner dan 0 waar dat niet kan")
    }

    private static func tooLarge(_ number: JSONShape.Number) -> Bilingual {
        Bilingual(
            en: "the number on line \(number.line) is too large: it has \(number.text.utf8.count) digits",
            nl: "het getal op regel \(number.line) is te groot: het heeft \(number.text.utf8.count) cijfers")
    }

    private static func notPlain(_ number: JSONShape.Number) -> Bilingual {
        Bilingual(
            en: "'\(number.text)' on line \(number.line) is not a whole number in plain digits",
            nl: "'\(number.text)' op regel \(number.line) is geen geheel getal in gewone cijfers")
    }
}
