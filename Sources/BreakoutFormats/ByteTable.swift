/// A dictionary from the raw bytes of cells to small numbers: a million cells that name ten sessions are looked up
/// without making a string. Open addressing with linear probing, at most half full.
struct ByteTable {
    private struct Record {
        let hash: UInt64
        let start: Int
        let count: Int
        let value: Int32
    }

    private var slots: [Int32] = Array(repeating: -1, count: 64)
    private var records: [Record] = []
    private var pool: [UInt8] = []

    var count: Int { records.count }

    func value(of range: Range<Int>, in bytes: [UInt8]) -> Int32? {
        let hash = ByteTable.hash(bytes, range)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let record = records[Int(slots[slot])]
            if record.hash == hash, record.count == range.count, matches(record, range, bytes) {
                return record.value
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds a key that is not there yet.
    mutating func insert(_ value: Int32, for range: Range<Int>, in bytes: [UInt8]) {
        let hash = ByteTable.hash(bytes, range)
        records.append(Record(hash: hash, start: pool.count, count: range.count, value: value))
        pool.append(contentsOf: bytes[range])
        if records.count * 2 > slots.count {
            slots = Array(repeating: -1, count: slots.count * 2)
            for (index, record) in records.enumerated() { place(index, record.hash) }
        } else {
            place(records.count - 1, hash)
        }
    }

    private mutating func place(_ index: Int, _ hash: UInt64) {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(index)
    }

    private func matches(_ record: Record, _ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
        for offset in 0..<record.count where pool[record.start + offset] != bytes[range.lowerBound + offset] {
            return false
        }
        return true
    }

    /// FNV-1a with a final mix, for the low bits choose the slot.
    private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for position in range { hash = (hash ^ UInt64(bytes[position])) &* 0x0000_0100_0000_01B3 }
        return hash ^ hash >> 32
    }
}
