namespace MockWs.Configuration;

/// <summary>A JSON scenario is wrong. The message has all errors of it, one a line, each with its place.</summary>
public sealed class ScenarioException : Exception
{
    internal ScenarioException(IReadOnlyList<string> errors)
        : base($"The scenario has {(errors.Count == 1 ? "an error" : $"{errors.Count} errors")}:\n  {string.Join("\n  ", errors)}") => Errors = errors;

    /// <summary>The errors in the order in which they stand, each on one line: <c>chat.json(7,12): $.endpoints[0].path: …</c>.</summary>
    public IReadOnlyList<string> Errors { get; }
}
