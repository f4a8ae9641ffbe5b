using MockWs.Wire;

namespace MockWs.Faults;

/// <summary>What control frames hold that are wrong in another way: a close frame a code, and as much as is asked for of the letter x.</summary>
internal static class ControlPayloads
{
    private static readonly (string Name, Opcode Opcode)[] Known = [("ping", Opcode.Ping), ("pong", Opcode.Pong), ("close", Opcode.Close)];

    /// <summary>The names of control frames, in JSON and in messages.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(known => known.Name)];

    public static string NameOf(Opcode opcode) => Known.First(known => known.Opcode == opcode).Name;

    public static Opcode OpcodeOf(string name) => Known.First(known => known.Name == name).Opcode;

    /// <exception cref="ArgumentOutOfRangeException">The opcode is not one of a control frame.</exception>
    public static Opcode Check(Opcode opcode) => Known.Any(known => known.Opcode == opcode)
        ? opcode
        : throw new ArgumentOutOfRangeException(nameof(opcode), opcode, "Control frames are ping, pong and close (RFC 6455 5.5).");

    /// <summary>A payload of this length, at least 2.</summary>
    public static byte[] Create(Opcode opcode, int length)
    {
        byte[] start = opcode == Opcode.Close ? ClosePayload.Create(CloseCode.Normal, "") : [];
        return [.. start, .. Enumerable.Repeat((byte)'x', length - start.Length)];
    }

    /// <summary>The same of a close frame; null for another.</summary>
    public static ReadOnlyMemory<byte>? IfClose(Opcode opcode, int length) => opcode == Opcode.Close ? Create(opcode, length) : default(ReadOnlyMemory<byte>?);
}
