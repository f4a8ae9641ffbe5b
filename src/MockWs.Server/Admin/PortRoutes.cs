using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockWs.Configuration;
using MockWs.Language;

namespace MockWs.Server.Admin;

/// <summary>The ports of the WebSocket clients, paused, closed and opened by hand.</summary>
internal sealed class PortRoutes(ToolState tool)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/port/pause", context => MisbehaveAsync(context, tool.Server.PausePortAsync));
        routes.MapPost("/port/close", context => MisbehaveAsync(context, tool.Server.ClosePortAsync));
        routes.MapPost("/port/open", OpenAsync);
    }

    private async Task MisbehaveAsync(HttpContext context, Func<TimeSpan?, Task> misbehave)
    {
        var time = ScenarioFragments.Read(await RequestBody.ReadBytesAsync(context), folder: null, ReadTime);
        if (time is null && tool.Api.Port is null)
        {
            throw new ProblemException(
                StatusCodes.Status400BadRequest,
                "The API is on the clients' port, so nobody could open it again: say for how long, such as { \"time\": \"00:00:05\" }, or start with --api-port, which "
                + "gives the API a port of its own.");
        }

        await misbehave(time);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task OpenAsync(HttpContext context)
    {
        await RequestBody.ReadAsync(context, ApiJson.Shapes.EmptyBody);
        try
        {
            await tool.Server.OpenPortAsync();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (IOException e)
        {
            throw new ProblemException(StatusCodes.Status409Conflict, e.Message);
        }
    }

    private static TimeSpan? ReadTime(ScenarioNode node) => node.Members("time").GetValueOrDefault("time")?.Duration(least: TimeSpan.FromTicks(1));
}
