using System.Text.Json.Nodes;
using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;

namespace MockWs.Tests.Configuration.Words;

/// <summary>What holds for each word of scenarios. The words themselves are gone through, so that a new one is tested by being there.</summary>
internal sealed class WordTests
{
    private static IEnumerable<TestCaseData> Words =>
        from vocabulary in Vocabularies.All
        from word in vocabulary.Words
        select new TestCaseData(vocabulary, word).SetArgDisplayNames(vocabulary.Name, word.Name);

    private static IEnumerable<TestCaseData> WordsWithExamples =>
        from vocabulary in Vocabularies.All
        from word in vocabulary.Words
        from example in word.Examples
        select new TestCaseData(vocabulary, word, example).SetArgDisplayNames(vocabulary.Name, word.Name, example);

    [TestCaseSource(nameof(WordsWithExamples))]
    public void What_a_word_says_is_written_and_read_back_equal(IVocabulary vocabulary, Word word, string example)
    {
        var said = Examples.Read(vocabulary, word, example);

        var written = said.ToJson();
        var read = Examples.Read(written);

        read.Options.Endpoints.Should().Equal(said.Options.Endpoints);
        read.Options.Should().BeEquivalentTo(said.Options);
        read.ToJson().Should().Be(written);
        var isWrittenInHex = word.Name is "base64" or "file";

        // Of the backends only the one that holds anyway is always here.
        var isLeftOut = word.Name == "backend";
        written.Contains(isWrittenInHex ? "\"hex\"" : $"\"{word.Name}\"", StringComparison.Ordinal).Should().Be(!isLeftOut, written);
    }

    [TestCaseSource(nameof(Words))]
    public void Each_member_of_a_word_occurs_in_an_example(IVocabulary vocabulary, Word word)
    {
        var shown = word.Examples.SelectMany(example => Names(JsonNode.Parse(example))).ToHashSet();

        Members(word.Shape).Should().BeSubsetOf(shown, "{0} has to show all it can say in its examples", vocabulary.Name);
        (word.Examples.Count > 0 || word.Shape.Vocabulary is not null).Should().BeTrue("a word without an example is not tested");
    }

    [TestCaseSource(nameof(Words))]
    public void Each_word_says_in_a_sentence_what_it_is(IVocabulary vocabulary, Word word) => word.About.Should().MatchRegex("^[A-Z].*\\.$", vocabulary.Name);

    [Test]
    public void A_key_whose_value_is_kept_as_JSON_text_is_so_wherever_it_stands()
    {
        var keys = Vocabularies.All.SelectMany(vocabulary => vocabulary.Words).SelectMany(word => Keys(word.Name, word.Shape)).ToLookup(key => key.Key, key => key.IsKept);

        keys.Where(key => key.Distinct().Count() > 1).Select(key => key.Key).Should().BeEmpty();
    }

    private static IEnumerable<string> Members(Shape shape) =>
        shape.Vocabulary is not null ? [] : shape.Parts.SelectMany(part => (part.Key is null ? [] : new[] { part.Key }).Concat(Members(part.Shape)));

    private static IEnumerable<(string Key, bool IsKept)> Keys(string key, Shape shape) =>
        [(key, shape.IsKept), .. shape.Vocabulary is not null ? [] : shape.Parts.SelectMany(part => Keys(part.Key ?? "[]", part.Shape))];

    private static IEnumerable<string> Names(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => Names(member.Value).Prepend(member.Key)),
        JsonArray json => json.SelectMany(Names),
        _ => [],
    };
}
