using System.Globalization;
using FluentAssertions.Execution;
using MockWs.Expectations;
using MockWs.Recording;

namespace MockWs.Testing;

/// <summary>What was said between <c>Should()</c> and the assertion: where to look.</summary>
internal sealed record JournalContext(Journal Journal)
{
    public string? Path { get; init; }

    public int? Connection { get; init; }

    public bool IsNever { get; init; }

    /// <summary>Adds to an expectation what was said before it.</summary>
    public Expectation Complete(Expectation expectation)
    {
        var onPath = Path is null ? expectation : expectation.OnPath(Path);
        var byConnection = Connection is null ? onPath : onPath.ByConnection(Connection.Value);
        return IsNever ? byConnection.Never() : byConnection;
    }

    /// <summary>Fails, or adds to the failures of the <see cref="AssertionScope"/> around, if a verdict is no.</summary>
    public static bool Assert(Verdict verdict, string because, object[] becauseArgs)
    {
        if (!verdict.Holds)
        {
            var scope = AssertionScope.Current;
            var subject = scope.Context?.Value is { Length: > 0 } name ? name : "the server";

            // The empty line at the end keeps the failures of a scope apart.
            scope.AddPreFormattedFailure(verdict.Explain(subject, Reason(because, becauseArgs)) + "\n");
        }

        return verdict.Holds;
    }

    private static string Reason(string because, object[] args)
    {
        var reason = (args.Length == 0 ? because : string.Format(CultureInfo.InvariantCulture, because, args)).Trim();
        return reason.Length == 0 || reason.StartsWith("because", StringComparison.OrdinalIgnoreCase) ? reason : $"because {reason}";
    }
}
