using System.Collections.Immutable;

namespace MockWs.Behaviours.Scripts;

/// <summary>A list of steps, and how far it has come. Immutable.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Index">The step that is under way, from 0; their number when all are done.</param>
/// <param name="Stage">How far that step has come; null when all are done.</param>
/// <param name="Cause">What was taken last, for the templates of what is done next.</param>
internal sealed record Track(ValueList<ScriptStep> Steps, int Index, Stage? Stage, Cause Cause)
{
    public bool IsDone => Index == Steps.Count;

    /// <summary>The step that is under way.</summary>
    public ScriptStep Step => Steps[Index];

    /// <summary>The steps under way that have no others within them.</summary>
    /// <param name="prefix">What stands before their numbers: <c>3.2.</c></param>
    public IEnumerable<Leaf> Leaves(string prefix = "")
    {
        var number = $"{prefix}{Index + 1}";
        return Stage switch
        {
            null => [],
            BranchesStage branches => branches.Tracks.SelectMany((track, index) => track.Leaves($"{number}.{index + 1}.")),
            RoundStage round => round.Body.Leaves($"{number}.{round.Round}."),
            _ => [new Leaf(number, Step, Stage)],
        };
    }
}

/// <summary>A step that is under way.</summary>
/// <param name="Number">Its number: 3, or 3.2.1 for the first step of the second branch or round of step 3.</param>
/// <param name="Step">The step.</param>
/// <param name="Stage">How far it has come.</param>
internal readonly record struct Leaf(string Number, ScriptStep Step, Stage Stage);

/// <summary>How far one step has come.</summary>
internal abstract record Stage;

/// <summary>Its action is being carried out.</summary>
internal sealed record ActingStage : Stage;

/// <summary>It waits.</summary>
/// <param name="Due">Until when, counted from the script's beginning.</param>
/// <param name="Nearest">What came nearest to what it waits for; null for nothing.</param>
internal sealed record WaitingStage(TimeSpan Due, Miss? Nearest = null) : Stage;

/// <summary>Its branches are under way.</summary>
internal sealed record BranchesStage(ImmutableArray<Track> Tracks) : Stage;

/// <summary>One of its rounds is under way, counted from 1.</summary>
internal sealed record RoundStage(int Round, Track Body) : Stage;

/// <summary>A message that a step did not take.</summary>
/// <param name="Closeness">How near it was, from 0 to 1.</param>
/// <param name="Text">The message and the difference.</param>
internal sealed record Miss(double Closeness, string Text);
