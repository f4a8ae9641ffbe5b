using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using MockWs.Behaviours;
using MockWs.Behaviours.Matching;

namespace MockWs;

/// <summary>
/// Matchers for messages that are JSON, be they text or binary. A message is parsed once, however many of them look at it. Safe for concurrent use.
/// </summary>
public static class Json
{
    private const string Reflection = "Serializes by reflection; give the JSON text, or a JsonElement from a source-generated serializer, instead.";

    /// <summary>The message is equal to this: numbers by value, objects whatever the order of their members.</summary>
    /// <param name="json">JSON text.</param>
    /// <exception cref="ArgumentException">It is no JSON; the message says what is wrong and where.</exception>
    public static Matcher Is([StringSyntax(StringSyntaxAttribute.Json)] string json) => new JsonIsMatcher(Parse(json));

    /// <inheritdoc cref="Is(string)"/>
    public static Matcher Is(JsonElement expected) => new JsonIsMatcher(Checked(expected));

    /// <inheritdoc cref="Is(string)"/>
    /// <param name="expected">A value that is serialized: an anonymous object, a record, a <see cref="System.Text.Json.Nodes.JsonNode"/>.</param>
    /// <param name="options">How to serialize it; the serializer's defaults if left out.</param>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static Matcher Is<T>(T expected, JsonSerializerOptions? options = null) => Is(JsonSerializer.SerializeToElement(expected, options));

    /// <summary>
    /// The message contains this. An object: every member is there and contains the one expected; others may be there too. An array: it has the
    /// same length, and each element contains the one expected at its index. Anything else: it is equal.
    /// </summary>
    /// <param name="json">JSON text.</param>
    /// <exception cref="ArgumentException">It is no JSON; the message says what is wrong and where.</exception>
    public static Matcher Contains([StringSyntax(StringSyntaxAttribute.Json)] string json) => new JsonContainsMatcher(Parse(json));

    /// <inheritdoc cref="Contains(string)"/>
    public static Matcher Contains(JsonElement expected) => new JsonContainsMatcher(Checked(expected));

    /// <inheritdoc cref="Contains(string)"/>
    /// <param name="expected">A value that is serialized: an anonymous object, a record, a <see cref="System.Text.Json.Nodes.JsonNode"/>.</param>
    /// <param name="options">How to serialize it; the serializer's defaults if left out.</param>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static Matcher Contains<T>(T expected, JsonSerializerOptions? options = null) =>
        Contains(JsonSerializer.SerializeToElement(expected, options));

    /// <summary>A path leads to a node that is equal to a value. If it leads to several nodes, one of them is enough.</summary>
    /// <param name="path">A JSONPath (RFC 9535), such as <c>$.op</c> or <c>$.items[?@.id == 7].name</c>.</param>
    /// <param name="value">The string expected; null for JSON's null.</param>
    /// <exception cref="ArgumentException">The path is no JSONPath; the message says what is wrong and where.</exception>
    public static Matcher Path(string path, string? value)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new JsonPathValueMatcher(path, Parse(value is null ? "null" : JsonText.Quote(value)));
    }

    /// <inheritdoc cref="Path(string, string)"/>
    /// <param name="path">A JSONPath (RFC 9535), such as <c>$.op</c> or <c>$.items[?@.id == 7].name</c>.</param>
    /// <param name="value">The value expected.</param>
    public static Matcher Path(string path, JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new JsonPathValueMatcher(path, Checked(value));
    }

    /// <inheritdoc cref="Path(string, string)"/>
    /// <param name="path">A JSONPath (RFC 9535), such as <c>$.op</c> or <c>$.items[?@.id == 7].name</c>.</param>
    /// <param name="value">The value expected, which is serialized: a number, a truth value, an anonymous object.</param>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static Matcher Path<T>(string path, T value) => Path(path, JsonSerializer.SerializeToElement(value));

    /// <summary>
    /// A path leads to a string, number or truth value in which a regular expression matches. If it leads to several, one of them is enough.
    /// The groups are there for the replies: <c>{{message.groups[1]}}</c>.
    /// </summary>
    /// <param name="path">A JSONPath (RFC 9535).</param>
    /// <param name="pattern">A regular expression as <see cref="Text.Matches"/> takes it.</param>
    /// <exception cref="ArgumentException">The path or the pattern is none; the message says what is wrong and where.</exception>
    public static Matcher PathMatches(string path, [StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(pattern);
        return new JsonPathRegexMatcher(path, pattern);
    }

    /// <summary>
    /// The message is valid under a JSON Schema of draft 2020-12. The schema has to be whole: nothing is fetched. As the draft has it by
    /// default, <c>format</c> does not decide; a <c>pattern</c> is a regular expression as <see cref="Text.Matches"/> takes it.
    /// </summary>
    /// <param name="schema">The schema as JSON text.</param>
    /// <exception cref="ArgumentException">It is no JSON, or no schema of this draft; the message says what is wrong and where.</exception>
    public static Matcher Schema([StringSyntax(StringSyntaxAttribute.Json)] string schema) => new JsonSchemaMatcher(Parse(schema));

    /// <inheritdoc cref="Schema(string)"/>
    public static Matcher Schema(JsonElement schema) => new JsonSchemaMatcher(Checked(schema));

    private static JsonElement Parse(string json, [CallerArgumentExpression(nameof(json))] string parameter = "")
    {
        ArgumentNullException.ThrowIfNull(json, parameter);
        return JsonText.TryParse(Encoding.UTF8.GetBytes(json), out var value, out var error)
            ? value
            : throw new ArgumentException($"Not JSON: {error}. A JSON string needs quotes of its own: \"\\\"text\\\"\".", parameter);
    }

    // A JsonElement may come from a document that its owner disposes of.
    private static JsonElement Checked(JsonElement value) => Parse(value.GetRawText());
}
