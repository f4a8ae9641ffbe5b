using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Matching;
using MockWs.Behaviours.Templates;
using MockWs.Faults;
using MockWs.Wire;

namespace MockWs;

/// <summary>
/// The actions, which rules and scripts have in common. Texts are templates: <c>{{message.text}}</c>, <c>{{path.room}}</c> and so on. Every
/// method returns the builder. Not safe for concurrent use.
/// </summary>
/// <typeparam name="TBuilder">The builder itself.</typeparam>
public abstract partial class ActionsBuilder<TBuilder>
    where TBuilder : ActionsBuilder<TBuilder>
{
    private protected ActionsBuilder()
    {
    }

    private protected abstract TBuilder Self { get; }

    /// <summary>Sends a ping with up to 125 bytes (RFC 6455 section 5.5.2).</summary>
    public TBuilder Ping(ReadOnlyMemory<byte> payload = default) => Add(new SendPing(Control(payload)));

    /// <summary>Sends a pong with up to 125 bytes (RFC 6455 section 5.5.3).</summary>
    public TBuilder Pong(ReadOnlyMemory<byte> payload = default) => Add(new SendPong(Control(payload)));

    /// <summary>Begins a close (RFC 6455 section 7.1.2).</summary>
    /// <param name="code">Any code, allowed or not; 0 or 1005 sends a close frame without one. Default: 1000.</param>
    /// <param name="reason">A template; cut to 123 bytes. Default: none.</param>
    /// <exception cref="ArgumentException">There is a reason without a code.</exception>
    public TBuilder Close(int code = 1000, string reason = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, ushort.MaxValue);
        return code is 0 or CloseCode.NoStatus && reason.Length > 0
            ? throw new ArgumentException($"With {code} the close frame has no code, and a reason needs one before it (RFC 6455 5.5.1).", nameof(reason))
            : Add(new Close(code, Template.Parse(reason)));
    }

    /// <summary>Ends the connection without a close frame: over TCP, a reset.</summary>
    public TBuilder Drop() => Add(new Drop());

    /// <summary>Does something wrong on purpose; what lasts begins here.</summary>
    /// <param name="fault">What is done wrong.</param>
    /// <param name="chance">How likely, above 0 and at most 1, drawn each time from the server's seed. Default: always.</param>
    /// <exception cref="ArgumentException">The fault is none that can happen among actions, or the chance is out of its range.</exception>
    public TBuilder Fault(Fault fault, double chance = 1) => Fault(FaultBinding.OfAction(fault, chance));

    /// <summary>Holds what follows on this connection, and nothing else.</summary>
    public TBuilder Delay(TimeSpan time) => Add(new Delay(Time(time)));

    /// <summary>Holds what follows for a time drawn evenly between two.</summary>
    public TBuilder Delay(TimeSpan least, TimeSpan most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, least);
        return Add(new Delay(new DelayTime(Time(least), most - least)));
    }

    /// <summary>Holds what follows for a time drawn from a normal distribution; never less than none.</summary>
    public TBuilder DelayNormal(TimeSpan mean, TimeSpan deviation) => Add(new Delay(new DelayTime(Time(mean), Time(deviation), IsNormal: true)));

    /// <summary>Does something again and again, in between other messages; <c>{{tick.n}}</c> counts from 1.</summary>
    /// <param name="interval">The time before the first tick, and between two.</param>
    /// <param name="tick">What is done.</param>
    /// <param name="times">How many ticks; null until the connection ends.</param>
    /// <param name="name">For <see cref="StopTicker"/>; a second ticker of that name takes the place of the first.</param>
    /// <param name="jitter">How much longer an interval may be by chance. Default: none.</param>
    /// <param name="until">A message that ends it; or what has to be remembered for that, which is looked at before each tick. Default: neither.</param>
    public TBuilder Every(
        TimeSpan interval, Action<ActionsBuilder> tick, int? times = null, string? name = null, TimeSpan jitter = default, Matcher? until = null) =>
        Add(TickerOf(interval, tick, times, name, jitter, until));

    /// <summary>Ends a ticker of this connection.</summary>
    public TBuilder StopTicker(string name) => Add(new StopTicker(name));

    /// <summary>Does one thing or the other.</summary>
    /// <param name="when">
    /// What decides: the message that is being answered, and what is remembered. Where nothing came, as when a timer fires, a matcher that looks
    /// at messages does not hold.
    /// </param>
    /// <param name="then">What is done if it holds.</param>
    /// <param name="otherwise">What is done if it does not. Default: nothing.</param>
    public TBuilder If(Matcher when, Action<ActionsBuilder> then, Action<ActionsBuilder>? otherwise = null)
    {
        ArgumentNullException.ThrowIfNull(when);
        return Add(new If(when, ActionsBuilder.Build(then), otherwise is null ? [] : ActionsBuilder.Build(otherwise)));
    }

    /// <summary>Asks code what to do. It must not block; an exception in it is recorded, and closes with 1011.</summary>
    /// <param name="ask">Is given the message, and says what is done. Where nothing came, the message is empty, with the opcode of a continuation.</param>
    public TBuilder Do(Action<Message, ActionsBuilder> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return Add(new Ask(message => ActionsBuilder.Build(then => ask(message, then))));
    }

    /// <summary>
    /// Asks code what to do, which may take its time: everything else that is to be sent on this connection waits for it, pushes by a test
    /// included, so that it must not await one on the same connection. An exception in it is recorded, and closes with 1011.
    /// </summary>
    /// <param name="ask">Is given the message, and says what is done. Where nothing came, the message is empty, with the opcode of a continuation.</param>
    public TBuilder Do(Func<Message, ActionsBuilder, Task> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return Do((message, then, _) => ask(message, then));
    }

    /// <inheritdoc cref="Do(Func{Message, ActionsBuilder, Task})"/>
    /// <param name="ask">Is given the message, and a token that is cancelled when the connection ends; says what is done.</param>
    public TBuilder Do(Func<Message, ActionsBuilder, CancellationToken, Task> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return Add(new AskLater(async (message, cancellation) =>
        {
            var then = new ActionsBuilder();
            await ask(message, then, cancellation).ConfigureAwait(false);
            return then.Build();
        }));
    }

    internal TBuilder Fault(FaultBinding fault) => Add(new RunFault(fault));

    internal TBuilder Delay(DelayTime time) => Add(new Delay(time));

    internal static Every TickerOf(
        TimeSpan interval, Action<ActionsBuilder> tick, int? times = null, string? name = null, TimeSpan jitter = default, Matcher? until = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(times ?? 1, 1, nameof(times));
        return new Every(name, new DelayTime(interval, Time(jitter)), times, until, ActionsBuilder.Build(tick));
    }

    /// <summary>Takes an action in.</summary>
    private protected abstract void Append(MockAction action);

    private TBuilder Add(MockAction action)
    {
        Append(action);
        return Self;
    }

    private static TimeSpan Time(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return time;
    }

    private static Payload Control(ReadOnlyMemory<byte> payload) => new(ControlPayload.Check(payload, nameof(payload)).ToArray());
}
