using MockWs.Behaviours.Matching;

namespace MockWs.Tests.Behaviours.Matching;

[TestFixture]
public sealed class CombinatorsTests
{
    [TestCase("ab", true)]
    [TestCase("a", false)]
    [TestCase("c", false)]
    public void All_must_hold(string text, bool match) => (Text.Contains("a") & Text.Contains("b")).Matches(text).Should().Be(match);

    [TestCase("a", true)]
    [TestCase("b", true)]
    [TestCase("c", false)]
    public void One_must_hold(string text, bool match) => (Text.Is("a") | Text.Is("b")).Matches(text).Should().Be(match);

    [TestCase("a", false)]
    [TestCase("b", true)]
    public void One_must_not_hold(string text, bool match) => (!Text.Is("a")).Matches(text).Should().Be(match);

    [Test]
    public void Those_that_fail_say_why() =>
        (Text.Any & Text.Contains("a") & State.Is("login", "no")).Why("b")
            .Should().Be("does not contain \"a\", was \"b\"; state login: needed \"no\", is \"yes\"");

    [Test]
    public void The_nearest_of_several_says_why() =>
        (Text.Is("other") | Text.Is("pong")).Why("pona").Should().Be("none of 2 matched; nearest: differs at offset 3: expected \"pong\", was \"pona\"");

    [Test]
    public void What_must_not_hold_is_named() => (!Text.Is("a")).Why("a").Should().Be("matched what it must not: text is \"a\"");

    [Test]
    public void Only_a_match_leaves_groups()
    {
        var scope = Came.Scope();

        (Text.Matches("(a)") & Text.Is("b")).IsMatch(Came.OfText("a"), scope).Should().BeFalse();
        scope.Groups.Should().BeNull();

        (!Text.Matches("(a)")).IsMatch(Came.OfText("a"), scope).Should().BeFalse();
        scope.Groups.Should().BeNull();

        (Text.Matches("(a)") & Text.Is("b")).Explain(Came.OfText("a"), scope);
        scope.Groups.Should().BeNull();

        (Text.Is("b") | (Text.Matches("(a)") & !Text.Is("b"))).IsMatch(Came.OfText("a"), scope).Should().BeTrue();
        scope.Groups!.Value.Should().Be("a");
    }

    [Test]
    public void A_chain_is_one_list()
    {
        var (a, b, c) = (Text.Is("a"), Text.Is("b"), Text.Is("c"));

        (a & b & c).Should().Be(a & (b & c)).And.BeOfType<AllMatcher>().Which.Matchers.Should().Equal(a, b, c);
        (a | b | c).Should().Be(a | (b | c)).And.BeOfType<AnyOfMatcher>().Which.Matchers.Should().Equal(a, b, c);
        ((a | b) & c).Should().NotBe(a | (b & c));
    }

    [Test]
    public void Nothing_can_be_left_out()
    {
        Matcher nothing = null!;

        FluentActions.Invoking(() => Text.Any & nothing).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => nothing | Text.Any).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => !nothing).Should().Throw<ArgumentNullException>();
    }
}
