using System.Buffers.Binary;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a close frame with a code that must not be in one, and nothing after it. A client MUST fail the connection with 1002 for a code
    /// that is not defined or never on the wire (RFC 6455 section 7.4), and should not hand the code to its user as if it were one.
    /// </summary>
    /// <param name="code">The code, 0 to 65535. Default: 1005, which stands for "no code" (section 7.4.1).</param>
    /// <exception cref="ArgumentException">The code may be in a close frame, or is no code.</exception>
    public static Fault BadCloseCode(int code = CloseCode.NoStatus)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, ushort.MaxValue);
        return CloseCode.MayBeSent(code)
            ? throw new ArgumentException($"Close code {code} may be sent (RFC 6455 7.4): send it with the action \"close\".", nameof(code))
            : new BadCloseCodeFault((ushort)code);
    }
}

internal sealed record BadCloseCodeFault(ushort Code) : CloseFault
{
    internal override string Text => $"a close frame has the code {Code}, which must not be sent (RFC 6455 7.4)";

    private protected override byte[] Payload
    {
        get
        {
            var payload = new byte[sizeof(ushort)];
            BinaryPrimitives.WriteUInt16BigEndian(payload, Code);
            return payload;
        }
    }
}
