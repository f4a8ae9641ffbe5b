using System.Buffers.Binary;
using System.Text;

namespace MockWs.Wire;

/// <summary>The payload of a close frame: a code, then a reason in UTF-8 (RFC 6455 section 5.5.1).</summary>
internal static class ClosePayload
{
    /// <summary>The longest reason, in bytes of UTF-8: a control frame's payload less the code.</summary>
    public const int MaxReason = FrameHeader.MaxControlPayload - 2;

    /// <summary>The code, or <see cref="CloseCode.NoStatus"/> where there is none.</summary>
    public static int CodeOf(ReadOnlySpan<byte> payload) =>
        payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(payload) : CloseCode.NoStatus;

    /// <summary>The reason; empty where there is none.</summary>
    public static string ReasonOf(ReadOnlySpan<byte> payload) => payload.Length > 2 ? Encoding.UTF8.GetString(payload[2..]) : "";

    /// <summary>Makes a payload. A code of 0 or <see cref="CloseCode.NoStatus"/> makes an empty one.</summary>
    /// <exception cref="ArgumentException">The code does not fit 16 bits, there is a reason without a code, or the reason is over 123 bytes.</exception>
    public static byte[] Create(int code, string reason = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, ushort.MaxValue);
        var length = Encoding.UTF8.GetByteCount(reason);
        if (length > MaxReason)
        {
            throw new ArgumentException($"A close reason holds at most {MaxReason} bytes of UTF-8 (RFC 6455 5.5); this one has {length}.", nameof(reason));
        }

        if (code is 0 or CloseCode.NoStatus)
        {
            return length == 0 ? [] : throw new ArgumentException("A close reason needs a close code before it (RFC 6455 5.5.1).", nameof(reason));
        }

        var payload = new byte[2 + length];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(2));
        return payload;
    }

    /// <summary>Makes a payload, its reason cut at a character's end so that it fits.</summary>
    public static byte[] CreateShortened(int code, string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > MaxReason)
        {
            reason = reason[..^(char.IsLowSurrogate(reason[^1]) && reason.Length > 1 ? 2 : 1)];
        }

        return Create(code, reason);
    }
}
