using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Matching;
using MockWs.Behaviours.Templates;
using MockWs.Faults;
using MockWs.Wire;

namespace MockWs.Behaviours;

/// <summary>What a connection says to what it hears: a pure function, with no I/O and no clock. Safe for concurrent use.</summary>
internal sealed class Playbook
{
    /// <summary>How many near misses a message that nothing answered keeps.</summary>
    private const int KeptNearMisses = 3;

    private readonly Reaction _onPing;
    private readonly Reaction _onPong;
    private readonly Reaction _onClose;
    private readonly Reaction _unmatched;
    private readonly string[] _names;
    private readonly ExpectedRule?[] _expected;
    private readonly RuleIndex _index;

    /// <param name="endpoint">What is said at this path.</param>
    /// <param name="unmatched">What becomes of a message that nothing answers.</param>
    /// <param name="answersPings">Whether a ping gets its pong (RFC 6455 section 5.5.2).</param>
    /// <param name="answersClose">Whether a close frame gets its echo (RFC 6455 section 5.5.1).</param>
    public Playbook(Endpoint endpoint, Unmatched unmatched, bool answersPings, bool answersClose)
    {
        Endpoint = endpoint;
        Timers = endpoint.Heartbeat is { } heartbeat ? [.. endpoint.Timers, TimerOf(heartbeat)] : endpoint.Timers;
        ValueList<MockAction> told = endpoint.Callbacks is null ? [] : [new TellCallbacks()];
        _onPing = WithDefault([.. endpoint.OnPing, .. told], new AnswerPing(), answersPings, "ping left without a pong: the automatic pong is off");
        _onPong = new Reaction(endpoint.Heartbeat is null ? [.. endpoint.OnPong, .. told] : [new ResetCounter(Heartbeat.Counter), .. endpoint.OnPong, .. told]);
        _onClose = WithDefault(endpoint.OnClose, new AnswerClose(), answersClose, "close left without an answer: the close echo is off");
        _unmatched = told.Count > 0 ? new Reaction(told) : endpoint.Otherwise is { } otherwise ? new Reaction(otherwise) : Default(unmatched);
        _index = new RuleIndex(endpoint.Rules.Select(rule => rule.When));
        _names = [.. endpoint.Rules.Select((rule, index) => $"rule {index + 1}: {rule}")];
        _expected = [.. endpoint.Rules.Select((rule, index) => rule.Expect is { } expect ? new ExpectedRule(endpoint.Name, _names[index], expect) : null)];
    }

    public Endpoint Endpoint { get; }

    /// <summary>The rules that are expected to answer so many times.</summary>
    public IEnumerable<ExpectedRule> Expected => _expected.OfType<ExpectedRule>();

    /// <summary>What is done of its own accord, counted from the moment when a connection opens.</summary>
    public IReadOnlyList<Every> Timers { get; }

    /// <summary>The rules as the journal names them, in their order.</summary>
    public IReadOnlyList<string> RuleNames => _names;

    /// <summary>Whether the answer to every message is the message itself.</summary>
    public bool EchoesAll => _names.Length == 0 && _unmatched.Actions is [Echo { Prefix: null }] && Endpoint is { IdleTime: null, Script: null };

    /// <summary>Whether neither a rule nor an otherwise of the endpoint's own answers.</summary>
    /// <param name="reaction">What a message led to.</param>
    public bool LeavesUnanswered(in Reaction reaction) => reaction.IsUnmatched || (_names.Length == 0 && Endpoint is { Otherwise: null, Callbacks: null });

    /// <summary>Answers an event.</summary>
    /// <param name="e">What happened.</param>
    /// <param name="state">What the connection remembers.</param>
    /// <param name="serverState">What the server remembers.</param>
    public Reaction React(in SessionEvent e, ConnectionState state, ServerState serverState) => e.Opcode switch
    {
        Opcode.Ping => _onPing,
        Opcode.Pong => _onPong,
        Opcode.Close => _onClose,
        _ => _names.Length == 0 ? _unmatched : ReactByRule(e, state, serverState),
    };

