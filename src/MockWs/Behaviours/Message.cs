using System.Text;
using System.Text.Json;
using MockWs.Wire;

namespace MockWs.Behaviours;

/// <summary>A message that came from a client, as rules and delegates see it. Immutable; what is derived from it is made once. Safe for concurrent use.</summary>
public sealed class Message
{
    private readonly Lazy<string> _text;
    private readonly Lazy<JsonElement?> _json;

    internal Message(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        Opcode = opcode;
        Payload = payload.ToArray();
        _text = new Lazy<string>(() => Encoding.UTF8.GetString(Payload.Span));
        _json = new Lazy<JsonElement?>(() => JsonText.TryParse(Payload.Span, out var json, out _) ? json : null);
    }

    /// <summary>What stands for the message where nothing came.</summary>
    internal static Message Nothing { get; } = new(Opcode.Continuation, []);

    /// <summary>
    /// Text or binary; of an event that is no message: ping, pong or close; continuation where nothing came, as when a connection opens or
    /// a timer fires.
    /// </summary>
    public Opcode Opcode { get; }

    /// <summary>Whether nothing came: the server acts of its own accord.</summary>
    internal bool IsNothing => Opcode == Opcode.Continuation;

    /// <summary>The whole payload.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>Whether this is a text message.</summary>
    public bool IsText => Opcode == Opcode.Text;

    /// <summary>Whether this is a binary message.</summary>
    public bool IsBinary => Opcode == Opcode.Binary;

    /// <summary>The payload as UTF-8 text.</summary>
    public string Text => _text.Value;

    /// <summary>The payload as JSON, parsed once however many ask; null if it is none.</summary>
    public JsonElement? Json => _json.Value;
}
