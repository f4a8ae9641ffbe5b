using MockWs.Behaviours.Matching;

namespace MockWs.Behaviours;

/// <summary>How often a rule is expected to answer, over all connections; <see cref="Answered"/> makes one. Immutable.</summary>
public sealed record ExpectedAnswers
{
    internal ExpectedAnswers(int least, int most) => Times = new Occurrence(least, most);

    internal Occurrence Times { get; }

    /// <summary>In words: <c>exactly 3 answers</c>.</summary>
    public override string ToString() => Times.Say("answer");
}
