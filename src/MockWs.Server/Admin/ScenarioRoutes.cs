using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockWs.Configuration.Shapes;
using MockWs.Language;

namespace MockWs.Server.Admin;

/// <summary>The scenario as it is served: read, checked, changed for the clients that come from then on.</summary>
internal sealed class ScenarioRoutes(ToolState tool)
{
    private const string Written = "text/plain";

    private static readonly Shape<(IReadOnlyList<Behaviours.Endpoint> Endpoints, IReadOnlyList<string> Removed)> Patch = Shape.Object(
        Member.Optional<IReadOnlyList<Behaviours.Endpoint>>("endpoints", "Endpoints that come in.", EndpointWords.List, []),
        Member.Optional<IReadOnlyList<string>>("remove", "The paths of those that go.", Shape.List(Shape.Text), []));

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/scenario", ReadAsync);
        routes.MapPut("/scenario", ReplaceAsync);
        routes.MapPatch("/scenario/endpoints", PatchAsync);
        routes.MapPost("/scenario/validate", ValidateAsync);
        routes.MapGet("/schema", SchemaAsync);
    }

    private Task ReadAsync(HttpContext context) => Accept.Choose(context.Request, ["application/json", Written]) switch
    {
        "application/json" => WriteAsync(context, "application/json", tool.Scenario.JsonOf(tool.Server)),
        Written => WriteAsync(context, Written, tool.Scenario.TextOf(tool.Server)),
        _ => throw new ProblemException(StatusCodes.Status406NotAcceptable, "The scenario can be had as application/json, or as text/plain with its comments."),
    };

    private async Task ReplaceAsync(HttpContext context) =>
        await WarnAsync(context, tool.Scenario.Replace(tool.Server, await TextAsync(context)));

    private async Task ValidateAsync(HttpContext context) => await WarnAsync(context, tool.Scenario.Check(await TextAsync(context)));

    private async Task PatchAsync(HttpContext context)
    {
        var body = await RequestBody.ReadBytesAsync(context);
        var (endpoints, removed) = ScenarioFragments.Read(body, tool.Scenario.Folder, node => Patch.Read(node).Is(out var patch) ? patch : ([], []));
        tool.Scenario.Patch(tool.Server, endpoints, removed);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task SchemaAsync(HttpContext context) => WriteAsync(context, "application/schema+json", ScenarioFormat.Schema());

    private static Task WarnAsync(HttpContext context, IReadOnlyList<string> warnings) =>
        AdminApi.WriteAsync(context, new WarningsView(warnings), ApiJson.Shapes.WarningsView);

    private static async Task<string> TextAsync(HttpContext context) => Encoding.UTF8.GetString(await RequestBody.ReadBytesAsync(context));

    private static Task WriteAsync(HttpContext context, string type, string text)
    {
        context.Response.ContentType = $"{type}; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
