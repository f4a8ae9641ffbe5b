using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MockWs.Behaviours;

namespace MockWs.Configuration.Shapes;

/// <summary>The shapes of single values.</summary>
internal abstract partial class Shape
{
    private const string DurationPattern = @"^(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?$";

    public static Shape<string> Text { get; } = new Leaf<string>(
        node => Option.Of(node.Text()), (json, text) => json.WriteStringValue(text), () => Schema("string"));

    /// <summary>A name, which is not empty.</summary>
    public static Shape<string> Name { get; } = Text.Checked(text => string.IsNullOrWhiteSpace(text) ? throw new FormatException("must not be empty") : text);

    /// <summary>A text with Liquid expressions.</summary>
    public static Shape<string> Template { get; } = Text.Checked(text => Behaviours.Templates.Template.Parse(text).Source);

    /// <summary>A text under a key whose value elsewhere is JSON of the author's own.</summary>
    public static Shape<string> KeptText { get; } = new Leaf<string>(
        node => Option.Of(node.KeptText()), (json, text) => json.WriteStringValue(text), () => Schema("string"), isKept: true);

    /// <summary>A pattern of paths.</summary>
    public static Shape<string> Path { get; } = new Leaf<string>(
        node => Option.Of(node.Text()), (json, text) => json.WriteStringValue(text), () => new JsonObject { ["type"] = "string", ["pattern"] = "^/" })
        .Checked(text => PathPattern.Parse(text).Source);

    public static Shape<bool> Boolean { get; } = new Leaf<bool>(
        node => Option.OfValue(node.Boolean()), (json, value) => json.WriteBooleanValue(value), () => Schema("boolean"));

    /// <summary>Nothing to say: <c>{}</c>, or <c>true</c> too.</summary>
    public static Shape<ValueTuple> Nothing { get; } = new Leaf<ValueTuple>(ReadNothing, (json, _) => WriteEmpty(json), DescribeNothing);

    /// <summary>Nothing to say: <c>true</c>, or <c>{}</c> too.</summary>
    public static Shape<ValueTuple> True { get; } = new Leaf<ValueTuple>(ReadNothing, (json, _) => json.WriteBooleanValue(true), DescribeNothing);

    /// <summary>JSON to send, in which texts are templates.</summary>
    public static Shape<string> JsonTemplate { get; } = new Leaf<string>(
        node => Option.Of(node.Payload()), WriteJson, () => [], isKept: true)
        .Checked(json => Behaviours.Templates.JsonTemplate.Parse(json), isJson: true);

    /// <summary>JSON to compare with.</summary>
    public static Shape<JsonElement> Element { get; } = new Leaf<JsonElement>(
        node => Option.OfValue(node.Element()), (json, value) => value.WriteTo(json), () => [], isKept: true);

    /// <summary>Texts under names of the author's own, in their order.</summary>
    public static Shape<IReadOnlyList<(string Name, string Value)>> Texts { get; } = TextsThat(text => text);

    /// <summary>Texts with Liquid expressions under names of the author's own, in their order.</summary>
    public static Shape<IReadOnlyList<(string Name, string Value)>> Templates { get; } = TextsThat(Behaviours.Templates.Template.Parse);

    public static Shape<int> Integer(int least = int.MinValue, int most = int.MaxValue) => new Leaf<int>(
        node => Option.OfValue(node.Integer(least, most)), (json, value) => json.WriteNumberValue(value), () => Bounds(least, most, int.MinValue, int.MaxValue));

    public static Shape<long> Long(long least, long most = long.MaxValue) => new Leaf<long>(
        node => Option.OfValue(node.Long(least, most)), (json, value) => json.WriteNumberValue(value), () => Bounds(least, most, long.MinValue, long.MaxValue));

    /// <summary>A time such as <c>"00:00:01.500"</c>.</summary>
    /// <param name="least">The shortest; none if left out.</param>
    public static Shape<TimeSpan> Duration(TimeSpan least = default) => new Leaf<TimeSpan>(
        node => Option.OfValue(node.Duration(least)), (json, value) => json.WriteStringValue(Show(value)), DescribeDuration);

    /// <summary>A time that is more than none.</summary>
    public static Shape<TimeSpan> Interval { get; } = Duration(TimeSpan.FromTicks(1));

    /// <summary>A number above 0 and at most 1.</summary>
    public static Shape<double> Fraction { get; } = new Leaf<double>(
        node => Option.OfValue(node.Fraction()),
        (json, value) => json.WriteNumberValue(value),
        () => new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = 1 });

    /// <summary>One of the words of an enumeration.</summary>
    public static Shape<T> Word<T>()
        where T : struct, Enum => Word(ScenarioValues.WordsOf<T>()).As(
            word => Enum.Parse<T>(word, ignoreCase: true), value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

    /// <summary>One of a few words.</summary>
    public static Shape<string> Word(IReadOnlyList<string> words) => new Leaf<string>(
        node => Option.Of(node.Word(words)),
        (json, word) => json.WriteStringValue(word),
        () => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) });

    /// <summary>A list of values of one shape.</summary>
    public static Shape<IReadOnlyList<T>> List<T>(Shape<T> item) => new ListShape<T>(item);

    /// <summary>A plain value, or one of objects that are told apart by their members.</summary>
    public static Shape<T> Either<T>(Shape<T> plain, params ObjectShape<T>[] objects) => new EitherShape<T>(plain, objects, Option<T>.None);

    private static Leaf<IReadOnlyList<(string Name, string Value)>> TextsThat(Func<string, object> check) => new(
        node => new(node.TextEntries(check).ToList()), WriteTexts, () => Map(Schema("string")), isKept: true);

    /// <summary>A plain value, or <c>{}</c> for what holds without one.</summary>
    public static Shape<T> OrEmpty<T>(Shape<T> plain, T otherwise) => new EitherShape<T>(plain, [], otherwise);

    private static JsonObject Schema(string type) => new() { ["type"] = type };

    private static JsonObject Map(JsonObject value) => new() { ["type"] = "object", ["additionalProperties"] = value };

    private static JsonObject DescribeDuration()
    {
        var schema = Schema("string");
        schema.Add("pattern", DurationPattern);
        schema.Add("examples", new JsonArray("00:00:01", "00:00:01.500"));
        return schema;
    }

    private static JsonObject DescribeNothing() =>
        new() { ["anyOf"] = new JsonArray(new JsonObject { ["const"] = true }, SchemaBook.Object([])), ["default"] = new JsonObject() };

    private static JsonObject Bounds(long least, long most, long min, long max)
    {
        var schema = Schema("integer");
        if (least > min)
        {
            schema.Add("minimum", least);
        }

        if (most < max)
        {
            schema.Add("maximum", most);
        }

        return schema;
    }

    private static Option<ValueTuple> ReadNothing(ScenarioNode node)
    {
        node.Nothing();
        return default(ValueTuple);
    }

    private static void WriteEmpty(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, IReadOnlyList<(string Name, string Value)> texts)
    {
        json.WriteStartObject();
        foreach (var (name, value) in texts)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteJson(Utf8JsonWriter json, string text)
    {
        using var document = JsonDocument.Parse(text, ScenarioValues.Lenient);
        document.RootElement.WriteTo(json);
    }

    // The constant format has seven digits of a second or none; the zeros at its end say nothing.
    private static string Show(TimeSpan time)
    {
        var text = time.ToString("c", CultureInfo.InvariantCulture);
        return time.Ticks % TimeSpan.TicksPerSecond == 0 ? text : text.TrimEnd('0');
    }
}
