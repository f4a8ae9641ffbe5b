using System.Text;
using MockWs.Behaviours;
using MockWs.Behaviours.Matching;
using MockWs.Wire;

namespace MockWs.Tests.Behaviours.Matching;

[TestFixture]
public sealed class RuleIndexTests
{
    private static readonly string[] Words = ["", "a", "b", "ab", "ba", "aab"];

    [TestCase("a", 0)]
    [TestCase("b", 1)]
    [TestCase("c", -1)]
    public void An_exact_rule_is_found_by_its_payload(string text, int rule) => Find([Text.Is("a"), Text.Is("b")], text).Should().Be(rule);

    [Test]
    public void The_first_of_two_rules_for_one_payload_answers() => Find([Text.Is("b"), Text.Is("a"), Text.Is("a")], "a").Should().Be(1);

    [Test]
    public void A_rule_of_another_kind_answers_first_where_it_stands_first()
    {
        Find([Text.Any, Text.Is("a")], "a").Should().Be(0);
        Find([Text.Is("a"), Text.Any], "a").Should().Be(0);
        Find([Text.Is("b"), Text.Glob("a*"), Text.Is("a")], "a").Should().Be(1);
    }

    [Test]
    public void Text_and_binary_of_the_same_bytes_are_told_apart()
    {
        var index = new RuleIndex([Text.Is("a"), Binary.Is("a"u8)]);
        Message? message = null;

        index.Find(Opcode.Binary, "a"u8, Came.Scope(), ref message).Should().Be(1);
        index.Find(Opcode.Ping, "a"u8, Came.Scope(), ref message).Should().Be(-1);
    }

    [Test]
    public void A_search_goes_on_after_a_rule_that_is_not_in_force()
    {
        var index = new RuleIndex([Text.Is("a"), Text.Any, Text.Is("a") & State.Is("login", "yes"), Text.Is("a")]);
        var found = new List<int>();
        Message? message = null;
        for (var rule = index.Find(Opcode.Text, "a"u8, Came.Scope(), ref message);
             rule >= 0;
             rule = index.Find(Opcode.Text, "a"u8, Came.Scope(), ref message, rule + 1))
        {
            found.Add(rule);
        }

        found.Should().Equal(0, 1, 2, 3);
    }

    [Test]
    public void An_exact_payload_with_a_condition_is_looked_up_and_the_condition_still_tried() =>
        Find([Text.Is("a") & State.Is("login", "no"), State.Is("login", "yes") & Text.Is("a")], "a").Should().Be(1);

    [Test]
    public void The_groups_of_a_rule_that_was_not_found_are_gone()
    {
        var index = new RuleIndex([Text.Matches("(a)"), Text.Is("b")]);
        var scope = Came.Scope();
        Message? message = null;

        index.Find(Opcode.Text, "a"u8, scope, ref message).Should().Be(0);
        scope.Groups.Should().NotBeNull();
        message = null;
        index.Find(Opcode.Text, "b"u8, scope, ref message).Should().Be(1);
        scope.Groups.Should().BeNull();
    }

    [Test]
    public void A_message_is_made_once_and_only_if_a_matcher_has_to_see_it()
    {
        var index = new RuleIndex([Text.Is("a"), Text.Any, Text.Any]);
        Message? message = null;

        index.Find(Opcode.Text, "a"u8, Came.Scope(), ref message);
        message.Should().BeNull();

        index.Find(Opcode.Text, "b"u8, Came.Scope(), ref message).Should().Be(1);
        var made = message;
        index.Find(Opcode.Text, "b"u8, Came.Scope(), ref message, 2).Should().Be(2);
        message.Should().NotBeNull().And.BeSameAs(made);
    }

    [Test]
    public void Finding_one_of_ten_thousand_exact_rules_allocates_nothing()
    {
        var index = new RuleIndex(Enumerable.Range(0, 10_000).Select(i => Text.Is($"rule {i}")));
        var scope = Came.Scope();
        Message? message = null;
        index.Find(Opcode.Text, "rule 1"u8, scope, ref message);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var rule = index.Find(Opcode.Text, "rule 9876"u8, scope, ref message);
        var after = GC.GetAllocatedBytesForCurrentThread();

        rule.Should().Be(9876);
        (after - before).Should().Be(0);
    }

    [Test]
    public void Ten_thousand_exact_rules_are_not_tried_one_by_one()
    {
        var tried = 0;
        var counting = Any.Where(_ => ++tried < 0);
        var index = new RuleIndex(Enumerable.Range(0, 10_000).Select(i => Text.Is($"rule {i}") & counting));
        Message? message = null;

        index.Find(Opcode.Text, "rule 9876"u8, Came.Scope(), ref message).Should().Be(-1);

        tried.Should().Be(1);
    }

    [Test]
    public void It_finds_what_trying_every_rule_in_order_finds()
    {
        var random = new Random(3);
        for (var round = 0; round < 3_000; round++)
        {
            var rules = Enumerable.Range(0, random.Next(12)).Select(_ => RandomMatcher(random, 2)).ToArray();
            var index = new RuleIndex(rules);
            foreach (var word in Words)
            {
                var opcode = random.Next(4) == 0 ? Opcode.Binary : Opcode.Text;
                var payload = Encoding.UTF8.GetBytes(word);
                var start = random.Next(rules.Length + 1);
                Message? message = null;

                index.Find(opcode, payload, Came.Scope(), ref message, start).Should().Be(
                    Array.FindIndex(rules, start, rule => rule.Matches(new Message(opcode, payload))),
                    "{0} came to {1}",
                    word,
                    string.Join<Matcher>(", ", rules));
            }
        }
    }

    private static int Find(Matcher[] rules, string text)
    {
        Message? message = null;
        return new RuleIndex(rules).Find(Opcode.Text, Encoding.UTF8.GetBytes(text), Came.Scope(), ref message);
    }

    private static Matcher RandomMatcher(Random random, int depth)
    {
        var word = Words[random.Next(Words.Length)];
        return random.Next(depth > 0 ? 11 : 8) switch
        {
            0 or 1 or 2 => Text.Is(word),
            3 => Binary.Is(Encoding.UTF8.GetBytes(word)),
            4 => Text.Glob(word + "*a"),
            5 => Text.Contains(word),
            6 => Binary.HasLength(word.Length),
            7 => State.Is("login", random.Next(2) == 0 ? "yes" : "no"),
            8 => !RandomMatcher(random, depth - 1),
            9 => RandomMatcher(random, depth - 1) & RandomMatcher(random, depth - 1),
            _ => RandomMatcher(random, depth - 1) | RandomMatcher(random, depth - 1),
        };
    }
}
