using System.Text;
using MockWs.Wire;

namespace MockWs.Behaviours.Matching;

/// <summary>The text must be this one.</summary>
internal sealed class TextIsMatcher : Matcher
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _utf8;

    /// <exception cref="EncoderFallbackException">The text holds half a character, which no message can.</exception>
    public TextIsMatcher(string expected)
    {
        Expected = expected;
        _utf8 = Strict.GetBytes(expected);
    }

    public string Expected { get; }

    internal override ExactPayload? Exact => new ExactPayload(Opcode.Text, _utf8);

    internal override bool IsMatch(Message message, MatchScope scope) => message.IsText && message.Payload.Span.SequenceEqual(_utf8);

    internal override NearMiss Explain(Message message, MatchScope scope) =>
        message.IsText ? TextDifference.Explain(Expected, message.Text) : NearMiss.OfKind(message.Opcode, "text");

    public override string ToString() => $"text is {JsonText.Quote(Expected)}";

    public override bool Equals(object? obj) => obj is TextIsMatcher other && Expected == other.Expected;

    public override int GetHashCode() => HashCode.Combine(typeof(TextIsMatcher), Expected);
}