    /// <summary>Tries each rule by itself.</summary>
    /// <param name="message">What is tried.</param>
    /// <param name="state">What the connection remembers.</param>
    /// <param name="serverState">What the server remembers.</param>
    public IReadOnlyList<RuleVerdict> TryRules(Message message, ConnectionState state, ServerState serverState)
    {
        var scope = new MatchScope { Connection = state, Server = serverState };
        return [.. Endpoint.Rules.Select((rule, index) => new RuleVerdict(
            _names[index], IsSpent(rule, index, state) || !rule.When.IsMatch(message, scope) ? ExplainOne(rule, index, message, state, scope).Text : null))];
    }

    private Reaction ReactByRule(in SessionEvent e, ConnectionState state, ServerState serverState)
    {
        var scope = new MatchScope { Connection = state, Server = serverState };
        Message? message = null;
        for (var i = 0; (i = _index.Find(e.Opcode, e.Payload, scope, ref message, i)) >= 0; i++)
        {
            var rule = Endpoint.Rules[i];
            if (rule.Times is null)
            {
                return new Reaction(rule.Then, _names[i]) { Message = message, Groups = scope.Groups, Expected = _expected[i]?.Key };
            }

            var answered = state.Answered.GetValueOrDefault(i);
            if (answered < rule.Times)
            {
                var remembered = state with { Answered = state.Answered.SetItem(i, answered + 1) };
                return new Reaction(rule.Then, _names[i]) { State = remembered, Message = message, Groups = scope.Groups, Expected = _expected[i]?.Key };
            }
        }

        message ??= new Message(e.Opcode, e.Payload);
        return _unmatched with { Message = message, Why = NearMisses(message, state, scope), IsUnmatched = Endpoint is { Otherwise: null, Callbacks: null } };
    }

    private string NearMisses(Message message, ConnectionState state, MatchScope scope)
    {
        var misses = Endpoint.Rules
            .Select((rule, index) => (Name: _names[index], Miss: ExplainOne(rule, index, message, state, scope)))
            .OrderByDescending(entry => entry.Miss.Closeness)
            .Take(KeptNearMisses)
            .Select(entry => $"\n  {entry.Name}: {entry.Miss.Text}");
        return $"no rule answers; the nearest:{string.Concat(misses)}";
    }

    private static NearMiss ExplainOne(Rule rule, int index, Message message, ConnectionState state, MatchScope scope) =>
        IsSpent(rule, index, state) && rule.When.IsMatch(message, scope)
            ? new NearMiss(1, $"it has answered {rule.Times} times already")
            : rule.When.Explain(message, scope);

    private static bool IsSpent(Rule rule, int index, ConnectionState state) => state.Answered.GetValueOrDefault(index) >= (rule.Times ?? int.MaxValue);

    private static Every TimerOf(Heartbeat heartbeat)
    {
        var reason = Template.Parse($"{Words.Count(heartbeat.Missed, "pong")} missed");
        var isDead = new CounterMatcher(Heartbeat.Counter, heartbeat.Missed, long.MaxValue);
        return new Every(
            null,
            heartbeat.Interval,
            null,
            null,
            [new If(isDead, [new Close(heartbeat.Code, reason)], [new SendPing(new Payload(default)), new Count(Heartbeat.Counter)])]);
    }

    private static Reaction WithDefault(IReadOnlyList<MockAction> actions, MockAction answer, bool isOn, string whyNot) =>
        isOn ? new Reaction([.. actions, answer]) : new Reaction(actions, whyNot);

    private static Reaction Default(Unmatched unmatched) => unmatched switch
    {
        Unmatched.Echo => new Reaction([new Echo()]),
        Unmatched.Ignore => new Reaction([], "message ignored: nothing answers it"),
        Unmatched.Close => new Reaction([new Close(CloseCode.PolicyViolation, Template.Parse("no rule answers this message"))]),
        Unmatched.Fail => new Reaction(
            [new RecordError("Nothing answers this message"), new Close(CloseCode.InternalError, Template.Parse("no rule answers this message"))]),
        _ => throw new ArgumentOutOfRangeException(nameof(unmatched), unmatched, "Use Echo, Ignore, Close or Fail."),
    };
}
