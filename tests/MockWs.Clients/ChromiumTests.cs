namespace MockWs.Clients;

/// <summary>A real browser: the page that the tool serves, a page opened from the disk, and the WebSocket of any page.</summary>
[CancelAfter(120_000)]
internal sealed class ChromiumTests
{
    private const string Echoed =
        $"""
        connected
        sent | {Conversation.NotAscii} | text, 20 bytes
        received | {Conversation.NotAscii} | text, 20 bytes
        sent | 00 fe ff | binary, 3 bytes
        received | 00 fe ff | binary, 3 bytes
        closed with code 1000
        connected

        """;

    [Test]
    public async Task The_client_of_the_served_page_sends_shows_the_echo_and_reconnects() =>
        (await Programs.RunChromiumAsync("page.mjs", "served", SharedTool.PageOf(SharedTool.Url).ToString())).Should().Be(Echoed);

    [Test]
    public async Task The_page_served_over_https_connects_back_over_wss() =>
        (await Programs.RunChromiumAsync("page.mjs", "served", SharedTool.PageOf(SharedTool.SecureUrl).ToString())).Should().Be(Echoed);

    [Test]
    public async Task The_sample_EchoPage_opened_as_a_file_sends_and_shows_the_echo() =>
        (await Programs.RunChromiumAsync("page.mjs", "file", Programs.Sample("EchoPage", "index.html"), new Uri(SharedTool.Url, "/file").ToString())).Should().Be(
            $"ws://localhost:8080\nsent {Conversation.NotAscii}\nreceived {Conversation.NotAscii}\n");

    [Test]
    public async Task A_WebSocket_of_a_page_gets_back_what_it_sends()
    {
        var url = new Uri(SharedTool.Url, "/chromium").ToString();
        var printed = await Programs.RunChromiumAsync("page.mjs", "socket", SharedTool.PageOf(SharedTool.Url).ToString(), url);
        printed.Should().Be(Conversation.Printed(isCompressed: true));
        await Conversation.ExpectLogAsync("/chromium", isCompressed: true);
    }
}
