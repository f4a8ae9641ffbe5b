using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using MockWs.Language;

namespace MockWs.Tests.Configuration.Words;

/// <summary>All words of scenarios, found by going through those of the scenario itself.</summary>
internal static class Vocabularies
{
    public static IReadOnlyList<IVocabulary> All { get; } = [.. Find()];

    /// <summary>A whole scenario around some keys of a vocabulary.</summary>
    public static string Around(IVocabulary vocabulary, string json) => vocabulary.Name switch
    {
        "scenario" => $"{{ {json} }}",
        "endpoint" when json.StartsWith("\"path\"", StringComparison.Ordinal) => $$"""{ "endpoints": [ { {{json}} } ] }""",
        "endpoint" => $$"""{ "endpoints": [ { "path": "/", {{json}} } ] }""",
        "handshake" => $$"""{ "endpoints": [ { "path": "/", "handshake": { {{json}} } } ] }""",
        "action" => $$"""{ "endpoints": [ { "path": "/", "onOpen": [ { {{json}} } ] } ] }""",
        "step" => $$"""{ "endpoints": [ { "path": "/", "script": [ { {{json}} } ] } ] }""",
        "fault" => $$"""{ "faults": [ { {{json}} } ] }""",
        "matcher" => $$"""{ "endpoints": [ { "path": "/", "rules": [ { "when": { {{json}} }, "then": [] } ] } ] }""",
        "binaryMatcher" => $$"""{ "endpoints": [ { "path": "/", "rules": [ { "when": { "binary": { {{json}} } }, "then": [] } ] } ] }""",
        var other => throw new InvalidOperationException($"Say here where in a scenario the words of \"{other}\" stand."),
    };

    private static IEnumerable<IVocabulary> Find()
    {
        var seen = new HashSet<Shape>();
        var found = new HashSet<IVocabulary>();
        var open = new Queue<IVocabulary>([SettingWords.All]);
        while (open.TryDequeue(out var vocabulary))
        {
            if (found.Add(vocabulary))
            {
                yield return vocabulary;
                foreach (var inner in vocabulary.Words.SelectMany(word => Within(word.Shape, seen)))
                {
                    open.Enqueue(inner);
                }
            }
        }
    }

    private static IEnumerable<IVocabulary> Within(Shape shape, HashSet<Shape> seen) =>
        !seen.Add(shape) ? [] :
        shape.Vocabulary is { } vocabulary ? [vocabulary] :
        shape.Parts.SelectMany(part => Within(part.Shape, seen));
}
