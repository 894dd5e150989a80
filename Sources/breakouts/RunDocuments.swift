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

    static func decode<Value: Decodable>(_ type: Value.Type, from path: String) throws(Failure) -> Value {
        do {
            return try bytes(type, from: path).value
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
            throw Failure(
                .badData,
                Bilingual(en: "'\(path)' is not what a run writes", nl: "'\(path)' is niet wat een run schrijft"),
                hints: [reason(error)])
        }
    }

    /// What is wrong and where, in words about the document.
    private static func reason(_ error: any Error) -> Bilingual {
        func place(_ path: [any CodingKey]) -> Bilingual {
            let names = path.map { key in key.intValue.map { "\($0 + 1)" } ?? key.stringValue }
            return names.isEmpty
                ? Bilingual(en: "the whole", nl: "het geheel") : Bilingual(same: "'\(names.joined(separator: "."))'")
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
        default: return Bilingual(en: "it is not valid JSON", nl: "het is geen geldige JSON")
        }
    }
}
