using System.Text;
using BenchmarkDotNet.Attributes;
using MockWs.Behaviours;
using MockWs.Behaviours.Matching;
using MockWs.Wire;

namespace MockWs.Benchmarks.Rules;

/// <summary>What an endpoint with many rules of one kind takes to find the last of them for a message: exact rules are looked up, others tried.</summary>
public class RuleCost
{
    private byte[] _message = [];
    private Playbook _playbook = null!;

    [Params("exact", "jsonSubset", "jsonPath", "regex", "glob", "contains")]
    public string Kind { get; set; } = "";

    [Params(10, 1_000, 10_000)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var rules = Enumerable.Range(1, Rules).Select(n => new Rule(MatcherOf(Kind, n), ActionsBuilder.Build(then => then.Send("ok"))));
        _playbook = new Playbook(new Endpoint { Rules = [.. rules] }, Unmatched.Fail, answersPings: true, answersClose: true);
        _message = Encoding.UTF8.GetBytes(MessageOf(Kind, Rules));
        if (!React().StartsWith($"rule {Rules}: ", StringComparison.Ordinal))
            throw new InvalidOperationException($"The last rule does not answer: {React()}");
    }

    [Benchmark]
    public string React() =>
        _playbook.React(new SessionEvent(Opcode.Text, _message), ConnectionState.Empty, ServerState.Empty).Why!;

    private static Matcher MatcherOf(string kind, int n) => kind switch
    {
        "exact" => Text.Is($"order {n}"),
        "jsonSubset" => Json.Contains($$"""{"type":"order","id":{{n}}}"""),
        "jsonPath" => Json.Path("$.id", n),
        "regex" => Text.Matches($"^order {n}$"),
        "glob" => Text.Glob($"*order {n}"),
        "contains" => Text.Contains($"order {n}."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of rule."),
    };

    private static string MessageOf(string kind, int n) => kind switch
    {
        "jsonSubset" or "jsonPath" => $$"""{"type":"order","id":{{n}},"items":[{"sku":"a","count":2},{"sku":"b","count":1}],"note":"as before"}""",
        "contains" => $"order {n}.",
        _ => $"order {n}",
    };
}
