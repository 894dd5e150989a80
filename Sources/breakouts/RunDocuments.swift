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
                hints: [Bilingual(en: "it says: \(reason(error))", nl: "de melding: \(reason(error))")])
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "'\(key.stringValue)' is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            (context.codingPath.map(\.stringValue).joined(separator: ".") + " " + context.debugDescription)
        default: "unreadable"
        }
    }
}
