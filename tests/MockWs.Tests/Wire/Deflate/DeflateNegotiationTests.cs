using MockWs.Wire.Deflate;

namespace MockWs.Tests.Wire.Deflate;

internal sealed class DeflateNegotiationTests
{
    private static readonly DeflateSettings Enabled = new(IsEnabled: true);

    [TestCase("permessage-deflate", "permessage-deflate")]
    [TestCase("permessage-deflate; client_max_window_bits", "permessage-deflate", TestName = "What_Chrome_and_ClientWebSocket_offer")]
    [TestCase("permessage-deflate;client_max_window_bits=8", "permessage-deflate")]
    [TestCase("permessage-deflate; client_max_window_bits=\"10\"", "permessage-deflate")]
    [TestCase("permessage-deflate; client_max_window_bits=\"1\\5\"", "permessage-deflate")]
    [TestCase("permessage-deflate; client_no_context_takeover", "permessage-deflate; client_no_context_takeover")]
    [TestCase("permessage-deflate; server_no_context_takeover", "permessage-deflate; server_no_context_takeover")]
    [TestCase(
        "permessage-deflate; client_no_context_takeover; server_no_context_takeover",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover")]
    [TestCase("permessage-deflate; server_max_window_bits=15", "permessage-deflate; server_max_window_bits=15")]
    [TestCase("permessage-deflate \t; server_max_window_bits = \"15\"", "permessage-deflate; server_max_window_bits=15")]
    [TestCase("x-webkit-deflate-frame, permessage-deflate", "permessage-deflate")]
    [TestCase("mux; max-channels=4; flow-control, permessage-deflate", "permessage-deflate")]
    [TestCase(", ,permessage-deflate,", "permessage-deflate")]
    public void An_offer_is_accepted_with_exactly_what_it_asks_for(string offer, string response)
    {
        var answer = DeflateNegotiation.Negotiate(offer, Enabled);

        answer.Accepted!.ResponseHeader.Should().Be(response);
        answer.Reason.Should().BeNull();
    }

    [TestCase("permessage-deflate; server_max_window_bits=10, permessage-deflate", "permessage-deflate")]
    [TestCase("permessage-deflate; foo, permessage-deflate; client_no_context_takeover", "permessage-deflate; client_no_context_takeover")]
    [TestCase("permessage-deflate; server_no_context_takeover, permessage-deflate", "permessage-deflate; server_no_context_takeover")]
    public void The_first_offer_that_can_be_honoured_wins(string offers, string response) =>
        DeflateNegotiation.Negotiate(offers, Enabled).Accepted!.ResponseHeader.Should().Be(response);

    [TestCase("permessage-deflate; server_max_window_bits=14", "7.1.2.1")]
    [TestCase("permessage-deflate; server_max_window_bits=8", "7.1.2.1")]
    [TestCase("permessage-deflate; server_max_window_bits=7", "7.1.2.1")]
    [TestCase("permessage-deflate; server_max_window_bits=16", "7.1.2.1")]
    [TestCase("permessage-deflate; server_max_window_bits=015", "7.1.2.1")]
    [TestCase("permessage-deflate; server_max_window_bits=+15", "7.1.2.1")]
    [TestCase("permessage-deflate; server_max_window_bits=99999999999", "7.1.2.1")]
    [TestCase("permessage-deflate; server_max_window_bits", "7.1.2.1")]
    [TestCase("permessage-deflate; client_max_window_bits=7", "7.1.2.2")]
    [TestCase("permessage-deflate; client_max_window_bits=16", "7.1.2.2")]
    [TestCase("permessage-deflate; client_max_window_bits=08", "7.1.2.2")]
    [TestCase("permessage-deflate; client_max_window_bits=x", "7.1.2.2")]
    [TestCase("permessage-deflate; server_no_context_takeover=1", "7.1.1.1")]
    [TestCase("permessage-deflate; client_no_context_takeover=true", "7.1.1.2")]
    [TestCase("permessage-deflate; client_no_context_takeover; client_no_context_takeover", "RFC 7692 7)")]
    [TestCase("permessage-deflate; client_max_window_bits; client_max_window_bits=15", "RFC 7692 7)")]
    [TestCase("permessage-deflate; unknown", "RFC 7692 7)")]
    [TestCase("permessage-deflate; SERVER_NO_CONTEXT_TAKEOVER", "RFC 7692 7)")]
    public void An_offer_that_cannot_be_honoured_is_declined_with_its_section(string offer, string section)
    {
        var answer = DeflateNegotiation.Negotiate(offer, Enabled);

        answer.Accepted.Should().BeNull();
        answer.Reason.Should().Contain(section);
        answer.IsMalformed.Should().BeFalse();
    }

    [Test]
    public void Every_declined_offer_gives_its_reason() =>
        DeflateNegotiation.Negotiate("permessage-deflate; server_max_window_bits=9, permessage-deflate; unknown", Enabled)
            .Reason.Should().Contain("server_max_window_bits=9").And.Contain("unknown is not");

    [TestCase("")]
    [TestCase(" , ,")]
    [TestCase("permessage-deflate;")]
    [TestCase("permessage-deflate; ;server_no_context_takeover")]
    [TestCase("permessage-deflate server_no_context_takeover")]
    [TestCase("permessage-deflate; server_max_window_bits=")]
    [TestCase("permessage-deflate; server_max_window_bits=\"15")]
    [TestCase("permessage-deflate; server_max_window_bits=\"15\\")]
    [TestCase("permessage-deflate; server_max_window_bits=\"\"")]
    [TestCase("permessage-deflate; server_max_window_bits=\"1 5\"")]
    [TestCase("permessage-deflate; =15")]
    [TestCase("permessage-deflate, mux/1")]
    [TestCase("permessage-défl")]
    public void A_header_that_breaks_the_grammar_is_declined_as_a_whole(string header)
    {
        var answer = DeflateNegotiation.Negotiate(header, Enabled);

        answer.Accepted.Should().BeNull();
        answer.IsMalformed.Should().BeTrue();
        answer.Reason.Should().Contain("RFC 6455 9.1");
    }

    [TestCase(null)]
    [TestCase("x-webkit-deflate-frame")]
    [TestCase("PerMessage-Deflate")]
    public void Without_an_offer_there_is_no_extension_and_no_reason(string? header) =>
        DeflateNegotiation.Negotiate(header, Enabled).Should().Be(new DeflateAnswer(null, null));

    [Test]
    public void A_server_that_does_not_want_it_accepts_nothing() =>
        DeflateNegotiation.Negotiate("permessage-deflate", new DeflateSettings(IsEnabled: false))
            .Should().Be(new DeflateAnswer(null, null));

    [Test]
    public void The_server_may_ask_for_no_context_takeover_itself()
    {
        var settings = new DeflateSettings(IsEnabled: true, ServerNoContextTakeover: true, ClientNoContextTakeover: true);

        DeflateNegotiation.Negotiate("permessage-deflate", settings)
            .Accepted!.ResponseHeader.Should().Be("permessage-deflate; server_no_context_takeover; client_no_context_takeover");
    }
}
