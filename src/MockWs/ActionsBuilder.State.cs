using System.Diagnostics.CodeAnalysis;
using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Matching.JsonPaths;
using MockWs.Behaviours.Templates;

namespace MockWs;

/// <content>The actions that change what is remembered.</content>
public abstract partial class ActionsBuilder<TBuilder>
{
    /// <summary>Names a state of the connection, which <c>State.Is</c> and <c>{{state.NAME}}</c> see from then on.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">A template.</param>
    public TBuilder SetState(string name, string value) => Add(new SetState(Name(name), Template.Parse(value), OfServer: false));

    /// <summary>Names a state of the server, which all connections see.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">A template.</param>
    public TBuilder SetServerState(string name, string value) => Add(new SetState(Name(name), Template.Parse(value), OfServer: true));

    /// <summary>Adds to a counter, which <c>Counter.Is</c> and <c>{{counter.NAME}}</c> see from then on. It begins at 0.</summary>
    /// <param name="name">The name: of a counter of the connection; with <c>server.</c> before it, of one that all connections share.</param>
    /// <param name="by">How much is added; less than 0 to count down. Default: 1.</param>
    /// <exception cref="ArgumentException">The name is empty, or <c>server</c> with nothing after it.</exception>
    public TBuilder Count(string name, long by = 1) => Add(new Count(CounterName(name), by));

    /// <summary>Puts a counter back to 0.</summary>
    /// <param name="name">The name, as <see cref="Count"/> takes it.</param>
    /// <exception cref="ArgumentException">The name is empty, or <c>server</c> with nothing after it.</exception>
    public TBuilder ResetCounter(string name) => Add(new ResetCounter(CounterName(name)));

    /// <summary>
    /// Remembers a value for later templates of this connection: <c>{{captured.NAME}}</c>. A template that is one whole <c>{{expression}}</c>
    /// keeps the JSON type of its value.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="value">A template, such as <c>{{message.json.user.id}}</c> or <c>{{message.groups[1]}}</c>.</param>
    public TBuilder Capture(string name, string value) =>
        CaptureFrom(name, new CaptureTemplate(JsonTemplate.Parse(JsonText.Quote(value))));

    /// <summary>Remembers, as <see cref="Capture"/> does, the first node of the message that a JSONPath leads to. If there is none, that is an error.</summary>
    /// <param name="name">The name.</param>
    /// <param name="path">A JSONPath (RFC 9535), such as <c>$.items[?@.id == 7].name</c>.</param>
    /// <exception cref="ArgumentException">The path is no JSONPath; the message says what is wrong and where.</exception>
    public TBuilder CaptureJsonPath(string name, string path) => CaptureFrom(name, new CaptureJsonPath(JsonPath.Parse(path)));

    /// <summary>
    /// Remembers, as <see cref="Capture"/> does, a part of the message's text: the first group of a regular expression, or all that it matches
    /// if it has no group. If it does not match, that is an error.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="pattern">A regular expression as <see cref="Text.Matches"/> takes it.</param>
    /// <exception cref="ArgumentException">The pattern is no regular expression that can be used; the message says why and where.</exception>
    public TBuilder CaptureRegex(string name, [StringSyntax(StringSyntaxAttribute.Regex)] string pattern) =>
        CaptureFrom(name, new CaptureRegex(pattern));

    /// <summary>Writes a line into the journal.</summary>
    /// <param name="text">A template.</param>
    public TBuilder Log(string text) => Add(new Log(Template.Parse(text)));

    internal TBuilder CaptureFrom(string name, CaptureSource from) => Add(new Capture(Name(name), from));

    private static string Name(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name;
    }

    private static string CounterName(string name) => Name(name) is "server" or "server."
        ? throw new ArgumentException($"\"{name}\" names no counter: server.NAME is one of the server.", nameof(name))
        : name;
}
