using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace MockWs.Server.Tests.Admin;

/// <summary>The document names every call; that each call goes as it says is checked with every call of every test here.</summary>
[CancelAfter(30_000)]
internal sealed class OpenApiTests
{
    [Test]
    public async Task The_document_is_served()
    {
        await using var tool = await Tool.StartAsync();
        var document = await tool.GetAsync("openapi.json");
        document["openapi"]!.GetValue<string>().Should().StartWith("3.1");
        document["servers"]![0]!["url"]!.GetValue<string>().Should().Be("/__mockws");
    }

    [Test]
    public async Task It_names_the_calls_that_there_are_and_no_others()
    {
        await using var tool = await Tool.StartAsync();
        await tool.IdleAsync(); // a first call makes them
        var routes = tool.Routes.OfType<RouteEndpoint>().SelectMany(
            route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods,
            (route, method) => $"{method} {Regex.Replace(route.RoutePattern.RawText!, @"\{(\w+):\w+\}", "{$1}")}");
        routes.Should().BeEquivalentTo(ApiDocument.Calls);
    }

    [Test]
    public async Task What_it_does_not_name_is_a_problem()
    {
        await using var tool = await Tool.StartAsync();
        (await tool.AskAsync(HttpMethod.Get, "journals")).Status.Should().Be(404);
        (await tool.PostAsync("connections/one/send")).Status.Should().Be(404);
        var (status, body) = await tool.AskAsync(HttpMethod.Delete, "health");
        status.Should().Be(405);
        JsonNode.Parse(body)!["detail"]!.GetValue<string>().Should().Be("/__mockws/health can be called with GET, not with DELETE.");
    }
}
