using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Matching;

namespace MockWs.Behaviours.Scripts;

/// <summary>One step of a script: data, which <see cref="ScriptMove"/> goes through.</summary>
internal abstract record ScriptStep
{
    /// <summary>The actions of the step and of those within it.</summary>
    internal virtual IEnumerable<MockAction> Actions => [];

    /// <summary>What the step does, as a person says it: <c>wait 1 s</c>.</summary>
    /// <param name="expectTimeout">How long a step expects something if it does not say so itself.</param>
    internal abstract string Describe(TimeSpan expectTimeout);

    private protected static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.###} s";
}

/// <summary>Does something. It is over when that is done, the delays and the author's own code included.</summary>
internal sealed record ActStep(MockAction Action) : ScriptStep
{
    internal override IEnumerable<MockAction> Actions => [Action];

    internal override string Describe(TimeSpan expectTimeout) => $"{char.ToLowerInvariant(Action.Word[0])}{Action.Word[1..]}";
}

/// <summary>Waits for a message.</summary>
/// <param name="Matcher">Which message.</param>
/// <param name="Within">How long; null for the server's default.</param>
internal sealed record ExpectStep(Matcher Matcher, TimeSpan? Within) : ScriptStep
{
    internal override string Describe(TimeSpan expectTimeout) => $"expect {Matcher} within {Seconds(Within ?? expectTimeout)}";
}

/// <summary>Lets time go by. The connection's rules answer meanwhile.</summary>
internal sealed record WaitStep(TimeSpan Time) : ScriptStep
{
    internal override string Describe(TimeSpan expectTimeout) => $"wait {Seconds(Time)}";
}

/// <summary>Does several things side by side. It is over when all of them are.</summary>
internal sealed record ParallelStep(ValueList<ValueList<ScriptStep>> Branches) : ScriptStep
{
    internal override IEnumerable<MockAction> Actions => Branches.SelectMany(branch => branch.SelectMany(step => step.Actions));

    internal override string Describe(TimeSpan expectTimeout) => $"parallel, {Branches.Count} branches";
}

/// <summary>Does the same again and again.</summary>
/// <param name="Times">How many times; null for as often as it takes.</param>
/// <param name="Until">A message that ends it, or something remembered, which is looked at before each round; null for neither.</param>
/// <param name="Steps">What is done.</param>
internal sealed record LoopStep(int? Times, Matcher? Until, ValueList<ScriptStep> Steps) : ScriptStep
{
    internal override IEnumerable<MockAction> Actions => Steps.SelectMany(step => step.Actions);

    internal override string Describe(TimeSpan expectTimeout) =>
        $"loop{(Times is { } times ? $", {Words.Count(times, "time")}" : "")}{(Until is null ? "" : $", until {Until}")}";
}
