using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockWs.Server.Telemetry;

namespace MockWs.Server.Admin;

/// <summary>The metrics in the text format of Prometheus, version 0.0.4.</summary>
internal sealed class MetricsRoute(MockWsServer server)
{
    private readonly IReadOnlyList<Metric> _metrics = Metric.Of(server);

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/metrics", WriteAsync);

    private Task WriteAsync(HttpContext context)
    {
        var text = new StringBuilder();
        foreach (var metric in _metrics)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP mockws_{metric.Name} {metric.Help}\n");
            text.Append(CultureInfo.InvariantCulture, $"# TYPE mockws_{metric.Name} {(metric.IsCounter ? "counter" : "gauge")}\n");
            foreach (var value in metric.Values())
            {
                // No label holds a quote, a backslash or an end of line.
                var labels = value.Labels.Select(label => $"{label.Name}=\"{label.Value}\"");
                text.Append(CultureInfo.InvariantCulture, $"mockws_{metric.Name}{(value.Labels.Length == 0 ? "" : $"{{{string.Join(',', labels)}}}")} {value.Value}\n");
            }
        }

        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }
}
