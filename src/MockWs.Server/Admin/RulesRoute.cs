using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MockWs.Server.Admin;

/// <summary>Which rule answered a message, and why the others did not.</summary>
internal sealed class RulesRoute(MockWsServer server)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/journal/{sequence:long}/rules", ReadAsync);

    private Task ReadAsync(HttpContext context)
    {
        var sequence = long.Parse((string)context.Request.RouteValues["sequence"]!, CultureInfo.InvariantCulture);
        return server.TryRules(sequence) is var (decision, rules)
            ? AdminApi.WriteAsync(
                context, new RulesView(decision, [.. rules.Select(rule => new VerdictView(rule.Rule, rule.Miss))]), ApiJson.Shapes.RulesView)
            : throw new ProblemException(
                StatusCodes.Status404NotFound,
                $"Entry {sequence} is no message that rules were tried on, or these are known no more: the journal or the scenario has changed since.");
    }
}
