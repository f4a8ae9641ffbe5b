using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MockWs.Server.Admin;

/// <summary>What the server and its connections remember, read and replaced.</summary>
internal sealed class StateRoutes(MockWsServer server)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/state", ReadAsync);
        routes.MapPut("/state", ReplaceAsync);
    }

    private Task ReadAsync(HttpContext context)
    {
        var connections = server.Connections.ToDictionary(connection => connection.Id, connection => new MemoryBody
        {
            States = connection.State.Names,
            Counters = connection.State.Counters,
            Captured = connection.State.Captured,
        });
        var memory = server.State;
        return AdminApi.WriteAsync(
            context,
            new StateBody { Server = new MemoryBody { States = memory.Names, Counters = memory.Counters }, Connections = connections },
            ApiJson.Shapes.StateBody);
    }

    private async Task ReplaceAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context, ApiJson.Shapes.StateBody);
        if (body.Server?.Captured is not null)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "\"captured\" is of a connection: the server captures nothing.");
        }

        var changes = (body.Connections ?? new Dictionary<int, MemoryBody>()).Select(entry => (Connection: Find(entry.Key), entry.Value)).ToList();
        server.SetState(body.Server?.States, body.Server?.Counters);
        foreach (var (connection, memory) in changes)
        {
            connection.SetState(state => state with
            {
                Names = memory.States?.ToImmutableDictionary() ?? state.Names,
                Counters = memory.Counters?.Where(counter => counter.Value != 0).ToImmutableDictionary() ?? state.Counters,
                Captured = memory.Captured?.ToImmutableDictionary() ?? state.Captured,
            });
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private MockWsConnection Find(int id) => server.Connections.FirstOrDefault(connection => connection.Id == id)
        ?? throw new ProblemException(StatusCodes.Status400BadRequest, $"There is no connection {id} now, and nothing was changed.");
}
