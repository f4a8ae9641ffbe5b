using MockWs.Behaviours;
using MockWs.Behaviours.Matching;

namespace MockWs.Tests.Behaviours;

internal sealed class ShadowedRulesTests
{
    private static IEnumerable<TestCaseData> Pairs =>
    [
        Pair(Text.Is("a"), Text.Is("a"), shadowed: true),
        Pair(Text.Is("a"), Text.Is("b"), shadowed: false),
        Pair(Json.Contains("""{"a":1,"b":2}"""), Json.Contains("""{"b":2.0,"a":1}"""), shadowed: true),
        Pair(Json.Contains("""{"a":1}"""), Json.Is("""{"a":1}"""), shadowed: false),
        Pair(Json.Path("$.a", 1), Json.Path("$.a", 1), shadowed: true),
        Pair(Json.Path("$.a", 1), Json.Path("$.a", 2), shadowed: false),
        Pair(Any.Message, Binary.Is(1), shadowed: true),
        Pair(Text.Any, Text.Matches("a"), shadowed: true),
        Pair(Text.Any, Json.Contains("""{"a":1}"""), shadowed: false),
        Pair(Binary.Any, Binary.HasLength(3), shadowed: true),
        Pair(Binary.Any, Text.Is("a"), shadowed: false),
        Pair(Text.Matches("^b"), Text.Is("bye"), shadowed: true),
        Pair(Text.Glob("b*"), Text.Is("ab"), shadowed: false),
        Pair(Binary.StartsWith(1), Binary.Is(1, 2), shadowed: true),
        Pair(Text.Is("a"), Text.Is("a") & State.Is("on", "yes"), shadowed: true),
        Pair(Text.Is("a") & State.Is("on", "yes"), Text.Is("a"), shadowed: false),
        Pair(Text.Is("a") | Text.Is("b"), Text.Is("b"), shadowed: true),
        Pair(Text.Any, Text.Is("a") | Text.Is("b"), shadowed: true),
        Pair(Text.Is("a"), Text.Is("a") | Text.Is("b"), shadowed: false),
        Pair(!Text.Is("a"), Text.Is("b"), shadowed: false),
    ];

    [TestCaseSource(nameof(Pairs))]
    public void A_rule_is_shadowed_by_one_that_takes_all_that_it_means(Matcher first, Matcher second, bool shadowed) =>
        ShadowedRules.Find([new Rule(first, []), new Rule(second, [])]).Should().Equal(shadowed ? [(1, 0)] : []);

    [Test]
    public void A_rule_that_answers_only_so_often_shadows_none() =>
        ShadowedRules.Find([new Rule(Any.Message, [], Times: 1), new Rule(Text.Is("a"), [])]).Should().BeEmpty();

    [Test]
    public void The_first_that_answers_in_its_place_is_named() =>
        ShadowedRules.Find([new Rule(Text.Is("b"), []), new Rule(Text.Any, []), new Rule(Text.Is("b"), []), new Rule(Text.Is("c"), [])])
            .Should().Equal((2, 0), (3, 1));

    private static TestCaseData Pair(Matcher first, Matcher second, bool shadowed) =>
        new TestCaseData(first, second, shadowed).SetArgDisplayNames($"{first}", $"{second}");
}
