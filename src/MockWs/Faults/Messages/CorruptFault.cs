using System.Text;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Changes one byte of a binary message or one character of a text, drawn by chance; a text stays UTF-8, so that no rule of RFC 6455 is broken. A
    /// client should check what it gets before it trusts it, as JSON or by a sum, and live with one message that is no good. An empty message stays
    /// as it is.
    /// </summary>
    public static Fault Corrupt() => new CorruptFault();
}

internal sealed record CorruptFault : MessageFault
{
    // Neither a digit nor a letter nor a sign of JSON.
    private static readonly Rune Instead = new('~');
    private static readonly Rune InsteadOfThat = new('?');

    internal override string Text => "a message is sent with a part of it changed";

    internal override MessageChange Apply(OutMessage message, Random random) => new(
    [
        message.Payload.IsEmpty ? message :
        message.Opcode == Opcode.Text ? message with { Payload = ChangeText(message.Payload.Span, random) } :
        message with { Payload = ChangeBytes(message.Payload.ToArray(), random) },
    ]);

    private static byte[] ChangeText(ReadOnlySpan<byte> payload, Random random)
    {
        var runes = Encoding.UTF8.GetString(payload).EnumerateRunes().ToArray();
        var at = random.Next(runes.Length);
        runes[at] = runes[at] == Instead ? InsteadOfThat : Instead;
        return Encoding.UTF8.GetBytes(string.Concat(runes));
    }

    private static byte[] ChangeBytes(byte[] payload, Random random)
    {
        payload[random.Next(payload.Length)] ^= (byte)random.Next(1, byte.MaxValue + 1);
        return payload;
    }
}
