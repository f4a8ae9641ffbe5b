using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MockWs.Server.Admin;

/// <summary>Tells whether the server was used as its scenario expects.</summary>
internal sealed class VerifyRoute(MockWsServer server)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/verify", VerifyAsync);

    private Task VerifyAsync(HttpContext context)
    {
        var verification = server.Verify();
        IReadOnlyList<RuleView> rules =
            [.. verification.Rules.Select(rule => new RuleView(rule.Rule.Endpoint, rule.Rule.Rule, $"{rule.Rule.Expect}", rule.Answered, rule.IsMet))];
        if (verification.IsMet)
        {
            return AdminApi.WriteAsync(context, new VerifiedView(rules, verification.ScriptsCompleted), ApiJson.Shapes.VerifiedView);
        }

        throw new ProblemException(new Problem(StatusCodes.Status409Conflict, "The server was not used as its scenario expects; the errors tell how.")
        {
            Errors = verification.Unmet,
            Extend = json =>
            {
                json.WritePropertyName("rules");
                JsonSerializer.Serialize(json, rules, ApiJson.Shapes.IReadOnlyListRuleView);
            },
        });
    }
}
