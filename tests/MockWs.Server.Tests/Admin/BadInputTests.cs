using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using MockWs.Server.Admin;

namespace MockWs.Server.Tests.Admin;

/// <summary>What is wrong with a call is told as problem details, whatever the call: every one of the API's document is tried.</summary>
[CancelAfter(60_000)]
internal sealed class BadInputTests
{
    /// <summary>More than the server takes of a body.</summary>
    private const long TooLong = 1L << 30;

    private static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete, HttpMethod.Trace];

    private static readonly string[] Values = ["null", "true", "-1", "1e400", "99999999999999999999", "\"\\ud800\"", "[]", "[[]]", "{}", "{ \"x\": {} }"];

    private static readonly byte[][] NoJson =
    [
        [.. "{"u8],
        [.. "{ \"text\": }"u8],
        [.. "{} {}"u8],
        [.. "text"u8],
        [0x00],
        [0xFF, 0xFE, 0x7B],
        [.. "{ \"text\": \""u8, 0xC3, 0x28, .. "\" }"u8],
        [.. Encoding.ASCII.GetBytes(new string('[', 100_000))],
        [.. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)))],
    ];

    private static IEnumerable<string> Paths => ApiDocument.Calls.Select(PathOf).Distinct();

    private static IEnumerable<string> CallsWithBody => ApiDocument.Bodies.Select(call => call.Call);

    private static IEnumerable<string> CallsWithKeys => ApiDocument.Bodies.Where(call => call.Keys.Count > 0).Select(call => call.Call);

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [TestCaseSource(nameof(Paths))]
    public async Task A_method_that_a_path_does_not_have_is_a_problem(string path)
    {
        await using var tool = await Tool.StartAsync();
        foreach (var method in Methods.Where(method => !ApiDocument.Calls.Contains($"{method} {path}")))
        {
            var (status, body) = await tool.AskAsync(method, Concrete(path), method == HttpMethod.Trace ? null : "{}");
            status.Should().Be(405, "of {0} {1}", method, path);
            JsonNode.Parse(body)!["detail"]!.GetValue<string>().Should().Contain("can be called with");
        }
    }

    [TestCaseSource(nameof(CallsWithBody))]
    public async Task Another_content_type_is_a_problem(string call)
    {
        await using var tool = await Tool.StartAsync();
        foreach (var type in new[] { null, "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "x", "application/json-patch" })
        {
            (await AskAsync(tool, call, "{}"u8.ToArray(), type)).Status.Should().Be(415, "of {0}", type);
        }
    }

    [TestCaseSource(nameof(CallsWithBody))]
    public async Task What_is_no_JSON_is_a_problem_and_changes_nothing(string call)
    {
        await using var tool = await Tool.StartAsync();
        var client = await tool.ConnectAsync();
        foreach (var body in NoJson)
        {
            var (status, answer) = await AskAsync(tool, call, body, "application/json");
            status.Should().Be(400, "of {0}: {1}", Encoding.Latin1.GetString(body.AsSpan(0, Math.Min(20, body.Length))), answer);
        }

        (await client.EchoAsync("still here")).Should().Be("still here");
    }

    [TestCase("send", """{ "text": 7 }""", "The body is not what is expected here: a value is of another kind (at $.text, line 1). /__mockws/openapi.json tells what it may be.")]
    [TestCase("send", """{ "txt": "x" }""", "The body is not what is expected here: 'txt' is no key of it (at $.txt, line 1). /__mockws/openapi.json tells what it may be.")]
    [TestCase("send", "x", "The body is not what is expected here: 'x' is an invalid start of a value (at $, line 1). /__mockws/openapi.json tells what it may be.")]
    [TestCase("ping", """{ "hex": "{hex}" }""", "A control frame holds at most 125 bytes (RFC 6455 5.5); this one has 126.")]
    public async Task What_is_wrong_is_told_in_words_of_the_API(string call, string body, string detail)
    {
        await using var tool = await Tool.StartAsync();
        await tool.ConnectAsync();
        var (status, answer) = await tool.PostAsync($"connections/1/{call}", body.Replace("{hex}", new string('0', 252), StringComparison.Ordinal));
        (status, JsonNode.Parse(answer)!["detail"]!.GetValue<string>()).Should().Be((400, detail));
    }

    [TestCaseSource(nameof(CallsWithBody))]
    public async Task What_is_no_object_is_a_problem(string call)
    {
        await using var tool = await Tool.StartAsync();
        await tool.ConnectAsync();
        foreach (var body in new[] { "null", "5", "true", "\"text\"", "[ 5 ]" })
        {
            (await AskAsync(tool, call, Encoding.UTF8.GetBytes(body), "application/json")).Status.Should().Be(400, "of {0}", body);
        }
    }

    [TestCaseSource(nameof(CallsWithBody))]
    public async Task A_key_that_is_not_known_is_a_problem_that_names_it(string call)
    {
        await using var tool = await Tool.StartAsync();
        await tool.ConnectAsync();
        var (status, answer) = await AskAsync(tool, call, """{ "nonsense": 5 }"""u8.ToArray(), "application/json");
        status.Should().Be(400);
        answer.Should().Contain("nonsense");
    }

    [TestCaseSource(nameof(CallsWithKeys))]
    public async Task A_value_of_any_other_type_is_answered_and_is_no_fault_of_the_server(string call)
    {
        await using var tool = await Tool.StartAsync();
        await tool.ConnectAsync();
        foreach (var key in ApiDocument.Bodies.Single(body => body.Call == call).Keys)
        {
            foreach (var value in Values)
            {
                // Some of these say something; none may wait for what does not come, and a close sends the client away.
                var rest = call == "POST /wait" && key != "timeout" ? ", \"timeout\": \"00:00:00.001\"" : "";
                var (status, answer) = await AskAsync(tool, call, Encoding.UTF8.GetBytes($$"""{ "{{key}}": {{value}}{{rest}} }"""), "application/json");
                status.Should().BeLessThan(500, "of {0}: {1}: {2}", key, value, answer);
            }
        }

        await tool.IdleAsync();
    }

    [TestCaseSource(nameof(CallsWithBody))]
    public async Task A_body_that_is_too_long_is_a_problem_before_it_is_sent(string call)
    {
        await using var tool = await Tool.StartAsync();
        await tool.ConnectAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(tool.Api.Host, tool.Api.Port, Cancellation);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                $"{call.Split(' ')[0]} {ApiSettings.Root}/{Concrete(PathOf(call))} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {TooLong}\r\n\r\n"),
            Cancellation);
        using var reader = new StreamReader(client.GetStream());
        (await reader.ReadLineAsync(Cancellation)).Should().Be("HTTP/1.1 413 Payload Too Large");
        (await reader.ReadToEndAsync(Cancellation)).Should().Contain("application/problem+json");
    }

    [TestCase("connections/99999999999999999999/send")]
    [TestCase("connections/-1/send")]
    [TestCase("connections/2147483647/send")]
    [TestCase("connections/%00/send")]
    [TestCase("connections/1%2Fsend")]
    [TestCase("connections//send")]
    [TestCase("scenario/../../secret")]
    [TestCase("%2e%2e/%2e%2e/etc/passwd")]
    public async Task A_path_that_leads_nowhere_is_a_problem(string path)
    {
        await using var tool = await Tool.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(tool.Api.Host, tool.Api.Port, Cancellation);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"POST {ApiSettings.Root}/{path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"), Cancellation);
        using var reader = new StreamReader(client.GetStream());
        (await reader.ReadLineAsync(Cancellation)).Should().BeOneOf("HTTP/1.1 404 Not Found", "HTTP/1.1 400 Bad Request");
    }

    [TestCase("connection=x")]
    [TestCase("connection=99999999999999999999")]
    [TestCase("path={")]
    [TestCase("direction=up")]
    [TestCase("type=smoke")]
    [TestCase("matched=perhaps")]
    [TestCase("since=-1")]
    [TestCase("since=99999999999999999999")]
    [TestCase("before=x")]
    [TestCase("limit=0")]
    [TestCase("limit=-5")]
    [TestCase("limit=99999999999999999999")]
    [TestCase("order=random")]
    public async Task A_wrong_filter_is_a_problem_that_names_it(string query)
    {
        await using var tool = await Tool.StartAsync();
        var (status, body) = await tool.AskAsync(HttpMethod.Get, $"journal?{query}");
        status.Should().Be(400);
        body.Should().Contain(query.Split('=')[0]);
    }

    private static async Task<(int Status, string Body)> AskAsync(Tool tool, string call, byte[] body, string? type)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Split(' ')[0]), Concrete(PathOf(call)));
        request.Content = new ByteArrayContent(body);
        if (type is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type).Should().BeTrue();
        }

        return await tool.AskAsync(request);
    }

    private static string PathOf(string call) => call[(call.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    /// <summary>The path, relative to the API's root, of the first client or entry.</summary>
    private static string Concrete(string path) => path.TrimStart('/').Replace("{id}", "1", StringComparison.Ordinal).Replace("{sequence}", "1", StringComparison.Ordinal);
}
