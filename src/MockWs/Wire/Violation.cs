namespace MockWs.Wire;

/// <summary>A rule of the protocol that the client broke: recorded as data, never thrown.</summary>
/// <param name="Code">The close code that answers it: 1002, 1007 or 1009.</param>
/// <param name="Text">What was wrong, in one sentence.</param>
/// <param name="Section">Where the rule stands, such as <c>RFC 6455 5.1</c>.</param>
public sealed record Violation(int Code, string Text, string Section)
{
    /// <summary>The violation on one line: code, text and section.</summary>
    public override string ToString() => $"{Code}: {Text} ({Section})";
}
