using System.Globalization;
using System.Text.Json;
using MockWs.Behaviours;

namespace MockWs.Configuration;

/// <summary>Reads values by their type. A value of another type is noted as an error, and null is returned.</summary>
internal static class ScenarioValues
{
    public static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static string? Text(this ScenarioNode node) =>
        node.Value is { } value && node.Mark?.Kind is null or JsonValueKind.String ? node.Value : node.WrongKind<string>("a text in quotes");

    public static int? Integer(this ScenarioNode node, int least = int.MinValue, int most = int.MaxValue) => (int?)node.Long(least, most);

    public static long? Long(this ScenarioNode node, long least, long most = long.MaxValue)
    {
        if (node.Mark?.Kind is not (null or JsonValueKind.Number)
            || !long.TryParse(node.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            node.WrongKind("a whole number");
            return null;
        }

        if (number >= least && number <= most)
        {
            return number;
        }

        node.Wrong(least == int.MinValue || most is int.MaxValue or long.MaxValue
            ? $"must be at least {least}, is {number}"
            : $"must be from {least} to {most}, is {number}");
        return null;
    }

    public static bool? Boolean(this ScenarioNode node)
    {
        if (node.Mark?.Kind is null or JsonValueKind.True or JsonValueKind.False && bool.TryParse(node.Value, out var value))
        {
            return value;
        }

        node.WrongKind("true or false");
        return null;
    }

    /// <summary>A time such as <c>"00:00:01.500"</c>.</summary>
    /// <param name="node">The value.</param>
    /// <param name="least">The shortest that is allowed.</param>
    public static TimeSpan? Duration(this ScenarioNode node, TimeSpan least = default)
    {
        // Without a colon, "5" would be five days.
        if (node.Mark?.Kind is not (null or JsonValueKind.String) || node.Value?.Contains(':') != true
            || !TimeSpan.TryParseExact(node.Value, "c", CultureInfo.InvariantCulture, out var time))
        {
            node.WrongKind("a duration such as \"00:00:01.500\"");
            return null;
        }

        if (time >= least)
        {
            return time;
        }

        node.Wrong(least > TimeSpan.Zero ? $"must be more than no time, is \"{node.Value}\"" : $"must not be negative, is \"{node.Value}\"");
        return null;
    }

    /// <summary>A number above 0 and at most 1.</summary>
    public static double? Fraction(this ScenarioNode node)
    {
        if (node.Mark?.Kind is not (null or JsonValueKind.Number)
            || !double.TryParse(node.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            node.WrongKind("a number");
            return null;
        }

        if (number is > 0 and <= 1)
        {
            return number;
        }

        node.Wrong($"must be above 0 and at most 1, is {node.Value}");
        return null;
    }

    /// <summary>One of the words of an enumeration.</summary>
    public static T? Word<T>(this ScenarioNode node)
        where T : struct, Enum => node.Word(WordsOf<T>()) is { } word ? Enum.Parse<T>(word, ignoreCase: true) : null;

    /// <summary>One of a few words, as it stands among them.</summary>
    public static string? Word(this ScenarioNode node, IReadOnlyList<string> words)
    {
        if (node.Text() is not { } text)
        {
            return null;
        }

        if (words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return known;
        }

        var suggestion = NearestName.Suggestion(text, words);
        node.Wrong($"{JsonText.Quote(text)} is none of {string.Join(", ", words)}{suggestion}");
        return null;
    }

    /// <summary>The words of an enumeration as JSON has them.</summary>
    public static IReadOnlyList<string> WordsOf<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>The elements of a list; empty if it is none.</summary>
    public static IReadOnlyList<ScenarioNode> Items(this ScenarioNode node)
    {
        if (node.IsList())
        {
            return [.. node.Children];
        }

        node.WrongKind("a list: [ … ]");
        return [];
    }

    public static IEnumerable<string> Texts(this ScenarioNode node) => node.Items().Select(item => item.Text()).OfType<string>();

    /// <summary>Says that nothing is to be said here: <c>{}</c> or <c>true</c>.</summary>
    public static void Nothing(this ScenarioNode node)
    {
        if (node.Children.Any() || (node.Mark?.Kind ?? JsonValueKind.True) is not (JsonValueKind.Object or JsonValueKind.True)
            || node.Value is not (null or "") && !(bool.TryParse(node.Value, out var value) && value))
        {
            node.WrongKind("{} or true");
        }
    }

    /// <summary>JSON whose types, keys and order were kept.</summary>
    public static string? Payload(this ScenarioNode node)
    {
        if (node.Children.Any() || node.Value is not { } value || PayloadText.Read(value) is not { } json)
        {
            node.Wrong(
                "came in pieces, without its types and key order. Read the file with UseScenario(path) or AddScenarioFile(path), not with "
                + "AddJsonFile; from the environment, give the whole of it as JSON in braces, brackets or quotes");
            return null;
        }

        return json;
    }

    /// <summary>JSON that no template is in, with neither comments nor trailing commas.</summary>
    public static JsonElement? Element(this ScenarioNode node)
    {
        if (node.Payload() is not { } payload)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(payload, Lenient);
            using var output = new MemoryStream();
            using (var writer = new Utf8JsonWriter(output))
            {
                document.RootElement.WriteTo(writer);
            }

            return JsonElement.Parse(output.ToArray());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            node.Wrong($"not JSON: {(e is JsonException json ? JsonText.What(json) : e.Message)}");
            return null;
        }
    }

    /// <summary>A text that was kept as JSON.</summary>
    public static string? KeptText(this ScenarioNode node)
    {
        if (node.Element() is not { } element)
        {
            return null;
        }

        if (element.ValueKind == JsonValueKind.String)
        {
            return element.GetString();
        }

        node.Wrong($"must be a text in quotes, is {Article(element.ValueKind)}");
        return null;
    }

    /// <summary>The members of an object whose names are the author's own, in their order; empty if it is none.</summary>
    public static IReadOnlyList<ScenarioEntry> Entries(this ScenarioNode node)
    {
        if (node.Element() is not { } element)
        {
            return [];
        }

        if (element.ValueKind == JsonValueKind.Object)
        {
            return node.EntriesOf(element, node.Payload()!);
        }

        node.Wrong($"must be an object, is {Article(element.ValueKind)}");
        return [];
    }

    /// <summary>The members of an object of texts whose names are the author's own, in their order.</summary>
    /// <param name="node">The value.</param>
    /// <param name="check">Throws what is wrong with a text.</param>
    public static IEnumerable<(string Name, string Value)> TextEntries(this ScenarioNode node, Func<string, object> check)
    {
        foreach (var entry in node.Entries())
        {
            if (string.IsNullOrWhiteSpace(entry.Name))
            {
                entry.Wrong("the name must not be empty");
            }

            if (entry.Text() is { } text && entry.Try(() => check(text)) is not null)
            {
                yield return (entry.Name, text);
            }
        }
    }

    public static bool IsObject(this ScenarioNode node) => node.Mark?.Kind is { } kind
        ? kind == JsonValueKind.Object
        : string.IsNullOrEmpty(node.Value) && !node.Children.Any(child => ConfigurationPaths.IsIndex(child.Key));

    public static void WrongKind(this ScenarioNode node, string expected) => node.Wrong($"must be {expected}, is {Actual(node)}");

    private static T? WrongKind<T>(this ScenarioNode node, string expected)
        where T : class
    {
        node.WrongKind(expected);
        return null;
    }

    private static bool IsList(this ScenarioNode node) => node.Mark?.Kind is { } kind
        ? kind == JsonValueKind.Array
        : string.IsNullOrEmpty(node.Value) && node.Children.All(child => ConfigurationPaths.IsIndex(child.Key));

    private static string Actual(ScenarioNode node) => node switch
    {
        { Mark.Kind: JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null } => Article(node.Mark.Kind.Value),
        { Mark.Kind: JsonValueKind.String, Value: { } text } => JsonText.Quote(text),
        { Mark.Kind: JsonValueKind.Number, Value: { } number } => number,
        { Mark.Kind: { } kind } => Article(kind),
        { Value: { Length: > 0 } value } => JsonText.Quote(value),
        _ => node.Children.Any() ? "an object or a list" : "empty",
    };

    private static string Article(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}
