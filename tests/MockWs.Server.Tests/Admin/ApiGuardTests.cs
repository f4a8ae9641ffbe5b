using System.Net.Http.Headers;
using MockWs.Server.Admin;

namespace MockWs.Server.Tests.Admin;

/// <summary>Who may drive the API: programs and its own page, and no page of anybody else.</summary>
[CancelAfter(30_000)]
internal sealed class ApiGuardTests
{
    [TestCase("localhost", 200)]
    [TestCase("LOCALHOST:80", 200)]
    [TestCase("app.localhost", 200)]
    [TestCase("127.0.0.1:9", 200)]
    [TestCase("[::1]:9", 200)]
    [TestCase("192.168.3.4", 200)]
    [TestCase("mockws", 200)]
    [TestCase("mock.internal", 200)]
    [TestCase("attacker.example", 421)]
    [TestCase("localhost.attacker.example", 421)]
    [TestCase("127.0.0.1.attacker.example", 421)]
    public async Task A_name_that_only_DNS_leads_here_is_refused(string host, int status)
    {
        await using var tool = await Tool.StartAsync(options => options with { Api = new ApiSettings { Hosts = ["mock.internal"] } });
        using var request = new HttpRequestMessage(HttpMethod.Get, "health") { Headers = { Host = host } };
        (await tool.AskAsync(request)).Status.Should().Be(status);
    }

    [TestCase("http://attacker.example", "", 403)]
    [TestCase("null", "", 403)]
    [TestCase("https://{host}", "", 403)]
    [TestCase("http://localhost:1", "", 403)]
    [TestCase("http://{host}", "same-origin", 200)]
    [TestCase("", "none", 200)]
    [TestCase("", "cross-site", 403)]
    [TestCase("", "same-site", 403)]
    public async Task A_page_of_another_origin_is_refused(string origin, string site, int status)
    {
        await using var tool = await Tool.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "journal");
        if (origin.Length > 0)
        {
            request.Headers.Add("Origin", origin.Replace("{host}", tool.Api.Authority, StringComparison.Ordinal));
        }

        if (site.Length > 0)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        (await tool.AskAsync(request)).Status.Should().Be(status);
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("multipart/form-data; boundary=x")]
    [TestCase(null)]
    public async Task What_a_form_can_send_changes_nothing(string? contentType)
    {
        await using var tool = await Tool.StartAsync();
        var client = await tool.ConnectAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "reset") { Content = new StringContent("{}") };
        request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        (await tool.AskAsync(request)).Status.Should().Be(415);
        tool.Server.Connections.Should().ContainSingle(connection => connection.IsOpen);
    }

    [Test]
    public async Task No_preflight_is_answered_so_that_no_foreign_page_can_send_JSON()
    {
        await using var tool = await Tool.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, "reset");
        request.Headers.Add("Origin", "http://attacker.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using var response = await tool.Http.SendAsync(request, TestContext.CurrentContext.CancellationToken);
        ((int)response.StatusCode).Should().Be(403);
        response.Headers.Should().NotContain(header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [TestCase(null, 401)]
    [TestCase("Bearer wrong", 401)]
    [TestCase("Basic secret", 401)]
    [TestCase("Bearer secret", 200)]
    [TestCase("bearer secret", 200)]
    public async Task With_a_token_only_who_brings_it_is_let_in(string? authorization, int status)
    {
        await using var tool = await Tool.StartAsync(options => options with { Api = new ApiSettings { Token = "secret" } });
        using var request = new HttpRequestMessage(HttpMethod.Get, "journal");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        (await tool.AskAsync(request)).Status.Should().Be(status);
        (await tool.GetAsync("health"))["status"]!.GetValue<string>().Should().Be("healthy", "a probe has no token");
    }
}
