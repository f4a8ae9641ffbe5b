using MockWs.Behaviours;
using MockWs.Behaviours.Matching;
using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>Compares messages of the journal with matchers.</summary>
internal static class Messages
{
    public static bool IsMessage(JournalEntry entry) => entry.IsText || entry.IsBinary;

    /// <summary>Null if the message is meant. A matcher's states are those of a connection that has none.</summary>
    public static NearMiss? Compare(Matcher matcher, JournalEntry entry)
    {
        var (message, scope) = Of(entry);
        return matcher.IsMatch(message, scope) ? null : matcher.Explain(message, scope);
    }

    /// <summary>How a message differs, a line each: JSON by path, text by character, bytes by offset.</summary>
    public static IReadOnlyList<string> Difference(Matcher matcher, JournalEntry entry)
    {
        var (message, scope) = Of(entry);
        return matcher.IsMatch(message, scope) ? [] : matcher switch
        {
            TextIsMatcher text when message.IsText => TextDifference.Align(text.Expected, message.Text),
            JsonIsMatcher json when message.Json is { } actual => JsonDifference.List(json.Expected, actual, wholly: true),
            JsonContainsMatcher json when message.Json is { } actual => JsonDifference.List(json.Expected, actual, wholly: false),
            BinaryIsMatcher binary when message.IsBinary => Bytes.Align(binary.Expected.Span, message.Payload.Span),
            _ => matcher.Explain(message, scope).Text.Split("; "),
        };
    }

    private static (Message Message, MatchScope Scope) Of(JournalEntry entry) =>
        (new Message(entry.Opcode!.Value, entry.Payload.Span), MatchScope.Empty());
}
