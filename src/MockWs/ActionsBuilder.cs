using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Templates;

namespace MockWs;

/// <summary>
/// Says what is done, in order. Texts are templates: <c>{{message.text}}</c>, <c>{{path.room}}</c> and so on. Every method returns the
/// builder. Not safe for concurrent use.
/// </summary>
public sealed class ActionsBuilder
{
    private readonly List<MockAction> _actions = [];

    internal ActionsBuilder()
    {
    }

    /// <summary>Sends a text message.</summary>
    /// <param name="text">A template.</param>
    /// <exception cref="FormatException">The template is wrong; the message says where.</exception>
    public ActionsBuilder Send(string text) => Add(new Send(Template.Parse(text)));

    /// <summary>Sends a text message in frames of at most so many bytes (RFC 6455 section 5.4).</summary>
    /// <param name="text">A template.</param>
    /// <param name="frameSize">Bytes of payload in a frame; characters may be cut in the middle, as the RFC allows.</param>
    public ActionsBuilder SendInFrames(string text, int frameSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frameSize, 1);
        return Add(new SendInFrames(Template.Parse(text), frameSize));
    }

    /// <summary>Sends a value as JSON. A string in it that is one whole <c>{{expression}}</c> takes the JSON type of the expression's value.</summary>
    /// <param name="value">An anonymous object, a record, a <see cref="System.Text.Json.Nodes.JsonNode"/>.</param>
    [RequiresUnreferencedCode("Serializes by reflection; use SendJsonText.")]
    [RequiresDynamicCode("Serializes by reflection; use SendJsonText.")]
    public ActionsBuilder SendJson<T>(T value) => SendJsonText(JsonSerializer.Serialize(value));

    /// <summary>Sends JSON that is written as text, key order and numbers as they stand. Strings in it are templates, as in <see cref="SendJson"/>.</summary>
    public ActionsBuilder SendJsonText([StringSyntax(StringSyntaxAttribute.Json)] string json) => Add(new SendJson(JsonTemplate.Parse(json)));

    /// <summary>Sends a binary message.</summary>
    public ActionsBuilder SendBinary(ReadOnlyMemory<byte> payload) => Add(new SendBinary(new Payload(payload.ToArray())));

    /// <summary>Sends the received message back as it came.</summary>
    public ActionsBuilder Echo() => Add(new Echo());

    /// <summary>Sends the received text back with something before it.</summary>
    /// <param name="prefix">A template.</param>
    public ActionsBuilder Echo(string prefix) => Add(new Echo(Template.Parse(prefix)));

    /// <summary>Sends a ping with up to 125 bytes (RFC 6455 section 5.5.2).</summary>
    public ActionsBuilder Ping(ReadOnlyMemory<byte> payload = default) => Add(new SendPing(ControlPayload(payload)));

    /// <summary>Sends a pong with up to 125 bytes (RFC 6455 section 5.5.3).</summary>
    public ActionsBuilder Pong(ReadOnlyMemory<byte> payload = default) => Add(new SendPong(ControlPayload(payload)));

    /// <summary>Begins a close (RFC 6455 section 7.1.2).</summary>
    /// <param name="code">The close code. Default: 1000.</param>
    /// <param name="reason">A template; cut to 123 bytes. Default: none.</param>
    public ActionsBuilder Close(int code = 1000, string reason = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, ushort.MaxValue);
        return Add(new Close(code, Template.Parse(reason)));
    }

    /// <summary>Ends the connection without a close frame: over TCP, a reset.</summary>
    public ActionsBuilder Drop() => Add(new Drop());

    /// <summary>Holds what follows on this connection, and nothing else.</summary>
    public ActionsBuilder Delay(TimeSpan time) => Add(new Delay(Time(time)));

    /// <summary>Holds what follows for a time drawn evenly between two.</summary>
    public ActionsBuilder Delay(TimeSpan least, TimeSpan most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, least);
        return Add(new Delay(new DelayTime(Time(least), most - least)));
    }

    /// <summary>Holds what follows for a time drawn from a normal distribution; never less than none.</summary>
    public ActionsBuilder DelayNormal(TimeSpan mean, TimeSpan deviation) => Add(new Delay(new DelayTime(Time(mean), Time(deviation), IsNormal: true)));

    /// <summary>Does something again and again, in between other messages; <c>{{tick.n}}</c> counts from 1.</summary>
    /// <param name="interval">The time before the first tick, and between two.</param>
    /// <param name="tick">What is done.</param>
    /// <param name="times">How many ticks; null until the connection ends.</param>
    /// <param name="name">For <see cref="StopTicker"/>; a second ticker of that name takes the place of the first.</param>
    /// <param name="jitter">How much longer an interval may be by chance. Default: none.</param>
    public ActionsBuilder Every(TimeSpan interval, Action<ActionsBuilder> tick, int? times = null, string? name = null, TimeSpan jitter = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(times ?? 1, 1, nameof(times));
        return Add(new Every(name, new DelayTime(interval, Time(jitter)), times, Build(tick)));
    }

    /// <summary>Ends a ticker of this connection.</summary>
    public ActionsBuilder StopTicker(string name) => Add(new StopTicker(name));

    /// <summary>Sends a text message to all connections.</summary>
    /// <param name="text">A template, filled once for all.</param>
    /// <param name="path">Only to connections whose path fits this pattern; null for all.</param>
    /// <param name="samePath">Only to connections with the sender's own path.</param>
    /// <param name="exceptMe">Not to the connection that this comes from.</param>
    public ActionsBuilder Broadcast(string text, string? path = null, bool samePath = false, bool exceptMe = false) =>
        Add(new Broadcast(Template.Parse(text), new BroadcastScope(path is null ? null : PathPattern.Parse(path), samePath, exceptMe)));

    /// <summary>Names a state of the connection, which <c>State.Is</c> and <c>{{state.NAME}}</c> see from the next message on.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">A template.</param>
    public ActionsBuilder SetState(string name, string value) => Add(new SetState(name, Template.Parse(value), OfServer: false));

    /// <summary>Names a state of the server, which all connections see.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">A template.</param>
    public ActionsBuilder SetServerState(string name, string value) => Add(new SetState(name, Template.Parse(value), OfServer: true));

    /// <summary>Writes a line into the journal.</summary>
    /// <param name="text">A template.</param>
    public ActionsBuilder Log(string text) => Add(new Log(Template.Parse(text)));

    /// <summary>Asks code what to do about a message. It must not block; an exception in it is recorded, and closes with 1011.</summary>
    /// <param name="ask">Is given the message, and says what is done.</param>
    public ActionsBuilder Do(Action<Message, ActionsBuilder> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return Add(new Ask(message => Build(then => ask(message, then))));
    }

    internal static IReadOnlyList<MockAction> Build(Action<ActionsBuilder> then)
    {
        ArgumentNullException.ThrowIfNull(then);
        var builder = new ActionsBuilder();
        then(builder);
        return [.. builder._actions];
    }

    private ActionsBuilder Add(MockAction action)
    {
        _actions.Add(action);
        return this;
    }

    private static TimeSpan Time(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return time;
    }

    private static Payload ControlPayload(ReadOnlyMemory<byte> payload) => payload.Length <= 125
        ? new Payload(payload.ToArray())
        : throw new ArgumentException($"A control frame holds at most 125 bytes (RFC 6455 5.5); this one has {payload.Length}.", nameof(payload));
}
