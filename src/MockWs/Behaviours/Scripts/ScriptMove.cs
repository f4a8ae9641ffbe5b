using System.Collections.Immutable;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Matching;

namespace MockWs.Behaviours.Scripts;

/// <summary>
/// What one event does to a script: a function of what is given, with no I/O and no clock. Actions are given out one a branch; the next step
/// begins when <see cref="Acted"/> says that they are carried out.
/// </summary>
internal sealed class ScriptMove
{
    /// <summary>How many steps may begin while nothing comes and no time goes by: a loop that never waits would hold its connection for ever.</summary>
    public const int LongestBreath = 100_000;

    private readonly ScriptEvent? _event;
    private readonly TimeSpan _now;
    private readonly TimeSpan _expectTimeout;
    private readonly MatchScope _scope;
    private readonly List<(MockAction Action, Cause Cause)> _orders = [];
    private (string Number, ScriptStep Step, NearMiss Miss)? _nearest;
    private int _breath;

    private ScriptMove(ScriptEvent? e, TimeSpan now, TimeSpan expectTimeout, MatchScope scope) =>
        (_event, _now, _expectTimeout, _scope, State) = (e, now, expectTimeout, scope, null!);

    /// <summary>How far the script has come.</summary>
    public ScriptState State { get; private set; }

    /// <summary>What is to be carried out now.</summary>
    public IReadOnlyList<(MockAction Action, Cause Cause)> Orders => _orders;

    /// <summary>The step that took the message, with its number; null if none did.</summary>
    public string? TakenBy { get; private set; }

    /// <summary>The step that failed, which is the end of the script; null if none did.</summary>
    public StepFailure? Failure { get; private set; }

    /// <summary>Begins a script.</summary>
    /// <param name="steps">Its steps.</param>
    /// <param name="cause">What led to it.</param>
    /// <param name="expectTimeout">How long a step expects something if it does not say so itself.</param>
    /// <param name="scope">What is remembered.</param>
    public static ScriptMove Begin(ValueList<ScriptStep> steps, Cause cause, TimeSpan expectTimeout, MatchScope scope)
    {
        var move = new ScriptMove(null, TimeSpan.Zero, expectTimeout, scope);
        move.End(move.Enter(new Track(steps, 0, null, cause), ""));
        return move;
    }

    /// <summary>Carries a script on.</summary>
    /// <param name="state">How far it has come.</param>
    /// <param name="e">What happened.</param>
    /// <param name="now">When, counted from the script's beginning.</param>
    /// <param name="expectTimeout">How long a step expects something if it does not say so itself.</param>
    /// <param name="scope">What is remembered.</param>
    public static ScriptMove Take(ScriptState state, ScriptEvent e, TimeSpan now, TimeSpan expectTimeout, MatchScope scope)
    {
        var move = new ScriptMove(e, now, expectTimeout, scope) { _breath = e is Acted { AtOnce: true } ? state.Breath : 0 };
        move.End(move.Go(state.Track, ""));
        return move;
    }

    /// <summary>The failure of a message that neither a step nor a rule takes: of the step that it comes nearest to.</summary>
    /// <param name="message">The message, which this move has heard.</param>
    public StepFailure Refuse(Message message)
    {
        var came = $"{Show(message)} came, which no rule answers either";
        return _nearest is { } nearest
            ? new StepFailure(nearest.Number, nearest.Step.Describe(_expectTimeout), $"{came}: {nearest.Miss.Text}")
            : State.Fail(came, _expectTimeout);
    }

    private static string Show(Message message) =>
        message.IsText ? $"text {TextDifference.Show(message.Text)}" : $"binary {Bytes.Show(message.Payload.Span)}";

    private void End(Track track) => State = new ScriptState(track, _breath);

    /// <summary>Carries on what is under way.</summary>
    private Track Go(Track track, string prefix)
    {
        var number = $"{prefix}{track.Index + 1}";
        return (track.Stage, track.Step, _event) switch
        {
            (ActingStage, _, Acted) => Next(track, prefix),
            (WaitingStage waiting, ExpectStep expect, Heard heard) => Hear(track, waiting, expect, heard, prefix),
            (WaitingStage waiting, WaitStep, Elapsed) when waiting.Due <= _now => Next(track, prefix),
            (WaitingStage waiting, ExpectStep, Elapsed) when waiting.Due <= _now => TimeOut(track, waiting, number),
            (BranchesStage branches, _, _) => GoInBranches(track, branches, prefix),
            (RoundStage, LoopStep { Until: { LooksAtMessage: true } until }, Heard heard) when IsMeant(until, heard, number, track.Step) =>
                Next(Taken(track, heard, number), prefix),
            (RoundStage round, LoopStep loop, _) => After(track, loop, round.Round, Go(round.Body, $"{number}.{round.Round}."), prefix),
            _ => track,
        };
    }

