using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Matching;
using MockWs.Behaviours.Scripts;

namespace MockWs;

/// <summary>
/// Says what is done step by step on one connection: actions, and between them what is waited for. An action is over when it is carried out,
/// delays included. <c>{{message.text}}</c> and the like are of the message that was taken last. Every method returns the builder. Not safe for
/// concurrent use.
/// </summary>
public sealed class ScriptBuilder : ActionsBuilder<ScriptBuilder>
{
    private readonly List<ScriptStep> _steps = [];

    internal ScriptBuilder()
    {
    }

    private protected override ScriptBuilder Self => this;

    /// <summary>Waits for a message, and takes it: rules do not see it.</summary>
    /// <param name="matcher">Which message.</param>
    /// <param name="within">How long; the script fails then. Default: <see cref="MockWsServerOptions.ExpectTimeout"/>.</param>
    /// <exception cref="ArgumentException">The matcher does not look at messages.</exception>
    public ScriptBuilder Expect(Matcher matcher, TimeSpan? within = null)
    {
        ArgumentNullException.ThrowIfNull(matcher);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(within ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(within));
        return matcher.LooksAtMessage
            ? Add(new ExpectStep(matcher, within))
            : throw new ArgumentException($"Expect waits for a message, and its matcher ({matcher}) looks at none. Ask for one too: Text.Any & …", nameof(matcher));
    }

    /// <summary>Lets time go by before the next step; rules answer meanwhile. To hold what is sent on the connection, use a delay.</summary>
    /// <param name="time">How long; more than 0.</param>
    public ScriptBuilder Wait(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return Add(new WaitStep(time));
    }

    /// <summary>Does several things side by side; the next step begins when all of them are done. A message goes to the first that takes it.</summary>
    /// <param name="branches">The steps of each, at least one branch.</param>
    public ScriptBuilder Parallel(params Action<ScriptBuilder>[] branches)
    {
        ArgumentNullException.ThrowIfNull(branches);
        return branches.Length > 0
            ? Add(new ParallelStep([.. branches.Select(Build)]))
            : throw new ArgumentException("Nothing is done side by side: give at least one branch.", nameof(branches));
    }

    /// <summary>Does the same so many times.</summary>
    /// <param name="times">How many times, at least one.</param>
    /// <param name="steps">The steps of a round, at least one.</param>
    /// <param name="until">What ends it before, as in the other overload. Default: nothing.</param>
    public ScriptBuilder Loop(int times, Action<ScriptBuilder> steps, Matcher? until = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        return Loop(times, until, steps);
    }

    /// <summary>Does the same until something is so.</summary>
    /// <param name="until">
    /// A message, which ends it in the middle of a round, and which steps within and rules do not see; or something remembered, which is looked at
    /// before each round.
    /// </param>
    /// <param name="steps">The steps of a round, at least one.</param>
    public ScriptBuilder Loop(Matcher until, Action<ScriptBuilder> steps)
    {
        ArgumentNullException.ThrowIfNull(until);
        return Loop(null, until, steps);
    }

    internal static ValueList<ScriptStep> Build(Action<ScriptBuilder> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var builder = new ScriptBuilder();
        steps(builder);
        return [.. builder._steps];
    }

    internal void Add(IReadOnlyList<ScriptStep> steps) => _steps.AddRange(steps);

    internal ScriptBuilder Loop(int? times, Matcher? until, Action<ScriptBuilder> steps) => Add(new LoopStep(times, until, Round(steps)));

    private protected override void Append(MockAction action) => _steps.Add(new ActStep(action));

    private static ValueList<ScriptStep> Round(Action<ScriptBuilder> steps) => Build(steps) is { Count: > 0 } round
        ? round
        : throw new ArgumentException("A round of this loop has no steps: give at least one.", nameof(steps));

    private ScriptBuilder Add(ScriptStep step)
    {
        _steps.Add(step);
        return this;
    }
}
