using System.Net.WebSockets;
using System.Text;

namespace MockWs.Clients;

/// <summary>The console in a browser, step by step as a person uses it.</summary>
[CancelAfter(120_000)]
internal sealed class ConsoleTests
{
    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task It_shows_what_came_what_went_which_rule_answered_and_why_the_others_did_not() =>
        (await RunAsync("watch", "Chat")).Should().Be(
            """
            opened | opened GET /chat/lobby HTTP/1.1 → 101
            sent | {"type":"welcome","room":"lobby"} | 33 B
            received | ping | rule 3 | 4 B
            sent | pong | 4 B
            received | {"type":"order","items":[{"sku":"A-1","count":2}]} | no rule | 50 B
            sent | {"type":"order","items":[{"sku":"A-1","count":2}]} | 50 B
            received | binary 00 ff 41 | no rule | 3 B
            sent | binary 00 ff 41 | 3 B
            others: rule 1 JSON contains {"type":"join"}: not JSON: 'p' is an invalid start of a value (line 1, byte 1) | rule 2 JSON contains {"type":"say"}: not JSON: 'p' is an invalid start of a value (line 1, byte 1)
            The 2 rules after it were not tried: the first that matches answers.
            near misses: rule 1, rule 2, rule 4
            unfolded: true
            folded: true
            000000  00 ff 41                 ··A
            details closed: true
            filtered: 2 of 8 entries
            unanswered: 2 of 8 entries
            transcript.txt: 1 ping

            """);

    [Test]
    public async Task It_shows_each_client_and_speaks_to_one_or_to_all() =>
        (await RunAsync("crowd")).Should().Be(
            """
            All traffic | 2 /bob ↓ 1 ↑ 1 | 1 /ann ↓ 0 ↑ 0
            Close connection 2 with a code
            bob: opened GET /bob HTTP/1.1 → 101 | from bob | from bob | to all | to bob | lost the server dropped the connection
            ann: connected | to all

            """);

    [Test]
    public async Task It_follows_the_newest_until_somebody_looks_back_and_clears_nothing_at_the_server() =>
        (await RunAsync("follow")).Should().Be(
            """
            follows: true
            stays with the oldest: true
            follows: true
            the server keeps: 61

            """);

    [Test]
    public async Task It_makes_the_server_send_ping_misbehave_close_and_drop() =>
        (await RunAsync("speak")).Should().Be(
            """
            This is not JSON
            $.then[0].sned: unknown key "sned"; did you mean "send"?
            connected
            by hand
            {"n":1}
            told /a
            closed with code 4001, "bye"
            connected
            closed with code 1006: no close frame came

            """);

    [Test]
    public async Task It_does_a_fault_out_of_the_list_to_any_client() =>
        (await RunAsync("misbehave")).Should().Be(
            """
            offers a refused handshake: false
            recorded: true
            closed with code 1006: no close frame came

            """);

    [Test]
    public async Task It_edits_the_scenario_completes_it_and_shows_errors_in_place() =>
        (await RunAsync("scenario", "Chat")).Should().Be(
            """
            8:7 $.endpoints[0].onOpne: unknown key "onOpne"; did you mean "onOpen"?
            underlined: "onOpne"
            an error is not applied: true
            the cursor is at: "onOpne"
            offered: onOpen
            completed: true
            warning: $.endpoints[0].rules[1]: this rule is never reached
            the next client sees it
            Applied

            """);

    [Test]
    public async Task It_has_addresses_with_and_without_TLS_and_code_to_copy()
    {
        await using var tool = ToolProcess.Start(Programs.Sample("Chat", "scenario.json"), "--url", "ws://localhost:0", "--url", "wss://localhost:0");
        var url = await tool.UrlAsync("ws");
        (await Programs.RunChromiumAsync("console.mjs", "addresses", SharedTool.PageOf(url).ToString())).Should().Be(
            """
            ws://localhost/chat/1
            wss://localhost/chat/1
            const socket = new WebSocket('wss://localhost/chat/1');
            using var client = new ClientWebSocket(); await client.ConnectAsync(new Uri("wss://localhost/chat/1"), CancellationToken.None);
            async with websockets.connect("wss://localhost/chat/1") as socket: print(await socket.recv())

            """);
    }

    [Test]
    public async Task All_of_it_can_be_read_and_has_a_name_in_dark_and_in_light() =>
        (await RunAsync("looks", "Chat", "console-looks.mjs")).Should().Be(
            """
            light, page rgb(246, 248, 247): all can be read
            dark, page rgb(18, 22, 24): all can be read

            """);

    [Test]
    public async Task At_the_width_of_a_phone_nothing_is_cut_off() =>
        (await RunAsync("phone", "Chat", "console-looks.mjs")).Should().Be(
            """
            nothing yet, client, client, connected, messages, a wrong filter, details, Close…, Fault…, Download, addresses, errors, completions
            • opened opened GET /chat/1 HTTP/1.1 → 101 1 TIME

            """);

    [Test]
    public async Task It_asks_for_the_token_and_its_client_finds_another_port()
    {
        await using var tool = ToolProcess.Start("--port", "0", "--api-port", "0", "--api-token", "secret");
        var api = (await tool.LineAsync(@"^The API is at (http://\S+?)/?$")).Groups[1].Value;
        (await Programs.RunChromiumAsync("console.mjs", "token", $"{api}/")).Should().Be(
            $"""
            still asks: true
            live
            {await tool.UrlAsync("ws")}
            echoed: hello

            """);
    }

    [Test]
    public async Task It_is_used_without_a_mouse() =>
        (await RunAsync("keys")).Should().Be(
            """
            paused
            details: Sent Text
            help: true
            scenario: true

            """);

    [Test]
    public async Task A_hundred_thousand_messages_leave_few_rows_in_the_page()
    {
        await using var tool = ToolProcess.Start("--quiet", "--port", "0");
        var url = await tool.UrlAsync("ws");
        using var client = new ClientWebSocket();
        await client.ConnectAsync(url, Cancellation);
        var received = ReceiveAsync(client, 50_000);
        for (var n = 1; n <= 50_000; n++)
        {
            await client.SendAsync(Encoding.UTF8.GetBytes($"message {n} of a client"), WebSocketMessageType.Text, true, Cancellation);
        }

        await received;
        (await Programs.RunChromiumAsync("console.mjs", "many", SharedTool.PageOf(url).ToString(), "100001")).Should().Be(
            """
            all came, rows in the page: few
            first: opened GET / HTTP/1.1 → 101
            last: message 50000 of a client
            found: message 4242 of a client | message 4242 of a client

            """);
    }

    private static async Task ReceiveAsync(ClientWebSocket client, int count)
    {
        var buffer = new byte[100];
        for (var n = 0; n < count; n++)
        {
            await client.ReceiveAsync(buffer, Cancellation);
        }
    }

    private static async Task<string> RunAsync(string what, string? sample = null, string script = "console.mjs")
    {
        string[] scenario = sample is null ? [] : [Programs.Sample(sample, "scenario.json")];
        await using var tool = ToolProcess.Start([.. scenario, "--port", "0"]);
        var url = await tool.UrlAsync("ws");
        return await Programs.RunChromiumAsync(script, what, SharedTool.PageOf(url).ToString());
    }
}
