using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Matching;
using MockWs.Behaviours.Templates;
using MockWs.Faults;

namespace MockWs;

/// <content>The actions that send messages.</content>
public abstract partial class ActionsBuilder<TBuilder>
{
    private const string Reflection = "Serializes by reflection; use the method that takes JSON text.";

    /// <summary>Sends a text message.</summary>
    /// <param name="text">A template.</param>
    /// <exception cref="FormatException">The template is wrong; the message says where.</exception>
    public TBuilder Send(string text) => Add(new Send(Template.Parse(text)));

    /// <summary>Sends a text message in frames of at most so many bytes (RFC 6455 section 5.4).</summary>
    /// <param name="text">A template.</param>
    /// <param name="frameSize">Bytes of payload in a frame; characters may be cut in the middle, as the RFC allows.</param>
    public TBuilder SendInFrames(string text, int frameSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frameSize, 1);
        return Add(new SendInFrames(Template.Parse(text), frameSize));
    }

    /// <summary>Sends one text message in fragments: a frame for each part, uncompressed (RFC 6455 section 5.4).</summary>
    /// <param name="parts">Templates, at least one; a part may be empty.</param>
    /// <exception cref="ArgumentException">There is no part.</exception>
    public TBuilder SendFragments(params string[] parts)
    {
        ThrowIfEmpty(parts);
        return Add(new SendFragments([.. parts.Select(Template.Parse)]));
    }

    /// <summary>Sends one binary message in fragments: a frame for each part, uncompressed (RFC 6455 section 5.4).</summary>
    /// <param name="parts">At least one; a part may be empty. Parts that cut a character make a text that is only whole when it is put together.</param>
    /// <exception cref="ArgumentException">There is no part.</exception>
    public TBuilder SendBinaryFragments(params ReadOnlyMemory<byte>[] parts)
    {
        ThrowIfEmpty(parts);
        return Add(new SendBinaryFragments([.. parts.Select(part => new Payload(part.ToArray()))]));
    }

    /// <summary>Sends a value as JSON. A string in it that is one whole <c>{{expression}}</c> takes the JSON type of the expression's value.</summary>
    /// <param name="value">An anonymous object, a record, a <see cref="System.Text.Json.Nodes.JsonNode"/>.</param>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public TBuilder SendJson<T>(T value) => SendJsonText(JsonSerializer.Serialize(value));

    /// <summary>Sends JSON that is written as text, key order and numbers as they stand. Strings in it are templates, as in <see cref="SendJson"/>.</summary>
    public TBuilder SendJsonText([StringSyntax(StringSyntaxAttribute.Json)] string json) => Add(new SendJson(JsonTemplate.Parse(json)));

    /// <summary>Sends a binary message.</summary>
    public TBuilder SendBinary(ReadOnlyMemory<byte> payload) => Add(BinaryOf(payload));

    /// <summary>Sends what stands in a file, byte for byte. It is read now, not when it is sent.</summary>
    /// <param name="path">The file; relative to the current folder.</param>
    /// <param name="asText">Whether it is sent as a text message, which has to be UTF-8. Default: as a binary one.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ArgumentException">It is to be text, and is no UTF-8.</exception>
    public TBuilder SendFile(string path, bool asText = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return SendFile(path, asText, File.ReadAllBytes(path));
    }

    /// <summary>Sends the received message back as it came.</summary>
    public TBuilder Echo() => Add(new Echo());

    /// <summary>Sends the received text back with something before it.</summary>
    /// <param name="prefix">A template.</param>
    public TBuilder Echo(string prefix) => Add(new Echo(Template.Parse(prefix)));

    /// <summary>Sends a text message to all connections.</summary>
    /// <param name="text">A template, filled once for all.</param>
    /// <param name="path">Only to connections whose path fits this pattern; null for all.</param>
    /// <param name="samePath">Only to connections with the sender's own path.</param>
    /// <param name="exceptMe">Not to the connection that this comes from.</param>
    /// <param name="where">
    /// Only to connections of which this is so, such as <c>State.Is("role", "admin")</c>; a matcher that looks at messages cannot be used.
    /// </param>
    /// <exception cref="ArgumentException">The last condition looks at messages.</exception>
    public TBuilder Broadcast(string text, string? path = null, bool samePath = false, bool exceptMe = false, Matcher? where = null) =>
        BroadcastMessage(new Send(Template.Parse(text)), path, samePath, exceptMe, where);

    /// <summary>Sends a value as JSON to all connections, as <see cref="SendJson"/> does to one.</summary>
    /// <param name="value">An anonymous object, a record, a <see cref="System.Text.Json.Nodes.JsonNode"/>.</param>
    /// <param name="path">Only to connections whose path fits this pattern; null for all.</param>
    /// <param name="samePath">Only to connections with the sender's own path.</param>
    /// <param name="exceptMe">Not to the connection that this comes from.</param>
    /// <param name="where">Only to connections of which this is so, as in <see cref="Broadcast"/>.</param>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public TBuilder BroadcastJson<T>(T value, string? path = null, bool samePath = false, bool exceptMe = false, Matcher? where = null) =>
        BroadcastJsonText(JsonSerializer.Serialize(value), path, samePath, exceptMe, where);

    /// <summary>Sends JSON that is written as text to all connections, as <see cref="SendJsonText"/> does to one.</summary>
    /// <param name="json">JSON text; the strings in it are templates.</param>
    /// <param name="path">Only to connections whose path fits this pattern; null for all.</param>
    /// <param name="samePath">Only to connections with the sender's own path.</param>
    /// <param name="exceptMe">Not to the connection that this comes from.</param>
    /// <param name="where">Only to connections of which this is so, as in <see cref="Broadcast"/>.</param>
    public TBuilder BroadcastJsonText(
        [StringSyntax(StringSyntaxAttribute.Json)] string json,
        string? path = null,
        bool samePath = false,
        bool exceptMe = false,
        Matcher? where = null) =>
        BroadcastMessage(new SendJson(JsonTemplate.Parse(json)), path, samePath, exceptMe, where);

    /// <summary>Sends a binary message to all connections.</summary>
    /// <param name="payload">The message.</param>
    /// <param name="path">Only to connections whose path fits this pattern; null for all.</param>
    /// <param name="samePath">Only to connections with the sender's own path.</param>
    /// <param name="exceptMe">Not to the connection that this comes from.</param>
    /// <param name="where">Only to connections of which this is so, as in <see cref="Broadcast"/>.</param>
    public TBuilder BroadcastBinary(
        ReadOnlyMemory<byte> payload, string? path = null, bool samePath = false, bool exceptMe = false, Matcher? where = null) =>
        BroadcastMessage(BinaryOf(payload), path, samePath, exceptMe, where);

    internal TBuilder SendFile(string path, bool asText, byte[] content) => asText && !Utf8.IsValid(content)
        ? throw new ArgumentException($"The file \"{path}\" is no UTF-8, which a text message has to be (RFC 6455 5.6). Send it as binary.", nameof(path))
        : Add(new SendFile(path, asText, new Payload(content)));

    internal TBuilder BroadcastMessage(SendMessage message, string? path, bool samePath, bool exceptMe, Matcher? where) => where is { LooksAtMessage: true }
        ? throw new ArgumentException($"The condition ({where}) looks at a message, and those who hear a broadcast sent none. Use State or Counter.", nameof(where))
        : Add(new Broadcast(message, new BroadcastScope(path is null ? null : PathPattern.Parse(path), samePath, exceptMe, where)));

    private static SendBinary BinaryOf(ReadOnlyMemory<byte> payload) => new(new Payload(payload.ToArray()));

    private static void ThrowIfEmpty<T>(T[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Length == 0)
        {
            throw new ArgumentException("A message has at least one frame (RFC 6455 5.4): give at least one part, it may be empty.", nameof(parts));
        }
    }
}
