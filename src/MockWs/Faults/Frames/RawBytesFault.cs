using System.Buffers;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends these bytes as they are: a frame by hand, half a frame, noise. What a client has to do depends on the frame that it reads there
    /// (RFC 6455 section 5.2); whatever breaks a rule MUST fail the connection (section 7.1.7).
    /// </summary>
    /// <param name="bytes">The bytes, at least one.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Fault RawBytes(params ReadOnlySpan<byte> bytes) => bytes.IsEmpty
        ? throw new ArgumentException("Give at least one byte to send.", nameof(bytes))
        : new RawBytesFault(new Payload(bytes.ToArray()));
}

internal sealed record RawBytesFault(Payload Bytes) : BytesFault
{
    internal override string Text => $"the bytes {Bytes} are sent as they are (RFC 6455 5.2)";

    internal override void Write(IBufferWriter<byte> output, Random random) => output.Write(Bytes.Value.Span);
}
