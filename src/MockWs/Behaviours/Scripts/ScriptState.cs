namespace MockWs.Behaviours.Scripts;

/// <summary>How far a script has come on one connection. Immutable.</summary>
/// <param name="Track">Its steps.</param>
/// <param name="Breath">How many steps were begun since something came or time went by.</param>
internal sealed record ScriptState(Track Track, int Breath)
{
    public bool IsDone => Track.IsDone;

    /// <summary>Whether actions are being carried out, before which nothing else can be taken.</summary>
    public bool IsActing => Track.Leaves().Any(leaf => leaf.Stage is ActingStage);

    /// <summary>When a step has waited long enough, counted from the script's beginning; null for never.</summary>
    public TimeSpan? Due => Track.Leaves().Select(leaf => (leaf.Stage as WaitingStage)?.Due).Min();

    /// <summary>The failure of the step that is under way: of several the one that acts, else the first; before the beginning, the first step.</summary>
    /// <param name="came">What happened instead.</param>
    /// <param name="expectTimeout">How long a step expects something if it does not say so itself.</param>
    public StepFailure Fail(string came, TimeSpan expectTimeout)
    {
        var leaves = Track.Leaves().ToList();
        var leaf = leaves.Where(leaf => leaf.Stage is ActingStage).Concat(leaves).Append(new Leaf("1", Track.Step, new ActingStage())).First();
        return new StepFailure(leaf.Number, leaf.Step.Describe(expectTimeout), came);
    }
}

/// <summary>A step that did not go as it should.</summary>
/// <param name="Step">Its number: 3, or 3.2.1 for the first step of the second branch or round of step 3.</param>
/// <param name="Expected">The step in words.</param>
/// <param name="Came">What happened instead.</param>
internal sealed record StepFailure(string Step, string Expected, string Came)
{
    public override string ToString() => $"script step {Step}, {Expected}, failed: {Came}";
}
