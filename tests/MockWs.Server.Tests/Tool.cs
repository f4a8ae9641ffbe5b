using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MockWs.Server.Admin;
using MockWs.Server.Commands;
using MockWs.Server.Hosting;

namespace MockWs.Server.Tests;

/// <summary>The tool in the test's own process, on free ports, with a client for its API.</summary>
internal sealed class Tool : IAsyncDisposable
{
    private readonly RunningTool _tool;
    private readonly List<ClientWebSocket> _clients = [];

    private Tool(RunningTool tool)
    {
        _tool = tool;
        Http = new HttpClient { BaseAddress = new Uri(Api, $"{ApiSettings.Root}/") };
    }

    public MockWsServer Server => _tool.Server;

    public Uri Url => _tool.Endpoints[0].Url;

    /// <summary>The origin of the API.</summary>
    public Uri Api => (_tool.ApiEndpoint ?? _tool.Endpoints[0]).PageUrl;

    public HttpClient Http { get; }

    /// <summary>The routes of the API.</summary>
    public IReadOnlyList<Microsoft.AspNetCore.Http.Endpoint> Routes => _tool.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    public static async Task<Tool> StartAsync(Func<ServeOptions, ServeOptions>? configure = null)
    {
        var options = new ServeOptions { Port = 0, IsQuiet = true };
        return new Tool(await RunningTool.StartAsync(ServeSettings.From(configure?.Invoke(options) ?? options)));
    }

    /// <summary>Serves a scenario, which is written to a file for it.</summary>
    public static async Task<Tool> StartAsync(string scenario)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}.json");
        await File.WriteAllTextAsync(file, scenario);
        try
        {
            return await StartAsync(options => options with { Scenarios = [file] });
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Connects a client, which stays until the tool is disposed.</summary>
    public async Task<ClientWebSocket> ConnectAsync(string path = "/")
    {
        var client = new ClientWebSocket();
        _clients.Add(client);
        await client.ConnectAsync(new Uri(Url, path), TestContext.CurrentContext.CancellationToken);
        return client;
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        var (status, body) = await AskAsync(HttpMethod.Get, path);
        status.Should().Be(200, body);
        return JsonNode.Parse(body)!;
    }

    /// <summary>Asks, and gives the status and the body.</summary>
    public async Task<(int Status, string Body)> AskAsync(HttpMethod method, string path, string? json = null, string accept = "*/*")
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd(accept);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        return await AskAsync(request);
    }

    public async Task<(int Status, string Body)> AskAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request, TestContext.CurrentContext.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.CurrentContext.CancellationToken);
        var sent = request.Content is null ? null : await request.Content.ReadAsStringAsync(TestContext.CurrentContext.CancellationToken);
        ApiDocument.Check(request, sent, response, body);
        return ((int)response.StatusCode, body);
    }

    public Task<(int Status, string Body)> PostAsync(string path, string json = "{}") => AskAsync(HttpMethod.Post, path, json);

    /// <summary>Waits until a call that was begun before has come in: the one that this makes comes after it.</summary>
    public Task IdleAsync() => GetAsync("health");

    /// <summary>Asks for the end and waits for it, as SIGTERM does.</summary>
    public ValueTask StopAsync() => _tool.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _clients.ForEach(client => client.Dispose());
        await _tool.DisposeAsync();
    }
}
