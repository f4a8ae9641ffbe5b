using MockWs.Behaviours;

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

    [TestCase("orders", 3, 3, true)]
    [TestCase("orders", 4, long.MaxValue, false)]
    [TestCase("orders", long.MinValue, 2, false)]
    [TestCase("other", 0, 0, true)]
    [TestCase("logins", 2, 2, false)]
    [TestCase("server.logins", 2, 2, true)]
    public void Counter_stands_between(string name, long min, long max, bool match) =>
        Counter.Between(name, min, max).Matches("any").Should().Be(match);

    [Test]
    public void Why_a_counter_is_not_where_it_has_to_be()
    {
        Counter.Is("orders", 4).Why("any").Should().Be("counter orders: needed 4, is 3");
        Counter.AtLeast("server.logins", 5).Why("any").Should().Be("counter server.logins: needed at least 5, is 2");
        Counter.AtMost("orders", 2).Why("any").Should().Be("counter orders: needed at most 2, is 3");
        Counter.Between("orders", 4, 5).Why("any").Should().Be("counter orders: needed 4 to 5, is 3");
    }

    [Test]
    public void A_counter_has_a_name_and_two_numbers_in_their_order()
    {
        FluentActions.Invoking(() => Counter.Is("", 1)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Counter.Between("x", 2, 1)).Should().Throw<ArgumentException>();
    }

    [Test]
    public void Where_nothing_came_only_what_is_remembered_decides()
    {
        State.Is("login", "yes").Matches(Message.Nothing).Should().BeTrue();
        (State.Is("login", "yes") & !Counter.Is("orders", 1)).Matches(Message.Nothing).Should().BeTrue();
        (Text.Is("x") | Counter.Is("orders", 3)).Matches(Message.Nothing).Should().BeTrue();
        Any.Message.Why(Message.Nothing).Should().Be("nothing came");
        (!Text.Is("x")).Matches(Message.Nothing).Should().BeFalse();
        Any.Where(_ => true).Matches(Message.Nothing).Should().BeFalse();
    }

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
