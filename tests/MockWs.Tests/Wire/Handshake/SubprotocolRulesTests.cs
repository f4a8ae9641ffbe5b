using MockWs.Wire.Handshake;

namespace MockWs.Tests.Wire.Handshake;

// RFC 6455 4.1, item 10, and 4.2.2, /subprotocol/
[TestFixture]
public sealed class SubprotocolRulesTests
{
    [TestCase("a, b", "a", "b")]
    [TestCase("a,b", "a", "b")]
    [TestCase("\ta ,\t b ", "a", "b")]
    [TestCase("a,, ,b,", "a", "b")]
    [TestCase("graphql-transport-ws", "graphql-transport-ws")]
    [TestCase("a, A", "a", "A")]
    public void An_offer_is_read_in_its_order(string value, params string[] offered)
    {
        var request = Heads.Request(Heads.With($"Sec-WebSocket-Protocol: {value}"));

        request.Subprotocols.Should().Equal(offered);
        HandshakeRules.Check(request).Should().BeNull();
    }

    [Test]
    public void An_offer_may_be_split_over_repeated_headers() =>
        Heads.Request(Heads.With("Sec-WebSocket-Protocol: a, b", "sec-websocket-protocol: c")).Subprotocols.Should().Equal("a", "b", "c");

    [Test]
    public void A_request_without_the_header_offers_nothing() => Heads.Request(Heads.Good).Subprotocols.Should().BeEmpty();

    [TestCase("", "nothing")]
    [TestCase(" , ", "nothing")]
    [TestCase("a, b, a", "\"a\" twice")]
    [TestCase("a b", "\"a b\", which is no token")]
    [TestCase("a/b", "\"a/b\", which is no token")]
    [TestCase("caf\u00E9", "\"caf\\xE9\", which is no token")]
    public void A_malformed_offer_is_refused(string value, string text)
    {
        var refusal = Heads.Check(Heads.With($"Sec-WebSocket-Protocol: {value}"));

        refusal.Should().NotBeNull();
        refusal!.StatusCode.Should().Be(400);
        refusal.Text.Should().Contain(text);
        refusal.Section.Should().Be("RFC 6455 4.1");
    }

    [Test]
    public void A_subprotocol_twice_is_refused_over_repeated_headers() =>
        Heads.Check(Heads.With("Sec-WebSocket-Protocol: a", "Sec-WebSocket-Protocol: a"))!.Text.Should().Contain("twice");

    [TestCase("a, b", "b, a", "b", TestName = "The_servers_order_decides")]
    [TestCase("a, b", "c, b", "b", TestName = "What_was_not_offered_is_passed_over")]
    [TestCase("a, b", "c", null, TestName = "Nothing_in_common_is_null")]
    [TestCase("Chat", "chat", null, TestName = "Names_are_case_sensitive")]
    [TestCase("chat.v10", "chat.v1", null, TestName = "A_name_that_only_begins_so_is_another")]
    [TestCase("a", "", null, TestName = "A_server_without_subprotocols_chooses_none")]
    public void Choice(string offered, string served, string? chosen) => SubprotocolRules
        .Choose(served.Split(", ", StringSplitOptions.RemoveEmptyEntries), Heads.Request(Heads.With($"Sec-WebSocket-Protocol: {offered}")))
        .Should().Be(chosen);

    [Test]
    public void A_client_without_an_offer_gets_none() => SubprotocolRules.Choose(["a"], Heads.Request(Heads.Good)).Should().BeNull();
}
