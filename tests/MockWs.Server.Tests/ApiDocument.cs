using System.Text.Json;
using System.Text.RegularExpressions;
using MockWs.Behaviours.Matching.JsonSchemas;
using MockWs.Server.Admin;

namespace MockWs.Server.Tests;

/// <summary>The OpenAPI document of the API. Every call of these tests is held against it, requests and responses alike.</summary>
internal static class ApiDocument
{
    private static readonly JsonElement Root = Read();

    /// <summary>All calls that it names, such as <c>GET /journal</c>.</summary>
    public static IEnumerable<string> Calls =>
        from path in Root.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name != "parameters"
        select $"{operation.Name.ToUpperInvariant()} {path.Name}";

    /// <summary>The calls that bring a body, with the keys that it may have; none where the document leaves them to the schema of scenarios.</summary>
    public static IReadOnlyList<(string Call, IReadOnlyList<string> Keys)> Bodies =>
    [
        .. from path in Root.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           where operation.Name != "parameters" && operation.Value.TryGetProperty("requestBody", out _)
           select ($"{operation.Name.ToUpperInvariant()} {path.Name}", KeysOf(operation.Value)),
    ];

    /// <summary>Expects that a call went as the document says. What it does not name has to be refused.</summary>
    public static void Check(HttpRequestMessage request, string? sent, HttpResponseMessage response, string body)
    {
        var path = request.RequestUri!.AbsolutePath[ApiSettings.Root.Length..];
        var what = $"{request.Method} {request.RequestUri} was answered with {(int)response.StatusCode} {body}";
        var type = response.Content.Headers.ContentType?.MediaType;
        if (Find(request.Method, path) is not { } operation)
        {
            ((int)response.StatusCode).Should().BeOneOf([403, 404, 405], what);
            Validate(Root.GetProperty("components").GetProperty("schemas").GetProperty("Problem"), body, what);
            return;
        }

        operation.GetProperty("responses").TryGetProperty($"{(int)response.StatusCode}", out var described).Should().BeTrue(what);
        described = Follow(described);
        if (!described.TryGetProperty("content", out var content))
        {
            body.Should().BeEmpty(what);
            return;
        }

        content.TryGetProperty(type!, out var form).Should().BeTrue(what);
        if (type!.EndsWith("json", StringComparison.Ordinal) && type != "application/x-ndjson")
        {
            Validate(form.GetProperty("schema"), body, what);
        }

        if (response.IsSuccessStatusCode && sent is not null && operation.TryGetProperty("requestBody", out var asked))
        {
            Validate(asked.GetProperty("content").GetProperty("application/json").GetProperty("schema"), sent, $"{what} though {sent} was sent");
        }
    }

    private static JsonElement? Find(HttpMethod method, string path)
    {
        foreach (var item in Root.GetProperty("paths").EnumerateObject())
        {
            if (Regex.IsMatch(path, $"^{Regex.Replace(item.Name, @"\{\w+\}", "[0-9]+")}$")
                && item.Value.TryGetProperty(method.Method.ToLowerInvariant(), out var operation))
            {
                return operation;
            }
        }

        return null;
    }

    private static IReadOnlyList<string> KeysOf(JsonElement operation)
    {
        var schema = Follow(operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema"));
        return schema.TryGetProperty("properties", out var properties) ? [.. properties.EnumerateObject().Select(property => property.Name)] : [];
    }

    private static JsonElement Follow(JsonElement value) => value.TryGetProperty("$ref", out var reference)
        ? reference.GetString()![2..].Split('/').Aggregate(Root, (at, name) => at.GetProperty(name))
        : value;

    private static void Validate(JsonElement schema, string json, string what)
    {
        // References lead to places of the document, so the schema is held against it as a whole.
        var whole = $$"""{ "allOf": [ {{schema.GetRawText()}} ], "components": {{Root.GetProperty("components").GetRawText()}} }""";
        JsonSchema.Parse(JsonElement.Parse(whole)).Errors(JsonElement.Parse(json.Length == 0 ? "{}" : json)).Should().BeEmpty(what);
    }

    private static JsonElement Read()
    {
        using var document = typeof(AdminApi).Assembly.GetManifestResourceStream("openapi.json")!;
        return JsonDocument.Parse(document).RootElement.Clone();
    }
}
