using System.Text.Unicode;

namespace MockWs.Wire;

/// <summary>What a client's frame may look like. Every rule answers with a <see cref="Violation"/>, or null where it is kept.</summary>
internal static class FrameRules
{
    /// <summary>Judges a frame by its head alone, before any of its payload is read.</summary>
    /// <param name="header">The frame's head.</param>
    /// <param name="message">The opcode of the message that is not ended yet; null between messages.</param>
    /// <param name="received">How many bytes of that message came in earlier frames, as they stood on the wire.</param>
    /// <param name="limit">The longest message, in bytes.</param>
    /// <param name="deflate">Whether permessage-deflate was agreed.</param>
    public static Violation? CheckHeader(in FrameHeader header, Opcode? message, long received, long limit, bool deflate) =>
        CheckReserved(header, message, deflate) ?? CheckOpcode(header, message) ?? CheckLength(header, received, limit);

    /// <summary>Judges the payload of a close frame.</summary>
    public static Violation? CheckClose(ReadOnlySpan<byte> payload)
    {
        // "If there is a body, the first two bytes of the body MUST be a 2-byte unsigned integer."
        if (payload.Length == 1)
        {
            return Protocol("A close frame's payload of 1 byte holds no close code", "5.5.1");
        }

        if (payload.Length >= 2 && ClosePayload.CodeOf(payload) is var code && !CloseCode.MayBeSent(code))
        {
            return Protocol($"Close code {code} must not be sent in a close frame", "7.4");
        }

        return payload.Length > 2 && !Utf8.IsValid(payload[2..])
            ? new Violation(CloseCode.InvalidPayload, "The close reason is not UTF-8", "RFC 6455 5.5.1")
            : null;
    }

    /// <summary>The violation of text that is not UTF-8.</summary>
    /// <param name="offset">Where the first bad byte stands in the message.</param>
    public static Violation BadUtf8(long offset) =>
        new(CloseCode.InvalidPayload, $"The text is not UTF-8: the character at byte {offset} is malformed", "RFC 6455 8.1");

    /// <summary>The violation of a compressed message that does not inflate.</summary>
    /// <param name="why">What is wrong with it.</param>
    public static Violation BadDeflate(string? why) =>
        new(CloseCode.InvalidPayload, $"The compressed message does not inflate: {why}", "RFC 7692 7.2.2");

    /// <summary>The violation of a message over the limit.</summary>
    public static Violation TooBig(long length, long limit, string how = "is") =>
        new(CloseCode.MessageTooBig, $"The message {how} {length} bytes long; the limit is {limit}", "RFC 6455 7.4.1");

    private static Violation? CheckReserved(in FrameHeader header, Opcode? message, bool deflate)
    {
        // "If a nonzero value is received and none of the negotiated extensions defines the meaning of such a nonzero
        // value, the receiving endpoint MUST _Fail the WebSocket Connection_." Deflate defines RSV1 on a message's first frame.
        var meaningful = deflate && message is null && !header.IsControl && header.Opcode != Opcode.Continuation ? FrameHeader.Rsv1 : 0;
        if ((header.Rsv & ~meaningful) != 0)
        {
            return Protocol($"Reserved bits are set without an extension that gives them a meaning: {header}", "5.2");
        }

        // "The server MUST close the connection upon receiving a frame that is not masked."
        return header.Masked ? null : Protocol($"A client's frame must be masked: {header}", "5.1");
    }

    private static Violation? CheckOpcode(in FrameHeader header, Opcode? message) => header.Opcode switch
    {
        Opcode.Continuation when message is null => Protocol($"A continuation frame without a message to go on with: {header}", "5.4"),
        Opcode.Text or Opcode.Binary when message is not null =>
            Protocol($"A new message began before the {message.Value.ToString().ToLowerInvariant()} message ended: {header}", "5.4"),
        Opcode.Close or Opcode.Ping or Opcode.Pong when !header.Fin => Protocol($"A control frame must not be fragmented: {header}", "5.5"),
        Opcode.Close or Opcode.Ping or Opcode.Pong when header.PayloadLength is > FrameHeader.MaxControlPayload or < 0 =>
            Protocol($"A control frame's payload must not be over {FrameHeader.MaxControlPayload} bytes: {header}", "5.5"),
        Opcode.Continuation or Opcode.Text or Opcode.Binary or Opcode.Close or Opcode.Ping or Opcode.Pong => null,
        _ => Protocol($"Opcode 0x{(byte)header.Opcode:X} is reserved", "5.2"),
    };

    private static Violation? CheckLength(in FrameHeader header, long received, long limit)
    {
        if (header.PayloadLength < 0)
        {
            return Protocol("The most significant bit of a 64-bit payload length must be 0", "5.2");
        }

        // "Note that in all cases, the minimal number of bytes MUST be used to encode the length."
        if (header.HasLongLength)
        {
            return Protocol($"The payload length is written in more bytes than it needs: {header}", "5.2");
        }

        return !header.IsControl && header.PayloadLength > limit - received ? TooBig(received + header.PayloadLength, limit) : null;
    }

    private static Violation Protocol(string text, string section) => new(CloseCode.ProtocolError, text, $"RFC 6455 {section}");
}
