using MockWs.Behaviours.Matching;
using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using static MockWs.Language.MatcherWords;

namespace MockWs.Language;

/// <summary>What a scenario asks of the bytes of a binary message.</summary>
internal static class BinaryWords
{
    private static readonly Shape<(int Min, int Max)> Length = Shape.Either(
        Shape.Integer(least: 0).As(length => (length, length), bounds => bounds.Item1 == bounds.Item2 ? bounds.Item1 : Option<int>.None),
        Shape.Object(
                Member.Optional("min", "The fewest bytes.", Shape.Integer(least: 0), 0),
                Member.Optional("max", "The most bytes; without it there is no bound.", Shape.Integer(least: 0), int.MaxValue))
            .Where("max", bounds => bounds.Item2 >= bounds.Item1, "must not be less than \"min\""));

    public static Vocabulary<List<Matcher>, Matcher> All { get; } = new(
        "binaryMatcher",
        "What is asked of the bytes; several keys must all hold.",
        [
            Word("hex", "The bytes are these, in hex.", Shape.Hex, Is, (BinaryIsMatcher matcher) => matcher.Expected.ToArray(), "\"01 ff\""),
            Word("base64", "The bytes are these, in base64.", Shape.Base64, Is, (BinaryIsMatcher _) => InHex, "\"Af8=\""),
            Word("file", "The bytes are those of a file in the scenario's own folder.", Shape.File, Is, (BinaryIsMatcher _) => InHex, "\"logo.png\""),
            Word(
                "startsWith",
                "The bytes start with these.",
                Shape.Bytes,
                bytes => Binary.StartsWith(bytes),
                (BinaryPrefixMatcher matcher) => matcher.Prefix.ToArray(),
                """{ "hex": "01" }""", """{ "base64": "AQ==" }""", """{ "file": "logo.png" }"""),
            Word(
                "length",
                "There are this many bytes, or a number between two.",
                Length,
                bounds => Binary.HasLength(bounds.Min, bounds.Max),
                (BinaryLengthMatcher matcher) => (matcher.Min, matcher.Max),
                "4", """{ "min": 2, "max": 4 }""", """{ "min": 2 }"""),
        ]);

    private static Matcher Is(byte[] bytes) => Binary.Is(bytes);

    // Bytes are written in hex, wherever they came from.
    private static Option<byte[]> InHex => default;
}
