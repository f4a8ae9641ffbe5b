using System.Net.WebSockets;
using System.Text;
using MockWs.Recording;

namespace MockWs.Clients;

/// <summary>What the tool keeps, and goes on with, when something around it goes wrong.</summary>
[CancelAfter(60_000)]
internal sealed class ToolDurabilityTests
{
    private const int Clients = 8;

    private string _folder = "";

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("mockws").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task What_was_answered_before_SIGTERM_is_recorded_however_busy_the_clients_are()
    {
        var file = Path.Combine(_folder, "busy.journal");
        await using var tool = ToolProcess.Start("--port", "0", "--quiet", "--record", file);
        var url = await tool.UrlAsync("ws");
        var enough = new CountdownEvent(Clients);
        var talking = Enumerable.Range(0, Clients).Select(client => TalkAsync(url, client, enough)).ToList();
        await Task.Run(() => enough.Wait(Cancellation), Cancellation);

        await tool.TerminateAsync();

        var answered = (await Task.WhenAll(talking)).SelectMany(echoes => echoes).ToList();
        (await tool.EndAsync()).Should().Be((0, ""));
        answered.Should().HaveCountGreaterThan(Clients * 100);
        var entries = Journal.ReadFile(file).Where(entry => entry.IsText).ToList();
        entries.Where(entry => entry.Kind == JournalEntryKind.Received).Select(entry => entry.Text).Should().Contain(answered);
        entries.Where(entry => entry.Kind == JournalEntryKind.Sent).Select(entry => entry.Text).Should().Contain(answered);
    }

    [Test, Platform("Linux")]
    public async Task On_a_full_disk_it_serves_on_and_says_so_once()
    {
        await using var tool = ToolProcess.Start("--port", "0", "--quiet", "--record", "/dev/full");
        var url = await tool.UrlAsync("ws");
        using var client = new ClientWebSocket();
        await client.ConnectAsync(url, Cancellation);
        await FailAsync(url, client);
        (await EchoAsync(client, "after the failure")).Should().Be("after the failure");
        using var late = new ClientWebSocket();
        await late.ConnectAsync(url, Cancellation);
        (await EchoAsync(late, "a new client")).Should().Be("a new client");

        await tool.TerminateAsync();

        var (exitCode, errors) = await tool.EndAsync();
        exitCode.Should().Be(1);
        errors.Should().StartWith("mockws: The recorded file is not complete: No space left on device").And.EndWith("\n");
        errors.Count(character => character == '\n').Should().Be(1);
    }

    [Test]
    public async Task A_watched_scenario_that_vanishes_is_served_on_and_read_again_when_it_is_back()
    {
        var file = Path.Combine(_folder, "chat.json");
        await File.WriteAllTextAsync(file, Saying("old"), Cancellation);
        await using var tool = ToolProcess.Start(file, "--port", "0", "--watch");
        var url = await tool.UrlAsync("ws");

        File.Delete(file);
        await tool.ErrorAsync("the scenario changed and cannot be used; the one before is served on");
        (await WelcomeAsync(url)).Should().Be("old");

        await File.WriteAllTextAsync(file, Saying("new"), Cancellation);
        await tool.LineAsync("read again; new clients meet it$");
        (await WelcomeAsync(url)).Should().Be("new");
    }

    /// <summary>Sends until the file cannot be written, which the tool's health tells.</summary>
    private static async Task FailAsync(Uri url, ClientWebSocket client)
    {
        using var http = new HttpClient();
        var health = new UriBuilder(url) { Scheme = Uri.UriSchemeHttp, Path = "/__mockws/health" }.Uri;
        while (true)
        {
            Cancellation.ThrowIfCancellationRequested();
            (await EchoAsync(client, new string('x', 4000))).Should().HaveLength(4000);
            using var response = await http.GetAsync(health, Cancellation);
            if ((int)response.StatusCode == 503)
            {
                (await response.Content.ReadAsStringAsync(Cancellation)).Should().Contain("No space left on device");
                return;
            }
        }
    }

    /// <summary>Sends one message after the other until the server leaves.</summary>
    /// <returns>What was answered.</returns>
    private static async Task<IReadOnlyList<string>> TalkAsync(Uri url, int client, CountdownEvent enough)
    {
        var echoes = new List<string>();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(url, Cancellation);
        for (var i = 0; ; i++)
        {
            if (i == 200)
            {
                enough.Signal();
            }

            try
            {
                if (await EchoAsync(socket, $"message {i} of client {client}") is not { } echo)
                {
                    return echoes;
                }

                echoes.Add(echo);
            }
            catch (WebSocketException)
            {
                return echoes;
            }
        }
    }

    /// <summary>Sends a message and receives one; null if the server closes instead.</summary>
    private static async Task<string?> EchoAsync(ClientWebSocket client, string text)
    {
        await client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Cancellation);
        return await ReceiveAsync(client);
    }

    private static async Task<string?> ReceiveAsync(ClientWebSocket client)
    {
        var buffer = new byte[5000];
        var length = 0;
        while (true)
        {
            var received = await client.ReceiveAsync(buffer.AsMemory(length), Cancellation);
            length += received.Count;
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (received.EndOfMessage)
            {
                return Encoding.UTF8.GetString(buffer, 0, length);
            }
        }
    }

    private static async Task<string?> WelcomeAsync(Uri url)
    {
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new Uri(url, "/chat"), Cancellation);
        return await ReceiveAsync(client);
    }

    private static string Saying(string text) => $$"""{ "endpoints": [ { "path": "/chat", "onOpen": [ { "send": "{{text}}" } ] } ] }""";
}
