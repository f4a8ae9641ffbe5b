namespace MockWs.Tests.Behaviours.Matching;

[TestFixture]
public sealed class StateAndPredicateTests
{
    [TestCase("login", "yes", true)]
    [TestCase("login", "no", false)]
    [TestCase("mode", "slow", false)]
    [TestCase("server.mode", "slow", true)]
    [TestCase("server.login", "yes", false)]
    [TestCase("other", "", false)]
    public void State_is(string name, string value, bool match) => State.Is(name, value).Matches("any").Should().Be(match);

    [TestCase("login", "no", "state login: needed \"no\", is \"yes\"")]
    [TestCase("server.mode", "fast", "state server.mode: needed \"fast\", is \"slow\"")]
    [TestCase("seen", "1", "state seen: needed \"1\", is not set")]
    public void Why_a_state_is_not_the_one_needed(string name, string value, string why) => State.Is(name, value).Why("any").Should().Be(why);

    [Test]
    public void A_state_has_a_name() => FluentActions.Invoking(() => State.Is(" ", "x")).Should().Throw<ArgumentException>();

    [Test]
    public void A_predicate_decides_and_is_known_by_its_source()
    {
        var matcher = Any.Where(message => message.Payload.Length > 3);

        matcher.Matches("ping").Should().BeTrue();
        matcher.Why("p").Should().Be("the predicate says no: message => message.Payload.Length > 3");
        Any.Where(message => message.IsText, "is short").ToString().Should().Be("is short");
    }

    [Test]
    public void What_a_predicate_throws_comes_out() =>
        Any.Where(_ => throw new FormatException("mine")).Invoking(matcher => matcher.Matches("ping")).Should().Throw<FormatException>();

    [Test]
    public void Anything_matches()
    {
        Any.Message.Matches("").Should().BeTrue();
        Any.Message.Matches(Came.OfBinary(1)).Should().BeTrue();
    }
}
