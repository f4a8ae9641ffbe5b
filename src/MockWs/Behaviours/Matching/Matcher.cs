using System.Text.RegularExpressions;
using MockWs.Wire;

namespace MockWs.Behaviours.Matching;

/// <summary>
/// Says whether a message is meant, and if not, why not. Two matchers that mean the same by the same words are equal.
/// Immutable and safe for concurrent use.
/// </summary>
public abstract class Matcher
{
    private protected Matcher()
    {
    }

    /// <summary>Both must hold.</summary>
    public static Matcher operator &(Matcher left, Matcher right) => AllMatcher.Of(left, right);

    /// <summary>One of them must hold.</summary>
    public static Matcher operator |(Matcher left, Matcher right) => AnyOfMatcher.Of(left, right);

    /// <summary>It must not hold.</summary>
    public static Matcher operator !(Matcher matcher) => new NotMatcher(matcher);

    /// <summary>The one payload that can match, if there is only one: rules of that kind are found without trying each.</summary>
    internal virtual ExactPayload? Exact => null;

    /// <summary>Whether what came decides, and not only what is remembered. Such a matcher never holds where nothing came.</summary>
    internal virtual bool LooksAtMessage => true;

    /// <summary>Whether the message is meant. Does no more work than it must: this is the hot path.</summary>
    /// <remarks>Throws only what the author of the rule did wrong: in a predicate, or with a schema that refers to itself without end.</remarks>
    internal abstract bool IsMatch(Message message, MatchScope scope);

    /// <summary>Why a message is not meant, for the journal. Called only when <see cref="IsMatch"/> said no.</summary>
    internal abstract NearMiss Explain(Message message, MatchScope scope);

    /// <summary>What is meant, as a person says it: <c>text is "ping"</c>.</summary>
    public abstract override string ToString();
}

/// <summary>A payload that has to be there whole, byte for byte.</summary>
/// <param name="Opcode">Text or binary.</param>
/// <param name="Bytes">The payload.</param>
/// <param name="IsAll">Whether nothing else is asked for.</param>
internal readonly record struct ExactPayload(Opcode Opcode, ReadOnlyMemory<byte> Bytes, bool IsAll = true);

/// <summary>What a matcher may look at beside the message, and what it leaves behind.</summary>
internal sealed class MatchScope
{
    /// <summary>What the connection remembers.</summary>
    public required ConnectionState Connection { get; init; }

    /// <summary>What the server remembers.</summary>
    public required ServerState Server { get; init; }

    /// <summary>The groups of the regular expression that matched, for templates; set by the regex matcher.</summary>
    public Match? Groups { get; set; }

    /// <summary>One of a connection and a server that remember nothing.</summary>
    public static MatchScope Empty() => new() { Connection = ConnectionState.Empty, Server = ServerState.Empty };
}

/// <summary>Why a message was not meant.</summary>
/// <param name="Closeness">How near it was: 0 for not at all, 1 for all but matched.</param>
/// <param name="Text">The difference in one line, such as <c>$.op: expected "del", was "add"</c>.</param>
internal sealed record NearMiss(double Closeness, string Text)
{
    /// <summary>The message is of another kind than the one expected.</summary>
    public static NearMiss OfKind(Opcode was, string expected) => new(0, $"is {NameOf(was)}, expected {expected}");

    private static string NameOf(Opcode opcode) => opcode switch
    {
        Opcode.Text => "text",
        Opcode.Binary => "binary",
        Opcode.Ping => "a ping",
        Opcode.Pong => "a pong",
        Opcode.Close => "a close",
        _ => $"opcode 0x{(byte)opcode:x}",
    };
}
