using System.Text.Json.Nodes;
using MockWs.Behaviours.Matching;
using MockWs.Configuration;
using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;

namespace MockWs.Language;

/// <summary>An object of matchers, which must all hold.</summary>
/// <param name="vocabulary">The words; asked for when they are needed, because they contain themselves.</param>
internal sealed class MatcherShape(Func<Vocabulary<List<Matcher>, Matcher>> vocabulary) : Shape<Matcher>
{
    public override IVocabulary? Vocabulary => vocabulary();

    /// <summary>Joins matchers, of which there has to be one.</summary>
    public static Matcher Join(IReadOnlyList<Matcher> matchers, Func<Matcher, Matcher, Matcher> join) => matchers.Count == 0
        ? throw new FormatException("is empty, so it says nothing; { \"any\": true } is every message")
        : matchers.Aggregate(join);

    public override Option<Matcher> Read(ScenarioNode node)
    {
        var words = vocabulary();
        var members = node.Members(words.Names);
        if (members.Count == 0 && (node.IsWrong || node.Children.Any()))
        {
            return default;
        }

        var matchers = new List<Matcher>();
        words.Say(node, members, matchers);
        return matchers.Count < members.Count ? default : Option.Of(node.Try(() => Join(matchers, (one, other) => one & other)));
    }

    public override void Write(ScenarioWriter writer, Matcher value)
    {
        var words = vocabulary();
        if (Runs(value) is { } runs)
        {
            writer.Json.WriteStartObject();
            foreach (var (word, matcher) in runs)
            {
                word.Write(writer, matcher);
            }

            writer.Json.WriteEndObject();
        }
        else if (words.WordOf(value) is { } word)
        {
            writer.Json.WriteStartObject();
            word.Write(writer, value);
            writer.Json.WriteEndObject();
        }
        else
        {
            writer.Refuse($"JSON has no word for this matcher: {value}");
        }
    }

    public override bool CanWrite(Matcher value) => Runs(value) is not null || vocabulary().WordOf(value) is not null;

    public override JsonObject Describe(SchemaBook schemas) => vocabulary().Describe(schemas, schema => schema.Add("minProperties", 1));

    /// <summary>
    /// The keys of one object that say all of several matchers; null if they cannot. The object is read in the order of the vocabulary.
    /// </summary>
    private List<(Word<List<Matcher>, Matcher> Word, Matcher Matcher)>? Runs(Matcher value)
    {
        if (value is not AllMatcher all)
        {
            return null;
        }

        var runs = new List<(Word<List<Matcher>, Matcher> Word, List<Matcher> Matchers)>();
        foreach (var matcher in all.Matchers)
        {
            if (vocabulary().WordOf(matcher) is not { } word)
            {
                return null;
            }

            if (runs.Count > 0 && runs[^1].Word == word)
            {
                runs[^1].Matchers.Add(matcher);
            }
            else
            {
                runs.Add((word, [matcher]));
            }
        }

        var joined = runs.Select(run => (run.Word, Join(run.Matchers, (one, other) => one & other))).ToList();
        var order = vocabulary().Words.ToList();
        return joined.Zip(joined.Skip(1)).All(pair => order.IndexOf(pair.First.Word) < order.IndexOf(pair.Second.Word))
            && joined.TrueForAll(run => run.Word.CanWrite(run.Item2))
            ? joined
            : null;
    }
}
