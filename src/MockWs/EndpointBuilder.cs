using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Matching;
using MockWs.Callbacks;
using MockWs.Faults;
using MockWs.Wire;

namespace MockWs;

/// <summary>Says what is said at one path. Every method returns the builder. Not safe for concurrent use.</summary>
public sealed class EndpointBuilder
{
    private const string AnyValue = "*";

    private readonly List<Rule> _rules = [];
    private Endpoint _endpoint;

    internal EndpointBuilder(string path) => _endpoint = new Endpoint { Path = PathPattern.Parse(path) };

    /// <summary>Means only the nth connection to this path, counted from 1: how a client that reconnects is met differently.</summary>
    public EndpointBuilder OnConnection(int nth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nth, 1);
        return With(_endpoint with { Nth = nth });
    }

    /// <summary>Means only connections with this in their query.</summary>
    /// <param name="name">The name, case and all.</param>
    /// <param name="glob">What the value must look like, with <c>*</c> and <c>?</c>; null for anything.</param>
    public EndpointBuilder WithQuery(string name, string? glob = null) => With(_endpoint with { Query = [.. _endpoint.Query, new(name, glob ?? AnyValue)] });

    /// <summary>Means only connections with this header.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <param name="glob">What the value must look like, with <c>*</c> and <c>?</c>; null for anything.</param>
    public EndpointBuilder WithHeader(string name, string? glob = null) => With(_endpoint with { Headers = [.. _endpoint.Headers, new(name, glob ?? AnyValue)] });

    /// <summary>
    /// Means only connections whose client offers this subprotocol (RFC 6455 section 4.1), and agrees to it, unless
    /// <see cref="UseSubprotocols"/> says what to agree to.
    /// </summary>
    /// <param name="name">The name, case and all.</param>
    public EndpointBuilder WithSubprotocol(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return With(_endpoint with { OfferedSubprotocols = [.. _endpoint.OfferedSubprotocols, name] });
    }

    /// <summary>Agrees to these subprotocols, the best first, instead of the server's (RFC 6455 section 4.2.2).</summary>
    public EndpointBuilder UseSubprotocols(params string[] names) => With(_endpoint with { Subprotocols = [.. names] });

    /// <summary>
    /// Does something wrong on purpose, each time its moment comes, or from its moment on for what lasts. The journal has it as a
    /// <see cref="Recording.JournalEntryKind.Fault"/>.
    /// </summary>
    /// <param name="fault">What is done wrong.</param>
    /// <param name="at">When. Default: the moment that is the fault's own.</param>
    /// <param name="chance">How likely, above 0 and at most 1, drawn each time from the server's seed. Default: always.</param>
    /// <param name="times">How often on one connection. Default: always.</param>
    /// <param name="connection">On which connections to this path, counted from 1, such as <c>1</c> or <c>Connections.UpTo(3)</c>. Default: all.</param>
    /// <exception cref="ArgumentException">The fault cannot happen at this moment, or a number is out of its range; the message says what can be.</exception>
    public EndpointBuilder Fault(Fault fault, Moment? at = null, double chance = 1, int? times = null, Connections? connection = null) =>
        Add([Bind(fault, at, chance, times, connection)]);

    /// <summary>Says something before the client does.</summary>
    public EndpointBuilder OnOpen(Action<ActionsBuilder> then) => With(_endpoint with { OnOpen = ActionsBuilder.Build(then) });

    /// <summary>Does something about a ping, before the automatic pong.</summary>
    public EndpointBuilder OnPing(Action<ActionsBuilder> then) => With(_endpoint with { OnPing = ActionsBuilder.Build(then) });

    /// <summary>Does something about a pong.</summary>
    public EndpointBuilder OnPong(Action<ActionsBuilder> then) => With(_endpoint with { OnPong = ActionsBuilder.Build(then) });

    /// <summary>Does something about the client's close frame, before its echo.</summary>
    public EndpointBuilder OnClose(Action<ActionsBuilder> then) => With(_endpoint with { OnClose = ActionsBuilder.Build(then) });

    /// <summary>Does something each time the client has said nothing for so long.</summary>
    public EndpointBuilder OnIdle(TimeSpan time, Action<ActionsBuilder> then)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return With(_endpoint with { IdleTime = time, OnIdle = ActionsBuilder.Build(then) });
    }

    /// <summary>Does something once, so long after the connection has opened, in between other messages.</summary>
    /// <param name="time">How long after.</param>
    /// <param name="then">What is done.</param>
    public EndpointBuilder After(TimeSpan time, Action<ActionsBuilder> then) => Every(time, then, times: 1);

    /// <summary>Does something again and again from when the connection opens, as <see cref="ActionsBuilder{TBuilder}.Every"/> does.</summary>
    /// <inheritdoc cref="ActionsBuilder{TBuilder}.Every"/>
    public EndpointBuilder Every(
        TimeSpan interval, Action<ActionsBuilder> tick, int? times = null, string? name = null, TimeSpan jitter = default, Matcher? until = null) =>
        With(_endpoint with { Timers = [.. _endpoint.Timers, ActionsBuilder.TickerOf(interval, tick, times, name, jitter, until)] });

    /// <summary>
    /// Sends a ping each time so much has gone by, and closes a connection that has left too many of them without a pong. How many that are
    /// stands in <c>{{counter.heartbeat}}</c>; any pong puts it back to 0.
    /// </summary>
    /// <param name="every">The time between two pings, and before the first.</param>
    /// <param name="missed">How many pings without a pong end the connection, when the next one would be due.</param>
    /// <param name="code">The close code. Default: 1011.</param>
    public EndpointBuilder Heartbeat(TimeSpan every, int missed = 3, int code = CloseCode.InternalError)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(every, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(missed, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, ushort.MaxValue);
        return With(_endpoint with { Heartbeat = new Heartbeat(every, missed, code) });
    }

    /// <summary>
    /// Does something step by step on each connection, from when it opens. A message that the step under way does not take goes to the rules; one
    /// that these do not answer either, where there is no <see cref="Otherwise"/>, is a failure of the script, which closes the connection with
    /// 1011. What became of each script is in <see cref="MockWsServer.ScriptRuns"/>.
    /// </summary>
    /// <param name="steps">Says the steps, in order.</param>
    public EndpointBuilder Script(Action<ScriptBuilder> steps) => With(_endpoint with { Script = ScriptBuilder.Build(steps) });

    /// <summary>Answers the messages that are meant. Rules are tried in their order, and the first that matches answers.</summary>
    /// <param name="when">Which messages are meant.</param>
    /// <param name="then">What is done then.</param>
    /// <param name="times">How often the rule answers on one connection; null for always.</param>
    /// <param name="expect">
    /// How often it is expected to answer, on all connections together, such as <see cref="Answered.Times"/>(3); null for any number of times.
    /// </param>
    public EndpointBuilder When(Matcher when, Action<ActionsBuilder> then, int? times = null, ExpectedAnswers? expect = null)
    {
        ArgumentNullException.ThrowIfNull(when);
        ArgumentOutOfRangeException.ThrowIfLessThan(times ?? 1, 1, nameof(times));
        _rules.Add(new Rule(when, ActionsBuilder.Build(then), times, expect));
        return this;
    }

    /// <summary>Answers the messages that no rule answers; without this the server's default does, which is an echo.</summary>
    public EndpointBuilder Otherwise(Action<ActionsBuilder> then) => With(_endpoint with { Otherwise = ActionsBuilder.Build(then) });

    /// <summary>
    /// Meets clients by callbacks in the style of Fleck, over any backend: <c>socket.OnMessage = text => socket.Send(text)</c>. They get the
    /// messages that no rule answers, which are not echoed then. What <see cref="OnOpen"/>, <see cref="OnPing"/> and <see cref="OnPong"/> say is
    /// done as well.
    /// </summary>
    /// <param name="configure">
    /// Hangs the callbacks on; called for each client before its handshake is answered, on a thread of the pool. An exception in it is recorded,
    /// and closes with 1011.
    /// </param>
    public EndpointBuilder UseCallbacks(Action<IWebSocketConnection> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return With(_endpoint with { Callbacks = configure });
    }

    internal EndpointBuilder Add(IReadOnlyList<Every> timers) => With(_endpoint with { Timers = [.. _endpoint.Timers, .. timers] });

    internal EndpointBuilder Add(IReadOnlyList<FaultBinding> faults) => With(_endpoint with { Faults = [.. _endpoint.Faults, .. faults] });

    /// <summary>Binds a fault to a moment that an endpoint can know.</summary>
    internal static FaultBinding Bind(Fault fault, Moment? at, double chance, int? times, Connections? connection)
    {
        var bound = FaultBinding.Create(fault, at, chance, times, connection);
        return bound.At.Kind switch
        {
            Moments.Connect => throw new ArgumentException(
                "A client that has just connected has not named its path. Make it a fault of the server: mock.Fault(…, At.Connect), in JSON \"faults\" beside \"endpoints\".",
                nameof(at)),
            Moments.Start => throw new ArgumentException(
                $"The fault \"{fault.Name}\" happens at the server's start, which is no endpoint's. Say at which moment of a connection it is to happen, or make "
                + "it a fault of the server: mock.Fault(…), in JSON \"faults\" beside \"endpoints\".",
                nameof(at)),
            Moments.TlsHandshake => throw new ArgumentException(
                $"The fault \"{fault.Name}\" happens in the TLS handshake, before the client names its path. Make it a fault of the server: mock.Fault(…), in "
                + "JSON \"faults\" beside \"endpoints\".",
                nameof(at)),
            _ => bound,
        };
    }

    internal void MoveTo(string path) => _endpoint = _endpoint with { Path = PathPattern.Parse(path) };

    /// <exception cref="InvalidOperationException">Two things are to answer the same messages; the message says which.</exception>
    internal Endpoint Build() => _endpoint is { Callbacks: not null, Otherwise: not null }
        ? throw new InvalidOperationException(
            $"{_endpoint.Path} has Otherwise and UseCallbacks, and both mean the messages that no rule answers. Leave one of them out.")
        : _endpoint with { Rules = [.. _rules] };

    private EndpointBuilder With(Endpoint endpoint)
    {
        _endpoint = endpoint;
        return this;
    }
}
