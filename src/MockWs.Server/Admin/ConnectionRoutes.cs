using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockWs.Behaviours;
using MockWs.Configuration;
using MockWs.Language;
using MockWs.Server.Hosting;

namespace MockWs.Server.Admin;

/// <summary>The clients that are connected: who they are, and what is sent to them by hand.</summary>
internal sealed class ConnectionRoutes(MockWsServer server, ServedScenario scenario)
{
    /// <summary>A client that takes nothing holds no caller longer than this.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(5);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connections", ListAsync);
        routes.MapPost("/connections/{id:int}/send", SendAsync);
        routes.MapPost("/connections/{id:int}/ping", PingAsync);
        routes.MapPost("/connections/{id:int}/close", CloseAsync);
        routes.MapPost("/connections/{id:int}/abort", AbortAsync);
        routes.MapPost("/connections/{id:int}/actions", ActAsync);
        routes.MapPost("/broadcast", BroadcastAsync);
    }

    private Task ListAsync(HttpContext context) => AdminApi.WriteAsync(
        context,
        [
            .. server.Connections.Select(connection => new ConnectionView(
                connection.Id,
                connection.Path,
                connection.Request.Query,
                connection.RemoteAddress,
                connection.Subprotocol,
                connection.Since,
                connection.IsOpen)),
        ],
        ApiJson.Shapes.IReadOnlyListConnectionView);

    private async Task SendAsync(HttpContext context)
    {
        var connection = Find(context);
        var message = await MessageOf(context, mayHavePath: false);
        await InTimeAsync(context, cancellation => message.SendAsync(connection, cancellation));
    }

    private async Task PingAsync(HttpContext context)
    {
        var connection = Find(context);
        var body = await RequestBody.ReadAsync(context, ApiJson.Shapes.PingBody);
        var payload = body.Hex is { } hex ? Hex(hex) : Encoding.UTF8.GetBytes(body.Text ?? "");
        await InTimeAsync(context, cancellation => connection.PingAsync(payload, cancellation));
    }

    private async Task CloseAsync(HttpContext context)
    {
        var connection = Find(context);
        var body = await RequestBody.ReadAsync(context, ApiJson.Shapes.CloseBody);
        await InTimeAsync(context, cancellation => connection.CloseAsync(body.Code ?? 1000, body.Reason ?? "", cancellation));
    }

    private async Task AbortAsync(HttpContext context)
    {
        var connection = Find(context);
        await RequestBody.ReadAsync(context, ApiJson.Shapes.EmptyBody);
        connection.Abort();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task ActAsync(HttpContext context)
    {
        var connection = Find(context);
        var actions = ScenarioFragments.ReadActions(await RequestBody.ReadBytesAsync(context), scenario.Folder);
        if (!connection.Act(actions, "told to by the API"))
        {
            throw Closing(connection);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task BroadcastAsync(HttpContext context)
    {
        var message = await MessageOf(context, mayHavePath: true);
        var hearers = server.Connections.Where(connection => connection.IsOpen && message.IsFor(connection)).ToList();
        await InTimeAsync(context, cancellation => Task.WhenAll(hearers.Select(connection => message.SendAsync(connection, cancellation))));
        context.Response.StatusCode = StatusCodes.Status200OK;
        await AdminApi.WriteAsync(context, new SentView(hearers.Count), ApiJson.Shapes.SentView);
    }

    private MockWsConnection Find(HttpContext context)
    {
        var id = int.Parse((string)context.Request.RouteValues["id"]!, CultureInfo.InvariantCulture);
        return server.Connections.FirstOrDefault(connection => connection.Id == id)
            ?? throw new ProblemException(StatusCodes.Status404NotFound, $"There is no connection {id} now. {ApiSettings.Root}/connections lists those that there are.");
    }

    private static async Task InTimeAsync(HttpContext context, Func<CancellationToken, Task> send)
    {
        using var timeout = new CancellationTokenSource(SendTimeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        try
        {
            await send(either.Token);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (InvalidOperationException e)
        {
            throw new ProblemException(StatusCodes.Status409Conflict, e.Message);
        }
        catch (ArgumentException e)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, ScenarioNode.OneLine(e.Message));
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new ProblemException(
                StatusCodes.Status504GatewayTimeout, $"The client has not read for {SendTimeout.TotalSeconds:0} s, so that what was to be sent waits for it.");
        }
    }

    private static async Task<OutgoingMessage> MessageOf(HttpContext context, bool mayHavePath)
    {
        var body = await RequestBody.ReadAsync(context, ApiJson.Shapes.MessageBody);
        var json = body.Json.ValueKind == JsonValueKind.Undefined ? null : body.Json.GetRawText();
        if (new[] { body.Text, json, body.Hex, body.Base64 }.Count(value => value is not null) != 1)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "A message has one of text, json, hex and base64, such as { \"text\": \"hello\" }.");
        }

        if (body.Path is not null && !mayHavePath)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "\"path\" is for a broadcast: this call is for one connection.");
        }

        try
        {
            var bytes = body.Hex is { } hex ? Hex(hex) : body.Base64 is { } base64 ? Convert.FromBase64String(base64) : [];
            return new OutgoingMessage(body.Text ?? json, bytes, body.Path is { } path ? PathPattern.Parse(path) : null);
        }
        catch (FormatException e)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, e.Message);
        }
    }

    private static byte[] Hex(string digits)
    {
        try
        {
            return Convert.FromHexString(digits.Replace(" ", "", StringComparison.Ordinal));
        }
        catch (FormatException)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, $"{JsonText.Quote(digits)} is no hex: it has two digits 0-9, a-f a byte, and spaces where you like.");
        }
    }

    private static ProblemException Closing(MockWsConnection connection) =>
        new(StatusCodes.Status409Conflict, $"{connection} is closing or closed. The journal tells why.");

    /// <summary>A message, read: a text, or else bytes.</summary>
    private sealed record OutgoingMessage(string? Text, byte[] Bytes, PathPattern? Path)
    {
        public bool IsFor(MockWsConnection connection) => Path is null || Path.Match(connection.Request.RawPath) is not null;

        public Task SendAsync(MockWsConnection connection, CancellationToken cancellation) =>
            Text is not null ? connection.SendTextAsync(Text, cancellation) : connection.SendBinaryAsync(Bytes, cancellation);
    }
}