    private Track Hear(Track track, WaitingStage waiting, ExpectStep expect, Heard heard, string prefix)
    {
        var number = $"{prefix}{track.Index + 1}";
        if (IsMeant(expect.Matcher, heard, number, expect))
        {
            return Next(Taken(track, heard, number), prefix);
        }

        var miss = Try(number, expect, heard, () => expect.Matcher.Explain(heard.Message, _scope));
        if (miss is null)
        {
            return track;
        }

        _nearest = _nearest is { } nearest && nearest.Miss.Closeness >= miss.Closeness ? nearest : (number, expect, miss);
        return waiting.Nearest is { } before && before.Closeness >= miss.Closeness
            ? track
            : track with { Stage = waiting with { Nearest = new Miss(miss.Closeness, $"{Show(heard.Message)} (#{heard.Sequence}): {miss.Text}") } };
    }

    private bool IsMeant(Matcher matcher, Heard heard, string number, ScriptStep step) =>
        Try(number, step, heard, () => matcher.IsMatch(heard.Message, _scope));

    /// <summary>Asks a matcher, in which a predicate of the test's author may fail.</summary>
    private T? Try<T>(string number, ScriptStep step, Heard heard, Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception e)
        {
            Fail(number, step, $"whether {Show(heard.Message)} is meant could not be decided: {e.Message}");
            return default;
        }
    }

    private Track Taken(Track track, Heard heard, string number)
    {
        TakenBy = $"{number}: {track.Step.Describe(_expectTimeout)}";
        return track with { Cause = new Cause(heard.Sequence, heard.Message, _scope.Groups) };
    }

    private Track TimeOut(Track track, WaitingStage waiting, string number)
    {
        Fail(number, track.Step, waiting.Nearest is { } nearest ? $"it did not come; the nearest was {nearest.Text}" : "nothing came");
        return track;
    }

    private Track GoInBranches(Track track, BranchesStage branches, string prefix)
    {
        var tracks = branches.Tracks;
        for (var i = 0; i < tracks.Length && TakenBy is null && Failure is null; i++)
        {
            tracks = tracks[i].IsDone ? tracks : tracks.SetItem(i, Go(tracks[i], $"{prefix}{track.Index + 1}.{i + 1}."));
        }

        return After(track, tracks, prefix);
    }

    /// <summary>Goes on to the next step.</summary>
    private Track Next(Track track, string prefix) => Enter(track with { Index = track.Index + 1, Stage = null }, prefix);

    /// <summary>Begins a step, if there is one left.</summary>
    private Track Enter(Track track, string prefix)
    {
        if (track.IsDone)
        {
            return track;
        }

        if (++_breath > LongestBreath)
        {
            Fail($"{prefix}{track.Index + 1}", track.Step, $"it would be step {LongestBreath + 1} in a row without a wait: a loop needs an Expect or a Wait");
            return track with { Stage = new ActingStage() };
        }

        switch (track.Step)
        {
            case ActStep act:
                _orders.Add((act.Action, track.Cause));
                return track with { Stage = new ActingStage() };
            case ExpectStep expect:
                return track with { Stage = new WaitingStage(_now + (expect.Within ?? _expectTimeout)) };
            case WaitStep wait:
                return track with { Stage = new WaitingStage(_now + wait.Time) };
            case ParallelStep parallel:
                var tracks = parallel.Branches.Select((branch, index) =>
                    Enter(new Track(branch, 0, null, track.Cause), $"{prefix}{track.Index + 1}.{index + 1}."));
                return After(track, [.. tracks], prefix);
            case LoopStep loop:
                return BeginRound(track, loop, 1, prefix);
            default:
                throw new InvalidOperationException($"There is nothing here that goes through {track.Step.GetType().Name}.");
        }
    }

    private Track After(Track track, ImmutableArray<Track> branches, string prefix) => branches.All(branch => branch.IsDone)
        ? Next(track with { Cause = branches.Select(branch => branch.Cause).MaxBy(cause => cause.Sequence)! }, prefix)
        : track with { Stage = new BranchesStage(branches) };

    private Track After(Track track, LoopStep loop, int round, Track body, string prefix) => body.IsDone
        ? BeginRound(track with { Cause = body.Cause }, loop, round + 1, prefix)
        : track with { Stage = new RoundStage(round, body) };

    private Track BeginRound(Track track, LoopStep loop, int round, string prefix)
    {
        while (true)
        {
            if (round > loop.Times || (loop.Until is { LooksAtMessage: false } until && until.IsMatch(Message.Nothing, _scope)))
            {
                return Next(track, prefix);
            }

            var body = Enter(new Track(loop.Steps, 0, null, track.Cause), $"{prefix}{track.Index + 1}.{round}.");
            if (!body.IsDone)
            {
                return track with { Stage = new RoundStage(round, body) };
            }

            // Nothing in this round took any time.
            (track, round) = (track with { Cause = body.Cause }, round + 1);
        }
    }

    private void Fail(string number, ScriptStep step, string came) => Failure ??= new StepFailure(number, step.Describe(_expectTimeout), came);
}
