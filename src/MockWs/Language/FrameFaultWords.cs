using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using MockWs.Faults;
using static MockWs.Language.FaultWords;

namespace MockWs.Language;

/// <summary>The faults in frames.</summary>
internal static class FrameFaultWords
{
    public static IReadOnlyList<Word<List<Fault>, Fault>> All { get; } =
    [
        Word(
            "reservedBits",
            "Sets reserved bits in a frame: RSV1 is 4, RSV2 is 2, RSV3 is 1 (RFC 6455 section 5.2).",
            Shape.Integer(least: 1, most: 7),
            Fault.ReservedBits,
            (ReservedBitsFault fault) => fault.Bits,
            "1"),
        Word<BadUtf8Fault>("badUtf8", "Sends text that is not UTF-8 (RFC 6455 section 8.1).", Fault.BadUtf8),
        Word<OrphanContinuationFault>("orphanContinuation", "Sends a continuation frame of nothing (RFC 6455 section 5.4).", Fault.OrphanContinuation),
        Word(
            "badCloseCode",
            "Closes with a code that must not be sent (RFC 6455 section 7.4).",
            Shape.Integer(least: 0, most: ushort.MaxValue),
            Fault.BadCloseCode,
            (BadCloseCodeFault fault) => fault.Code,
            "1005"),
        Word(
            "rawBytes",
            "Sends bytes as they are.",
            Shape.Bytes,
            bytes => Fault.RawBytes(bytes),
            (RawBytesFault fault) => fault.Bytes.Value.ToArray(),
            """{ "hex": "83 00" }""", """{ "base64": "gwA=" }""", """{ "file": "logo.png" }"""),
    ];
}
