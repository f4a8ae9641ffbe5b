namespace MockWs.Behaviours;

/// <summary>A rule that is expected to answer so many times.</summary>
/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="Rule">The rule's name, with its number.</param>
/// <param name="Expect">How often.</param>
internal sealed record ExpectedRule(string Endpoint, string Rule, ExpectedAnswers Expect)
{
    /// <summary>Tells it from all others; the same in a scenario that is read again, so that counting goes on.</summary>
    public string Key { get; } = $"{Endpoint} {Rule}";
}
