using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MockWs.Configuration;

namespace MockWs.Server.Admin;

/// <summary>The API over HTTP: looks at a mock server and drives it, from any language.</summary>
internal static class AdminApi
{
    /// <summary>Adds the routes and what stands before all of them.</summary>
    /// <param name="app">The application, whose paths begin after <see cref="ApiSettings.Root"/>.</param>
    /// <param name="tool">What is looked at and driven.</param>
    public static void Map(IApplicationBuilder app, ToolState tool)
    {
        var guard = new ApiGuard(tool.Api, tool.HostNames);
        app.Use(next => context => AnswerAsync(context, guard, next));
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            new StatusRoutes(tool).Map(routes);
            new JournalRoutes(tool).Map(routes);
            new RulesRoute(tool.Server).Map(routes);
            new WaitRoute(tool).Map(routes);
            new ConnectionRoutes(tool.Server, tool.Scenario).Map(routes);
            new PortRoutes(tool).Map(routes);
            new ScenarioRoutes(tool).Map(routes);
            new StateRoutes(tool.Server).Map(routes);
            new VerifyRoute(tool.Server).Map(routes);
            new MetricsRoute(tool.Server).Map(routes);
        });
        app.Run(context => throw new ProblemException(
            StatusCodes.Status404NotFound,
            $"There is no {context.Request.PathBase}{context.Request.Path}. {ApiSettings.Root}/openapi.json tells what there is."));
    }

    /// <summary>Writes a value as the response.</summary>
    public static async Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> shape)
    {
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.BodyWriter, value, shape, context.RequestAborted);
    }

    private static async Task AnswerAsync(HttpContext context, ApiGuard guard, RequestDelegate next)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            var isProbe = context.Request.Path.Value is "/health" or "/ready";
            if (guard.Check(context.Request, isProbe) is { } problem)
            {
                throw new ProblemException(problem);
            }

            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status405MethodNotAllowed })
            {
                var allowed = context.Response.Headers.Allow;
                throw new ProblemException(
                    StatusCodes.Status405MethodNotAllowed, $"{context.Request.PathBase}{context.Request.Path} can be called with {allowed}, not with {context.Request.Method}.");
            }
        }
        catch (ProblemException e)
        {
            await SayAsync(context, e.Problem);
        }
        catch (ScenarioException e)
        {
            await SayAsync(context, new Problem(StatusCodes.Status400BadRequest, "What was sent is wrong, and nothing was changed.") { Errors = e.Errors });
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
    }

    private static async Task SayAsync(HttpContext context, Problem problem)
    {
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        await problem.WriteAsync(context);
    }
}
