using MockWs.Behaviours.Matching;
using MockWs.Sessions;

namespace MockWs;

/// <summary>What became of the script of one connection, at the time when it was asked for. Immutable.</summary>
public sealed class ScriptRun
{
    internal ScriptRun(ScriptProgress script)
    {
        var (state, failure, entry) = script.Standing;
        Connection = script.Connection;
        Path = script.Path;
        Endpoint = script.Endpoint.Path!.Source;
        OnConnection = script.Endpoint.Nth;
        StepsDone = state.Track.Index;
        Steps = state.Track.Steps.Count;
        IsCompleted = failure is null && state.IsDone;
        Failure = failure is null ? null : new ScriptFailure(failure, entry);
        StepsUnderWay = failure is null ? [.. state.Track.Leaves().Select(leaf => $"{leaf.Number}: {leaf.Step.Describe(script.ExpectTimeout)}")] : [];
    }

    /// <summary>The connection's number.</summary>
    public int Connection { get; }

    /// <summary>The path of the connection as it came, percent-encoded, without the query.</summary>
    public string Path { get; }

    /// <summary>The path pattern of the endpoint that the script belongs to.</summary>
    public string Endpoint { get; }

    /// <summary>Which connection to that path the endpoint is for, counted from 1; null for all.</summary>
    public int? OnConnection { get; }

    /// <summary>How many steps are done; those within others do not count.</summary>
    public int StepsDone { get; }

    /// <summary>How many steps the script has; those within others do not count.</summary>
    public int Steps { get; }

    /// <summary>Whether all steps are done.</summary>
    public bool IsCompleted { get; }

    /// <summary>Why the script ended before its last step; null if it did not.</summary>
    public ScriptFailure? Failure { get; }

    /// <summary>
    /// The steps under way, such as <c>2: expect text is "hi" within 5 s</c>; several where some are side by side, none of a script that is
    /// over.
    /// </summary>
    public IReadOnlyList<string> StepsUnderWay { get; }

    /// <summary>The script's fate on one line.</summary>
    public override string ToString()
    {
        var fate = (IsCompleted, Failure) switch
        {
            (true, _) => ", completed",
            (_, { } failure) => $"; {failure}",
            _ => $", under way{(StepsUnderWay.Count > 0 ? $" at {string.Join(" and ", StepsUnderWay)}" : "")}",
        };
        var nth = OnConnection is { } number ? $" for connection {number} to it" : "";
        return $"the script at {Endpoint}{nth} on connection {Connection}: {StepsDone} of {Words.Count(Steps, "step")} done{fate}";
    }
}
