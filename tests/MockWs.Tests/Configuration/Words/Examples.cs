using MockWs.Configuration.Words;

namespace MockWs.Tests.Configuration.Words;

/// <summary>The examples of words, read as scenarios.</summary>
internal static class Examples
{
    /// <summary>The files that are still to be written.</summary>
    private static readonly HashSet<string> Files = ["logo.png", "hello.txt"];

    /// <summary>Reads the scenario around an example, beside the files that examples name.</summary>
    public static MockWsServerBuilder Read(IVocabulary vocabulary, Word word, string example) => Read(Vocabularies.Around(vocabulary, $"\"{word.Name}\": {example}"));

    /// <summary>Reads a scenario beside the files that examples name.</summary>
    public static MockWsServerBuilder Read(string json)
    {
        var path = Scenarios.Write(json);
        lock (Files)
        {
            foreach (var file in Files)
            {
                File.WriteAllText(Path.Combine(Path.GetDirectoryName(path)!, file), "hello");
            }

            Files.Clear();
        }

        return new MockWsServerBuilder().UseScenario(path);
    }
}
