using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace MockWs.Server.Admin;

/// <summary>What the API says when it cannot do what it was asked to: problem details (RFC 9457).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong, where, and what to do instead.</param>
internal sealed record Problem(int Status, string Detail)
{
    /// <summary>Every single thing that is wrong, such as the errors of a scenario with their places; empty if the detail says it all.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>Writes members beyond those of RFC 9457; null for none.</summary>
    public Action<Utf8JsonWriter>? Extend { get; init; }

    /// <summary>Writes it as the response.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/problem+json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, ApiJson.Writing);
        json.WriteStartObject();
        json.WriteString("title", ReasonPhrases.GetReasonPhrase(Status));
        json.WriteNumber("status", Status);
        json.WriteString("detail", Detail);
        if (Errors.Count > 0)
        {
            json.WriteStartArray("errors");
            foreach (var error in Errors)
            {
                json.WriteStringValue(error);
            }

            json.WriteEndArray();
        }

        Extend?.Invoke(json);
        json.WriteEndObject();
    }
}

/// <summary>Ends a call with a problem.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public ProblemException(int status, string detail)
        : this(new Problem(status, detail))
    {
    }

    public Problem Problem { get; } = problem;
}
