using MockWs.Behaviours;
using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using MockWs.Transports.Sockets;

namespace MockWs.Language;

/// <summary>The keys of a scenario itself: the server's settings, each under the name of its option, and its endpoints.</summary>
internal static class SettingWords
{
    /// <summary>Where a scenario says that its JSON Schema is.</summary>
    public const string SchemaFile = "./mockws.schema.json";

    /// <summary>The key of the backend.</summary>
    public const string Backend = "backend";

    private static readonly MockWsServerOptions Defaults = new();

    private static readonly Shape<string> Url = Shape.Text.Checked(ListenAddress.Parse);

    public static Vocabulary<MockWsServerBuilder, MockWsServerOptions> All { get; } = new(
        "scenario",
        "A scenario of MockWs: what a mock WebSocket server says, and when.",
        [
            new Word<MockWsServerBuilder, MockWsServerOptions, string>(
                "$schema", "Where the JSON Schema of scenarios is, for editors.", Shape.Text, (_, _) => { }, _ => SchemaFile, [$"\"{SchemaFile}\""]),
            Word("endpoints", "The endpoints, in their order; without any the server says the same at every path.", EndpointWords.List, (mock, endpoints) => mock.Options.Endpoints.AddRange(endpoints), options => new(options.Endpoints), """[ { "path": "/chat/{room}" } ]"""),
            Option(Backend, "What speaks WebSocket to the clients: our own wire layer, or the package Fleck.", Shape.Word<BackendName>(), (options, value) => options.BackendName = value, options => options.BackendName, "\"mockws\""),
            Word("faults", "What goes wrong on purpose, whatever the path.", Shape.List(FaultShape.OfServer), (mock, faults) => mock.Options.Faults.AddRange(faults), options => new(options.Faults), """[ { "stopReading": {}, "at": "connect", "connection": 1 } ]"""),
            Word("urls", "Where to listen; port 0 takes a free one.", Shape.List(Url), (mock, urls) => mock.ListenOn([.. urls]), options => new([.. options.Urls]), """[ "ws://localhost:8080" ]"""),
            Word("subprotocols", "The subprotocols to agree to, the best first (RFC 6455 section 4.2.2).", Shape.List(Shape.Text), SetSubprotocols, options => new([.. options.Subprotocols]), """[ "chat.v1" ]"""),
            Option("unmatched", "What becomes of a message that nothing else answers.", Shape.Word<Unmatched>(), (options, value) => options.Unmatched = value, options => options.Unmatched, "\"ignore\""),
            Option("compression", "Whether permessage-deflate is agreed to where a client offers it (RFC 7692).", Shape.Boolean, (options, value) => options.Compression = value, options => options.Compression, "false"),
            Option("serverNoContextTakeover", "Whether the server's messages are compressed each by itself (RFC 7692 section 7.1.1.1).", Shape.Boolean, (options, value) => options.ServerNoContextTakeover = value, options => options.ServerNoContextTakeover, "true"),
            Option("clientNoContextTakeover", "Whether the client is asked to compress each message by itself (RFC 7692 section 7.1.1.2).", Shape.Boolean, (options, value) => options.ClientNoContextTakeover = value, options => options.ClientNoContextTakeover, "true"),
            Option("automaticPong", "Whether a ping is answered by a pong (RFC 6455 section 5.5.2).", Shape.Boolean, (options, value) => options.AutomaticPong = value, options => options.AutomaticPong, "false"),
            Option("closeEcho", "Whether a client's close frame is answered with its own code (RFC 6455 section 5.5.1).", Shape.Boolean, (options, value) => options.CloseEcho = value, options => options.CloseEcho, "false"),
            Option("connectionLimit", "How many clients may be connected at the same time; a further one is answered with 503.", Size, (options, value) => options.ConnectionLimit = value, options => options.ConnectionLimit, "100"),
            Option("messageLimit", "The longest message a client may send, in bytes; a longer one ends in 1009.", Size, (options, value) => options.MessageLimit = value, options => options.MessageLimit, "1000"),
            Option("headLimit", "The longest head of an upgrade request, in bytes; a longer one is answered with 431.", Size, (options, value) => options.HeadLimit = value, options => options.HeadLimit, "1000"),
            Option("outboxLimit", "How many bytes are written to a client before the writer waits until they are sent.", Size, (options, value) => options.OutboxLimit = value, options => options.OutboxLimit, "1000"),
            Option("handshakeTimeout", "How long a client may take for its upgrade request, TLS included.", Shape.Interval, (options, value) => options.HandshakeTimeout = value, options => options.HandshakeTimeout, "\"00:00:01\""),
            Option("closeTimeout", "How long a client may take to answer the server's close frame and to end the connection.", Shape.Interval, (options, value) => options.CloseTimeout = value, options => options.CloseTimeout, "\"00:00:01.500\""),
            Option("stopTimeout", "How long stopping and resetting may take.", Shape.Interval, (options, value) => options.StopTimeout = value, options => options.StopTimeout, "\"00:00:01\""),
            Option("expectTimeout", "How long an expect step of a script waits if it does not say so itself.", Shape.Interval, (options, value) => options.ExpectTimeout = value, options => options.ExpectTimeout, "\"00:00:10\""),
            Option("keepAliveInterval", "The time between two pings that the server sends by itself; without it none.", Shape.Interval, (options, value) => options.KeepAliveInterval = value, options => Configuration.Shapes.Option.OfValue(options.KeepAliveInterval), "\"00:00:30\""),
            Option("journalLimit", "How many bytes the journal holds before it drops its oldest entries.", Shape.Long(least: 1), (options, value) => options.JournalLimit = value, options => options.JournalLimit, "5000000000"),
            Option("journalFile", "A file that keeps every entry of the journal; written over if it exists.", Shape.Text, (options, value) => options.JournalFile = value, options => Configuration.Shapes.Option.Of(options.JournalFile), "\"journal.jsonl\""),
            Option("seed", "Where random numbers and UUIDs begin: the same seed gives the nth connection the same ones in each run.", Shape.Integer(), (options, value) => options.Seed = value, options => options.Seed, "7"),
        ]);

    private static Shape<int> Size => Shape.Integer(least: 1);

    private static Word<MockWsServerBuilder, MockWsServerOptions> Word<T>(
        string name, string about, Shape<T> shape, Action<MockWsServerBuilder, T> say, Func<MockWsServerOptions, Option<T>> find, string example) =>
        new Word<MockWsServerBuilder, MockWsServerOptions, T>(name, about, shape, say, find, [example]) { Otherwise = find(Defaults) };

    private static Word<MockWsServerBuilder, MockWsServerOptions> Option<T>(
        string name, string about, Shape<T> shape, Action<MockWsServerOptions, T> set, Func<MockWsServerOptions, Option<T>> find, string example) =>
        Word(name, about, shape, (mock, value) => set(mock.Options, value), find, example);

    private static void SetSubprotocols(MockWsServerBuilder mock, IReadOnlyList<string> names)
    {
        mock.Options.Subprotocols.Clear();
        mock.UseSubprotocols([.. names]);
    }
}
