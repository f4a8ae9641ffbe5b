using System.Net.WebSockets;
using MockWs.Server.Admin;
using MockWs.Server.Commands;

namespace MockWs.Server.Tests.Admin;

/// <summary>Where the API is, and what stays free for scenarios.</summary>
[CancelAfter(30_000)]
internal sealed class ApiPlaceTests
{
    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task An_endpoint_for_every_path_does_not_shadow_it()
    {
        await using var tool = await Tool.StartAsync("""{ "endpoints": [ { "path": "/**" } ] }""");
        (await tool.GetAsync("health"))["status"]!.GetValue<string>().Should().Be("healthy");
        var connect = async () => await tool.ConnectAsync("/__mockws/health");
        await connect.Should().ThrowAsync<WebSocketException>();
        tool.Server.Journal.Should().BeEmpty("the handshake was none of the mock server's");
    }

    [TestCase("/__mockwsx")]
    [TestCase("/__MOCKWS/health")]
    [TestCase("/x/__mockws")]
    public async Task It_shadows_nothing_else(string path)
    {
        await using var tool = await Tool.StartAsync("""{ "endpoints": [ { "path": "/**" } ] }""");
        var client = await tool.ConnectAsync(path);
        (await client.EchoAsync("hello")).Should().Be("hello");
    }

    [TestCase("/__mockws")]
    [TestCase("/__mockws/{rest}")]
    public async Task An_endpoint_below_it_is_an_error(string path)
    {
        var start = async () => await Tool.StartAsync($$"""{ "endpoints": [ { "path": "{{path}}" } ] }""");
        (await start.Should().ThrowAsync<StartupException>()).Which.Message.Should().Contain($"The endpoint {path} is never reached");
    }

    [Test]
    public async Task It_can_be_turned_off_and_its_path_is_free_then()
    {
        await using var tool = await Tool.StartAsync(options => options with { Api = new ApiSettings { IsOn = false } });
        using var response = await tool.Http.GetAsync("health", Cancellation);
        ((int)response.StatusCode).Should().Be(404);
        var client = await tool.ConnectAsync("/__mockws/health");
        (await client.EchoAsync("hello")).Should().Be("hello");
    }

    [Test]
    public async Task It_can_have_a_port_of_its_own()
    {
        await using var tool = await Tool.StartAsync(options => options with { Api = new ApiSettings { Port = 0 } });
        tool.Api.Port.Should().NotBe(tool.Url.Port);
        (await tool.GetAsync("health"))["status"]!.GetValue<string>().Should().Be("healthy");
        using var response = await tool.Http.GetAsync(new UriBuilder(tool.Api) { Port = tool.Url.Port, Path = "/__mockws/health" }.Uri, Cancellation);
        ((int)response.StatusCode).Should().Be(404);
        var client = await tool.ConnectAsync("/__mockws/health");
        (await client.EchoAsync("hello")).Should().Be("hello");
    }
}
