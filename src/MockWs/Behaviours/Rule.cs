using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Matching;

namespace MockWs.Behaviours;

/// <summary>An answer: what is meant, and what is done then.</summary>
/// <param name="When">Which messages are meant.</param>
/// <param name="Then">What is done, in order.</param>
/// <param name="Times">How often it answers on one connection; null for always.</param>
/// <param name="Expect">How often it is expected to answer on all connections; null for any number of times.</param>
internal sealed record Rule(Matcher When, ValueList<MockAction> Then, int? Times = null, ExpectedAnswers? Expect = null)
{
    public override string ToString() => Times is { } times ? $"{When}, the first {times} times" : $"{When}";
}
