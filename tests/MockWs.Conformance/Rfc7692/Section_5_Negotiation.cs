namespace MockWs.Conformance.Rfc7692;

/// <summary>Which offers are agreed to, and that both sides then do what the answer says. Also 7.1: the parameters.</summary>
internal sealed class Section_5_Negotiation
{
    private static readonly Frame[] Messages =
        [Text("Hello"), Text("Hello"), Binary(Bytes(300)), Text(""), Text(TextBytes(70_000)), Text("Hello")];

    [TestCase("permessage-deflate", "permessage-deflate")]
    [TestCase("permessage-deflate; client_max_window_bits", "permessage-deflate")]
    [TestCase("permessage-deflate; client_max_window_bits=8", "permessage-deflate")]
    [TestCase("permessage-deflate; client_max_window_bits=15", "permessage-deflate")]
    [TestCase("permessage-deflate; server_max_window_bits=15", "permessage-deflate; server_max_window_bits=15")]
    [TestCase("permessage-deflate; server_max_window_bits=\"15\"", "permessage-deflate; server_max_window_bits=15")]
    [TestCase("permessage-deflate; server_no_context_takeover", "permessage-deflate; server_no_context_takeover")]
    [TestCase("permessage-deflate; client_no_context_takeover", "permessage-deflate; client_no_context_takeover")]
    [TestCase(
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=15; client_max_window_bits=9",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=15")]
    [TestCase("x-webkit-deflate-frame, permessage-deflate", "permessage-deflate")]
    [TestCase("permessage-deflate; server_max_window_bits=10, permessage-deflate", "permessage-deflate")]
    [TestCase("permessage-deflate; x-unknown, permessage-deflate; client_max_window_bits", "permessage-deflate")]
    [TestCase("permessage-deflate; client_no_context_takeover, permessage-deflate", "permessage-deflate; client_no_context_takeover")]
    public async Task An_offer_that_can_be_honoured_is_agreed_to(string offer, string answer) =>
        await ClientOffering(offer).Agrees(answer).IsEchoedCompressed(Messages)
            .Sends(Text("not compressed")).GetsCompressed(Text("not compressed"));

    [TestCase("permessage-deflate; server_max_window_bits=8")]
    [TestCase("permessage-deflate; server_max_window_bits=10")]
    [TestCase("permessage-deflate; server_max_window_bits=14; client_max_window_bits")]
    [TestCase("permessage-deflate; server_max_window_bits")]
    [TestCase("permessage-deflate; server_max_window_bits=7")]
    [TestCase("permessage-deflate; server_max_window_bits=16")]
    [TestCase("permessage-deflate; server_max_window_bits=015")]
    [TestCase("permessage-deflate; client_max_window_bits=7")]
    [TestCase("permessage-deflate; client_max_window_bits=16")]
    [TestCase("permessage-deflate; client_max_window_bits=09")]
    [TestCase("permessage-deflate; server_no_context_takeover=1")]
    [TestCase("permessage-deflate; client_no_context_takeover=true")]
    [TestCase("permessage-deflate; server_no_context_takeover; server_no_context_takeover")]
    [TestCase("permessage-deflate; x-unknown")]
    [TestCase("permessage-bzip2")]
    public async Task An_offer_that_cannot_be_honoured_is_declined_and_messages_go_uncompressed(string offer) =>
        await ClientOffering(offer).Agrees(null).IsEchoed(Messages).Sends(Text("*").WithRsv(4)).IsFailed(1002, "RFC 6455 5.2");

    [TestCase("permessage-deflate; =15")]
    [TestCase("permessage-deflate; server_max_window_bits=\"15")]
    [TestCase("; permessage-deflate")]
    public async Task A_header_that_breaks_its_grammar_fails_the_handshake(string offer) => await ClientOffering(offer).IsRefused(400);

    [Test]
    public async Task A_server_without_compression_declines() =>
        await ClientOffering("permessage-deflate", options => options.Compression = false).Agrees(null).IsEchoed(Messages);

    [Test]
    public async Task A_server_may_answer_that_it_forgets_though_nobody_asked() =>
        await ClientOffering("permessage-deflate", options => options.ServerNoContextTakeover = true)
            .Agrees("permessage-deflate; server_no_context_takeover")
            .IsEchoedCompressed(Text("Hello"), Text("Hello"));

    [Test]
    public async Task A_server_may_ask_the_client_to_forget() =>
        await ClientOffering("permessage-deflate", options => options.ClientNoContextTakeover = true)
            .Agrees("permessage-deflate; client_no_context_takeover")
            .IsEchoedCompressed(Text("Hello"), Text("Hello"));
}
