using System.Text.Json.Nodes;
using MockWs.Behaviours;

namespace MockWs.Configuration.Shapes;

/// <summary>The shapes of bytes.</summary>
internal abstract partial class Shape
{
    public static Shape<byte[]> Hex { get; } = BytesAs(
        (_, text) => ParseHex(text), Convert.ToHexStringLower, new JsonObject { ["type"] = "string", ["pattern"] = "^ *([0-9A-Fa-f] *[0-9A-Fa-f] *)*$" });

    public static Shape<byte[]> Base64 { get; } = BytesAs((_, text) => ParseBase64(text), Convert.ToBase64String, new JsonObject { ["type"] = "string" });

    /// <summary>The bytes of a file in the scenario's own folder. They are written as what they are.</summary>
    public static Shape<byte[]> File { get; } = BytesAs(ReadFile, Convert.ToHexStringLower, new JsonObject { ["type"] = "string" });

    /// <summary>A file in the scenario's own folder, under the name that it is written with.</summary>
    public static Shape<(string Path, byte[] Content)> NamedFile { get; } = new Leaf<(string Path, byte[] Content)>(
        node => Option.Of(node.Text()).Then(text => Option.Of(node.Try(() => ReadFile(node, text))).Then(content => Option.OfValue<(string, byte[])>((text, content)))),
        (json, file) => json.WriteStringValue(file.Path),
        () => Schema("string"));

    /// <summary><c>{ "hex": "01ff" }</c>, <c>{ "base64": "Af8=" }</c> or <c>{ "file": "logo.png" }</c>.</summary>
    public static Shape<byte[]> Bytes { get; } = new EitherShape<byte[]>(plain: null, BytesObjects(), empty: Option<byte[]>.None);

    /// <summary>The same, or <c>{}</c> for none.</summary>
    public static Shape<byte[]> BytesOrNone { get; } = new EitherShape<byte[]>(plain: null, BytesObjects(), empty: new([]));

    private static ObjectShape<byte[]>[] BytesObjects() =>
    [
        Object(Member.Required("hex", "The bytes, two hex digits each; spaces where you like.", Hex)),
        Object(Member.Required("base64", "The bytes in base64.", Base64)),
        Object(Member.Required("file", "A file in the scenario's own folder.", File)),
    ];

    private static Leaf<byte[]> BytesAs(Func<ScenarioNode, string, byte[]> parse, Func<byte[], string> show, JsonObject schema) => new(
        node => Option.Of(node.Text()).Then(text => Option.Of(node.Try(() => parse(node, text)))),
        (json, bytes) => json.WriteStringValue(show(bytes)),
        () => schema.DeepClone().AsObject(),
        areEqual: (one, other) => one.AsSpan().SequenceEqual(other));

    private static byte[] ReadFile(ScenarioNode node, string text) => System.IO.File.ReadAllBytes(OwnFolder.Find(node.Mark?.Folder, text));

    private static byte[] ParseHex(string text)
    {
        try
        {
            return Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
        }
        catch (FormatException)
        {
            throw new FormatException($"{JsonText.Quote(text)} is no hex: it has two digits 0-9, a-f a byte, and spaces where you like");
        }
    }

    private static byte[] ParseBase64(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw new FormatException($"{JsonText.Quote(text)} is no base64 (RFC 4648 section 4)");
        }
    }
}
