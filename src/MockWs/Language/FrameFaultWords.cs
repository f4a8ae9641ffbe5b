using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using MockWs.Faults;
using static MockWs.Language.FaultWords;

namespace MockWs.Language;

/// <summary>The faults in frames of messages, and between them.</summary>
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
            Fault.ReservedBits(),
            "4"),
        Word(
            "reservedOpcode",
            "Sends a frame with a reserved opcode, 3 to 7 or 11 to 15 (RFC 6455 section 5.2).",
            Shape.Integer(least: 3, most: 15),
            Fault.ReservedOpcode,
            (ReservedOpcodeFault fault) => fault.Opcode,
            Fault.ReservedOpcode(),
            "11"),
        Word<MaskedFrameFault>("maskedFrame", "Sends a masked frame, as only clients do (RFC 6455 section 5.1).", Fault.MaskedFrame),
        Word(
            "wrongLength",
            "Sends a frame that says so many bytes more than follow; less than 0 for fewer (RFC 6455 section 5.2).",
            Shape.Integer(),
            Fault.WrongLength,
            (WrongLengthFault fault) => fault.By,
            Fault.WrongLength(),
            "-1"),
        Word(
            "nonMinimalLength",
            "Writes a frame's length in more bytes than it needs, 2 or 8 (RFC 6455 section 5.2).",
            Shape.Integer(least: sizeof(ushort), most: sizeof(ulong)),
            Fault.NonMinimalLength,
            (NonMinimalLengthFault fault) => fault.Bytes,
            Fault.NonMinimalLength(),
            "8"),
        Word<NegativeLengthFault>("negativeLength", "Sends a length of 64 bits with its top bit set (RFC 6455 section 5.2).", Fault.NegativeLength),
        Word(
            "unfinishedFrame",
            "Sends the head of a frame with so many bytes of payload, and none of them (RFC 6455 section 5.2).",
            Shape.Long(least: 1),
            Fault.UnfinishedFrame,
            (UnfinishedFrameFault fault) => fault.Length,
            Fault.UnfinishedFrame(),
            "65536"),
        Word<OrphanContinuationFault>("orphanContinuation", "Sends a continuation frame of nothing (RFC 6455 section 5.4).", Fault.OrphanContinuation),
        Word<InterleavedDataFault>("interleavedData", "Sends a data frame between the fragments of another message (RFC 6455 section 5.4).", Fault.InterleavedData),
        Word(
            "badUtf8",
            "Sends text that is not UTF-8 (RFC 6455 section 8.1).",
            Shape.Word<BadUtf8Kind>(),
            Fault.BadUtf8,
            (BadUtf8Fault fault) => fault.Kind,
            Fault.BadUtf8(),
            "\"overlong\"", "\"surrogate\"", "\"tooLarge\"", "\"cutOff\"", "\"split\""),
        Word<BadDeflateFault>("badDeflate", "Sends a message marked as compressed that is no DEFLATE data (RFC 7692 section 7.2.2).", Fault.BadDeflate),
        Word(
            "rawBytes",
            "Sends bytes as they are.",
            Shape.Bytes,
            bytes => Fault.RawBytes(bytes),
            (RawBytesFault fault) => fault.Bytes.Value.ToArray(),
            """{ "hex": "83 00" }""", """{ "base64": "gwA=" }""", """{ "file": "logo.png" }"""),
    ];
}
