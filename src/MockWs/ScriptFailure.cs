using MockWs.Behaviours.Scripts;

namespace MockWs;

/// <summary>The step of a script that did not go as it should. Immutable.</summary>
public sealed class ScriptFailure
{
    private readonly StepFailure _failure;

    internal ScriptFailure(StepFailure failure, long entry) => (_failure, Entry) = (failure, entry);

    /// <summary>
    /// The number of the step: <c>3</c>; <c>3.2.1</c> for the first step of the second branch of a parallel step 3, or of the second round of a
    /// loop.
    /// </summary>
    public string Step => _failure.Step;

    /// <summary>What the step does, such as <c>expect text is "hi" within 5 s</c>.</summary>
    public string Expected => _failure.Expected;

    /// <summary>What happened instead, with the message that came nearest and how it differs.</summary>
    public string Came => _failure.Came;

    /// <summary>The sequence of the error in the journal.</summary>
    public long Entry { get; }

    /// <summary>The failure as the journal has it.</summary>
    public override string ToString() => _failure.ToString();
}
